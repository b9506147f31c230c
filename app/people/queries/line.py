"""Who is above and below whom on a day: the line of superiors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import raiseload

from app.core import firewall
from app.core.firewall import Skipped
from app.database.base import db
from app.database.prepared import prepared
from app.database.remembered import remembered
from app.people.models import Acting, Appointment, Person
from app.people.queries.conditions import in_force, own_right
from app.people.queries.persons import people_by_ids
from app.people.queries.posts import posts_of
from app.people.reporting_line import ReportingLine, Seat


def loop_through(person_id: int, day: date) -> list[Person]:
    """The circle in the line of superiors this person is part of that day; empty when none."""
    line = _line([person_id], day)
    passed = [person_id]
    seat = line.named_superior(person_id)
    while seat is not None and seat not in passed:
        passed.append(seat)
        seat = line.named_superior(seat)
    if seat != person_id:
        return []
    people = people_by_ids(passed)
    return [people[one] for one in passed]


def superior_of(person_id: int, day: date) -> Person | None:
    """The direct superior on that day.

    An acting officer (Plt., Plh.) comes before the holder of the seat; where the seat is empty, or
    kept by the person himself, it is the next one up.
    """
    return superiors_of([person_id], day).get(person_id)


def superiors_of(person_ids: Iterable[int], day: date) -> dict[int, Person]:
    """Direct superiors of many people at once; people without one are missing."""
    wanted = list(person_ids)
    line = _line(wanted, day)
    above = {one: line.superior(one) for one in wanted}
    people = people_by_ids(found for found in above.values() if found is not None)
    return {one: people[found] for one, found in above.items() if found is not None}


def superiors_above(person_id: int, day: date) -> list[Person]:
    """The whole line above, nearest first ("dan seterusnya", Perwali 92/2020 Lamp. II.G.5)."""
    above = superior_ids_above(person_id, day)
    people = people_by_ids(above)
    return [people[one] for one in above]


def superior_ids_above(person_id: int, day: date) -> list[int]:
    """The ids of the same."""
    return _line([person_id], day).above(person_id)


def seat_kept_above(person_id: int, keeper_id: int, day: date) -> int | None:
    """The nearest seat above somebody that this keeper has as Plt. or Plh. that day."""
    line = _line([person_id], day)
    seats = line.seats_above(person_id)
    return next((seat for seat in seats if line.acting.get(seat) == keeper_id), None)


def is_superior_of(superior_id: int, person_id: int, day: date) -> bool:
    """Whether the first is the direct superior of the second on that day."""
    return _line([person_id], day).superior(person_id) == superior_id


def is_named_superior(person_id: int, day: date) -> bool:
    """Whether anybody's post names this person, or a seat this person keeps, as superior."""
    return remembered(
        Appointment, ("named superior", person_id, day), lambda: _is_named_superior(person_id, day)
    )


def _is_named_superior(person_id: int, day: date) -> bool:
    return db.session.scalar(*_anybody_below(person_id, day)) or False


@prepared
def _anybody_below(person_id: int, day: date) -> sa.Select[bool]:
    kept = sa.select(Appointment.replaces_id).where(
        Appointment.person_id == person_id, in_force(day), Appointment.acting != Acting.NONE
    )
    below = sa.select(Appointment.id).where(
        sa.or_(Appointment.superior_id == person_id, Appointment.superior_id.in_(kept)),
        in_force(day),
    )
    return sa.select(below.exists())


def subordinates_of(person_id: int, day: date) -> list[Person]:
    """Everybody whose direct superior on that day is this person, by name."""
    candidates = _candidates_below(person_id, day)
    line = _line(candidates, day)
    below = [one for one in candidates if line.superior(one) == person_id]
    return sorted(people_by_ids(below).values(), key=lambda one: (one.sort_name, one.id))


def chains_above(person_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """The ids of everybody above each of these people, nearest first."""
    wanted = list(dict.fromkeys(person_ids))
    line = _line(wanted, day)
    return {one: line.above(one) for one in wanted}


def line_below(person_id: int, day: date) -> sa.Select[Any]:
    """Everybody below this person, or below a seat he keeps, as named in their posts."""
    kept = sa.select(Appointment.replaces_id).where(
        Appointment.person_id == person_id, in_force(day), Appointment.acting != Acting.NONE
    )
    tree = (
        sa.select(Appointment.person_id)
        .where(
            sa.or_(Appointment.superior_id == person_id, Appointment.superior_id.in_(kept)),
            in_force(day),
            own_right(),
        )
        .cte(recursive=True)
    )
    # coalesce: SQLite would otherwise look for the many posts held in one's own right, once for each
    # person of the line, instead of those of his subordinates.
    none = sa.literal(Acting.NONE, Appointment.acting.type)
    own = sa.func.coalesce(Appointment.acting, none) == Acting.NONE
    tree = tree.union(
        sa.select(Appointment.person_id).where(
            Appointment.superior_id == tree.c.person_id, in_force(day), own
        )
    )
    return sa.select(tree.c.person_id)


def _line(person_ids: Iterable[int], day: date) -> ReportingLine:
    """The part of the line above these people: one query a step up, however many people."""
    wanted = frozenset(person_ids)
    return remembered(Appointment, ("line", wanted, day), lambda: _read_line(wanted, day))


def _read_line(person_ids: frozenset[int], day: date) -> ReportingLine:
    line = ReportingLine()
    asked: set[int] = set()
    frontier = set(person_ids)
    while frontier:
        asked |= frontier
        rows = list(db.session.scalars(*_rows_about(frontier, day)))
        for row in rows:
            _seat(line, row, frontier, day)
        frontier = {row.superior_id for row in rows if row.superior_id is not None} - asked
    return line


@prepared
def _rows_about(person_ids: set[int], day: date) -> sa.Select[Appointment]:
    return (
        sa.select(Appointment)
        .where(
            sa.or_(
                sa.and_(Appointment.person_id.in_(person_ids), own_right()),
                sa.and_(Appointment.replaces_id.in_(person_ids), in_force(day)),
            ),
            Appointment.valid_from <= day,
            sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= Appointment.valid_from),
        )
        .options(raiseload("*"))
        .order_by(Appointment.valid_from, Appointment.id)
    )


def _seat(line: ReportingLine, row: Appointment, asked: set[int], day: date) -> None:
    if row.acting is Acting.NONE:
        line.seats[row.person_id] = Seat(row.superior_id, held=row.in_force_on(day))
    elif row.replaces_id in asked:
        line.acting[row.replaces_id] = row.person_id
        line.seats.setdefault(row.replaces_id, Seat(row.superior_id, held=False))


def _candidates_below(person_id: int, day: date) -> set[int]:
    """Everybody who might answer to this person: through his seat, a seat he keeps, an empty one."""
    seats = {person_id} | set(
        db.session.scalars(
            sa.select(Appointment.replaces_id).where(
                Appointment.person_id == person_id,
                in_force(day),
                Appointment.replaces_id.is_not(None),
            )
        )
    )
    found: set[int] = set()
    frontier: set[int] = {one for one in seats if one is not None}
    while frontier:
        rows = db.session.execute(
            sa.select(Appointment.person_id, Appointment.valid_to).where(
                Appointment.superior_id.in_(frontier), Appointment.valid_from <= day, own_right()
            )
        ).all()
        below = {row[0] for row in rows} - found
        found |= below
        holding = set(posts_of(below, day))
        kept = _kept_by_own_report(below, day)
        # An empty seat, or one kept by somebody below it, hands its people up.
        frontier = (below - holding) | kept
    return found


def _kept_by_own_report(person_ids: set[int], day: date) -> set[int]:
    return {
        one
        for one in db.session.scalars(
            sa.select(Appointment.replaces_id).where(
                Appointment.replaces_id.in_(person_ids), in_force(day)
            )
        )
        if one is not None
    }


def passed_over(skipped: Iterable[Skipped]) -> list[str]:
    """One line about each person passed over on the way up, with the reason."""
    passed = list(skipped)
    people = people_by_ids(one.person_id for one in passed)
    return [firewall.passed_over(people[one.person_id].name, one.reason) for one in passed]

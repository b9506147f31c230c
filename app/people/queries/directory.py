"""The register's own pages: staff list, one person, the tree of units."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.paging import PAGE_SIZE, Paged, how_many, nearest_page
from app.database.reading import record_for
from app.people.models import Acting, Appointment, Person, Unit
from app.people.queries.conditions import (
    holds,
    in_force,
    main_post_on,
    own_right,
    serving,
    units_below,
)
from app.people.queries.line import subordinates_of, superiors_above
from app.people.queries.posts import orders_over


@dataclass(frozen=True)
class StaffRow:
    """One line of the staff list."""

    person: Person
    post: Appointment | None


@dataclass(frozen=True)
class StaffFilter:
    """What a staff list is narrowed by. `unit_id` takes the units below it along."""

    text: str = ""
    unit_id: int | None = None
    left: bool = False


def people_visible_to(
    actor: Actor, wanted: StaffFilter | None = None, number: int = 1
) -> Paged[StaffRow]:
    """The people whose page this actor may open, by name, one page of them."""
    wanted = wanted or StaffFilter()
    day = clock.today()
    matching = _visible(actor, sa.select(Person.id).outerjoin(Appointment, main_post_on(day)))
    matching = _narrowed(matching, wanted, day)
    total = how_many(matching)
    number = nearest_page(number, total)
    rows = db.session.execute(
        sa.select(Person, Appointment)
        .outerjoin(Appointment, main_post_on(day))
        .outerjoin(Appointment.unit)
        .options(contains_eager(Appointment.unit), raiseload("*"))
        .where(Person.id.in_(matching))
        .order_by(Person.sort_name, Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Paged([StaffRow(row[0], row[1]) for row in rows], number, total)


def person_for(actor: Actor, person_id: int) -> Person:
    """The person, if this actor may see the register's page about them. Raises NotFound."""
    return record_for(actor, "people.read", Person, person_id)


@dataclass(frozen=True)
class PersonPage:
    """What the register's page about one person shows, as of today."""

    person: Person
    posts: list[Appointment]
    above: list[Person]
    below: list[Person]
    kept_by: list[Appointment]

    @property
    def post(self) -> Appointment | None:
        """The post of today, held in one's own right."""
        today = clock.today()
        own = [one for one in self.posts if one.acting is Acting.NONE and one.in_force_on(today)]
        return own[0] if own else None


def person_page_for(actor: Actor, person_id: int) -> PersonPage:
    """The person with all posts, newest first, and who is above and below. Raises NotFound."""
    found = person_for(actor, person_id)
    today = clock.today()
    posts = db.session.scalars(
        sa.select(Appointment)
        .where(Appointment.person_id == person_id)
        .options(
            joinedload(Appointment.unit),
            joinedload(Appointment.superior),
            joinedload(Appointment.replaces),
            joinedload(Appointment.person),
            raiseload("*"),
        )
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
    )
    return PersonPage(
        found,
        list(posts),
        superiors_above(person_id, today),
        subordinates_of(person_id, today),
        orders_over(person_id, today),
    )


def acting_for(actor: Actor, appointment_id: int) -> Appointment:
    """An acting order, for whoever may see the officer's page. Raises NotFound."""
    found = db.session.get(Appointment, appointment_id)
    if found is None or found.acting is Acting.NONE:
        raise NotFound(f"appointment {appointment_id}")
    person_for(actor, found.person_id)
    return found


@dataclass(frozen=True)
class UnitLine:
    """One unit in the printed tree."""

    unit: Unit
    depth: int
    people: int
    people_below: int


def units_tree(day: date | None = None) -> list[UnitLine]:
    """All units, each below its parent, with how many people serve there."""
    on = day or clock.today()
    units = list(db.session.scalars(sa.select(Unit).order_by(Unit.name).options(raiseload("*"))))
    counts: dict[int, int] = {
        row[0]: row[1]
        for row in db.session.execute(
            sa.select(Appointment.unit_id, sa.func.count(sa.distinct(Appointment.person_id)))
            .where(in_force(on), own_right())
            .group_by(Appointment.unit_id)
        )
    }
    return _as_tree(units, counts)


def units_visible_to(actor: Actor) -> list[UnitLine]:
    """The tree of units, for the staff office."""
    return units_tree() if policy.can(actor, "people.list") else []


def _visible(actor: Actor, statement: sa.Select[Any]) -> sa.Select[Any]:
    """The same right as `people.read`, said in SQL."""
    if policy.can(actor, "people.list"):
        return statement
    return statement.where(Person.id == (actor.person_id or 0))


def _narrowed(statement: sa.Select[Any], wanted: StaffFilter, day: date) -> sa.Select[Any]:
    statement = statement.where(sa.not_(serving(day)) if wanted.left else serving(day))
    if wanted.unit_id is not None:
        statement = statement.where(Appointment.unit_id.in_(units_below(wanted.unit_id)))
    digits = wanted.text.replace(" ", "")
    if digits.isdigit():
        return statement.where(Person.nip.startswith(digits))
    for word in wanted.text.split():
        statement = statement.where(sa.or_(holds(Person.name, word), holds(Appointment.post, word)))
    return statement


def _as_tree(units: list[Unit], counts: dict[int, int]) -> list[UnitLine]:
    children: dict[int | None, list[Unit]] = {}
    ids = {one.id for one in units}
    for one in units:
        parent = one.parent_id if one.parent_id in ids else None
        children.setdefault(parent, []).append(one)
    lines: list[UnitLine] = []

    def put(one: Unit, depth: int) -> int:
        place = len(lines)
        lines.append(UnitLine(one, depth, counts.get(one.id, 0), 0))
        below = sum(put(child, depth + 1) for child in children.get(one.id, []))
        lines[place] = UnitLine(one, depth, counts.get(one.id, 0), below)
        return below + counts.get(one.id, 0)

    for root in children.get(None, []):
        put(root, 0)
    return lines

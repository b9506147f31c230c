"""The doors to the staff register: who somebody is, where they serve, and who is above them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound
from app.core.sentences import Sentence
from app.database.base import db
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.database.prepared import prepared
from app.database.remembered import remembered
from app.people.cells import code_key, normal_code, person_key
from app.people.importer import Known
from app.people.models import (
    Acting,
    Appointment,
    BatchState,
    EmploymentKind,
    ImportBatch,
    Person,
    Unit,
)
from app.people.reporting_line import ReportingLine, Seat, loop_words, loops

LEAST_LETTERS = 3
# The number of a record as a form sends it.
_NUMBER = re.compile(r"[0-9]{1,9}")
OBLIGED_KINDS = tuple(kind for kind in EmploymentKind if kind.is_asn)


# ── lookups for other features ────────────────────────────────────────────────────────────────


def person(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def people_by_ids(person_ids: Iterable[int]) -> dict[int, Person]:
    wanted = set(person_ids)
    if not wanted:
        return {}
    return {found.id: found for found in db.session.scalars(*_people(wanted))}


@prepared
def _people(person_ids: Iterable[int]) -> sa.Select[Person]:
    return sa.select(Person).where(Person.id.in_(person_ids))


def person_by_nip(nip: str) -> Person | None:
    """The person with this NIP; spaces as printed on paper are allowed."""
    return db.session.scalar(sa.select(Person).where(Person.nip == nip.replace(" ", "")))


def is_anybody_here() -> bool:
    """Whether the directory holds anybody at all."""
    return db.session.scalar(sa.select(Person.id).limit(1)) is not None


def person_by_code(code: str) -> Person | None:
    """The person with this short code, such as `e18`."""
    return db.session.scalar(sa.select(Person).where(Person.code == normal_code(code)))


def unit(unit_id: int) -> Unit | None:
    return db.session.get(Unit, unit_id)


def post_of(person_id: int, day: date) -> Appointment | None:
    """The post held in one's own right on that day, with its unit."""
    return posts_of([person_id], day).get(person_id)


def posts_of(person_ids: Iterable[int], day: date) -> dict[int, Appointment]:
    """The same for many people at once."""
    rows = db.session.scalars(*_posts_of(set(person_ids), day))
    return {row.person_id: row for row in rows}


@prepared
def _posts_of(person_ids: Iterable[int], day: date) -> sa.Select[Appointment]:
    return (
        sa.select(Appointment)
        .where(Appointment.person_id.in_(person_ids), _in_force(day), _own_right())
        .options(joinedload(Appointment.unit))
        .order_by(Appointment.valid_from, Appointment.id)
    )


def last_post_of(person_id: int, day: date) -> Appointment | None:
    """The post of that day, or the last one held before it: what a seat is known by."""
    return db.session.scalar(
        sa.select(Appointment)
        .where(
            Appointment.person_id == person_id,
            Appointment.valid_from <= day,
            _own_right(),
            _ever_in_force(),
        )
        .options(joinedload(Appointment.unit))
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
        .limit(1)
    )


def post_in_unit(person_id: int, unit_id: int, since: date) -> Appointment | None:
    """The last post this person held in the unit that had not ended before `since`."""
    return db.session.scalar(
        sa.select(Appointment)
        .where(
            Appointment.person_id == person_id,
            Appointment.unit_id == unit_id,
            _ever_in_force(),
            sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= since),
        )
        .order_by(Appointment.valid_from.desc())
        .limit(1)
    )


def next_post_begins(person_id: int, day: date) -> date | None:
    """The first day of a post that is already recorded to begin after that day."""
    return db.session.scalar(
        sa.select(sa.func.min(Appointment.valid_from)).where(
            Appointment.person_id == person_id,
            Appointment.valid_from > day,
            _own_right(),
            _ever_in_force(),
        )
    )


def posts_naming(superior_id: int, day: date) -> list[Appointment]:
    """Posts, of that day or later, in which this person is named as superior."""
    return list(
        db.session.scalars(
            sa.select(Appointment)
            .where(
                Appointment.superior_id == superior_id,
                _own_right(),
                _ever_in_force(),
                sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
            )
            .order_by(Appointment.id)
        )
    )


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


def acting_overlapping(replaces_id: int, begins: date, ends: date | None) -> Appointment | None:
    """An order to keep this seat that shares a day with the given ones."""
    return db.session.scalar(
        sa.select(Appointment)
        .where(
            Appointment.replaces_id == replaces_id,
            Appointment.acting != Acting.NONE,
            _ever_in_force(),
            sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= begins),
            Appointment.valid_from <= (ends or date.max),
        )
        .options(joinedload(Appointment.person))
        .limit(1)
    )


def acting_posts_of(person_id: int, day: date) -> list[Appointment]:
    """Posts kept as Plt. or Plh. on that day."""
    return list(
        db.session.scalars(
            sa.select(Appointment)
            .where(
                Appointment.person_id == person_id,
                _in_force(day),
                Appointment.acting != Acting.NONE,
            )
            .options(joinedload(Appointment.unit), joinedload(Appointment.replaces))
            .order_by(Appointment.valid_from, Appointment.id)
        )
    )


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
        Appointment.person_id == person_id, _in_force(day), Appointment.acting != Acting.NONE
    )
    below = sa.select(Appointment.id).where(
        sa.or_(Appointment.superior_id == person_id, Appointment.superior_id.in_(kept)),
        _in_force(day),
    )
    return sa.select(below.exists())


def subordinates_of(person_id: int, day: date) -> list[Person]:
    """Everybody whose direct superior on that day is this person, by name."""
    candidates = _candidates_below(person_id, day)
    line = _line(candidates, day)
    below = [one for one in candidates if line.superior(one) == person_id]
    return sorted(people_by_ids(below).values(), key=lambda one: (one.sort_name, one.id))


def serving_in(unit_id: int, day: date) -> list[Person]:
    """Everybody whose post of that day lies in this very unit, by name."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .join(Appointment, _main_post_on(day))
            .where(Appointment.unit_id == unit_id, _serving(day))
            .order_by(Person.sort_name, Person.id)
        )
    )


def holders_of(post: str, day: date) -> list[Person]:
    """Who serves in a post of this title that day, in his own right."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .join(Appointment, _main_post_on(day))
            .where(Appointment.post == post, _serving(day))
            .order_by(Person.id)
        )
    )


def holds_post(person_id: Any, post: str, day: Any) -> sa.ColumnElement[bool]:
    """The same about one person, said in SQL; both may stand for a value."""
    return (
        sa.select(Person.id)
        .join(Appointment, _main_post_on(day))
        .where(Person.id == person_id, Appointment.post == post, _serving(day))
        .exists()
    )


def obliged_on(day: date, kinds: Sequence[EmploymentKind] = OBLIGED_KINDS) -> list[Person]:
    """Everybody who owes a declaration that day: serving ASN (PermenPANRB 17/2024)."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .where(Person.kind.in_(kinds), _serving(day))
            .order_by(Person.sort_name, Person.id)
        )
    )


@dataclass(frozen=True)
class Duty:
    """Somebody who owes declarations on a day: where he serves, and since when he is here."""

    person_id: int
    unit_id: int | None
    began: date | None


def duties_on(
    day: date,
    kinds: Sequence[EmploymentKind] = OBLIGED_KINDS,
    *,
    only_at_risk: bool = False,
    after: int = 0,
    limit: int | None = None,
) -> list[Duty]:
    """The same as `obliged_on` by id, a part at a time: those after an id, at most `limit`."""
    began = (
        sa.select(Appointment.person_id, sa.func.min(Appointment.valid_from).label("began"))
        .where(_own_right(), _ever_in_force())
        .group_by(Appointment.person_id)
        .subquery()
    )
    asked = (
        sa.select(Person.id, Appointment.unit_id, began.c.began, Person.joined_on)
        .outerjoin(Appointment, _main_post_on(day))
        .outerjoin(began, began.c.person_id == Person.id)
        .where(Person.kind.in_(kinds), _serving(day), Person.id > after)
        .order_by(Person.id)
        .limit(limit)
    )
    if only_at_risk:
        asked = asked.where(Appointment.risk_positions != "")
    rows = db.session.execute(asked).all()
    found = [Duty(row[0], row[1], row[2] or row[3]) for row in rows]
    return [duty for duty in found if duty.began is None or duty.began <= day]


def chains_above(person_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """The ids of everybody above each of these people, nearest first."""
    wanted = list(dict.fromkeys(person_ids))
    line = _line(wanted, day)
    return {one: line.above(one) for one in wanted}


def keeper_of(person_id: int, day: date) -> int | None:
    """Who keeps this person's seat as Plt. or Plh. on the day."""
    found = acting_overlapping(person_id, day, day)
    return found.person_id if found else None


def order_keeping(keeper_id: int, seat_of: int, day: date) -> Appointment | None:
    """The order by which somebody keeps somebody's seat on the day."""
    found = acting_overlapping(seat_of, day, day)
    return found if found is not None and found.person_id == keeper_id else None


def orders_in_force(order_ids: Iterable[int], day: date) -> set[int]:
    """Which of these acting orders are in force on the day."""
    return set(
        db.session.scalars(
            sa.select(Appointment.id).where(Appointment.id.in_(set(order_ids)), _in_force(day))
        )
    )


def line_below(person_id: int, day: date) -> sa.Select[Any]:
    """Everybody below this person, or below a seat he keeps, as named in their posts."""
    kept = sa.select(Appointment.replaces_id).where(
        Appointment.person_id == person_id, _in_force(day), Appointment.acting != Acting.NONE
    )
    tree = (
        sa.select(Appointment.person_id)
        .where(
            sa.or_(Appointment.superior_id == person_id, Appointment.superior_id.in_(kept)),
            _in_force(day),
            _own_right(),
        )
        .cte(recursive=True)
    )
    tree = tree.union(
        sa.select(Appointment.person_id).where(
            Appointment.superior_id == tree.c.person_id, _in_force(day), _own_right()
        )
    )
    return sa.select(tree.c.person_id)


def main_post_on(day: date) -> sa.ColumnElement[bool]:
    """Joins a person with the post held in one's own right on the day."""
    return _main_post_on(day)


def units_below(unit_id: int) -> sa.Select[Any]:
    """The unit itself and all units below it."""
    return _with_units_below(unit_id)


@dataclass(frozen=True)
class Hit:
    """What anybody signed in may know of a colleague: never the NIP."""

    id: int
    name: str
    post: str
    unit: str

    @property
    def label(self) -> str:
        return " · ".join(part for part in (self.name, self.post, self.unit) if part)


def search_people(text: str, limit: int = 5, day: date | None = None) -> list[Hit]:
    """Serving colleagues whose name holds all these words, best first."""
    words = text.split()
    if not words:
        return []
    on = day or clock.today()
    begins = Person.sort_name.ilike(f"{_escaped(text.strip())}%", escape="\\")
    rows = db.session.execute(
        sa.select(Person.id, Person.name, Appointment.post, Unit.name)
        .outerjoin(Appointment, _main_post_on(on))
        .outerjoin(Unit, Unit.id == Appointment.unit_id)
        .where(_serving(on), *(_holds(Person.name, word) for word in words))
        .order_by(begins.desc(), Person.sort_name, Person.id)
        .limit(limit)
    )
    return [Hit(row[0], row[1], row[2] or "", row[3] or "") for row in rows]


# ── lists and pages ───────────────────────────────────────────────────────────────────────────


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
    matching = _visible(actor, sa.select(Person.id).outerjoin(Appointment, _main_post_on(day)))
    matching = _narrowed(matching, wanted, day)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(matching.subquery())) or 0
    number = nearest_page(number, total)
    rows = db.session.execute(
        sa.select(Person, Appointment)
        .outerjoin(Appointment, _main_post_on(day))
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
    found = person(person_id)
    if found is None or not policy.can(actor, "people.read", found):
        raise NotFound(f"person {person_id}")
    return found


@dataclass(frozen=True)
class PersonPage:
    """What the register's page about one person shows, as of today."""

    person: Person
    posts: list[Appointment]
    above: list[Person]
    below: list[Person]
    kept_by: Appointment | None

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
        acting_overlapping(person_id, today, today),
    )


def acting_for(actor: Actor, appointment_id: int) -> Appointment:
    """An acting order, for whoever may see the officer's page. Raises NotFound."""
    found = db.session.get(Appointment, appointment_id)
    if found is None or found.acting is Acting.NONE:
        raise NotFound(f"appointment {appointment_id}")
    person_for(actor, found.person_id)
    return found


def picked_for(actor: Actor, text: str, chosen_id: str | None = None) -> Person | None:
    """The serving person meant by a typed NIP or name, or by a name picked from the list.

    None when nothing was typed. Raises Invalid when nobody, or more than one, is meant.
    """
    typed = " ".join(text.split())
    if not typed or not policy.can(actor, "people.search"):
        return None
    chosen = person(int(chosen_id)) if chosen_id and _NUMBER.fullmatch(chosen_id) else None
    if chosen is not None and typed.startswith(chosen.name):
        return chosen
    if typed.replace(" ", "").isdigit():
        found = person_by_nip(typed)
        if found is None:
            raise Invalid("NIP ini tidak ada di daftar pegawai.")
        return found
    return _only_one_named(typed.split(" · ")[0])


def _only_one_named(name: str) -> Person:
    hits = search_people(name, limit=3)
    same = [hit for hit in hits if hit.name.casefold() == name.casefold()]
    if len(same) == 1 or len(hits) == 1:
        found = person((same or hits)[0].id)
        if found is not None:
            return found
    if not hits:
        raise Invalid("Tidak ada pegawai dengan nama ini. Periksa ejaan, atau ketik NIP-nya.")
    raise Invalid("Ada lebih dari satu pegawai dengan nama ini. Ketik NIP-nya.")


def label_of(one: Person | None, day: date | None = None) -> str:
    """How a person is written in a field that looks people up."""
    if one is None:
        return ""
    post = post_of(one.id, day or clock.today())
    return Hit(one.id, one.name, post.post if post else "", post.unit.name if post else "").label


def colleagues_visible_to(actor: Actor, text: str) -> list[Hit]:
    """What a field that looks people up offers: name, post and unit, never the NIP."""
    if not policy.can(actor, "people.search") or len(text.strip()) < LEAST_LETTERS:
        return []
    return search_people(text)


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
            .where(_in_force(on), _own_right())
            .group_by(Appointment.unit_id)
        )
    }
    return _as_tree(units, counts)


@dataclass(frozen=True)
class SuperiorProblem:
    """Something wrong in the line of superiors. `kind` is loop, none or gone."""

    kind: str
    people: tuple[Person, ...]
    sentence: str


def superior_problems(day: date | None = None) -> list[SuperiorProblem]:
    """Loops, superiors who serve no more with nobody acting, and people without superior."""
    on = day or clock.today()
    named: dict[int, int | None] = {
        row.person_id: row.superior_id
        for row in db.session.execute(
            sa.select(Appointment.person_id, Appointment.superior_id)
            .where(_in_force(on), _own_right())
            .order_by(Appointment.valid_from, Appointment.id)
        )
    }
    kept = set(
        db.session.scalars(
            sa.select(Appointment.replaces_id).where(
                _in_force(on), Appointment.acting != Acting.NONE
            )
        )
    )
    circles = loops(named)
    gone = [one for one, up in named.items() if up is not None and up not in named | _ids(kept)]
    alone = [one for one, up in named.items() if up is None]
    known = people_by_ids(
        {
            *gone,
            *alone,
            *(one for loop in circles for one in loop),
            *(named[one] or 0 for one in gone),
        }
    )
    return [
        *(_loop_problem([known[one] for one in loop]) for loop in circles),
        *(_gone_problem(known[one], known[named[one] or 0]) for one in gone),
        *(
            _alone_problem(known[one])
            for one in alone
            if known[one].kind is not EmploymentKind.HEAD_OF_REGION
        ),
    ]


def units_visible_to(actor: Actor) -> list[UnitLine]:
    """The tree of units, for the staff office."""
    return units_tree() if policy.can(actor, "people.list") else []


def superior_problems_visible_to(actor: Actor) -> list[SuperiorProblem]:
    """What is wrong in the line of superiors today, for the staff office."""
    return superior_problems() if policy.can(actor, "people.list") else []


def known_people(day: date) -> Known:
    """Keys of everybody in the register on that day, serving or not, to judge a file against."""
    serving: set[str] = set()
    left: set[str] = set()
    for nip, code, name, left_on in db.session.execute(
        sa.select(Person.nip, Person.code, Person.name, Person.left_on)
    ):
        keys = {person_key(nip, code, name)} | ({code_key(code)} if code else set())
        (left if left_on is not None and left_on <= day else serving).update(keys)
    return Known(serving, left)


def batch_for(actor: Actor, uid: str) -> ImportBatch:
    """An uploaded staff file, for whoever may import. Raises NotFound."""
    batch = db.session.scalar(sa.select(ImportBatch).where(ImportBatch.uid == uid))
    if batch is None or not policy.can(actor, "people.import"):
        raise NotFound(f"import {uid}")
    return batch


def imports_visible_to(actor: Actor, limit: int = 10) -> list[ImportBatch]:
    """Files imported last, newest first."""
    if not policy.can(actor, "people.import"):
        return []
    return list(
        db.session.scalars(
            sa.select(ImportBatch)
            .where(ImportBatch.state == BatchState.IMPORTED)
            .order_by(ImportBatch.id.desc())
            .limit(limit)
        )
    )


# ── how the register is asked ─────────────────────────────────────────────────────────────────


def _in_force(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        Appointment.valid_from <= day,
        sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
    )


def _ever_in_force() -> sa.ColumnElement[bool]:
    """Not replaced on its very first day."""
    return sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= Appointment.valid_from)


def _own_right() -> sa.ColumnElement[bool]:
    return Appointment.acting == Acting.NONE


def _serving(day: date) -> sa.ColumnElement[bool]:
    return sa.or_(Person.left_on.is_(None), Person.left_on > day)


def _main_post_on(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(Appointment.person_id == Person.id, _in_force(day), _own_right())


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _holds(column: InstrumentedAttribute[Any], text: str) -> sa.ColumnElement[bool]:
    return column.ilike(f"%{_escaped(text)}%", escape="\\")


def _visible(actor: Actor, statement: sa.Select[Any]) -> sa.Select[Any]:
    """The same right as `people.read`, said in SQL."""
    if policy.can(actor, "people.list"):
        return statement
    return statement.where(Person.id == (actor.person_id or 0))


def _narrowed(statement: sa.Select[Any], wanted: StaffFilter, day: date) -> sa.Select[Any]:
    statement = statement.where(sa.not_(_serving(day)) if wanted.left else _serving(day))
    if wanted.unit_id is not None:
        statement = statement.where(Appointment.unit_id.in_(_with_units_below(wanted.unit_id)))
    digits = wanted.text.replace(" ", "")
    if digits.isdigit():
        return statement.where(Person.nip.startswith(digits))
    for word in wanted.text.split():
        statement = statement.where(
            sa.or_(_holds(Person.name, word), _holds(Appointment.post, word))
        )
    return statement


def _with_units_below(unit_id: int) -> sa.Select[Any]:
    tree = sa.select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    tree = tree.union(sa.select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return sa.select(tree.c.id)


def _ids(found: Iterable[int | None]) -> dict[int, int | None]:
    return {one: None for one in found if one is not None}


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
                sa.and_(Appointment.person_id.in_(person_ids), _own_right()),
                sa.and_(Appointment.replaces_id.in_(person_ids), _in_force(day)),
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
                _in_force(day),
                Appointment.replaces_id.is_not(None),
            )
        )
    )
    found: set[int] = set()
    frontier: set[int] = {one for one in seats if one is not None}
    while frontier:
        rows = db.session.execute(
            sa.select(Appointment.person_id, Appointment.valid_to).where(
                Appointment.superior_id.in_(frontier), Appointment.valid_from <= day, _own_right()
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
                Appointment.replaces_id.in_(person_ids), _in_force(day)
            )
        )
        if one is not None
    }


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


def _loop_problem(people: list[Person]) -> SuperiorProblem:
    return SuperiorProblem(
        "loop",
        tuple(people),
        Sentence("Garis atasan berputar: %(names)s.", names=loop_words(one.name for one in people)),
    )


def _gone_problem(one: Person, superior: Person) -> SuperiorProblem:
    return SuperiorProblem(
        "gone",
        (one, superior),
        Sentence(
            "Atasan %(name)s, yaitu %(superior)s, tidak lagi menjabat dan belum ada Plt./Plh.",
            name=one.name,
            superior=superior.name,
        ),
    )


def _alone_problem(one: Person) -> SuperiorProblem:
    return SuperiorProblem(
        "none", (one,), Sentence("%(name)s belum punya atasan langsung.", name=one.name)
    )

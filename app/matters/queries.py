"""Reading matters, always as somebody; and what other features ask about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.core import clock, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Closed, NotAllowed, NotFound
from app.core.sentences import Sentence
from app.database.base import db
from app.database.facts import fact
from app.database.prepared import prepared
from app.deadlines import queries as deadlines
from app.deadlines.models import Deadline
from app.matters import obstacles
from app.matters.finding import Party, name_keys, number_keys, word_keys
from app.matters.models import (
    OPEN_STATES,
    Assignment,
    Matter,
    MatterChange,
    MatterImport,
    MatterKind,
    MatterParty,
    MatterState,
    MatterWord,
    PartyKey,
)
from app.matters.obstacles import Obstacle
from app.matters.policy import (
    assigned_to,
    closed_to,
    ever_assigned_to,
    held_from,
    unit_of,
    visible,
)
from app.matters.rows import AT_ONCE, RegisterRow, party_in, rows_of
from app.matters.workflow import SERVICE_TERM
from app.people import queries as people
from app.people.models import Unit

PAGE_SIZE = 25
# Counting further would cost more than it tells; the list says "1.000+".
MOST_COUNTED = 1_000
_MOST_OFFERED = 20
_MOST_STALLED = 100
RECUSED = "Anda menarik diri dari urusan ini. Pejabat pengganti: %(name)s."
RECUSED_WITHOUT = "Anda menarik diri dari urusan ini. Pejabat pengganti belum ditunjuk."
ON_HOLD = "Urusan ditahan."


# ── one matter ────────────────────────────────────────────────────────────────────────────────


def matter_for(actor: Actor, matter_id: int) -> Matter:
    """The matter, or NotFound for a stranger.

    Raises NotAllowed, with the sentence of the recusal, for an official who is kept out of it.
    """
    found = db.session.get(Matter, matter_id)
    if found is None:
        raise NotFound(f"matter {matter_id}")
    _tell_the_recused(actor, found)
    if not policy.can(actor, "matter.read", found):
        raise NotFound(f"matter {matter_id}")
    return found


def _tell_the_recused(actor: Actor, matter: Matter) -> None:
    """Whoever had a role and stepped aside is told so, also after his place was taken."""
    me = actor.person_id
    if me is None or all(one.person_id != me for one in matter.officials):
        return
    told = obstacles.told_by_others(me, matter.id, clock.today())
    if told is not None:
        raise Closed(told.reason, told.page) if told.page else NotAllowed(told.reason)
    kept_out = sa.select(Matter.id).where(Matter.id == matter.id, closed_to(me))
    if db.session.scalar(kept_out) is not None:
        raise NotAllowed(recused_sentence(successor_of(matter, me)))


def recused_sentence(successor_id: int | None) -> str:
    """What whoever withdrew reads, with the name of who decides instead."""
    person = people.person(successor_id) if successor_id else None
    return Sentence(RECUSED, name=person.name) if person else RECUSED_WITHOUT


def successor_of(matter: Matter, person_id: int) -> int | None:
    """Who took this person's place in the matter, if anybody did."""
    found = [one for one in matter.officials if one.replaces_id == person_id]
    return found[-1].person_id if found else None


def matter(matter_id: int) -> Matter | None:
    """The matter itself, for the services of other features; pages use `matter_for`."""
    return db.session.get(Matter, matter_id)


def matter_numbered(number: str, unit_id: int | None = None) -> Matter | None:
    """The matter with this number; of that unit, where two units number alike."""
    asked = sa.select(Matter).where(Matter.number == number.strip()).order_by(Matter.id)
    if unit_id is not None:
        asked = asked.where(Matter.unit_id == unit_id)
    return db.session.scalars(asked.limit(1)).first()


def may_read(actor: Actor, matter_id: int) -> bool:
    """Whether this actor may open the matter: asked by letters and mail about it."""
    found = db.session.get(Matter, matter_id)
    return found is not None and policy.can(actor, "matter.read", found)


def parties_of(matter: Matter) -> list[Party]:
    """The parties, opened, in their order."""
    return [Party.stored(one.kind, one.words) for one in matter.parties]


def officials_of(matter: Matter, day: date | None = None) -> list[Assignment]:
    """Who has a role in it on the day (today unless one is given)."""
    on = day or clock.today()
    return [
        one
        for one in matter.officials
        if one.from_day <= on and (one.to_day is None or one.to_day >= on)
    ]


def obstacle_to(person_id: int, matter: Matter, day: date | None = None) -> Obstacle | None:
    """Why this person may not decide the matter or take a place in it; None when nothing is known.

    A hold on him or on the whole matter counts, and what other features say (`obstacles`).
    """
    told = obstacles.told_by_others(person_id, matter.id, day or clock.today())
    if told is not None:
        return told
    hold = held_from(person_id, matter)
    if hold is None:
        return None
    if hold.person_id is None:
        return Obstacle(ON_HOLD)
    successor = successor_of(matter, person_id)
    return Obstacle(
        recused_sentence(successor) if hold.cause.value == "recusal" else ON_HOLD, successor
    )


def own_label(actor: Actor) -> str:
    """How the actor is written in a field that looks people up."""
    return people.label_of(people.person(actor.somebody))


def is_own(actor: Actor, matter: Matter) -> bool:
    """Whether the actor has a role in it today."""
    return any(one.person_id == actor.person_id for one in officials_of(matter))


def history_for(actor: Actor, matter: Matter) -> Sequence[MatterChange]:
    """What was put right in it, oldest first."""
    policy.require(actor, "matter.read", matter)
    asked = sa.select(MatterChange).where(MatterChange.matter_id == matter.id)
    return list(db.session.scalars(asked.order_by(MatterChange.id)))


# ── facts for other features ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class MatterFacts:
    """A matter as another feature's page or letter states it."""

    id: int
    number: str
    title: str
    kind: MatterKind
    state: MatterState
    unit_id: int
    unit_name: str
    received_on: date
    service_due_on: date | None
    parties: Sequence[Party]


def facts_of(matter_ids: Iterable[int]) -> dict[int, MatterFacts]:
    """These matters in a handful of queries; whoever shows them has asked for the right already."""
    wanted = set(matter_ids)
    rows = db.session.scalars(
        sa.select(Matter)
        .where(Matter.id.in_(wanted))
        .options(joinedload(Matter.unit), selectinload(Matter.parties))
    )
    due = service_dues(wanted)
    return {one.id: _facts(one, due.get(one.id)) for one in rows}


def _facts(one: Matter, due: date | None) -> MatterFacts:
    return MatterFacts(
        id=one.id,
        number=one.number,
        title=one.title,
        kind=one.kind,
        state=one.state,
        unit_id=one.unit_id,
        unit_name=one.unit.name,
        received_on=one.received_on,
        service_due_on=due,
        parties=parties_of(one),
    )


def service_dues(matter_ids: Iterable[int]) -> dict[int, date]:
    """The service deadline of these matters (batas layanan), also of those that were met."""
    return deadlines.dues_of(Matter.__tablename__, matter_ids, SERVICE_TERM)


def open_matters_of(person_id: int) -> list[Matter]:
    """Running and held matters in which this person has a role today, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Matter)
            .where(Matter.id.in_(assigned_to(person_id)), Matter.state.in_(OPEN_STATES))
            .order_by(Matter.id)
        )
    )


def count_open_of(person_id: int) -> int:
    """How many of them: what a leaver has still to hand over."""
    asked = sa.select(sa.func.count(Matter.id)).where(
        Matter.id.in_(assigned_to(person_id)), Matter.state.in_(OPEN_STATES)
    )
    return db.session.scalar(asked) or 0


def open_loads(person_ids: Iterable[int]) -> dict[int, int]:
    """How many open matters each of these people has today."""
    wanted = list(person_ids)
    rows = db.session.execute(
        sa.select(Assignment.person_id, sa.func.count(sa.distinct(Assignment.matter_id)))
        .join(Matter, Matter.id == Assignment.matter_id)
        .where(
            Assignment.person_id.in_(wanted),
            sa.or_(Assignment.to_day.is_(None), Assignment.to_day >= clock.today()),
            Matter.state.in_(OPEN_STATES),
        )
        .group_by(Assignment.person_id)
    )
    return dict.fromkeys(wanted, 0) | {row[0]: row[1] for row in rows}


def matters_with(parties: Sequence[Party], person_id: int, *, ever: bool = False) -> list[int]:
    """Of the matters in which this person has a role today (with `ever`: or had), those in which one
    of these parties stands, by number or by name; the oldest first.

    Names are opened and compared only of matters that are the person's and share a word.
    """
    if not parties:
        return []
    own = ever_assigned_to(person_id) if ever else assigned_to(person_id)
    asked = sa.select(
        MatterParty.matter_id, MatterParty.uid, MatterParty.kind, MatterParty.words_sealed
    ).where(
        MatterParty.id.in_(sa.union(*(_candidates(one) for one in parties))),
        MatterParty.matter_id.in_(own),
    )
    found = {
        row.matter_id
        for row in db.session.execute(asked)
        if any(one.is_same_as(party_in(row)) for one in parties)
    }
    return sorted(found)


def _candidates(party: Party) -> sa.Select[Any]:
    """Parties with an equal number, or with two words of the name (one, where it has only one)."""
    numbers, words = number_keys(party), name_keys(party)
    least = 2 if len(party.name.split()) > 1 and len(words) > 1 else 1
    named = (
        sa.select(PartyKey.party_id)
        .where(PartyKey.key.in_(words))
        .group_by(PartyKey.party_id)
        .having(sa.func.count() >= least)
    )
    numbered = sa.select(PartyKey.party_id).where(PartyKey.key.in_(numbers))
    either = sa.union(named, numbered).subquery()
    return sa.select(either.c.party_id)


# ── the list ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class MatterFilter:
    """Which matters are wanted. `text`: words of number, title or party; `flag`: "late",
    "stalled", "incomplete" or "mine"; `before`/`after`: the id at the edge of the page before."""

    text: str = ""
    state: str = ""
    kind: str = ""
    unit_id: int | None = None
    flag: str = ""
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class Line:
    """One matter of the list."""

    matter: Matter
    parties: Sequence[Party]
    officials: Sequence[Assignment]
    due_on: date | None
    late: bool


@dataclass(frozen=True)
class Page:
    """One page of matters, newest first, with the ids at which its neighbours begin."""

    items: Sequence[Line]
    total: int
    newer: int | None
    older: int | None

    @property
    def counted(self) -> bool:
        """Whether `total` is the whole number, and not just where counting stopped."""
        return self.total < MOST_COUNTED


def matters_visible_to(actor: Actor, wanted: MatterFilter | None = None) -> Page:
    """One page of the register, by key, so that the last page costs what the first does."""
    policy.require(actor, "matter.list")
    wanted = wanted or MatterFilter()
    asked = _narrowed(sa.select(Matter.id).where(visible(actor)), actor, wanted)
    ids, more = _page_of_ids(asked, wanted)
    backwards = wanted.after is not None
    newer = ids[0] if ids and (more if backwards else wanted.before is not None) else None
    older = ids[-1] if ids and (True if backwards else more) else None
    counted = asked.limit(MOST_COUNTED).subquery()
    total = db.session.scalar(sa.select(sa.func.count()).select_from(counted)) or 0
    return Page(_lines(ids), total, newer, older)


def _page_of_ids(asked: sa.Select[Any], wanted: MatterFilter) -> tuple[list[int], bool]:
    if wanted.after is not None:
        asked = asked.where(Matter.id > wanted.after).order_by(Matter.id)
    else:
        if wanted.before is not None:
            asked = asked.where(Matter.id < wanted.before)
        asked = asked.order_by(Matter.id.desc())
    ids = list(db.session.scalars(asked.limit(PAGE_SIZE + 1)))
    more, ids = len(ids) > PAGE_SIZE, ids[:PAGE_SIZE]
    return sorted(ids, reverse=True), more


def _narrowed(asked: sa.Select[Any], actor: Actor, wanted: MatterFilter) -> sa.Select[Any]:
    if wanted.state:
        asked = asked.where(Matter.state == MatterState(wanted.state))
    if wanted.kind:
        asked = asked.where(Matter.kind == MatterKind(wanted.kind))
    if wanted.unit_id is not None:
        asked = asked.where(Matter.unit_id.in_(people.units_below(wanted.unit_id)))
    if wanted.flag:
        asked = asked.where(_FLAGS[wanted.flag](actor))
    return _with_text(asked, wanted.text)


def _with_text(asked: sa.Select[Any], text: str) -> sa.Select[Any]:
    """Every word must stand in the title or a party's name; or the whole text begins the number."""
    text = text.strip()
    if not text:
        return asked
    numbered = Matter.number.istartswith(text, autoescape=True)
    keys = word_keys(text)
    worded = [
        Matter.id.in_(sa.select(MatterWord.matter_id).where(MatterWord.key == key)) for key in keys
    ]
    return asked.where(sa.or_(numbered, sa.and_(*worded)) if worded else numbered)


def _late(_actor: Actor) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Deadline.subject_type == Matter.__tablename__,
        Deadline.subject_id == Matter.id,
        Deadline.code == SERVICE_TERM,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
        Deadline.due_on < clock.today(),
    )


def _stalled(_actor: Actor) -> sa.ColumnElement[bool]:
    return Matter.stalled_at.is_not(None) & (Matter.state == MatterState.HELD)


_FLAGS: Mapping[str, Any] = {
    "late": _late,
    "stalled": _stalled,
    "incomplete": lambda _actor: Matter.complete.is_(False),
    "mine": lambda actor: Matter.id.in_(assigned_to(actor.person_id or 0)),
}
FLAGS = tuple(_FLAGS)


def _lines(ids: Sequence[int]) -> list[Line]:
    """The rows of a page in a fixed number of queries."""
    rows = {
        one.id: one
        for one in db.session.scalars(
            sa.select(Matter)
            .where(Matter.id.in_(ids))
            .options(
                joinedload(Matter.unit),
                selectinload(Matter.parties),
                selectinload(Matter.decisions).options(raiseload("*")),
                selectinload(Matter.officials).joinedload(Assignment.person),
                raiseload("*"),
            )
            .execution_options(populate_existing=True)
        )
    }
    due = service_dues(ids)
    today = clock.today()
    return [
        Line(
            one,
            parties_of(one),
            officials_of(one),
            due.get(one.id),
            one.is_open and (due.get(one.id) or today) < today,
        )
        for matter_id in ids
        if (one := rows.get(matter_id)) is not None
    ]


def exported_visible_to(actor: Actor, wanted: MatterFilter) -> Iterator[RegisterRow]:
    """The same without pages and without records, a block at a time from the newest on.

    Between two blocks nothing of the database is held, however slowly a download goes.
    """
    policy.require(actor, "matter.list")
    asked = _narrowed(sa.select(Matter.id).where(visible(actor)), actor, wanted)
    asked = asked.order_by(Matter.id.desc()).limit(AT_ONCE)
    ids = list(db.session.scalars(asked))
    while ids:
        block = list(rows_of(ids))
        db.session.rollback()
        yield from block
        ids = list(db.session.scalars(asked.where(Matter.id < ids[-1])))


def more_than(actor: Actor, wanted: MatterFilter, most: int) -> bool:
    """Whether the actor would be given more than so many matters."""
    asked = _narrowed(sa.select(Matter.id).where(visible(actor)), actor, wanted)
    counted = asked.limit(most + 1).subquery()
    return (db.session.scalar(sa.select(sa.func.count()).select_from(counted)) or 0) > most


def units_offered_to(actor: Actor) -> list[Unit]:
    """The units whose matters the actor may record: the own one and those below."""
    unit_id = unit_of(actor)
    if unit_id is None:
        return []
    asked = sa.select(Unit).where(Unit.id.in_(people.units_below(unit_id)))
    return list(db.session.scalars(asked.order_by(Unit.name).options(raiseload("*"))))


def units_with_matters_visible_to(actor: Actor) -> list[Unit]:
    """The units among which the list can be narrowed: all of them, for whoever sees several."""
    return [line.unit for line in people.units_tree()] if policy.can(actor, "matter.list") else []


@dataclass(frozen=True)
class Offered:
    """A matter as a field that looks matters up offers it."""

    id: int
    label: str


def offered_to(actor: Actor, text: str) -> list[Offered]:
    """Open matters the actor may read whose number or words begin so; his own come first."""
    asked = _with_text(sa.select(Matter).where(visible(actor), Matter.state.in_(OPEN_STATES)), text)
    mine = Matter.id.in_(assigned_to(actor.person_id or 0))
    rows = db.session.scalars(
        asked.options(raiseload("*")).order_by(mine.desc(), Matter.id.desc()).limit(_MOST_OFFERED)
    )
    return [Offered(one.id, f"{one.number} · {one.title}") for one in rows]


def stalled_count(actor: Actor) -> int:
    """How many visible matters are held too long: the badge of the menu."""
    if not _any_stalled(actor):  # nearly always: who sees what need not be asked
        return 0
    stalled = list(db.session.scalars(*_all_stalled()))
    asked = sa.select(sa.func.count(Matter.id)).where(Matter.id.in_(stalled), visible(actor))
    return min(db.session.scalar(asked) or 0, _MOST_STALLED)


@fact
def _any_stalled(_actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(_stalled(SYSTEM)))


@prepared
def _all_stalled() -> sa.Select[int]:
    return sa.select(Matter.id).where(_stalled(SYSTEM)).limit(1_000)


def import_for(actor: Actor, uid: str) -> MatterImport:
    """The list somebody uploaded, for himself only. Raises NotFound."""
    found = db.session.scalar(sa.select(MatterImport).where(MatterImport.uid == uid))
    if found is None or found.uploaded_by_id != actor.person_id:
        raise NotFound(f"matter import {uid}")
    return found


def imports_visible_to(actor: Actor, limit: int = 10) -> list[MatterImport]:
    """One's own lists, newest first."""
    return list(
        db.session.scalars(
            sa.select(MatterImport)
            .where(MatterImport.uploaded_by_id == actor.person_id)
            .options(joinedload(MatterImport.unit), raiseload("*"))
            .order_by(MatterImport.id.desc())
            .limit(limit)
        )
    )

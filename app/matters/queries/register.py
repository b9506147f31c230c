"""The register as a list: narrowed, walked by key, as a file; what a look-up field offers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.core import clock, policy
from app.core.actor import SYSTEM, Actor
from app.core.labels import LabelledEnum
from app.database.among import among
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, how_many
from app.database.prepared import prepared
from app.deadlines.models import Deadline
from app.matters.finding import Party, word_keys
from app.matters.models import OPEN_STATES, Assignment, Matter, MatterKind, MatterState, MatterWord
from app.matters.policy import assigned_to, unit_of, visible
from app.matters.queries.facts import service_dues
from app.matters.queries.reading import officials_of, parties_of
from app.matters.rows import AT_ONCE, RegisterRow, rows_of
from app.matters.workflow import SERVICE_TERM
from app.people import queries as people
from app.people.models import Unit

# Counting further would cost more than it tells; the list says "1.000+".
MOST_COUNTED = 1_000
_MOST_OFFERED = 20
_MOST_STALLED = 100


class Flag(LabelledEnum):
    """What else may be asked for in the register."""

    MINE = "mine", "Urusan saya"
    LATE = "late", "Lewat batas layanan"
    STALLED = "stalled", "Layanan tertahan"
    INCOMPLETE = "incomplete", "Syarat tidak lengkap"


@dataclass(frozen=True)
class MatterFilter:
    """Which matters are wanted. `text`: words of number, title or party; `flag`: the value of a
    Flag; `before`/`after`: the id at the edge of the page before."""

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
    return Page(_lines(ids), how_many(asked.limit(MOST_COUNTED)), newer, older)


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
        asked = asked.where(_FLAGS[Flag(wanted.flag)](actor))
    return _with_text(asked, wanted.text, few=wanted.flag == Flag.MINE.value)


def _with_text(asked: sa.Select[Any], text: str, *, few: bool = False) -> sa.Select[Any]:
    """Every word must stand in the title or a party's name; or the whole text begins the number.

    Of few matters each is asked for its words; of many, the words for their matters.
    """
    text = text.strip()
    if not text:
        return asked
    numbered = Matter.number.istartswith(text, autoescape=True)
    keys = word_keys(text)
    holding = [sa.select(MatterWord.matter_id).where(MatterWord.key == key) for key in keys]
    worded = [among(Matter.id, ids) if few else Matter.id.in_(ids) for ids in holding]
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


_FLAGS: Mapping[Flag, Any] = {
    Flag.LATE: _late,
    Flag.STALLED: _stalled,
    Flag.INCOMPLETE: lambda _actor: Matter.complete.is_(False),
    Flag.MINE: lambda actor: Matter.id.in_(assigned_to(actor.person_id or 0)),
}


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
    return how_many(asked.limit(most + 1)) > most


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

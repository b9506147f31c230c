"""The register and HR's queue: narrowed, by pages, and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.labels import LabelledEnum
from app.database.base import db
from app.database.paging import Paged, page_read
from app.matters.models import Matter
from app.people import queries as people
from app.people.models import Person, Unit
from app.recusals import coverage
from app.recusals.models import Recusal, RecusalMatter, State, Verdict
from app.recusals.queries.lines import Line, lines_of, rows_of
from app.recusals.queries.visibility import OPEN, all_sent

MOST_EXPORTED = 50_000
_EXPORTED_AT_ONCE = 1_000


@dataclass(frozen=True)
class Filter:
    """Which recusals are wanted. `text` is a number, or the beginning of a person's name.

    `state` is a state or "waiting" for what HR has to decide; days are those of sending.
    """

    text: str = ""
    state: str = ""
    scope: str = ""
    verdict: str = ""
    unit_id: int | None = None
    flag: str = ""
    from_day: date | None = None
    to_day: date | None = None


def recusals_visible_to(actor: Actor, wanted: Filter | None = None, number: int = 1) -> Paged[Line]:
    """The register: everything sent that this actor may read, newest first."""
    policy.require(actor, "recusal.list")
    asked = _narrowed(all_sent(actor), wanted or Filter())
    return _page(asked, number, Recusal.id.desc())


def own_visible_to(actor: Actor) -> Sequence[Line]:
    """The actor's own recusals and drafts, newest first."""
    rows = rows_of(
        sa.select(Recusal)
        .where(Recusal.person_id == actor.person_id)
        .options(selectinload(Recusal.parties))
        .order_by(Recusal.id.desc())
        .limit(100)
    )
    return lines_of([one for one in rows if one.requested_at or one.state is State.DRAFT])


def queue_visible_to(actor: Actor, wanted: Filter, number: int = 1) -> Paged[Line]:
    """What HR has to see (S-70): the ones that wait, the oldest first."""
    policy.require(actor, "recusal.queue")
    return _page(_narrowed(all_sent(actor), wanted), number, Recusal.requested_at, Recusal.id)


def _narrowed(asked: sa.Select[Any], wanted: Filter) -> sa.Select[Any]:
    if wanted.state:
        asked = asked.where(Recusal.state == State(wanted.state))
    if wanted.scope:
        asked = asked.where(Recusal.scope == wanted.scope)
    if wanted.verdict:
        asked = asked.where(Recusal.verdict == Verdict(wanted.verdict))
    if wanted.unit_id is not None:
        asked = asked.where(Recusal.unit_id.in_(people.units_below(wanted.unit_id)))
    if wanted.flag:
        asked = asked.where(_FLAGS[Flag(wanted.flag)]())
    if wanted.from_day:
        asked = asked.where(Recusal.requested_at >= _start_of(wanted.from_day))
    if wanted.to_day:
        asked = asked.where(Recusal.requested_at < _start_of(wanted.to_day + timedelta(days=1)))
    return _with_text(asked, wanted.text.strip())


class Flag(LabelledEnum):
    """What else may be asked for in the register."""

    IN_EFFECT = "in_effect", "Sedang berlaku, termasuk yang belum diputus"
    UNANSWERED = "unanswered", "Belum ditanggapi atasan"
    NO_SUBSTITUTE = "no_substitute", "Belum ada pengganti"
    BREACHED = "breached", "Dilanggar"


_FLAGS: Mapping[Flag, Any] = {
    Flag.UNANSWERED: lambda: Recusal.unanswered & Recusal.answered_at.is_(None),
    Flag.BREACHED: lambda: Recusal.breached,
    Flag.NO_SUBSTITUTE: lambda: Recusal.substitute_id.is_(None) & Recusal.state.in_(OPEN),
    Flag.IN_EFFECT: lambda: coverage.in_effect_on(clock.today()),
}


def _with_text(asked: sa.Select[Any], text: str) -> sa.Select[Any]:
    if not text:
        return asked
    named = sa.select(Person.id).where(Person.name.icontains(text, autoescape=True))
    numbered = Recusal.number.istartswith(text, autoescape=True)
    by_matter = (
        sa.select(RecusalMatter.recusal_id)
        .join(Matter, Matter.id == RecusalMatter.matter_id)
        .where(Matter.number.istartswith(text, autoescape=True))
    )
    return asked.where(sa.or_(numbered, Recusal.person_id.in_(named), Recusal.id.in_(by_matter)))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.zone())


def _page(asked: sa.Select[Any], number: int, *order: Any) -> Paged[Line]:
    return page_read(asked.order_by(*order), number, lambda part: lines_of(rows_of(part)))


def exported_visible_to(actor: Actor, wanted: Filter) -> Iterator[Line]:
    """The register without pages, a thousand at a time, at most MOST_EXPORTED."""
    policy.require(actor, "recusal.register")
    asked = _narrowed(all_sent(actor), wanted).with_only_columns(Recusal.id)
    ids = list(db.session.scalars(asked.order_by(Recusal.id.desc()).limit(MOST_EXPORTED)))
    for at in range(0, len(ids), _EXPORTED_AT_ONCE):
        some = ids[at : at + _EXPORTED_AT_ONCE]
        rows = rows_of(sa.select(Recusal).where(Recusal.id.in_(some)).order_by(Recusal.id.desc()))
        yield from lines_of(rows, clocks_too=False)
        db.session.expunge_all()


def units_in_register_visible_to(actor: Actor) -> list[Unit]:
    """The units among which the register can be narrowed."""
    policy.require(actor, "recusal.register")
    return [line.unit for line in people.units_tree()]

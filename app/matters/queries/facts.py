"""Matters as other features state them: facts, deadlines, loads, who has a role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.database.base import db
from app.deadlines import queries as deadlines
from app.matters.finding import Party, name_keys, number_keys
from app.matters.models import (
    OPEN_STATES,
    Assignment,
    Matter,
    MatterKind,
    MatterParty,
    MatterState,
    PartyKey,
)
from app.matters.policy import assigned_to, ever_assigned_to
from app.matters.queries.reading import parties_of
from app.matters.rows import party_in
from app.matters.workflow import SERVICE_TERM

# Questions joined into one statement; SQLite refuses more than 500.
_PARTIES_AT_ONCE: Final = 100


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
    own = ever_assigned_to(person_id) if ever else assigned_to(person_id)
    found: set[int] = set()
    for at in range(0, len(parties), _PARTIES_AT_ONCE):
        found |= _with_any(parties[at : at + _PARTIES_AT_ONCE], own)
    return sorted(found)


def _with_any(parties: Sequence[Party], own: sa.Select[Any]) -> set[int]:
    asked = sa.select(
        MatterParty.matter_id, MatterParty.uid, MatterParty.kind, MatterParty.words_sealed
    ).where(
        MatterParty.id.in_(sa.union(*(candidates_for(one) for one in parties))),
        MatterParty.matter_id.in_(own),
    )
    return {
        row.matter_id
        for row in db.session.execute(asked)
        if any(one.is_same_as(party_in(row)) for one in parties)
    }


def candidates_for(party: Party) -> sa.Select[Any]:
    """The ids of parties with an equal number, or with two words of the name (one, where it has only
    one)."""
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

"""The register row by row, as an export reads it: columns only, no records, a block at a time.

A whole register in records costs ten times as much; what is not shown is not deciphered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from app.core import clock
from app.database.base import db
from app.database.sealed import opened
from app.deadlines import queries as deadlines
from app.matters.finding import Party
from app.matters.models import (
    Assignment,
    Decision,
    Effect,
    Matter,
    MatterKind,
    MatterParty,
    MatterState,
)
from app.matters.workflow import SERVICE_TERM
from app.people.models import Person, Unit

AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One matter of an export. `officials`: names of those in role today."""

    number: str
    title: str
    kind: MatterKind
    unit: str
    parties: Sequence[Party]
    officials: Sequence[str]
    received_on: date
    complete: bool | None
    sop_days: int | None
    pressed: bool
    due_on: date | None
    state: MatterState
    decided_on: date | None
    decision_number: str
    effect: Effect | None
    working_days: int | None


def rows_of(ids: Sequence[int]) -> Iterator[RegisterRow]:
    """These matters, in that order; a handful of queries for a block of them."""
    parties, officials, decisions = _parties(ids), _officials(ids), _decisions(ids)
    dues = deadlines.dues_of(Matter.__tablename__, ids, SERVICE_TERM)
    found = {row.id: row for row in db.session.execute(_matters(ids))}
    for row in (found[matter_id] for matter_id in ids if matter_id in found):
        decision = decisions.get(row.id)
        yield RegisterRow(
            number=row.number,
            title=str(opened(Matter.__tablename__, row.uid, "words", row.words_sealed)["title"]),
            kind=row.kind,
            unit=row.unit,
            parties=parties[row.id],
            officials=officials[row.id],
            received_on=row.received_on,
            complete=row.complete,
            sop_days=row.sop_days,
            pressed=row.pressed,
            due_on=dues.get(row.id),
            state=row.state,
            decided_on=decision.decided_on if decision else None,
            decision_number=decision.number if decision else "",
            effect=decision.effect if decision else None,
            working_days=decision.working_days if decision else None,
        )


def _matters(ids: Sequence[int]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Matter.id, Matter.uid, Matter.number, Matter.kind, Matter.state, Matter.received_on,
            Matter.complete, Matter.sop_days, Matter.pressed, Matter.words_sealed,
            Unit.name.label("unit"),
        )
        .join(Unit, Unit.id == Matter.unit_id)
        .where(Matter.id.in_(ids))
    )  # fmt: skip


def _grouped(
    asked: sa.Select[*tuple[Any, ...]], value: Callable[[sa.Row[*tuple[Any, ...]]], Any]
) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(asked):
        found[row.matter_id].append(value(row))
    return found


def _parties(ids: Sequence[int]) -> defaultdict[int, list[Party]]:
    asked = (
        sa.select(
            MatterParty.matter_id, MatterParty.uid, MatterParty.kind, MatterParty.words_sealed
        )
        .where(MatterParty.matter_id.in_(ids))
        .order_by(MatterParty.position)
    )
    return _grouped(asked, party_in)


def party_in(row: sa.Row[*tuple[Any, ...]]) -> Party:
    """The party in a row of kind, uid and sealed words."""
    words = opened(MatterParty.__tablename__, row.uid, "words", row.words_sealed)
    return Party.stored(row.kind, words)


def _officials(ids: Sequence[int]) -> defaultdict[int, list[str]]:
    today = clock.today()
    asked = (
        sa.select(Assignment.matter_id, Person.name)
        .join(Person, Person.id == Assignment.person_id)
        .where(
            Assignment.matter_id.in_(ids),
            Assignment.from_day <= today,
            sa.or_(Assignment.to_day.is_(None), Assignment.to_day >= today),
        )
        .order_by(Assignment.id)
    )
    return _grouped(asked, lambda row: row.name)


def _decisions(ids: Sequence[int]) -> dict[int, sa.Row[*tuple[Any, ...]]]:
    """The last decision of each."""
    asked = (
        sa.select(
            Decision.matter_id, Decision.decided_on, Decision.number, Decision.effect,
            Decision.working_days,
        )
        .where(Decision.matter_id.in_(ids))
        .order_by(Decision.id)
    )  # fmt: skip
    return {row.matter_id: row for row in db.session.execute(asked)}

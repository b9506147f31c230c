"""Recusals as lines of a list, in a fixed number of queries however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.matters import queries as matters
from app.matters.models import Matter
from app.recusals.models import Recusal
from app.recusals.queries.reading import TABLE


@dataclass(frozen=True)
class Line:
    """One recusal of a list."""

    recusal: Recusal
    matters: Sequence[str]
    service_due_on: date | None
    clock: RunningClock | None
    substitute_barred: bool


def rows_of(asked: sa.Select[Any]) -> list[Recusal]:
    return found_by(with_names(asked))


def found_by(asked: sa.Select[Any], values: Mapping[str, Any] | None = None) -> list[Recusal]:
    return list(db.session.scalars(asked, values or {}))


def with_names(asked: sa.Select[Any]) -> sa.Select[Any]:
    return asked.options(
        joinedload(Recusal.person),
        joinedload(Recusal.unit),
        joinedload(Recusal.substitute),
        selectinload(Recusal.matters),
        selectinload(Recusal.bars),
    )


def lines_of(rows: Sequence[Recusal], *, clocks_too: bool = True) -> list[Line]:
    """The rows of a page in a fixed number of queries; a file needs no running clocks."""
    if not rows:
        return []
    ids = {one.matter_id for row in rows for one in row.matters}
    numbers = _matter_numbers(ids)
    due = matters.service_dues(ids)
    clocks = deadlines.clocks_of(TABLE, [row.id for row in rows]) if clocks_too else {}
    return [
        Line(
            row,
            [numbers[one.matter_id] for one in row.matters if one.matter_id in numbers],
            row.service_due_on
            or min(
                (due[one.matter_id] for one in row.matters if one.matter_id in due), default=None
            ),
            next(iter(clocks.get(row.id, ())), None),
            any(bar.person_id == row.substitute_id for bar in row.bars),
        )
        for row in rows
    ]


def _matter_numbers(ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(sa.select(Matter.id, Matter.number).where(Matter.id.in_(set(ids))))
    return {row[0]: row[1] for row in rows}

"""Compliance in figures: by unit, by age, and how long a renewal takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.disclosures.models import Disclosure, Kind
from app.people import queries as people
from app.people.models import Unit
from app.seasons import compliance
from app.seasons.compliance import Figures
from app.seasons.models import Obligation, Season
from app.seasons.queries.scope import scope_of


@dataclass(frozen=True)
class UnitFigures:
    """One line of the matrix: a unit with everything below it."""

    unit: Unit | None
    depth: int
    figures: Figures
    own: Figures


@dataclass(frozen=True)
class Matrix:
    """The figures of a season: in all, and down the tree of units."""

    season: Season
    total: Figures
    units: list[UnitFigures]


def matrix_for(actor: Actor, season: Season) -> Matrix:
    """Compliance by unit, in one grouped query beside the tree (S-73)."""
    policy.require(actor, "season.compliance")
    own = compliance.figures_by_unit(season, *scope_of(actor).where())
    return Matrix(season, compliance.summed(own.values()), _tree(own))


def _tree(own: dict[int | None, Figures]) -> list[UnitFigures]:
    lines: list[UnitFigures] = []
    open_lines: list[tuple[int, int]] = []  # (place in lines, depth) of the units above
    for line in people.units_tree():
        while open_lines and open_lines[-1][1] >= line.depth:
            open_lines.pop()
        mine = own.get(line.unit.id, Figures())
        open_lines.append((len(lines), line.depth))
        lines.append(UnitFigures(line.unit, line.depth, Figures(), mine))
        for place, _depth in open_lines:
            lines[place] = replace(lines[place], figures=lines[place].figures + mine)
    homeless = own.get(None)
    if homeless:
        lines.append(UnitFigures(None, 0, homeless, homeless))
    return [line for line in lines if line.figures.due]


@dataclass(frozen=True)
class Ageing:
    """How long things have stood: unfiled by days late, filed by days at the superior."""

    late: dict[str, int]
    waiting: dict[str, int]


AGES = ((0, "≤ 0"), (7, "1–7"), (30, "8–30"))
OLDER = "> 30"


def ageing_for(actor: Actor, season: Season) -> Ageing:
    """Two grouped queries over days, put into four boxes each."""
    policy.require(actor, "season.compliance")
    where = (compliance.in_season(season), *scope_of(actor).where())
    base = sa.select(sa.func.count()).select_from(Obligation).join(
        Disclosure, Disclosure.id == Obligation.disclosure_id
    ).where(*where)  # fmt: skip
    today = clock.today()
    due = db.session.execute(
        base.add_columns(Obligation.due_on)
        .where(Disclosure.state.in_(compliance.UNFILED_STATES))
        .group_by(Obligation.due_on)
    )
    late = _boxed([((today - day).days, count) for count, day in due])
    now = clock.now()
    box = sa.case(
        *(
            (Disclosure.submitted_at > now - timedelta(days=most + 1), most)
            for most, _label in AGES
        ),
        else_=31,
    )
    sent = db.session.execute(
        base.add_columns(box).where(compliance.has_status("submitted")).group_by(box)
    )
    return Ageing(late, _boxed([(days, count) for count, days in sent]))


def _boxed(counts: Sequence[tuple[int, int]]) -> dict[str, int]:
    found = {label: 0 for _most, label in AGES} | {OLDER: 0}
    for days, count in counts:
        label = next((label for most, label in AGES if days <= most), OLDER)
        found[label] += count
    return found


ONE_SITTING = timedelta(minutes=60)


def minutes_to_renew(season: Season, *where: sa.ColumnElement[bool]) -> float | None:
    """Median minutes from opening the yearly page to sending, of those done in one sitting."""
    rows: Any = db.session.execute(
        sa.select(Disclosure.started_at, Disclosure.submitted_at)
        .select_from(Obligation)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(
            compliance.in_season(season),
            Disclosure.kind == Kind.ANNUAL,
            Disclosure.started_at.is_not(None),
            Disclosure.submitted_at.is_not(None),
            Disclosure.state.not_in(compliance.UNFILED_STATES),
            *where,
        )
    )
    spans = [sent - begun for begun, sent in rows if timedelta(0) <= sent - begun <= ONE_SITTING]
    return round(median(span.total_seconds() for span in spans) / 60, 1) if spans else None

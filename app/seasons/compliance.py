"""The figures of a season: due, filed, complete and clean, each with its definition, by unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from app.core import clock
from app.database.base import db
from app.disclosures.models import Disclosure, DisclosureVersion, State, Withdrawal
from app.people import queries as people
from app.people.models import EmploymentKind
from app.seasons.models import Obligation, Season

# Statuses of the matrix (S-73), in order, with the states of a declaration they gather.
STATUSES: Mapping[str, tuple[State, ...]] = {
    "not_started": (State.NOT_STARTED,),
    "draft": (State.DRAFT,),
    "submitted": (State.SUBMITTED, State.UNDER_REVIEW),
    "returned": (State.RETURNED,),
    "recorded": (State.RECORDED, State.SUPERSEDED),
}
IN_MEASURES = "in_measures"  # every other state: levels Sedang and Tinggi being handled
LABELS: Mapping[str, Any] = {
    "not_started": _l("Belum mulai"),
    "draft": _l("Draf"),
    "submitted": _l("Terkirim"),
    "returned": _l("Perlu dilengkapi"),
    IN_MEASURES: _l("Dalam penanganan"),
    "recorded": _l("Dicatat"),
}
# The figures that gather several statuses; each opens the list of those it counts.
GROUPS: Mapping[str, Any] = {
    "unfiled": _l("Belum mengirim"),
    "filed": _l("Sudah mengirim"),
    "complete": _l("Lengkap"),
    "clean": _l("Tuntas"),
}
UNFILED_STATES = (State.NOT_STARTED, State.DRAFT)
DEFINITIONS: Mapping[str, Any] = {
    "due": _l("Wajib: pegawai yang bertugas dan wajib menyatakan pada periode ini."),
    "filed": _l("Terkirim: sudah dikirim dan ditandatangani, apa pun hasil tinjauannya."),
    "complete": _l("Lengkap: terkirim, dan tidak ada isian yang diminta dilengkapi."),
    "clean": _l("Tuntas: sudah ditinjau dan dicatat; tidak ada penanganan yang berjalan."),
}


@dataclass(frozen=True)
class Figures:
    """Counts of one group. The four figures follow from them."""

    not_started: int = 0
    draft: int = 0
    submitted: int = 0
    returned: int = 0
    in_measures: int = 0
    recorded: int = 0
    nil: int = 0
    overdue: int = 0
    on_time: int = 0
    unreviewed: int = 0

    @property
    def filed(self) -> int:
        return self.submitted + self.returned + self.in_measures + self.recorded

    @property
    def due(self) -> int:
        return self.filed + self.unfiled

    @property
    def unfiled(self) -> int:
        return self.not_started + self.draft

    @property
    def complete(self) -> int:
        return self.filed - self.returned

    @property
    def clean(self) -> int:
        return self.recorded

    def share(self, count: int) -> float:
        """Of those who owe something, per cent; 0 when nobody does."""
        return round(100 * count / self.due, 1) if self.due else 0.0

    @property
    def percent(self) -> float:
        return self.share(self.filed)

    @property
    def on_time_percent(self) -> float:
        return round(100 * self.on_time / self.filed, 1) if self.filed else 0.0

    def as_facts(self) -> dict[str, int]:
        return {
            "due": self.due, "filed": self.filed, "complete": self.complete, "clean": self.clean,
            "overdue": self.overdue, "on_time": self.on_time,
        }  # fmt: skip

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(self))
        )


def summed(groups: Iterable[Figures]) -> Figures:
    return sum(groups, Figures())


def in_season(season: Season) -> sa.ColumnElement[bool]:
    """Obligations that count: of this season, not waived."""
    return sa.and_(Obligation.season_id == season.id, Obligation.waived_on.is_(None))


def first_filed_at() -> sa.ScalarSelect[Any]:
    """When the declaration of each row was first filed, not counting what was taken back."""
    return (
        sa.select(sa.func.min(DisclosureVersion.filed_at))
        .outerjoin(Withdrawal, Withdrawal.version_id == DisclosureVersion.id)
        .where(DisclosureVersion.disclosure_id == Disclosure.id, Withdrawal.id.is_(None))
        .correlate(Disclosure)
        .scalar_subquery()
    )


def first_filing_of(disclosure_id: Any) -> sa.ScalarSelect[Any]:
    """The same for one row of a list."""
    return (
        sa.select(sa.func.min(DisclosureVersion.filed_at))
        .outerjoin(Withdrawal, Withdrawal.version_id == DisclosureVersion.id)
        .where(DisclosureVersion.disclosure_id == disclosure_id, Withdrawal.id.is_(None))
        .scalar_subquery()
    )


def is_overdue() -> sa.ColumnElement[bool]:
    return sa.and_(Disclosure.state.in_(UNFILED_STATES), Obligation.due_on < clock.today())


def figures_by(
    season: Season, group: Any, *where: sa.ColumnElement[bool], joins: tuple[Any, ...] = ()
) -> dict[Any, Figures]:
    """The figures of each value of a column, in one grouped query."""
    on_time = sa.case((first_filed_at() <= Obligation.due_at, 1), else_=0)
    late = sa.case((is_overdue(), 1), else_=0)
    asked = (
        sa.select(
            group, Disclosure.state, Disclosure.nil, Disclosure.unreviewed, late, on_time,
            sa.func.count(),
        )
        .select_from(Obligation)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(in_season(season), *where)
        .group_by(group, Disclosure.state, Disclosure.nil, Disclosure.unreviewed, late, on_time)
    )  # fmt: skip
    for target, condition in joins:
        asked = asked.outerjoin(target, condition)
    found: dict[Any, Figures] = {}
    for row in db.session.execute(asked):
        found[row[0]] = found.get(row[0], Figures()) + _counted(row)
    return found


def _counted(row: Any) -> Figures:
    _group, state, nil, unreviewed, late, on_time, count = row
    status = status_of(state)
    filed = state not in UNFILED_STATES
    return Figures(
        **{status: count},
        nil=count if nil and status == "recorded" else 0,
        overdue=count * late,
        on_time=count * on_time if filed else 0,
        unreviewed=count if unreviewed else 0,
    )


def status_of(state: State) -> str:
    """The column of the matrix a state stands in."""
    return next((name for name, states in STATUSES.items() if state in states), IN_MEASURES)


def has_status(status: str) -> sa.ColumnElement[bool]:
    if status == IN_MEASURES:
        known = [state for states in STATUSES.values() for state in states]
        return Disclosure.state.not_in([*known, State.CLOSED])
    return Disclosure.state.in_(STATUSES[status])


def in_group(group: str) -> sa.ColumnElement[bool]:
    """The people one of the figures counts (`GROUPS`), as a condition on their declarations."""
    if group == "unfiled":
        return Disclosure.state.in_(UNFILED_STATES)
    if group == "clean":
        return has_status("recorded")
    unsent = (*UNFILED_STATES, State.CLOSED)
    return Disclosure.state.not_in((*unsent, State.RETURNED) if group == "complete" else unsent)


def figures_by_unit(season: Season, *where: sa.ColumnElement[bool]) -> dict[int | None, Figures]:
    """The figures of each unit by itself (those below not included)."""
    return figures_by(season, Obligation.unit_id, *where)


def to_be_obliged(season: Season) -> int:
    """How many people would owe a declaration if the season opened now."""
    kinds = tuple(EmploymentKind(value) for value in season.kinds.split())
    return len(people.duties_on(clock.today(), kinds, only_at_risk=season.only_at_risk))

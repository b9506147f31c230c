"""The unit's page for its head and for superiors (S-69): three things to look at, then the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext, ngettext
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.deadlines.models import Deadline
from app.disclosures.models import (
    Assessment,
    Change,
    Disclosure,
    Interest,
    InterestVersion,
    Verdict,
    Withdrawal,
)
from app.disclosures.workflow import REVIEW, URGENT_REVIEW
from app.people import queries as people
from app.people.models import Appointment, Person
from app.regulations.pack import Level
from app.seasons import compliance, queries
from app.seasons.compliance import Figures
from app.seasons.models import Obligation, Season

_REVIEWS = (REVIEW, URGENT_REVIEW)
MOST_THINGS = 3


@dataclass(frozen=True)
class GroupFigures:
    """The people of one direct superior, with their figures."""

    superior_id: int | None
    name: str
    figures: Figures


@dataclass(frozen=True)
class Example:
    """Keteladanan pimpinan: whether somebody who leads others has filed, and when."""

    name: str
    post: str
    filed_at: datetime | None


@dataclass(frozen=True)
class Dashboard:
    """Everything the page shows."""

    season: Season
    total: Figures
    groups: list[GroupFigures]
    things: list[str]
    minutes: float | None
    reviews_done: int
    reviews_in_time: int
    reviews_late_now: int
    levels: dict[Level, int]
    positions: dict[str, Figures]
    examples: list[Example]

    @property
    def review_percent(self) -> float:
        return (
            round(100 * self.reviews_in_time / self.reviews_done, 1) if self.reviews_done else 0.0
        )


def dashboard_for(actor: Actor, season: Season) -> Dashboard:
    """The figures of whoever the actor answers for; nobody else's."""
    where = queries.scope_of(actor).where()
    groups = _groups(season, where)
    total = compliance.summed(one.figures for one in groups)
    done, in_time, late_now = _reviews(season, where)
    return Dashboard(
        season,
        total,
        groups,
        _things(total, late_now),
        queries.minutes_to_renew(season, *where),
        done,
        in_time,
        late_now,
        _levels(season, where),
        _positions(season, where),
        _examples(season, where),
    )


def _post() -> tuple[tuple[Any, Any], ...]:
    """Joins that give an obligation its person's post."""
    return (
        (Person, Person.id == Obligation.person_id),
        (Appointment, people.main_post_on(clock.today())),
    )


def _groups(season: Season, where: Sequence[Any]) -> list[GroupFigures]:
    found = compliance.figures_by(season, Appointment.superior_id, *where, joins=_post())
    names = people.people_by_ids(one for one in found if one is not None)
    groups = [
        GroupFigures(
            superior_id,
            names[superior_id].name if superior_id in names else gettext("Tanpa atasan langsung"),
            figures,
        )
        for superior_id, figures in found.items()
    ]
    return sorted(groups, key=lambda one: (one.figures.percent, one.name))


def _positions(season: Season, where: Sequence[Any]) -> dict[str, Figures]:
    """The nine positions at risk; somebody with two of them counts in both."""
    found = compliance.figures_by(season, Appointment.risk_positions, *where, joins=_post())
    positions: dict[str, Figures] = {}
    for codes, figures in found.items():
        for code in (codes or "").split():
            positions[code] = positions.get(code, Figures()) + figures
    return dict(sorted(positions.items()))


def _reviews(season: Season, where: Sequence[Any]) -> tuple[int, int, int]:
    """Reviews done, those done by their last day, and those that are late now (P-08)."""
    in_time = sa.case((Deadline.met_on <= Deadline.due_on, 1), else_=0)
    running = sa.and_(Deadline.met_on.is_(None), Deadline.cancelled_on.is_(None))
    late = sa.case((sa.and_(running, Deadline.due_on < clock.today()), 1), else_=0)
    row = db.session.execute(
        sa.select(
            sa.func.count(Deadline.met_on),
            sa.func.coalesce(sa.func.sum(in_time), 0),
            sa.func.coalesce(sa.func.sum(late), 0),
        )
        .select_from(Obligation)
        .join(
            Deadline,
            sa.and_(
                Deadline.subject_type == Disclosure.__tablename__,
                Deadline.subject_id == Obligation.disclosure_id,
                Deadline.code.in_(_REVIEWS),
            ),
        )
        .where(compliance.in_season(season), *where)
    ).one()
    return int(row[0]), int(row[1]), int(row[2])


def _levels(season: Season, where: Sequence[Any]) -> dict[Level, int]:
    """The interests in force by the level the superior gave, or else the suggested one."""
    today = clock.today()
    newest = (
        sa.select(sa.func.max(InterestVersion.id).label("id"))
        .join(Interest)
        .join(Obligation, Obligation.person_id == Interest.person_id)
        .outerjoin(Withdrawal, Withdrawal.version_id == InterestVersion.disclosure_version_id)
        .where(compliance.in_season(season), Withdrawal.id.is_(None), *where)
        .group_by(InterestVersion.interest_id)
    )
    assessed = (
        sa.select(
            Assessment.interest_version_id.label("row"), sa.func.max(Assessment.id).label("id")
        )
        .group_by(Assessment.interest_version_id)
        .subquery()
    )
    said = aliased(Assessment)
    rows = db.session.execute(
        sa.select(InterestVersion.suggested_level, said.verdict, said.level, sa.func.count())
        .outerjoin(assessed, assessed.c.row == InterestVersion.id)
        .outerjoin(said, said.id == assessed.c.id)
        .where(
            InterestVersion.id.in_(newest),
            InterestVersion.change != Change.ENDED,
            sa.or_(InterestVersion.valid_to.is_(None), InterestVersion.valid_to > today),
        )
        .group_by(InterestVersion.suggested_level, said.verdict, said.level)
    )
    counts = dict.fromkeys(Level, 0)
    for suggested, verdict, level, count in rows:
        if verdict is not Verdict.NONE:
            counts[level or suggested] += count
    return counts


def _examples(season: Season, where: Sequence[Any]) -> list[Example]:
    """People who lead others, with the day they filed; heads set the example."""
    below = aliased(Appointment)
    today = clock.today()
    leads = (
        sa.select(below.id)
        .where(
            below.superior_id == Person.id,
            below.valid_from <= today,
            sa.or_(below.valid_to.is_(None), below.valid_to >= today),
        )
        .exists()
    )
    rows = db.session.execute(
        sa.select(Person.name, Appointment.post, compliance.first_filed_at(), Disclosure.state)
        .select_from(Obligation)
        .join(Person, Person.id == Obligation.person_id)
        .join(Appointment, people.main_post_on(today))
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(compliance.in_season(season), leads, *where)
        .order_by(Person.sort_name)
        .limit(60)
    )
    return [
        Example(name, post, None if state in compliance.UNFILED_STATES else at)
        for name, post, at, state in rows
    ]


def _things(total: Figures, late_now: int) -> list[str]:
    """At most three sentences, the most pressing first."""
    found = [
        (
            total.overdue,
            ngettext(
                "%(num)s pegawai sudah lewat batas dan belum mengirim",
                "%(num)s pegawai sudah lewat batas dan belum mengirim",
                total.overdue,
            ),
        ),
        (
            late_now,
            ngettext("%(num)s tinjauan terlambat", "%(num)s tinjauan terlambat", late_now),
        ),
        (
            total.returned,
            ngettext(
                "%(num)s deklarasi perlu dilengkapi",
                "%(num)s deklarasi perlu dilengkapi",
                total.returned,
            ),
        ),
        (
            total.unfiled - total.overdue,
            ngettext(
                "%(num)s pegawai belum mengisi",
                "%(num)s pegawai belum mengisi",
                total.unfiled - total.overdue,
            ),
        ),
        (
            total.in_measures,
            ngettext(
                "%(num)s pegawai dalam penanganan",
                "%(num)s pegawai dalam penanganan",
                total.in_measures,
            ),
        ),
    ]
    return [sentence for count, sentence in found if count > 0][:MOST_THINGS]

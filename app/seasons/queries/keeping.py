"""Seasons as those see them who keep them, and what somebody owes in the present one."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.working_days import Unit as TimeUnit
from app.database.base import db
from app.database.prepared import prepared
from app.database.reading import record_for
from app.deadlines.queries import RunningClock
from app.disclosures.models import Disclosure
from app.regulations import queries as regulations
from app.seasons import compliance
from app.seasons.models import Obligation, ReminderRound, Season, SeasonExtension, SeasonState

REMINDER_PAUSE = timedelta(days=3)


def seasons_visible_to(actor: Actor) -> list[Season]:
    """Every season, newest first, for those who keep them or see compliance."""
    if not (policy.can(actor, "season.keep") or policy.can(actor, "season.compliance")):
        return []
    return list(db.session.scalars(sa.select(Season).order_by(Season.opens_on.desc())))


def season_for(actor: Actor, season_id: int) -> Season:
    """One season, for those who keep it. Raises NotFound."""
    return record_for(actor, "season.keep", Season, season_id)


def current() -> Season | None:
    """The season in progress, or the one opened last."""
    found: Season | None = db.session.scalar(*_opened_last())
    return found


@prepared
def _opened_last() -> sa.Select[Season]:
    return (
        sa.select(Season)
        .where(Season.state != SeasonState.PLANNED)
        .order_by(Season.opens_on.desc())
        .limit(1)
    )


def current_visible_to(actor: Actor) -> Season | None:
    """The same, as the actor's page needs it."""
    return current() if actor.person_id is not None else None


def obliged_so_far_for(actor: Actor, season: Season) -> int:
    """How many obligations were made already: the progress of opening."""
    season_for(actor, season.id)
    return (
        db.session.scalar(
            sa.select(sa.func.count(Obligation.id)).where(Obligation.season_id == season.id)
        )
        or 0
    )


def to_be_obliged_for(actor: Actor, season: Season) -> int:
    """How many people opening the season would oblige."""
    season_for(actor, season.id)
    return compliance.to_be_obliged(season)


def extensions_for(actor: Actor, season: Season) -> list[SeasonExtension]:
    """Who gave more time, to whom and why, newest first."""
    season_for(actor, season.id)
    return list(
        db.session.scalars(
            sa.select(SeasonExtension)
            .where(SeasonExtension.season_id == season.id)
            .options(joinedload(SeasonExtension.unit))
            .order_by(SeasonExtension.id.desc())
        )
    )


def rounds_for(actor: Actor, season: Season) -> list[ReminderRound]:
    """The reminders sent, newest first."""
    policy.require(actor, "season.compliance")
    return list(
        db.session.scalars(
            sa.select(ReminderRound)
            .where(ReminderRound.season_id == season.id)
            .order_by(ReminderRound.id.desc())
            .limit(20)
        )
    )


def duty_of_visible_to(actor: Actor) -> Obligation | None:
    """What the actor owes in the current season and has not filed."""
    return db.session.scalar(*_duty_of(actor.person_id)) if actor.person_id is not None else None


@prepared
def _duty_of(person_id: int) -> sa.Select[Obligation]:
    return (
        sa.select(Obligation)
        .join(Season, Season.id == Obligation.season_id)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(
            Obligation.person_id == person_id,
            Obligation.waived_on.is_(None),
            Disclosure.state.in_(compliance.UNFILED_STATES),
        )
        .order_by(Season.opens_on.desc())
        .limit(1)
    )


def clock_of(duty: Obligation) -> RunningClock:
    """The time left for what a person owes, in days, as the task page shows it (P-07)."""
    today = clock.today()
    season = regulations.pack_on(today).settings["periode_tahunan"]
    return RunningClock(
        code="periode_tahunan",
        label=season.label,
        started_on=clock.local(duty.created_at).date(),
        due_on=duty.due_on,
        due_at=duty.due_at,
        unit=TimeUnit.CALENDAR,
        remaining=(duty.due_on - today).days,
        statutory=False,
        basis=season.basis,
        on_day_off=False,
        met_on=None,
    )

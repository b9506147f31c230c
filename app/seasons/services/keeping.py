"""Planning, opening, extending and closing a season (S-98)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import short_reason
from app.core.runs import compact
from app.core.sentences import Sentence
from app.core.working_days import END_OF_DAY
from app.database.base import db
from app.database.transaction import use_case
from app.disclosures.models import Disclosure, Kind, State
from app.notifications.services import notify
from app.outbox.services import enqueue
from app.people import queries as people
from app.people.models import EmploymentKind
from app.regulations import queries as regulations
from app.seasons import compliance
from app.seasons.events import MORE_TIME, PLANNED
from app.seasons.models import Obligation, Season, SeasonExtension, SeasonState
from app.seasons.workflow import FLOW

OBLIGE = "season.oblige"
UNFILED = (State.NOT_STARTED, State.DRAFT)


@dataclass(frozen=True)
class Plan:
    """What is decided of a season before it opens."""

    name: str
    opens_on: date
    due_on: date
    kinds: Sequence[EmploymentKind]
    only_at_risk: bool = False


@use_case
def plan(actor: Actor, wanted: Plan) -> Season:
    """Put a season on the calendar. Raises Invalid when it overlaps another."""
    policy.require(actor, "season.keep")
    if problems := problems_with(wanted):
        raise Invalid(fields=problems)
    season = Season(
        name=wanted.name.strip(),
        year=wanted.opens_on.year,
        opens_on=wanted.opens_on,
        due_on=wanted.due_on,
        kinds=" ".join(kind.value for kind in wanted.kinds),
        only_at_risk=wanted.only_at_risk,
        pack_id=regulations.pack_on(wanted.opens_on).id,
        planned_at=clock.now(),
    )
    db.session.add(season)
    db.session.flush()
    facts = {"opens_on": season.opens_on.isoformat(), "due_on": season.due_on.isoformat()}
    events.emit(Event(PLANNED, actor, season, facts))
    return season


def problems_with(wanted: Plan) -> dict[str, str]:
    """What keeps this season off the calendar, by field."""
    problems = {}
    if not wanted.name.strip():
        problems["name"] = "Isi nama periode."
    if not wanted.kinds:
        problems["kinds"] = "Pilih sedikitnya satu status kepegawaian."
    if wanted.due_on <= wanted.opens_on:
        problems["due_on"] = "Batas harus setelah tanggal dibuka."
    same_name = db.session.scalar(sa.select(Season).where(Season.name == wanted.name.strip()))
    if same_name is not None:
        problems["name"] = "Nama ini sudah dipakai periode lain."
    crossing = db.session.scalar(
        sa.select(Season).where(Season.opens_on <= wanted.due_on, Season.due_on >= wanted.opens_on)
    )
    if crossing is not None:
        problems["opens_on"] = Sentence("Periode bertumpuk dengan %(name)s.", name=crossing.name)
    return problems


@use_case
def open_season(actor: Actor, season: Season) -> None:
    """Open it; the worker makes everybody's obligation and draft, a part at a time."""
    if season.state is SeasonState.PLANNED and season.opens_on > clock.today():
        raise Invalid("Tanggal dibuka belum tiba.")
    season.expected = compliance.to_be_obliged(season)
    FLOW.move(season, "open", actor, expected=season.expected)
    season.opened_at = clock.now()
    enqueue(OBLIGE, season, payload={"after": 0}, dedupe_key=f"{OBLIGE}/{season.id}/0")


@use_case
def open_what_is_due(actor: Actor) -> int:
    """Open the planned seasons whose day has come; gives their number. Done once a day."""
    policy.require(actor, "season.oblige")
    due = db.session.scalars(
        sa.select(Season).where(
            Season.state == SeasonState.PLANNED, Season.opens_on <= clock.today()
        )
    ).all()
    for season in due:
        open_season(SYSTEM, season)
    return len(due)


@use_case
def extend(
    actor: Actor, season: Season, due_on: date, reason: str, unit_id: int | None = None
) -> int:
    """Give more time to everybody, or to one unit with those below; gives how many it reaches.

    Raises Invalid without a later day or a reason of 20 letters.
    """
    FLOW.check(season, "extend", actor)
    _check_extension(season, due_on, reason, unit_id)
    reached = _reached(season, due_on, unit_id)
    event = FLOW.move(
        season, "extend", actor, reason=reason.strip(), season=season.name,
        due_on=due_on.isoformat(), unit_id=unit_id, people=compact(reached.values()),
    )  # fmt: skip
    if unit_id is None:
        season.due_on = due_on
    db.session.execute(
        sa.update(Obligation)
        .where(Obligation.id.in_(list(reached)))
        .values(due_on=due_on, due_at=end_of(due_on))
    )
    db.session.add(
        SeasonExtension(
            season_id=season.id, unit_id=unit_id, due_on=due_on, reason=reason.strip(),
            given_by_id=actor.person_id, given_by=actor.name, at=clock.now(), people=len(reached),
        )
    )  # fmt: skip
    notify(event, reached.values(), MORE_TIME)
    return len(reached)


def _check_extension(season: Season, due_on: date, reason: str, unit_id: int | None) -> None:
    problems: dict[str, str] = {}
    if due_on <= clock.today() or (unit_id is None and due_on <= season.due_on):
        problems["due_on"] = "Batas baru harus setelah hari ini dan setelah batas lama."
    problems |= short_reason(reason)
    if unit_id is not None and people.unit(unit_id) is None:
        problems["unit_id"] = "Pilih unit dari daftar."
    if problems:
        raise Invalid(fields=problems)


def _reached(season: Season, due_on: date, unit_id: int | None) -> dict[int, int]:
    """Obligation id → person id of whoever has not filed and whose day moves."""
    asked = (
        sa.select(Obligation.id, Obligation.person_id)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(
            Obligation.season_id == season.id,
            Obligation.waived_on.is_(None),
            Obligation.due_on < due_on,
            Disclosure.state.in_(UNFILED),
            sa.or_(Obligation.kind == Kind.ANNUAL, Obligation.due_on == season.due_on),
        )
    )
    if unit_id is not None:
        asked = asked.where(Obligation.unit_id.in_(people.units_below(unit_id)))
    return {row[0]: row[1] for row in db.session.execute(asked)}


@use_case
def close(actor: Actor, season: Season) -> None:
    """Close it after its last day and keep the figures of this day; late filings stay possible."""
    FLOW.check(season, "close", actor)
    if season.due_on >= clock.today():
        raise Invalid("Batas periode belum lewat. Periode dapat ditutup sesudahnya.")
    figures = compliance.figures_by_unit(season)
    season.final = {
        "on": clock.today().isoformat(),
        "all": compliance.summed(figures.values()).as_facts(),
        "units": {str(unit or 0): one.as_facts() for unit, one in figures.items()},
    }
    season.closed_at = clock.now()
    FLOW.move(season, "close", actor, **season.final["all"])


def end_of(day: date) -> datetime:
    """The last moment of an office day."""
    return datetime.combine(day, END_OF_DAY, clock.zone())

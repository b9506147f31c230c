"""Who is missing in a season, for HR, Inspektorat, leaders and superiors; the season's own pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.working_days import Unit as TimeUnit
from app.database.base import db
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.database.prepared import prepared
from app.deadlines.queries import RunningClock
from app.disclosures.models import Disclosure, Kind
from app.people import queries as people
from app.people.models import Acting, Appointment, Person, Unit
from app.regulations import queries as regulations
from app.seasons import compliance
from app.seasons.compliance import Figures
from app.seasons.models import (
    Obligation,
    ReminderRound,
    Season,
    SeasonExtension,
    SeasonState,
)

MOST_EXPORTED = 50_000
REMINDER_PAUSE = timedelta(days=3)
EVERYBODY = frozenset({Role.HR_OFFICER, Role.INSPECTOR})


# ── seasons ───────────────────────────────────────────────────────────────────────────────────


def seasons_visible_to(actor: Actor) -> list[Season]:
    """Every season, newest first, for those who keep them or see compliance."""
    if not (policy.can(actor, "season.keep") or policy.can(actor, "season.compliance")):
        return []
    return list(db.session.scalars(sa.select(Season).order_by(Season.opens_on.desc())))


def season_for(actor: Actor, season_id: int) -> Season:
    """One season, for those who keep it. Raises NotFound."""
    found = db.session.get(Season, season_id)
    if found is None or not policy.can(actor, "season.keep"):
        raise NotFound(f"season {season_id}")
    return found


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


# ── who sees whom ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Scope:
    """Whose figures an actor sees: everybody's, those of some units, or of his own line."""

    everybody: bool = False
    unit_ids: frozenset[int] = frozenset()
    line_of: int | None = None

    def where(
        self, person: Any = Obligation.person_id, unit: Any = Obligation.unit_id
    ) -> list[sa.ColumnElement[bool]]:
        """Conditions on the columns that name the person and the unit."""
        if self.everybody:
            return []
        if self.line_of is not None:
            return [person.in_(people.line_below(self.line_of, clock.today()))]
        return [unit.in_(self.unit_ids)]


def scope_of(actor: Actor) -> Scope:
    """HR and Inspektorat see all, a leader whole units, a superior the people below him."""
    if actor.roles & EVERYBODY:
        return Scope(everybody=True)
    if actor.person_id is None:
        return Scope()
    if actor.has(Role.LEADER):
        return Scope(unit_ids=_units_of_leader(actor.person_id))
    return Scope(line_of=actor.person_id)


def _units_of_leader(person_id: int) -> frozenset[int]:
    """The own unit and those of everybody below, each with the units inside it."""
    today = clock.today()
    members = sa.or_(
        Appointment.person_id == person_id,
        Appointment.person_id.in_(people.line_below(person_id, today)),
    )
    roots = db.session.scalars(
        sa.select(Appointment.unit_id)
        .join(Person, people.main_post_on(today))
        .where(members)
        .distinct()
    ).all()
    found: set[int] = set(roots)
    for root in roots:
        found |= set(db.session.scalars(people.units_below(root)))
    return frozenset(found)


# ── the matrix ────────────────────────────────────────────────────────────────────────────────


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


# ── the list ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed by. `unit_id` takes the units below it along."""

    status: str = ""
    unit_id: int | None = None
    text: str = ""
    superior_id: int | None = None
    without_email: bool = False
    overdue: bool = False
    position: str = ""

    @property
    def narrows(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True)
class Line:
    """One person in one season."""

    obligation_id: int
    person_id: int
    name: str
    nip: str | None
    email: str | None
    post: str | None
    unit: str | None
    superior: str | None
    kind: Kind
    status: str
    nil: bool | None
    due_on: date
    filed_at: datetime | None
    submitted_at: datetime | None
    reminded_at: datetime | None

    @property
    def filed(self) -> bool:
        return self.status not in ("not_started", "draft")

    @property
    def days_late(self) -> int:
        """Days past the last day, for whoever has not filed; else 0."""
        return 0 if self.filed else max(0, (clock.today() - self.due_on).days)

    @property
    def days_waiting(self) -> int:
        """Days a filed declaration has waited for the superior; else 0."""
        if self.status != "submitted" or self.submitted_at is None:
            return 0
        return (clock.today() - clock.local(self.submitted_at).date()).days

    @property
    def reminded_lately(self) -> bool:
        return self.reminded_at is not None and clock.now() - self.reminded_at < REMINDER_PAUSE


_Superior = aliased(Person)
_SuperiorPost = aliased(Appointment)


def people_in_season_for(
    actor: Actor, season: Season, wanted: Wanted | None = None, number: int = 1
) -> Paged[Line]:
    """Who owes what and where it stands, by name, one page: a count, its ids, its lines."""
    policy.require(actor, "season.compliance")
    chosen = _chosen(actor, season, wanted or Wanted())
    total = db.session.scalar(chosen.with_only_columns(sa.func.count(Obligation.id))) or 0
    number = nearest_page(number, total)
    part = (
        chosen.order_by(Person.sort_name, Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    ids = list(db.session.scalars(part))
    return Paged(_lines(_listed().where(Obligation.id.in_(ids))), number, total)


def everybody_in_season_for(
    actor: Actor, season: Season, wanted: Wanted | None = None
) -> list[Line]:
    """The whole list, for a file, a reminder or letters."""
    policy.require(actor, "season.compliance")
    chosen = _chosen(actor, season, wanted or Wanted())
    return _lines(_listed().where(Obligation.id.in_(chosen)).limit(MOST_EXPORTED))


def _chosen(actor: Actor, season: Season, wanted: Wanted) -> sa.Select[Any]:
    """Ids of what the filter leaves; joins only what it asks about, so that counting stays cheap."""
    asked: sa.Select[Any] = (
        sa.select(Obligation.id)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .join(Person, Person.id == Obligation.person_id)
        .where(compliance.in_season(season), *scope_of(actor).where())
    )
    return _narrowed(asked, wanted)


def _listed() -> sa.Select[Any]:
    first = compliance.first_filing_of(Obligation.disclosure_id)
    columns: list[Any] = [
        Obligation.id, Person.id, Person.name, Person.nip, Person.email, Appointment.post,
        Unit.name, _Superior.name, Obligation.kind, Disclosure.state, Disclosure.nil,
        Obligation.due_on, first, Disclosure.submitted_at, Obligation.reminded_at,
    ]  # fmt: skip
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .join(Person, Person.id == Obligation.person_id)
        .outerjoin(Appointment, people.main_post_on(clock.today()))
        .outerjoin(Unit, Unit.id == Obligation.unit_id)
        .outerjoin(_Superior, _Superior.id == Appointment.superior_id)
        .order_by(Person.sort_name, Person.id)
    )


def _lines(asked: sa.Select[Any]) -> list[Line]:
    found = []
    for row in db.session.execute(asked):
        facts: list[Any] = [*row[:9], compliance.status_of(row[9]), *row[10:]]
        found.append(Line(*facts))
    return found


def _narrowed(asked: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    if wanted.status in compliance.GROUPS:
        asked = asked.where(compliance.in_group(wanted.status))
    elif wanted.status in compliance.LABELS:
        asked = asked.where(compliance.has_status(wanted.status))
    if wanted.overdue:
        asked = asked.where(compliance.is_overdue())
    if wanted.unit_id is not None:
        asked = asked.where(Obligation.unit_id.in_(people.units_below(wanted.unit_id)))
    return _narrowed_by_person(asked, wanted)


def _narrowed_by_person(asked: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    words = wanted.text.split()
    if wanted.without_email:
        asked = asked.where(sa.func.coalesce(Person.email, "") == "")
    if wanted.superior_id is None and not wanted.position and not words:
        return asked
    asked = asked.outerjoin(Appointment, people.main_post_on(clock.today()))
    if wanted.superior_id is not None:
        asked = asked.where(Appointment.superior_id == wanted.superior_id)
    if wanted.position:
        padded = sa.literal(" ") + Appointment.risk_positions + sa.literal(" ")
        asked = asked.where(padded.contains(f" {wanted.position} ", autoescape=True))
    return _holding(asked, words) if words else asked


def _holding(asked: sa.Select[Any], words: Sequence[str]) -> sa.Select[Any]:
    today = clock.today()
    asked = asked.outerjoin(
        _SuperiorPost,
        sa.and_(
            _SuperiorPost.person_id == Appointment.superior_id,
            _SuperiorPost.valid_from <= today,
            sa.or_(_SuperiorPost.valid_to.is_(None), _SuperiorPost.valid_to >= today),
            _SuperiorPost.acting == Acting.NONE,
        ),
    )
    return asked.where(*(_holds(word) for word in words))


def _holds(word: str) -> sa.ColumnElement[bool]:
    """In the name, NIP or post, or in the post of the superior: "Bina Marga" finds its people."""
    places = (Person.name, Person.nip, Appointment.post, _SuperiorPost.post)
    return sa.or_(*(place.icontains(word, autoescape=True) for place in places))


def superiors_in_season_for(actor: Actor, season: Season) -> list[tuple[int, str]]:
    """The superiors one can narrow the list by: id and name."""
    policy.require(actor, "season.compliance")
    rows = db.session.execute(
        sa.select(_Superior.id, _Superior.name)
        .select_from(Obligation)
        .join(Person, Person.id == Obligation.person_id)
        .join(Appointment, people.main_post_on(clock.today()))
        .join(_Superior, _Superior.id == Appointment.superior_id)
        .where(compliance.in_season(season), *scope_of(actor).where())
        .distinct()
        .order_by(_Superior.name)
        .limit(500)
    )
    return [(row[0], row[1]) for row in rows]


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


# ── what a season took ────────────────────────────────────────────────────────────────────────

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

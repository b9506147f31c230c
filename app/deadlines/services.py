"""Letting clocks run, stopping them, marking the late ones, and changing the calendar."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.core.working_days import END_OF_DAY, Span, Unit, due_date
from app.database.base import db
from app.database.prepared import prepared
from app.database.transaction import use_case
from app.deadlines import decrees, queries
from app.deadlines.decrees import NewHoliday
from app.deadlines.events import CALENDAR_CHANGED, CALENDAR_LOADED, MISSED, RECOMPUTED
from app.deadlines.models import CalendarVersion, Deadline, DeadlineChange, Holiday
from app.regulations import queries as regulations
from app.regulations.pack import Pack

WITHOUT_BASIS = "Parameter aturan hanya dapat diubah dengan dasar hukum."
LEAST_DECREE = 5
LONGEST_DECREE = 300


def follow(event: Event) -> None:
    """Stop and start the clocks that an event names (a listener; inside its use case).

    A fact `starts_on` (date or ISO text) is the day the clock counts from; otherwise today.
    """
    for code in _codes(event.closes):
        close_clock(code, event.subject)
    for code in _codes(event.opens):
        open_clock(code, event.subject, _start(event))


def _codes(named: Any) -> tuple[str, ...]:
    if not named:
        return ()
    return (named,) if isinstance(named, str) else tuple(named)


def _start(event: Event) -> date:
    start = event.facts.get("starts_on") or clock.today()
    return date.fromisoformat(start) if isinstance(start, str) else start


def open_clock(
    code: str, subject: Any, start_day: date, pack: Pack | None = None, *, length: int | None = None
) -> Deadline:
    """Start the clock of a term for a record, under the pack of the start day.

    `length` (in the term's unit) is the record's own, where the term leaves it to a standard
    procedure. A clock of that kind which already runs for the record is cancelled: the new one
    replaces it. Raises KeyError for a term the pack does not know.
    """
    subject_type, subject_id = _reference(subject)
    for running in _running(subject_type, subject_id, [code]):
        running.cancelled_on = clock.today()
    db.session.flush()  # the old row leaves the index of running clocks before the new one enters
    pack = pack or regulations.pack_on(start_day)
    term, calendar = pack.term(code, start_day), pack.calendar(queries.days_off())
    term = queries.lengthened(term, length)
    start = queries.start_of(term, start_day, pack, calendar)
    started_at = clock.now()
    due_at = _due_at(term, started_at, due_date(term, start, calendar))
    deadline = Deadline(
        code=code,
        label=term.label,
        subject_type=subject_type,
        subject_id=subject_id,
        started_at=started_at,
        started_on=start,
        due_on=clock.local(due_at).date(),
        due_at=due_at,
        length=term.length,
        unit=term.unit,
        statutory=term.statutory,
        basis=term.basis,
        pack_id=pack.id,
        pack_hash=pack.sha256,
        joint_leave_off=calendar.joint_leave_off,
        roll_over=calendar.roll_over,
        event_day_counts=calendar.event_day_counts,
        week="".join(str(day) for day in sorted(calendar.working_weekdays)),
        calendar_version_id=_newest_version(),
    )
    db.session.add(deadline)
    db.session.flush()
    return deadline


def close_clock(code: str, subject: Any) -> None:
    """Stop the record's clock of this kind, or of a variant of it; nothing if none runs."""
    terms = regulations.pack_on(clock.today()).terms
    variants = [c for c, versions in terms.items() if versions[-1].variant_of == code]
    for running in _running(*_reference(subject), [code, *variants]):
        running.met_on = clock.today()
    db.session.flush()


def cancel_clocks(subject: Any) -> None:
    """Stop every clock of a record that no longer needs one, without calling it met."""
    for running in _running(*_reference(subject), None):
        running.cancelled_on = clock.today()
    db.session.flush()


def _reference(subject: Any) -> tuple[str, int]:
    if subject.id is None:
        db.session.flush()
    return str(subject.__tablename__), int(subject.id)


def _running(subject_type: str, subject_id: int, codes: Sequence[str] | None) -> Sequence[Deadline]:
    return db.session.scalars(*_running_of(subject_type, subject_id, codes)).all()


@prepared
def _running_of(
    subject_type: str, subject_id: int, codes: Sequence[str] | None
) -> sa.Select[Deadline]:
    asked = sa.select(Deadline).where(
        Deadline.subject_type == subject_type,
        Deadline.subject_id == subject_id,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )
    return asked if codes is None else asked.where(Deadline.code.in_(codes))


def _due_at(term: Span, started_at: datetime, due: date) -> datetime:
    if term.unit is Unit.HOURS:
        return started_at + timedelta(hours=term.length)
    return datetime.combine(due, END_OF_DAY, clock.zone())


def _newest_version() -> int | None:
    return db.session.scalar(sa.select(sa.func.max(CalendarVersion.id)))


@use_case
def sweep(actor: Actor) -> int:
    """Mark the clocks that ran out since the last sweep and tell so once each; gives their number.

    A missed clock never decides anything by itself (regulation study §10.5): it is only told.
    """
    policy.require(actor, "deadlines.sweep")
    late = db.session.scalars(
        sa.select(Deadline)
        .where(
            Deadline.met_on.is_(None),
            Deadline.cancelled_on.is_(None),
            Deadline.missed_at.is_(None),
            Deadline.due_at < clock.now(),
        )
        .order_by(Deadline.due_at, Deadline.id)
    ).all()
    for deadline in late:
        deadline.missed_at = clock.now()
        events.emit(Event(MISSED, actor, deadline, _facts(deadline)))
    return len(late)


def _facts(deadline: Deadline, **more: Any) -> dict[str, Any]:
    return {
        "code": deadline.code,
        "of": deadline.subject_type,
        "of_id": deadline.subject_id,
        "due_on": deadline.due_on.isoformat(),
        **more,
    }


@use_case
def load_calendar(actor: Actor) -> int:
    """Put the shipped holidays of all years the calendar lacks into it; gives their number.

    Running it again changes nothing, also after an admin has changed a year.
    """
    policy.require(actor, "calendar.load")
    known = {day.year for day in db.session.scalars(sa.select(Holiday.day))}
    missing = [holiday for holiday in decrees.shipped() if holiday.day.year not in known]
    if not missing:
        return 0
    years = sorted({holiday.day.year for holiday in missing})
    version = _new_version(actor, f"Data awal hari libur {years[0]}-{years[-1]}")
    _add(missing, version)
    _tell(actor, CALENDAR_LOADED, version, added=len(missing), removed=0)
    _recompute(actor, version)
    return len(missing)


@use_case
def change_calendar(
    actor: Actor, additions: Sequence[NewHoliday], removals: Iterable[int], decree: str
) -> CalendarVersion:
    """Add and remove days off (`removals`: ids) on the strength of a decree.

    Makes a new calendar version and recomputes running clocks only, each by the rule it began
    with; every clock that moves is an entry of its own in the trail. Raises Invalid without a
    decree, without a change, and for a day that is already there.
    """
    policy.require(actor, "calendar.change")
    leaving = list(queries.holidays_by_id_visible_to(actor, removals))
    _check(additions, leaving, decree)
    version = _new_version(actor, decree.strip())
    for holiday in leaving:
        holiday.removed_in_id = version.id
    _add(additions, version, decree.strip())
    _tell(actor, CALENDAR_CHANGED, version, added=len(additions), removed=len(leaving))
    _recompute(actor, version)
    return version


def check_change(
    actor: Actor, additions: Sequence[NewHoliday], removals: Iterable[int], decree: str
) -> None:
    """Raise what `change_calendar` would raise, and change nothing."""
    policy.require(actor, "calendar.change")
    _check(additions, queries.holidays_by_id_visible_to(actor, removals), decree)


def _check(additions: Sequence[NewHoliday], leaving: Sequence[Holiday], decree: str) -> None:
    wrong: dict[str, str] = {}
    if not LEAST_DECREE <= len(decree.strip()) <= LONGEST_DECREE:
        wrong["decree"] = WITHOUT_BASIS
    if not additions and not leaving:
        wrong["lines"] = "Isi hari yang ditambahkan, atau pilih hari yang dihapus."
    if twice := _twice(additions, {holiday.id for holiday in leaving}):
        wrong["lines"] = Sentence("Sudah ada di kalender: %(days)s.", days=", ".join(twice))
    if wrong:
        raise Invalid(fields=wrong)


def _twice(additions: Sequence[NewHoliday], leaving: set[int]) -> list[str]:
    asked = sa.select(Holiday.day, Holiday.kind).where(
        Holiday.removed_in_id.is_(None),
        Holiday.id.not_in(leaving),
        Holiday.day.in_([new.day for new in additions]),
    )
    seen = {(day, kind) for day, kind in db.session.execute(asked)}
    found: list[str] = []
    for new in additions:
        if (new.day, new.kind) in seen:
            found.append(f"{new.day.isoformat()} {new.name}")
        seen.add((new.day, new.kind))
    return found


def _new_version(actor: Actor, decree: str) -> CalendarVersion:
    version = CalendarVersion(
        decree=decree, made_at=clock.now(), made_by_id=actor.person_id, made_by=actor.name
    )
    db.session.add(version)
    db.session.flush()
    return version


def _add(additions: Iterable[NewHoliday], version: CalendarVersion, decree: str = "") -> None:
    db.session.add_all(
        Holiday(
            day=new.day,
            name=new.name,
            kind=new.kind,
            decree=new.decree or decree,
            estimated=new.estimated,
            needs_confirmation=new.needs_confirmation,
            added_in_id=version.id,
        )
        for new in additions
    )
    db.session.flush()


def _tell(actor: Actor, what: events.EventType, version: CalendarVersion, **facts: int) -> None:
    events.emit(Event(what, actor, version, facts, reason=version.decree))


def _recompute(actor: Actor, version: CalendarVersion) -> None:
    off = queries.days_off()
    for deadline in queries.running_clocks().all():
        due = queries.recomputed_due(deadline, off)
        deadline.calendar_version_id = version.id
        if due != deadline.due_on:
            _move(actor, deadline, due, version)
    db.session.flush()


def _move(actor: Actor, deadline: Deadline, due: date, version: CalendarVersion) -> None:
    before, deadline.due_on = deadline.due_on, due
    deadline.due_at = _due_at(deadline, deadline.started_at, due)
    if deadline.due_at >= clock.now():
        deadline.missed_at = None
    db.session.add(
        DeadlineChange(
            deadline_id=deadline.id,
            calendar_version_id=version.id,
            changed_at=clock.now(),
            due_before=before,
            due_after=due,
        )
    )
    facts = _facts(deadline, due_before=before.isoformat(), calendar_version=version.id)
    events.emit(Event(RECOMPUTED, actor, deadline, facts, reason=version.decree))

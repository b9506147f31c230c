"""When things are due: due dates, the clocks of records, the calendar, and what a change would move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.working_days import (
    Calendar,
    DayOff,
    HolidayKind,
    Unit,
    due_date,
    effective_start,
    is_working_day,
    remaining,
    working_days_in,
)
from app.database.base import db
from app.database.prepared import prepared
from app.database.remembered import remembered
from app.deadlines.decrees import NewHoliday
from app.deadlines.models import CalendarVersion, Deadline, Holiday
from app.deadlines.purposes import Purpose, purpose_of
from app.regulations import queries as regulations
from app.regulations.pack import Pack, Term


@dataclass(frozen=True)
class RunningClock:
    """One clock as a page shows it. `remaining` is in the clock's own unit, negative when late."""

    code: str
    label: str
    started_on: date
    due_on: date
    due_at: datetime
    unit: Unit
    remaining: int
    statutory: bool
    basis: str
    on_day_off: bool
    met_on: date | None

    @property
    def what(self) -> Purpose | str:
        """What is due by it, in few words."""
        return purpose_of(self.code, self.label)

    @property
    def late(self) -> bool:
        return self.remaining < 0


@dataclass(frozen=True)
class Moved:
    """A running clock that a change of the calendar would move."""

    label: str
    subject_type: str
    subject_id: int
    due_before: date
    due_after: date


def days_off() -> frozenset[DayOff]:
    """The calendar in force: every holiday, joint leave and local holiday."""
    return remembered(Holiday, "in force", _days_off)


def _days_off() -> frozenset[DayOff]:
    return frozenset(DayOff(day, kind) for day, kind in db.session.execute(*_days_in_force()))


@prepared
def _days_in_force() -> sa.Select[date, HolidayKind]:
    return sa.select(Holiday.day, Holiday.kind).where(Holiday.removed_in_id.is_(None))


def calendar_on(day: date) -> Calendar:
    """The calendar in force, counted the way the pack of that day counts."""
    return regulations.pack_on(day).calendar(days_off())


def calendar() -> Calendar:
    """The calendar of today: the one for a task that begins now."""
    return calendar_on(clock.today())


def due_on(code: str, day: date, pack: Pack | None = None, *, length: int | None = None) -> date:
    """The last day of a term that starts on the day (of that day's pack unless one is given).

    A working-day term that starts today after closing time starts on the next working day.
    `length` (in the term's unit) is the record's own, as for `open_clock`. Raises KeyError for a
    term the pack does not know.
    """
    pack = pack or regulations.pack_on(day)
    term, counting = lengthened(pack.term(code, day), length), pack.calendar(days_off())
    return due_date(term, start_of(term, day, pack, counting), counting)


def lengthened(term: Term, length: int | None) -> Term:
    """The term with the length that a record gives it; the pack's own where it gives none."""
    return term if length is None else replace(term, length=length)


def start_of(term: Term, day: date, pack: Pack, counting: Calendar) -> date:
    """The day from which the term counts: for what arrives now, the day it counts as received."""
    if term.unit is not Unit.WORKING or day != clock.today():
        return day
    return effective_start(clock.now(), counting, clock.zone(), pack.service_hours)


def clocks_of(
    subject_type: str, subject_ids: Iterable[int], *, with_ended: bool = False
) -> Mapping[int, Sequence[RunningClock]]:
    """The clocks of many records of one table (by its name), soonest first, in two queries.

    Every id asked for is in the answer, if only with an empty list.
    """
    wanted = list(dict.fromkeys(subject_ids))
    found: dict[int, list[RunningClock]] = {subject_id: [] for subject_id in wanted}
    if not wanted:
        return found
    rows = db.session.scalars(*_clocks_of(subject_type, wanted, with_ended)).all()
    off = days_off() if rows else frozenset()
    for deadline in rows:
        found[deadline.subject_id].append(_shown(deadline, off))
    return found


@prepared
def _clocks_of(
    subject_type: str, subject_ids: Sequence[int], with_ended: bool
) -> sa.Select[Deadline]:
    asked = sa.select(Deadline).where(
        Deadline.subject_type == subject_type,
        Deadline.subject_id.in_(subject_ids),
        Deadline.cancelled_on.is_(None),
    )
    if not with_ended:
        asked = asked.where(Deadline.met_on.is_(None))
    return asked.order_by(Deadline.due_at, Deadline.id)


def soonest_due(
    subject_type: str, subject_id: sa.SQLColumnExpression[int]
) -> sa.ScalarSelect[datetime]:
    """When the first running clock of a record ends, said in SQL: to put a list in its order.

    NULL for a record of which no clock runs.
    """
    return (
        sa.select(sa.func.min(Deadline.due_at))
        .where(
            Deadline.subject_type == subject_type,
            Deadline.subject_id == subject_id,
            Deadline.met_on.is_(None),
            Deadline.cancelled_on.is_(None),
        )
        .scalar_subquery()
    )


def dues_of(subject_type: str, subject_ids: Iterable[int], code: str) -> dict[int, date]:
    """The due day of the clock of one kind of many records, running or met, and nothing else of it."""
    rows = db.session.execute(
        sa.select(Deadline.subject_id, Deadline.due_on)
        .where(
            Deadline.subject_type == subject_type,
            Deadline.subject_id.in_(list(subject_ids)),
            Deadline.code == code,
            Deadline.cancelled_on.is_(None),
        )
        .order_by(Deadline.due_at, Deadline.id)
    )
    return {row.subject_id: row.due_on for row in rows}


def clock_of(subject_type: str, subject_id: int, code: str) -> RunningClock | None:
    """The running clock of one kind of one record, if it has one."""
    clocks = clocks_of(subject_type, [subject_id])[subject_id]
    return next((one for one in clocks if one.code == code), None)


def _shown(deadline: Deadline, off: frozenset[DayOff]) -> RunningClock:
    counting = deadline.counting_on(off)
    # What arrived on a day off counts from the next working day: until then the whole term is left.
    until = max(deadline.met_on or clock.today(), deadline.started_on)
    return RunningClock(
        code=deadline.code,
        label=deadline.label,
        started_on=deadline.started_on,
        due_on=deadline.due_on,
        due_at=deadline.due_at,
        unit=deadline.unit,
        remaining=remaining(deadline.unit, until, deadline.due_on, counting),
        statutory=deadline.statutory,
        basis=deadline.basis,
        on_day_off=not is_working_day(deadline.due_on, counting),
        met_on=deadline.met_on,
    )


def recomputed_due(deadline: Deadline, off: frozenset[DayOff]) -> date:
    """Where a running clock would end under these days off.

    A date that a change would put into the past becomes today: nobody is late by decree.
    """
    if deadline.unit is Unit.HOURS:
        return deadline.due_on
    due = due_date(deadline, deadline.started_on, deadline.counting_on(off))
    today = clock.today()
    return today if due < today <= deadline.due_on else due


def running_clocks() -> sa.ScalarResult[Deadline]:
    return db.session.scalars(
        sa.select(Deadline)
        .where(Deadline.met_on.is_(None), Deadline.cancelled_on.is_(None))
        .order_by(Deadline.id)
    )


# ---- The calendar, for the admin's pages


def years_visible_to(actor: Actor) -> Sequence[int]:
    """The years the calendar has days for; none for those who may not read it."""
    if not policy.can(actor, "calendar.read"):
        return []
    days = db.session.scalars(
        sa.select(Holiday.day).where(Holiday.removed_in_id.is_(None)).order_by(Holiday.day)
    )
    return list(dict.fromkeys(day.year for day in days))


def holidays_visible_to(actor: Actor, year: int) -> Sequence[Holiday]:
    """The days off of one year, in order."""
    if not policy.can(actor, "calendar.read"):
        return []
    return db.session.scalars(
        sa.select(Holiday)
        .where(
            Holiday.removed_in_id.is_(None),
            Holiday.day.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(Holiday.day, Holiday.id)
    ).all()


def holidays_by_id_visible_to(actor: Actor, ids: Iterable[int]) -> Sequence[Holiday]:
    """The days off with these ids that are still in the calendar, in order."""
    if not policy.can(actor, "calendar.read"):
        return []
    return db.session.scalars(
        sa.select(Holiday)
        .where(Holiday.id.in_(list(ids)), Holiday.removed_in_id.is_(None))
        .order_by(Holiday.day, Holiday.id)
    ).all()


def working_days_visible_to(actor: Actor, year: int) -> int | None:
    """Working days of the year as today's pack counts them; None for those who may not ask."""
    return working_days_in(year, calendar()) if policy.can(actor, "calendar.read") else None


def versions_visible_to(actor: Actor) -> Sequence[CalendarVersion]:
    """All states of the calendar, newest first."""
    if not policy.can(actor, "calendar.read"):
        return []
    return db.session.scalars(sa.select(CalendarVersion).order_by(CalendarVersion.id.desc())).all()


def moves_visible_to(
    actor: Actor, additions: Iterable[NewHoliday], removals: Iterable[int]
) -> Sequence[Moved]:
    """The running clocks that would move if the calendar were changed so; changes nothing."""
    if not policy.can(actor, "calendar.read"):
        return []
    off = days_off_after(additions, removals)
    pairs = [(deadline, recomputed_due(deadline, off)) for deadline in running_clocks()]
    return [
        Moved(deadline.label, deadline.subject_type, deadline.subject_id, deadline.due_on, due)
        for deadline, due in pairs
        if due != deadline.due_on
    ]


def days_off_after(additions: Iterable[NewHoliday], removals: Iterable[int]) -> frozenset[DayOff]:
    """The calendar as it would be after a change."""
    kept = db.session.execute(
        sa.select(Holiday.day, Holiday.kind).where(
            Holiday.removed_in_id.is_(None), Holiday.id.not_in(list(removals))
        )
    )
    return frozenset(DayOff(day, kind) for day, kind in kept) | frozenset(
        DayOff(new.day, new.kind) for new in additions
    )

"""Counting days the way the office does: working days, calendar days, hours; pure."""

import calendar as civil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from app.core.labels import LabelledEnum

FIVE_DAY_WEEK = frozenset({0, 1, 2, 3, 4})  # Monday to Friday: Perpres 21/2023 art 3(1)-(2)
SIX_DAY_WEEK = frozenset({0, 1, 2, 3, 4, 5})  # units in direct public service: art 7
ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59)
MONTHS_A_YEAR = 12


class Unit(LabelledEnum):
    """What a length is counted in. "hari" alone is calendar days, literally."""

    WORKING = "hari_kerja", "hari kerja"
    CALENDAR = "hari", "hari"
    HOURS = "jam", "jam"
    MONTHS = "bulan", "bulan"
    YEARS = "tahun", "tahun"


class HolidayKind(LabelledEnum):
    """Why nobody works that day. Only joint leave can be switched back to working."""

    NATIONAL = "nasional", "Libur nasional"
    JOINT_LEAVE = "cuti_bersama", "Cuti bersama"
    LOCAL = "daerah", "Libur daerah"


class DayOff(NamedTuple):
    """One day on which the office is closed."""

    day: date
    kind: HolidayKind


class Span(Protocol):
    """A length with its unit: what a term of a regulation is to this module."""

    @property
    def length(self) -> int: ...

    @property
    def unit(self) -> Unit: ...


@dataclass(frozen=True)
class Calendar:
    """The days of one office under one set of decrees, and the four ways of counting them.

    `joint_leave_off`: cuti bersama is no working day. `roll_over`: a calendar-day due date that
    falls on a day off moves to the next working day (`jatuh_libur = geser`). `event_day_counts`:
    the day of the event is day 1. `working_weekdays`: 0 is Monday.
    """

    days_off: frozenset[DayOff] = frozenset()
    joint_leave_off: bool = True
    roll_over: bool = False
    event_day_counts: bool = False
    working_weekdays: frozenset[int] = FIVE_DAY_WEEK

    def __post_init__(self) -> None:
        if not self.working_weekdays or not self.working_weekdays <= set(range(7)):
            raise ValueError("a week needs at least one working day, 0 (Monday) to 6 (Sunday)")

    @classmethod
    def of(
        cls,
        days: Iterable[tuple[date, HolidayKind]],
        *,
        joint_leave_off: bool = True,
        roll_over: bool = False,
        event_day_counts: bool = False,
        working_weekdays: frozenset[int] = FIVE_DAY_WEEK,
    ) -> "Calendar":
        """A calendar from (date, kind) pairs; the switches are those of the class."""
        return cls(
            frozenset(DayOff(day, kind) for day, kind in days),
            joint_leave_off,
            roll_over,
            event_day_counts,
            working_weekdays,
        )

    @cached_property
    def closed(self) -> frozenset[date]:
        """The dates that are off whatever the weekday."""
        return frozenset(
            off.day
            for off in self.days_off
            if self.joint_leave_off or off.kind is not HolidayKind.JOINT_LEAVE
        )


def is_working_day(day: date, calendar: Calendar) -> bool:
    return day.weekday() in calendar.working_weekdays and day not in calendar.closed


def next_working_day(day: date, calendar: Calendar) -> date:
    """This day if it is a working day, else the first one after it."""
    while not is_working_day(day, calendar):
        day += ONE_DAY
    return day


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `start`; `start` itself is never counted.

    A count of 0 is `start`. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    day = start
    for _ in range(count):
        day = next_working_day(day + ONE_DAY, calendar)
    return day


def add_months(start: date, count: int) -> date:
    """The same day `count` months later, or the last day of that month where it has none."""
    years, month = divmod(start.month - 1 + count, MONTHS_A_YEAR)
    year = start.year + years
    return date(year, month + 1, min(start.day, civil.monthrange(year, month + 1)[1]))


def due_date(term: Span, start: date, calendar: Calendar) -> date:
    """The last day on which the term is kept (until 23.59 local): THE due-date function.

    The day of the event is excluded. Calendar days are literal and stay where they fall, unless
    the calendar rolls over. Hours give the day of `due_moment` for an event at the day's start.
    Raises ValueError for a negative length.
    """
    if term.length < 0:
        raise ValueError("a term has no negative length")
    if calendar.event_day_counts and term.unit in {Unit.WORKING, Unit.CALENDAR} and term.length:
        start -= ONE_DAY
    if term.unit is Unit.WORKING:
        return add_working_days(start, term.length, calendar)
    due = _civil_due(term, start)
    return next_working_day(due, calendar) if calendar.roll_over else due


def _civil_due(term: Span, start: date) -> date:
    if term.unit is Unit.MONTHS:
        return add_months(start, term.length)
    if term.unit is Unit.YEARS:
        return add_months(start, term.length * MONTHS_A_YEAR)
    if term.unit is Unit.HOURS:
        return (datetime.combine(start, time.min) + timedelta(hours=term.length)).date()
    return start + timedelta(days=term.length)


def due_moment(term: Span, started_at: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The last moment: exact for hours (UU 27/2022: 3x24 jam), else 23.59 local on the due day."""
    if started_at.tzinfo is None:
        raise ValueError("a moment carries its zone")
    if term.unit is Unit.HOURS:
        return started_at + timedelta(hours=term.length)
    due = due_date(term, started_at.astimezone(zone).date(), calendar)
    return datetime.combine(due, END_OF_DAY, zone)


def effective_start(
    received_at: datetime, calendar: Calendar, zone: ZoneInfo, service_hours: tuple[time, time]
) -> date:
    """The day on which something received at this moment counts as received.

    After closing time or on a day off: the next working day. Before opening time of a working
    day: that day, since the office opens on it. The receipt still shows the true time.
    """
    if received_at.tzinfo is None:
        raise ValueError("a moment carries its zone")
    local = received_at.astimezone(zone)
    _opens, closes = service_hours
    day = local.date()
    if is_working_day(day, calendar) and local.time() > closes:
        day += ONE_DAY
    return next_working_day(day, calendar)


def working_days_between(after: date, until: date, calendar: Calendar) -> int:
    """Working days later than `after` and not later than `until`; 0 if there are none."""
    count, day = 0, after + ONE_DAY
    while day <= until:
        count += is_working_day(day, calendar)
        day += ONE_DAY
    return count


def remaining(unit: Unit, today: date, due: date, calendar: Calendar) -> int:
    """How many days are left in the clock's own unit: 0 on the last day, negative when late.

    Working-day clocks count working days, all others calendar days.
    """
    if unit is not Unit.WORKING:
        return (due - today).days
    if today <= due:
        return working_days_between(today, due, calendar)
    # Late over a weekend only: no working day has passed, yet the clock has run out.
    return -max(1, working_days_between(due, today, calendar))


def working_days_in(year: int, calendar: Calendar) -> int:
    return working_days_between(date(year - 1, 12, 31), date(year, 12, 31), calendar)

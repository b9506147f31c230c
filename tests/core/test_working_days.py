"""Counting days: the vectors of the regulation study, and what must hold for every calendar."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.working_days import (
    SIX_DAY_WEEK,
    Calendar,
    DayOff,
    HolidayKind,
    Unit,
    add_months,
    add_working_days,
    due_date,
    due_moment,
    effective_start,
    is_working_day,
    next_working_day,
    remaining,
    working_days_between,
    working_days_in,
)

DATA = Path(__file__).parents[2] / "app" / "deadlines" / "data" / "hari_libur.toml"
WITA = ZoneInfo("Asia/Makassar")
OFFICE_HOURS = (time(8), time(16))


@dataclass(frozen=True)
class Length:
    length: int
    unit: Unit = Unit.WORKING


def official(**ways: bool) -> Calendar:
    years = tomllib.loads(DATA.read_text())["tahun"]
    return Calendar.of(
        ((row["tanggal"], HolidayKind(row["macam"])) for year in years for row in year["hari"]),
        **ways,
    )


OFFICIAL = official()
JOINT_LEAVE_WORKS = official(joint_leave_off=False)

# Start, then per column (2, 3, 7, 10, 30 working days): joint leave off / counted as working.
VECTORS = {
    date(2026, 11, 20): (
        ("2026-11-24", "2026-11-24"),
        ("2026-11-25", "2026-11-25"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-04", "2026-12-04"),
        ("2027-01-07", "2027-01-06"),
    ),
    date(2026, 12, 23): (
        ("2026-12-29", "2026-12-28"),
        ("2026-12-30", "2026-12-29"),
        ("2027-01-07", "2027-01-06"),
        ("2027-01-12", "2027-01-11"),
        ("2027-02-10", "2027-02-08"),
    ),
    date(2026, 3, 13): (
        ("2026-03-17", "2026-03-17"),
        ("2026-03-25", "2026-03-18"),
        ("2026-03-31", "2026-03-25"),
        ("2026-04-06", "2026-03-30"),
        ("2026-05-05", "2026-04-28"),
    ),
    date(2027, 3, 5): (
        ("2027-03-17", "2027-03-12"),
        ("2027-03-18", "2027-03-15"),
        ("2027-03-24", "2027-03-19"),
        ("2027-03-31", "2027-03-24"),
        ("2027-04-28", "2027-04-22"),
    ),
}
CASES = [
    (start, days, *pair)
    for start, row in VECTORS.items()
    for days, pair in zip((2, 3, 7, 10, 30), row, strict=True)
]


@pytest.mark.parametrize(("start", "days", "off", "working"), CASES)
def test_a_working_day_term_ends_where_the_regulation_study_says(start, days, off, working):
    assert due_date(Length(days), start, OFFICIAL) == date.fromisoformat(off)
    assert due_date(Length(days), start, JOINT_LEAVE_WORKS) == date.fromisoformat(working)


@pytest.mark.parametrize(("year", "expected"), [(2026, 240), (2027, 242)])
def test_the_year_has_as_many_working_days_as_the_decree_leaves(year, expected):
    assert working_days_in(year, OFFICIAL) == expected


def test_two_calendar_days_stay_on_a_holiday_unless_the_pack_moves_them():
    two_days = Length(2, Unit.CALENDAR)
    assert due_date(two_days, date(2026, 12, 23), OFFICIAL) == date(2026, 12, 25)
    rolling = official(roll_over=True)
    assert due_date(two_days, date(2026, 12, 23), rolling) == date(2026, 12, 28)


def test_the_day_of_the_event_is_day_one_only_where_the_pack_says_so():
    counted = official(event_day_counts=True)
    friday = date(2026, 11, 20)
    assert due_date(Length(3), friday, counted) == date(2026, 11, 24)
    assert due_date(Length(2, Unit.CALENDAR), friday, counted) == date(2026, 11, 21)


def test_months_and_years_keep_the_day_or_take_the_last_of_the_month():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert due_date(Length(24, Unit.MONTHS), date(2026, 11, 21), OFFICIAL) == date(2028, 11, 21)
    assert due_date(Length(2, Unit.YEARS), date(2024, 2, 29), OFFICIAL) == date(2026, 2, 28)


def test_three_times_24_hours_ends_at_the_same_minute_three_days_later():
    asked = datetime(2026, 12, 24, 3, 15, tzinfo=UTC)
    assert due_moment(Length(72, Unit.HOURS), asked, OFFICIAL, WITA) == asked + timedelta(days=3)
    assert due_date(Length(72, Unit.HOURS), date(2026, 12, 24), OFFICIAL) == date(2026, 12, 27)


def test_a_day_clock_ends_at_2359_of_the_office():
    received = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # already Saturday in Banjarmasin
    end = due_moment(Length(1), received, OFFICIAL, WITA)
    assert end == datetime(2026, 11, 23, 23, 59, tzinfo=WITA)


@pytest.mark.parametrize(
    ("received", "counts_as"),
    [
        (datetime(2026, 11, 20, 10, tzinfo=WITA), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 6, tzinfo=WITA), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 16, tzinfo=WITA), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 16, 1, tzinfo=WITA), date(2026, 11, 23)),
        (datetime(2026, 11, 21, 10, tzinfo=WITA), date(2026, 11, 23)),
        (datetime(2026, 12, 23, 20, tzinfo=WITA), date(2026, 12, 28)),
    ],
)
def test_what_arrives_after_closing_or_on_a_holiday_counts_from_the_next_working_day(
    received, counts_as
):
    assert effective_start(received, OFFICIAL, WITA, OFFICE_HOURS) == counts_as


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        effective_start(datetime(2026, 11, 20), OFFICIAL, WITA, OFFICE_HOURS)
    with pytest.raises(ValueError, match="zone"):
        due_moment(Length(1), datetime(2026, 11, 20), OFFICIAL, WITA)


def test_a_saturday_counts_in_a_six_day_week():
    six = Calendar(OFFICIAL.days_off, working_weekdays=SIX_DAY_WEEK)
    assert due_date(Length(1), date(2026, 11, 20), six) == date(2026, 11, 21)


def test_a_week_without_working_days_and_a_negative_length_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        Calendar(working_weekdays=frozenset())
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 1, 1), -1, OFFICIAL)
    with pytest.raises(ValueError, match="negative"):
        due_date(Length(-1, Unit.CALENDAR), date(2026, 1, 1), OFFICIAL)


def test_the_chip_counts_down_to_zero_and_then_into_lateness():
    friday, due = date(2026, 11, 20), date(2026, 11, 25)
    assert remaining(Unit.WORKING, friday, due, OFFICIAL) == 3
    assert remaining(Unit.WORKING, due, due, OFFICIAL) == 0
    assert remaining(Unit.WORKING, date(2026, 11, 27), due, OFFICIAL) == -2
    # Due on a Friday, looked at on Saturday: late, although no working day has passed.
    assert remaining(Unit.WORKING, date(2026, 11, 21), friday, OFFICIAL) == -1
    assert remaining(Unit.CALENDAR, date(2026, 11, 27), due, OFFICIAL) == -2


days = st.dates(date(2019, 12, 1), date(2028, 6, 30))
counts = st.integers(0, 60)
calendars = st.builds(
    Calendar,
    days_off=st.frozensets(st.builds(DayOff, days, st.sampled_from(HolidayKind)), max_size=40),
    joint_leave_off=st.booleans(),
    roll_over=st.booleans(),
    working_weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)


@given(days, st.integers(1, 60), calendars)
def test_a_working_day_term_always_ends_on_a_working_day_after_its_start(start, count, calendar):
    due = add_working_days(start, count, calendar)
    assert due > start
    assert is_working_day(due, calendar)
    assert working_days_between(start, due, calendar) == count


@given(days, counts, counts, calendars)
def test_two_terms_in_a_row_end_where_their_sum_ends(start, first, second, calendar):
    both = add_working_days(start, first + second, calendar)
    assert add_working_days(add_working_days(start, first, calendar), second, calendar) == both


@given(days, counts, calendars, days, st.sampled_from(HolidayKind))
def test_another_holiday_never_brings_a_due_date_forward(start, count, calendar, day, kind):
    more = Calendar(
        calendar.days_off | {DayOff(day, kind)},
        joint_leave_off=calendar.joint_leave_off,
        working_weekdays=calendar.working_weekdays,
    )
    assert add_working_days(start, count, more) >= add_working_days(start, count, calendar)


@given(days, counts, st.sampled_from(Unit), calendars)
def test_a_due_date_never_lies_before_the_event(start, count, unit, calendar):
    assert due_date(Length(count, unit), start, calendar) >= start


@given(days, calendars)
def test_the_next_working_day_is_the_day_itself_or_has_only_days_off_before_it(day, calendar):
    found = next_working_day(day, calendar)
    assert is_working_day(found, calendar)
    assert not any(is_working_day(day + timedelta(n), calendar) for n in range((found - day).days))


@given(days, days, calendars)
def test_remaining_is_negative_exactly_when_the_due_day_has_passed(today, due, calendar):
    for unit in Unit:
        assert (remaining(unit, today, due, calendar) < 0) == (today > due)

"""Running clocks: they start and stop with events, keep their rule, and are told once when late."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import clock, events
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, NotAllowed
from app.core.events import Event, EventType
from app.core.working_days import HolidayKind, Unit
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries, services
from app.deadlines.decrees import NewHoliday
from app.deadlines.models import CalendarVersion, Deadline, DeadlineChange, Holiday
from app.regulations import queries as regulations
from app.regulations import services as rules
from tests.statements import questions

ADMIN = Actor(None, "Admin Uji", frozenset({Role.ADMIN}))
EMPLOYEE = Actor(None, "Pegawai Uji", frozenset({Role.EMPLOYEE}))
SENT = EventType("test.sent", "Dikirim")
DECREE = "Keppres 99 Tahun 2026"


@dataclass
class Record:
    """Stands for any record with a table and an id."""

    id: int = 7
    __tablename__ = "records"


@contextmanager
def at(day, hour=9, minute=0):
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.zone())
    with clock.frozen_at(moment, everywhere=True):
        yield


@use_case
def happened(opens=None, closes=(), **facts):
    events.emit(Event(SENT, SYSTEM, Record(), facts, opens=opens, closes=closes))


def running(code="tinjau_deklarasi"):
    return queries.clock_of("records", 7, code)


def trail(action):
    return db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == action)).all()


@pytest.fixture(autouse=True)
def _calendar(database):
    services.load_calendar(SYSTEM)


def test_loading_the_shipped_calendar_again_changes_nothing():
    assert services.load_calendar(SYSTEM) == 0
    assert db.session.scalar(sa.select(sa.func.count(CalendarVersion.id))) == 1


def test_an_admin_s_year_is_not_overwritten_by_loading_again():
    gone = db.session.scalars(sa.select(Holiday).where(Holiday.day == date(2026, 12, 24))).one()
    services.change_calendar(ADMIN, [], [gone.id], DECREE)
    assert services.load_calendar(SYSTEM) == 0
    assert date(2026, 12, 24) not in {off.day for off in queries.days_off()}


def test_an_event_that_opens_a_clock_starts_it_by_the_rule_of_the_day():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
        seen = running()
    assert seen.due_on == date(2026, 11, 27)
    assert (seen.unit, seen.statutory) == (Unit.WORKING, False)
    assert seen.basis == "Perwali 92/2020 Lamp. I.B.4.d"
    with at(date(2026, 11, 25)):
        assert running().remaining == 2
        assert not running().late
    with at(date(2026, 11, 28)):
        assert running().remaining == -1
        assert running().late


def test_what_arrives_after_closing_time_counts_from_the_next_working_day():
    with at(date(2026, 11, 20), 16, 30):
        happened(opens="periksa_aduan")
        assert running("periksa_aduan").due_on == date(2026, 11, 26)
        assert queries.due_on("periksa_aduan", clock.today()) == date(2026, 11, 26)
    with at(date(2026, 11, 20), 16, 0):
        happened(opens="periksa_aduan")
        assert running("periksa_aduan").due_on == date(2026, 11, 25)


def test_what_arrives_on_a_sunday_has_its_whole_term_left_until_monday_begins():
    with at(date(2026, 11, 22)):
        happened(opens="periksa_aduan")
        assert (running("periksa_aduan").due_on, running("periksa_aduan").remaining) == (
            date(2026, 11, 26), 3,
        )  # fmt: skip
    with at(date(2026, 11, 24)):
        assert running("periksa_aduan").remaining == 2


def test_two_calendar_days_are_literal_and_a_holiday_is_only_remarked():
    with at(date(2026, 12, 23), 20):
        happened(opens="tinjau_kembali")
        seen = running("tinjau_kembali")
    assert seen.due_on == date(2026, 12, 25)
    assert seen.on_day_off
    assert seen.statutory


def test_three_times_24_hours_run_by_the_hour():
    with at(date(2026, 12, 24), 15, 30):
        happened(opens="hak_data")
        seen = running("hak_data")
        assert seen.due_at == clock.now() + timedelta(hours=72)
    assert seen.due_on == date(2026, 12, 27)


def test_a_clock_may_start_on_the_day_the_event_names():
    with at(date(2026, 11, 20)):
        happened(opens="pernyataan_awal", starts_on="2026-11-02")
        assert running("pernyataan_awal").due_on == date(2026, 11, 16)
        assert queries.due_on("pernyataan_awal", date(2026, 11, 2)) == date(2026, 11, 16)


def test_an_event_that_closes_a_clock_stops_it_and_its_variants():
    happened(opens="tinjau_deklarasi_tinggi")
    happened(closes=("tinjau_deklarasi",))
    assert running("tinjau_deklarasi_tinggi") is None
    ended = queries.clocks_of("records", [7], with_ended=True)[7]
    assert [one.met_on for one in ended] == [clock.today()]


def test_one_event_may_close_a_clock_and_open_it_anew():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
    with at(date(2026, 11, 24)):
        happened(opens="tinjau_deklarasi", closes=("tinjau_deklarasi",))
        assert running().started_on == date(2026, 11, 24)
    assert len(queries.clocks_of("records", [7], with_ended=True)[7]) == 2


def test_a_record_has_one_running_clock_of_a_kind():
    happened(opens="tinjau_deklarasi")
    happened(opens="tinjau_deklarasi")
    assert len(queries.clocks_of("records", [7])[7]) == 1


def test_closing_a_clock_that_does_not_run_is_no_error():
    happened(closes=("tinjau_deklarasi", "lengkapi_deklarasi"))
    assert queries.clocks_of("records", [7], with_ended=True)[7] == []


def test_a_clock_nobody_knows_is_a_programming_error():
    with pytest.raises(KeyError):
        happened(opens="tak_ada")


def test_clocks_of_a_hundred_records_cost_two_queries():
    @use_case
    def many():
        for number in range(100):
            services.open_clock("tinjau_deklarasi", Record(number), clock.today())

    many()
    with questions() as asked:
        found = queries.clocks_of("records", range(100))
    assert all(len(clocks) == 1 for clocks in found.values())
    assert len([one for one in asked if one.startswith("SELECT")]) == 2


def test_a_late_clock_is_told_exactly_once():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
    with at(date(2026, 11, 27), 23, 58):
        assert services.sweep(SYSTEM) == 0
    with at(date(2026, 11, 28), 0, 1):
        assert services.sweep(SYSTEM) == 1
        assert services.sweep(SYSTEM) == 0
    assert len(trail("deadline.missed")) == 1


def test_only_the_system_sweeps():
    with pytest.raises(NotAllowed):
        services.sweep(ADMIN)


# ---- A decree changes


NEW_DAY = NewHoliday(date(2026, 11, 24), "Hari uji", HolidayKind.NATIONAL)


def test_a_new_holiday_moves_running_clocks_and_writes_each_move_down():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
        happened(opens="tinjau_kembali")
        expected = queries.moves_visible_to(ADMIN, [NEW_DAY], [])
        assert [(m.due_before, m.due_after) for m in expected] == [
            (date(2026, 11, 27), date(2026, 11, 30))
        ]
        assert running().due_on == date(2026, 11, 27)  # looking changed nothing
        version = services.change_calendar(ADMIN, [NEW_DAY], [], DECREE)
    assert running().due_on == date(2026, 11, 30)
    assert running("tinjau_kembali").due_on == date(2026, 11, 22)
    [change] = db.session.scalars(sa.select(DeadlineChange))
    assert (change.due_before, change.calendar_version_id) == (date(2026, 11, 27), version.id)
    [entry] = trail("deadline.recomputed")
    assert '"due_before":"2026-11-27"' in entry.facts.replace(": ", ":")
    assert '"due_on":"2026-11-30"' in entry.facts.replace(": ", ":")
    assert entry.reason == DECREE
    assert len(trail("calendar.changed")) == 1


def test_a_stopped_clock_stays_as_it_was():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
        happened(closes=("tinjau_deklarasi",))
        services.change_calendar(ADMIN, [NEW_DAY], [], DECREE)
    [ended] = queries.clocks_of("records", [7], with_ended=True)[7]
    assert ended.due_on == date(2026, 11, 27)


def test_a_clock_keeps_the_rule_it_started_with_when_another_pack_takes_over():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
        rules.activate(ADMIN, "nasional", date(2026, 11, 21), "Keputusan uji 1/2026")
    with at(date(2026, 11, 23)):
        services.change_calendar(ADMIN, [NEW_DAY], [], DECREE)
        assert running().basis == "Perwali 92/2020 Lamp. I.B.4.d"
        happened(opens="periksa_aduan")
        assert running("periksa_aduan").basis.startswith("Ketentuan aplikasi")
    kept = db.session.scalars(sa.select(Deadline).where(Deadline.code == "tinjau_deklarasi")).one()
    assert kept.pack_id == "banjarmasin-92-2020"
    assert kept.pack_hash == regulations.pack("banjarmasin-92-2020").sha256


def test_nobody_becomes_late_because_a_holiday_was_taken_away():
    with at(date(2026, 3, 13)):
        happened(opens="tinjau_deklarasi")
        assert running().due_on == date(2026, 3, 27)
    joint = db.session.scalars(
        sa.select(Holiday).where(
            Holiday.kind == HolidayKind.JOINT_LEAVE,
            Holiday.day.between(date(2026, 3, 1), date(2026, 3, 31)),
        )
    ).all()
    with at(date(2026, 3, 26)):
        services.change_calendar(ADMIN, [], [day.id for day in joint], DECREE)
        assert running().due_on == date(2026, 3, 26)
        assert services.sweep(SYSTEM) == 0


def test_a_clock_told_late_that_gets_more_days_may_be_late_again():
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
    with at(date(2026, 11, 28)):
        services.sweep(SYSTEM)
        services.change_calendar(ADMIN, [NEW_DAY], [], DECREE)
        assert services.sweep(SYSTEM) == 0
    with at(date(2026, 12, 1)):
        assert services.sweep(SYSTEM) == 1


@pytest.mark.parametrize(
    ("additions", "decree", "field"),
    [
        ([NEW_DAY], " ", "decree"),
        ([NEW_DAY], "x" * 301, "decree"),
        ([], DECREE, "lines"),
        ([NEW_DAY, NEW_DAY], DECREE, "lines"),
        ([NewHoliday(date(2026, 12, 25), "Natal", HolidayKind.NATIONAL)], DECREE, "lines"),
    ],
)
def test_a_change_without_decree_without_content_or_twice_is_refused(additions, decree, field):
    with pytest.raises(Invalid) as told:
        services.change_calendar(ADMIN, additions, [], decree)
    assert field in told.value.fields
    assert db.session.scalar(sa.select(sa.func.count(CalendarVersion.id))) == 1


def test_only_the_admin_changes_and_reads_the_calendar():
    with pytest.raises(NotAllowed):
        services.change_calendar(EMPLOYEE, [NEW_DAY], [], DECREE)
    assert queries.holidays_visible_to(EMPLOYEE, 2026) == []
    assert queries.years_visible_to(EMPLOYEE) == []
    assert queries.versions_visible_to(EMPLOYEE) == []
    assert queries.moves_visible_to(EMPLOYEE, [NEW_DAY], []) == []
    assert len(queries.holidays_visible_to(ADMIN, 2026)) == 25
    assert queries.years_visible_to(ADMIN) == list(range(2020, 2028))


def test_the_daily_tasks_load_the_calendar_and_tell_what_is_late(app):
    with at(date(2026, 11, 20)):
        happened(opens="tinjau_deklarasi")
    with at(date(2026, 11, 30)):
        assert app.test_cli_runner().invoke(args=["jobs", "daily"]).exit_code == 0
        assert app.test_cli_runner().invoke(args=["jobs", "daily"]).exit_code == 0
    assert len(trail("deadline.missed")) == 1

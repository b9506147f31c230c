"""Holidays as they are handed in: the shipped file and pasted lines."""

from collections import Counter
from datetime import date

import pytest

from app.core.working_days import HolidayKind
from app.deadlines import decrees
from app.deadlines.decrees import NewHoliday, read_lines


def test_the_shipped_calendar_has_the_days_of_the_joint_decrees():
    counted = Counter((day.day.year, day.kind) for day in decrees.shipped())
    assert sorted({year for year, _kind in counted}) == list(range(2020, 2028))
    assert counted[2026, HolidayKind.NATIONAL] == 17
    assert counted[2026, HolidayKind.JOINT_LEAVE] == 8
    assert counted[2027, HolidayKind.NATIONAL] == 18
    assert counted[2027, HolidayKind.JOINT_LEAVE] == 8


def test_no_day_is_shipped_twice_and_every_day_names_its_source():
    days = [(day.day, day.kind) for day in decrees.shipped()]
    assert len(days) == len(set(days))
    assert all(day.decree and day.name for day in decrees.shipped())


@pytest.mark.parametrize(
    "line",
    [
        "2026-12-24; Cuti bersama Natal; cuti bersama",
        "24-12-2026; Cuti bersama  Natal ; Cuti Bersama",
        "24/12/2026\tCuti bersama Natal\tcuti bersama",
        "24 Desember 2026; Cuti bersama Natal; cuti bersama",
    ],
)
def test_a_pasted_line_may_write_its_date_as_people_do(line):
    found, wrong = read_lines(f"\n{line}\n")
    assert wrong == []
    assert found == [NewHoliday(date(2026, 12, 24), "Cuti bersama Natal", HolidayKind.JOINT_LEAVE)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2026-02-30; Salah; nasional", "tanggal harus ada di kalender"),
        ("besok; Salah; nasional", "tanggal harus ada di kalender"),
        ("12 Foo 2026; Salah; nasional", "tanggal harus ada di kalender"),
        ("1926-12-24; Salah; nasional", "tahun harus 2000 sampai 2100"),
        ("2026-12-24; Salah", "dipisah titik koma"),
        ("2026-12-24; ; nasional", "isi nama hari libur"),
        ("2026-12-24; Salah; libur", "macam harus"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(line, told):
    found, wrong = read_lines(f"2026-12-31; Libur; nasional\n{line}")
    assert len(found) == 1
    assert len(wrong) == 1
    assert wrong[0].startswith("Baris 2: ")
    assert told in wrong[0]


def test_what_is_written_out_reads_back_the_same():
    days = list(decrees.shipped()[:30])
    found, wrong = read_lines(decrees.lines(days))
    assert wrong == []
    assert [(d.day, d.name, d.kind) for d in found] == [(d.day, d.name, d.kind) for d in days]

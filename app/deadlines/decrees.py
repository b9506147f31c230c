"""Holidays as people hand them in: the shipped file, and lines pasted from a decree; pure."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core.working_days import HolidayKind

SHIPPED = Path(__file__).parent / "data" / "hari_libur.toml"
LONGEST_NAME = 200
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]
KINDS = {
    "nasional": HolidayKind.NATIONAL,
    "libur nasional": HolidayKind.NATIONAL,
    "cuti bersama": HolidayKind.JOINT_LEAVE,
    "cuti_bersama": HolidayKind.JOINT_LEAVE,
    "daerah": HolidayKind.LOCAL,
    "libur daerah": HolidayKind.LOCAL,
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")


@dataclass(frozen=True)
class NewHoliday:
    """A day off that is not in the calendar yet."""

    day: date
    name: str
    kind: HolidayKind
    decree: str = ""
    estimated: bool = False
    needs_confirmation: bool = False

    def line(self) -> str:
        """As it is pasted: `2026-12-24; Cuti bersama Natal; cuti bersama`."""
        word = next(word for word, kind in KINDS.items() if kind is self.kind)
        return f"{self.day.isoformat()}; {self.name}; {word}"


def shipped() -> tuple[NewHoliday, ...]:
    """National holidays and joint leave of the years on file (2020-2027)."""
    return tuple(
        NewHoliday(
            row["tanggal"],
            row["nama"],
            HolidayKind(row["macam"]),
            year["keputusan"],
            estimated=bool(row.get("perkiraan", False)),
            needs_confirmation=bool(year.get("perlu_dikonfirmasi", False)),
        )
        for year in tomllib.loads(SHIPPED.read_text())["tahun"]
        for row in year["hari"]
    )


def read_lines(text: str) -> tuple[list[NewHoliday], list[str]]:
    """Holidays from pasted lines, and a sentence for each line that cannot be read."""
    found: list[NewHoliday] = []
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_read_line(line))
        except ValueError as error:
            wrong.append(f"Baris {number}: {error}")
    return found, wrong


def _read_line(line: str) -> NewHoliday:
    parts = [part.strip() for part in re.split(r"[;\t]", line)]
    if len(parts) != 3:  # noqa: PLR2004 - date; name; kind
        raise ValueError("tulis tanggal; nama; macam, dipisah titik koma.")
    day, name, kind = parts
    if not name or len(name) > LONGEST_NAME:
        raise ValueError("isi nama hari libur, paling banyak 200 huruf.")
    if kind.lower() not in KINDS:
        raise ValueError("macam harus libur nasional, cuti bersama, atau libur daerah.")
    return NewHoliday(read_day(day), " ".join(name.split()), KINDS[kind.lower()])


def read_day(text: str) -> date:
    """2026-12-24, 24-12-2026, 24/12/2026 or 24 Desember 2026. Raises ValueError."""
    try:
        day = date(*_numbers(text.strip()))
    except ValueError:
        raise ValueError("tanggal harus ada di kalender, misalnya 2026-12-24.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"tahun harus {FIRST_YEAR} sampai {LAST_YEAR}.")
    return day


def _numbers(text: str) -> tuple[int, int, int]:
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if first := _DAY_FIRST.fullmatch(text):
        return int(first[3]), int(first[2]), int(first[1])
    if words := _WORDS.fullmatch(text):
        return int(words[3]), MONTHS.index(words[2].lower()) + 1, int(words[1])
    raise ValueError(text)


def lines(holidays: Sequence[NewHoliday]) -> str:
    return "\n".join(holiday.line() for holiday in holidays)

"""The NIP: 18 digits that tell birth, beginning of service and sex (Perka BKN 43/2007); pure.

PNS: YYYYMMDD birth, YYYYMM beginning (TMT CPNS), 1 man or 2 woman, serial from 001. PPPK: the same
but the two digits after the year may count the work agreement (21, 22, …) and are then no month.
Inner inconsistencies are remarked upon, never refused: BKN itself has issued exceptions.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.core.sentences import Sentence

LENGTH = 18
_MONTHS_A_YEAR = 12
_FIRST_PPPK, _LAST_PPPK = 21, 29
_YOUNGEST, _OLDEST = 17, 60
# How a NIP is broken up in print, and what spreadsheets put before it to keep it text.
_PRINTED = re.compile(r"[\s.\-'’`/]")
_AS_FORMULA = re.compile(r'^="?([\d\s]+)"?$')
_SCIENTIFIC = re.compile(r"^\d([.,]\d+)?\s*[eE]\s*\+?\d{1,3}$")

SPOILED = "NIP rusak oleh lembar kerja (tertulis {written}). Ubah kolom NIP menjadi teks."


@dataclass(frozen=True)
class Nip:
    """What the digits say. `remarks` are sentences about what does not fit."""

    digits: str
    birth_date: date | None
    joined_on: date | None
    sex: str
    is_pppk: bool
    remarks: tuple[tuple[str, str], ...]


def digits_of(written: str) -> str:
    """The NIP without the spaces, dots and quotes it is printed with."""
    text = _AS_FORMULA.sub(r"\1", written.strip())
    return _PRINTED.sub("", text)


def fault(written: str) -> tuple[str, str] | None:
    """Why this cannot be anybody's NIP: a code and a sentence; None when it can."""
    if _SCIENTIFIC.match(written.strip()):
        return "nip_spoiled", SPOILED.format(written=written.strip())
    digits = digits_of(written)
    if not (digits.isascii() and digits.isdigit()):
        return "nip_not_digits", "NIP harus 18 angka, tanpa huruf atau tanda lain."
    if len(digits) != LENGTH:
        return "nip_length", Sentence(
            "NIP harus 18 angka; di berkas ini %(n)s angka.", n=len(digits)
        )
    if digits == "0" * LENGTH:
        return "nip_not_digits", "NIP hanya berisi angka nol."
    return None


def read(digits: str, *, pppk: bool | None) -> Nip:
    """Read 18 digits. `pppk` is what the file says of the person, None when it says nothing."""
    born = _date(digits[:8])
    year, period = int(digits[8:12]), int(digits[12:14])
    looks_pppk = _FIRST_PPPK <= period <= _LAST_PPPK
    joined = date(year, period, 1) if year and 1 <= period <= _MONTHS_A_YEAR else None
    remarks = [
        *_birth_remarks(born, year),
        *_period_remarks(period, looks_pppk, pppk),
        *_tail_remarks(digits),
    ]
    return Nip(digits, born, joined, _sex(digits), looks_pppk, tuple(remarks))


def _date(eight: str) -> date | None:
    try:
        return date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return None


def _sex(digits: str) -> str:
    return {"1": "L", "2": "P"}.get(digits[14], "")


def _birth_remarks(born: date | None, joined_year: int) -> list[tuple[str, str]]:
    if born is None:
        return [("nip_birth_date", "Tanggal lahir di dalam NIP tidak ada di kalender.")]
    if not _YOUNGEST <= joined_year - born.year <= _OLDEST:
        return [("nip_age", "Umur saat mulai bertugas menurut NIP di luar 17–60 tahun.")]
    return []


def _period_remarks(period: int, looks_pppk: bool, pppk: bool | None) -> list[tuple[str, str]]:
    is_month = 1 <= period <= _MONTHS_A_YEAR
    if pppk is False and looks_pppk:
        return [("nip_kind", "NIP berpola PPPK, tetapi jenis tertulis bukan PPPK.")]
    if not is_month and not looks_pppk:
        return [("nip_start", "Bulan mulai bertugas di dalam NIP tidak ada.")]
    return []


def _tail_remarks(digits: str) -> list[tuple[str, str]]:
    found = []
    if not _sex(digits):
        found.append(("nip_sex", "Angka ke-15 NIP harus 1 atau 2."))
    if digits[15:] == "000":
        found.append(
            ("nip_serial", "Nomor urut NIP 000: mungkin rusak oleh lembar kerja, periksa aslinya.")
        )
    return found

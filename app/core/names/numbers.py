"""Numbers by which one person or body is told from all others, and what can be a name at all; pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from app.core.labels import LabelledEnum
from app.core.names.persons import prepare_person
from app.core.sentences import Sentence


class NumberType(LabelledEnum):
    """A number by which one person or body is told from all others."""

    NIB = "nib", "NIB"
    NPWP = "npwp", "NPWP"
    NIK = "nik", "NIK"


Numbers = Mapping[NumberType, str]

_NIB_LENGTH: Final = 13
_OLD_NPWP_LENGTH: Final = 15
_LONG_LENGTH: Final = 16
# On a NIK the day of birth of a woman is raised by 40.
_WOMAN: Final = 40
_LEAP_CENTURY: Final = 2000
_DIGITS: Final = re.compile(r"[\s.\-/]")

LONGEST_TYPED: Final = 200
_LATIN: Final = "LATIN"


def problem_with(name: str) -> str:
    """Why this cannot be a name somebody is looked up by, in words; "" when it can."""
    if len(name) > LONGEST_TYPED:
        return Sentence("Nama paling panjang %(n)s huruf.", n=LONGEST_TYPED)
    if any(unicodedata.category(letter) in ("Cf", "Cc", "Co", "Cn") for letter in name):
        return "Nama mengandung tanda yang tidak terlihat. Hapus, lalu ketik ulang namanya."
    letters = [letter for letter in name if letter.isalpha()]
    if not letters:
        return "Nama harus berisi huruf."
    if any(_LATIN not in unicodedata.name(letter, "") for letter in letters):
        return "Nama harus ditulis dengan huruf Latin saja."
    return "" if prepare_person(name, ()).readings else "Nama harus berisi huruf."


def clean_number(number_type: NumberType, written: str) -> str:
    """The digits of a well-formed number, else "". An old NPWP (15 digits) gets its leading 0."""
    digits = _DIGITS.sub("", written or "")
    if not digits.isascii() or not digits.isdecimal() or len(set(digits)) == 1:
        return ""
    if number_type is NumberType.NIB:
        return digits if len(digits) == _NIB_LENGTH else ""
    if number_type is NumberType.NPWP and len(digits) == _OLD_NPWP_LENGTH:
        return f"0{digits}"
    if len(digits) != _LONG_LENGTH:
        return ""
    return digits if number_type is NumberType.NPWP or born_of_nik(digits) else ""


def born_of_nik(nik: str) -> tuple[int, int, int] | None:
    """Day, month and two-digit year in a NIK; None when it holds no possible date."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day -= _WOMAN if day > _WOMAN else 0
    try:
        date(_LEAP_CENTURY + year, month, day)
    except ValueError:
        return None
    return day, month, year


def numbers_of(**written: Any) -> dict[NumberType, str]:
    """The well-formed numbers among these: `numbers_of(nib="9120-…", npwp=None)`."""
    found = {}
    for name, value in written.items():
        if value:
            number_type = NumberType(name)
            digits = clean_number(number_type, str(value))
            if digits:
                found[number_type] = digits
    return found

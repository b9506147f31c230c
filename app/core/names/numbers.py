"""Numbers by which one person or body is told from all others, and what can be a name at all; pure."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from app.core.labels import LabelledEnum
from app.core.names.organisations import prepare_organisation
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
ONLY_TITLES: Final = "Nama hanya berisi gelar, sebutan, atau bentuk badan. Tulis juga namanya."
_NAME_PROPER: Final = "wiragata"
_LONGEST_SHORT: Final = 3
_DOT: Final = "."
_BEHIND_A_FIRM: Final = "tbk"


# The lengths it may have, and what is said of another length, and of the right one in vain.
_SAID_OF: Final[Mapping[NumberType, tuple[tuple[int, ...], str, str]]] = {
    NumberType.NIB: (
        (_NIB_LENGTH,),
        "NIB harus 13 angka.",
        "NIB ini tidak mungkin: semua angkanya sama. Periksa lagi, atau kosongkan.",
    ),
    NumberType.NPWP: (
        (_OLD_NPWP_LENGTH, _LONG_LENGTH),
        "NPWP harus 15 atau 16 angka.",
        "NPWP ini tidak mungkin: semua angkanya sama. Periksa lagi, atau kosongkan.",
    ),
    NumberType.NIK: (
        (_LONG_LENGTH,),
        "NIK harus 16 angka.",
        "NIK ini tidak mungkin: tanggal lahir di dalamnya tidak ada. Periksa lagi, atau kosongkan.",
    ),
}


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
    if not prepare_person(name).readings:
        return "Nama harus berisi huruf."
    return ONLY_TITLES if _only_titles(name) else ""


def _only_titles(name: str) -> bool:
    """Whether nothing would be left beside a name proper: "Drs. H.", "PT", "S.H., M.Si."

    Titles written out ("Raden", "Haji") are the whole name of some people.
    """
    words = name.replace(",", " ").split()
    short = all(_DOT in word or len(word) <= _LONGEST_SHORT for word in words)
    return short and all(_is_title(word) for word in words)


def _is_title(word: str) -> bool:
    before, after = f"{word} {_NAME_PROPER}", f"{_NAME_PROPER}, {word}"
    read = [prepare_person(before), prepare_organisation(before)]
    if _DOT in word or word.casefold() == _BEHIND_A_FIRM:
        read += [prepare_person(after), prepare_organisation(f"PT {_NAME_PROPER} {word}")]
    return any(len(one.readings[0].words) == 1 for one in read)


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


def problem_with_number(number_type: NumberType, written: str) -> str:
    """Why this cannot be such a number, in words; "" when it can, or nothing is written."""
    if not written.strip() or clean_number(number_type, written):
        return ""
    digits = _DIGITS.sub("", written)
    lengths, wrong_length, impossible = _SAID_OF[number_type]
    typed_right = digits.isascii() and digits.isdecimal() and len(digits) in lengths
    return impossible if typed_right else wrong_length


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

"""Who is named in a declared interest, and by which numbers: pure, no database."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.core import names
from app.core.labels import LabelledEnum
from app.core.names import Kind
from app.core.sentences import Sentence


class Part(LabelledEnum):
    """In which capacity somebody stands in the register."""

    PARTY = "party", "pihak terkait"
    BODY = "body", "usaha atau organisasi"
    EMPLOYER = "employer", "pemberi kerja"
    OWNED = "owned", "usaha yang dimiliki"
    ORGANISATION = "organisation", "organisasi"
    GIVER = "giver", "pemberi"
    ASKER = "asker", "yang meminta"
    GAINER = "gainer", "yang diuntungkan"
    STAFF = "staff", "pegawai"


class NumberType(LabelledEnum):
    """A number by which one person or body is told from all others."""

    NIB = "nib", "NIB"
    NPWP = "npwp", "NPWP"
    NIK = "nik", "NIK"


Numbers = Mapping[NumberType, str]


@dataclass(frozen=True)
class Named:
    """One person or body in a record. `numbers` hold digits only, well formed or left out."""

    part: Part
    kind: Kind
    name: str
    numbers: Numbers


_NIB_LENGTH: Final = 13
_OLD_NPWP_LENGTH: Final = 15
_LONG_LENGTH: Final = 16
# On a NIK the day of birth of a woman is raised by 40.
_WOMAN: Final = 40
_LEAP_CENTURY: Final = 2000
_DIGITS: Final = re.compile(r"[\s.\-/]")
# More words than this is a sentence, not a name.
_MOST_WORDS: Final = 8


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
    return "" if names.prepare(name, "person").readings else "Nama harus berisi huruf."


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


def named_in(section: str, fields: Mapping[str, Any]) -> list[Named]:
    """Everybody an interest of this section names, except colleagues, who are known by their id."""
    reader = _READERS.get(section)
    return [one for one in reader(fields) if one.name] if reader else []


def _text(fields: Mapping[str, Any], name: str) -> str:
    return " ".join(str(fields.get(name) or "").split())


def _affiliation(fields: Mapping[str, Any]) -> Iterator[Named]:
    if fields.get("party_kind") != "employee":
        yield Named(Part.PARTY, "person", _text(fields, "party_name"), {})
    numbers = numbers_of(nib=fields.get("body_nib"), npwp=fields.get("body_npwp"))
    yield Named(Part.BODY, "org", _text(fields, "body_name"), numbers)


def _gift(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield from _somebody(Part.GIVER, _text(fields, "giver"))


def _work(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield Named(Part.EMPLOYER, "org", _text(fields, "employer"), {})


def _information(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield from _somebody(Part.GAINER, _text(fields, "who_gains"))


def _business(fields: Mapping[str, Any]) -> Iterator[Named]:
    numbers = numbers_of(nib=fields.get("nib"), npwp=fields.get("npwp"))
    yield Named(Part.OWNED, "org", _text(fields, "body_name"), numbers)


def _request(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield from _somebody(Part.ASKER, _text(fields, "from_whom"))


def _seat(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield Named(Part.ORGANISATION, "org", _text(fields, "organisation"), {})


def _somebody(part: Part, text: str) -> Iterator[Named]:
    """A field in which people write a person or a firm: by its legal form, else either."""
    if len(text.split()) > _MOST_WORDS:
        return
    if names.prepare(text, "org").legal_form:
        yield Named(part, "org", text, {})
        return
    yield Named(part, "person", text, {})
    yield Named(part, "org", text, {})


_READERS: Final = {
    "PK-A": _affiliation, "PK-B": _gift, "PK-C": _work, "PK-D": _information, "PK-E": _business,
    "PK-F": _request, "PK-G": _seat,
}  # fmt: skip

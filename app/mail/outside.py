"""News to people outside the office: whose address the feature keeps sealed, and the few sentences.

A message says a number, a day and where to look; who complained, of whom and of what is in no mail.
"""

from collections.abc import Callable, Mapping
from datetime import date

from app.core import clock

# Where somebody who asked for news about the record with this id wants it; None: nowhere (any more).
AddressOf = Callable[[int], str | None]
_addresses: dict[str, AddressOf] = {}

PATH = "/lacak"
_SENTENCES: Mapping[str, str] = {
    "N-20": "Aduan {number} kami terima {day}. Pantau dengan kode Anda.",
    "N-24": "Ada pertanyaan dari petugas pada aduan {number}. Jawab paling lambat {day}.",
    "N-25": "Ada pesan baru dari petugas pada aduan {number}. Lihat dengan kode Anda.",
    "N-28": "Ada kabar untuk aduan {number}. Lihat dengan kode Anda.",
    "N-41": "Ada kabar untuk keberatan {number}. Lihat dengan kode Anda.",
}


def register(subject_type: str, address_of: AddressOf) -> None:
    """Called by wiring."""
    _addresses[subject_type] = address_of


def forget_all() -> None:
    _addresses.clear()


def address_of(subject_type: str | None, subject_id: int | None) -> str | None:
    """Asked at each try, so that an address that was erased is written to no more."""
    asked = _addresses.get(subject_type or "")
    return asked(subject_id) if asked is not None and subject_id is not None else None


def is_known(code: str) -> bool:
    return code in _SENTENCES


def sentence(facts: Mapping[str, str], as_read: Callable[[date], str]) -> str:
    """The one sentence of a message, from its code, the record's number and a day in ISO form."""
    day = date.fromisoformat(facts["day"]) if facts.get("day") else clock.today()
    return _SENTENCES[facts["code"]].format(number=facts["number"], day=as_read(day))

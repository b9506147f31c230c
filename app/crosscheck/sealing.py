"""The sealed name of an index entry: packed for comparing, with its numbers, bound to its row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.core import names
from app.core.names import PreparedName
from app.core.names.numbers import NumberType
from app.crosscheck.named import Named
from app.database import keys

_NUMBER: Final = "\x1e"


@dataclass(frozen=True, slots=True)
class OpenedName:
    """What an entry says: the name ready to be compared, and its numbers."""

    name: PreparedName
    numbers: Mapping[NumberType, str]


def seal(key: int, named: Named, prepared: PreparedName) -> bytes:
    text = names.pack(prepared)
    if named.numbers:
        text = _NUMBER.join([text, *written(named.numbers)])
    return keys.seal_bytes(text.encode(), _place(key))


def unseal(key: int, sealed: bytes) -> str:
    """The packed name and its numbers, for `read`. Raises Tampered when the bytes stood in another
    entry."""
    return keys.unseal_bytes(sealed, _place(key)).decode()


def read(opened: str) -> OpenedName:
    packed, *numbers = opened.split(_NUMBER)
    return OpenedName(names.unpack(packed), dict([_number(text) for text in numbers]))


def written(numbers: Mapping[NumberType, str]) -> list[str]:
    """Each number behind its kind, in their order."""
    return sorted([f"{kind.value}{digits}" for kind, digits in numbers.items()])


def _number(text: str) -> tuple[NumberType, str]:
    at = next(place for place, letter in enumerate(text) if letter.isdigit())
    return NumberType(text[:at]), text[at:]


def _place(key: int) -> str:
    return f"crosscheck_entries/{key}/name"

"""Finding a party or a matter again without storing its name: keyed hashes of numbers and words."""

import hmac
import re
from dataclasses import dataclass, field
from typing import Any, Final

from app.core import names
from app.core.names import Kind
from app.core.names.numbers import Numbers, NumberType, numbers_of
from app.database import keys

_PURPOSE: Final = "matters"
_MASK: Final = (1 << 63) - 1
_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST_WORD: Final = 3
_MOST_WORDS: Final = 40


@dataclass(frozen=True)
class Party:
    """A party as the register knows it. `numbers` hold digits only."""

    kind: Kind
    name: str
    numbers: Numbers = field(default_factory=dict)

    @classmethod
    def of(cls, kind: str, name: str, nib: str = "", npwp: str = "") -> "Party":
        return cls("person" if kind == "person" else "org", name, numbers_of(nib=nib, npwp=npwp))

    @classmethod
    def stored(cls, kind: str, words: dict[str, Any]) -> "Party":
        return cls.of(kind, words["name"], words.get("nib") or "", words.get("npwp") or "")

    def words(self) -> dict[str, str]:
        """What is sealed of it."""
        return {"name": self.name} | {kind.value: n for kind, n in self.numbers.items()}

    def number(self, kind: NumberType) -> str:
        return self.numbers.get(kind, "")

    def is_same_as(self, other: "Party") -> bool:
        """By a number both have; without one, by their names (spelling forgiven)."""
        for kind, digits in self.numbers.items():
            if kind in other.numbers:
                return other.numbers[kind] == digits
        if self.kind != other.kind:
            return False
        return names.band(names.similarity(self.name, other.name, self.kind), self.kind) == "strong"


def hashed(text: str) -> int:
    """63 bits of HMAC-SHA256: fits a signed integer column, and without the key says nothing."""
    digest = hmac.digest(keys.derived(_PURPOSE), text.encode(), "sha256")
    return int.from_bytes(digest[:8], "big") & _MASK


def number_keys(party: Party) -> set[int]:
    return {hashed(f"{kind.value}:{digits}") for kind, digits in party.numbers.items()}


def name_keys(party: Party) -> set[int]:
    """Spellings of one name share at least one of these."""
    return {
        hashed(f"{party.kind}/{key}") for key in names.keys(party.name, party.kind, slips=False)
    }


def word_keys(*texts: str) -> set[int]:
    """The words of a title or a name, whatever their case."""
    return {hashed(f"word/{word}") for text in texts for word in _words(text)}


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.casefold())[:_MOST_WORDS]
    return [word for word in found if len(word) >= _SHORTEST_WORD]

"""The words known while the index is written, and what a rebuild keeps back until its end."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

# Row numbers fit 31 bits on either database.
SHIFT: Final = 31
LOW: Final = (1 << SHIFT) - 1
# Bits of a share, which is at most tokens.WHOLE.
SHARE: Final = 8
SHARES: Final = (1 << SHARE) - 1


def _numbers() -> "array[int]":
    return array("q")


@dataclass
class Vocabulary:
    """The words known so far: kept through a rebuild, read anew for a filing."""

    ids: dict[int, int] = field(default_factory=dict)
    # Hashes of words with the keys that were entered for them.
    keyed: set[int] = field(default_factory=set)
    rebuilding: bool = False
    # Of a rebuild: its number, the keys of all entries, and the last row numbers when a chunk was done.
    build: int = 0
    entries: set[int] = field(default_factory=set)
    last_entry: int = 0
    last_word: int = 0
    # A rebuild writes these at its end, in their order: pages are then filled one after the other
    # instead of at random. One whole number a row: see SHIFT; of postings, by word: see SHARE.
    later_keys: list[int] = field(default_factory=list)
    later_postings: dict[int, "array[int]"] = field(default_factory=lambda: defaultdict(_numbers))
    later_numbers: list[int] = field(default_factory=list)


def unpacked(packed: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Key and row number of what was packed into one whole number."""
    return ((one >> SHIFT, one & LOW) for one in packed)

"""The seam for what is overdue elsewhere (DT-12): upper storeys say which of their records are late.

A source gives only what the person it is about may be asked about openly: no complaint, no case.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Late:
    """A record past its day: a key for good, whose it is, its number, and what was due."""

    key: str
    person_id: int
    number: str
    what: str
    due_on: date


Source = Callable[[], Sequence[Late]]
_sources: list[Source] = []


def register(*sources: Source) -> None:
    """Called by the wiring."""
    _sources.extend(sources)


def forget_all() -> None:
    _sources.clear()


def late_elsewhere() -> list[Late]:
    return [late for source in _sources for late in source()]

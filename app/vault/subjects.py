"""What the vault asks the feature whose records it guards: who may ask, whom it concerns, who is told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.actor import Actor
from app.core.errors import NotFound


@dataclass(frozen=True)
class SubjectKind:
    """One kind of record with a sealed identity. Every question is about ids of records."""

    # Whether this person handles the record (meja aduan, the inspector it is assigned to).
    may_ask: Callable[[Actor, int], bool]
    # Which of these people each of the records concerns: they neither approve nor hear of it.
    concerned: Callable[[Collection[int], Collection[int]], Mapping[int, Collection[int]]]
    # How each of the records is called among those who handle it.
    numbers: Callable[[Collection[int]], Mapping[int, str]]
    # Who else is told of every opening: the Inspektur, unless it concerns him.
    told: Callable[[int], Iterable[int]]
    # On which day each of the records was closed; those that run, or are held, are left out.
    closed_on: Callable[[Collection[int]], Mapping[int, date]] = lambda _ids: {}
    # The record's own page for its handlers.
    page_of: Callable[[int], str | None] = lambda _id: None
    # What the parts of an identity are called (Indonesian), in the order in which they are read.
    labels: Mapping[str, str] = field(default_factory=dict)
    # What the values of a part are called that is sealed as a code.
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def number_of(self, subject_id: int) -> str:
        return self.numbers([subject_id])[subject_id]


_kinds: dict[str, SubjectKind] = {}


def register(subject_type: str, kind: SubjectKind) -> None:
    """Guard the identities of such records. Called by the wiring."""
    _kinds[subject_type] = kind


def forget_all() -> None:
    _kinds.clear()


def kind_of(subject_type: str) -> SubjectKind:
    """Raises NotFound for a kind nobody registered."""
    found = _kinds.get(subject_type)
    if found is None:
        raise NotFound(subject_type)
    return found

"""What the vault asks the feature whose records it guards: who may ask, whom it concerns, who is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.core.actor import Actor
from app.core.errors import NotFound


@dataclass(frozen=True)
class SubjectKind:
    """One kind of record with a sealed identity. Every question is about a record's id."""

    # Whether this person handles the record (meja aduan, the inspector it is assigned to).
    may_ask: Callable[[Actor, int], bool]
    # Which of these people the record concerns: they neither approve nor hear of it.
    concerned: Callable[[int, Iterable[int]], Iterable[int]]
    # How the record is called among those who handle it.
    number_of: Callable[[int], str]
    # Who else is told of every opening: the Inspektur, unless it concerns him.
    told: Callable[[int], Iterable[int]]
    # The record's own page for its handlers.
    page_of: Callable[[int], str | None] = lambda _id: None
    # What the parts of an identity are called (Indonesian), in the order in which they are read.
    labels: Mapping[str, str] = field(default_factory=dict)


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

"""The seam to what a case comes from: complaints register how they are read, asked and answered.

A feature registers its origin in `app/wiring/seams.py`. Nothing here ever carries who complained: the
extract is written so that it gives no clue, and questions reach the reporter through the relay.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.actor import Actor
from app.core.errors import NotFound
from app.reviews.guard import Cast


@dataclass(frozen=True)
class Alleged:
    """One allegation as the desk worded it, with the codes it proposes."""

    text: str
    form_code: str | None = None
    kind_code: str | None = None
    source_code: str | None = None


@dataclass(frozen=True)
class Opening:
    """What is to be examined. `decision_on`: the day of the decision; the line of that day handles it.

    `object_words` name the decision or action; `undecided`: it has not been made yet. P-01 runs on the
    origin itself, under the code `periksa_aduan`.
    """

    origin_type: str
    origin_id: int
    number: str
    subject_id: int
    cast: Cast
    received_on: date
    object_words: str
    allegations: Sequence[Alleged]
    decision_on: date | None = None
    matter_id: int | None = None
    undecided: bool = False


@dataclass(frozen=True)
class CaseFile:
    """The case as the examiner reads it. `evidence`: attachment rows whose reader lets him in.

    `letters`: documents such as the cross-check's summary (DOK-09), `crosscheck` its sentence.
    `unasked`: whoever complained took it back, and the Inspektorat goes on of its own accord.
    """

    extract: str
    parties: Sequence[tuple[str, str]] = ()
    evidence: Sequence[Any] = ()
    letters: Sequence[Any] = ()
    crosscheck: str = ""
    unasked: bool = False


@dataclass(frozen=True)
class Exchange:
    """A question relayed to the reporter, and the answer when there is one, with what came with it."""

    asked_at: datetime
    question: str
    answer_by: date | None = None
    answered_at: datetime | None = None
    answer: str = ""
    files: Sequence[Any] = ()


@dataclass(frozen=True)
class Origin:
    """How one kind of record becomes a case.

    `offer` gives what is to be examined, for whoever may send it (NotFound otherwise, WrongState when
    it is not ready). `read`, `ask` and `answers` are called for whoever handles the case, with the id
    of the origin. `page` is where its own officers read it; None for whoever is none of them.
    """

    subject_type: str
    label: str
    offer: Callable[[Actor, int], Opening]
    read: Callable[[Actor, int], CaseFile]
    ask: Callable[[Actor, int, str, date | None], None]
    answers: Callable[[Actor, int], Sequence[Exchange]]
    page: Callable[[Actor, int], str | None]


_origins: dict[str, Origin] = {}


def register(*origins: Origin) -> None:
    """Called by wiring."""
    _origins.update({one.subject_type: one for one in origins})


def forget_all() -> None:
    _origins.clear()


def origin_of(subject_type: str) -> Origin:
    """Raises NotFound for a kind of record nobody registered."""
    found = _origins.get(subject_type)
    if found is None:
        raise NotFound(subject_type)
    return found

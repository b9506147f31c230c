"""The seam for what one may object to: recusals here, plans and reviews from features above.

A feature registers its ground in `app/wiring.py`: who may object, who took part in the decision,
and what becomes of it when an objection is filed and decided.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.actor import Actor


@dataclass(frozen=True)
class Decided:
    """A decision somebody may object to. `barred`: whoever took part or is concerned, and why."""

    person_id: int
    number: str
    decided_on: date
    barred: Mapping[int, str]


@dataclass(frozen=True)
class Ground:
    """What an objection may be against, by the table of its record.

    `look` gives the decision, or None when this actor has nothing to object to in it. `filed` and
    `ended` are called inside the objection's use case; `ended` with whether it was granted.
    """

    subject_type: str
    label: str
    look: Callable[[Actor, int], Decided | None]
    filed: Callable[[Actor, int], None]
    ended: Callable[[int, bool], None]
    page: Callable[[int], str]


_grounds: dict[str, Ground] = {}


def register(*grounds: Ground) -> None:
    """Called by wiring."""
    _grounds.update({one.subject_type: one for one in grounds})


def forget_all() -> None:
    _grounds.clear()


def ground_of(subject_type: str) -> Ground | None:
    return _grounds.get(subject_type)

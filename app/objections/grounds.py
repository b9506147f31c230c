"""The seam for what one may object to: recusals here, plans and reviews from features above.

A feature registers its ground in `app/wiring/seams.py`: who may object, who took part in the decision,
and what becomes of it when an objection is filed and decided.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.actor import Actor
from app.objections.models import Follows


@dataclass(frozen=True)
class Decided:
    """A decision somebody may object to. `barred`: whoever took part or is concerned, and why.

    Without `person_id` the objector is from outside; then `line` names who may look at it, nearest
    first, before the official who stands in.
    """

    person_id: int | None
    number: str
    decided_on: date
    barred: Mapping[int, str]
    line: Sequence[int] = ()


@dataclass(frozen=True)
class Ground:
    """What an objection may be against, by the table of its record.

    `look` gives the decision, or None when this actor has nothing to object to in it. `filed` and
    `ended` are called inside the objection's use case; `ended` with whether it was granted and what
    is to follow, of what `offers` had; it says whether that was carried out at once. `told`: the
    decision in words, label and text, for whoever looks at the objection.
    `of_number` finds a decision by the number a party from outside wrote, for the office only:
    the party itself is never told whether there is such a number.
    """

    subject_type: str
    label: str
    look: Callable[[Actor, int], Decided | None]
    filed: Callable[[Actor, int], None]
    ended: Callable[[int, bool, Follows], bool]
    page: Callable[[int], str]
    of_number: Callable[[str], tuple[int, Decided] | None] | None = None
    offers: Callable[[int], Sequence[Follows]] | None = None
    told: Callable[[int], Sequence[tuple[str, str]]] | None = None


_grounds: dict[str, Ground] = {}


def register(*grounds: Ground) -> None:
    """Called by wiring."""
    _grounds.update({one.subject_type: one for one in grounds})


def forget_all() -> None:
    _grounds.clear()


def ground_of(subject_type: str | None) -> Ground | None:
    return _grounds.get(subject_type or "")


def by_number(number: str) -> tuple[Ground, int, Decided] | None:
    """The decision with this number that somebody from outside may object to."""
    for ground in _grounds.values():
        found = ground.of_number(number) if ground.of_number else None
        if found is not None:
            return ground, *found
    return None

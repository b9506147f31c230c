"""The seam for what keeps an official from a matter: recusals, plans, bonds on record.

A feature that stands above registers a provider in `app/wiring.py`. Whoever is kept away can
neither decide the matter nor be put in somebody's place in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Obstacle:
    """Why this official must not touch the matter (Indonesian), and who does so instead."""

    reason: str
    successor_id: int | None = None


# (person id, matter id, day) → what stands in the way on that day, if anything.
Provider = Callable[[int, int, date], Obstacle | None]
_providers: list[Provider] = []


def register(*providers: Provider) -> None:
    """Ask these too, after those that are there. Called by wiring."""
    _providers.extend(providers)


def forget_all() -> None:
    _providers.clear()


def told_by_others(person_id: int, matter_id: int, day: date) -> Obstacle | None:
    """The first obstacle any feature knows of."""
    return next(
        (found for ask in _providers if (found := ask(person_id, matter_id, day)) is not None), None
    )

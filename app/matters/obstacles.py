"""The seam for what keeps an official from a matter: recusals, plans, bonds on record.

A feature that stands above registers a provider in `app/wiring/seams.py`. Whoever is kept away can
neither decide the matter nor be put in somebody's place in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa


@dataclass(frozen=True)
class Obstacle:
    """Why this official must not touch the matter (Indonesian), and who does so instead.

    `page`: where the official himself reads about it.
    """

    reason: str
    successor_id: int | None = None
    page: str = ""


# (person id, matter id, day) → what stands in the way on that day, if anything.
Provider = Callable[[int, int, date], Obstacle | None]
_providers: list[Provider] = []
# person id → the matters closed to that person today, as a select of ids.
Closing = Callable[[int], sa.Select[Any]]
_closing: list[Closing] = []


def register(*providers: Provider) -> None:
    """Ask these too, after those that are there. Called by wiring."""
    _providers.extend(providers)


def register_closing(*closing: Closing) -> None:
    """Leave these out of the lists as well. Called by wiring."""
    _closing.extend(closing)


def forget_all() -> None:
    _providers.clear()
    _closing.clear()


def closed_to(person_id: int) -> list[sa.Select[Any]]:
    """The matters features close to this person today: what pages refuse, lists leave out."""
    return [matters_of(person_id) for matters_of in _closing]


def told_by_others(person_id: int, matter_id: int, day: date) -> Obstacle | None:
    """The first obstacle any feature knows of."""
    return next(
        (found for ask in _providers if (found := ask(person_id, matter_id, day)) is not None), None
    )

"""The interim recusal (TND-B): in force from approval until every step is verified."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.actor import Actor
from app.divestments.models import Divestment


@dataclass(frozen=True)
class Recusals:
    """How a recusal is imposed (gives its number), ended, or kept; filled by the wiring."""

    impose: Callable[[Actor, Divestment], str | None]
    end: Callable[[Actor, Divestment], None]
    keep: Callable[[Actor, Divestment], None]


_recusals: list[Recusals] = []


def use(*recusals: Recusals) -> None:
    _recusals[:] = recusals


def impose(actor: Actor, divestment: Divestment) -> None:
    """Have the employee stopped from matters of this interest, and note the recusal's number."""
    for one in _recusals:
        divestment.recusal_number = one.impose(actor, divestment) or divestment.recusal_number


def keep(actor: Actor, divestment: Divestment) -> None:
    """Let it stand although its interest ends: HR says so."""
    if divestment.recusal_number is not None:
        for one in _recusals:
            one.keep(actor, divestment)


def end(actor: Actor, divestment: Divestment) -> None:
    """End the recusal that was imposed for it."""
    if divestment.recusal_number is not None:
        for one in _recusals:
            one.end(actor, divestment)

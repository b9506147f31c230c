"""The interim recusal (TND-B): in force from approval until every step is verified."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.actor import Actor
from app.divestments.models import Divestment
from app.recusals.models import Afterwards


@dataclass(frozen=True)
class Recusals:
    """How a recusal is imposed (gives its number), ended or kept, by number; filled by the wiring.

    The last two give what became of it; None where it was over already.
    """

    impose: Callable[[Actor, Divestment], str | None]
    end: Callable[[Actor, Divestment, str], Afterwards | None]
    keep: Callable[[Actor, Divestment, str], Afterwards | None]


_recusals: list[Recusals] = []


def use(*recusals: Recusals) -> None:
    _recusals[:] = recusals


def impose(actor: Actor, divestment: Divestment) -> None:
    """Have the employee stopped from matters of this interest, and note the recusal's number."""
    for one in _recusals:
        divestment.recusal_number = one.impose(actor, divestment) or divestment.recusal_number


def after(actor: Actor, divestment: Divestment, *, end: bool) -> Afterwards | None:
    """Its interest is given up: end the recusal, or let it stand, as HR says.

    Gives what became of it; None where none was imposed, or it was over already.
    """
    number = divestment.recusal_number
    if number is None:
        return None
    asked = ((one.end if end else one.keep) for one in _recusals)
    return next((act(actor, divestment, number) for act in asked), None)

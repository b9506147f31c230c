"""Whom of BKPSDM and above a divestment's news reaches: never anybody it concerns."""

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Role
from app.core.events import Event
from app.divestments.models import Divestment
from app.notifications.services import notify
from app.people import queries as people


def hr_of(divestment: Divestment) -> list[int]:
    """BKPSDM officers who may decide about it."""
    barred = {
        divestment.person_id, divestment.named_id, divestment.superior_id,
        divestment.endorsed_by_id,
    }  # fmt: skip
    return [one for one in accounts.people_with_role(Role.HR_OFFICER) if one not in barred]


def above_superior(divestment: Divestment) -> list[int]:
    """The superior's superior, if there is one whom it does not concern."""
    return _line_above(divestment)[:1]


def _line_above(divestment: Divestment) -> list[int]:
    """Everybody above the superior whom it does not concern, nearest first."""
    chain = [one.id for one in people.superiors_above(divestment.person_id, clock.today())]
    if divestment.superior_id not in chain:
        return []
    above = chain[chain.index(divestment.superior_id) + 1 :]
    return [one for one in above if one != divestment.named_id]


def tell_hr(event: Event, divestment: Divestment, message: str, code: str = "N-17") -> None:
    notify(event, hr_of(divestment), message, code=code)


def warn_above(event: Event, divestment: Divestment, message: str, code: str) -> None:
    """Inspektorat, the superior's superior, the leaders of that line (N-30); nobody concerned."""
    line, leaders = _line_above(divestment), set(accounts.people_with_role(Role.LEADER))
    told = [*accounts.people_with_role(Role.INSPECTOR), *line[:1]]
    told += [one for one in line if one in leaders]
    barred = {divestment.person_id, divestment.named_id}
    notify(event, [one for one in told if one not in barred], message, code=code)

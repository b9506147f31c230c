"""The identity custodians of the demo city: two officers who handle no cases and no machines."""

from collections.abc import Callable

from app.core.actor import SYSTEM
from app.demo.stage import City, at
from app.vault.services import keeping

# Printed for everybody, as the demo password is; they guard invented people only.
PASSPHRASES = {
    "E-11": "sebelas perahu menjaga teluk",  # PPID: knows what must stay closed
    "E-59": "lima lentera tetap menyala",  # penyuluh antikorupsi: knows what reporters fear
}
_DAYS_AGO = 615

Step = tuple[int, str, Callable[[], None]]


def plan_of_custodians(city: City) -> list[Step]:
    """What happened, as (days before the seeding day, who, what)."""
    return [(_DAYS_AGO, "E-11", lambda: _hold_ceremony(city))]


def _hold_ceremony(city: City) -> None:
    with at(city.earlier(_DAYS_AGO), 13, 30):
        chosen = {city.people[code].id: words for code, words in PASSPHRASES.items()}
        keeping.hold_ceremony(SYSTEM, chosen)

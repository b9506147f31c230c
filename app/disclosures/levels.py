"""The suggested level of an interest, by the transparent rule of the active pack (§0.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.regulations.pack import Level, Pack

# The names of S-31's questions and the factors of the pack's rule they answer.
FACTOR_OF = {
    "closeness": "kedekatan",
    "authority": "wewenang",
    "benefit": "manfaat",
    "time": "waktu",
}


@dataclass(frozen=True)
class Suggestion:
    """A level and the plain reasons for it; the superior decides."""

    level: Level
    reasons: tuple[str, ...]


def suggest(link: Mapping[str, Any], risk_positions: Sequence[str], pack: Pack) -> Suggestion:
    """The level the pack's rule gives for the four factors; Rendah while one is unanswered."""
    if any(not link.get(name) for name in FACTOR_OF):
        return Suggestion(Level.LOW, ())
    chosen = {factor: str(link[name]) for name, factor in FACTOR_OF.items()}
    level, reasons = pack.level_for(chosen, at_risk=bool(risk_positions))
    return Suggestion(level, reasons)


def highest(levels: Sequence[Level]) -> Level | None:
    order = list(Level)
    return max(levels, key=order.index) if levels else None

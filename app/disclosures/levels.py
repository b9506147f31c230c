"""The suggested level of an interest, by the transparent rule of the active pack (§0.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.disclosures.answers import LINK_FACTORS
from app.regulations.pack import Level, Pack


@dataclass(frozen=True)
class Suggestion:
    """A level and the plain reasons for it; the superior decides."""

    level: Level
    reasons: tuple[str, ...]


def suggest(link: Mapping[str, Any], risk_positions: Sequence[str], pack: Pack) -> Suggestion:
    """The level the pack's rule gives for the four factors; Rendah while one is unanswered."""
    if any(link.get(name) in (None, "") for name in LINK_FACTORS):
        return Suggestion(Level.LOW, ())
    chosen = {name: str(link[name]) for name in LINK_FACTORS}
    level, reasons = pack.level_for(chosen, at_risk=bool(risk_positions))
    return Suggestion(level, reasons)


def highest(levels: Sequence[Level]) -> Level | None:
    order = list(Level)
    return max(levels, key=order.index) if levels else None

"""Who examines, who reviews, who oversees: the line climbed past everybody concerned. Pure.

"Dan seterusnya" (Perwali 92/2020 Lamp. II.G.5): above the last one free the case leaves the system,
to the Gubernur through the Inspektorat; it never goes back down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.firewall import Route, Skipped, route


@dataclass(frozen=True)
class Line:
    """Who could have to do with a case.

    `chain`: everybody above the accused on the day of the decision, nearest first. `designated`:
    the official who stands in for a function of the office, then his own line.
    """

    chain: Sequence[int]
    inspectors: Sequence[int] = ()
    designated: Sequence[int] = ()

    @property
    def everybody(self) -> list[int]:
        return list(dict.fromkeys((*self.chain, *self.inspectors, *self.designated)))


@dataclass(frozen=True)
class Keeping:
    """Who oversees: `by_inspectorate`, or the one named, or nobody inside (`outside`)."""

    by_inspectorate: bool
    keeper: int | None = None
    skipped: tuple[Skipped, ...] = ()

    @property
    def outside(self) -> bool:
        return not self.by_inspectorate and self.keeper is None


def examiner(line: Line, bars: Mapping[int, str]) -> Route:
    """The direct superior, or the next one up who is not concerned (II.G.3)."""
    return route(line.chain, bars.get)


def reviewer(line: Line, bars: Mapping[int, str], examined_by: int | None = None) -> Route:
    """The superior's superior and so on, always above whoever examined it (II.G.5)."""
    above = list(line.chain[1:])
    if examined_by in above:
        above = above[above.index(examined_by) + 1 :]
    return route([one for one in above if one != examined_by], bars.get)


def next_up(line: Line, bars: Mapping[int, str], reviewer_id: int | None) -> Route:
    """Beyond the reviewer who hands it up or let it lie; never back down."""
    chain = list(line.chain)
    above = chain[chain.index(reviewer_id) + 1 :] if reviewer_id in chain else []
    return route(above, bars.get)


def keeping(line: Line, bars: Mapping[int, str], function_bars: Mapping[int, str]) -> Keeping:
    """The Inspektorat while one of it is free; otherwise the official who stands in, or his line."""
    kept_out = {**function_bars, **bars}
    if any(one not in kept_out for one in line.inspectors):
        return Keeping(by_inspectorate=True)
    found = route(line.designated, kept_out.get)
    return Keeping(False, found.handler, found.skipped)

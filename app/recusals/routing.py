"""Who handles a recusal, computed from the chain and from whom it concerns: pure, never a dead end.

The superior answers, one officer of HR proposes, another decides. Whom it concerns is passed over
and the next one up stands in, with the reason kept; above the last one the record leaves the system.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.core import firewall
from app.core.firewall import Route, Skipped
from app.core.sentences import Sentence

ANSWERS: Final = Sentence("memberi tanggapan atas permohonan ini")
# One proposes, another decides.
_TWO = 2


@dataclass(frozen=True)
class Line:
    """Everybody who might handle it, nearest first.

    `chain`: above the person. `officers`: HR. `designated`: who stands in for HR, then those above.
    """

    chain: Sequence[int]
    officers: Sequence[int]
    designated: Sequence[int]

    @property
    def everybody(self) -> list[int]:
        return list(dict.fromkeys([*self.chain, *self.officers, *self.designated]))


@dataclass(frozen=True)
class Handlers:
    """Who answers and who decides. `decider` is None while any free officer of HR may decide.

    `reviewers` may propose; none of them is concerned. `settler` says after a refusal how the
    matter goes on. `outside`: nobody in the system may decide.
    """

    superior: int | None
    superior_skipped: tuple[Skipped, ...]
    reviewers: tuple[int, ...]
    decider: int | None
    decider_skipped: tuple[Skipped, ...]
    outside: bool
    settler: int | None


def handlers(line: Line, bars: Mapping[int, str], *, superior_decides: bool = False) -> Handlers:
    """`bars`: whom it concerns, with the reason. `superior_decides`: a setting of the pack."""
    answers = firewall.route(line.chain, bars.get)
    above = _after(line.chain, answers.handler)
    reviewers = tuple(one for one in line.officers if one not in bars and one != answers.handler)
    decides = _who_decides(line, bars, answers.handler, reviewers, superior_decides)
    by_hr = decides is None
    decides = decides or Route(None)
    settler = firewall.route(above, bars.get).handler or answers.handler or decides.handler
    return Handlers(
        superior=answers.handler,
        superior_skipped=answers.skipped,
        reviewers=tuple(one for one in reviewers if one != decides.handler),
        decider=decides.handler,
        decider_skipped=decides.skipped,
        outside=decides.leaves_the_system and not by_hr,
        settler=settler,
    )


def _who_decides(
    line: Line,
    bars: Mapping[int, str],
    answered: int | None,
    reviewers: Sequence[int],
    superior_decides: bool,
) -> Route | None:
    """Whoever is named to decide; None while any free officer of HR may."""
    if superior_decides:
        found = firewall.route(line.chain, bars.get)
        if found.handler is not None:
            return found
    if len(reviewers) >= _TWO:
        return None
    found = firewall.route(
        [one for one in (*line.designated, *line.chain) if one not in reviewers],
        _besides(answered, bars.get),
    )
    if found.handler is None:
        # The only one left who may: he decides alone rather than nobody.
        return Route(reviewers[0] if reviewers else answered, found.skipped)
    return found


def _after(chain: Sequence[int], found: int | None) -> Sequence[int]:
    return chain[chain.index(found) + 1 :] if found in chain else chain


def _besides(
    answered: int | None, bars: Callable[[int], str | None]
) -> Callable[[int], str | None]:
    """Whoever gives the superior's view does not decide, as long as anybody else may."""

    def concern(person_id: int) -> str | None:
        return ANSWERS if person_id == answered else bars(person_id)

    return concern

"""Lay two names beside each other: which word answers which, and what is left over on each side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from app.core.names.folding import fold, loosen
from app.core.names.prepared import Reading
from app.core.names.words import INITIAL, JOINED, SAME, TYPO, Word, alike

# Below this two words count as two different words.
DIFFERENT: Final = 0.5
_JOINED_LIKENESS: Final = 0.97
_JOINED_INITIALS: Final = 0.9
_JOINED_SLIP: Final = 0.88
_SHORTEST_JOIN: Final = 8
_FOLDED_AWAY: Final = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the left name that answer words of the right one; places are counted from 0."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    rule: str
    weight: float


@dataclass(slots=True)
class Alignment:
    pairs: list[Pair]
    left_over: list[int]
    right_over: list[int]


_INITIAL_WEIGHT: Final = 0.35


def align(left: Reading, right: Reading) -> Alignment:
    """Best answers first: equal words, words written together, then the nearly alike."""
    result = Alignment([], [], list(range(len(right.words))))
    _match_equal(left.words, right.words, result)
    if result.left_over and result.right_over:
        if len(result.left_over) + len(result.right_over) > 2:  # noqa: PLR2004 (one against one)
            _match_joined(left.words, right.words, result, False)
            _match_joined(right.words, left.words, result, True)
        _match_alike(left.words, right.words, result)
    return result


def _match_equal(left: Sequence[Word], right: Sequence[Word], result: Alignment) -> None:
    free = result.right_over
    for at, word in enumerate(left):
        for place in free:
            if right[place].text == word.text:
                weight = word.weight
                result.pairs.append(Pair((at,), (place,), 1.0, SAME, weight))
                free.remove(place)
                break
        else:
            result.left_over.append(at)


def _match_joined(
    split: Sequence[Word], whole: Sequence[Word], result: Alignment, swapped: bool
) -> None:
    """"Nur Hasan" answers "Nurhasan"."""
    halves = result.right_over if swapped else result.left_over
    others = result.left_over if swapped else result.right_over
    for first in list(halves):
        second = first + 1
        if first not in halves or second not in halves:
            continue
        for place in others:
            likeness = _joined_likeness(split[first], split[second], whole[place])
            if likeness:
                parts, one = (first, second), (place,)
                sides = (one, parts) if swapped else (parts, one)
                weight = whole[place].weight
                result.pairs.append(Pair(sides[0], sides[1], likeness, JOINED, weight))
                halves.remove(first)
                halves.remove(second)
                others.remove(place)
                break


def _joined_likeness(first: Word, second: Word, whole: Word) -> float:
    if abs(len(first.text) + len(second.text) - len(whole.text)) > _FOLDED_AWAY:
        return 0.0
    together = fold(first.text + second.text)
    if together == whole.fold or loosen(together) == whole.loose:
        return _JOINED_INITIALS if len(whole.text) <= 2 else _JOINED_LIKENESS  # noqa: PLR2004
    if len(together) >= _SHORTEST_JOIN and len(first.fold) > 1 and len(second.fold) > 1:
        slips = OSA.distance(together, whole.fold, score_cutoff=1)
        return _JOINED_SLIP if slips <= 1 else 0.0
    return 0.0


def _match_alike(left: Sequence[Word], right: Sequence[Word], result: Alignment) -> None:
    found: list[tuple[float, int, int, float, str, float]] = []
    for at in result.left_over:
        for place in result.right_over:
            likeness, rule = alike(left[at], right[place])
            if likeness < DIFFERENT:
                continue
            weight = (
                _INITIAL_WEIGHT
                if rule is INITIAL
                else (left[at].weight + right[place].weight) / 2
            )
            found.append((-likeness * weight, at, place, likeness, rule, weight))
    found.sort()
    for _, at, place, likeness, rule, weight in found:
        if at not in result.left_over or place not in result.right_over:
            continue
        if (rule is INITIAL or rule is TYPO) and _crosses(result.pairs, at, place):
            if rule is INITIAL or likeness < 0.8:  # noqa: PLR2004 (a doubtful slip out of place)
                continue
        result.pairs.append(Pair((at,), (place,), likeness, rule, weight))
        result.left_over.remove(at)
        result.right_over.remove(place)


def _crosses(pairs: Sequence[Pair], at: int, place: int) -> bool:
    return any((pair.left[0] < at) != (pair.right[0] < place) for pair in pairs)


def in_order(pairs: Sequence[Pair]) -> bool:
    places = [pair.right[0] for pair in sorted(pairs, key=lambda pair: pair.left[0])]
    return all(a < b for a, b in zip(places, places[1:], strict=False))

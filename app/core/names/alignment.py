"""Lay two names beside each other: which word answers which, and what is left over on each side."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from app.core.names.folding import fold, fold_old, loosen, sounds_of
from app.core.names.likeness import INITIAL, JOINED, SAME, TYPO, alike
from app.core.names.prepared import Reading
from app.core.names.words import Word

# Below this two words count as two different words.
DIFFERENT: Final = 0.5
_JOINED_LIKENESS: Final = 0.97
_JOINED_INITIALS: Final = 0.9
_JOINED_SOUND: Final = 0.94
_JOINED_SLIP: Final = 0.88
_SHORTEST_JOIN: Final = 8
_FOLDED_AWAY: Final = 2
_INITIAL_WEIGHT: Final = 0.35
# A slip must be likelier than this to be believed between words that also changed places.
_BELIEVED_SLIP: Final = 0.8


class Pair(NamedTuple):
    """Words of the left name that answer words of the right one; places are counted from 0."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    rule: str
    weight: float


class Alignment(NamedTuple):
    pairs: list[Pair]
    left_over: list[int]
    right_over: list[int]


def align(left: Reading, right: Reading) -> Alignment:
    """Best answers first: equal words, words written together, then the nearly alike."""
    result = _match_equal(left, right)
    left_over, right_over = result.left_over, result.right_over
    if left_over and right_over:
        if len(left_over) > 1:
            _match_joined(left.words, right.words, result, False)
        if len(right_over) > 1:
            _match_joined(right.words, left.words, result, True)
        _match_alike(left.words, right.words, result)
    if left.father_at and right.father_at:
        _part_fathers(left, right, result)
    return result


def _part_fathers(left: Reading, right: Reading, result: Alignment) -> None:
    """ "Ahmad bin Kasim" is not "Kasim bin Ahmad": a father does not answer the name itself."""
    for pair in list(result.pairs):
        at, place = pair.left[0], pair.right[0]
        if (not at and place >= right.father_at) or (not place and at >= left.father_at):
            result.pairs.remove(pair)
            result.left_over.extend(pair.left)
            result.right_over.extend(pair.right)
    result.left_over.sort()
    result.right_over.sort()


_ONE: Final = tuple((at,) for at in range(64))


def _match_equal(left: Reading, right: Reading) -> Alignment:
    if left.texts == right.texts:
        same = [Pair(_ONE[at], _ONE[at], 1.0, SAME, w.weight) for at, w in enumerate(left.words)]
        return Alignment(same, [], [])
    free: list[str | None] = list(right.texts)
    words = left.words
    pairs: list[Pair] = []
    left_over: list[int] = []
    for at, text in enumerate(left.texts):
        if text in free:
            place = free.index(text)
            free[place] = None
            pairs.append(Pair(_ONE[at], _ONE[place], 1.0, SAME, words[at].weight))
        else:
            left_over.append(at)
    return Alignment(pairs, left_over, [p for p, text in enumerate(free) if text is not None])


def _match_joined(
    split: Sequence[Word], whole: Sequence[Word], result: Alignment, swapped: bool
) -> None:
    """Let "Nur Hasan" answer "Nurhasan"."""
    halves = result.right_over if swapped else result.left_over
    others = result.left_over if swapped else result.right_over
    for first in list(halves):
        if first not in halves or first + 1 not in halves or _is_two_letters(split[first]):
            continue
        start = split[first].written[0]
        for place in others:
            if whole[place].written[0] != start:
                continue
            length, likeness = _joined_length(split, first, halves, whole[place])
            if likeness:
                parts, one = tuple(range(first, first + length)), (place,)
                sides = (one, parts) if swapped else (parts, one)
                weight = whole[place].weight
                result.pairs.append(Pair(sides[0], sides[1], likeness, JOINED, weight))
                halves[:] = [at for at in halves if at not in parts]
                others.remove(place)
                break


def _joined_length(
    split: Sequence[Word], first: int, halves: Sequence[int], whole: Word
) -> tuple[int, float]:
    """How many words from `first` on are the whole one, two or three, and how surely."""
    likeness = _joined_likeness(split[first].written, split[first + 1], whole)
    if likeness or first + 2 not in halves or split[first].initial:
        return 2, likeness
    beginning = split[first].written + split[first + 1].written
    return 3, _joined_likeness(beginning, split[first + 2], whole)


def _is_two_letters(word: Word) -> bool:
    """ "St." stands for a word of its own and is not the beginning of the next."""
    return word.short and len(word.written) == 2  # noqa: PLR2004 (the letters of a short form)


def _joined_likeness(first: str, second: Word, whole: Word) -> float:
    written = first + second.written
    if abs(len(written) - len(whole.written)) > _FOLDED_AWAY:
        return 0.0
    together = fold(written)
    if together == (said := fold(whole.written)) or loosen(together) == loosen(said):
        return _JOINED_INITIALS if len(whole.text) <= 2 else _JOINED_LIKENESS  # noqa: PLR2004
    if len(together) < _SHORTEST_JOIN or len(first) == 1 or len(second.fold) == 1:
        return 0.0
    if not whole.firm and _said_as_one(written, together, whole):
        return _JOINED_SOUND
    return _JOINED_SLIP if OSA.distance(together, said, score_cutoff=1) <= 1 else 0.0


def _said_as_one(written: str, together: str, whole: Word) -> bool:
    """ "Wirjosentono" and "Wiryo Sentono", "Nurajijah" and "Nur Azizah"."""
    if fold_old(written) == whole.old or whole.old == together:
        return True
    return not sounds_of(written, together).isdisjoint(whole.sounds)


def _match_alike(left: Sequence[Word], right: Sequence[Word], result: Alignment) -> None:
    found: list[tuple[float, int, int, float, str, float]] = []
    for at in result.left_over:
        word = left[at]
        for place in result.right_over:
            other = right[place]
            likeness, rule = alike(word, other)
            if likeness >= DIFFERENT:
                weight = _INITIAL_WEIGHT if rule is INITIAL else (word.weight + other.weight) / 2
                found.append((-likeness * weight, at, place, likeness, rule, weight))
    if len(found) > 1:
        found.sort()
    pairs, left_over, right_over = result
    for _, at, place, likeness, rule, weight in found:
        if at in left_over and place in right_over:
            doubtful = rule is INITIAL or (rule is TYPO and likeness < _BELIEVED_SLIP)
            if doubtful and _crosses(pairs, at, place):
                continue
            pairs.append(Pair(_ONE[at], _ONE[place], likeness, rule, weight))
            left_over.remove(at)
            right_over.remove(place)


def _crosses(pairs: Sequence[Pair], at: int, place: int) -> bool:
    return any((pair.left[0] < at) != (pair.right[0] < place) for pair in pairs)


def in_order(pairs: Sequence[Pair]) -> bool:
    """Whether the answering words stand in the same order in both names."""
    if len(pairs) == 1:
        return True
    before = -1
    for pair in sorted(pairs):
        if pair.right[0] < before:
            return False
        before = pair.right[0]
    return True


# Two words that are nearly equal leave no doubt.
SURE: Final = 0.96


def agreement(
    pairs: Sequence[Pair], doubt_alone: float, together: float = 0.0
) -> tuple[float, float]:
    """Weight of the agreeing words, and their weight lessened by doubt.

    `doubt_alone`: how much more a slip counts where nothing surely agrees. `together`: what several
    initials that agree gain each.
    """
    base = sure = 0.0
    initials = 0
    for _, _, likeness, rule, weight in pairs:
        base += weight
        if rule is INITIAL:
            initials += 1
        elif likeness >= SURE:
            sure += weight
    if not base:
        return 0.0, 0.0
    doubt = 1.0 + doubt_alone * (1.0 - sure / base)
    matched = 0.0
    for _, _, likeness, rule, weight in pairs:
        more = together if rule is INITIAL and initials > 1 else 0.0
        part = 1.0 - (1.0 - min(1.0, likeness + more)) * doubt
        if part > 0.0:
            matched += weight * part
    return base, matched

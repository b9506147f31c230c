"""How surely two prepared names are one: 0…1 from what agrees, what is left out, what contradicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.core.names import lexicon
from app.core.names.alignment import Alignment, Pair, agreement, align, in_order
from app.core.names.likeness import INITIAL
from app.core.names.organisation_scoring import (
    OTHER_UNIT,
    is_daughter,
    score_organisation,
    units_differ,
)
from app.core.names.prepared import (
    LEFT_OUT_FIRST,
    LEFT_OUT_HABIT,
    LEFT_OUT_LAST,
    LEFT_OUT_MIDDLE,
    PreparedName,
    Reading,
)
from app.core.names.words import Kind, Word

# Raise these when a stored normal form or a stored score would come out differently.
NORM_VERSION: Final = 4
SCORER_VERSION: Final = 4

_ALIAS_COST: Final = 0.95
# "H." is more often a title than a Hendrik.
_LETTERS_COST: Final = 0.98
_GENDER_COST: Final = 0.85
_FORM_COST: Final = 0.85
_DAUGHTER_COST: Final = 0.65
_OTHER_ORDER: Final = 0.97
_OTHER_ORDER_AND_WORDS: Final = 0.9
_CONTRADICTION: Final = 2.4
# A slip counts for more where little else agrees.
_DOUBT_WITHOUT_CONTEXT: Final = 1.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """The better of all readings, with what led to the score."""

    score: float
    left: Reading
    right: Reading
    alignment: Alignment
    through_alias: bool


def similarity_prepared(left: PreparedName, right: PreparedName) -> float:
    """Score in 0…1 of two prepared names of one kind, the same both ways round."""
    if left.kind != right.kind or not left.readings or not right.readings:
        return 0.0
    if len(left.readings) == 1 and len(right.readings) == 1:
        one, other = left.readings[0], right.readings[0]
        if other.texts < one.texts:
            one, other = other, one
        score = _SCORES[left.kind](one, other)[0]
        return round(score * _outside(left, right), 4)
    return compare(left, right).score


def compare(left: PreparedName, right: PreparedName) -> Comparison:
    """The best pair of readings; each name needs at least one."""
    best: Comparison | None = None
    outside = _outside(left, right)
    both_spelt_out = _spelt_out(left) and _spelt_out(right)
    for a, one in enumerate(left.readings):
        for b, other in enumerate(right.readings):
            if (one.repeats or other.repeats) and both_spelt_out:
                continue
            score, alignment = _score_either_way(one, other, left.kind)
            letters = one.letters or other.letters
            alias = (a > 0 and not one.letters) or (b > 0 and not other.letters)
            cost = (_ALIAS_COST if alias else 1.0) * (_LETTERS_COST if letters else 1.0)
            score = round(score * outside * cost, 4)
            if best is None or score > best.score:
                best = Comparison(score, one, other, alignment, alias)
    assert best is not None  # noqa: S101 (callers make sure of a reading)
    return best


def _spelt_out(name: PreparedName) -> bool:
    """Whether one of its readings is more than letters that stand for another."""
    return any(len(reading.words) > 1 and not reading.repeats for reading in name.readings)


def _score_either_way(left: Reading, right: Reading, kind: Kind) -> tuple[float, Alignment]:
    """Best answers first depends on which name comes first; so one of them always does."""
    if right.texts < left.texts:
        score, found = _SCORES[kind](right, left)
        turned = [Pair(p.right, p.left, p.likeness, p.rule, p.weight) for p in found.pairs]
        return score, Alignment(turned, found.right_over, found.left_over)
    return _SCORES[kind](left, right)


def _outside(left: PreparedName, right: PreparedName) -> float:
    """What speaks against it beside the words: H. against Hj., PT against CV."""
    factor = 1.0
    if left.gender and right.gender and left.gender != right.gender:
        factor *= _GENDER_COST
    if left.legal_form and right.legal_form and left.legal_form != right.legal_form:
        factor *= _FORM_COST
    if left.branch and right.branch and units_differ(left, right):
        factor *= OTHER_UNIT
    if left.kind == "org" and bool(left.readings[0].places) != bool(right.readings[0].places):
        longer = left if left.readings[0].places else right
        factor *= _DAUGHTER_COST if is_daughter(longer) else 1.0
    return factor


# Two initials that both agree are hardly chance.
_INITIALS_TOGETHER: Final = 0.05

# Bambang S. Syukur is hardly Bambang Setyo: the one with the initial has a last name of his own.
_INITIAL_AND_MORE: Final = 0.6
_HABIT_OF_ONE_WORD: Final = 0.3
# "Darwis" is not "Rustam bin Darwis" but his father.
_FATHER_INSTEAD: Final = 0.6


def _score_person(left: Reading, right: Reading) -> tuple[float, Alignment]:
    alignment = align(left, right)
    return _person_score(left, right, alignment), alignment


def _person_score(left: Reading, right: Reading, alignment: Alignment) -> float:
    pairs, left_over, right_over = alignment
    base, matched = agreement(pairs, _DOUBT_WITHOUT_CONTEXT, _INITIALS_TOGETHER)
    if not base:
        return 0.0
    if not left_over and not right_over:
        return matched / base * (1.0 if in_order(pairs) else _OTHER_ORDER)
    contradiction = omission = 0.0
    if left_over and right_over:
        contradiction = _CONTRADICTION * sqrt(
            _against(left, left_over) * _against(right, right_over)
        )
    if left_over:
        omission = _left_out(left, left_over, pairs, 0)
    if right_over:
        omission = max(omission, _left_out(right, right_over, pairs, 1))
    score = matched / (base + contradiction + omission)
    if _is_only_the_father(left, pairs, 0) or _is_only_the_father(right, pairs, 1):
        score *= _FATHER_INSTEAD
    return score if in_order(pairs) else score * _OTHER_ORDER_AND_WORDS


def _is_only_the_father(reading: Reading, pairs: Sequence[Pair], side: int) -> bool:
    """Whether nothing but the father's name found an answer, or the first own word has none."""
    if not reading.father_at:
        return False
    mine = [(pair.right if side else pair.left)[0] for pair in pairs]
    return min(mine) >= reading.father_at


def _against(reading: Reading, over: Sequence[int]) -> float:
    total = 0.0
    for at in over:
        word = reading.words[at]
        total += word.against_inside if at else word.against_first
    return total


def _left_out(reading: Reading, over: Sequence[int], pairs: Sequence[Pair], side: int) -> float:
    """What the words of one side cost that the other side lacks; `side` 0 is left, 1 right."""
    first, last, by_initial = _span(reading.words, pairs, side)
    total = 0.0
    for at in over:
        word = reading.words[at]
        if at > last:
            cost = LEFT_OUT_HABIT if _is_of_byname(reading.texts, at) else LEFT_OUT_LAST
        elif at > first:
            cost = LEFT_OUT_MIDDLE
        elif word.habit:
            cost = _HABIT_OF_ONE_WORD if len(pairs) == 1 else LEFT_OUT_HABIT
        else:
            cost = LEFT_OUT_FIRST
        if by_initial and not word.light:
            cost += _INITIAL_AND_MORE
        total += word.weight * (LEFT_OUT_HABIT if word.optional else cost)
    return total


def _is_of_byname(texts: Sequence[str], at: int) -> bool:
    """Makkawaru Daeng Nyampo is called Makkawaru: the name by rank is left out whole."""
    return bool(at) and (texts[at] in lexicon.BYNAME_MARKS or texts[at - 1] in lexicon.BYNAME_MARKS)


def _span(words: Sequence[Word], pairs: Sequence[Pair], side: int) -> tuple[int, int, bool]:
    """First and last place that found an answer, and whether an initial of this side is one."""
    first, last, by_initial = len(words), -1, False
    for pair in pairs:
        mine = pair.right if side else pair.left
        first, last = min(first, mine[0]), max(last, mine[-1])
        if pair.rule is INITIAL and words[mine[0]].initial:
            by_initial = True
    return first, last, by_initial


_SCORES: Final[dict[Kind, Callable[[Reading, Reading], tuple[float, Alignment]]]] = {
    "person": _score_person,
    "org": score_organisation,
}

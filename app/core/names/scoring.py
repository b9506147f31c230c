"""How surely two prepared names are one: 0…1 from what agrees, what is left out, what contradicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.core.names import lexicon
from app.core.names.alignment import Alignment, Pair, align, in_order
from app.core.names.prepared import (
    LEFT_OUT_FIRST,
    LEFT_OUT_HABIT,
    LEFT_OUT_LAST,
    LEFT_OUT_MIDDLE,
    PreparedName,
    Reading,
)
from app.core.names.words import ACRONYM, INITIAL, Kind, Word

# Raise these when a stored normal form or a stored score would come out differently.
NORM_VERSION: Final = 1
SCORER_VERSION: Final = 1

_ALIAS_COST: Final = 0.95
_GENDER_COST: Final = 0.85
_FORM_COST: Final = 0.85
_NUMBER_COST: Final = 0.72
_OTHER_ORDER: Final = 0.97
_OTHER_ORDER_AND_WORDS: Final = 0.9
_CONTRADICTION: Final = 2.4
# A slip counts for more where little else agrees.
_DOUBT_WITHOUT_CONTEXT: Final = 1.5
_DOUBT_ABOUT_FIRMS: Final = 0.6


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
    for a, one in enumerate(left.readings):
        for b, other in enumerate(right.readings):
            score, alignment = _score_either_way(one, other, left.kind)
            alias = a > 0 or b > 0
            score = round(score * outside * (_ALIAS_COST if alias else 1.0), 4)
            if best is None or score > best.score:
                best = Comparison(score, one, other, alignment, alias)
    assert best is not None  # noqa: S101 (callers make sure of a reading)
    return best


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
    return factor


def _agreement(pairs: Sequence[Pair], doubt_alone: float) -> tuple[float, float]:
    """Weight of the agreeing words, and their weight lessened by doubt."""
    base = sure = 0.0
    for _, _, likeness, rule, weight in pairs:
        base += weight
        if likeness >= _SURE and rule is not INITIAL:
            sure += weight
    if not base:
        return 0.0, 0.0
    doubt = 1.0 + doubt_alone * (1.0 - sure / base)
    matched = 0.0
    for _, _, likeness, _, weight in pairs:
        part = 1.0 - (1.0 - likeness) * doubt
        if part > 0.0:
            matched += weight * part
    return base, matched


_SURE: Final = 0.96

# Bambang S. Syukur is hardly Bambang Setyo: the one with the initial has a last name of his own.
_INITIAL_AND_MORE: Final = 0.6
_HABIT_OF_ONE_WORD: Final = 0.3


def _score_person(left: Reading, right: Reading) -> tuple[float, Alignment]:
    alignment = align(left, right)
    return _person_score(left, right, alignment), alignment


def _person_score(left: Reading, right: Reading, alignment: Alignment) -> float:
    pairs, left_over, right_over = alignment
    base, matched = _agreement(pairs, _DOUBT_WITHOUT_CONTEXT)
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
    return score if in_order(pairs) else score * _OTHER_ORDER_AND_WORDS


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
            cost = LEFT_OUT_LAST
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


def _span(words: Sequence[Word], pairs: Sequence[Pair], side: int) -> tuple[int, int, bool]:
    """First and last place that found an answer, and whether an initial of this side is one."""
    first, last, by_initial = len(words), -1, False
    for pair in pairs:
        mine = pair.right if side else pair.left
        first, last = min(first, mine[0]), max(last, mine[-1])
        if pair.rule is INITIAL and words[mine[0]].initial:
            by_initial = True
    return first, last, by_initial


# One word more makes another firm of the same owner.
_ORG_LEFT_OUT: Final = 0.94
_TOWN_LEFT_OUT: Final = 0.25


def _score_organisation(left: Reading, right: Reading) -> tuple[float, Alignment]:
    alignment = align(left, right)
    letters = _acronym(left, right)
    base, matched = _agreement(alignment.pairs, _DOUBT_ABOUT_FIRMS)
    score = 0.0
    if base:
        against_left = _against(left, alignment.left_over)
        against_right = _against(right, alignment.right_over)
        contradiction = min(against_left, against_right)
        spare_left = _spare(left.words, alignment.left_over)
        spare_right = _spare(right.words, alignment.right_over)
        spare = abs(spare_left - spare_right)
        score = matched / (base + _CONTRADICTION * contradiction + spare)
        if spare > _TOWN_LEFT_OUT:
            score *= _ORG_LEFT_OUT
        if not in_order(alignment.pairs):
            score *= _OTHER_ORDER
    if score < _SURE and "".join(left.texts) == "".join(right.texts):
        score = 1.0 if left.texts == right.texts else _SURE
    if left.numbers != right.numbers:
        score *= _NUMBER_COST
    if letters is not None and letters.likeness > score:
        return letters.likeness, Alignment([letters], [], [])
    return score, alignment


def _spare(words: Sequence[Word], over: Sequence[int]) -> float:
    return sum(words[at].weight * (_TOWN_LEFT_OUT if words[at].light else 1.0) for at in over)


_LETTERS: Final = {2: 0.6, 3: 0.78, 4: 0.84}
_MANY_LETTERS: Final = 0.88
_SYLLABLES: Final = 0.8
# Letters that everybody reads as another body.
_TAKEN_LETTERS: Final = 0.6
_LONGEST_ACRONYM: Final = 10


def _acronym(left: Reading, right: Reading) -> Pair | None:
    """ "BTN" or "Bank BTN" against "Bank Tabungan Negara", "Jamkrindo" against its three words."""
    for one, other, swapped in ((left, right, False), (right, left, True)):
        places = range(len(one.words))
        if len(one.words) > 2 or len(other.words) < 2:  # noqa: PLR2004 (a short form is one word)
            continue
        likeness = max((_spells(one, at, other) for at in places), default=0.0)
        if likeness:
            short, full = tuple(places), tuple(range(len(other.words)))
            sides = (full, short) if swapped else (short, full)
            return Pair(*sides, likeness, ACRONYM, 1.0)
    return None


def _spells(short: Reading, at: int, full: Reading) -> float:
    letters = short.words[at].text
    if len(letters) > _LONGEST_ACRONYM or len(letters) < 2:  # noqa: PLR2004 (one letter tells nothing)
        return 0.0
    rest = [word for place, word in enumerate(short.words) if place != at]
    if any(word.text not in full.texts for word in rest):
        return 0.0
    bare = "".join(w.text[0] for w in full.words if w.text not in {r.text for r in rest})
    if letters in (full.acronym, bare):
        likeness = _LETTERS.get(len(letters), _MANY_LETTERS)
        return likeness * (_TAKEN_LETTERS if letters in lexicon.KNOWN_ACRONYMS else 1.0)
    return _SYLLABLES if _syllables(letters, [w.text for w in full.words]) else 0.0


_SHORTEST_SYLLABLE: Final = 2


def _syllables(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of all the words in turn: Jam-kr-indo, Kal-tim."""
    ends = {0}
    for word in words:
        reached: set[int] = set()
        for end in ends:
            length = 0
            while length < len(word) and letters[end + length : end + length + 1] == word[length]:
                length += 1
                if length >= _SHORTEST_SYLLABLE:
                    reached.add(end + length)
        ends = reached
    return len(letters) in ends


_SCORES: Final[dict[Kind, Callable[[Reading, Reading], tuple[float, Alignment]]]] = {
    "person": _score_person,
    "org": _score_organisation,
}

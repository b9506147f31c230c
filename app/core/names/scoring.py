"""How surely two prepared names are one: 0…1 from what agrees, what is left out, what contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from app.core.names import lexicon
from app.core.names.alignment import Alignment, Pair, align, in_order
from app.core.names.prepared import PreparedName, Reading
from app.core.names.words import ACRONYM, INITIAL, Word

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """The better of all readings, with what led to the score."""

    score: float
    left: Reading
    right: Reading
    alignment: Alignment
    through_alias: bool


def similarity_prepared(left: PreparedName, right: PreparedName) -> float:
    """Score in 0…1 of two prepared names of one kind; 1.0 only for equal normal forms."""
    if left.kind != right.kind or not left.readings or not right.readings:
        return 0.0
    if len(left.readings) == 1 and len(right.readings) == 1:
        best = score_readings(left.readings[0], right.readings[0], left.kind == "person")[0]
        return round(best * _outside(left, right), 4)
    return compare(left, right).score


def compare(left: PreparedName, right: PreparedName) -> Comparison:
    """The best pair of readings; each name needs at least one."""
    best: Comparison | None = None
    person = left.kind == "person"
    outside = _outside(left, right)
    for a, one in enumerate(left.readings):
        for b, other in enumerate(right.readings):
            score, alignment = score_readings(one, other, person)
            alias = a > 0 or b > 0
            score = round(score * outside * (_ALIAS_COST if alias else 1.0), 4)
            if best is None or score > best.score:
                best = Comparison(score, one, other, alignment, alias)
    assert best is not None  # noqa: S101 (callers make sure of a reading)
    return best


def _outside(left: PreparedName, right: PreparedName) -> float:
    """What speaks against it beside the words: H. against Hj., PT against CV."""
    factor = 1.0
    if left.gender and right.gender and left.gender != right.gender:
        factor *= _GENDER_COST
    if left.legal_form and right.legal_form and left.legal_form != right.legal_form:
        factor *= _FORM_COST
    return factor


def score_readings(left: Reading, right: Reading, person: bool) -> tuple[float, Alignment]:
    alignment = align(left, right)
    if person:
        return _score_person(left, right, alignment), alignment
    return _score_organisation(left, right, alignment)


def _agreement(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Weight of the agreeing words, and their weight lessened by doubt."""
    base = sure = 0.0
    for pair in pairs:
        base += pair.weight
        if pair.likeness >= _SURE and pair.rule is not INITIAL:
            sure += pair.weight
    if not base:
        return 0.0, 0.0
    doubt = 1.0 + _DOUBT_WITHOUT_CONTEXT * (1.0 - sure / base)
    matched = sum(pair.weight * max(0.0, 1.0 - (1.0 - pair.likeness) * doubt) for pair in pairs)
    return base, matched


_SURE: Final = 0.96

# What a word costs that only one side has, by its place in the name.
_LEFT_OUT_FIRST: Final = 0.6
_LEFT_OUT_MIDDLE: Final = 0.25
_LEFT_OUT_LAST: Final = 0.2
_LEFT_OUT_HABIT: Final = 0.1
_OPTIONAL: Final = 0.15
_INITIAL_AGAINST: Final = 0.5
# "Clara" against "Muhammad" in the middle of a name is a contradiction like any other.
_LIGHT_INSIDE: Final = 0.6
# Bambang S. Syukur is hardly Bambang Setyo: the one with the initial has a last name of his own.
_INITIAL_AND_MORE: Final = 0.6
_HABIT_OF_ONE_WORD: Final = 0.3


def _score_person(left: Reading, right: Reading, alignment: Alignment) -> float:
    base, matched = _agreement(alignment.pairs)
    if not base:
        return 0.0
    if not alignment.left_over and not alignment.right_over:
        return matched / base * (1.0 if in_order(alignment.pairs) else _OTHER_ORDER)
    against_left = _against(left.words, alignment.left_over)
    against_right = _against(right.words, alignment.right_over)
    contradiction = sqrt(against_left * against_right)
    omission = max(
        _left_out(left.words, alignment.left_over, alignment, False),
        _left_out(right.words, alignment.right_over, alignment, True),
    )
    score = matched / (base + _CONTRADICTION * contradiction + omission)
    if len(alignment.pairs) > 1 and not in_order(alignment.pairs):
        score *= _OTHER_ORDER_AND_WORDS
    return score


def _against(words: Sequence[Word], over: Sequence[int]) -> float:
    total = 0.0
    for at in over:
        word = words[at]
        weight = _INITIAL_AGAINST if word.initial else word.weight
        if at and word.light:
            weight = max(weight, _LIGHT_INSIDE)
        total += weight * (_OPTIONAL if word.optional else 1.0)
    return total


def _left_out(
    words: Sequence[Word], over: Sequence[int], alignment: Alignment, is_right: bool
) -> float:
    if not over:
        return 0.0
    matched = [at for p in alignment.pairs for at in (p.right if is_right else p.left)]
    first, last = min(matched), max(matched)
    one_word = len(alignment.pairs) == 1
    total = 0.0
    for at in over:
        if at < first:
            cost = _left_out_first(words[at], one_word)
        else:
            cost = _LEFT_OUT_LAST if at > last else _LEFT_OUT_MIDDLE
        total += words[at].weight * (_LEFT_OUT_HABIT if words[at].optional else cost)
    if any(_answered_by_initial(pair, words, is_right) for pair in alignment.pairs):
        total += _INITIAL_AND_MORE * sum(words[at].weight for at in over if not words[at].light)
    return total


def _left_out_first(word: Word, one_word: bool) -> float:
    if word.initial or word.text in lexicon.DROPPABLE_FIRST:
        return _HABIT_OF_ONE_WORD if one_word else _LEFT_OUT_HABIT
    return _LEFT_OUT_FIRST


def _answered_by_initial(pair: Pair, words: Sequence[Word], is_right: bool) -> bool:
    mine = pair.right if is_right else pair.left
    return pair.rule is INITIAL and words[mine[0]].initial


_ORG_LEFT_OUT: Final = 1.0
_TOWN_LEFT_OUT: Final = 0.25


def _score_organisation(
    left: Reading, right: Reading, alignment: Alignment
) -> tuple[float, Alignment]:
    letters = _acronym(left, right)
    base, matched = _agreement(alignment.pairs)
    score = 0.0
    if base:
        against_left = _against(left.words, alignment.left_over)
        against_right = _against(right.words, alignment.right_over)
        contradiction = min(against_left, against_right)
        spare_left = _spare(left.words, alignment.left_over)
        spare_right = _spare(right.words, alignment.right_over)
        score = matched / (
            base + _CONTRADICTION * contradiction + _ORG_LEFT_OUT * abs(spare_left - spare_right)
        )
        if not in_order(alignment.pairs):
            score *= _OTHER_ORDER
    elif left.joined and left.joined == right.joined:
        score = _SURE
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
_LONGEST_ACRONYM: Final = 10


def _acronym(left: Reading, right: Reading) -> Pair | None:
    """"BTN" or "Bank BTN" against "Bank Tabungan Negara", "Jamkrindo" against its three words."""
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
    if any(word.text not in {w.text for w in full.words} for word in rest):
        return 0.0
    bare = "".join(w.text[0] for w in full.words if w.text not in {r.text for r in rest})
    if letters in (full.acronym, bare):
        return _LETTERS.get(len(letters), _MANY_LETTERS)
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

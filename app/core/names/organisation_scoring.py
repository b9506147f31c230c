"""How surely two readings of firms' and bodies' names are one: words, numbers, letters."""

from collections.abc import Sequence
from typing import Final

from app.core.names import lexicon_orgs
from app.core.names.alignment import Alignment, Pair, align, in_order
from app.core.names.prepared import Reading
from app.core.names.words import ACRONYM, INITIAL, Word

_NUMBER_COST: Final = 0.72
_OTHER_ORDER: Final = 0.97
_CONTRADICTION: Final = 2.4
# A slip counts for more where little else agrees.
_DOUBT_WITHOUT_CONTEXT: Final = 0.6
_SURE: Final = 0.96
# One word more makes another firm of the same owner.
_ORG_LEFT_OUT: Final = 0.94
_TOWN_LEFT_OUT: Final = 0.25


def score_organisation(left: Reading, right: Reading) -> tuple[float, Alignment]:
    alignment = align(left, right)
    letters = _acronym(left, right)
    base, matched = _agreement(alignment.pairs)
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
        return likeness * (_TAKEN_LETTERS if letters in lexicon_orgs.KNOWN_ACRONYMS else 1.0)
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


def _agreement(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Weight of the agreeing words, and their weight lessened by doubt."""
    base = sure = 0.0
    for _, _, likeness, rule, weight in pairs:
        base += weight
        if likeness >= _SURE and rule is not INITIAL:
            sure += weight
    if not base:
        return 0.0, 0.0
    doubt = 1.0 + _DOUBT_WITHOUT_CONTEXT * (1.0 - sure / base)
    matched = 0.0
    for _, _, likeness, _, weight in pairs:
        part = 1.0 - (1.0 - likeness) * doubt
        if part > 0.0:
            matched += weight * part
    return base, matched


def _against(reading: Reading, over: Sequence[int]) -> float:
    total = 0.0
    for at in over:
        word = reading.words[at]
        total += word.against_inside if at else word.against_first
    return total

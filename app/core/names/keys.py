"""Keys under which a name is found again: two spellings of one name share at least one.

They are plain text. Whoever stores them stores only their keyed hash, so that a copied table tells
nothing; that is why all tolerance (spelling, a slip, words joined) is in the keys themselves.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from app.core.names.folding import fold, loosen, skeletons_of_slip
from app.core.names.prepared import PreparedName, Reading
from app.core.names.short_forms import meant_by
from app.core.names.words import Word

_SHORTEST_FORGIVEN: Final = 4
_LETTERS: Final = range(2, 7)


def keys_of(name: PreparedName, slips: bool = True) -> frozenset[str]:
    """The keys of all readings. Without `slips` only spelling is forgiven: about a key a word."""
    found: set[str] = set()
    for reading in name.readings:
        words = [word for word in reading.words if not word.optional]
        telling = [word for word in words if word.telling]
        for word in telling or words or reading.words:
            found |= word_keys(word, slips)
        found.update(_joined(reading.words))
        if name.kind == "org":
            found.update(_letters(reading))
    return frozenset(found)


def word_keys(word: Word, slips: bool = True) -> set[str]:
    """Keys of one word: its skeleton under today's and the old reading and, with `slips`, these
    with one letter left out, so that two words one slip apart meet; its other sounds as they are."""
    found = {word.loose}
    if word.old != word.fold:
        found.add(loosen(word.old))
    if word.written != word.text:
        found.add(loosen(fold(word.written)))
    if word.stem:
        found.add(loosen(word.stem))
    if slips:
        found.update(*[without_one_letter(skeleton) for skeleton in found])
    found.update([loosen(sound) for sound in word.sounds])
    if word.syllable:
        found.add(word.syllable)
    if word.short:
        found |= {loosen(fold(full)) for full in meant_by(word.written, word.dotted)}
    return found


def without_one_letter(skeleton: str) -> set[str]:
    """The skeleton with each letter left out in turn; none of a word too short for slips."""
    if len(skeleton) < _SHORTEST_FORGIVEN:
        return set()
    return {skeleton[:at] + skeleton[at + 1 :] for at in range(len(skeleton))}


class SoughtKeys(NamedTuple):
    """Keys by which one word is looked for: as it is said, before a slip, with a letter left out."""

    said: set[str]
    before_slip: set[str]
    slips: set[str]


def sought_keys(word: Word) -> SoughtKeys:
    """Besides the keys it is entered under, the letters as they stand: a slip may have made an "oe",
    doubled a letter, or left a word so short or so long that its vowels are read otherwise."""
    said = word_keys(word, slips=False)
    slips = word_keys(word) - said
    before = {skeleton for w in (word.fold, word.written) for skeleton in skeletons_of_slip(w)}
    for skeleton in before:
        slips |= without_one_letter(skeleton)
    return SoughtKeys(said, before - said, slips - said - before)


def _joined(words: Sequence[Word]) -> Iterator[str]:
    for first, second in pairwise(words):
        if not (first.initial and second.initial):
            yield loosen(fold(first.written + second.written))
    for _, whole in joined_of_three(words):
        yield whole


_SHORTEST_OPENING, _LONGEST_OPENING = 2, 4


def joined_of_three(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where three words begin that may be written as one, and the skeleton of that: Trisusilowati.

    Only behind a short word as Tri, Sri, Nur, which is what people join so."""
    for at in range(len(words) - 2):
        if _SHORTEST_OPENING <= len(words[at].written) <= _LONGEST_OPENING:
            three = [word.written for word in words[at : at + 3]]
            if not words[at].firm and min(map(len, three)) > 1:
                yield at, loosen(fold("".join(three)))


def _letters(reading: Reading) -> Iterator[str]:
    """ "BTN" and the body whose words begin so."""
    if len(reading.acronym) in _LETTERS:
        yield "=" + reading.acronym
    for word in reading.words:
        if len(word.text) in _LETTERS:
            yield "=" + word.text

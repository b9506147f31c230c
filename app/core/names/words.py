"""One word of a name: how it is spelt, said and shortened, and how much it tells."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from app.core.names import lexicon
from app.core.names.folding import (
    fold,
    looks_old,
    loosen,
    monosyllable,
    said_of_old,
    sounds_of,
    without_article,
)
from app.core.names.given_names import GIVEN_NAMES
from app.core.names.short_forms import MEANINGS, is_said_by_nobody

Kind = Literal["person", "org"]


# What an optional word still weighs, and an initial against another word.
_OPTIONAL: Final = 0.15
_INITIAL_AGAINST: Final = 0.5
# Two fathers are two people, though a father is often left out.
_FATHER_AGAINST: Final = 0.5
# "Clara" against "Muhammad" in the middle of a name is a contradiction like any other.
_LIGHT_INSIDE: Final = 0.6


@dataclass(slots=True, eq=False)
class Word:
    """A word as it stands for its family (`text`), as said (`fold`, `loose`), as `written`.

    `weight` says how much the word tells: a Muhammad little, a rare name much; `against_first` and
    `against_inside`, what it weighs where the other name has another word in its place. `habit`:
    people often leave it out. `telling`: it helps to tell people apart. `stem`: without its Arabic
    article; `syllable`: what all spellings of a Chinese word become;
    `dotted`: a dot follows it; `short`: it may be a short form.

    One word is shared by all the names it stands in: it is not to be changed. (Freezing it would
    make the reading of a new word a tenth slower.)
    """

    text: str
    written: str
    fold: str
    old: str
    loose: str
    weight: float
    initial: bool
    light: bool
    known: bool
    old_written: bool
    firm: bool = False
    optional: bool = False
    stem: str = ""
    syllable: str = ""
    dotted: bool = False
    short: bool = False
    against_first: float = field(init=False)
    against_inside: float = field(init=False)
    habit: bool = field(init=False)
    telling: bool = field(init=False)
    _sounds: frozenset[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        text, weight, share = self.text, self.weight, _OPTIONAL if self.optional else 1.0
        if self.initial:
            # "R." before a name is more likely Raden than a Rudi who contradicts.
            self.against_first = self.against_inside = 0.0 if self.optional else _INITIAL_AGAINST
        else:
            self.against_first = weight * share
            inside = max(weight, _LIGHT_INSIDE) if self.light else weight
            fathers = self.optional and not self.firm
            self.against_inside = inside * (_FATHER_AGAINST if fathers else share)
        self.habit = self.initial or self.optional or text in lexicon.DROPPABLE_FIRST
        self.telling = not (self.initial or text in lexicon.EVERYWHERE)

    @property
    def sounds(self) -> frozenset[str]:
        """Its other folds; found when first asked for, which for most words is never."""
        if self._sounds is None:
            self._sounds = frozenset() if self.firm else sounds_of(self.text, self.fold)
        return self._sounds


_EVERYWHERE, _VERY_COMMON, _COMMON, _RARE = 0.3, 0.55, 0.8, 1.0
_COMMON_FOLDS: Final = frozenset(map(fold, lexicon.COMMON | lexicon.CLANS))
_VERY_COMMON_FOLDS: Final = frozenset(map(fold, lexicon.VERY_COMMON))
_KNOWN_FOLDS: Final = _COMMON_FOLDS | _VERY_COMMON_FOLDS | frozenset(map(fold, GIVEN_NAMES))


@lru_cache(maxsize=65536)
def person_word(text: str, optional: bool = False, dotted: bool = False) -> Word:
    """The word of a person's name; a title-like or father's word is `optional`."""
    written = text
    text = lexicon.FAMILY_OF.get(text, text)
    folded = fold(text)
    initial = len(text) == 1
    meanings = MEANINGS.get(written, ())
    light = initial or text in lexicon.LIGHT_WORDS
    if meanings and not light:
        light = not lexicon.LIGHT_WORDS.isdisjoint(meanings)
    short = not initial and (dotted or bool(meanings) or is_said_by_nobody(written))
    # By their places: named, they would take as long again as all the rest of a new word.
    return Word(
        text, written, folded, said_of_old(text, folded), loosen(folded),
        _person_weight(meanings[0] if meanings and text == written else text),
        initial, light, folded in _KNOWN_FOLDS, looks_old(text), False, optional,
        without_article(text), monosyllable(text), dotted and not initial, short,
    )  # fmt: skip


def _person_weight(text: str) -> float:
    folded = fold(text)
    if len(text) == 1 or text in lexicon.EVERYWHERE:
        return _EVERYWHERE
    if folded in _VERY_COMMON_FOLDS or text in lexicon.LIGHT_WORDS:
        return _VERY_COMMON
    if folded in _COMMON_FOLDS or len(folded) <= 3:  # noqa: PLR2004 (short words collide by chance)
        return _COMMON
    return _RARE

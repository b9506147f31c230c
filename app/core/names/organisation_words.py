"""The word of a firm's or body's name: its spelling, and how much it tells."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from app.core.names import lexicon, lexicon_bodies, lexicon_orgs
from app.core.names.folding import fold, looks_old, loosen, said_of_old
from app.core.names.lexicon_hospitals import HOSPITALS
from app.core.names.words import Word

_GENERIC, _TELLING, _PLACE = 0.4, 1.0, 0.3
_GENERIC_FOLDS: Final = frozenset(
    fold(lexicon_orgs.ORG_VARIANTS.get(word, word))
    for word in lexicon_orgs.ORG_GENERIC | lexicon_bodies.SHARED
)


# Words that are names of their own: Kartika is no slip for Kartini, Falah none for Fatah.
_KNOWN_FOLDS: Final = frozenset(
    map(
        fold,
        lexicon.COMMON
        | lexicon.CLANS
        | lexicon_bodies.BLESSINGS
        | HOSPITALS
        | lexicon_orgs.USUAL
        | lexicon_orgs.BUSINESS
        | lexicon_orgs.KNOWN_ACRONYMS.keys(),
    )
)


@lru_cache(maxsize=65536)
def org_word(text: str, place: bool = False) -> Word:
    """The word of a firm's name; generic words of trade weigh little, the words of a `place` less.

    A word that is light is often left out: a town, "kota", "toko".
    """
    written = text
    text = lexicon_orgs.ORG_VARIANTS.get(text, text)
    folded = fold(text)
    generic = folded in _GENERIC_FOLDS
    weight = _PLACE if place else _GENERIC if generic else _TELLING
    initial = len(text) == 1 and text.isalpha()
    light = place or text in lexicon_bodies.OFTEN_LEFT_OUT
    known = place or generic or folded in _KNOWN_FOLDS
    # By their places: see person_word.
    return Word(
        text, written, folded, said_of_old(text, folded), loosen(folded), weight,
        initial, light, known, looks_old(text), True,
    )  # fmt: skip


def acronym_of(words: Sequence[Word]) -> str:
    return "".join([word.text[0] for word in words])

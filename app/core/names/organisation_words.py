"""The word of a firm's or body's name: its spelling, and how much it tells."""

from functools import lru_cache
from typing import Final

from app.core.names import lexicon_orgs
from app.core.names.folding import fold, fold_old, looks_old, loosen
from app.core.names.words import Word

_GENERIC, _TELLING = 0.4, 1.0
_GENERIC_FOLDS: Final = frozenset(
    fold(lexicon_orgs.ORG_VARIANTS.get(word, word)) for word in lexicon_orgs.ORG_GENERIC
)


@lru_cache(maxsize=65536)
def org_word(text: str, optional: bool = False) -> Word:
    """The word of a firm's name; generic words of trade weigh little, a town less."""
    written = text
    text = lexicon_orgs.ORG_VARIANTS.get(text, text)
    folded = fold(text)
    town = text in lexicon_orgs.TOWNS
    generic = town or folded in _GENERIC_FOLDS
    return Word(
        text=text,
        fold=folded,
        old=fold_old(text),
        loose=loosen(folded),
        weight=_GENERIC if generic else _TELLING,
        initial=len(text) == 1 and text.isalpha(),
        light=town,
        optional=optional,
        old_written=looks_old(text),
        known=generic,
        firm=True,
        written=written,
    )

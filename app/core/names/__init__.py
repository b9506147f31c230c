"""Indonesian names: prepare once, compare many times, explain in words, find through keys.

    similarity("Drs. H. Moch. Soewandi", "Muhammad Suwandi", "person")   # 0…1
    explain(left, right, kind).sentences                                 # why, in Indonesian
    keys(name, kind)                                                     # to be hashed and stored

For many comparisons `prepare` each name once and use `similarity_prepared`; `pack` keeps the
prepared form. A change that alters stored forms or scores raises NORM_VERSION or SCORER_VERSION.
"""

from app.core.names.explanation import (
    BAND_LABELS,
    SENTENCES,
    Band,
    Explanation,
    Part,
    band,
    explain_prepared,
)
from app.core.names.folding import LONGEST_NAME
from app.core.names.keys import joined_of_three, keys_of, sought_keys, word_keys
from app.core.names.organisations import prepare_organisation
from app.core.names.packed import pack, unpack
from app.core.names.persons import prepare_person
from app.core.names.prepared import PreparedName, Reading
from app.core.names.scoring import NORM_VERSION, SCORER_VERSION, similarity_prepared
from app.core.names.words import Kind, Word

__all__ = [
    "BAND_LABELS",
    "LONGEST_NAME",
    "NORM_VERSION",
    "SCORER_VERSION",
    "SENTENCES",
    "Band",
    "Explanation",
    "Kind",
    "Part",
    "PreparedName",
    "Reading",
    "Word",
    "band",
    "explain",
    "explain_prepared",
    "joined_of_three",
    "keys",
    "keys_of",
    "pack",
    "prepare",
    "similarity",
    "similarity_prepared",
    "sought_keys",
    "unpack",
    "word_keys",
]


def prepare(name: str, kind: Kind, aliases: tuple[str, ...] = ()) -> PreparedName:
    """Read a name of any length and script (only the first LONGEST_NAME letters count).

    `aliases` are further names the office knows for the same person or body.
    """
    if kind == "person":
        return prepare_person(name, aliases)
    return prepare_organisation(name, aliases)


def similarity(left: str, right: str, kind: Kind) -> float:
    """How surely both names are of one person or body, 0…1; 1.0 when nothing differs but titles,
    legal form's place or spelling of one family. A name without letters is like nothing: 0.0."""
    return similarity_prepared(prepare(left, kind), prepare(right, kind))


def explain(left: str, right: str, kind: Kind) -> Explanation:
    """The score of `similarity` and every part of it in Indonesian words."""
    return explain_prepared(prepare(left, kind), prepare(right, kind))


def keys(name: str, kind: Kind, slips: bool = True) -> frozenset[str]:
    """Blocking keys: names that should match share one. Store their keyed hash only."""
    return keys_of(prepare(name, kind), slips)

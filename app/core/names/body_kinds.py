"""What kind of body a name says it is, from the words it begins with."""

import re
from collections.abc import Sequence
from typing import Final

from app.core.names import lexicon_bodies
from app.core.names.regions import LEVELS

# What a PT or CV may call itself and still be told by it; a "PT Balai …" is no public office.
_OF_FIRMS: Final = frozenset(
    {
        "rumah_sakit",
        "klinik",
        "apotek",
        "hotel",
        "bengkel",
        "rumah_makan",
        "perumda",
        "kesatuan_hutan",
    }
)
_WATER: Final = ["air", "minum"]
_TREATING: Final = frozenset({"puskesmas", "klinik"})
_NOT_COUNTED: Final = frozenset({"uptd", "blud"})


def kind_of(tokens: Sequence[str], form: str) -> str:
    """The kind of the body, "" when its name does not say; `form` is its legal form."""
    if form in lexicon_bodies.FORM_KINDS:
        return lexicon_bodies.FORM_KINDS[form]
    if not tokens:
        return ""
    kind = lexicon_bodies.LONG_KINDS.get(" ".join(tokens[:2])) or lexicon_bodies.KINDS.get(
        tokens[0]
    )
    if kind is None and tokens[0] in LEVELS:
        # "Kota Semarang Dinas Kesehatan"
        kind = next((k for t in tokens if (k := lexicon_bodies.KINDS.get(t))), None)
    if kind is None and len(tokens) > 1:
        kind = lexicon_bodies.LAST_KINDS.get(tokens[-1])
    if kind == lexicon_bodies.UNIT and len(tokens) > 1:
        kind = kind_of(tokens[1:], form) or kind
    if kind is None or (form and kind not in _OF_FIRMS):
        return ""
    return kind


def without_superior(tokens: list[str]) -> list[str]:
    """Without the words that only say whose office it is: "Kantor Kelurahan …", "Dinas … Pemkot …"."""
    if tokens and (tokens[0] in _OPEN_WITH_MORE or "pemerintah" in tokens):
        return _of_the_office(tokens)
    return tokens


_OPEN_WITH_MORE: Final = _NOT_COUNTED.union(lexicon_bodies.HOUSES, _TREATING, {"kantor", "air"})


def _of_the_office(tokens: list[str]) -> list[str]:
    if len(tokens) > 1 and tokens[0] == "kantor":
        tokens = tokens if " ".join(tokens[:2]) in lexicon_bodies.LONG_KINDS else tokens[1:]
    if len(tokens) > len(_WATER) and tokens[: len(_WATER)] == _WATER:
        tokens = tokens[len(_WATER) :]  # Perumda (Air Minum) Tirta …
    while len(tokens) > 1 and tokens[0] in _NOT_COUNTED:
        tokens = tokens[1:]
    if len(tokens) > 2 and tokens[0] in lexicon_bodies.HOUSES:  # noqa: PLR2004 (a kind, a kind, a name)
        tokens = _without_wider_kind(tokens)
    if tokens and tokens[0] in _TREATING:
        tokens = tokens[:1] + [t for t in tokens[1:] if t not in lexicon_bodies.CARE]
    if "pemerintah" in tokens and len(tokens) > 1:
        return _without_government(tokens)
    return tokens


def _without_wider_kind(tokens: list[str]) -> list[str]:
    """ "Penginapan Wisma Bahari" is the Wisma Bahari, "Rumah Makan Warung Bu Yati" that warung."""
    houses = lexicon_bodies.HOUSES[tokens[0]]
    length = 2 if tokens[:2] == _EATING else 1
    follows = tokens[length]
    if follows in lexicon_bodies.LINES.get(tokens[0], ()) and len(tokens) > length + 1:
        return tokens[:length] + tokens[length + 1 :]
    return tokens[length:] if follows in houses and len(tokens) > length + 1 else tokens


_EATING: Final = ["rumah", "makan"]


def _without_government(tokens: list[str]) -> list[str]:
    at = tokens.index("pemerintah")
    rest = tokens[:at] + tokens[at + 1 :]
    heads = [lexicon_bodies.KINDS.get(token) for token in rest]
    if any(head in lexicon_bodies.GOVERNMENT for head in heads) or at:
        if at < len(rest) and rest[at] == "daerah":
            del rest[at]
        return rest
    return tokens


def without_titles(tokens: list[str]) -> list[str]:
    """ "Notaris … S.H., M.Kn." is the notary of that name; "Lapas Kelas IIA …" that prison."""
    if not lexicon_bodies.PROFESSIONS.isdisjoint(tokens):
        titles = lexicon_bodies.TITLES_BEHIND
        tokens = [t for at, t in enumerate(tokens) if at < 1 or t not in titles]
    if lexicon_bodies.CLASSES.isdisjoint(tokens[1:-1]):
        return tokens
    at = next(at for at, t in enumerate(tokens) if at and t in lexicon_bodies.CLASSES)
    if not _CLASS.fullmatch(tokens[at + 1]):
        return tokens
    letter = tokens[at + 2 : at + 3] in (["a"], ["b"], ["c"], ["d"])  # "Kelas II B"
    return tokens[:at] + tokens[at + 2 + letter :]


_CLASS: Final = re.compile(r"i{1,3}[ab]?|iv|[a-d]|\d")

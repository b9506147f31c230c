"""The names in what was written for a firm or body: its own, a former one, a partner's, an owner's."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from app.core.names import lexicon_bodies, lexicon_orgs
from app.core.names.folding import LONGEST_NAME, clean, is_plain

OTHER_SIGNS: Final = re.compile(r"[^\w\s&+]|_")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
# A name of its own in quotes, behind or before the registered one: UD Maju "Toko Terang".
_QUOTED: Final = re.compile(r"[\"“”«»„]([^\"“”«»„]{3,})[\"“”«»„]")
# What stands behind is another name, a former one, or the office that is meant.
_OTHER_NAME: Final = re.compile(
    r"(?:^|(?<=\s))(?:d/h|d\.h\.|d\.h|dh|dahulu|formerly|sebelumnya|eks|ex|alias|aka|a\.k\.a|cq|c\.q"
    r"|qq|q\.q|dulu|dulunya|semula|nama lama|merek dagang|merek|dba|d/b/a|d\.b\.a|t/a|trading as)\.?(?=[\s:])"
    r"|(?<=\s)-(?=\s+(?:pt|cv|ud|pd|fa|koperasi|yayasan)\b)"
)
_OTHER_NAME_WORDS: Final = frozenset(
    {"dh", "dahulu", "formerly", "sebelumnya", "eks", "ex", "alias", "aka", "cq", "qq", "dba"}
    | {"trading", "kso", "jo", "joint", "konsorsium", "consortium", "dulu", "dulunya", "semula"}
    | {"nama", "merek"}
    | lexicon_bodies.RUN_BY_FIRMS
)
_JOINT: Final = re.compile(
    r"\b(?:kso|joint operation|konsorsium|consortium|jo(?=\)|\.?\s+(?:pt|cv)\b))\b\.?"
)
_BETWEEN_PARTNERS: Final = re.compile(r"\s-\s|[/,;]|\s(?:&|dan|dengan)\s(?=(?:pt|cv)\b)")
_OWNER: Final = re.compile(r"\b(?=(?:pt|cv)\.?\s)")


# Koperasi Produsen "Kopi Mandiri" has one name, UD Maju "Toko Terang" has two.
_SAYS_NO_NAME: Final = frozenset(
    lexicon_orgs.LEGAL_FORMS.keys() | lexicon_orgs.ORG_GENERIC | lexicon_bodies.KINDS.keys()
)


class Name(NamedTuple):
    """One of the names in what was written; `repeats`: mere letters of another of them; `words`, if
    there is nothing else in it."""

    text: str
    repeats: bool = False
    words: Sequence[str] = ()


def unquoted(shown: str) -> list[str]:
    """The text and, where it is not all of the name, what stands in quotes."""
    if '"' not in shown and shown.isascii():
        return [shown]
    inside = _QUOTED.findall(shown[: 4 * LONGEST_NAME])
    outside = _QUOTED.sub(" ", shown[: 4 * LONGEST_NAME]) if inside else ""
    if _SAYS_NO_NAME.issuperset(clean(outside).replace(".", "").split()):
        return [shown]
    return [outside, *inside]


def names_of(text: str, dropped: list[str]) -> list[Name]:
    """The main name and the former or other names beside it."""
    words = text.split() if is_plain(text) else []
    if _is_one(text, words):
        return [Name(text, False, words)]
    partners = _JOINT.search(text) is not None
    text = _JOINT.sub(" - ", text) if partners else text
    others: list[str] = []
    for inside in _BRACKETS.findall(text):
        name = _OTHER_NAME.sub(" ", inside).strip(" .:-")
        if name in lexicon_orgs.DROPPED_ORG_WORDS or name in lexicon_orgs.LEGAL_FORMS:
            dropped.append(name)
        elif len(name) > 1 and not _is_branch(name):
            others.append(name)
        elif name:
            dropped.append(name)
    main = _BRACKETS.sub(" ", text).replace("(", " ").replace(")", " ")
    pieces = [piece for piece in _pieces(main, partners) if piece.strip(" .-")]
    names = [*pieces[:1], *[piece for piece in pieces[1:] if not _is_branch(piece)], *others]
    if len(names) == 1:
        return [Name(names[0])]
    begun = ["".join([word[0] for word in _plain_words(name)]) for name in names]
    return [Name(name, _repeats(name, at, begun)) for at, name in enumerate(names)]


def _is_one(text: str, words: Sequence[str]) -> bool:
    """Whether nothing in it can begin another name: most are read so, and quicker."""
    if words:
        return _OTHER_NAME_WORDS.isdisjoint(words)
    if _SIGNS_OF_ANOTHER.search(text):
        return False
    return _OTHER_NAME_WORDS.isdisjoint(text.replace(".", " ").replace(",", " ").split())


# "(", "d/h", " - PT", "sebelumnya:", "d.h."
_SIGNS_OF_ANOTHER: Final = re.compile(r"[()/:;]|\s-|[acdq]\.[bhkq]")


def _pieces(main: str, partners: bool) -> list[str]:
    """The name and what stands behind "d/h" and the like; the `partners` of a joint operation; what
    is run ("SPBU 44.501.12 PT Maju") and who runs it."""
    if partners:
        return _BETWEEN_PARTNERS.split(main)
    pieces = _OTHER_NAME.split(main)
    kind, *rest = main.split(maxsplit=1) or [""]
    if len(pieces) == 1 and kind in lexicon_bodies.RUN_BY_FIRMS and not _OWNER.match("".join(rest)):
        return _OWNER.split(main)
    return pieces


def _plain_words(name: str) -> list[str]:
    return [word for word in OTHER_SIGNS.sub(" ", name).split() if word not in ("dan", "&")]


def _repeats(name: str, at: int, begun: Sequence[str]) -> bool:
    """Whether a lone word is only the letters another of the names begins its words with."""
    words = name.replace(".", "").split()
    if len(words) > 1 and words[0] in lexicon_orgs.LEGAL_FORMS:
        words = words[1:]
    if len(words) != 1 or len(words[0]) < 2:  # noqa: PLR2004 (one letter repeats nothing)
        return False
    return any(words[0] in letters for place, letters in enumerate(begun) if place != at)


def _is_branch(name: str) -> bool:
    opening = name.split(maxsplit=1)[0].strip(".,:") if name.split() else ""
    return opening in lexicon_orgs.BRANCH_MARKS

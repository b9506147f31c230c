"""Read the name of a firm or body: legal form, branch and former name apart, short forms spelt out."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from app.core.names import lexicon_orgs
from app.core.names.folding import clean, is_plain
from app.core.names.organisation_words import org_word
from app.core.names.prepared import PreparedName, Reading
from app.core.names.words import Word

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_FORMER: Final = re.compile(
    r"(?:^|(?<=\s))(?:d/h|d\.h\.|d\.h|dh|dahulu|formerly|sebelumnya|eks|ex|alias|aka|a\.k\.a)\.?"
    r"(?=[\s:])"
)
_FORMER_WORDS: Final = frozenset(
    {"dh", "dahulu", "formerly", "sebelumnya", "eks", "ex", "alias", "aka"}
)
_OTHER_SIGNS: Final = re.compile(r"[^\w\s&+]|_")
_MOST_WORDS: Final = 14
_ROMAN: Final = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip


def prepare_organisation(shown: str, aliases: Sequence[str] = ()) -> PreparedName:
    """Split `shown` into words that can be compared; `aliases` are further names of the body."""
    names, branch, dropped = _names_of(clean(shown))
    names += [clean(alias) for alias in aliases]
    readings: list[Reading] = []
    legal_form = ""
    for name in names:
        form, branch_here, words = _read(name, dropped)
        legal_form = legal_form or form
        branch = branch or branch_here
        if words:
            readings += _readings(words)
    return PreparedName(
        kind="org",
        shown=shown[:480],
        readings=tuple(readings),
        dropped=tuple(dropped),
        legal_form=legal_form,
        branch=branch,
    )


def _names_of(text: str) -> tuple[list[str], str, list[str]]:
    """The main name and the former or other names beside it."""
    if is_plain(text) and _FORMER_WORDS.isdisjoint(text.split()):
        return [text], "", []
    dropped: list[str] = []
    others: list[str] = []
    for inside in _BRACKETS.findall(text):
        name = _FORMER.sub(" ", inside).strip(" .:")
        if (
            name in lexicon_orgs.DROPPED_ORG_WORDS
            or name in lexicon_orgs.LEGAL_FORMS
            or len(name) <= 1
        ):
            dropped.append(name)
        elif name:
            others.append(name)
    main = _BRACKETS.sub(" ", text).replace("(", " ").replace(")", " ")
    pieces = [piece for piece in _FORMER.split(main) if piece.strip()]
    return pieces + others, "", dropped


def _read(name: str, dropped: list[str]) -> tuple[str, str, list[str]]:
    tokens = _tokens(name)
    tokens, branch = _without_branch(tokens)
    form, kept = _without_legal_form(tokens)
    plain = kept
    if not lexicon_orgs.DROPPED_ORG_WORDS.isdisjoint(kept):
        plain = [t for t in kept if t not in lexicon_orgs.DROPPED_ORG_WORDS]
        dropped += [t for t in kept if t in lexicon_orgs.DROPPED_ORG_WORDS]
    return form, branch, plain or kept or tokens


def _tokens(name: str) -> list[str]:
    if is_plain(name):
        return _spell_out(_merge_letters(name.split()))
    spread = name.replace("&", " & ").replace("+", " & ").replace("int'l", "intl")
    tokens: list[str] = []
    for token in spread.split():
        if token.isalpha():
            tokens.append(token)
            continue
        squeezed = token.replace(".", "")
        # "P.T.", "C.V.", "P.L.N.": letters between dots are one short form.
        dotted = len(squeezed) > 1 and token.count(".") >= len(squeezed) - 1
        text = squeezed if dotted else token
        tokens += _OTHER_SIGNS.sub(" ", text).split()
    return _spell_out(_merge_letters(tokens))


def _spell_out(tokens: list[str]) -> list[str]:
    if lexicon_orgs.ORG_EXPANSIONS.keys().isdisjoint(tokens):
        return _without_echo(tokens)
    spelt: list[str] = []
    for place, token in enumerate(tokens):
        if place and token in lexicon_orgs.OPENING_EXPANSIONS:
            spelt.append(token)
        else:
            spelt += lexicon_orgs.ORG_EXPANSIONS.get(token, token).split()
    return _without_echo(spelt)


def _without_echo(tokens: Sequence[str]) -> list[str]:
    """ "Bank BPD …" says bank twice."""
    return [token for token, _again in groupby(tokens)]


def _merge_letters(tokens: list[str]) -> list[str]:
    """Read "P T", "B C A" as one short form."""
    if min(map(len, tokens), default=0) > 1:
        return tokens
    merged: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha():
            run.append(token)
            continue
        merged += ["".join(run)] if len(run) > 1 else run
        run = []
        if token:
            merged.append(token)
    return merged


def _without_branch(tokens: list[str]) -> tuple[list[str], str]:
    if lexicon_orgs.BRANCH_MARKS.isdisjoint(tokens):
        return tokens, ""
    for at, token in enumerate(tokens):
        if at and token in lexicon_orgs.BRANCH_MARKS:
            town = [t for t in tokens[at + 1 :] if t not in lexicon_orgs.BRANCH_MARKS]
            return tokens[:at], " ".join(town)
    return tokens, ""


def _without_legal_form(tokens: list[str]) -> tuple[str, list[str]]:
    """The legal form wherever it stands at either end, and the words without it."""
    form = ""
    rest = list(tokens)
    for at_end in (False, True):
        while len(rest) > 1:
            length = _form_length(rest, at_end)
            if not length or length >= len(rest):
                break
            run = rest[-length:] if at_end else rest[:length]
            form = form or lexicon_orgs.LEGAL_FORMS[" ".join(run)]
            rest = rest[:-length] if at_end else rest[length:]
        if at_end is False:
            rest = _drop_listing(rest)
    return form, rest


def _drop_listing(tokens: list[str]) -> list[str]:
    """Without "Tbk" at the end, so that "Maju Jaya, PT Tbk" shows its form."""
    while len(tokens) > 1 and tokens[-1] in lexicon_orgs.DROPPED_ORG_WORDS:
        tokens = tokens[:-1]
    return tokens


_OPENS_FORM: Final = frozenset(form.split()[0] for form in lexicon_orgs.LEGAL_FORMS)
_ENDS_FORM: Final = frozenset(form.split()[-1] for form in lexicon_orgs.LEGAL_FORMS)


def _form_length(tokens: Sequence[str], at_end: bool) -> int:
    if (tokens[-1] not in _ENDS_FORM) if at_end else (tokens[0] not in _OPENS_FORM):
        return 0
    for length in range(min(lexicon_orgs.LONGEST_FORM, len(tokens) - 1), 0, -1):
        run = tokens[-length:] if at_end else tokens[:length]
        if " ".join(run) in lexicon_orgs.LEGAL_FORMS:
            return length
    return 0


_REGIONAL_BANK: Final = ("bank", "pembangunan", "daerah")


def _readings(tokens: Sequence[str]) -> list[Reading]:
    """The name as written and, for a body known by its letters, spelt out."""
    words, numbers = _words_and_numbers(tokens)
    if not words and not numbers:
        return []
    readings = [Reading(words, numbers, acronym_of(words))]
    if tuple(tokens[:3]) == _REGIONAL_BANK and len(words) > len(_REGIONAL_BANK):
        # "Bank Pembangunan Daerah Kalimantan Selatan" is called Bank Kalsel.
        short = (words[0], *words[3:])
        readings.append(Reading(short, numbers, acronym_of(short)))
    if not lexicon_orgs.KNOWN_ACRONYMS.keys().isdisjoint(tokens):
        spelt: list[str] = []
        for token in tokens:
            spelt += lexicon_orgs.KNOWN_ACRONYMS.get(token, token).split()
        full = _words_and_numbers(list(dict.fromkeys(spelt)))
        readings.append(Reading(full[0], full[1], acronym_of(full[0])))
    return readings


def _words_and_numbers(tokens: Sequence[str]) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    words: list[Word] = []
    numbers: list[str] = []
    for place, text in enumerate(tokens[:_MOST_WORDS]):
        if text == "&" or text in lexicon_orgs.SMALL_ORG_WORDS:
            continue
        number = _number(text, place)
        if number:
            numbers.append(number)
            continue
        words.append(org_word(text))
    return tuple(words), tuple(sorted(numbers))


def _number(token: str, place: int) -> str:
    """The number of "II", "2" or "007"; a name may begin with a letter that looks Roman."""
    if token.isdecimal() and token.isascii():
        return token.lstrip("0") or "0"
    return _ROMAN.get(token, "") if place else ""


def acronym_of(words: Sequence[Word]) -> str:
    return "".join(word.text[0] for word in words)

"""Read the name of a firm or body: legal form and branch apart, short forms spelt out."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from app.core.names import lexicon_bodies, lexicon_orgs
from app.core.names.associations import BOARD_WORDS, without_board
from app.core.names.body_kinds import kind_of, without_superior, without_titles
from app.core.names.folding import clean, is_plain
from app.core.names.lexicon_renamed import RENAMED
from app.core.names.organisation_words import acronym_of, org_word
from app.core.names.other_names import OTHER_SIGNS, Name, names_of, unquoted
from app.core.names.prepared import PreparedName, Reading
from app.core.names.regions import NEIGHBOURHOODS, OPEN_A_PLACE, Place, places_in
from app.core.names.spelling_out import spell_out, unglued

_MOST_WORDS: Final = 16


class _Read(NamedTuple):
    """A name in words: legal form, branch left aside, kind of body, the words that count."""

    form: str
    branch: str
    kind: str
    tokens: Sequence[str]


def prepare_organisation(shown: str, aliases: Sequence[str] = ()) -> PreparedName:
    """Split `shown` into words that can be compared; `aliases` are further names of the body."""
    dropped: list[str] = []
    spelt: list[tuple[str, str]] = []
    names = _names(shown, dropped)
    if aliases:
        names += [Name(clean(alias)) for alias in aliases]
    readings: list[Reading] = []
    forms: list[str] = []
    branch = ""
    for name in names:
        form, branch_here, kind, tokens = _read(name, dropped, spelt)
        if form and form not in forms:
            forms.append(form)
        branch = branch or branch_here
        if tokens:
            readings += _readings(tokens, kind, name.repeats)
    form = forms[0] if len(forms) == 1 else ""  # partners may be a PT and a CV
    # By their places: named, they would take as long again.
    return PreparedName(
        "org", shown[:480], tuple(readings), tuple(dropped), "", form, branch, tuple(spelt)
    )


def _names(shown: str, dropped: list[str]) -> list[Name]:
    texts = unquoted(shown)
    if len(texts) == 1:
        return names_of(clean(texts[0]), dropped)
    return [name for text in texts for name in names_of(clean(text), dropped)]


def _read(name: Name, dropped: list[str], spelt: list[tuple[str, str]]) -> _Read:
    tokens = _tokens(name)
    if not name.repeats:
        tokens = _in_one_number(spell_out(tokens, spelt))
    if _MAY_BE_LEFT_ASIDE.isdisjoint(tokens):
        form, kept = _without_legal_form(tokens)
        plain = without_superior(kept)
        return _Read(form, "", _kind(plain, kept, form), plain)
    return _read_on(_without_address(tokens), dropped)


def _read_on(tokens: Sequence[str], dropped: list[str]) -> _Read:
    """The words that count of a name that says more: a board, a branch, a listing, a title."""
    form, kept = _without_legal_form(tokens)
    level = ""
    if not form and not BOARD_WORDS.isdisjoint(kept):
        level, kept = without_board(kept, kind_of(kept, form))
    kept, branch = _without_territory(kept, form)
    if not lexicon_orgs.BRANCH_MARKS.isdisjoint(kept):
        placed = level or kind_of(kept, form) in lexicon_bodies.PLACED
        kept, branch = _without_mark(kept) if placed else _without_branch(kept)
        behind, kept = _without_legal_form(kept)
        form = form or behind
    plain = kept
    if not lexicon_orgs.DROPPED_ORG_WORDS.isdisjoint(kept):
        plain = [t for t in kept if t not in lexicon_orgs.DROPPED_ORG_WORDS]
        dropped += [t for t in kept if t in lexicon_orgs.DROPPED_ORG_WORDS]
    words = without_titles(without_superior(plain)) or kept or tokens
    kind = _kind(words, kept, form)
    if level:
        kind = f"{kind if kind in lexicon_bodies.BOARDED else _BOARDED}.{level}"
    return _Read(form, branch, kind, words)


_BOARDED: Final = "perhimpunan"


def _kind(plain: Sequence[str], kept: Sequence[str], form: str) -> str:
    """The kind of the body by the words that count, or the unit that stood before them."""
    kind = kind_of(plain, form)
    if not kind and not form and kept[:1] == [lexicon_bodies.UNIT]:
        return lexicon_bodies.UNIT
    return kind


def _tokens(name: Name) -> Sequence[str]:
    if name.words or is_plain(name.text):
        return _merge_letters(name.words or name.text.split())
    spread = name.text.replace("&", " & ").replace("+", " & ").replace("int'l", "intl")
    tokens: list[str] = []
    written = spread.split()
    for at, token in enumerate(written):
        if token.isalpha():
            tokens.append(token)
            continue
        bare = token.strip(".,")
        dotted = token.rstrip(",")
        if bare.isalpha() and dotted not in lexicon_bodies.DOTTED:
            tokens.append(bare)
            continue
        if dotted in lexicon_bodies.DOTTED and _is_short(dotted, at, written):
            tokens.append(lexicon_bodies.DOTTED[dotted])
            continue
        if _LONG_NUMBER.fullmatch(token):
            tokens.append(OTHER_SIGNS.sub("", token))
            continue
        squeezed = token.replace(".", "")
        # "P.T.", "C.V.", "P.L.N.": letters between dots are one short form.
        letters = len(squeezed) > 1 and token.count(".") >= len(squeezed) - 1
        text = squeezed if letters else token
        for part in OTHER_SIGNS.sub(" ", text).split():
            tokens += unglued(part)
    return _merge_letters(_without_number_marks(tokens))


def _is_short(token: str, at: int, written: Sequence[str]) -> bool:
    """Whether the dot makes another word of it: "Tk. Rejeki" is a shop, "TK. Pertiwi" a school."""
    if token not in lexicon_bodies.DOTTED_OPENING:
        return True
    return not at and lexicon_bodies.KINDERGARTENS.isdisjoint(written)


# "SPBU 44.501.12"
_LONG_NUMBER: Final = re.compile(r"\d+(?:\.\d+)+|\d+(?:-\d+){2,}")
_NUMBER_MARKS: Final = frozenset({"no", "nomor", "nomer"})
_MARKS: Final = _NUMBER_MARKS | NEIGHBOURHOODS


def _without_number_marks(tokens: list[str]) -> list[str]:
    """ "SD Negeri No. 45"; "… RT 04/RW 02" is where a body stands, read as "rt04 rw02"."""
    if _MARKS.isdisjoint(tokens):
        return tokens
    kept: list[str] = []
    neighbourhood = ""
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        marks = token in _MARKS and following.isdecimal()
        if neighbourhood:
            kept.append(neighbourhood + token)
        elif not marks or (token in NEIGHBOURHOODS and not kept):
            kept.append(token)  # the neighbourhood itself: "RT 04 Kelurahan …"
            marks = False
        neighbourhood = token if marks and token in NEIGHBOURHOODS else ""
    return kept


_STATIONS: Final = frozenset({"spbu", "spbn", "spbe", "spbb", "spbg", "pertashop"})


def _in_one_number(tokens: list[str]) -> list[str]:
    """The number of a station however it is parted: 64.511.09, 64-51109, 64 511 09."""
    if not tokens or tokens[0] not in _STATIONS:
        return tokens
    end = next((at for at, t in enumerate(tokens) if at and not t.isdecimal()), len(tokens))
    number = "".join(tokens[1:end])
    return [tokens[0], number, *tokens[end:]] if number else tokens


def _merge_letters(tokens: Sequence[str]) -> Sequence[str]:
    """Read "P T", "B C A" as one short form."""
    if 1 not in map(len, tokens):
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


def _without_address(tokens: Sequence[str]) -> Sequence[str]:
    """ "… Jl. Veteran No. 5": where a body stands is not what it is called."""
    marks = lexicon_orgs.ADDRESS_MARKS
    if "pasar" in tokens and tokens[0] in lexicon_bodies.SHOPS:
        marks = marks | {"pasar"}
    if marks.isdisjoint(tokens):
        return tokens
    ends = [at for at, t in enumerate(tokens) if at > 1 and t in marks]
    return tokens[: ends[0]] if ends else tokens


def _without_branch(tokens: list[str]) -> tuple[list[str], str]:
    """A firm's branch, unit or site is the firm."""
    for at, mark in enumerate(tokens):
        if at and mark in lexicon_orgs.BRANCH_MARKS:
            behind = tokens[at + 1 :]
            if mark == "unit" and behind and behind[0] in lexicon_orgs.UNIT_OF:
                continue
            return tokens[:at], " ".join(t for t in behind if t not in lexicon_orgs.BRANCH_MARKS)
    return tokens, ""


def _without_mark(tokens: list[str]) -> tuple[list[str], str]:
    """The office of a public body in a region is known by that region: only the mark goes."""
    return [t for at, t in enumerate(tokens) if not (at and t in _OFFICE_MARKS)], ""


_TERRITORIES: Final = frozenset({"wilayah", "regional", "region"})
# Without one of these nothing of a name is left aside but its legal form and whose office it is.
_MAY_BE_LEFT_ASIDE: Final = BOARD_WORDS.union(
    lexicon_orgs.ADDRESS_MARKS, {"pasar"}, _TERRITORIES, lexicon_orgs.BRANCH_MARKS,
    lexicon_orgs.DROPPED_ORG_WORDS, lexicon_bodies.PROFESSIONS, lexicon_bodies.CLASSES,
)  # fmt: skip


def _without_territory(tokens: list[str], form: str) -> tuple[list[str], str]:
    """ "PT Nindya Karya Wilayah III" is the firm."""
    if _TERRITORIES.isdisjoint(tokens[1:-1]) or kind_of(tokens, form) in lexicon_bodies.PLACED:
        return tokens, ""
    at = next(at for at, t in enumerate(tokens) if at and t in _TERRITORIES)
    behind = tokens[at + 1]
    return (
        (tokens[:at], behind)
        if behind.isdecimal() or behind in lexicon_bodies.ROMAN
        else (tokens, "")
    )


_OFFICE_MARKS: Final = frozenset({"cabang", "cab", "kantor", "kanwil", "perwakilan"})


def _without_legal_form(tokens: Sequence[str]) -> tuple[str, list[str]]:
    """The legal form wherever it stands at either end, and the words without it."""
    form, rest = "", list(tokens)
    if rest and rest[0] in _LONGEST_OPENING:
        form, rest = _without_form_at(rest, form, False)
    rest = _drop_listing(rest)
    if rest and rest[-1] in _LONGEST_ENDING:
        form, rest = _without_form_at(rest, form, True)
    return form, rest


def _without_form_at(rest: list[str], form: str, at_end: bool) -> tuple[str, list[str]]:
    """Without the forms at one end; `form` is the one that was found so far."""
    while length := _form_length(rest, at_end):
        run = rest[-length:] if at_end else rest[:length]
        found = lexicon_orgs.LEGAL_FORMS[" ".join(run)]
        if form and found != form and not _OF_OTHERS.isdisjoint((form, found)):
            break  # the cooperative of a firm is not the firm
        form = form or found
        rest = rest[:-length] if at_end else rest[length:]
    return form, rest


_OF_OTHERS: Final = frozenset({"Koperasi", "Yayasan", "Perkumpulan"})


def _drop_listing(tokens: list[str]) -> list[str]:
    """Without "Tbk" at the end, so that "Maju Jaya, PT Tbk" shows its form."""
    while len(tokens) > 1 and tokens[-1] in lexicon_orgs.DROPPED_ORG_WORDS:
        tokens = tokens[:-1]
    return tokens


def _longest_forms(at: int) -> Mapping[str, int]:
    """Of how many words a legal form is at most, by its first word (`at` 0) or its last (-1)."""
    longest: dict[str, int] = {}
    for form in lexicon_orgs.LEGAL_FORMS:
        words = form.split()
        longest[words[at]] = max(len(words), longest.get(words[at], 0))
    return longest


_LONGEST_OPENING: Final = _longest_forms(0)
_LONGEST_ENDING: Final = _longest_forms(-1)


def _form_length(tokens: Sequence[str], at_end: bool) -> int:
    """Of how many words the form is at this end; a name keeps at least one word."""
    longest = _LONGEST_ENDING.get(tokens[-1]) if at_end else _LONGEST_OPENING.get(tokens[0])
    for length in range(min(longest or 0, len(tokens) - 1), 0, -1):
        run = tokens[-length:] if at_end else tokens[:length]
        if " ".join(run) in lexicon_orgs.LEGAL_FORMS:
            return length
    return 0


_SMALL: Final = lexicon_orgs.SMALL_ORG_WORDS | {"&"}
_COUNTS: Final = frozenset(lexicon_bodies.ROMAN.keys() | lexicon_bodies.NUMBER_WORDS.keys())
_REGIONAL_BANK: Final = ("bank", "pembangunan", "daerah")
_KNOWN_LETTERS: Final = frozenset(lexicon_orgs.KNOWN_ACRONYMS)
# Without one of these a name says no place and no number that is written in letters.
_PLACED_OR_COUNTED: Final = OPEN_A_PLACE | _COUNTS


def _readings(tokens: Sequence[str], kind: str, repeats: bool) -> list[Reading]:
    """The name as written and, for a body known by its letters, spelt out."""
    main = _reading(tokens, kind, repeats)
    if not main.words and not main.numbers:
        return []
    readings = [main]
    if tokens[0] == "bank" and _is_of_a_region(tokens) and len(main.words) > len(_REGIONAL_BANK):
        # "Bank Pembangunan Daerah Kalimantan Selatan" is called Bank Kalsel.
        readings.append(_reading((tokens[0], *tokens[3:]), kind, repeats))
    if not (repeats or _KNOWN_LETTERS.isdisjoint(tokens) or kind in lexicon_bodies.PLACED):
        known = lexicon_orgs.KNOWN_ACRONYMS
        spelt: list[str] = []
        for token in tokens:
            spelt += known.get(token, token).split()
        full = list(dict.fromkeys(spelt))
        readings.append(_reading(full, kind or kind_of(full, ""), False))
    others = _OTHER_READINGS.get(main.texts)
    if not others and main.places:
        others = _OTHER_READINGS.get(_without_places(main))
    return [*readings, *others] if others else readings


def _is_of_a_region(tokens: Sequence[str]) -> bool:
    return tuple(tokens[: len(_REGIONAL_BANK)]) == _REGIONAL_BANK


def _without_places(reading: Reading) -> tuple[str, ...]:
    places = {word for place in reading.places for word in place.name.split()}
    return tuple([text for text in reading.texts if text not in places]) if places else ()


def _reading(tokens: Sequence[str], kind: str, repeats: bool) -> Reading:
    said = [t for t in tokens if t not in _SMALL][:_MOST_WORDS]
    if _PLACED_OR_COUNTED.isdisjoint(said) and "".join(said).isalpha():
        words = [org_word(text) for text in said]
        return Reading(tuple(words), (), acronym_of(words), False, kind, (), repeats)
    placed = kind in lexicon_bodies.PLACED
    spans = places_in(said, placed)
    of_places = {at + step for at, length, _ in spans for step in range(length)}
    words = []
    places = [place for _, _, place in spans]
    numbers: list[str] = []
    for at, text in enumerate(said):
        if at in of_places:
            words.append(org_word(text, True))
            continue
        if at and text[:2] in NEIGHBOURHOODS and text[2:].isdecimal():
            places.append(Place(text[2:].lstrip("0") or "0", text[:2], False))
            continue
        counts = text in _COUNTS or not text.isalpha()
        number = _number(text, at, placed or at + 1 == len(said)) if counts else ""
        if number:
            numbers.append(number)
        else:
            words.append(org_word(_as_word(text) if counts and not at else text))
    return Reading(
        tuple(words), tuple(sorted(numbers)), acronym_of(words), False, kind, tuple(places), repeats
    )


def _number(token: str, at: int, in_words: bool) -> str:
    """The number of "II", "2", "007" or "Dua"; a name may begin with a letter that looks Roman, and
    "3 Dara" is called Tiga Dara."""
    if token.isdecimal() and token.isascii():
        number = token.lstrip("0") or "0"
        return "" if at == 0 and _is_said(number) else number
    if not at:
        return ""
    return lexicon_bodies.ROMAN.get(token, "") or (
        lexicon_bodies.NUMBER_WORDS.get(token, "") if in_words else ""
    )


_TWO_FIGURES: Final = re.compile(r"[1-9]{2}")


def _is_said(number: str) -> bool:
    return number in lexicon_bodies.NUMBERS_AS_WORDS or bool(_TWO_FIGURES.fullmatch(number))


def _as_word(token: str) -> str:
    """ "3 Dara" is Tiga Dara and "86 Logistik" Delapan Enam, which is one word and no other order."""
    figures = token.lstrip("0")
    said = lexicon_bodies.NUMBERS_AS_WORDS
    if figures in said:
        return said[figures]
    return "".join([said[figure] for figure in figures]) if _is_said(figures) else token


def _renamed() -> Mapping[tuple[str, ...], Sequence[Reading]]:
    """By the words of a name that everybody knows, the readings of the other names of that body."""
    read = {name: _read(Name(name), [], []) for name in RENAMED}
    as_read = {name: _reading(one.tokens, one.kind, False) for name, one in read.items()}
    return {as_read[name].texts: [as_read[o] for o in others] for name, others in RENAMED.items()}


_OTHER_READINGS: Final = _renamed()

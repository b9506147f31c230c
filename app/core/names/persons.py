"""Read the name of a person: titles and degrees off, aliases and father apart, order set right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from app.core.names import lexicon, short_forms
from app.core.names.folding import clean, is_plain
from app.core.names.prepared import Gender, PreparedName, Reading
from app.core.names.words import Word, person_word

_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_ALIAS: Final = re.compile(
    r"(?:^|(?<=[\s,]))(?:"
    + "|".join(sorted(lexicon.ALIAS_MARKS))
    + r"|a\.k\.a|d/h|d\.h\.?)\.?(?=[\s:])|(?<=\w{2}\s)al\.(?=\s)|[@=]|(?<=\w{3})\s*/\s*(?=\w)|\s/\s"
)
_OTHER_SIGNS: Final = re.compile(r"[^\w\s.,]|_")
_MOST_WORDS: Final = 12
_LONGEST_DEGREE: Final = 4
_LONGEST_TITLE: Final = 3


class _Atom(NamedTuple):
    """A piece between blanks and dots; `dotted` if a dot follows it, `given` if it is surely the
    initial of a given name and no title."""

    text: str
    dotted: bool
    given: bool = False


@dataclass(slots=True)
class _Parse:
    """What has been read so far."""

    dropped: list[str] = field(default_factory=list)
    male: bool = False
    female: bool = False

    def drop(self, title: str) -> None:
        self.dropped.append(title)
        self.male = self.male or title in lexicon.MALE_TITLES or title in lexicon.SONS
        self.female = self.female or title in lexicon.FEMALE_TITLES or title in lexicon.DAUGHTERS

    @property
    def gender(self) -> Gender:
        if self.male == self.female:
            return ""
        return "m" if self.male else "f"


def prepare_person(shown: str, aliases: Sequence[str] = ()) -> PreparedName:
    """Split `shown` into words that can be compared; `aliases` are further names of the person."""
    text = clean(shown)
    if not aliases and (texts := _bare_words(text)):
        return PreparedName("person", shown[:480], (Reading(_one_by_one(texts)),))
    parse = _Parse()
    names = _names_of(text)
    if aliases:
        names += [clean(alias) for alias in aliases]
    readings: list[Reading] = []
    for name in names:
        words = _read(name, parse)
        if words:
            readings.append(Reading(words))
        if words and len(words) <= _MOST_WORDS_AFTER_LETTERS:
            readings += _by_letters(name, words)
    return PreparedName("person", shown[:480], tuple(readings), tuple(parse.dropped), parse.gender)


def _bare_words(text: str) -> list[str]:
    """The words of a name with no sign, title or degree in it, which most are; else none."""
    if not is_plain(text):
        return []
    texts = text.split()
    bare = len(texts[0]) > 1 and _is_bare(texts) and _SAY_MORE.isdisjoint(texts)
    return texts[:_MOST_WORDS] if bare else []


_MOST_WORDS_AFTER_LETTERS: Final = 2


def _by_letters(name: str, words: Sequence[Word]) -> list[Reading]:
    """ "H.A. Waworuntu" and "R.A. Kusuma" with what was taken for a title as initials.

    Only where one word follows two letters, or a clan follows one: elsewhere the title is likelier.
    """
    letters = _leading_letters(name) if name[1:2] in _AFTER_A_LETTER else []
    last = words[-1]
    if not letters or last.initial or any(not word.initial for word in words[:-1]):
        return []
    if len(letters) < _LETTERS_OF_A_NAME and last.text not in lexicon.CLANS:
        return []
    initials = tuple([person_word(letter) for letter in letters])
    return [] if (*initials, last) == tuple(words) else [Reading((*initials, last), letters=True)]


def _leading_letters(name: str) -> list[str]:
    """The single letters before the first word, if the name begins with some: "h. a. waworuntu"."""
    found = _LETTERS.match(name)
    return [letter for letter in found.group() if letter.isalpha()] if found else []


_LETTERS: Final = re.compile(r"(?:[a-z](?:\.\s*|\s+)){1,3}(?=[a-z]{3})")
_LETTERS_OF_A_NAME: Final = 2
_AFTER_A_LETTER: Final = frozenset(". ")


def _names_of(text: str) -> list[str]:
    """The name itself, then what stands behind "alias" or in brackets."""
    if _is_one(text):
        return [text]
    if any(mark in text for mark in lexicon.KIN_MARKS):
        text = _KIN.sub("", text)
    inside: list[str] = []
    if "(" in text:
        inside = [found for found in _BRACKETS.findall(text) if _is_name(found)]
        text = _BRACKETS.sub(" ", text)
    return _ALIAS.split(text) + inside


def _is_one(text: str) -> bool:
    """Whether nothing in it can begin another name: most are read so, and quicker."""
    if is_plain(text):
        return _BEGIN_ANOTHER.isdisjoint(text.split())
    if _SIGNS_OF_ANOTHER.search(text):
        return False
    return _BEGIN_ANOTHER_DOTTED.isdisjoint(text.replace(".", " ").replace(",", " ").split())


_BEGIN_ANOTHER: Final = lexicon.ALIAS_MARKS | lexicon.KIN_MARKS
_BEGIN_ANOTHER_DOTTED: Final = _BEGIN_ANOTHER | {"al"}
_SIGNS_OF_ANOTHER: Final = re.compile(r"[(@=/:]|k\.a|d\.h")
_KIN: Final = re.compile(
    r"(?<=\w{3})[\s,.]+\(?(?:" + "|".join(sorted(lexicon.KIN_MARKS)) + r")(?=[\s.:]).*"
)


def _is_name(text: str) -> bool:
    """Whether what stands in brackets is another name and not a degree or "(alm.)"."""
    squeezed = text.replace(".", "").replace(" ", "")
    known = squeezed in lexicon.DEGREES or squeezed in lexicon.FRONT_TITLES
    return len(squeezed) > 2 and not known and not squeezed.isdigit()  # noqa: PLR2004 (initials)


def _read(name: str, parse: _Parse) -> tuple[Word, ...]:
    if is_plain(name):
        texts = name.split()
        if _is_bare(texts):
            if _TAKEN_TOGETHER.isdisjoint(texts):
                return _one_by_one(texts[:_MOST_WORDS])
            return _to_words([_Atom(text, False) for text in texts[:_MOST_WORDS]], parse)
        segments = [[_Atom(text, False) for text in texts]]
    else:
        if not name.replace(".", "").replace(",", "").replace(" ", "").isalpha():
            name = _MISREAD_WORD.sub(_with_letters, _OTHER_SIGNS.sub(" ", name))
        segments = [_atoms(part) for part in name.split(",")]
    segments = _without_lone_titles([atoms for atoms in segments if atoms], parse)
    if not segments:
        return ()
    front = _without_degrees(_without_titles(segments[0], parse), parse)
    kept = front
    if len(segments) > 1:
        kept = _given_names_behind_comma(front, segments[1:], parse) + front
    if not kept:
        # A name of nothing but titles keeps its words.
        kept = [atom for atoms in segments for atom in atoms]
    return _to_words(kept[:_MOST_WORDS], parse)


# What a scanner makes of I, O and S: "L1l1s Suryan1". A 1 behind a vowel counts namesakes: "Budi1".
_MISREAD_WORD: Final = re.compile(
    r"\b(?=\d*[a-z]\d*[a-z])(?=\w*(?:[015][a-z]|[b-df-hj-np-tv-z][015]))[a-z015]{3,}\b"
)
_MISREAD: Final = str.maketrans("015", "ois")


def _with_letters(word: re.Match[str]) -> str:
    return word.group().translate(_MISREAD)


def _is_bare(texts: Sequence[str]) -> bool:
    """Whether no title, degree or short form can be at either end of these words without signs."""
    return texts[0] not in _OPENERS and texts[-1] not in _CLOSERS


def _without_lone_titles(segments: list[list[_Atom]], parse: _Parse) -> list[list[_Atom]]:
    """Read "Drs, H. Karnadi" as if the comma were a dot."""
    rest = segments
    while len(rest) > 1 and all(atom.text in lexicon.FRONT_TITLES for atom in rest[0]):
        for atom in rest[0]:
            parse.drop(atom.text)
        rest = rest[1:]
    return rest


def _atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    for token in text.split():
        if "." not in token:
            atoms.append(_Atom(token, False))
            continue
        pieces = token.split(".")
        last = len(pieces) - 1
        atoms += [_Atom(piece, at < last) for at, piece in enumerate(pieces) if piece]
    return atoms


def _squeeze(atoms: Sequence[_Atom]) -> str:
    return "".join([atom.text for atom in atoms])


def _without_titles(atoms: list[_Atom], parse: _Parse) -> list[_Atom]:
    rest = list(atoms)
    while rest and (len(rest[0].text) == 1 or rest[0].text in _BEGIN_A_TITLE):
        rest = _with_opening_pair(rest)
        length = _title_length(rest) or _is_corps(rest, parse)
        if not length or length >= len(rest):
            break
        parse.drop(_squeeze(rest[:length]))
        rest = rest[length:]
    return rest


_LONGEST_SHORT_FORM: Final = 3


def _with_opening_pair(atoms: list[_Atom]) -> list[_Atom]:
    """Spell out "IB", "I.B." and "AA" at the front; split "HM" into H. and M."""
    first = atoms[0].text
    if first in lexicon.OPENING_LETTERS and not atoms[0].dotted and len(atoms) > 1:
        atoms = [_Atom(letter, True) for letter in first] + atoms[1:]
        first = atoms[0].text
    if len(first) > _LONGEST_SHORT_FORM or len(atoms) == 1:
        return atoms
    length = 1
    if len(first) == 1 and atoms[0].dotted and atoms[1].dotted:
        first, length = first + atoms[1].text, 2
    pair = lexicon.OPENING_PAIRS.get(first)
    if pair is None or len(atoms) <= length:
        return atoms
    return [_Atom(pair[0], True), _Atom(pair[1], atoms[length - 1].dotted), *atoms[length:]]


def _is_corps(atoms: Sequence[_Atom], parse: _Parse) -> bool:
    """ "Kol. Inf.", "Letkol Laut": the arm of the service behind the rank."""
    after_rank = bool(parse.dropped) and parse.dropped[-1] in lexicon.RANKS
    return after_rank and atoms[0].text in lexicon.CORPS


_R_AND_RANK: Final = 2


def _title_length(atoms: Sequence[_Atom]) -> int:
    """How many atoms at the front form a title: "H." one, "K. H." two."""
    if len(atoms[0].text) == 1:
        for length in range(min(_LONGEST_TITLE, len(atoms) - 1), 1, -1):
            run = atoms[:length]
            if _are_dotted_letters(run) and _squeeze(run) in lexicon.FRONT_TITLES:
                return length
    if len(atoms) > _R_AND_RANK and atoms[0].text == "r" and atoms[1].text in lexicon.AFTER_RADEN:
        return 1
    return 1 if len(atoms) > 1 and atoms[0].text in lexicon.FRONT_TITLES else 0


def _are_dotted_letters(run: Sequence[_Atom]) -> bool:
    """ "K. H." is one title; "Dr. H." are two."""
    return _all_but_last_dotted(run) and all(len(atom.text) == 1 for atom in run)


def _all_but_last_dotted(run: Sequence[_Atom]) -> bool:
    return all(atom.dotted for atom in run[:-1])


def _without_degrees(atoms: list[_Atom], parse: _Parse, keep: int = 1) -> list[_Atom]:
    rest = list(atoms)
    while len(rest) > keep:
        length = _degree_length(rest, keep)
        if not length:
            break
        parse.drop(_squeeze(rest[-length:]))
        rest = rest[:-length]
    return rest


_LONGEST_DEGREE_PIECE: Final = 9


def _degree_length(atoms: Sequence[_Atom], keep: int) -> int:
    """How many atoms at the end form a degree: "SE" one, "S. Pd. I" three."""
    if len(atoms[-1].text) > _LONGEST_DEGREE_PIECE:
        return 0
    longest = 1
    while longest < min(_LONGEST_DEGREE, len(atoms) - keep) and atoms[-longest - 1].dotted:
        longest += 1
    for length in range(longest, 0, -1):
        run = atoms[-length:]
        squeezed = _squeeze(run) if length > 1 else run[0].text
        weak = keep and length == 1 and _may_be_a_name(run[0])
        if not weak and _is_degree(squeezed):
            return length
    return 0


def _may_be_a_name(atom: _Atom) -> bool:
    """A degree without dots that may be initials, or letters that are short for a clan (Smb.)."""
    if atom.dotted and atom.text in lexicon.CLANS_OR_DEGREES:
        return True
    return not atom.dotted and atom.text in lexicon.WEAK_DEGREES


def _is_degree(squeezed: str) -> bool:
    if len(squeezed) == 1:
        return False
    return squeezed in lexicon.DEGREES or squeezed in _TITLES_BEHIND


_TITLES_BEHIND: Final = frozenset({"drs", "dra", "ir", "hj", "prof", "dr"})
_OPENERS: Final = lexicon.FRONT_TITLES.union(lexicon.OPENING_PAIRS, lexicon.OPENING_LETTERS)
_BEGIN_A_TITLE: Final = _OPENERS | lexicon.CORPS
_CLOSERS: Final = lexicon.DEGREES | _TITLES_BEHIND


def _given_names_behind_comma(
    front: Sequence[_Atom], tail: Sequence[list[_Atom]], parse: _Parse
) -> list[_Atom]:
    """The given names of "Tarigan, Dra. Siti, M.Si."; all else behind a comma is a degree."""
    for place, atoms in enumerate(tail):
        rest = _without_degrees(_without_titles(atoms, parse), parse, keep=0)
        rest = [atom for atom in rest if _squeeze([atom]) not in lexicon.FRONT_TITLES]
        if place == 0 and len(front) <= _LONGEST_TITLE and _look_like_names(rest, front):
            for later in tail[1:]:
                parse.drop(_squeeze(later))
            return [atom._replace(given=len(atom.text) == 1) for atom in rest]
        if rest:
            parse.drop(_squeeze(rest))
    return []


_SHORTEST_NAME: Final = 3


def _look_like_names(atoms: Sequence[_Atom], front: Sequence[_Atom]) -> bool:
    """Given names, or their initials behind a family name that stands alone ("Wardhani, R.")."""
    if atoms and len(front) == 1 and all(len(a.text) == 1 and a.dotted for a in atoms):
        return True
    long = [a for a in atoms if len(a.text) > _SHORTEST_NAME or person_word(a.text).known]
    degree_like = (a for a in atoms if a.dotted and len(a.text) > 1)
    return bool(long) and all(atom.text in lexicon.FAMILY_OF for atom in degree_like)


def _one_by_one(texts: Sequence[str]) -> tuple[Word, ...]:
    """The words of most names, none of which changes how another is read."""
    words = [*_word_or_words(texts[0], False, len(texts) > 1, False)]
    for text in texts[1:]:
        words += _word_or_words(text, False, False, False)
    return tuple(_without_repeats(words))


def _to_words(atoms: Sequence[_Atom], parse: _Parse) -> tuple[Word, ...]:
    atoms = _balinese(_with_articles(atoms))
    last = len(atoms) - 1
    words: list[Word] = []
    # "R. Sembiring" is no Raden: the clan says that the letter is a name's.
    of_clan = atoms[last].text in lexicon.CLANS and len(atoms[0].text) == 1
    father = _is_second_of_raden(atoms[0].text, parse) and last > 0
    for place, (text, dotted, given) in enumerate(atoms):
        if text in _MARKS and 0 < place < last:
            if text in lexicon.FATHER_MARKS:
                parse.drop(text)
                father = True
            continue
        opens = place == 0 < last and not given and not of_clan
        words += _word_or_words(text, father, opens, dotted)
        father = father and place > 0
    return tuple(_without_repeats(words))


def _is_second_of_raden(text: str, parse: _Parse) -> bool:
    """Raden Ajeng, Raden Mas: the second word of the title is left out as often as the first."""
    after_raden = bool(parse.dropped) and parse.dropped[-1] in _RADEN
    return after_raden and text in lexicon.AFTER_RADEN


def _with_articles(atoms: Sequence[_Atom]) -> Sequence[_Atom]:
    """Al-Athas, Al Athas and Alathas are one word, As-Saggaf too; "As" before another letter stays."""
    if lexicon.ARTICLES.isdisjoint([atom.text for atom in atoms]):
        return atoms
    joined: list[_Atom] = []
    article = ""
    for at, atom in enumerate(atoms):
        before = article
        follows = at + 1 < len(atoms) and not atom.dotted and not before
        article = atom.text if follows and _is_article(atom.text, atoms[at + 1].text) else ""
        if not article:
            joined.append(_Atom(before + atom.text, atom.dotted))
    return joined


def _is_article(text: str, following: str) -> bool:
    if text not in lexicon.ARTICLES or len(following) < _SHORTEST_AFTER_ARTICLE:
        return False
    return text[1] == "l" or following.startswith(text[1:])


_SHORTEST_AFTER_ARTICLE: Final = 3


def _balinese(atoms: Sequence[_Atom]) -> Sequence[_Atom]:
    """ "I Md. Sudarma" and "I M. Sudarma": what the short form of the second word means there."""
    if len(atoms) == 1 or atoms[0].text not in _BALINESE_OPENINGS:
        return atoms
    read = list(atoms)
    for place in range(1, min(3, len(atoms))):
        text = read[place].text
        # "I G. N. Oka": after Gusti stands Ngurah, not Nyoman.
        if place == 1 or len(text) > 1:
            read[place] = _Atom(lexicon.AFTER_BALINESE_OPENING.get(text, text), read[place].dotted)
    return read


_BALINESE_OPENINGS: Final = ("i", "ni")
_MARKS: Final = lexicon.FATHER_MARKS | lexicon.CLAN_MARKS
_TAKEN_TOGETHER: Final = _MARKS.union(lexicon.ARTICLES, lexicon.MAYBE_TITLES, _BALINESE_OPENINGS)
_SAY_MORE: Final = _BEGIN_ANOTHER | _TAKEN_TOGETHER


_MAYBE_INITIALS: Final = 2
# Two letters that open a name and are not initials, with a dot or without.
_OPENING_SHORT_FORMS: Final = frozenset(["kt", "km", "kd", "dk", "gt", "wy", "dw", "gd", "nr"])
_RADEN: Final = frozenset({"raden", "rd", "r"})


@lru_cache(maxsize=65536)
def _word_or_words(text: str, father: bool, first: bool, dotted: bool) -> tuple[Word, ...]:
    if first and text in lexicon.MAYBE_TITLES:
        return (person_word(text, True),)
    if _may_be_several(text) and text not in lexicon.FAMILY_OF:
        return tuple([person_word(*part) for part in _parts(text, father, first, dotted)])
    return (person_word(text, father, dotted),)


def _may_be_several(text: str) -> bool:
    together = text.startswith("abd") or text in lexicon.WRITTEN_TOGETHER
    return together or len(text) == _MAYBE_INITIALS


def _parts(text: str, father: bool, first: bool, dotted: bool) -> list[tuple[str, bool, bool]]:
    """The words that are written as one, with whether they are optional and dotted."""
    if text in lexicon.WRITTEN_TOGETHER:
        return [(part, father, False) for part in lexicon.WRITTEN_TOGETHER[text]]
    if len(text) == _MAYBE_INITIALS and _are_initials(text, first, dotted):
        return [(letter, True, False) for letter in text]
    prefix = _abdul_length(text)
    if prefix:
        return [("abdul", father, False), (text[prefix:], father, False)]
    return [(text, father, dotted)]


def _are_initials(text: str, first: bool, dotted: bool) -> bool:
    """ "Bambang SP" has two initials; "Km." and "Th." are short for one word."""
    if not set(text).isdisjoint("aeiouy") or not text.isalpha():
        return False
    return text not in (short_forms.MEANINGS if dotted else _OPENING_SHORT_FORMS if first else ())


_ABDUL: Final = re.compile(
    r"abd(?:u|oe|o|e)(?:l(?!l?ah)|(?=([rsndtz])\1)|(?=s[hy])|(?=[rsn][aeio]))(?=\w{4})"
)


def _abdul_length(text: str) -> int:
    """How many letters of "abdurrahman" are the servant's "abdur"; 0 if it is no such compound."""
    found = _ABDUL.match(text)
    if not found:
        return 0
    doubled = found.group(1) is not None
    return found.end() + (1 if doubled else 0)


def _without_repeats(words: Sequence[Word]) -> list[Word]:
    """Karo-Karo and Perangin-angin count once."""
    return [word for at, word in enumerate(words) if at == 0 or word is not words[at - 1]]

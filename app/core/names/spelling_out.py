"""Spell out what people clip in a body's name: Disdikbud, DPMPTSP, SMPN3, Jkt; in one fixed way."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from rapidfuzz.distance import OSA

from app.core.names import lexicon_bodies, lexicon_orgs, regions
from app.core.names.associations import board_in_full
from app.core.names.english_names import MAY_BE_ENGLISH, in_indonesian
from app.core.names.lexicon_associations import BOARDS, SHORT_BOARDS

# A name with one of these at either end is a firm's own: "PT MAN" is no madrasah.
_FIRMS: Final = frozenset(
    {"pt", "cv", "ud", "fa", "firma", "nv", "pd", "po", "tbk", "persero", "ltd", "inc", "bhd"}
)
_OFFICE: Final = re.compile(r"(kemenko|kemen|dis|din)(lh|pu|kb|ag|lu|[a-z0-9]{3,})")
_GLUED: Final = re.compile(r"([a-z]+)(\d{1,3})")
_SHORT_CLIP: Final = 3
_SHORTEST_HEAD: Final = 6
_SUBJECT_FOLLOWS: Final = frozenset({"dinas", "kementerian"})
# Short forms that the next word decides about.
_READ_ON: Final = frozenset({"kel", *lexicon_bodies.OPENING})
_PARTS: Final = sorted(lexicon_bodies.OFFICE_PARTS.items(), key=lambda part: -len(part[0]))
_PHRASES: Final[dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]] = {}
for _full, _short in sorted(lexicon_bodies.PHRASES.items(), key=lambda pair: -len(pair[0])):
    _PHRASES.setdefault(_full[0], []).append((_full, _short))
_BEGIN_PHRASES: Final = frozenset({"n", *_PHRASES})


def spell_out(tokens: Sequence[str], spelt: list[tuple[str, str]]) -> list[str]:
    """The words in full; `spelt` gains each short form with what it was read as."""
    if not tokens:
        return []
    in_tables = not _IN_TABLES.isdisjoint(tokens)
    if in_tables:
        tokens = _told_by_others(tokens)
    firm = tokens[0] in _FIRMS or tokens[-1] in _FIRMS
    if in_tables:
        tokens = tokens if firm else in_indonesian(tokens)
    elif firm:
        return _without_echo(tokens)
    done = _each_in_full(tokens, firm, spelt)
    return _without_echo(regions.written_as_usual(_phrased(done)))


def _each_in_full(tokens: Sequence[str], firm: bool, spelt: list[tuple[str, str]]) -> list[str]:
    opening = 1 if tokens[0] in _BEFORE_OPENING else 0
    done: list[str] = []
    behind = False
    for place, short in enumerate(tokens):
        words = None
        if behind:
            words = _subjects(short)
        elif place <= opening or short in _SHORT_INSIDE or short.startswith(_MINISTRY):
            more = "".join(tokens[place + 1 : place + 2]) if short in _READ_ON else ""
            words = _spelt(short, place <= opening, firm, more)
        if words is None:
            done.append(short)
        else:
            done += words
            spelt.append((short, " ".join(words)))
        behind = short in _SUBJECT_FOLLOWS
    return done


_BEFORE_OPENING: Final = (lexicon_orgs.LEGAL_FORMS.keys() | BOARDS.keys()) - {"sdn"}
_MINISTRY: Final = "kemen"
# What is short for something behind the opening of a name as well.
_SHORT_INSIDE: Final = frozenset({"kel"}).union(
    lexicon_orgs.ORG_EXPANSIONS, lexicon_bodies.SCHOOLS, lexicon_bodies.BODY_EXPANSIONS,
    regions.CLIPPED,
)  # fmt: skip


_NUMBER: Final = re.compile(r"\d+|i{1,3}|iv|vi{0,3}|ix|x")
_ARABIC: Final = frozenset({"al", "an", "ar", "as", "at", "az"}) | lexicon_bodies.BLESSINGS


def _told_by_others(tokens: Sequence[str]) -> Sequence[str]:
    """Letters whose meaning the other words decide: a numbered SDI is one of the president's schools
    ("inpres") and no Islamic one; before "BMT" the kind of cooperative says nothing."""
    if tokens[0] in _TOLD_BY_THE_NEXT:
        tokens = _told_by_the_next(tokens)
    if "sdi" in tokens and _ARABIC.isdisjoint(tokens) and any(map(_NUMBER.fullmatch, tokens)):
        return [word for t in tokens for word in (("sd", "inpres") if t == "sdi" else (t,))]
    if "bmt" in tokens:
        at = tokens.index("bmt")
        if lexicon_bodies.BEFORE_BMT.issuperset(tokens[:at]):
            return ["koperasi", *tokens[at:]]
    return tokens


_TOLD_BY_THE_NEXT: Final = SHORT_BOARDS.keys() | {"bank"}
# A firm's name with none of these is in full.
_IN_TABLES: Final = frozenset({"sdi", "bmt"}).union(
    _TOLD_BY_THE_NEXT,
    MAY_BE_ENGLISH,
    _SHORT_INSIDE,
    _SUBJECT_FOLLOWS,
    _BEGIN_PHRASES,
    regions.HALVES,
)
_OF_VILLAGES: Final = frozenset(
    {
        "desa",
        "ds",
        "kalurahan",
        "kecamatan",
        "kec",
        "dusun",
        "nagari",
        "gampong",
        "pekon",
        "kampung",
    }
)
_BANKING: Final = frozenset({"bank", "pt", "syariah", "tbk", "persero", "perseroda"})


def _told_by_the_next(tokens: Sequence[str]) -> Sequence[str]:
    """What an opening means before the word behind it: "PC Fatayat NU", "BPD Desa …", "Bank BJB"."""
    tokens = board_in_full(tokens)
    opening, following = tokens[0], "".join(tokens[1:2])
    if (opening, following) in _OPENINGS:
        return [*_OPENINGS[opening, following], *tokens[2:]]
    if opening == "bpd" and following and _BANKING.isdisjoint(tokens):
        of_a_village = not _OF_VILLAGES.isdisjoint(tokens) or not regions.opens(following)
        if of_a_village:
            rest = tokens[2:] if following in ("desa", "ds") else tokens[1:]
            return ["badan", "permusyawaratan", "desa", *rest]
    return tokens


_OPENINGS: Final = {
    ("bank", "bjb"): ("bank", "jawa", "barat", "banten"),
    ("bank", "9"): ("bank",),
}


def _without_echo(tokens: Sequence[str]) -> list[str]:
    """ "Bank BPD …" says bank twice."""
    if len(set(tokens)) == len(tokens):
        return list(tokens)
    return [token for token, _again in groupby(tokens)]


@lru_cache(maxsize=65536)
def _spelt(short: str, opens: bool, firm: bool, more: str) -> tuple[str, ...] | None:
    full = ""
    if opens or short not in lexicon_orgs.OPENING_EXPANSIONS:
        full = lexicon_orgs.ORG_EXPANSIONS.get(short, "")
    if not full and not firm:
        full = _of_a_body(short, opens, more)
    if not full and (not opens or len(short) > _SHORT_CLIP):
        full = regions.CLIPPED.get(short, "")
    return tuple(full.split()) if full and full != short else None


# By their first letter and the length of what may be written for them.
_HEADS: Final[dict[tuple[str, int], list[str]]] = {}
for _head in (*lexicon_bodies.KINDS, "koperasi", "yayasan", "perkumpulan", "pesantren"):
    if len(_head) > _SHORTEST_HEAD:
        for _length in (len(_head) - 1, len(_head), len(_head) + 1):
            _HEADS.setdefault((_head[0], _length), []).append(_head)


def _meant_head(written: str) -> str:
    """ "Koprasi", "Puskemas": a slip in the word that says what kind of body it is."""
    if len(written) < _SHORTEST_HEAD or written in lexicon_orgs.LEGAL_FORMS:
        return ""
    for head in _HEADS.get((written[0], len(written)), ()):
        if OSA.distance(written, head, score_cutoff=1) == 1:
            return head
    return ""


def _of_a_body(short: str, opens: bool, more: str) -> str:
    if short == "kel":
        return "kelompok" if more in lexicon_bodies.GROUPS_OF else "kelurahan"
    if opens and short in lexicon_bodies.OPENING and _goes_on(short, more):
        return lexicon_bodies.OPENING[short]
    if not opens and len(short) <= _SHORT_CLIP and short in regions.CLIPPED:
        return regions.CLIPPED[short]
    known = lexicon_bodies.SCHOOLS.get(short) or lexicon_bodies.BODY_EXPANSIONS.get(short)
    if known or not (opens or short.startswith(_MINISTRY)):
        return known or ""
    return _office(short) or _meant_head(short)


# A bank and a football club.
_OTHERWISE_KNOWN: Final = frozenset(
    {("kb", "bukopin"), ("kb", "bank"), ("kb", "valbury"), ("kb", "finansia"), ("persis", "solo")}
)


def _goes_on(short: str, more: str) -> bool:
    if (short, more) in _OTHERWISE_KNOWN:
        return False
    if short in lexicon_bodies.BEFORE_NUMBERS:
        return more.isdecimal() or regions.opens(more)
    return bool(more)


def _office(short: str) -> str:
    """ "Disperindag": dinas, perindustrian, perdagangan; "" unless every letter is accounted for."""
    found = _OFFICE.fullmatch(short)
    if found is None:
        return ""
    clip, rest = found.groups()
    subjects = _subjects_in(rest)
    return " ".join([lexicon_bodies.OFFICE_CLIPS[clip], *subjects]) if subjects else ""


@lru_cache(maxsize=4096)
def _subjects(short: str) -> tuple[str, ...] | None:
    """ "Dinas Dukcapil", "Dinas Perkim": what follows the kind may be clipped as well."""
    full = lexicon_bodies.BODY_EXPANSIONS.get(short) or " ".join(_subjects_in(short))
    return tuple(full.split()) if full and full != short else None


def _subjects_in(rest: str) -> list[str]:
    ways: dict[int, list[str]] = {0: []}
    for end in range(len(rest)):
        if end not in ways:
            continue
        for part, full in _PARTS:
            if rest.startswith(part, end) and end + len(part) not in ways:
                ways[end + len(part)] = [*ways[end], full]
    return ways.get(len(rest), [])


def unglued(token: str) -> list[str]:
    """ "SMPN3" is SMPN 3."""
    found = _GLUED.fullmatch(token)
    if found and (
        found[1] in lexicon_bodies.SCHOOLS
        or found[1] in lexicon_bodies.SCHOOL_KINDS
        or found[1] in lexicon_bodies.KINDS
        or found[1] in lexicon_bodies.OPENING
    ):
        return [found[1], found[2]]
    return [token]


def _phrased(tokens: list[str]) -> list[str]:
    """Heads written in full, brought back to what everybody calls them."""
    if _BEGIN_PHRASES.isdisjoint(tokens):
        return tokens
    done: list[str] = []
    at = 0
    while at < len(tokens):
        word = tokens[at]
        if word == "n" and done and done[-1] in lexicon_bodies.SCHOOL_KINDS:
            done.append("negeri")
            at += 1
            continue
        for full, short in _PHRASES.get(word, ()):
            if tuple(tokens[at : at + len(full)]) == full:
                done += short
                at += len(full)
                break
        else:
            done.append(word)
            at += 1
    return done

"""Say in Indonesian why two names are or are not taken for one: every word of it from the alignment.

The sentences are plain templates so that a page may translate `template` with `values`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from app.core.names import likeness as rules
from app.core.names.alignment import Pair, in_order
from app.core.names.lexicon_bodies import SCHOOL_KINDS
from app.core.names.organisation_scoring import kinds_differ, places_differ, units_differ
from app.core.names.prepared import PreparedName, Reading
from app.core.names.scoring import Comparison, compare
from app.core.names.words import Kind

Effect = Literal["supports", "against", "ignored"]
Band = Literal["strong", "possible", "weak", "none"]

BAND_LABELS: Final[Mapping[Band, str]] = {
    "strong": "kuat",
    "possible": "mungkin",
    "weak": "lemah",
    "none": "tidak serupa",
}
_BANDS: Final[Mapping[Kind, tuple[tuple[float, Band], ...]]] = {
    "person": ((0.90, "strong"), (0.80, "possible"), (0.65, "weak")),
    "org": ((0.85, "strong"), (0.65, "possible"), (0.45, "weak")),
}

SENTENCES: Final[Mapping[str, str]] = {
    rules.SAME: "“%(left)s” sama pada kedua nama.",
    rules.FAMILY: "“%(left)s” dan “%(right)s” satu keluarga ejaan.",
    rules.SPELLING: "“%(left)s” dan “%(right)s” ejaan berbeda untuk bunyi yang sama.",
    rules.OLD_SPELLING: "“%(left)s” dan “%(right)s” sama jika salah satunya ejaan lama.",
    rules.SOUND: "“%(left)s” dan “%(right)s” berbunyi hampir sama.",
    rules.ARTICLE: "“%(left)s” dan “%(right)s” sama bila kata sandangnya (al-, as-) disamakan.",
    rules.VOWEL: "“%(left)s” dan “%(right)s” berbeda satu huruf hidup.",
    rules.TYPO: "“%(left)s” dan “%(right)s” berbeda satu atau dua huruf, mungkin salah ketik.",
    rules.SHORTENED: "“%(left)s” dan “%(right)s”: yang satu mungkin singkatan yang lain.",
    rules.INITIAL: "“%(left)s” dan “%(right)s”: huruf depannya cocok.",
    rules.JOINED: "“%(left)s” dan “%(right)s” sama bila ditulis serangkai.",
    rules.ACRONYM: "“%(left)s” dan “%(right)s”: yang satu singkatan yang lain.",
    "only_left": "“%(left)s” hanya ada pada nama pertama.",
    "only_right": "“%(right)s” hanya ada pada nama kedua.",
    "contradiction": "“%(left)s” pada nama pertama berlawanan dengan “%(right)s” pada nama kedua.",
    "order": "Urutan katanya berbeda.",
    "alias": "Cocok melalui nama alias, nama lain, atau nama terdahulu.",
    "letters": "Huruf yang dapat berupa gelar dibaca sebagai huruf depan nama: %(left)s.",
    "gender": "Sebutan laki-laki pada satu nama, sebutan perempuan pada yang lain.",
    "legal_form": "Bentuk badan usaha berbeda: %(left)s dan %(right)s.",
    "numbers": "Angka pada nama berbeda: %(left)s dan %(right)s.",
    "kind": "Jenis badan berbeda: %(left)s dan %(right)s.",
    "region": "Daerah berbeda: %(left)s dan %(right)s.",
    "spelt": "Singkatan “%(left)s” dibaca “%(right)s”.",
    "titles": "Gelar, sebutan, atau keterangan diabaikan: %(left)s.",
    "unit": "Cabang atau unit berbeda: %(left)s dan %(right)s.",
    "branch": "Keterangan cabang atau kantor diabaikan: %(left)s.",
    "empty": "Tidak ada kata yang dapat dibandingkan.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the explanation. `likeness` 0…1, `weight` how much the words tell."""

    rule: str
    effect: Effect
    left: str = ""
    right: str = ""
    likeness: float = 0.0
    weight: float = 0.0

    @property
    def template(self) -> str:
        return SENTENCES[self.rule]

    @property
    def values(self) -> dict[str, str]:
        return {"left": self.left, "right": self.right}

    @property
    def sentence(self) -> str:
        return self.template % self.values


@dataclass(frozen=True, slots=True)
class Explanation:
    """The score, the band it falls in and the parts it came from."""

    score: float
    band: Band
    parts: tuple[Part, ...] = field(default_factory=tuple)

    @property
    def label(self) -> str:
        return BAND_LABELS[self.band]

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(part.sentence for part in self.parts)


def band(score: float, kind: Kind) -> Band:
    """The band of a score: never a finding, only the order in which a person looks at it."""
    for least, name in _BANDS[kind]:
        if score >= least:
            return name
    return "none"


def explain_prepared(left: PreparedName, right: PreparedName) -> Explanation:
    if left.kind != right.kind or not left.readings or not right.readings:
        return Explanation(0.0, "none", (Part("empty", "against"),))
    found = compare(left, right)
    parts = (*_from_words(found), *_from_outside(left, right, found), *_ignored(left, right))
    return Explanation(found.score, band(found.score, left.kind), parts)


def _from_words(found: Comparison) -> Iterator[Part]:
    pairs, left_over, right_over = found.alignment
    for pair in sorted(pairs):
        yield _agreeing(pair, found.left, found.right)
    if left_over and right_over:
        yield Part(
            "contradiction",
            "against",
            _written(found.left, left_over),
            _written(found.right, right_over),
            weight=round(sum(found.left.words[at].weight for at in left_over), 2),
        )
        return
    for at in left_over:
        word = found.left.words[at]
        yield Part("only_left", "against", left=_shown(word.written), weight=word.weight)
    for at in right_over:
        word = found.right.words[at]
        yield Part("only_right", "against", right=_shown(word.written), weight=word.weight)


def _agreeing(pair: Pair, left: Reading, right: Reading) -> Part:
    one, other = _written(left, pair.left), _written(right, pair.right)
    rule = rules.FAMILY if pair.rule is rules.SAME and one != other else pair.rule
    return Part(rule, "supports", one, other, pair.likeness, round(pair.weight, 2))


def _written(reading: Reading, places: tuple[int, ...] | list[int]) -> str:
    return " ".join(_shown(reading.words[at].written) for at in places)


def _shown(word: str) -> str:
    return word.upper() if len(word) == 1 or word in _SCHOOLS else word.capitalize()


_SCHOOLS: Final = frozenset({"smp", "sma", "smk", "mts", "slb", "paud"})


def _from_outside(left: PreparedName, right: PreparedName, found: Comparison) -> Iterator[Part]:
    if len(found.alignment.pairs) > 1 and not in_order(found.alignment.pairs):
        yield Part("order", "against")
    if found.through_alias:
        yield Part("alias", "against")
    for reading in (found.left, found.right):
        if reading.letters:
            yield Part("letters", "supports", _initials_of(reading))
    if left.gender and right.gender and left.gender != right.gender:
        yield Part("gender", "against")
    if left.kind == "org":
        yield from _of_bodies(left, right, found)


def _of_bodies(one: PreparedName, other: PreparedName, found: Comparison) -> Iterator[Part]:
    left, right, alignment = found.left, found.right, found.alignment
    if one.legal_form and other.legal_form and one.legal_form != other.legal_form:
        yield Part("legal_form", "against", one.legal_form, other.legal_form)
    if left.numbers != right.numbers:
        yield Part("numbers", "against", _numbers(left), _numbers(right))
    if kinds_differ(left, right):
        yield Part("kind", "against", _kind(left), _kind(right))
    if left.places and right.places and places_differ(left, right, alignment):
        yield Part("region", "against", _places(left), _places(right))
    if one.branch and other.branch and units_differ(one, other):
        yield Part("unit", "against", one.branch.title(), other.branch.title())


def _kind(reading: Reading) -> str:
    kind = reading.kind.replace("_", " ").replace(".", " tingkat ")
    return kind.upper() if kind in SCHOOL_KINDS else _OFFICES.get(kind, kind)


_OFFICES: Final = {"perangkat": "perangkat daerah atau lembaga"}


def _places(reading: Reading) -> str:
    return ", ".join(f"{place.level} {place.name}".strip().title() for place in reading.places)


def _initials_of(reading: Reading) -> str:
    return " ".join(word.text.upper() for word in reading.words if word.initial)


def _numbers(reading: Reading) -> str:
    return ", ".join(reading.numbers) or "tanpa angka"


def _ignored(left: PreparedName, right: PreparedName) -> Iterator[Part]:
    dropped = dict.fromkeys((*left.dropped, *right.dropped))
    if dropped:
        yield Part("titles", "ignored", left=", ".join(word.upper() for word in dropped))
    for short, full in dict.fromkeys((*left.spelt, *right.spelt)):
        yield Part("spelt", "ignored", short.upper(), full)
    branches = [name.branch.title() for name in (left, right) if name.branch]
    if branches:
        yield Part("branch", "ignored", left=", ".join(branches))

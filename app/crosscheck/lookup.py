"""Reading the index: from a name and its numbers to the entries that may be meant, best first."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

import sqlalchemy as sa
from rapidfuzz import fuzz

from app.core import names
from app.core.names import NORM_VERSION, Kind, PreparedName, similarity_prepared
from app.core.names.numbers import Numbers, NumberType
from app.crosscheck import sealing, tokens
from app.crosscheck.candidates import SCREENING, Candidates, Limits, candidates
from app.crosscheck.held import Held
from app.crosscheck.indexing import STATE_ID
from app.crosscheck.models import IndexEntry, IndexNumber, IndexState
from app.crosscheck.named import Part
from app.crosscheck.rows import ByLists, in_chunks, plain_rows, uncollected
from app.crosscheck.sealing import OpenedName
from app.database.base import db

# The weakest likeness that is shown at all, folded away: the band "lemah" (matching §5).
LEAST: Final[Mapping[Kind, float]] = {"person": 0.65, "org": 0.45}
# A different number caps the likeness; such an entry is shown only where the names are this near.
_OTHER_NUMBER: Final = 0.3
_NEAR: Final = 0.8
# Two spellings this near are one name.
SAME_NAME: Final = 0.97


# Entry id, key, interest, person, in which part, and the sealed name opened but not read.
_Row = tuple[int, int, int | None, int | None, Part, str]
_Read = tuple[_Row, OpenedName]


@dataclass(frozen=True)
class Query:
    """A name that is looked for, read once, and the numbers that go with it; `also`: what else the
    office knows the body as, read with it."""

    name: PreparedName
    numbers: Numbers = field(default_factory=dict)
    also: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, text: str, kind: Kind, numbers: Numbers | None = None, also: tuple[str, ...] = ()
    ) -> "Query":
        return cls(names.prepare(text, kind, also), numbers or {}, also)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that may be meant; `score` in 0…1.

    `identical`: a number both have that is equal. `conflicting`: one both have that differs, which
    caps the score; `name_score` is the likeness of the names alone.
    """

    entry_id: int
    key: int
    interest_id: int | None
    person_id: int | None
    part: Part
    score: float
    name_score: float
    identical: NumberType | None = None
    conflicting: NumberType | None = None


@dataclass(frozen=True)
class Answer:
    """What the register holds under one name.

    `too_common`: how many carry the only word of the name, where that is too many to list.
    `namesakes`: of the entries compared those that bear the very same name.
    """

    hits: tuple[Hit, ...] = ()
    too_common: int = 0
    namesakes: tuple[Hit, ...] = ()


def index_state() -> IndexState | None:
    """How far the index reaches; None before anything was entered."""
    return db.session.get(IndexState, STATE_ID)


def whole_build() -> int | None:
    """Which build of the index a search reads now; None while it is being built anew, was broken
    off, or rests on older rules: what is not found then may be there all the same."""
    state = index_state()
    if state is None:
        return 0
    return state.build if state.complete and state.norm_version == NORM_VERSION else None


def search(query: Query, limits: Limits = SCREENING) -> Answer:
    """What the register holds under this name and these numbers."""
    return search_many([query], limits)[0]


def search_many(
    queries: Sequence[Query], limits: Limits = SCREENING, held: Held | None = None
) -> list[Answer]:
    """The same for many names at once, in their order; `held` for the chunks of a long list."""
    if held is None:
        return _search_many(queries, limits, None)
    held.keep_up()
    with uncollected():
        return _search_many(queries, limits, held)


def _search_many(queries: Sequence[Query], limits: Limits, held: Held | None) -> list[Answer]:
    state = plain_rows(_size)
    size = max(state[0][0], 1) if state else 1
    by_number = _by_number(queries)
    by_name = candidates([query.name for query in queries], size, limits, held)
    rows = _rows(
        {*chain.from_iterable(by_number), *(i for named in by_name for i, _ in named.likeliest)}
    )
    return [
        _answer(query, _meant(query, numbered, named, rows, limits), named.too_common, limits)
        for query, numbered, named in zip(queries, by_number, by_name, strict=True)
    ]


def _meant(
    query: Query,
    numbered: Sequence[int],
    named: Candidates,
    rows: Mapping[int, _Row],
    limits: Limits,
) -> list[_Read]:
    """The entries to be compared: all with an equal number, and the likeliest by their name.

    Where more are equally likely than are compared, a look at the letters says which.
    """
    likeliest = [(rows[i], likelihood) for i, likelihood in named.likeliest if i in rows]
    if len(likeliest) > limits.compared:
        glance = _Glance(query.name)
        likeliest = heapq.nlargest(
            limits.compared, likeliest, key=lambda one: one[1] * glance.at(one[0][5])
        )
    chosen = {i: rows[i] for i in numbered if i in rows}
    chosen.update((row[0], row) for row, _likelihood in likeliest)
    return [(row, sealing.read(row[5])) for row in chosen.values()]


class _Glance:
    """How like a name is at first sight, 0…1: the letters as written, and whether some word begins
    with each lone initial that is asked for."""

    def __init__(self, name: PreparedName) -> None:
        words = name.readings[0].words if name.readings else ()
        self._text = " ".join(word.written for word in words)
        self._initials = [f" {word.text}" for word in words if word.initial]

    def at(self, packed: str) -> float:
        likeness = fuzz.ratio(self._text, packed) / 100
        if not self._initials:
            return likeness
        spaced = packed.replace("\x1f", " ")
        begun = sum(initial in spaced for initial in self._initials) / len(self._initials)
        return (likeness + 2 * begun) / 3


_size: Final = sa.select(IndexState.entries).where(IndexState.id == STATE_ID)
_entry, _number = IndexEntry.__table__.c, IndexNumber.__table__.c
_entries: Final = ByLists(
    lambda one_of: sa.select(
        _entry.id, _entry.key, _entry.interest_id, _entry.person_id, _entry.part, _entry.name_sealed
    ).where(one_of(_entry.id, "entry_ids"))
)
_numbers: Final = ByLists(
    lambda one_of: sa.select(_number.key, _number.entry_id).where(one_of(_number.key, "keys"))
)
_PARTS: Final[Mapping[str, Part]] = {part.value: part for part in Part}


def _rows(entry_ids: set[int]) -> dict[int, _Row]:
    found: dict[int, _Row] = {}
    for part in in_chunks(sorted(entry_ids)):
        for row in plain_rows(_entries, {"entry_ids": part}):
            entry_id, key, interest_id, person_id, capacity, sealed = row
            opened = sealing.unseal(key, bytes(sealed))
            found[entry_id] = (entry_id, key, interest_id, person_id, _PARTS[capacity], opened)
    return found


def _answer(query: Query, rows: Iterable[_Read], too_common: int, limits: Limits) -> Answer:
    scored = [(hit, name) for row, name in rows if (hit := _compare(query, row, name)) is not None]
    namesakes = tuple([hit for hit, _name in scored if hit.name_score >= SAME_NAME])
    shown = [pair for pair in scored if limits.faint or _is_shown(query, pair[0])]
    shown.sort(key=lambda pair: (-pair[0].score, -_raw_likeness(query, pair[1]), pair[0].key))
    hits = tuple([hit for hit, _name in shown[: limits.wanted]])
    return Answer(hits, too_common, namesakes)


def _compare(query: Query, row: _Row, opened: OpenedName) -> Hit | None:
    entry_id, key, interest_id, person_id, part, _text = row
    identical, conflicting = compare_numbers(query.numbers, opened.numbers)
    if opened.name.kind != query.name.kind and identical is None:
        return None
    likeness = similarity_prepared(query.name, opened.name)
    score = 1.0 if identical else min(likeness, _OTHER_NUMBER) if conflicting else likeness
    return Hit(entry_id, key, interest_id, person_id, part, score, likeness, identical, conflicting)


def _is_shown(query: Query, hit: Hit) -> bool:
    if hit.identical:
        return True
    if hit.conflicting:
        return hit.name_score >= _NEAR
    return hit.score >= LEAST[query.name.kind]


def _raw_likeness(query: Query, opened: OpenedName) -> float:
    """Breaks ties between names that are equal but for their spelling."""
    return fuzz.ratio(query.name.normal, opened.name.normal)


def compare_numbers(left: Numbers, right: Numbers) -> tuple[NumberType | None, NumberType | None]:
    """Which number is equal, and if none is, which differs. A person's NPWP may be the NIK."""
    for number_type, digits in left.items():
        if digits in _like(number_type, right):
            return number_type, None
    for number_type, digits in left.items():
        if number_type in right and right[number_type] != digits:
            return None, number_type
    return None, None


_SAME_NUMBER: Final = (NumberType.NIK, NumberType.NPWP)


def _like(number_type: NumberType, numbers: Numbers) -> list[str]:
    types = _SAME_NUMBER if number_type in _SAME_NUMBER else (number_type,)
    return [numbers[one] for one in types if one in numbers]


def _by_number(queries: Sequence[Query]) -> list[list[int]]:
    """Entries with an equal number: one index probe each, at any size."""
    asked: dict[int, list[int]] = {}
    for at, query in enumerate(queries):
        for number_type, digits in query.numbers.items():
            types = _SAME_NUMBER if number_type in _SAME_NUMBER else (number_type,)
            for one in types:
                asked.setdefault(tokens.hashed_number(one.value, digits), []).append(at)
    found: list[list[int]] = [[] for _query in queries]
    for part in in_chunks(sorted(asked)):
        for key, entry_id in plain_rows(_numbers, {"keys": part}):
            for at in asked[key]:
                found[at].append(entry_id)
    return found

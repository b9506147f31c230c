"""Writing the index: one way for a filing, for the staff directory and for a rebuild."""

import gc
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final, NamedTuple, TypeVar

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, names
from app.core.names import NORM_VERSION
from app.core.names.folding import clean
from app.crosscheck import sealing, tokens
from app.crosscheck.models import (
    IndexEntry,
    IndexNumber,
    IndexPosting,
    IndexState,
    IndexToken,
    IndexTokenKey,
)
from app.crosscheck.named import Named, Part, named_in
from app.crosscheck.tokens import Token
from app.database.base import Base, db
from app.database.transaction import bookkeeping
from app.disclosures.models import Interest, InterestVersion
from app.people.models import Person

STATE_ID: Final = 1
# Interests of one transaction of a rebuild: short enough for others to write in between.
CHUNK: Final = 10_000
_LATER_AT_ONCE: Final = 200_000
# Row numbers fit 31 bits on either database.
_SHIFT: Final = 31
_LOW: Final = (1 << _SHIFT) - 1
# Bits of a share, which is at most tokens.WHOLE.
_SHARE: Final = 8
_SHARES: Final = (1 << _SHARE) - 1
# Rows that one statement carries where many are written: a third cheaper than one each.
_ROWS_OF_A_STATEMENT: Final = 50
_KEY: Final = ("key", "token_id")
_POSTING: Final = ("token_id", "entry_id", "share")
_NUMBER: Final = ("key", "entry_id")
_UNLESS_THERE: Final = " ON CONFLICT DO NOTHING"
_TABLES: Final = (IndexPosting, IndexTokenKey, IndexNumber, IndexToken, IndexEntry)
# Values one statement may carry on either database.
_MOST_VALUES: Final = 10_000
T = TypeVar("T")


def _numbers() -> "array[int]":
    return array("q")


class Source(NamedTuple):
    """One name to be entered, and the record that names it."""

    named: Named
    interest_id: int | None = None
    person_id: int | None = None

    @property
    def key(self) -> int:
        """The keyed hash by which this very name in this very record is known."""
        return tokens.keyed(self.written)

    @property
    def written(self) -> str:
        """What `key` is the hash of."""
        part, kind, name, numbers = self.named
        place = f"i{self.interest_id}" if self.interest_id is not None else f"p{self.person_id}"
        known = f"entry:{place}\x1f{part.value}\x1f{kind}\x1f{clean(name)}"
        return "\x1f".join([known, *sealing.written(numbers)]) if numbers else known


@dataclass
class Vocabulary:
    """The words known so far: kept through a rebuild, read anew for a filing."""

    ids: dict[int, int] = field(default_factory=dict)
    # Hashes of words with the keys that were entered for them.
    keyed: set[int] = field(default_factory=set)
    rebuilding: bool = False
    # Of a rebuild: the keys of all entries, and the last row numbers when a chunk was done.
    entries: set[int] = field(default_factory=set)
    last_entry: int = 0
    last_word: int = 0
    # A rebuild writes these at its end, in their order: pages are then filled one after the other
    # instead of at random. One whole number a row: see _SHIFT; of postings, by word: see _SHARE.
    later_keys: list[int] = field(default_factory=list)
    later_postings: dict[int, "array[int]"] = field(default_factory=lambda: defaultdict(_numbers))
    later_numbers: list[int] = field(default_factory=list)


def in_chunks(values: Sequence[T], size: int = _MOST_VALUES) -> Iterator[Sequence[T]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]


def plain_rows(statement: Any, values: Mapping[str, Any] | None = None) -> list[Any]:
    """Rows as the driver gives them: integers need no conversion, and a search reads thousands."""
    result = db.session.connection().execute(statement, values)
    found = list(result.cursor.fetchall()) if result.cursor is not None else []
    result.close()
    return found


def sources_of(rows: Iterable[tuple[int, str, Mapping[str, Any]]]) -> list[Source]:
    """Everybody named in these interests: (interest id, section, content)."""
    return [
        Source(named, interest_id=interest_id)
        for interest_id, section, content in rows
        for named in named_in(section, content.get("fields") or {})
    ]


def staff_sources(people: Iterable[tuple[int, str]]) -> list[Source]:
    """The directory's own names: (person id, name). They stand plain in it (decision 10)."""
    return [
        Source(Named(Part.STAFF, "person", name, {}), person_id=person_id)
        for person_id, name in people
    ]


def add(sources: Sequence[Source], vocabulary: Vocabulary | None = None) -> int:
    """Enter these names unless they are there, in the running use case; gives how many were new.

    The caller took its turn: two that write the index at once would not see each other's rows.
    """
    vocabulary = vocabulary or Vocabulary()
    wanted = dict(zip(tokens.keyed_each([one.written for one in sources]), sources, strict=True))
    fresh = _not_yet_there(wanted, vocabulary)
    if not fresh:
        return 0
    prepared = {key: names.prepare(s.named.name, s.named.kind) for key, s in fresh.items()}
    fresh = {key: source for key, source in fresh.items() if prepared[key].readings}
    entry_ids = _insert_entries(fresh, prepared, vocabulary)
    found = {key: tokens.tokens_of(prepared[key]) for key in fresh}
    _learn_words([token for some in found.values() for token in some], vocabulary)
    _insert_postings(entry_ids, found, vocabulary)
    _insert_numbers(entry_ids, fresh, vocabulary)
    _count(len(fresh))
    return len(fresh)


def _not_yet_there(wanted: dict[int, Source], vocabulary: Vocabulary) -> dict[int, Source]:
    there = vocabulary.entries if vocabulary.rebuilding else _there_of(wanted)
    return {key: source for key, source in wanted.items() if key not in there}


def _there_of(wanted: dict[int, Source]) -> set[int]:
    """The keys of what is entered for these records."""
    there: set[int] = set()
    for column, ids in (
        (IndexEntry.interest_id, {source.interest_id for source in wanted.values()}),
        (IndexEntry.person_id, {source.person_id for source in wanted.values()}),
    ):
        for part in in_chunks(sorted(one for one in ids if one is not None)):
            there.update(
                row[0] for row in plain_rows(sa.select(IndexEntry.key).where(column.in_(part)))
            )
    return there


def _insert_entries(
    fresh: Mapping[int, Source],
    prepared: Mapping[int, names.PreparedName],
    vocabulary: Vocabulary,
) -> dict[int, int]:
    newest = _newest(IndexEntry.id)
    _insert(
        IndexEntry,
        ("key", "interest_id", "person_id", "part", "name_sealed"),
        [
            (
                key, source.interest_id, source.person_id, source.named.part.value,
                sealing.seal(key, source.named, prepared[key]),
            )
            for key, source in fresh.items()
        ],
    )  # fmt: skip
    entered = _since(newest, IndexEntry.key, IndexEntry.id)
    if vocabulary.rebuilding:
        vocabulary.entries.update(entered)
    return entered


def _newest(id_column: Any) -> int:
    return db.session.scalar(sa.select(sa.func.max(id_column))) or 0


def _since(newest: int, column: Any, id_column: Any) -> dict[int, int]:
    """The row numbers of what was entered after `newest`."""
    return dict(plain_rows(sa.select(column, id_column).where(id_column > newest)))


def _learn_words(found: Sequence[Token], vocabulary: Vocabulary) -> None:
    unknown = {token.hash for token in found if token.hash not in vocabulary.ids}
    if not vocabulary.rebuilding:  # a rebuild has met every word that is there
        for part in in_chunks(sorted(unknown)):
            there = sa.select(IndexToken.hash, IndexToken.id).where(IndexToken.hash.in_(part))
            vocabulary.ids.update(dict(plain_rows(there)))
        unknown.difference_update(vocabulary.ids)
    newest = _newest(IndexToken.id)
    _insert(IndexToken, ("hash", "df"), [(word, 0) for word in sorted(unknown)])
    vocabulary.ids.update(_since(newest, IndexToken.hash, IndexToken.id))
    _learn_keys(found, vocabulary)


def _learn_keys(found: Sequence[Token], vocabulary: Vocabulary) -> None:
    ids, keyed = vocabulary.ids, vocabulary.keyed
    packed: list[int] = []
    for token_hash, _share, token_keys in found:
        word = hash((token_hash, token_keys))
        if word not in keyed:
            keyed.add(word)
            token_id = ids[token_hash]
            packed += [key << _SHIFT | token_id for key in token_keys]
    if vocabulary.rebuilding:
        vocabulary.later_keys += packed
    else:
        _insert(IndexTokenKey, _KEY, list(_unpacked(sorted(packed))), _UNLESS_THERE)


def _unpacked(packed: Iterable[int]) -> Iterator[tuple[int, int]]:
    return ((one >> _SHIFT, one & _LOW) for one in packed)


def _insert_postings(
    entry_ids: Mapping[int, int], found: Mapping[int, Sequence[Token]], vocabulary: Vocabulary
) -> None:
    ids = vocabulary.ids
    if vocabulary.rebuilding:
        later = vocabulary.later_postings
        for key, some in found.items():
            entry = entry_ids[key] << _SHARE
            for token_hash, share, _keys in some:
                later[ids[token_hash]].append(entry | share)
        return
    rows = sorted(
        (ids[token.hash], entry_ids[key], token.share)
        for key, some in found.items()
        for token in some
    )
    _insert(IndexPosting, _POSTING, rows)
    for token_id, more in sorted(Counter(row[0] for row in rows).items()):
        db.session.execute(
            sa.update(IndexToken)
            .where(IndexToken.id == token_id)
            .values(df=IndexToken.df + more)
            .execution_options(synchronize_session=False)
        )


def _insert_numbers(
    entry_ids: Mapping[int, int], fresh: Mapping[int, Source], vocabulary: Vocabulary
) -> None:
    rows = [
        (tokens.hashed_number(kind.value, digits), entry_ids[key])
        for key, source in fresh.items()
        for kind, digits in source.named.numbers.items()
    ]
    if vocabulary.rebuilding:
        vocabulary.later_numbers.extend([key << _SHIFT | entry_id for key, entry_id in rows])
        return
    _insert(IndexNumber, _NUMBER, rows)


def _insert(
    table: type[Base], columns: Sequence[str], rows: Sequence[tuple[Any, ...]], ending: str = ""
) -> None:
    """Many plain rows at once, past the mapper: a rebuild writes millions of them."""
    connection = db.session.connection()
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([mark] * len(columns))})"
    begin = f"INSERT INTO {table.__tablename__} ({', '.join(columns)}) VALUES "  # noqa: S608 (names of our own tables and columns)
    whole = len(rows) - len(rows) % _ROWS_OF_A_STATEMENT
    for some, together in ((rows[:whole], _ROWS_OF_A_STATEMENT), (rows[whole:], 1)):
        values = [chain.from_iterable(some)] * (together * len(columns))
        if some:
            connection.exec_driver_sql(
                begin + ", ".join([row] * together) + ending, list(zip(*values, strict=True))
            )


def _count(more: int) -> None:
    state = the_state()
    state.entries += more
    state.changed_at = clock.now()
    db.session.flush()


def the_state() -> IndexState:
    """The row that says how far the index reaches; made when first needed, in a use case."""
    found = db.session.get(IndexState, STATE_ID)
    if found is None:
        found = IndexState(
            id=STATE_ID, norm_version=NORM_VERSION, entries=0, complete=True, changed_at=clock.now()
        )
        db.session.add(found)
        db.session.flush()
    return found


# ── rebuild ───────────────────────────────────────────────────────────────────────────────────

Progress = Callable[[int, int], None]


def rebuild(progress: Progress = lambda _done, _all: None, chunk: int = CHUNK) -> int:
    """Empty the index and build it anew from the register, in short transactions.

    Filings in between are entered as usual. Until the end the index says it is incomplete; broken
    off, it is simply run again. `progress` is told interest versions and people done, and all.
    """
    empty()
    vocabulary = Vocabulary(rebuilding=True)
    total = _how_many()
    done = 0
    with uncollected():
        for read in (_add_interests, _add_staff):
            last = 0
            while True:
                last, seen = read(last, chunk, vocabulary)
                if not seen:
                    break
                done += seen
                progress(done, total)
        _write_later(vocabulary)
    return _finish()


@contextmanager
def uncollected() -> Iterator[None]:
    """Millions of rows, none in a circle: looking for circles would take a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _write_later(vocabulary: Vocabulary) -> None:
    """Keys, postings and numbers in their order, some at a time."""
    vocabulary.later_keys.sort()
    vocabulary.later_numbers.sort()
    _write_all(IndexTokenKey, _KEY, _unpacked(vocabulary.later_keys), _UNLESS_THERE)
    _write_all(IndexPosting, _POSTING, _postings_in_order(vocabulary.later_postings))
    _write_all(IndexNumber, _NUMBER, _unpacked(vocabulary.later_numbers))


def _postings_in_order(later: Mapping[int, "array[int]"]) -> Iterator[tuple[int, int, int]]:
    for token_id in sorted(later):
        for one in later[token_id]:
            yield token_id, one >> _SHARE, one & _SHARES


def _write_all(
    table: type[Base], columns: Sequence[str], rows: Iterator[tuple[Any, ...]], ending: str = ""
) -> None:
    while some := list(islice(rows, _LATER_AT_ONCE)):
        _write(table, columns, some, ending)


@bookkeeping
def _write(
    table: type[Base], columns: Sequence[str], rows: Sequence[tuple[Any, ...]], ending: str
) -> None:
    take_turn()
    _insert(table, columns, rows, ending)


@bookkeeping
def empty() -> None:
    """Take everything out of the index; it says that it is incomplete."""
    take_turn()
    for table in _TABLES:
        db.session.execute(sa.delete(table))
    state = the_state()
    state.entries, state.complete, state.norm_version = 0, False, NORM_VERSION
    state.changed_at = clock.now()


def _tell_the_planner() -> None:
    """PostgreSQL would plan the next searches for the empty tables it last looked at."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        for table in _TABLES:
            connection.exec_driver_sql(f"ANALYZE {table.__tablename__}")


def _how_many() -> int:
    versions = db.session.scalar(sa.select(sa.func.count(InterestVersion.id))) or 0
    return versions + (db.session.scalar(sa.select(sa.func.count(Person.id))) or 0)


_versions: Final = (
    sa.select(
        InterestVersion.id,
        InterestVersion.interest_id,
        Interest.section,
        InterestVersion.uid,
        InterestVersion.content_sealed,
    )
    .join(Interest, Interest.id == InterestVersion.interest_id)
    .where(InterestVersion.id > sa.bindparam("last"))
    .order_by(InterestVersion.id)
    .limit(sa.bindparam("chunk"))
)


@bookkeeping
def _add_interests(last: int, chunk: int, vocabulary: Vocabulary) -> tuple[int, int]:
    rows = plain_rows(_versions, {"last": last, "chunk": chunk})
    if not rows:
        return last, 0
    take_turn()
    table, content = InterestVersion.__tablename__, InterestVersion.content
    opened = [
        (interest_id, section, content.opened(table, uid, bytes(sealed)))
        for _version_id, interest_id, section, uid, sealed in rows
    ]
    _add_chunk(sources_of(opened), vocabulary)
    return rows[-1][0], len(rows)


@bookkeeping
def _add_staff(last: int, chunk: int, vocabulary: Vocabulary) -> tuple[int, int]:
    rows = db.session.execute(
        sa.select(Person.id, Person.name).where(Person.id > last).order_by(Person.id).limit(chunk)
    ).all()
    if not rows:
        return last, 0
    take_turn()
    _add_chunk(staff_sources((row[0], row[1]) for row in rows), vocabulary)
    return rows[-1][0], len(rows)


def _add_chunk(sources: Sequence[Source], vocabulary: Vocabulary) -> None:
    _take_in_what_others_wrote(vocabulary)
    add(sources, vocabulary)
    vocabulary.last_word = _newest(IndexToken.id)
    vocabulary.last_entry = _newest(IndexEntry.id)


def _take_in_what_others_wrote(vocabulary: Vocabulary) -> None:
    """Words and entries of a filing since the last chunk."""
    vocabulary.ids.update(_since(vocabulary.last_word, IndexToken.hash, IndexToken.id))
    vocabulary.entries.update(_since(vocabulary.last_entry, IndexEntry.key, IndexEntry.id))


@bookkeeping
def _finish() -> int:
    take_turn()
    counted = (
        sa.select(sa.func.count()).where(IndexPosting.token_id == IndexToken.id).scalar_subquery()
    )
    db.session.execute(
        sa.update(IndexToken).values(df=counted).execution_options(synchronize_session=False)
    )
    _tell_the_planner()
    state = the_state()
    state.complete, state.built_at, state.changed_at = True, clock.now(), clock.now()
    return state.entries

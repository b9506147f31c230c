"""Building the index anew from the register, in short transactions."""

import logging
from array import array
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.audit.services import take_turn
from app.core import clock
from app.core.names import NORM_VERSION
from app.crosscheck.indexing import (
    KEY,
    NUMBER,
    POSTING,
    STATE_ID,
    UNLESS_THERE,
    Source,
    add,
    sources_of,
    staff_sources,
    the_state,
)
from app.crosscheck.models import (
    IndexEntry,
    IndexNumber,
    IndexPosting,
    IndexState,
    IndexToken,
    IndexTokenKey,
    Sweep,
    SweepState,
)
from app.crosscheck.rows import entered_since, insert, newest_id, plain_rows, uncollected
from app.crosscheck.vocabulary import SHARE, SHARES, Vocabulary, unpacked
from app.database.base import Base, db
from app.database.transaction import bookkeeping
from app.disclosures.models import Interest, InterestVersion
from app.people.models import Person

# Interests of one transaction of a rebuild: short enough for others to write in between.
CHUNK: Final = 10_000
_LATER_AT_ONCE: Final = 200_000
_WORDS_AT_ONCE: Final = 50_000
# How long to wait for whoever holds a table of the index; PostgreSQL's own tidying gives way sooner.
LONGEST_WAIT_MS: Final = 10_000
_TABLES: Final = (IndexPosting, IndexTokenKey, IndexNumber, IndexToken, IndexEntry)
Progress = Callable[[int, int], None]
log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another rebuild emptied the index since this one began: the rows this one knows are gone."""


def rebuild(progress: Progress = lambda _done, _all: None, chunk: int = CHUNK) -> int:
    """Empty the index and build it anew from the register; gives how many names it holds.

    `progress` is told after each step how far it is. Raises Overtaken as `in_steps` does.
    """
    for far in in_steps(chunk):
        progress(*far)
    return db.session.get_one(IndexState, STATE_ID).entries


def in_steps(chunk: int = CHUNK) -> Generator[tuple[int, int], None, None]:
    """Empty the index and build it anew, in steps of seconds that leave no transaction open; gives
    after each how many interest versions and people are done, and of how many.

    Filings in between are entered as usual. Until the end the index says it is incomplete; broken
    off, it is simply run again. Raises Overtaken when another rebuild is begun meanwhile.
    """
    vocabulary = Vocabulary(rebuilding=True, build=empty())
    done, total = 0, _how_many()
    yield done, total
    for _table in _settle():
        yield done, total
    for read in (_add_interests, _add_staff):
        last, seen = read(0, chunk, vocabulary)
        while seen:
            done += seen
            yield done, total
            last, seen = read(last, chunk, vocabulary)
    for step in (_write_later, _count_words):
        for _some in step(vocabulary):
            yield done, total
    for _table in _settle():
        yield done, total
    _finish(vocabulary)


def _write_later(vocabulary: Vocabulary) -> Iterator[None]:
    """Keys, postings and numbers in their order, some at a time."""
    vocabulary.later_keys.sort()
    vocabulary.later_numbers.sort()
    for table, columns, rows, ending in (
        (IndexTokenKey, KEY, unpacked(vocabulary.later_keys), UNLESS_THERE),
        (IndexPosting, POSTING, _postings_in_order(vocabulary.later_postings), ""),
        (IndexNumber, NUMBER, unpacked(vocabulary.later_numbers), ""),
    ):
        while _write(vocabulary, table, columns, rows, ending):
            yield


def _postings_in_order(later: Mapping[int, "array[int]"]) -> Iterator[tuple[int, int, int]]:
    for token_id in sorted(later):
        for one in later[token_id]:
            yield token_id, one >> SHARE, one & SHARES


@uncollected()
@bookkeeping
def _write(
    vocabulary: Vocabulary,
    table: type[Base],
    columns: Sequence[str],
    rows: Iterator[tuple[Any, ...]],
    ending: str,
) -> bool:
    """Write the next rows; whether there were any."""
    some = list(islice(rows, _LATER_AT_ONCE))
    _take_turn_in(vocabulary).changed_at = clock.now()
    insert(table, columns, some, ending)
    return bool(some)


@bookkeeping
def empty() -> int:
    """Take everything out of the index; it says that it is incomplete. Gives the number of the
    rebuild that begins so."""
    take_turn()
    for table in _TABLES:
        db.session.execute(sa.delete(table))
    state = the_state()
    state.entries, state.complete, state.norm_version = 0, False, NORM_VERSION
    state.changed_at = clock.now()
    state.build += 1
    return state.build


def _take_turn_in(vocabulary: Vocabulary) -> IndexState:
    """Take the turn, and make sure that the index is still this rebuild's to write."""
    take_turn()
    state = the_state()
    if state.build != vocabulary.build:
        raise Overtaken
    return state


def _settle() -> Iterator[None]:
    """PostgreSQL keeps deleted and rewritten rows in their places: what is entered now would stand behind
    them, and every search would read past them; and it would plan the next searches for the tables it
    last looked at. The room is kept for the new rows: to hand it back would shut searches out meanwhile.

    A table that the role does not own is passed over by PostgreSQL itself, one that somebody holds for
    long by us, and what another transaction still sees stays. The index is then larger and slower, but
    no failure here may leave the office with an empty one.
    """
    if db.engine.dialect.name != "postgresql":
        return
    for table in _TABLES:
        _settle_one(table.__tablename__)
        yield


def _settle_one(table: str) -> None:
    beside = db.engine.engine.connect()  # it runs in no transaction, nor beside one's own rows
    with beside.execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(
            f"SET statement_timeout = 0; SET lock_timeout = {LONGEST_WAIT_MS}"
        )
        try:
            connection.exec_driver_sql(f"VACUUM (ANALYZE, TRUNCATE FALSE) {table}")
        except DBAPIError as error:
            log.warning("%s was not vacuumed: %s", table, type(error.orig).__name__)
        finally:
            connection.exec_driver_sql("RESET statement_timeout; RESET lock_timeout")


def _how_many() -> int:
    versions = db.session.scalar(sa.select(sa.func.count(InterestVersion.id))) or 0
    people = db.session.scalar(sa.select(sa.func.count(Person.id))) or 0
    db.session.rollback()  # counting holds nothing in the database
    return versions + people


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


@uncollected()
@bookkeeping
def _add_interests(last: int, chunk: int, vocabulary: Vocabulary) -> tuple[int, int]:
    rows = plain_rows(_versions, {"last": last, "chunk": chunk})
    if not rows:
        return last, 0
    _take_turn_in(vocabulary)
    table, content = InterestVersion.__tablename__, InterestVersion.content
    opened = [
        (interest_id, section, content.opened(table, uid, bytes(sealed)))
        for _version_id, interest_id, section, uid, sealed in rows
    ]
    _add_chunk(sources_of(opened), vocabulary)
    return rows[-1][0], len(rows)


@uncollected()
@bookkeeping
def _add_staff(last: int, chunk: int, vocabulary: Vocabulary) -> tuple[int, int]:
    rows = db.session.execute(
        sa.select(Person.id, Person.name).where(Person.id > last).order_by(Person.id).limit(chunk)
    ).all()
    if not rows:
        return last, 0
    _take_turn_in(vocabulary)
    _add_chunk(staff_sources((row[0], row[1]) for row in rows), vocabulary)
    return rows[-1][0], len(rows)


def _add_chunk(sources: Sequence[Source], vocabulary: Vocabulary) -> None:
    _take_in_what_others_wrote(vocabulary)
    add(sources, vocabulary)
    vocabulary.last_word = newest_id(IndexToken.id)
    vocabulary.last_entry = newest_id(IndexEntry.id)


def _take_in_what_others_wrote(vocabulary: Vocabulary) -> None:
    """Words and entries of a filing since the last chunk."""
    vocabulary.ids.update(entered_since(vocabulary.last_word, IndexToken.hash, IndexToken.id))
    vocabulary.entries.update(entered_since(vocabulary.last_entry, IndexEntry.key, IndexEntry.id))


def _count_words(vocabulary: Vocabulary) -> Iterator[None]:
    """How many entries hold each word, some words at a time; a filing counts its own by itself."""
    newest = newest_id(IndexToken.id)
    db.session.rollback()
    for first in range(0, newest, _WORDS_AT_ONCE):
        _count_words_after(first, vocabulary)
        yield


@bookkeeping
def _count_words_after(first: int, vocabulary: Vocabulary) -> None:
    _take_turn_in(vocabulary).changed_at = clock.now()
    counted = (
        sa.select(sa.func.count()).where(IndexPosting.token_id == IndexToken.id).scalar_subquery()
    )
    db.session.execute(
        sa.update(IndexToken)
        .where(IndexToken.id > first, IndexToken.id <= first + _WORDS_AT_ONCE)
        .values(df=counted)
        .execution_options(synchronize_session=False)
    )


@bookkeeping
def _finish(vocabulary: Vocabulary) -> None:
    state = _take_turn_in(vocabulary)
    # Row numbers begin anew, and new rules may find more: every list is worth another look, but for
    # those of which nothing is checked yet: all their lines will be looked up in this index.
    waits = sa.and_(Sweep.state == SweepState.RUNNING, Sweep.done == 0)
    db.session.execute(
        sa.update(Sweep)
        .values(seen_entry_id=sa.case((waits, newest_id(IndexEntry.id)), else_=0))
        .execution_options(synchronize_session=False)
    )
    state.complete, state.built_at, state.changed_at = True, clock.now(), clock.now()

"""Writing the index: one way for a filing, for the staff directory and for a rebuild."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

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
from app.crosscheck.rows import entered_since, in_chunks, insert, newest_id, plain_rows
from app.crosscheck.tokens import Token
from app.crosscheck.vocabulary import SHARE, SHIFT, Vocabulary, unpacked
from app.database.base import db

STATE_ID: Final = 1
KEY: Final = ("key", "token_id")
POSTING: Final = ("token_id", "entry_id", "share")
NUMBER: Final = ("key", "entry_id")
UNLESS_THERE: Final = " ON CONFLICT DO NOTHING"


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


def sources_of(rows: Iterable[tuple[int, str, Mapping[str, Any]]]) -> list[Source]:
    """Everybody named in these interests: (interest id, section, content)."""
    return [
        Source(named, interest_id=interest_id)
        for interest_id, section, content in rows
        for named in named_in(section, content.get("fields") or {})
    ]


def staff_sources(people: Iterable[tuple[int, str]]) -> list[Source]:
    """The directory's own names: (person id, name). They stand plain in it (decision 10)."""
    return [staff_source(person_id, name) for person_id, name in people]


def staff_source(person_id: int, name: str) -> Source:
    return Source(Named(Part.STAFF, "person", name, {}), person_id=person_id)


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
    _count(len(fresh), vocabulary)
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
    newest = newest_id(IndexEntry.id)
    insert(
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
    entered = entered_since(newest, IndexEntry.key, IndexEntry.id)
    if vocabulary.rebuilding:
        vocabulary.entries.update(entered)
    return entered


def _learn_words(found: Sequence[Token], vocabulary: Vocabulary) -> None:
    unknown = {token.hash for token in found if token.hash not in vocabulary.ids}
    if not vocabulary.rebuilding:  # a rebuild has met every word that is there
        for part in in_chunks(sorted(unknown)):
            there = sa.select(IndexToken.hash, IndexToken.id).where(IndexToken.hash.in_(part))
            vocabulary.ids.update(dict(plain_rows(there)))
        unknown.difference_update(vocabulary.ids)
    newest = newest_id(IndexToken.id)
    insert(IndexToken, ("hash", "df"), [(word, 0) for word in sorted(unknown)])
    vocabulary.ids.update(entered_since(newest, IndexToken.hash, IndexToken.id))
    _learn_keys(found, vocabulary)


def _learn_keys(found: Sequence[Token], vocabulary: Vocabulary) -> None:
    ids, keyed = vocabulary.ids, vocabulary.keyed
    packed: list[int] = []
    for token_hash, _share, token_keys in found:
        word = hash((token_hash, token_keys))
        if word not in keyed:
            keyed.add(word)
            token_id = ids[token_hash]
            packed += [key << SHIFT | token_id for key in token_keys]
    if vocabulary.rebuilding:
        vocabulary.later_keys += packed
    else:
        insert(IndexTokenKey, KEY, list(unpacked(sorted(packed))), UNLESS_THERE)


def _insert_postings(
    entry_ids: Mapping[int, int], found: Mapping[int, Sequence[Token]], vocabulary: Vocabulary
) -> None:
    ids = vocabulary.ids
    if vocabulary.rebuilding:
        later = vocabulary.later_postings
        for key, some in found.items():
            entry = entry_ids[key] << SHARE
            for token_hash, share, _keys in some:
                later[ids[token_hash]].append(entry | share)
        return
    rows = sorted(
        (ids[token.hash], entry_ids[key], token.share)
        for key, some in found.items()
        for token in some
    )
    insert(IndexPosting, POSTING, rows)
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
        vocabulary.later_numbers.extend([key << SHIFT | entry_id for key, entry_id in rows])
        return
    insert(IndexNumber, NUMBER, rows)


def _count(more: int, vocabulary: Vocabulary) -> None:
    """While a rebuild is under way its own chunks alone say when: a filing would hide its death."""
    state = the_state()
    state.entries += more
    if state.complete or vocabulary.rebuilding:
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

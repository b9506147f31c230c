"""What the postings say: which entries hold a word, and where two words stand together."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from app.crosscheck.models import IndexPosting
from app.crosscheck.rows import ByLists, Numbers, in_chunks, plain_rows
from app.database.base import db

Posting = tuple[int, int]  # entry id, share
Postings = Mapping[int, Sequence[Posting]]  # by token id
Together = dict[int, dict[int, int]]  # token id → entry id → share

_posting = IndexPosting.__table__.c
_postings: Final = sa.select(_posting.token_id, _posting.entry_id, _posting.share)
_of_words: Final = ByLists(lambda one_of: _postings.where(one_of(_posting.token_id, "token_ids")))
_of_both: Final = _postings.where(
    _posting.token_id.in_(sa.bindparam("token_ids", expanding=True)),
    _posting.entry_id.in_(sa.bindparam("entry_ids", expanding=True)),
)
# PostgreSQL takes any word for a rare one here and would read a common one whole, were it not told to
# look up entry after entry.
_of_both_there: Final = sa.text(
    "SELECT p.token_id, p.entry_id, p.share"
    " FROM unnest(CAST(:entry_ids AS integer[])) wanted(entry_id)"
    " CROSS JOIN LATERAL (SELECT token_id, entry_id, share FROM crosscheck_postings"
    " WHERE entry_id = wanted.entry_id AND token_id = ANY(CAST(:token_ids AS integer[])) OFFSET 0) p"
).bindparams(*[sa.bindparam(name, type_=Numbers()) for name in ("entry_ids", "token_ids")])


def postings_of(token_ids: Collection[int]) -> dict[int, list[Posting]]:
    """All postings of each of these words."""
    found: dict[int, list[Posting]] = {token_id: [] for token_id in token_ids}
    for part in in_chunks(sorted(token_ids)):
        for token_id, entry_id, share in plain_rows(_of_words, {"token_ids": part}):
            found[token_id].append((entry_id, share))
    return found


def among(entry_ids: Collection[int], words: Sequence[int]) -> Together:
    """Which of these entries hold which of these words."""
    found: Together = {}
    statement = _of_both_there if _there() else _of_both
    for part in in_chunks(sorted(entry_ids)):
        values = {"token_ids": sorted(words), "entry_ids": part}
        for token_id, entry_id, share in plain_rows(statement, values):
            found.setdefault(token_id, {})[entry_id] = share
    return found


def _both_lists(statement: str, *, written_out: bool = False) -> sa.TextClause:
    """`written_out`: the numbers stand in the statement itself, so that it is planned for them."""
    lists = [
        sa.bindparam(name, expanding=True, literal_execute=written_out, type_=sa.Integer())
        for name in ("rarer", "other")
    ]
    return sa.text(statement).bindparams(*lists)


_BOTH: Final = (
    "SELECT a.token_id, a.entry_id, a.share, b.token_id, b.share"
    " FROM crosscheck_postings a CROSS JOIN crosscheck_postings b"
    " WHERE b.entry_id = a.entry_id AND a.token_id IN :rarer AND b.token_id IN :other LIMIT :most"
)
# The rarer side is walked through, the other is probed: CROSS JOIN keeps SQLite to that order.
_TOGETHER: Final = _both_lists(_BOTH)
# PostgreSQL knows of the common words how many hold them, and reads both through where that is cheaper.
_TOGETHER_THERE: Final = _both_lists(_BOTH, written_out=True)
# Of rare words it knows only how many hold one on average: so many of them look to it like more than a
# common word, which it would rather read whole. OFFSET 0 keeps it to the order.
MANY_RARE: Final = 8
_WALKED_THERE: Final = _both_lists(
    "SELECT a.token_id, a.entry_id, a.share, b.token_id, b.share"
    " FROM (SELECT token_id, entry_id, share FROM crosscheck_postings"
    " WHERE token_id IN :rarer OFFSET 0) a"
    " CROSS JOIN LATERAL (SELECT token_id, share FROM crosscheck_postings"
    " WHERE entry_id = a.entry_id AND token_id IN :other OFFSET 0) b LIMIT :most"
)


def together(rarer: Sequence[int], other: Sequence[int], most: int) -> Together:
    """The entries that hold a word of both lists, under both words."""
    found: Together = {}
    values = {"rarer": rarer, "other": other, "most": most}
    statement = _TOGETHER
    if _there():
        statement = _WALKED_THERE if len(rarer) >= MANY_RARE else _TOGETHER_THERE
    for one, entry_id, share, another, its_share in plain_rows(statement, values):
        found.setdefault(one, {})[entry_id] = share
        found.setdefault(another, {})[entry_id] = its_share
    return found


def _there() -> bool:
    """Whether PostgreSQL is asked."""
    return db.session.get_bind().dialect.name == "postgresql"

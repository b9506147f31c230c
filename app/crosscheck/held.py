"""Postings of common words kept in memory while a list is checked: its names share them."""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from app.crosscheck.models import IndexPosting, IndexState
from app.crosscheck.postings import Together
from app.crosscheck.rows import plain_rows

# Above this many postings, about a hundred bytes each, all are let go and read anew.
_MOST: Final = 3_000_000
_posting = IndexPosting.__table__.c
_one: Final = sa.select(_posting.entry_id, _posting.share).where(
    _posting.token_id == sa.bindparam("token_id")
)
_state: Final = sa.select(IndexState.entries, IndexState.changed_at)


class Held:
    """Used by one worker for the chunks of one list. It holds row numbers only, no names."""

    def __init__(self) -> None:
        self._postings: dict[int, dict[int, int]] = {}
        self._rows = 0
        self._as_of: tuple[int, str | datetime] | None = None

    def keep_up(self) -> None:
        """Let go of everything when a filing changed the index since."""
        rows = plain_rows(_state)
        as_of = (rows[0][0], rows[0][1]) if rows else None
        if as_of != self._as_of or self._rows > _MOST:
            self._postings.clear()
            self._rows, self._as_of = 0, as_of

    def together(self, rarer: Sequence[int], other: Sequence[int], most: int) -> Together:
        """The entries that hold a word of both lists, under both words."""
        found: Together = {}
        for one in rarer:
            for another in other:
                left, right = self._of(one), self._of(another)
                for entry_id in left.keys() & right.keys():
                    found.setdefault(one, {})[entry_id] = left[entry_id]
                    found.setdefault(another, {})[entry_id] = right[entry_id]
                    most -= 1
                    if not most:
                        return found
        return found

    def among(self, entry_ids: Set[int], words: Sequence[int]) -> Together:
        """Which of these entries hold which of these words."""
        found: Together = {}
        for one in words:
            shares = self._of(one)
            found[one] = {entry_id: shares[entry_id] for entry_id in shares.keys() & entry_ids}
        return found

    def _of(self, token_id: int) -> dict[int, int]:
        held = self._postings.get(token_id)
        if held is None:
            held = dict(plain_rows(_one, {"token_id": token_id}))
            self._postings[token_id] = held
            self._rows += len(held)
        return held

"""What the index says, told so that two of them can be compared."""

import sqlalchemy as sa

from app.crosscheck.models import (
    IndexEntry,
    IndexNumber,
    IndexPosting,
    IndexState,
    IndexToken,
    IndexTokenKey,
)
from app.database.base import db


def contents() -> dict[str, object]:
    """Everything the index says, without row numbers and sealed bytes."""
    words = dict(db.session.execute(sa.select(IndexToken.id, IndexToken.hash)).all())
    entries = dict(db.session.execute(sa.select(IndexEntry.id, IndexEntry.key)).all())
    return {
        "entries": set(entries.values()),
        "df": set(db.session.execute(sa.select(IndexToken.hash, IndexToken.df)).all()),
        "keys": {
            (key, words[token])
            for key, token in db.session.execute(
                sa.select(IndexTokenKey.key, IndexTokenKey.token_id)
            )
        },
        "postings": {
            (words[row.token_id], entries[row.entry_id], row.share)
            for row in db.session.scalars(sa.select(IndexPosting))
        },
        "numbers": {
            (row.key, entries[row.entry_id]) for row in db.session.scalars(sa.select(IndexNumber))
        },
        "count": db.session.scalar(sa.select(IndexState.entries)),
    }

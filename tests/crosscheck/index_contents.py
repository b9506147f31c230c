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
            (words[token], entries[entry], share)
            for token, entry, share in db.session.execute(
                sa.select(IndexPosting.token_id, IndexPosting.entry_id, IndexPosting.share)
            )
        },
        "numbers": {
            (key, entries[entry])
            for key, entry in db.session.execute(sa.select(IndexNumber.key, IndexNumber.entry_id))
        },
        "count": db.session.scalar(sa.select(IndexState.entries)),
    }

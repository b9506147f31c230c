"""Whatever a test does that the trail tells of, the log calls its record by a word."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.audit.vocabulary import kind_of
from app.database.base import db


@contextmanager
def every_entry_called_by_a_word() -> Iterator[None]:
    """Fails at its end when an entry was written about a table of which `RecordKind` knows no word."""
    wordless = set()

    def note(_mapper: Any, _connection: Any, entry: AuditEntry) -> None:
        table = entry.subject_type
        if table in db.metadata.tables and kind_of(table) == table:
            wordless.add(f"{table} ({entry.action})")

    sa.event.listen(AuditEntry, "before_insert", note)
    try:
        yield
    finally:
        sa.event.remove(AuditEntry, "before_insert", note)
    assert sorted(wordless) == []

"""Counting what a test asks the database."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from app.database.base import db


@pytest.fixture
def counted():
    """`with counted() as statements:` lists the statements sent meanwhile."""

    @contextmanager
    def counting():
        statements = []

        def note(_connection, _cursor, statement, *_rest):
            statements.append(statement)

        engine = getattr(db.engine, "engine", db.engine)
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)

    return counting

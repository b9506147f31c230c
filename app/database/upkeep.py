"""What the database wants once a day to answer long lists quickly."""

import sqlalchemy as sa

from app.database.base import db
from app.database.engine import WRITES

# Also tables that this connection has not asked for anything yet.
_ALL_TABLES = 0x10000


def count_what_there_is() -> None:
    """Let SQLite see which tables have grown, so that it chooses indexes by what is in them.

    PostgreSQL does so by itself. Reads a few hundred rows of each index, so it takes no time.
    """
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(sa.text(f"PRAGMA optimize={_ALL_TABLES | 2}"))

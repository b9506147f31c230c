"""What the database wants once a day to answer long lists quickly."""

from app.database.base import db
from app.database.transaction import bookkeeping

# Also tables that this connection has not asked for anything yet.
_ALL_TABLES = 0x10000
_ANALYSE = 0x2


@bookkeeping
def count_what_there_is() -> None:
    """Let SQLite see which tables have grown, so that it chooses indexes by what is in them.

    PostgreSQL does so by itself. A few hundred rows of each index are read, so it takes no time.
    """
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA optimize={_ALL_TABLES | _ANALYSE}")

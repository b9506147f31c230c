"""How connections are opened: encrypted SQLite with safe pragmas, or PostgreSQL."""

import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.database import keys

# SQLite below this version can corrupt a WAL database that two connections reset (security D5).
OLDEST_SAFE_SQLITE = (3, 51, 3)
# Longest wait of one writer for another, in milliseconds, before the request is told to come back.
BUSY_TIMEOUT_MS = 10_000
_ASK_AGAIN_SECONDS = 0.002
# Pages a connection keeps deciphered: at the usual 2 MiB a search would decipher them over and over.
CACHE_KIB = 32_768
WRITES = "sadar_writes"


def sqlite_url(path: Path) -> sa.URL:
    """The URL of the encrypted default database; a raw key, so opening costs no key derivation."""
    return sa.URL.create(
        "sqlite+pysqlcipher", password=f"x'{keys.derived('database').hex()}'", database=str(path)
    )


def options_for(url: sa.URL) -> dict[str, Any]:
    """Engine options for either database; an error's message never carries what was written."""
    if url.get_backend_name() == "sqlite":
        return {
            "poolclass": sa.QueuePool, "pool_size": 12, "max_overflow": 8, "hide_parameters": True,
        }  # fmt: skip
    # Compiling a list's conditions took PostgreSQL up to ten seconds; asking them takes 0.1.
    return {
        "pool_size": 10, "max_overflow": 10, "pool_pre_ping": True,
        "hide_parameters": True,
        "connect_args": {"options": "-c jit=off"},
    }  # fmt: skip


def prepare(engine: Engine) -> None:
    """Attach what each new connection and each new transaction needs."""
    if engine.dialect.name != "sqlite":
        return
    sa.event.listen(engine, "connect", _open_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)


def _open_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON",
        "trusted_schema=OFF", f"busy_timeout={BUSY_TIMEOUT_MS}", "temp_store=MEMORY",
        f"cache_size=-{CACHE_KIB}",
    ):  # fmt: skip
        cursor.execute(f"PRAGMA {pragma}")
    _refuse_unsafe(cursor)
    cursor.close()


def _refuse_unsafe(cursor: Any) -> None:
    version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
    if tuple(int(part) for part in version.split(".")) < OLDEST_SAFE_SQLITE:
        raise RuntimeError(f"SQLite {version} can lose data in WAL mode; 3.51.3 or newer is needed")
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        if cursor.execute(f"PRAGMA {pragma}").fetchone()[0] != wanted:
            raise RuntimeError(f"the database refuses {pragma}={wanted}")


def _begin_sqlite(connection: sa.Connection) -> None:
    """Writers take the lock at once: a reader that turns writer would fail without waiting."""
    if connection.get_execution_options().get(WRITES, False):
        _take_the_pen(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_the_pen(connection: sa.Connection) -> None:
    """Wait for other processes by asking often: SQLite itself soon asks only every 100 ms, by when
    the pen has changed hands many times. Raises OperationalError after BUSY_TIMEOUT_MS."""
    last_try = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        while not _took_it(cursor, connection) and time.monotonic() < last_try:
            time.sleep(_ASK_AGAIN_SECONDS)
        if not connection.connection.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.close()


def _took_it(cursor: Any, connection: sa.Connection) -> bool:
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except connection.dialect.loaded_dbapi.OperationalError:
        return False
    return True

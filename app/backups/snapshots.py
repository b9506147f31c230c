"""The database at one moment, as a file: an encrypted SQLite copy, or a dump of PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from psycopg.conninfo import make_conninfo

from app.audit.models import HEAD_ID, AuditHead
from app.core.errors import WrongState
from app.database import engine as engines
from app.database.base import db

SQLITE, DUMP = "sadar.db", "sadar.dump"
# The program may be of another version than our library, and know fewer settings.
_WHERE: Final = ("host", "hostaddr", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")  # fmt: skip
_PROGRAMS: Final = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Facts:
    """By what a restored database is known to be this one: schema, rows by table, end of the trail."""

    revision: str
    rows: Mapping[str, int]
    seq: int
    hash: str

    def as_words(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_words(cls, words: Mapping[str, Any]) -> "Facts":
        return cls(words["revision"], dict(words["rows"]), words["seq"], words["hash"])


def facts_of(connection: sa.Connection) -> Facts:
    """Count what is there."""
    rows = {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
    }
    revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""
    head = connection.execute(
        sa.select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == HEAD_ID)
    ).one_or_none()
    return Facts(str(revision), rows, head.seq if head else 0, head.hash if head else "")


def take(folder: Path) -> tuple[Path, Facts]:
    """Write the database of this installation into the folder, as of one moment, and what it holds.

    Work that goes on meanwhile is not disturbed. Raises WrongState when `pg_dump` is missing or
    refuses.
    """
    if db.engine.dialect.name == "sqlite":
        return _copied(folder / SQLITE)
    return _dumped(folder / DUMP)


def opened(path: Path) -> sa.Engine:
    """A copied SQLite file, opened with this installation's key."""
    url = engines.sqlite_url(path)
    engine = sa.create_engine(url, **engines.options_for(url))
    engines.prepare(engine)
    return engine


def _copied(path: Path) -> tuple[Path, Facts]:
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        # SQLCipher gives the copy the key of the original.
        cursor.execute("VACUUM INTO :path", {"path": str(path)})
        cursor.close()
    finally:
        raw.close()
    path.chmod(0o600)
    engine = opened(path)
    try:
        with engine.connect() as connection:
            return path, facts_of(connection)
    finally:
        engine.dispose()


def _dumped(path: Path) -> tuple[Path, Facts]:
    """The rows are counted in the very snapshot that is dumped."""
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.scalar(sa.text("SELECT pg_export_snapshot()"))
        run(
            "pg_dump", connection, "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={snapshot}", f"--file={path}",
        )  # fmt: skip
        facts = facts_of(connection)
    path.chmod(0o600)
    return path, facts


def restored(dump: Path, address: str) -> sa.Engine:
    """Put a dump into an empty PostgreSQL database. Raises WrongState when it is not empty."""
    url = sa.make_url(address).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, **engines.options_for(url))
    with engine.connect() as connection:
        if sa.inspect(connection).get_table_names():
            raise WrongState("Basis data tujuan tidak kosong. Pakai basis data baru.")
        run("pg_restore", connection, "--exit-on-error", "--no-owner", "--no-privileges", str(dump))
    return engine


def run(program: str, connection: sa.Connection, *arguments: str) -> None:
    """Run a program of PostgreSQL against the database of this connection. Raises WrongState."""
    path = _program(program)
    info = connection.connection.dbapi_connection.info  # type: ignore[union-attr]
    where = make_conninfo(**{k: v for k, v in info.get_parameters().items() if k in _WHERE})
    # A password goes through the environment, which is not in the list of processes.
    environment = {**os.environ, "PGPASSWORD": info.password} if info.password else None
    done = subprocess.run(  # noqa: S603 PostgreSQL's own program
        [path, f"--dbname={where}", *arguments],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    if done.returncode:
        raise WrongState(f"{program}: {done.stderr.strip()[:500]}")


def _program(name: str) -> str:
    """The newest one installed: an older one refuses a newer server."""
    versions = sorted(_PROGRAMS.glob(f"[0-9]*/bin/{name}"), key=lambda one: int(one.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise WrongState(f"{name} tidak ada di peladen ini. Pasang postgresql-client.")
    return found

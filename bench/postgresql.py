"""A PostgreSQL server for one measurement, as durable as an office's: thrown away, or kept."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import PostgresServer

_NAME = "sadar_bench"


def _a_quarter() -> str:
    """Of this machine's memory, as PostgreSQL's own manual advises."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{memory // 4 // 1024**2}MB"


@contextmanager
def server(*, durable: bool = False, kept: Path | None = None) -> Iterator[PostgresServer]:
    """Stopped at the end; its data stay only in a folder that is `kept`."""
    started = PostgresServer(durable=durable, kept=kept, memory=_a_quarter())
    try:
        yield started
    finally:
        started.stop()


@contextmanager
def database(wanted: bool, kept: Path | None = None) -> Iterator[str | None]:
    """The address of a database there, or None for the embedded one."""
    if not wanted:
        yield None
        return
    with server(durable=True, kept=kept) as started:
        yield started.ensure(_NAME)


def read_in(ask: Callable[[str], object], tables: str) -> None:
    """Have these tables (a pattern of LIKE) and their indexes in memory, as after days of work."""
    ask("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
    ask(
        "SELECT pg_prewarm(part) FROM (SELECT oid AS part FROM pg_class WHERE relkind = 'r'"
        f" AND relname LIKE '{tables}' UNION ALL SELECT indexrelid FROM pg_index"
        f" JOIN pg_class ON oid = indrelid WHERE relname LIKE '{tables}') parts"
    )

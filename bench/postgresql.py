"""A PostgreSQL server for one measurement, as durable as an office's: thrown away, or kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import PostgresServer

_NAME = "sadar_bench"
# A quarter of a small server's 8 GB, as PostgreSQL's own manual advises.
_MEMORY = "2GB"


@contextmanager
def server(*, durable: bool = False, kept: Path | None = None) -> Iterator[PostgresServer]:
    """Stopped at the end; its data stay only in a folder that is `kept`."""
    started = PostgresServer(durable=durable, kept=kept, memory=_MEMORY)
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

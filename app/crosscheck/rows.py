"""Plain rows in large numbers, past the mapper: the index holds millions of them."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from app.database.base import Base, db

# Rows that one statement carries where many are written: a third cheaper than one each.
_ROWS_OF_A_STATEMENT: Final = 50
# Values one statement may carry on either database.
_MOST_VALUES: Final = 10_000
T = TypeVar("T")


def in_chunks(values: Sequence[T], size: int = _MOST_VALUES) -> Iterator[Sequence[T]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]


def plain_rows(statement: Any, values: Mapping[str, Any] | None = None) -> list[Any]:
    """Rows as the driver gives them: integers need no conversion, and a search reads thousands."""
    result = db.session.connection().execute(statement, values)
    found = list(result.cursor.fetchall()) if result.cursor is not None else []
    result.close()
    return found


def insert(
    table: type[Base], columns: Sequence[str], rows: Sequence[tuple[Any, ...]], ending: str = ""
) -> None:
    """Many plain rows at once, past the mapper: a rebuild writes millions of them."""
    connection = db.session.connection()
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([mark] * len(columns))})"
    begin = f"INSERT INTO {table.__tablename__} ({', '.join(columns)}) VALUES "  # noqa: S608 (names of our own tables and columns)
    whole = len(rows) - len(rows) % _ROWS_OF_A_STATEMENT
    for some, together in ((rows[:whole], _ROWS_OF_A_STATEMENT), (rows[whole:], 1)):
        values = [chain.from_iterable(some)] * (together * len(columns))
        if some:
            connection.exec_driver_sql(
                begin + ", ".join([row] * together) + ending, list(zip(*values, strict=True))
            )


def newest_id(id_column: Any) -> int:
    """The last row number given so far; 0 in an empty table."""
    return db.session.scalar(sa.select(sa.func.max(id_column))) or 0


def entered_since(newest: int, column: Any, id_column: Any) -> dict[int, int]:
    """The row numbers of what was entered after `newest`."""
    return dict(plain_rows(sa.select(column, id_column).where(id_column > newest)))


@contextmanager
def uncollected() -> Iterator[None]:
    """Millions of rows, none in a circle: looking for circles would take a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

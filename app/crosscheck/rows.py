"""Plain rows in large numbers, past the mapper: the index holds millions of them."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.database.base import Base, db

# Rows that one statement carries where many are written: a third cheaper than one each.
_ROWS_OF_A_STATEMENT: Final = 50
# Values one statement may carry on either database.
_MOST_VALUES: Final = 10_000
T = TypeVar("T")


def in_chunks(values: Sequence[T], size: int = _MOST_VALUES) -> Iterator[Sequence[T]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]


OneOf = Callable[[sa.ColumnElement[int], str], sa.ColumnElement[bool]]


class ByLists:
    """A statement that is asked with lists of numbers, each compared with a column by `one_of`.

    PostgreSQL is given a list as one array and plans the statement once. With a mark for every number
    it would read and plan another statement for every length of list.
    """

    def __init__(self, build: Callable[[OneOf], sa.Executable]) -> None:
        self._marks, self._arrays = build(_one_of_marks), build(_one_of_array)

    def on(self, database: str) -> sa.Executable:
        return self._arrays if database == "postgresql" else self._marks


def _one_of_marks(column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[bool]:
    return column.in_(sa.bindparam(name, expanding=True))


def _one_of_array(column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[bool]:
    return column == sa.any_(
        sa.cast(sa.bindparam(name, type_=Numbers()), postgresql.ARRAY(column.type))
    )


class Numbers(sa.types.TypeDecorator[Sequence[int]]):
    """A list of numbers as PostgreSQL writes arrays: the driver takes seven times as long for it."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: sa.Dialect) -> str:
        return f"{{{','.join(map(str, value or ()))}}}"


def plain_rows(
    statement: sa.Executable | ByLists, values: Mapping[str, Any] | None = None
) -> list[Any]:
    """Rows as the driver gives them: integers need no conversion, and a search reads thousands."""
    connection = db.session.connection()
    if isinstance(statement, ByLists):
        statement = statement.on(connection.dialect.name)
    result = connection.execute(statement, values)
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

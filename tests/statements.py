"""How many statements a page sends: a list must not ask the database row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa

from tests.visitor import Visitor

Row = TypeVar("Row")
_SEALED = "_sealed"
_ITS_OWN = ("id", "uid", "number", "revision")
# What a transaction inside the test's own begins and ends with.
_BRACKETS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@contextmanager
def questions() -> Iterator[list[str]]:
    """`with questions() as asked:` lists each statement that is sent meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(_BRACKETS):
            asked.append(statement)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


def statements(client: Visitor, who: str, path: str) -> int:
    """Of a page that was asked for before."""
    reader = client.be(who)
    reader.get(path)
    with questions() as seen:
        assert reader.get(path).status_code == 200
    return len(seen)


def copies(row: Row, count: int, **varied: Sequence[Any]) -> list[Row]:
    """So many rows like this one, which belong to others in turn: what is the same for all of them
    would be read once only, and hide that it is asked for row by row."""
    kind: Any = type(row)
    names = [one.key for one in sa.inspect(kind).column_attrs if one.key not in _ITS_OWN]
    found = []
    for at in range(count):
        new = kind(**{one: getattr(row, one) for one in names if not one.endswith(_SEALED)})
        if hasattr(kind, "number"):
            new.number = f"{row.number}-{at}"  # type: ignore[attr-defined]
        for column, values in varied.items():
            setattr(new, column, values[at % len(values)])
        for one in names:
            if one.endswith(_SEALED):
                setattr(new, one.removesuffix(_SEALED), getattr(row, one.removesuffix(_SEALED)))
        found.append(new)
    return found

"""How many statements a page sends: a list must not ask the database row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa

from tests.visitor import Visitor

Row = TypeVar("Row")
_SEALED = "_sealed"
_ITS_OWN = ("id", "uid", "number", "revision")


@contextmanager
def asked() -> Iterator[list[str]]:
    """Each statement that is sent meanwhile."""
    seen: list[str] = []
    note = lambda *said: seen.append(said[2])  # noqa: E731
    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


def statements(client: Visitor, who: str, path: str) -> int:
    """Of a page that was asked for before."""
    reader = client.be(who)
    reader.get(path)
    with asked() as seen:
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

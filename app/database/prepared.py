"""Statements that are asked thousands of times an hour: put together once, sent with other values.

Putting a statement together and finding it among the known ones costs several times what the
database takes to answer it. `@prepared` does it once for each form the statement can have::

    @prepared
    def _unread_of(person_id: int) -> sa.Select[int]:
        return sa.select(sa.func.count(Notice.id)).where(Notice.person_id == person_id)

    db.session.scalar(*_unread_of(7))

Numbers, texts and days are values: the function sees a placeholder in their place and must only
compare columns with it. A list, set or tuple is a value too, for `in_`. Anything else (None, a
truth, an enum, a set of roles) shapes the statement, so for each of them another is kept.
"""

import enum
import functools
import inspect
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa

P = ParamSpec("P")
S = TypeVar("S", bound=sa.Executable)

_VALUES = (int, str, bytes, date)  # a moment is a date to Python
_MANY = (list, set, tuple)
# A mark in place of each value, so that calls that differ in values only are the same form.
_ONE = object()
_SEVERAL = object()


def prepared(build: Callable[P, S]) -> Callable[P, tuple[S, dict[str, Any]]]:
    """Calls give the statement and its values, ready for `session.scalar(*…)`, `execute(*…)`."""
    known: dict[Hashable, S] = {}
    names = tuple(inspect.signature(build).parameters)

    @functools.wraps(build)
    def ask(*args: P.args, **kwargs: P.kwargs) -> tuple[S, dict[str, Any]]:
        given: dict[str, Any] = dict(zip(names, args, strict=False), **kwargs)
        marks = {name: _mark(value) for name, value in given.items()}
        form = tuple(marks.items())
        statement = known.get(form)
        if statement is None:
            placed: dict[str, Any] = {name: _placeholder(name, given[name]) for name in given}
            statement = known[form] = build(**placed)  # type: ignore[call-arg]
        return statement, {
            name: list(given[name]) if mark is _SEVERAL else given[name]
            for name, mark in marks.items()
            if mark is _ONE or mark is _SEVERAL
        }

    return ask


def _mark(value: Any) -> Hashable:
    if isinstance(value, _VALUES) and not isinstance(value, (bool, enum.Enum)):
        return _ONE
    return _SEVERAL if isinstance(value, _MANY) else value


def _placeholder(name: str, value: Any) -> Any:
    mark = _mark(value)
    if mark is _ONE:
        return sa.bindparam(name)
    return sa.bindparam(name, expanding=True) if mark is _SEVERAL else value

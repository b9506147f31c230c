"""Small facts about whoever asks, wanted by every page (what the menu shows and counts).

Twenty small questions cost far more in sending them than in answering them, so they are sent as
one statement, once in a transaction::

    @fact
    def _was_asked(actor: Actor) -> sa.Select[bool]:
        return sa.select(sa.exists().where(Question.person_id == actor.person_id))

    _was_asked(actor)

The function gives a statement of one value. The actor it is given has his own roles, but a
placeholder for his id, which may only be compared with columns; TODAY stands for the day.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.database.remembered import ANY_TABLE, remembered

TODAY: Final = sa.bindparam("today", type_=sa.Date)
Build = Callable[[Actor], sa.Select[Any]]

_facts: list[Build] = []
_together: dict[frozenset[Role], sa.Select[Any]] = {}


def fact(build: Build) -> Callable[[Actor], Any]:
    """Make it one of the facts read together; the public has none of them (None)."""
    place = len(_facts)
    _facts.append(build)
    _together.clear()

    @functools.wraps(build)
    def ask(actor: Actor) -> Any:
        return None if actor.person_id is None else _all_about(actor)[place]

    return ask


def _all_about(actor: Actor) -> Any:
    today = clock.today()
    return remembered(
        ANY_TABLE,
        ("facts", actor.person_id, actor.roles, today),
        lambda: db.session.execute(
            _asked_by(actor), {"me": actor.person_id, "today": today}
        ).one(),
    )  # fmt: skip


def _asked_by(actor: Actor) -> sa.Select[Any]:
    """The statement for these roles, put together once."""
    statement = _together.get(actor.roles)
    if statement is None:
        placeholder: Any = sa.bindparam("me", type_=sa.Integer)
        somebody = replace(actor, person_id=placeholder, opened=frozenset())
        statement = sa.select(*(build(somebody).scalar_subquery() for build in _facts))
        _together[actor.roles] = statement
    return statement

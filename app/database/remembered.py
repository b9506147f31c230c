"""Facts asked many times in one transaction and hardly ever changed: read once, then remembered.

What is remembered ends with the transaction (or savepoint) in which it was read, and as soon as
the running session writes to the table it came from.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, Session

from app.database.base import db

T = TypeVar("T")
_PLACE = "remembered"
# In place of the model of what is read from several tables: forgotten with any write.
ANY_TABLE = object
# The transaction and savepoint in which they were read, and the facts by table and key.
_Memory = tuple[Any, Any, dict[tuple[type, Hashable], Any]]


def remembered(model: type, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gave for this key in the running transaction; it reads rows of `model` only."""
    session: Session = db.session()
    if session.autoflush and (session.new or session.dirty or session.deleted):
        session.flush()  # as before any query: what was changed is seen, and forgets what it was
    known = _known(session)
    if (model, key) in known:
        found: T = known[model, key]
        return found
    value = read()
    _known(session)[model, key] = value  # reading may have begun the transaction
    return value


def _known(session: Session) -> dict[tuple[type, Hashable], Any]:
    outer, inner = session.get_transaction(), session.get_nested_transaction()
    memory: _Memory | None = session.info.get(_PLACE)
    if memory is None or outer is None or memory[0] is not outer or memory[1] is not inner:
        memory = session.info[_PLACE] = (outer, inner, {})
    return memory[2]


@sa.event.listens_for(Session, "after_flush")
def _forget_written(session: Session, _context: Any) -> None:
    memory: _Memory | None = session.info.get(_PLACE)
    if memory is None or not memory[2]:
        return
    written = {type(row) for row in (*session.new, *session.dirty, *session.deleted)}
    written.add(ANY_TABLE)
    for model, key in [one for one in memory[2] if one[0] in written]:
        del memory[2][model, key]


@sa.event.listens_for(Session, "do_orm_execute")
def _forget_at_statements(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info.pop(_PLACE, None)

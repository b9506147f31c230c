"""One record as one actor has it: without the right to it, it is as though it did not exist."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.orm.interfaces import ORMOption

from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import Base, db

R = TypeVar("R", bound=Base)


def record_for(
    actor: Actor, right: str, kind: type[R], key: int, options: Sequence[ORMOption] = ()
) -> R:
    """The record, or NotFound for whoever lacks this right to it: there or not is never told."""
    found = db.session.get(kind, key, options=options)
    if found is None or not policy.can(actor, right, found):
        raise NotFound(f"{kind.__tablename__} {key}")
    return found


def reaches(actor: Actor, right: str, kind: type[Base], key: int) -> bool:
    """Whether `record_for` would give it."""
    found = db.session.get(kind, key)
    return found is not None and policy.can(actor, right, found)

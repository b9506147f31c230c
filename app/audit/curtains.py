"""Which entries even a keeper of the trail does not see: those about records kept from him (M14).

A feature whose records are hidden from some officers names, in wiring, the records an actor may
know of. Entries about others are left out of pages, counts, files and lists of actions alike.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.actor import Actor

# The ids of one table that this actor may know of.
Known = Callable[[Actor], sa.Select[Any]]
_curtains: dict[str, Known] = {}
# Tables whose rows name a record by `subject_type` and `subject_id`: letters, evidence, clocks.
_pointers: list[Any] = []


def draw(subject_type: str, known: Known) -> None:
    """Hide entries about records of this table that are not among those the actor may know of."""
    _curtains[subject_type] = known


def follow(*models: Any) -> None:
    """Hide entries about rows of these tables that belong to a hidden record."""
    _pointers.extend(models)


def forget_all() -> None:
    _curtains.clear()
    _pointers.clear()


def open_to(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Conditions that every entry shown to this actor fulfils."""
    found = [
        sa.or_(
            AuditEntry.subject_type != name,
            AuditEntry.subject_id.is_(None),
            AuditEntry.subject_id.in_(known(actor)),
        )
        for name, known in _curtains.items()
    ]
    return found + [_not_about_hidden(actor, model) for model in _pointers if _curtains]


def _not_about_hidden(actor: Actor, model: Any) -> sa.ColumnElement[bool]:
    hidden = sa.or_(
        *(
            sa.and_(model.subject_type == name, model.subject_id.not_in(known(actor)))
            for name, known in _curtains.items()
        )
    )
    return sa.or_(
        AuditEntry.subject_type != model.__tablename__,
        AuditEntry.subject_id.is_(None),
        AuditEntry.subject_id.not_in(sa.select(model.id).where(hidden)),
    )

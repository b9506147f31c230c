"""Which entries even a keeper of the trail does not see: those about records kept from him (M14).

A feature whose records are hidden from some officers names, in wiring, the records an actor may
know of. Entries about others are left out of pages, counts, files and lists of actions alike.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.audit.models import AuditEntry
from app.core.actor import Actor
from app.database.among import among
from app.database.base import db

# The ids of one table that this actor may know of.
Known = Callable[[Actor], sa.Select[Any]]
_curtains: dict[str, Known] = {}
# Tables whose rows name a record by `subject_type` and `subject_id`: letters, evidence, clocks.
_pointers: list[Any] = []
# So many ids are read and named; of more it is asked entry by entry.
_FEW: Final = 200


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
    known = {name: _Known(ids(actor)) for name, ids in _curtains.items()}
    found = [
        sa.or_(
            AuditEntry.subject_type != name,
            AuditEntry.subject_id.is_(None),
            ids.hold(AuditEntry.subject_id),
        )
        for name, ids in known.items()
    ]
    return found + [_not_about_hidden(known, model) for model in _pointers if _curtains]


class _Known:
    """The records of one table that somebody may know of: most of very many, or hardly any."""

    def __init__(self, ids: sa.Select[Any]) -> None:
        self._ids = ids
        first = db.session.scalars(ids.limit(_FEW + 1)).all()
        self._all_of_them = first if len(first) <= _FEW else None

    def hold(self, column: Any) -> sa.ColumnElement[bool]:
        if self._all_of_them is None:
            return among(column, self._ids)
        return cast("sa.ColumnElement[bool]", column.in_(self._all_of_them))


def _not_about_hidden(known: Mapping[str, _Known], model: Any) -> sa.ColumnElement[bool]:
    # A word of its own for the table: what the actor may know of may ask it as well.
    row = aliased(model)
    hidden = sa.or_(
        *(
            sa.and_(row.subject_type == name, ~ids.hold(row.subject_id))
            for name, ids in known.items()
        )
    )
    return sa.or_(
        AuditEntry.subject_type != model.__tablename__,
        AuditEntry.subject_id.is_(None),
        ~sa.exists().where(row.id == AuditEntry.subject_id, hidden),
    )

"""The seam to what a screening serves: whoever is kept from the complaint is kept from its screening.

A feature whose records hide from people names, in wiring, the records an actor may know of.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.core.actor import Actor
from app.crosscheck.models import Screening

# The ids of one table that this actor may know of.
Known = Callable[[Actor], sa.Select[Any]]
_origins: dict[str, Known] = {}


def register(table: str, known: Known) -> None:
    """Hide screenings that serve a record of this table which the actor may not know of."""
    _origins[table] = known


def forget_all() -> None:
    _origins.clear()


def open_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the record a screening serves is open to this actor; true when it serves none."""
    return sa.and_(
        sa.true(),
        *(
            sa.or_(
                Screening.origin_type.is_(None),
                Screening.origin_type != table,
                Screening.origin_id.in_(known(actor)),
            )
            for table, known in _origins.items()
        ),
    )

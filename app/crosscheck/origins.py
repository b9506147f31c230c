"""The seam to what a screening serves: whoever is kept from the complaint is kept from its screening.

A feature whose records hide from people names, in wiring, the records an actor may know of.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.core.actor import Actor
from app.crosscheck.models import Screening
from app.database.among import among
from app.database.base import db

# The ids of one table that this actor may know of.
Known = Callable[[Actor], sa.Select[Any]]
# The address of the page of one record.
Page = Callable[[int], str]
_origins: dict[str, Known] = {}
_pages: dict[str, Page] = {}


def register(table: str, known: Known, page: Page) -> None:
    """Hide screenings that serve a record of this table which the actor may not know of."""
    _origins[table] = known
    _pages[table] = page


def forget_all() -> None:
    _origins.clear()
    _pages.clear()


def page_of(table: str | None, record_id: int | None) -> str | None:
    """Where the record is read that a screening serves; None when it serves none."""
    page = _pages.get(table or "")
    return page(record_id) if page is not None and record_id is not None else None


def knows(actor: Actor, table: str | None, record_id: int | None) -> bool:
    """Whether a search for this record is the actor's to make: the record is open to him."""
    known = _origins.get(table or "")
    if known is None or record_id is None or actor.person_id is None:
        return False
    mine = known(actor).subquery()
    asked = sa.select(sa.literal(1)).select_from(mine).where(mine.c[0] == record_id)
    return db.session.scalar(asked.limit(1)) is not None


def may_be_known(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether this actor may learn that a screening exists, be it somebody else's."""
    me = actor.person_id if actor.person_id is not None else -1
    return sa.and_(Screening.subject_id != me, open_to(actor))


def open_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the record a screening serves is open to this actor; true when it serves none."""
    return sa.and_(
        sa.true(),
        *(
            sa.or_(
                Screening.origin_type.is_(None),
                Screening.origin_type != table,
                among(Screening.origin_id, known(actor)),
            )
            for table, known in _origins.items()
        ),
    )

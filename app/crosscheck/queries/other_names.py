"""Reading the office's list of other names of a body."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import policy
from app.core.actor import Actor
from app.crosscheck.models import (
    OtherName,
    StruckName,
)
from app.database.base import db
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.database.reading import record_for


def other_names_visible_to(actor: Actor, sought: str = "", number: int = 1) -> Paged[OtherName]:
    """The office's list, newest first; `sought`: letters that one of the two names holds.

    The names are sealed, so all are opened to be searched: a list kept by hand.
    """
    policy.require(actor, "other_name.list")
    entries = _other_names(sought)
    number = nearest_page(number, len(entries))
    return Paged(entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(entries))


def exported_other_names_for(actor: Actor, sought: str = "") -> Sequence[OtherName]:
    """The same in full."""
    policy.require(actor, "other_name.list")
    return _other_names(sought)


def _other_names(sought: str) -> Sequence[OtherName]:
    shown = (
        joinedload(OtherName.by),
        joinedload(OtherName.struck).joinedload(StruckName.by),
        raiseload("*"),
    )
    asked = sa.select(OtherName).options(*shown).order_by(OtherName.id.desc())
    letters = sought.strip().casefold()
    return [
        entry
        for entry in db.session.scalars(asked)
        if letters in f"{entry.words['name']}\n{entry.words['other']}".casefold()
    ]


def other_name_for(actor: Actor, entry_id: int) -> OtherName:
    """One entry for whoever may strike it. Raises NotFound."""
    return record_for(actor, "other_name.change", OtherName, entry_id)


def may_change_other_names(actor: Actor) -> bool:
    return policy.can(actor, "other_name.change")

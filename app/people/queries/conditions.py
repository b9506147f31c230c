"""Conditions in which every question to the staff register is put."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from app.people.models import Acting, Appointment, Person, Unit


def in_force(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        Appointment.valid_from <= day,
        sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
    )


def ever_in_force() -> sa.ColumnElement[bool]:
    """Not replaced on its very first day."""
    return sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= Appointment.valid_from)


def own_right() -> sa.ColumnElement[bool]:
    return Appointment.acting == Acting.NONE


def serving(day: date) -> sa.ColumnElement[bool]:
    return sa.or_(Person.left_on.is_(None), Person.left_on > day)


def main_post_on(day: date) -> sa.ColumnElement[bool]:
    """Joins a person with the post held in one's own right on the day."""
    return sa.and_(Appointment.person_id == Person.id, in_force(day), own_right())


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def holds(column: InstrumentedAttribute[Any], text: str) -> sa.ColumnElement[bool]:
    return column.ilike(f"%{escaped(text)}%", escape="\\")


def units_below(unit_id: int) -> sa.Select[Any]:
    """The unit itself and all units below it."""
    tree = sa.select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    tree = tree.union(sa.select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return sa.select(tree.c.id)

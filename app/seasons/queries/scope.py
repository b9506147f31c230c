"""Whose figures an actor sees: everybody's, those of units, or of his own line."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.people import queries as people
from app.people.models import Appointment, Person
from app.seasons.models import Obligation

EVERYBODY = frozenset({Role.HR_OFFICER, Role.INSPECTOR})


@dataclass(frozen=True)
class Scope:
    """Whose figures an actor sees: everybody's, those of some units, or of his own line."""

    everybody: bool = False
    unit_ids: frozenset[int] = frozenset()
    line_of: int | None = None

    def where(
        self, person: Any = Obligation.person_id, unit: Any = Obligation.unit_id
    ) -> list[sa.ColumnElement[bool]]:
        """Conditions on the columns that name the person and the unit."""
        if self.everybody:
            return []
        if self.line_of is not None:
            return [person.in_(people.line_below(self.line_of, clock.today()))]
        return [unit.in_(self.unit_ids)]


def scope_of(actor: Actor) -> Scope:
    """HR and Inspektorat see all, a leader whole units, a superior the people below him."""
    if actor.roles & EVERYBODY:
        return Scope(everybody=True)
    if actor.person_id is None:
        return Scope()
    if actor.has(Role.LEADER):
        return Scope(unit_ids=_units_of_leader(actor.person_id))
    return Scope(line_of=actor.person_id)


def _units_of_leader(person_id: int) -> frozenset[int]:
    """The own unit and those of everybody below, each with the units inside it."""
    today = clock.today()
    members = sa.or_(
        Appointment.person_id == person_id,
        Appointment.person_id.in_(people.line_below(person_id, today)),
    )
    roots = db.session.scalars(
        sa.select(Appointment.unit_id)
        .join(Person, people.main_post_on(today))
        .where(members)
        .distinct()
    ).all()
    found: set[int] = set(roots)
    for root in roots:
        found |= set(db.session.scalars(people.units_below(root)))
    return frozenset(found)

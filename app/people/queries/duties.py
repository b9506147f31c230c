"""Who owes declarations on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.database.base import db
from app.people.models import Appointment, EmploymentKind, Person
from app.people.queries.conditions import ever_in_force, main_post_on, own_right, serving

OBLIGED_KINDS = tuple(kind for kind in EmploymentKind if kind.is_asn)


def kinds_called(names: Iterable[str]) -> tuple[EmploymentKind, ...]:
    """The obliged kinds among these, as a regulation pack calls them ("PNS", "PPPK Paruh Waktu")."""
    wanted = {name.casefold().replace(" ", "_") for name in names}
    return tuple(kind for kind in OBLIGED_KINDS if kind.value in wanted)


def obliged_on(day: date, kinds: Sequence[EmploymentKind] = OBLIGED_KINDS) -> list[Person]:
    """Everybody who owes a declaration that day: serving ASN (PermenPANRB 17/2024)."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .where(Person.kind.in_(kinds), serving(day))
            .order_by(Person.sort_name, Person.id)
        )
    )


@dataclass(frozen=True)
class Duty:
    """Somebody who owes declarations on a day: where he serves, and since when he is here."""

    person_id: int
    unit_id: int | None
    began: date | None


def duties_on(
    day: date,
    kinds: Sequence[EmploymentKind] = OBLIGED_KINDS,
    *,
    only_at_risk: bool = False,
    after: int = 0,
    limit: int | None = None,
) -> list[Duty]:
    """The same as `obliged_on` by id, a part at a time: those after an id, at most `limit`."""
    began = (
        sa.select(Appointment.person_id, sa.func.min(Appointment.valid_from).label("began"))
        .where(own_right(), ever_in_force())
        .group_by(Appointment.person_id)
        .subquery()
    )
    asked = (
        sa.select(Person.id, Appointment.unit_id, began.c.began, Person.joined_on)
        .outerjoin(Appointment, main_post_on(day))
        .outerjoin(began, began.c.person_id == Person.id)
        .where(Person.kind.in_(kinds), serving(day), Person.id > after)
        .order_by(Person.id)
        .limit(limit)
    )
    if only_at_risk:
        asked = asked.where(Appointment.risk_positions != "")
    rows = db.session.execute(asked).all()
    found = [Duty(row[0], row[1], row[2] or row[3]) for row in rows]
    return [duty for duty in found if duty.began is None or duty.began <= day]

"""Small organisations for tests: people with posts on a day, made the short way."""

from datetime import date

from app.database.base import db
from app.people.models import Acting, Appointment, EmploymentKind, Person, Unit

LONG_AGO = date(2020, 1, 1)


def a_unit(name: str = "Dinas Contoh", parent: Unit | None = None) -> Unit:
    return _kept(Unit(name=name, code=None, parent_id=parent.id if parent else None))


def somebody(name: str, **facts: object) -> Person:
    """A person without a post."""
    facts.setdefault("kind", EmploymentKind.PNS)
    return _kept(Person(name=name, **facts))


def a_post(
    person: Person, unit: Unit, superior: Person | None = None, **facts: object
) -> Appointment:
    facts.setdefault("post", f"Jabatan {person.name}")
    facts.setdefault("valid_from", LONG_AGO)
    facts.setdefault("acting", Acting.NONE)
    return _kept(
        Appointment(
            person_id=person.id,
            unit_id=unit.id,
            superior_id=superior.id if superior else None,
            **facts,
        )
    )


def _kept(row):
    session = db.session()
    session.info["arranging"] = True
    try:
        session.add(row)
        session.commit()
    finally:
        session.info.pop("arranging")
    return row

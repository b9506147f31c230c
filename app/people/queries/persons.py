"""Who somebody is: by number, NIP or short code."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.database.base import db
from app.database.prepared import prepared
from app.people.cells import normal_code
from app.people.models import Person, Unit


def person(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def people_by_ids(person_ids: Iterable[int]) -> dict[int, Person]:
    wanted = set(person_ids)
    if not wanted:
        return {}
    return {found.id: found for found in db.session.scalars(*_people(wanted))}


@prepared
def _people(person_ids: Iterable[int]) -> sa.Select[Person]:
    return sa.select(Person).where(Person.id.in_(person_ids))


def person_by_nip(nip: str) -> Person | None:
    """The person with this NIP; spaces as printed on paper are allowed."""
    return db.session.scalar(sa.select(Person).where(Person.nip == nip.replace(" ", "")))


def is_anybody_here() -> bool:
    """Whether the directory holds anybody at all."""
    return db.session.scalar(sa.select(Person.id).limit(1)) is not None


def person_by_code(code: str) -> Person | None:
    """The person with this short code, such as `e18`."""
    return db.session.scalar(sa.select(Person).where(Person.code == normal_code(code)))


def unit(unit_id: int) -> Unit | None:
    return db.session.get(Unit, unit_id)

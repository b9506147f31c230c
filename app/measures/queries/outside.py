"""What other features ask about plans."""

import sqlalchemy as sa

from app.database.base import db
from app.disclosures.models import Disclosure
from app.measures.models import Action, Plan
from app.measures.queries.waiting import unplanned


def newest_of(person_id: int) -> Plan | None:
    """The newest plan about a person."""
    return db.session.scalar(
        sa.select(Plan).where(Plan.person_id == person_id).order_by(Plan.id.desc()).limit(1)
    )


def unplanned_of(person_id: int) -> Disclosure | None:
    """The newest declaration of a person that waits for its plan."""
    return db.session.scalar(
        sa.select(Disclosure)
        .where(Disclosure.person_id == person_id, unplanned())
        .order_by(Disclosure.id.desc())
        .limit(1)
    )


def plans_linked_to(number: str) -> set[int]:
    """The plans with an action behind which this record of another feature stands."""
    return set(db.session.scalars(sa.select(Action.plan_id).where(Action.linked_number == number)))

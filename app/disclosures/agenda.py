"""How many declarations wait for each reviewer: for the digest of the day (N-06)."""

from datetime import date

import sqlalchemy as sa

from app.database.base import db
from app.deadlines.models import Deadline
from app.disclosures.models import Disclosure, State


def waiting_by_reviewer() -> dict[int, tuple[int, date | None]]:
    """Their number and the nearest last day, by the reviewer's id."""
    running = sa.and_(
        Deadline.subject_type == Disclosure.__tablename__,
        Deadline.subject_id == Disclosure.id,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )
    rows = db.session.execute(
        sa.select(
            Disclosure.reviewer_id,
            sa.func.count(sa.distinct(Disclosure.id)),
            sa.func.min(Deadline.due_on),
        )
        .outerjoin(Deadline, running)
        .where(
            Disclosure.reviewer_id.is_not(None),
            Disclosure.state.in_((State.SUBMITTED, State.UNDER_REVIEW)),
        )
        .group_by(Disclosure.reviewer_id)
    )
    return {int(reviewer or 0): (number, due) for reviewer, number, due in rows}

"""Whom the conflict of a plan concerns, as recorded and as known today."""

from collections.abc import Mapping

import sqlalchemy as sa

from app.core import clock
from app.database.base import db
from app.measures import guard, shape
from app.measures.models import Concerned, Plan


def remember_concerned(plan: Plan, concerned: Mapping[int, str]) -> None:
    """Keep who neither handles nor reads this plan; the subject himself is known anyway."""
    known = set(
        db.session.scalars(sa.select(Concerned.person_id).where(Concerned.plan_id == plan.id))
    )
    db.session.add_all(
        Concerned(plan_id=plan.id, person_id=one, reason=reason, at=clock.now())
        for one, reason in concerned.items()
        if one not in known and one != plan.person_id
    )
    db.session.flush()


def concerned_by(plan: Plan) -> dict[int, str]:
    """Everybody the plan's conflict concerns, as recorded and as known today."""
    rows = db.session.execute(
        sa.select(Concerned.person_id, Concerned.reason).where(Concerned.plan_id == plan.id)
    )
    kept = {row[0]: row[1] for row in rows}
    return kept | guard.concerned_by(plan.person_id, plan.draft or shape.empty())

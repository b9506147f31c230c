"""How the work stands: for the operator's command line, the health page and waiting pages."""

import sqlalchemy as sa

from app.database.base import db
from app.outbox.models import Job, JobState


def is_dead(dedupe_key: str) -> bool:
    """Whether the worker gave this job up."""
    state = db.session.scalar(sa.select(Job.state).where(Job.dedupe_key == dedupe_key))
    return state is JobState.DEAD


def counts() -> dict[JobState, int]:
    """How many jobs stand in each state."""
    rows = db.session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state))
    found = dict(rows.all())
    return {state: found.get(state, 0) for state in JobState}


def dead_jobs() -> list[Job]:
    return list(
        db.session.scalars(sa.select(Job).where(Job.state == JobState.DEAD).order_by(Job.id))
    )

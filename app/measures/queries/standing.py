"""How plans are doing, in the words of the monitoring list (S-65): of one, and in SQL."""

import sqlalchemy as sa

from app.core import clock
from app.measures.models import Plan, PlanState
from app.measures.policy import CASES

ENDED = (PlanState.DONE, PlanState.DROPPED)
ON_TRACK, LATE, INCIDENT, WRITING, OVER = "sesuai", "terlambat", "kejadian", "disusun", "selesai"
STANDINGS = (ON_TRACK, LATE, INCIDENT, WRITING, OVER)
_WRITING = (PlanState.DRAFTING, PlanState.AWAITING_REPLY, PlanState.READY)


def stands(standing: str) -> sa.ColumnElement[bool]:
    """The plans that do so, said in SQL."""
    today = clock.today()
    late = sa.and_(Plan.state == PlanState.RUNNING, Plan.next_check_on < today)
    return {
        ON_TRACK: sa.and_(Plan.state == PlanState.RUNNING, Plan.next_check_on >= today),
        LATE: late,
        INCIDENT: Plan.state.in_(CASES),
        WRITING: Plan.state.in_(_WRITING),
        OVER: Plan.state.in_(ENDED),
    }[standing]


def standing_of(plan: Plan) -> str:
    """How a plan is doing, as the list says it."""
    if plan.state in ENDED:
        return OVER
    if plan.state in CASES:
        return INCIDENT
    if plan.state in _WRITING:
        return WRITING
    late = plan.next_check_on is not None and plan.next_check_on < clock.today()
    return LATE if late else ON_TRACK

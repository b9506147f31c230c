"""What the clocks of objections bring about: late ones go up, nothing is granted by silence (§4.9)."""

from app.core import clock
from app.core.actor import SYSTEM
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines.models import Deadline
from app.notifications.services import notify
from app.objections import queries
from app.objections.events import LATE, LATE_TOLD, NOT_CARRIED_OUT, PASSED_ON
from app.objections.inspectors import inspectors_for
from app.objections.models import Objection, State, Step
from app.objections.steps import write_down
from app.objections.workflow import CARRY_OUT, DECIDE, DECIDE_APPEAL, FLOW

_RAISED = (DECIDE, DECIDE_APPEAL, CARRY_OUT)


@use_case
def follow_missed(event: Event) -> None:
    """P-18 or P-19 is over: the next one up decides; silence grants nothing (§4.9, question 12)."""
    missed: Deadline = event.subject
    objection = _of_clock(missed)
    if objection is None:
        return
    if missed.code == CARRY_OUT:
        told = Event(LATE, SYSTEM, objection)
        notify(told, inspectors_for(objection), NOT_CARRIED_OUT, code="N-41")
    elif FLOW.may(objection, "be_late", SYSTEM):
        _pass_on(objection)


def _of_clock(missed: Deadline) -> Objection | None:
    if missed.subject_type != Objection.__tablename__ or missed.code not in _RAISED:
        return None
    return db.session.get(Objection, missed.subject_id)


def _pass_on(objection: Objection) -> None:
    objection.late_at = objection.late_at or clock.now()
    event = FLOW.move(objection, "be_late", SYSTEM)
    following = _next_up(objection)
    if following is not None:
        if objection.state is State.APPEALED:
            objection.appeal_reviewer_id = following
        elif objection.state is State.REVIEWING:
            objection.reviewer_id = following
        notify(event, [following], PASSED_ON, code="N-40")
    write_down(objection, Step.PASSED_ON, SYSTEM, {})
    notify(event, inspectors_for(objection), LATE_TOLD, code="N-41")


def _next_up(objection: Objection) -> int | None:
    """Above whoever let it lie; nobody while the inspector has not named anybody, or at the top."""
    at = objection.reviewer_id if objection.state is State.REVIEWING else None
    if objection.state is State.APPEALED:
        at = objection.appeal_reviewer_id
    if at is None:
        return None
    barred = queries.barred_from(objection)
    return queries.route(objection.person_id, {**barred, at: ""}, above=at).handler

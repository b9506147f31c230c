"""A measures plan as something one may object to, drafted or running (service design §4.3, S-12)."""

from app.core import clock, events
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.measures.events import OBJECTED, OBJECTION_GRANTED
from app.measures.models import Plan, PlanState
from app.measures.services.concerned import concerned_by
from app.objections.grounds import Decided, Ground
from app.objections.models import Follows

_OPEN_TO_OBJECTION = (PlanState.AWAITING_REPLY, PlanState.RUNNING)
_SET_IT = Sentence("menyusun atau menetapkan rencana ini")


def _look(actor: Actor, plan_id: int) -> Decided | None:
    plan = db.session.get(Plan, plan_id)
    if plan is None or plan.person_id != actor.person_id or plan.state not in _OPEN_TO_OBJECTION:
        return None
    day = clock.local(plan.set_at).date() if plan.set_at else clock.today()
    return Decided(plan.person_id, plan.number, day, _barred(plan))


def _barred(plan: Plan) -> dict[int, str]:
    """Whoever wrote or set it, and everybody it concerns."""
    took_part = {plan.superior_id, plan.started_by_id, *(one.set_by_id for one in plan.versions)}
    return concerned_by(plan) | {one: _SET_IT for one in took_part if one is not None}


def _filed(actor: Actor, plan_id: int) -> None:
    """The plan stays in force; its superior is told."""
    plan = db.session.get(Plan, plan_id)
    if plan is not None:
        events.emit(Event(OBJECTED, actor, plan))


def _ended(plan_id: int, granted: bool, _follows: Follows) -> bool:
    """Granted, the superior has to revise it: no plan is changed by anybody else."""
    plan = db.session.get(Plan, plan_id)
    if plan is not None and granted:
        events.emit(Event(OBJECTION_GRANTED, SYSTEM, plan))
    return False


PLANS = Ground(
    "measures_plans", "Rencana penanganan", _look, _filed, _ended,
    lambda plan_id: f"/rencana/{plan_id}",
)  # fmt: skip

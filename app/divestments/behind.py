"""The divestment behind a measure TND-A of a plan: how the plan finds it (`measures.links`)."""

from app.core.actor import SYSTEM
from app.divestments import queries
from app.divestments.models import Divestment
from app.measures import queries as plans
from app.measures.links import Linked
from app.measures.models import Action, Plan
from app.measures.services import keeping


def find(plan: Plan, _action: Action) -> Linked | None:
    """The divestment that names the plan, else the one the employee began last and sent."""
    found = queries.newest_of(plan.person_id)
    if found is None or found.submitted_at is None or _of_another_plan(found, plan):
        return None
    return Linked(found.number, f"/divestasi/{found.id}")


def sent(divestment: Divestment) -> None:
    """The plan that asked for it shows it from now on, and ends its action with it."""
    keeping.connect_those_of(SYSTEM, divestment.person_id)


def carried_out(divestment: Divestment) -> None:
    """All of it is verified, and so is the measure that asked for it."""
    keeping.finish_linked(SYSTEM, divestment.person_id, divestment.number)


def _of_another_plan(divestment: Divestment, plan: Plan) -> bool:
    """It names another plan, or stands behind an action of another already."""
    if divestment.plan_number not in (None, "", plan.number):
        return True
    known = plans.plans_linked_to(divestment.number)
    return bool(known) and plan.id not in known

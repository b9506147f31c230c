"""No state, action and person outside the table gets through."""

import pytest

from app.core.actor import Actor
from app.core.errors import DomainError
from app.core.workflow import Workflow
from app.database.base import db
from app.measures.models import Plan, PlanState
from app.measures.workflow import FLOW
from tests.disclosures.stage import actor
from tests.measures.stage import inspector, running

pytestmark = pytest.mark.usefixtures("city")
ACTORS = ("e24", "e17", "e15", "e18", "e19", "e45", "e49", "e56", "e01")
ALLOWED = {
    (PlanState.DRAFTING, "ask_reply"): {"e17"}, (PlanState.DRAFTING, "drop"): {"e17"},
    (PlanState.AWAITING_REPLY, "reply"): {"e24"},
    (PlanState.READY, "redraft"): {"e17"}, (PlanState.READY, "set"): {"e17"},
    (PlanState.READY, "drop"): {"e17"},
    (PlanState.RUNNING, "check"): {"e17"}, (PlanState.RUNNING, "incident"): {"e17"},
    (PlanState.RUNNING, "revise"): {"e17"}, (PlanState.RUNNING, "close"): {"e17"},
    (PlanState.INCIDENT, "revise"): {"e17"}, (PlanState.INCIDENT, "refer"): {"e17", "e56"},
    (PlanState.REFERRED, "revise"): {"e17"},
}  # fmt: skip


def test_no_state_action_and_person_outside_the_table_gets_through() -> None:
    plan = running()
    people = {code: inspector() if code == "e56" else actor(code) for code in ACTORS}
    actions = {move.action for move in FLOW.moves}
    wrong = []
    with db.session.no_autoflush:
        for state in PlanState:
            plan.state = state
            for action in actions:
                for code, who in people.items():
                    expected = code in ALLOWED.get((state, action), set())
                    if may(FLOW, plan, action, who) != expected:
                        wrong.append((state.value, action, code))
    db.session.rollback()
    assert wrong == []


def may(flow: Workflow, plan: Plan, action: str, who: Actor) -> bool:
    try:
        flow.check(plan, action, who)
    except DomainError:
        return False
    return True

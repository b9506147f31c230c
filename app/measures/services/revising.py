"""Changing a set plan: the next revision is begun, or given up again while it is not set."""

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor
from app.core.reasons import check_reason
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.measures import shape
from app.measures.models import ActionState, CalledOff, Plan, PlanState, Reply
from app.measures.services.planning import check_seen
from app.measures.workflow import CALL_OFF, FLOW

_OVER = (ActionState.DONE, ActionState.CANCELLED)


@use_case
def revise(actor: Actor, plan: Plan) -> None:
    """Write revision n+1; the plan in force stays in force until it is set."""
    row = FLOW.check(plan, "revise", actor)
    once.leads_to(f"/rencana/{plan.id}")
    version = plan.latest
    content = dict(version.content) if version is not None else shape.empty()
    for name in ("reply", "level"):
        content.pop(name, None)
    content["discussed_on"] = None
    done = {one.key for one in plan.actions if one.state in _OVER}
    content["actions"] = [
        _as_it_stands(plan, one) for one in shape.actions(content) if one["key"] not in done
    ]
    plan.draft, plan.changed_from = content, plan.state
    FLOW.move(plan, row.action, actor, version=plan.version + 1)


def _as_it_stands(plan: Plan, item: shape.Item) -> shape.Item:
    """The action with the due day it has by now."""
    row = next((one for one in plan.actions if one.key == item["key"]), None)
    return item if row is None else item | {"due_on": row.due_on.isoformat()}


@use_case
def call_off(actor: Actor, plan: Plan, reason: str, seen: int | None = None) -> None:
    """Give up a change that is not set; the plan in force stands as it was set, its level too.

    Raises WrongState when the page showed an older state, Invalid for a short reason.
    """
    row = FLOW.check(plan, step_back(plan), actor)
    once.leads_to(f"/rencana/{plan.id}")
    check_seen(plan, seen)
    check_reason(reason)
    number = plan.version + 1
    given_up = CalledOff(
        uid=new_uid(), plan_id=plan.id, to_version=number, at=clock.now(), by_id=actor.somebody,
        reply_id=_last_reply(plan, number),
    )  # fmt: skip
    given_up.words = {"reason": reason.strip(), "draft": plan.draft, "level": plan.level.value}
    db.session.add(given_up)
    plan.draft = None
    if plan.latest is not None:
        plan.level = plan.latest.level
    FLOW.move(plan, row.action, actor, version=number)
    plan.changed_from = None


def step_back(plan: Plan) -> str:
    """The row of the table by which a change of this plan is called off."""
    return CALL_OFF[plan.changed_from or PlanState.RUNNING]


def _last_reply(plan: Plan, number: int) -> int | None:
    return db.session.scalar(
        sa.select(sa.func.max(Reply.id)).where(Reply.plan_id == plan.id, Reply.to_version == number)
    )

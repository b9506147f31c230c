"""One plan as somebody reads, handles or reports on it, with what was said and found."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.reading import record_for
from app.documents import queries as letters
from app.documents.models import Document
from app.measures import links
from app.measures.models import (
    Action,
    ActionState,
    CalledOff,
    CheckPoint,
    Plan,
    Referral,
    Reply,
    Report,
)


def plan_for(actor: Actor, plan_id: int) -> Plan:
    """The plan, or NotFound for whoever may not read it."""
    return record_for(actor, "plan.read", Plan, plan_id)


def handled_for(actor: Actor, plan_id: int) -> Plan:
    """The plan, for the superior who handles it. Raises NotFound."""
    return record_for(actor, "plan.handle", Plan, plan_id)


def own_for(actor: Actor, plan_id: int) -> Plan:
    """The plan, for the employee it is about. Raises NotFound."""
    return record_for(actor, "plan.own", Plan, plan_id)


def reportable_for(actor: Actor, plan_id: int) -> tuple[Plan, list[Action]]:
    """The plan with the actions this actor may bring evidence for. Raises NotFound."""
    found = record_for(actor, "plan.report", Plan, plan_id)
    own = found.person_id == actor.person_id
    return found, [
        one
        for one in found.actions
        if one.state not in (ActionState.CANCELLED, ActionState.DONE)
        and (own or one.executor_id == actor.person_id)
    ]


def action_for(actor: Actor, plan_id: int, action_id: int) -> tuple[Plan, Action]:
    """An action of a plan, for the superior who handles it. Raises NotFound."""
    plan = handled_for(actor, plan_id)
    found = next((one for one in plan.actions if one.id == action_id), None)
    if found is None:
        raise NotFound(f"action {action_id}")
    return plan, found


def referral_for(actor: Actor, referral_id: int) -> Referral:
    """A referral, for whoever reads its plan. Raises NotFound."""
    found = db.session.get(Referral, referral_id)
    if found is None or not policy.can(actor, "plan.read", found.plan):
        raise NotFound(f"referral {referral_id}")
    return found


def plan_of_declaration_for(actor: Actor, disclosure_id: int) -> Plan | None:
    """The plan made for a declaration, if the actor may read it."""
    found = db.session.scalar(sa.select(Plan).where(Plan.disclosure_id == disclosure_id))
    return found if found is not None and policy.can(actor, "plan.read", found) else None


@dataclass(frozen=True)
class History:
    """Everything said and found about a plan, newest first."""

    replies: list[Reply]
    reports: list[Report]
    checks: list[CheckPoint]
    referrals: list[Referral]
    called_off: list[CalledOff]


def history_for(actor: Actor, plan: Plan) -> History:
    """Replies, reports, checks, referrals and changes called off, to whoever may read the plan."""
    policy.require(actor, "plan.read", plan)

    def rows(model: Any, *options: Any) -> list[Any]:
        asked = sa.select(model).where(model.plan_id == plan.id).order_by(model.id.desc())
        return list(db.session.scalars(asked.options(*options)))

    return History(
        rows(Reply),
        rows(Report, joinedload(Report.by)),
        rows(CheckPoint, joinedload(CheckPoint.by)),
        rows(Referral, joinedload(Referral.by)),
        rows(CalledOff, joinedload(CalledOff.by)),
    )


def links_open_to(actor: Actor, plan: Plan) -> set[str]:
    """The keys of the measures whose recusal or divestment this reader of the plan may open."""
    policy.require(actor, "plan.read", plan)
    return {one.key for one in plan.actions if one.linked_url and links.may_open(actor, one)}


def letters_for(actor: Actor, plan: Plan) -> list[Document]:
    """The letters about a plan and its referrals, oldest first."""
    policy.require(actor, "plan.read", plan)
    ids = list(db.session.scalars(sa.select(Referral.id).where(Referral.plan_id == plan.id)))
    found = letters.letters_of(Plan.__tablename__, [plan.id])
    found += letters.letters_of(Referral.__tablename__, ids) if ids else []
    return sorted(found, key=lambda one: one.id)


def own_reports_for(actor: Actor, plan: Plan) -> list[Report]:
    """What the actor brought himself, newest first."""
    policy.require(actor, "plan.report", plan)
    return list(
        db.session.scalars(
            sa.select(Report)
            .where(Report.plan_id == plan.id, Report.by_id == actor.person_id)
            .order_by(Report.id.desc())
        )
    )


def checks_of(plan: Plan) -> int:
    """How many checks were made so far: what a page of the next one has seen."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(CheckPoint.id)).where(CheckPoint.plan_id == plan.id)
        )
        or 0
    )

"""Who may do what with a measures plan."""

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.database.base import db
from app.measures.models import (
    Action,
    ActionState,
    Concerned,
    Plan,
    PlanState,
    Referral,
    Reply,
    Source,
)
from app.people import queries as people

# What an inspector reads without having been asked: a case, not every plan.
CASES = (PlanState.INCIDENT, PlanState.REFERRED)
_NOT_YET_SHOWN = (PlanState.DRAFTING, PlanState.DROPPED)


@rule("pegawai yang kepentingannya ditangani")
def employee(actor: Actor, plan: Plan) -> bool:
    return actor.person_id is not None and actor.person_id == plan.person_id


@rule("perubahan atas rencana yang berjalan")
def changes_running(_actor: Actor, plan: Plan) -> bool:
    return plan.changed_from is PlanState.RUNNING


@rule("perubahan sesudah kejadian")
def changes_after_incident(_actor: Actor, plan: Plan) -> bool:
    return plan.changed_from is PlanState.INCIDENT


@rule("perubahan sesudah rujukan")
def changes_after_referral(_actor: Actor, plan: Plan) -> bool:
    return plan.changed_from is PlanState.REFERRED


@rule("rencana sudah diperlihatkan kepada pegawai")
def shown(_actor: Actor, plan: Plan) -> bool:
    """From the first request for a reply on, also while it is written again and once dropped."""
    return plan.version > 0 or plan.state not in _NOT_YET_SHOWN or was_answered(plan)


def was_answered(plan: Plan) -> bool:
    """Whether the employee was asked for a reply, and gave one or let the time pass."""
    asked = sa.select(sa.exists().where(Reply.plan_id == plan.id))
    return db.session.scalar(asked) or False


def never_shown() -> sa.ColumnElement[bool]:
    """The opposite of `shown`, said in SQL."""
    return sa.and_(
        Plan.version == 0,
        Plan.state.in_(_NOT_YET_SHOWN),
        sa.not_(sa.exists().where(Reply.plan_id == Plan.id)),
    )


def is_concerned(person_id: int, plan: Plan) -> bool:
    """Whether the conflict concerns this person: then he neither handles nor reads the plan."""
    asked = sa.select(
        sa.exists().where(Concerned.plan_id == plan.id, Concerned.person_id == person_id)
    )
    return db.session.scalar(asked) or False


@rule("atasan yang menangani rencana ini")
def superior(actor: Actor, plan: Plan) -> bool:
    """The superior the route found; never the employee, whatever the reporting line says."""
    return (
        actor.person_id is not None
        and actor.person_id == plan.superior_id
        and actor.person_id != plan.person_id
        and not is_concerned(actor.person_id, plan)
    )


@rule("atasan di atas pegawai ini")
def above(actor: Actor, plan: Plan) -> bool:
    """Anybody further up the line: he gets what is late, and reads it."""
    if actor.person_id is None or actor.person_id == plan.person_id:
        return False
    line = people.line_below(actor.person_id, clock.today())
    found = db.session.scalar(sa.select(sa.literal(plan.person_id).in_(line))) or False
    return found and not is_concerned(actor.person_id, plan)


@rule("Inspektorat, bila ada kejadian atau rujukan")
def inspector(actor: Actor, plan: Plan) -> bool:
    if not actor.has(Role.INSPECTOR) or actor.person_id == plan.person_id:
        return False
    if is_concerned(actor.person_id or 0, plan):
        return False
    return plan.state in CASES or _was_referred(plan)


def _was_referred(plan: Plan) -> bool:
    asked = sa.select(sa.exists().where(Referral.plan_id == plan.id))
    return db.session.scalar(asked) or False


@rule("peninjau yang memerintahkan")
def orderer(actor: Actor, plan: Plan) -> bool:
    """Whoever reviewed the decision and ordered this, never the employee."""
    return (
        plan.source is Source.REVIEW
        and actor.person_id is not None
        and actor.person_id == plan.started_by_id
        and actor.person_id != plan.person_id
    )


@rule("pelaksana salah satu tindakan")
def executor(actor: Actor, plan: Plan) -> bool:
    """Sees the own action only."""
    if actor.person_id is None or plan.version == 0 or is_concerned(actor.person_id, plan):
        return False
    asked = sa.select(
        sa.exists().where(
            Action.plan_id == plan.id,
            Action.executor_id == actor.person_id,
            Action.state != ActionState.CANCELLED,
        )
    )
    return db.session.scalar(asked) or False


@rule("Inspektorat, bukan tentang diri sendiri")
def referral_officer(actor: Actor, referral: Referral) -> bool:
    return actor.has(Role.INSPECTOR) and actor.person_id != referral.plan.person_id


RULES: dict[str, Rule] = {
    "plan.read": (employee & shown) | superior | above | inspector,
    "plan.own": employee & shown,
    "plan.handle": superior,
    "plan.execute": executor,
    "plan.report": (employee & shown) | executor,
    "plan.start": signed_in,
    "plan.command": signed_in,  # the review has asked whether the actor decides it
    "plan.list": signed_in,
    "plan.export": signed_in,
    "plan.cases": role(Role.INSPECTOR),
    "plan.keep": system,
}

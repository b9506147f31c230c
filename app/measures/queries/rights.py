"""May somebody read a plan, its letters, reports and checks? Asked by letters, evidence and mail."""

from app.core import policy
from app.core.actor import Actor
from app.database.base import db
from app.database.reading import reaches
from app.measures.models import CheckPoint, Plan, Referral, Report


def may_read(actor: Actor, plan_id: int) -> bool:
    """Whether this actor may read the plan: asked by the letters and mail about it."""
    return any(reaches(actor, right, Plan, plan_id) for right in ("plan.read", "plan.execute"))


def may_read_letter(actor: Actor, plan_id: int) -> bool:
    """The whole plan, so not for the executor of one action."""
    return reaches(actor, "plan.read", Plan, plan_id)


def may_read_referral(actor: Actor, referral_id: int) -> bool:
    """Whoever reads the plan reads why it was referred, the employee too."""
    found = db.session.get(Referral, referral_id)
    return found is not None and policy.can(actor, "plan.read", found.plan)


def may_read_report(actor: Actor, report_id: int) -> bool:
    """Evidence: readers of the plan, and whoever brought it."""
    found = db.session.get(Report, report_id)
    return found is not None and (
        found.by_id == actor.person_id or may_read_letter(actor, found.plan_id)
    )


def may_read_check(actor: Actor, check_id: int) -> bool:
    found = db.session.get(CheckPoint, check_id)
    return found is not None and may_read_letter(actor, found.plan_id)

"""What a case led to elsewhere: the plan with its referrals, and the recusal (S-83)."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import raiseload

from app.core import policy
from app.core.actor import Actor
from app.database.base import db
from app.measures.models import Action, Plan, Referral
from app.recusals.models import Recusal
from app.reviews.models import Review
from app.reviews.queries.visibility import free, overseen


@dataclass(frozen=True)
class Results:
    """What a review led to elsewhere: the plan with its referrals, and the recusal."""

    plan: Plan | None
    actions: Sequence[Action]
    referrals: Sequence[Referral]
    recusal: Recusal | None


def results_for(actor: Actor, review: Review) -> Results:
    """What became of the measures and of the referral for sanctions (S-83)."""
    policy.require(actor, "review.read", review)
    plan = db.session.get(Plan, review.plan_id) if review.plan_id else None
    asked = sa.select(Referral).where(Referral.plan_id == review.plan_id).order_by(Referral.id)
    referrals = db.session.scalars(asked).all() if plan is not None else []
    recusal = db.session.get(Recusal, review.recusal_id) if review.recusal_id else None
    return Results(plan, _actions_of(plan), referrals, recusal)


def _actions_of(plan: Plan | None) -> Sequence[Action]:
    if plan is None:
        return []
    asked = sa.select(Action).where(Action.plan_id == plan.id).order_by(Action.id)
    return db.session.scalars(asked).all()


MOST_REFERRALS = 50


def referrals_visible_to(actor: Actor) -> list[tuple[Review, Referral]]:
    """Sanctions referred after a review one oversees, newest first (S-83): what became of them."""
    policy.require(actor, "follow_up.list")
    asked = (
        sa.select(Review, Referral)
        .join(Referral, Referral.plan_id == Review.plan_id)
        .where(free(actor, Review.id), overseen(actor, Review.id))
        .options(raiseload("*"))
        .order_by(Referral.id.desc())
        .limit(MOST_REFERRALS)
    )
    return [(row[0], row[1]) for row in db.session.execute(asked)]

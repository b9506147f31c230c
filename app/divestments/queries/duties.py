"""What waits for an employee: steps to prove, plans that came back."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core.actor import Actor
from app.database.base import db
from app.database.facts import fact
from app.database.prepared import prepared
from app.divestments.models import Divestment, DivestmentState, DivestmentStep
from app.divestments.queries.standing import OPEN_STEPS, RUNNING


def steps_to_prove_visible_to(actor: Actor) -> list[DivestmentStep]:
    """The actor's own steps that lack evidence, the soonest first: cards of the task page."""
    if actor.person_id is None or not _divests(actor):
        return []
    return list(db.session.scalars(*_steps_to_prove(actor.person_id)))


@fact
def _divests(actor: Actor) -> sa.Select[bool]:
    """Nearly nobody does: then the task page need not ask what there is to do."""
    return sa.select(sa.exists().where(Divestment.person_id == actor.person_id))


@prepared
def _steps_to_prove(person_id: int) -> sa.Select[DivestmentStep]:
    return (
        sa.select(DivestmentStep)
        .join(DivestmentStep.divestment)
        .where(
            Divestment.person_id == person_id,
            Divestment.state.in_(RUNNING),
            DivestmentStep.state.in_(OPEN_STEPS),
        )
        .options(joinedload(DivestmentStep.divestment), raiseload("*"))
        .order_by(DivestmentStep.due_on, DivestmentStep.id)
    )


def returned_visible_to(actor: Actor) -> list[Divestment]:
    """The actor's own plans that were sent back and wait to be changed."""
    if actor.person_id is None or not _divests(actor):
        return []
    return list(db.session.scalars(*_returned_plans(actor.person_id)))


@prepared
def _returned_plans(person_id: int) -> sa.Select[Divestment]:
    return (
        sa.select(Divestment)
        .where(
            Divestment.person_id == person_id,
            Divestment.state == DivestmentState.PLAN,
            Divestment.submitted_at.is_not(None),
        )
        .options(raiseload("*"))
        .order_by(Divestment.id)
    )

"""What an employee has of plans: his own, what he carries out, what he has to answer or prove."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.database.facts import fact
from app.database.prepared import prepared
from app.measures.models import Action, ActionState, Plan, PlanState
from app.measures.policy import never_shown
from app.measures.queries.standing import ENDED


def own_visible_to(actor: Actor) -> list[Plan]:
    """The actor's own plans that were shown to him, those in progress first (S-42)."""
    ended = sa.case((Plan.state.in_(ENDED), 1), else_=0)
    return list(
        db.session.scalars(
            sa.select(Plan)
            .where(Plan.person_id == actor.person_id, sa.not_(never_shown()))
            .options(
                selectinload(Plan.actions).joinedload(Action.executor),
                joinedload(Plan.superior),
            )
            .order_by(ended, Plan.id.desc())
        )
    )


def to_execute_visible_to(actor: Actor) -> list[Action]:
    """Actions the actor carries out in plans of others, the nearest due day first."""
    return list(
        db.session.scalars(
            sa.select(Action)
            .join(Plan)
            .where(
                Action.executor_id == actor.person_id,
                Plan.person_id != actor.person_id,
                Plan.state.not_in(ENDED),
                Action.state.not_in((ActionState.DONE, ActionState.CANCELLED)),
            )
            .options(joinedload(Action.plan))
            .order_by(Action.due_on, Action.id)
        )
    )


def concerns(actor: Actor) -> bool:
    """Whether the actor has a plan of his own or carries out an action: then the menu says so."""
    return bool(_concerns(actor))


@fact
def _concerns(actor: Actor) -> sa.Select[bool]:
    person_id = actor.person_id
    own = sa.exists().where(Plan.person_id == person_id, sa.not_(never_shown()))
    task = sa.exists().where(
        Action.executor_id == person_id,
        Action.state.not_in((ActionState.DONE, ActionState.CANCELLED)),
    )
    return sa.select(sa.or_(own, task))


def to_answer_visible_to(actor: Actor) -> list[Plan]:
    """Drafts that wait for the actor's own reply."""
    if actor.person_id is None or not concerns(actor):
        return []
    return list(db.session.scalars(*_to_answer(actor.person_id)))


@prepared
def _to_answer(person_id: int) -> sa.Select[Plan]:
    return (
        sa.select(Plan)
        .where(Plan.person_id == person_id, Plan.state == PlanState.AWAITING_REPLY)
        .order_by(Plan.id)
    )


def near_checks_visible_to(actor: Actor, days: int = 7) -> list[Plan]:
    """The actor's own plans whose check point is near or past: evidence is due."""
    if actor.person_id is None or not concerns(actor):
        return []
    until = clock.today() + timedelta(days=days)
    return list(db.session.scalars(*_near_checks(actor.person_id, until)))


@prepared
def _near_checks(person_id: int, until: date) -> sa.Select[Plan]:
    return (
        sa.select(Plan)
        .where(
            Plan.person_id == person_id,
            Plan.state == PlanState.RUNNING,
            Plan.next_check_on <= until,
        )
        .order_by(Plan.next_check_on)
    )

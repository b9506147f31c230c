"""What waits for the superior: declarations without a plan, plans to go on with."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.disclosures.models import Disclosure, State
from app.measures.models import Plan, PlanState
from app.people import queries as people


def unplanned() -> sa.ColumnElement[bool]:
    """Declarations that need a plan and have none yet, said in SQL."""
    there = sa.select(Plan.disclosure_id).where(Plan.disclosure_id.is_not(None))
    return sa.and_(Disclosure.state == State.NEEDS_MEASURES, Disclosure.id.not_in(there))


def waiting_declarations_visible_to(actor: Actor) -> list[Disclosure]:
    """Reviewed declarations that need a plan and have none yet, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Disclosure)
            .where(
                Disclosure.reviewer_id == actor.person_id,
                Disclosure.person_id != actor.person_id,
                unplanned(),
            )
            .options(joinedload(Disclosure.person), raiseload("*"))
            .order_by(Disclosure.decided_at, Disclosure.id)
        )
    )


def waiting_for(actor: Actor) -> int:
    """What the superior has to do: the badge of the menu."""
    if actor.person_id is None:
        return 0
    today = clock.today()
    mine = sa.and_(
        Plan.superior_id == actor.person_id,
        sa.or_(
            Plan.state.in_((PlanState.DRAFTING, PlanState.READY, PlanState.INCIDENT)),
            sa.and_(Plan.state == PlanState.RUNNING, Plan.next_check_on <= today),
        ),
    )
    plans = db.session.scalar(sa.select(sa.func.count(Plan.id)).where(mine)) or 0
    declared = sa.select(sa.func.count(Disclosure.id)).where(
        Disclosure.reviewer_id == actor.person_id, unplanned()
    )
    return plans + (db.session.scalar(declared) or 0)


def may_open_case_for(actor: Actor) -> bool:
    """Whether anybody stands below the actor, so that he may open a case by himself."""
    return actor.person_id is not None and people.is_named_superior(actor.person_id, clock.today())

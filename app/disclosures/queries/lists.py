"""Declarations one may read, own ones, and those that wait for a reviewer."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_of
from app.database.prepared import prepared
from app.deadlines import queries as deadlines
from app.disclosures.models import Disclosure, State
from app.disclosures.policy import PREPARABLE, may_prepare_for
from app.regulations.pack import Level

UNFILED = (State.NOT_STARTED, State.DRAFT)
_WAITING = (State.SUBMITTED, State.UNDER_REVIEW)


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `disclosure.read`, said in SQL."""
    return _readable(actor.person_id if actor.person_id is not None else -1, clock.today())


def _readable(me: int, day: date) -> sa.ColumnElement[bool]:
    own = Disclosure.person_id == me
    reviewing = sa.and_(
        Disclosure.reviewer_id == me,
        Disclosure.person_id != me,
        Disclosure.state.not_in(UNFILED),
    )
    preparing = sa.and_(
        Disclosure.person_id.in_(may_prepare_for(me, day)),
        Disclosure.state == State.DRAFT,
        Disclosure.kind.in_(PREPARABLE),
    )
    return sa.or_(own, reviewing, preparing)


def my_disclosures_visible_to(actor: Actor) -> list[Disclosure]:
    """The actor's own declarations, newest first."""
    if actor.person_id is None:
        return []
    return list(db.session.scalars(*_declarations_of(actor.person_id)))


@prepared
def _declarations_of(me: int) -> sa.Select[Disclosure]:
    """What one declared oneself is readable by right (see `visible`)."""
    return (
        sa.select(Disclosure)
        .where(Disclosure.person_id == me)
        .options(joinedload(Disclosure.reviewer), selectinload(Disclosure.versions), raiseload("*"))
        .order_by(Disclosure.created_at.desc(), Disclosure.id.desc())
    )


def review_queue_visible_to(
    actor: Actor, *, nil_only: bool = False, number: int = 1
) -> Paged[Disclosure]:
    """What waits for this actor's review (S-60): what is due first on top, late ones before all.

    Of what is due at one moment, the most serious and oldest first.
    """
    query = sa.select(Disclosure).where(
        visible(actor),
        Disclosure.reviewer_id == actor.person_id,
        Disclosure.state.in_(_WAITING),
    )
    if nil_only:
        query = query.where(Disclosure.nil.is_(True))
    due = deadlines.soonest_due(Disclosure.__tablename__, Disclosure.id)
    order = due.asc().nulls_last(), _gravest_first(), Disclosure.submitted_at, Disclosure.id
    return _page(query, number, *order)


def nil_to_confirm_visible_to(actor: Actor, most: int = 200) -> list[Disclosure]:
    """Nil statements not opened yet that wait for this actor, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Disclosure)
            .where(
                visible(actor),
                Disclosure.reviewer_id == actor.person_id,
                Disclosure.person_id != actor.person_id,
                Disclosure.state == State.SUBMITTED,
                Disclosure.nil.is_(True),
            )
            .options(joinedload(Disclosure.person), raiseload("*"))
            .order_by(Disclosure.submitted_at, Disclosure.id)
            .limit(most)
        )
    )


def reviewed_visible_to(actor: Actor, number: int = 1) -> Paged[Disclosure]:
    """What this actor has sent back and still waits for, then what he has reviewed, newest first."""
    query = sa.select(Disclosure).where(
        visible(actor),
        Disclosure.reviewer_id == actor.person_id,
        Disclosure.person_id != actor.person_id,
        Disclosure.state.not_in((*UNFILED, *_WAITING)),
    )
    sent_back = sa.case((Disclosure.state == State.RETURNED, 0), else_=1)
    return _page(query, number, sent_back, Disclosure.decided_at.desc(), Disclosure.id.desc())


def waiting_for_review(actor: Actor) -> int:
    """How many declarations wait for this actor: the badge of the menu."""
    return _waiting_for_review(actor) or 0


@fact
def _waiting_for_review(actor: Actor) -> sa.Select[int]:
    return sa.select(sa.func.count(Disclosure.id)).where(
        Disclosure.reviewer_id == actor.person_id, Disclosure.state.in_(_WAITING)
    )


def _gravest_first() -> sa.ColumnElement[int]:
    return sa.case(
        (Disclosure.level == Level.HIGH, 0), (Disclosure.level == Level.MEDIUM, 1), else_=2
    )


def _page(query: sa.Select[Any], number: int, *order: Any) -> Paged[Disclosure]:
    persons = joinedload(Disclosure.person), joinedload(Disclosure.reviewer)
    return page_of(query.options(*persons, raiseload("*")).order_by(*order), number)


def public_counts() -> dict[str, int]:
    """How many declarations were filed and recorded: aggregates only, for the public home."""
    filed, recorded = db.session.execute(
        sa.select(
            sa.func.count(Disclosure.id).filter(Disclosure.number.is_not(None)),
            sa.func.count(Disclosure.id).filter(
                Disclosure.state.in_((State.RECORDED, State.SUPERSEDED))
            ),
        )
    ).one()
    return {"filed": filed, "recorded": recorded}

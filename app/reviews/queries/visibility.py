"""Which cases, requests and follow-ups somebody may read, said in SQL."""

from typing import Any

import sqlalchemy as sa

from app.core.actor import Actor, Role
from app.database.among import among
from app.reviews.models import FollowUp, Review, ReviewBar, ReviewQuestion


def own_id(actor: Actor) -> int:
    return actor.person_id if actor.person_id is not None else -1


def _barred(actor: Actor, *, function: bool) -> sa.Select[Any]:
    """The cases from which a bar keeps the actor; with `function` also as their overseer only."""
    found = sa.select(ReviewBar.review_id).where(ReviewBar.person_id == own_id(actor))
    return found if function else found.where(ReviewBar.function_only.is_(False))


def free(actor: Actor, review_id: Any) -> sa.ColumnElement[bool]:
    """No bar stands against the actor, and he is not the accused."""
    about = sa.select(Review.id).where(Review.subject_id == own_id(actor))
    return sa.and_(review_id.not_in(about), review_id.not_in(_barred(actor, function=False)))


def overseen(actor: Actor, review_id: Any) -> sa.ColumnElement[bool]:
    """Said by what is left out: nearly every case fits, and what is left out is a short list."""
    kept = sa.select(Review.id).where(Review.keeper_id == own_id(actor))
    if not actor.has(Role.INSPECTOR):
        return sa.and_(review_id.in_(kept))
    by_others = Review.keeper_id.is_not(None) & (Review.keeper_id != own_id(actor))
    return sa.and_(
        review_id.not_in(sa.select(Review.id).where(by_others)),
        sa.or_(review_id.not_in(_barred(actor, function=True)), review_id.in_(kept)),
    )


def _in_hand(actor: Actor) -> sa.ColumnElement[bool]:
    me = own_id(actor)
    return sa.or_(
        Review.examiner_id == me, Review.companion_id == me, Review.examined_by_id == me,
        Review.decided_by_id == me,
        sa.and_(
            Review.reviewer_id == me,
            sa.or_(Review.examined_by_id.is_(None), Review.examined_by_id != me),
        ),
    )  # fmt: skip


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `review.read`, said in SQL."""
    return sa.and_(free(actor, Review.id), sa.or_(overseen(actor, Review.id), _in_hand(actor)))


def known_to(actor: Actor) -> sa.Select[Any]:
    """The cases this keeper of the trail may know of (M14)."""
    return sa.select(Review.id).where(visible(actor))


def questions_known_to(actor: Actor) -> sa.Select[Any]:
    return sa.select(ReviewQuestion.id).where(_of_known(ReviewQuestion.review_id, actor))


def follow_ups_known_to(actor: Actor) -> sa.Select[Any]:
    return sa.select(FollowUp.id).where(_of_known(FollowUp.review_id, actor))


def _of_known(review_id: Any, actor: Actor) -> sa.ColumnElement[bool]:
    """An inspector may know of nearly all cases, everybody else of few."""
    known = known_to(actor)
    return among(review_id, known) if actor.has(Role.INSPECTOR) else review_id.in_(known)

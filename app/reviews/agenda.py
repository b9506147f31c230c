"""How many cases wait for each examiner and reviewer: for the digest of the day (N-06)."""

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.database.base import db
from app.deadlines.models import Deadline
from app.reviews.models import Review, ReviewBar, State
from app.reviews.workflow import EXAMINE, REVIEW

Waiting = dict[int, tuple[int, date | None]]


def waiting_by_handler() -> Waiting:
    """Their number and the nearest last day, by the handler's id; nobody is told what concerns him."""
    days: dict[int, list[date | None]] = defaultdict(list)
    for handler, due in (*db.session.execute(_examining()), *db.session.execute(_reviewing())):
        days[handler].append(due)
    return {
        handler: (len(found), min((one for one in found if one is not None), default=None))
        for handler, found in days.items()
    }


def _examining() -> sa.Select[Any]:
    clock = _running(Review.origin_type, Review.origin_id, EXAMINE)
    return _waiting(Review.examiner_id, State.EXAMINING, clock)


def _reviewing() -> sa.Select[Any]:
    clock = _running(sa.literal(Review.__tablename__), Review.id, REVIEW)
    return _waiting(Review.reviewer_id, State.REVIEWING, clock)


def _running(table: Any, record_id: Any, code: str) -> sa.ColumnElement[bool]:
    return sa.and_(
        Deadline.subject_type == table,
        Deadline.subject_id == record_id,
        Deadline.code == code,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )


def _waiting(handler: Any, state: State, clock: sa.ColumnElement[bool]) -> sa.Select[Any]:
    barred = sa.exists().where(
        ReviewBar.review_id == Review.id,
        ReviewBar.person_id == handler,
        ReviewBar.function_only.is_(False),
    )
    return (
        sa.select(handler, Deadline.due_on)
        .outerjoin(Deadline, clock)
        .where(Review.state == state, handler.is_not(None), ~barred)
    )

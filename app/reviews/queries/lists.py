"""The lists of cases: by page, what waits for somebody, the badges of the menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import policy
from app.core.actor import Actor, Role
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, Paged, page_read
from app.deadlines.queries import RunningClock
from app.people import queries as people
from app.people.models import Unit
from app.reviews.models import Review, State
from app.reviews.queries.clocks import running_clocks
from app.reviews.queries.narrowing import people_named
from app.reviews.queries.visibility import overseen, own_id, visible

STATES: Final = tuple(State)


@dataclass(frozen=True)
class Wanted:
    """How the list is narrowed; `mine`: only cases that wait for the reader."""

    state: State | None = None
    text: str = ""
    unit_id: int | None = None
    mine: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.text or self.unit_id or self.mine)


@dataclass(frozen=True)
class Line:
    """One row of the list."""

    review: Review
    clock: RunningClock | None


def reviews_visible_to(actor: Actor, wanted: Wanted | None = None, number: int = 1) -> Paged[Line]:
    """Cases the actor handles or oversees, what runs first, newest first."""
    policy.require(actor, "review.list")
    asked = _narrowed(sa.select(Review.id).where(visible(actor)), wanted or Wanted(), actor)
    return page_read(asked.order_by(Review.id.desc()), number, _lines_of)


def _lines_of(wanted: sa.Select[int]) -> list[Line]:
    ids = list(db.session.scalars(wanted))  # nothing else is read of the pages before
    rows = db.session.scalars(
        sa.select(Review)
        .where(Review.id.in_(ids))
        .options(
            joinedload(Review.subject), joinedload(Review.unit), joinedload(Review.examiner),
            joinedload(Review.reviewer), raiseload("*"),
        )
        .order_by(Review.id.desc())
    )  # fmt: skip
    return _lines(list(rows))


def _narrowed(asked: sa.Select[Any], wanted: Wanted, actor: Actor) -> sa.Select[Any]:
    if wanted.state is not None:
        asked = asked.where(Review.state == wanted.state)
    if wanted.unit_id is not None:
        asked = asked.where(Review.unit_id == wanted.unit_id)
    if wanted.mine:
        asked = asked.where(_turn(actor))
    if wanted.text:
        like = sa.or_(
            Review.number.icontains(wanted.text, autoescape=True),
            Review.subject_id.in_(people_named(wanted.text)),
        )
        asked = asked.where(like)
    return asked


def _lines(rows: Sequence[Review]) -> list[Line]:
    clocks = running_clocks(rows)
    return [Line(one, clocks.get(one.id)) for one in rows]


def _turn(actor: Actor) -> sa.ColumnElement[bool]:
    """Waits for the actor: to examine, to review, to write down what was decided outside, to close."""
    me = own_id(actor)
    turn = sa.or_(
        sa.and_(Review.examiner_id == me, Review.state == State.EXAMINING),
        sa.and_(Review.reviewer_id == me, Review.state == State.REVIEWING),
    )
    outside = sa.and_(
        Review.outside.is_(True), Review.state.in_((State.EXAMINING, State.REVIEWING))
    )
    return sa.or_(turn, sa.and_(outside, overseen(actor, Review.id)))


def waiting_for(actor: Actor) -> int:
    """How many wait for the actor: the badge of the menu."""
    if actor.person_id is None:
        return 0
    asked = sa.select(sa.func.count(Review.id)).where(visible(actor), _turn(actor))
    return db.session.scalar(asked) or 0


def turns_visible_to(actor: Actor) -> list[Line]:
    """The cases that wait for the actor, each with the clock that runs. For his page of tasks."""
    if actor.person_id is None:
        return []
    rows = db.session.scalars(
        sa.select(Review)
        .where(visible(actor), _turn(actor))
        .options(raiseload("*"))
        .order_by(Review.id)
        .limit(PAGE_SIZE)
    )
    return _lines(rows.all())


def has_cases(actor: Actor) -> bool:
    """Whether the menu shows cases to the actor: an inspector, or whoever handles one."""
    if actor.person_id is None:
        return False
    return actor.has(Role.INSPECTOR) or bool(_has_cases(actor))


@fact
def _has_cases(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(visible(actor)))


def units_for(actor: Actor) -> list[Unit]:
    """Units of which the actor sees cases; all of them, for whoever oversees the cases."""
    policy.require(actor, "review.list")
    if actor.has(Role.INSPECTOR):
        return [line.unit for line in people.units_tree()]
    ids = sa.select(Review.unit_id).where(visible(actor), Review.unit_id.is_not(None))
    return list(db.session.scalars(sa.select(Unit).where(Unit.id.in_(ids)).order_by(Unit.name)))

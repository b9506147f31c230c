"""The lists of follow-ups: the matrix of those overseen, one's own, the badges of the menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor, Role
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, Paged, how_many, nearest_page
from app.reviews.models import FOLLOW_UP_ENDS, FollowUp, FollowUpState, Review
from app.reviews.queries.narrowing import numbered, people_named
from app.reviews.queries.visibility import free, overseen, own_id

MOST_EXPORTED = 20_000
# The follow-ups that run come before those that are over, each of these in the order of its day.
_RUNNING: Final = tuple(one for one in FollowUpState if one not in FOLLOW_UP_ENDS)
_GROUPS: Final = (_RUNNING, *((one,) for one in FOLLOW_UP_ENDS))
_BY_DAY: Final = (FollowUp.due_on, FollowUp.review_id, FollowUp.id)
_LAST_DAY_FIRST: Final = tuple(column.desc() for column in _BY_DAY)
# So many are sorted sooner than as many of all are walked through in the order of the index.
_FEW: Final = 10_000
FOLLOW_UP_STATES: Final = tuple(FollowUpState)
LATE: Final = "late"


@dataclass(frozen=True)
class FollowUpWanted:
    """How the matrix is narrowed. `standing`: a state's value, or LATE."""

    standing: str = ""
    text: str = ""
    owner_id: int | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.standing or self.text)


def _follow_ups(actor: Actor, *, own: bool) -> sa.Select[Any]:
    """Those of the actor, or those he oversees."""
    asked = sa.select(FollowUp.id)
    if own:
        return asked.where(FollowUp.owner_id == own_id(actor))
    case = FollowUp.review_id
    return asked.where(free(actor, case), overseen(actor, case))


def oversight_visible_to(
    actor: Actor, wanted: FollowUpWanted | None = None, number: int = 1
) -> Paged[FollowUp]:
    """The matrix of follow-ups for the Inspektorat: what is open first, by its day."""
    policy.require(actor, "follow_up.list")
    return _paged(_matrix(_follow_ups(actor, own=False), wanted or FollowUpWanted()), number)


def own_follow_ups_visible_to(actor: Actor, number: int = 1) -> Paged[FollowUp]:
    """What the actor has to do, by its day."""
    policy.require(actor, "follow_up.list")
    return _paged(_follow_ups(actor, own=True), number)


def exported_visible_to(actor: Actor, wanted: FollowUpWanted) -> list[FollowUp]:
    """The narrowed matrix in full, for a file."""
    policy.require(actor, "follow_up.list")
    asked = _matrix(_follow_ups(actor, own=False), wanted)
    rows = _with_names(sa.select(FollowUp).where(FollowUp.id.in_(asked)))
    return list(db.session.scalars(_in_order(rows).limit(MOST_EXPORTED)))


def _matrix(asked: sa.Select[Any], wanted: FollowUpWanted) -> sa.Select[Any]:
    if wanted.standing == LATE:
        asked = asked.where(_is_late())
    elif wanted.standing in {one.value for one in FollowUpState}:
        asked = asked.where(FollowUp.state == FollowUpState(wanted.standing))
    if wanted.text:
        asked = asked.where(
            sa.or_(
                FollowUp.review_id.in_(numbered(wanted.text)),
                FollowUp.owner_id.in_(people_named(wanted.text)),
            )
        )
    return asked


def _is_late() -> sa.ColumnElement[bool]:
    return sa.and_(FollowUp.state.in_(_RUNNING), FollowUp.due_on < clock.today())


def _in_order(asked: sa.Select[Any]) -> sa.Select[Any]:
    group = sa.case(*((FollowUp.state.in_(one), at) for at, one in enumerate(_GROUPS)))
    return asked.order_by(group, *_BY_DAY)


def _with_names(asked: sa.Select[Any]) -> sa.Select[Any]:
    return asked.options(
        joinedload(FollowUp.owner),
        joinedload(FollowUp.review).joinedload(Review.subject),
        joinedload(FollowUp.review).joinedload(Review.unit),
        raiseload("*"),
    )


def _paged(asked: sa.Select[Any], number: int) -> Paged[FollowUp]:
    """What is open, then what is over."""
    counts = _counted(asked)
    number = nearest_page(number, sum(counts))
    skipped = (number - 1) * PAGE_SIZE
    if sum(counts) <= _FEW:
        ids = list(db.session.scalars(_in_order(asked).offset(skipped).limit(PAGE_SIZE)))
    else:
        ids = _walked(asked, counts, skipped)
    return Paged(_listed(ids), number, sum(counts))


def _counted(asked: sa.Select[Any]) -> Sequence[int]:
    """How many of each group there are."""
    each = (sa.func.count(FollowUp.id).filter(FollowUp.state.in_(one)) for one in _GROUPS)
    return db.session.execute(asked.with_only_columns(*each)).one()


def _walked(asked: sa.Select[Any], counts: Sequence[int], skipped: int) -> list[int]:
    """The ids of a page: each group is walked in the order of its index, from its nearer end."""
    ids = list[int]()
    for states, count in zip(_GROUPS, counts, strict=True):
        wanted = min(PAGE_SIZE - len(ids), count - skipped)
        if wanted > 0:
            group = asked.where(FollowUp.state.in_(states))
            behind = count - skipped - wanted
            if behind < skipped:
                ids += reversed(_by_day(group, behind, wanted, _LAST_DAY_FIRST))
            else:
                ids += _by_day(group, skipped, wanted)
        skipped = max(0, skipped - count)
    return ids


def _listed(ids: Sequence[int]) -> list[FollowUp]:
    rows = _with_names(sa.select(FollowUp).where(FollowUp.id.in_(ids)))
    found = {one.id: one for one in db.session.scalars(rows)}
    return [found[one] for one in ids if one in found]


def _by_day(
    asked: sa.Select[Any], offset: int, most: int, order: Sequence[Any] = _BY_DAY
) -> list[int]:
    return list(db.session.scalars(asked.order_by(*order).offset(offset).limit(most)))


def to_verify(actor: Actor) -> int:
    """Proof that waits for the actor: the badge of oversight."""
    if actor.person_id is None:
        return 0
    asked = _follow_ups(actor, own=False).where(FollowUp.state == FollowUpState.PROVEN)
    return how_many(asked)


def to_do(actor: Actor) -> int:
    """Follow-ups that wait for the actor: the badge of the menu."""
    if actor.person_id is None:
        return 0
    return how_many(_undone(actor))


def follow_ups_to_do_visible_to(actor: Actor) -> list[FollowUp]:
    """The same, one by one, the nearest day first."""
    if actor.person_id is None:
        return []
    return _listed(_by_day(_undone(actor), 0, PAGE_SIZE))


def _undone(actor: Actor) -> sa.Select[Any]:
    return _follow_ups(actor, own=True).where(
        FollowUp.state.in_((FollowUpState.OPEN, FollowUpState.RUNNING))
    )


def has_follow_ups(actor: Actor) -> bool:
    """Whether the menu shows own follow-ups to the actor."""
    return bool(_has_follow_ups(actor))


@fact
def _has_follow_ups(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(FollowUp.owner_id == actor.person_id))


def oversees(actor: Actor) -> bool:
    """Whether the menu shows the oversight: an inspector, or who stands in for the Inspektorat."""
    if actor.person_id is None:
        return False
    return actor.has(Role.INSPECTOR) or bool(_keeps_cases(actor))


@fact
def _keeps_cases(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(Review.keeper_id == actor.person_id))

"""Recusals that wait for somebody: to be answered, kept, completed, decided."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.core.actor import Actor, Role
from app.database.facts import fact
from app.database.prepared import prepared
from app.recusals.models import Gatekeeper, Recusal, State
from app.recusals.queries.lines import Line, found_by, lines_of, with_names
from app.recusals.queries.visibility import OPEN, is_officer, readable, sent_to


def to_answer_visible_to(actor: Actor) -> Sequence[Line]:
    """What waits for this superior: answers, agreements to withdraw, assignments after refusal."""
    if actor.person_id is None or not _has_to_do(actor):
        return []
    return lines_of(found_by(*_to_answer(actor.person_id, is_officer(actor))))


@prepared
def _to_answer(me: int, officer: bool) -> sa.Select[Recusal]:
    return with_names(sent_to(me, officer).where(_turn_of(me)).order_by(Recusal.id).limit(200))


def _turn_of(me: int) -> sa.ColumnElement[bool]:
    mine = Recusal.superior_id == me
    return sa.or_(
        sa.and_(mine, Recusal.state == State.REQUESTED),
        sa.and_(
            mine, Recusal.state == State.WAITING, Recusal.unanswered,
            Recusal.answered_at.is_(None),
        ),
        sa.and_(mine, Recusal.state.in_(OPEN), Recusal.cancel_asked_at.is_not(None)),
        sa.and_(Recusal.settler_id == me, Recusal.state == State.REFUSED),
        sa.and_(Recusal.decider_id == me, Recusal.state == State.WAITING),
    )  # fmt: skip


def to_keep_visible_to(actor: Actor) -> Sequence[Line]:
    """Recusals this person keeps and has not confirmed yet."""
    if actor.person_id is None or not _has_to_do(actor):
        return []
    return lines_of(found_by(*_to_keep(actor.person_id, is_officer(actor))))


@prepared
def _to_keep(me: int, officer: bool) -> sa.Select[Recusal]:
    open_lines = sa.select(Gatekeeper.recusal_id).where(
        Gatekeeper.person_id == me, Gatekeeper.confirmed_at.is_(None)
    )
    return with_names(sent_to(me, officer).where(Recusal.id.in_(open_lines)).limit(100))


def returned_to_visible_to(actor: Actor) -> Sequence[Line]:
    """The actor's own requests that HR sent back."""
    if actor.person_id is None or not _has_to_do(actor):
        return []
    return lines_of(found_by(*_returned_to(actor.person_id)))


@fact
def _has_to_do(actor: Actor) -> sa.Select[bool]:
    """Something to answer, to keep or to complete; nearly nobody has, then no list is read."""
    me: Any = actor.person_id
    turn = sa.exists().where(_turn_of(me))
    keeps = sa.exists().where(Gatekeeper.person_id == me, Gatekeeper.confirmed_at.is_(None))
    returned = sa.exists().where(Recusal.person_id == me, Recusal.state == State.RETURNED)
    return sa.select(sa.or_(turn, keeps, returned))


@prepared
def _returned_to(me: int) -> sa.Select[Recusal]:
    mine = sa.select(Recusal).where(Recusal.person_id == me, Recusal.state == State.RETURNED)
    return with_names(mine.limit(20))


def waiting_for(actor: Actor) -> int:
    """How many wait for the actor: the badge of the menu."""
    return _waiting_for(actor) or 0


@fact
def _waiting_for(actor: Actor) -> sa.Select[int]:
    me: Any = actor.person_id
    hr, inspector = actor.has(Role.HR_OFFICER), actor.has(Role.INSPECTOR)
    turn = _turn_of(me)
    if hr:
        turn = sa.or_(turn, Recusal.state == State.WAITING)
    asked = (
        sa.select(Recusal.id)
        .where(readable(me, officer=hr or inspector), Recusal.requested_at.is_not(None), turn)
        .limit(1_000)
    )
    return sa.select(sa.func.count()).select_from(asked.subquery())

"""Which recusals somebody may read, said in SQL."""

from typing import Any

import sqlalchemy as sa

from app.core.actor import Actor, Role
from app.recusals.models import Bar, Copy, Gatekeeper, Recusal, State

OPEN = (State.REQUESTED, State.WAITING, State.RETURNED)


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `recusal.read`, said in SQL: the list and the page ask the same question."""
    me = actor.person_id if actor.person_id is not None else -1
    return readable(me, officer=is_officer(actor))


def is_officer(actor: Actor) -> bool:
    return actor.has(Role.HR_OFFICER) or actor.has(Role.INSPECTOR)


def readable(me: int, *, officer: bool) -> sa.ColumnElement[bool]:
    free = sa.and_(
        Recusal.person_id != me,
        ~sa.exists().where(Bar.recusal_id == Recusal.id, Bar.person_id == me),
    )
    handling = sa.or_(Recusal.superior_id == me, Recusal.decider_id == me, Recusal.settler_id == me)
    others = [
        sa.and_(handling, free),
        Recusal.substitute_id == me,
        Recusal.id.in_(sa.select(Gatekeeper.recusal_id).where(Gatekeeper.person_id == me)),
        sa.and_(
            Recusal.decided_at.is_not(None),
            Recusal.id.in_(sa.select(Copy.recusal_id).where(Copy.person_id == me)),
        ),
    ]
    if officer:
        others.append(sa.or_(free, sa.and_(Recusal.outside, Recusal.person_id != me)))
    sent = Recusal.requested_at.is_not(None)
    return sa.or_(Recusal.person_id == me, sa.and_(sent, sa.or_(*others)))


def all_sent(actor: Actor) -> sa.Select[Any]:
    return sa.select(Recusal).where(visible(actor), Recusal.requested_at.is_not(None))


def sent_to(me: int, officer: bool) -> sa.Select[Recusal]:
    """The same, in a form that can be prepared."""
    return sa.select(Recusal).where(
        readable(me, officer=officer), Recusal.requested_at.is_not(None)
    )

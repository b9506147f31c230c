"""Reading the inbox: each person his own."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.facts import fact
from app.database.paging import how_many
from app.notifications.models import Notice

PAGE_SIZE = 20


@dataclass(frozen=True)
class Page:
    """One page of an inbox; pages count from 1."""

    notices: list[Notice]
    number: int
    pages: int
    total: int
    unread: int


def notice_for(actor: Actor, notice_id: int) -> Notice:
    notice = db.session.get(Notice, notice_id)
    if notice is None or notice.withdrawn_at or not policy.can(actor, "notice.read", notice):
        raise NotFound(f"notice {notice_id}")
    return notice


def notices_visible_to(actor: Actor, number: int = 1) -> Page:
    """The actor's notices, unread first, newest first."""
    own = sa.select(Notice).where(
        Notice.person_id == actor.person_id, Notice.withdrawn_at.is_(None)
    )
    total = how_many(own)
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    rows = db.session.scalars(
        own.order_by(Notice.read_at.is_not(None), Notice.at.desc(), Notice.id.desc())
        .offset((number - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    )
    return Page(list(rows), number, pages, total, unread_count(actor))


def unread_count(actor: Actor) -> int:
    """How many notices wait for the actor; 0 for the public. Menu and header both ask."""
    return _unread(actor) or 0


@fact
def _unread(actor: Actor) -> sa.Select[int]:
    return sa.select(sa.func.count(Notice.id)).where(
        Notice.person_id == actor.person_id,
        Notice.read_at.is_(None),
        Notice.withdrawn_at.is_(None),
    )

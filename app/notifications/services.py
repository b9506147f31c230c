"""Telling people: a notice for each person an event names, in the event's own transaction."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from babel.dates import format_date

from app.core import clock, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.base import db
from app.database.transaction import bookkeeping
from app.notifications.models import Notice
from app.notifications.queries import notice_for

# What else is done with notices just written, in their transaction (mail); filled by the wiring.
Follower = Callable[[Sequence[Notice]], None]
_followers: list[Follower] = []
_LONGEST = 500
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-][\d:]+))?")


def hand_on_to(*followers: Follower) -> None:
    """Give every notice that is written to these, and to no others."""
    _followers[:] = followers


def tell(event: Event) -> None:
    """Write the event type's message to everybody it concerns, once each. A listener."""
    if not event.type.tell or not event.type.message:
        return
    people = [person_id for audience in event.type.tell for person_id in audience(event)]
    notify(event, people, event.type.message)


def notify(
    event: Event,
    person_ids: Iterable[int],
    message: str,
    *,
    code: str | None = None,
    link: str | None = None,
) -> None:
    """Write one message about an event to these people, inside the running use case.

    `message` may name facts of the event (`{due_on}`) and the subject (`{it.number}`). It says that
    something happened and to which number, never what a declaration or complaint contains.
    """
    text = message.format(it=event.subject, **{k: _spoken(v) for k, v in event.facts.items()})
    goal = link or (event.type.link(event) if event.type.link else None)
    notices = [
        Notice(
            person_id=person_id,
            event_name=event.type.name,
            code=code or event.type.code or None,
            text=text[:_LONGEST],
            link=goal,
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            at=clock.now(),
        )
        for person_id in dict.fromkeys(person_ids)
    ]
    db.session.add_all(notices)
    db.session.flush()
    for follow in _followers:
        follow(notices)


def _spoken(value: Any) -> Any:
    """Dates, which facts carry in ISO form, as people read them."""
    if isinstance(value, str) and _ISO.fullmatch(value):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = clock.local(value).date()
    if isinstance(value, date):
        return format_date(value, "d MMMM y", locale="id")
    return value


def withdraw(subject: Any, person_ids: Iterable[int]) -> None:
    """Take back what these people were told about a record that is now hidden from them.

    Inside the use case that hides it; what was mailed already is beyond reach.
    """
    db.session.execute(
        sa.update(Notice)
        .where(
            Notice.subject_type == subject.__tablename__,
            Notice.subject_id == subject.id,
            Notice.person_id.in_(set(person_ids)),
        )
        .values(withdrawn_at=clock.now())
    )


@bookkeeping
def mark_read(actor: Actor, notice_id: int) -> Notice:
    """Raises NotFound for a notice that is not the actor's."""
    notice = notice_for(actor, notice_id)
    notice.read_at = notice.read_at or clock.now()
    return notice


@bookkeeping
def mark_all_read(actor: Actor) -> None:
    policy.require(actor, "notice.list")
    db.session.execute(
        sa.update(Notice)
        .where(Notice.person_id == actor.person_id, Notice.read_at.is_(None))
        .values(read_at=clock.now())
    )

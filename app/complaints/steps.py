"""Writing down one step of a complaint, and telling those who take it from here."""

from collections.abc import Collection
from typing import Any

from app.complaints.events import HANDED_OVER, TO_NEXT
from app.complaints.models import Complaint, ComplaintStep, Step
from app.core import clock, events
from app.core.actor import Actor
from app.core.events import Event
from app.database.base import db
from app.database.sealed import new_uid
from app.notifications.services import notify


def note_step(
    actor: Actor, complaint: Complaint, step: Step, words: dict[str, Any] | None = None
) -> ComplaintStep:
    """Write that something happened, inside the running use case; `words` are sealed."""
    row = ComplaintStep(
        uid=new_uid(), complaint_id=complaint.id, step=step, at=clock.now(), by_id=actor.person_id
    )
    row.words = words
    complaint.steps.append(row)
    db.session.flush()
    return row


def tell_next(actor: Actor, complaint: Complaint, to: Collection[int]) -> None:
    """Tell those who take the complaint from here."""
    event = Event(HANDED_OVER, actor, complaint, {"number": complaint.number})
    events.emit(event)
    notify(event, to, TO_NEXT)

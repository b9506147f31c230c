"""A file that was taken in while the scanner was away, and is infected: reporter and office hear of it."""

import sqlalchemy as sa

from app.attachments.models import Attachment
from app.complaints.events import EVIDENCE_INFECTED
from app.complaints.models import Complaint, Retaliation
from app.complaints.services.barring import office_for
from app.complaints.services.retaliation import protectors_of
from app.core import events
from app.core.actor import SYSTEM
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.mail.services import tell_outside
from app.notifications.services import notify


@use_case
def tell(event: Event) -> None:
    """Tell both sides, in words: what it was called by the scanner is for nobody. A listener.

    The reporter reads it on his tracking page, and by mail where he asked for news.
    """
    file: Attachment = event.subject
    complaint = _complaint_of(file)
    if complaint is None:
        return
    told = Event(EVIDENCE_INFECTED, SYSTEM, complaint, {"file": file.id})
    events.emit(told)
    with_retaliation = file.subject_type == Retaliation.__tablename__
    readers = protectors_of(complaint) if with_retaliation else office_for(complaint)
    notify(told, readers, EVIDENCE_INFECTED.message)
    tell_outside(complaint, "N-28", complaint.number, f"infected {file.id}")


def _complaint_of(file: Attachment) -> Complaint | None:
    if file.subject_type == Complaint.__tablename__:
        return db.session.get(Complaint, file.subject_id)
    if file.subject_type != Retaliation.__tablename__:
        return None
    return db.session.scalar(
        sa.select(Complaint)
        .join(Retaliation, Retaliation.complaint_id == Complaint.id)
        .where(Retaliation.id == file.subject_id)
    )

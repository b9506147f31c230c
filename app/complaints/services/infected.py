"""A file that was taken in while the scanner was away, and is infected: reporter and office hear of it."""

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
    row = _retaliation_of(file)
    complaint = row.complaint if row is not None else _complaint_of(file)
    subject = complaint if complaint is not None else row
    if subject is None:
        return
    told = Event(EVIDENCE_INFECTED, SYSTEM, subject, {"file": file.id})
    events.emit(told)
    if row is not None:
        page = f"/tindakan-balasan/{row.id}"
        notify(told, protectors_of(row), EVIDENCE_INFECTED.message, link=page)
    if complaint is not None:
        if row is None:
            notify(told, office_for(complaint), EVIDENCE_INFECTED.message)
        tell_outside(complaint, "N-28", complaint.number, f"infected {file.id}")


def _complaint_of(file: Attachment) -> Complaint | None:
    if file.subject_type != Complaint.__tablename__:
        return None
    return db.session.get(Complaint, file.subject_id)


def _retaliation_of(file: Attachment) -> Retaliation | None:
    if file.subject_type != Retaliation.__tablename__:
        return None
    return db.session.get(Retaliation, file.subject_id)

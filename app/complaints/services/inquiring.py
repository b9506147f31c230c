"""Asking a third party through a link that expires and tells nothing of the case but the question."""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from app.complaints import thread
from app.complaints.events import INQUIRED, INQUIRY_ANSWERED
from app.complaints.models import Complaint, Inquiry
from app.complaints.queries.following import ENDED
from app.complaints.services.barring import office_for
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event
from app.database import keys
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.notifications.services import notify

THIRD = Actor(None, "Pihak ketiga")
MOST_DAYS = 14  # hari
_GAP = "…"  # where the page that offers a question leaves room for what only the desk knows
_KEY_BYTES = 24
_LONGEST_TOKEN = 64
_LONGEST_NAME = 150


@use_case
def inquire(
    actor: Actor, complaint: Complaint, to: str, text: str, days: int
) -> tuple[Inquiry, str]:
    """Make a link; gives it with its token, which is kept as a fingerprint only (shown once).

    `days` (hari, 1 to 14): how long it may be answered. Raises Invalid, WrongState at the end.
    """
    policy.require(actor, "complaint.talk", complaint)
    wrong: dict[str, str] = {}
    if not to.strip():
        wrong["to"] = "Isi kepada siapa pertanyaan ini."
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = "Masa berlaku harus 1 sampai 14 hari."
    if _GAP in text:
        wrong["question"] = "Ganti tiap tanda … dengan isinya."
    if wrong:
        raise Invalid(fields=wrong)
    question = thread.checked(text, "question", "Isi pertanyaan.")
    if complaint.state in ENDED:
        raise WrongState(thread.OVER)
    token = secrets.token_urlsafe(_KEY_BYTES)
    row = Inquiry(
        uid=new_uid(), complaint_id=complaint.id, token_fingerprint=_fingerprint(token),
        asked_at=clock.now(), asked_by_id=actor.person_id,
        expires_at=clock.now() + timedelta(days=days),
    )  # fmt: skip
    row.question = {"to": to.strip()[:_LONGEST_NAME], "text": question}
    complaint.inquiries.append(row)
    db.session.flush()
    events.emit(Event(INQUIRED, actor, complaint, {"inquiry": row.id}))
    return row, token


def _fingerprint(token: str) -> str:
    return keys.fingerprint("complaint inquiry", token[:_LONGEST_TOKEN])


def open_inquiry(token: str) -> Inquiry:
    """The question behind a link that still lives and was not answered. Raises NotFound."""
    found = db.session.scalar(
        sa.select(Inquiry).where(
            Inquiry.token_fingerprint == _fingerprint(token),
            Inquiry.answered_at.is_(None),
            Inquiry.expires_at > clock.now(),
        )
    )
    if found is None:
        raise NotFound("inquiry")
    return found


@use_case
def answer(token: str, text: str) -> None:
    """The third party answers, once. Raises NotFound, Invalid."""
    row = open_inquiry(token)
    said = thread.checked(text, missing="Isi jawaban.")
    row.answered_at = clock.now()
    row.answer = {"text": said}
    complaint = db.session.get_one(Complaint, row.complaint_id)
    thread.from_third(complaint, THIRD, said)
    event = Event(INQUIRY_ANSWERED, THIRD, complaint, {"inquiry": row.id})
    events.emit(event)
    notify(event, office_for(complaint), INQUIRY_ANSWERED.message)

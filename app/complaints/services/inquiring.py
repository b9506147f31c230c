"""Asking a third party through a link that tells nothing of the case but the question.

It lives until it is answered, withdrawn with a reason, or its days are over.
"""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from app.complaints import thread
from app.complaints.events import INQUIRED, INQUIRY_ANSWERED, INQUIRY_WITHDRAWN
from app.complaints.models import Complaint, Inquiry, Step
from app.complaints.queries.following import ENDED
from app.complaints.services.barring import office_for
from app.complaints.steps import note_step
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event
from app.core.reasons import check_reason
from app.database import keys, once
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
    note_step(actor, complaint, Step.INQUIRED, {"to": row.question["to"]})
    events.emit(Event(INQUIRED, actor, complaint, {"inquiry": row.id}))
    return row, token


def _fingerprint(token: str) -> str:
    return keys.fingerprint("complaint inquiry", token[:_LONGEST_TOKEN])


def open_inquiry(token: str) -> Inquiry:
    """The question behind a link that still lives. Raises NotFound, and never says why."""
    return _living(db.session.scalar(_behind(token)))


def _behind(token: str) -> sa.Select[Inquiry]:
    return sa.select(Inquiry).where(Inquiry.token_fingerprint == _fingerprint(token))


def _alone(asked: sa.Select[Inquiry]) -> Inquiry | None:
    """As it stands now, for this transaction alone: an answer and a withdrawal may meet."""
    locked = asked.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(locked)


def _living(found: Inquiry | None) -> Inquiry:
    if found is None or ended(found):
        raise NotFound("inquiry")
    return found


def ended(row: Inquiry) -> str:
    """Why a link lives no more, for the office (Indonesian); empty while it does."""
    if row.answered_at is not None:
        return "Pertanyaan ini sudah dijawab."
    if row.withdrawn_at is not None:
        return "Tautan ini sudah dicabut."
    return "Tautan ini sudah lewat waktunya." if row.expires_at <= clock.now() else ""


@use_case
def withdraw(actor: Actor, complaint: Complaint, inquiry_id: int, reason: str) -> None:
    """Take a link back before its days are over: whoever may talk about the complaint, with why.

    Raises Invalid, NotFound, WrongState for a link that lives no more.
    """
    policy.require(actor, "complaint.talk", complaint)
    row = _alone(sa.select(Inquiry).where(Inquiry.id == inquiry_id))
    if row is None or row.complaint_id != complaint.id:
        raise NotFound(f"inquiry {inquiry_id}")
    if over := ended(row):
        raise WrongState(over)
    check_reason(reason)
    row.withdrawn_at = clock.now()
    note_step(actor, complaint, Step.INQUIRY_WITHDRAWN, {
        "inquiry": row.id, "to": row.question["to"], "reason": reason.strip(),
    })  # fmt: skip
    events.emit(Event(INQUIRY_WITHDRAWN, actor, complaint, {"inquiry": row.id}))
    once.leads_to(f"/meja-aduan/{complaint.id}/percakapan")


@use_case
def answer(token: str, text: str) -> None:
    """The third party answers, once. Raises NotFound, Invalid."""
    row = _living(_alone(_behind(token)))
    said = thread.checked(text, missing="Isi jawaban.")
    row.answered_at = clock.now()
    row.answer = {"text": said}
    complaint = db.session.get_one(Complaint, row.complaint_id)
    thread.from_third(complaint, THIRD, said)
    note_step(THIRD, complaint, Step.INQUIRY_ANSWERED)
    event = Event(INQUIRY_ANSWERED, THIRD, complaint, {"inquiry": row.id})
    events.emit(event)
    notify(event, office_for(complaint), INQUIRY_ANSWERED.message)

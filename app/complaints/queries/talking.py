"""The talk between reporter and office as the office reads it, with its own notes beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.complaints.models import Complaint, ComplaintStep, Inquiry, Note, Sender, Step
from app.complaints.queries.following import ENDED, Said, said_in
from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.reading import record_for
from app.mail.models import MailState
from app.mail.queries import state_of_outside


@dataclass(frozen=True)
class Talk:
    """Everything `complaints/talk/_panel.html` draws. A third party's answer stands with its question.

    `taken_back`: the step in which a link was withdrawn, by the id of its question.
    """

    messages: Sequence[Said]
    notes: Sequence[Note]
    inquiries: Sequence[Inquiry]
    taken_back: Mapping[int, ComplaintStep]
    news: Sequence[tuple[datetime, MailState]]
    open: bool
    may_reset: bool
    now: datetime


def complaint_for(actor: Actor, complaint_id: int) -> Complaint:
    """The complaint, or NotFound for whoever may not talk about it with its reporter."""
    return record_for(actor, "complaint.talk", Complaint, complaint_id)


def inquiry_for(actor: Actor, complaint: Complaint, inquiry_id: int) -> Inquiry:
    """One question to a third party about a complaint one may talk about. Raises NotFound."""
    policy.require(actor, "complaint.talk", complaint)
    found = next((one for one in complaint.inquiries if one.id == inquiry_id), None)
    if found is None:
        raise NotFound(f"inquiry {inquiry_id}")
    return found


def complaint_to_reset_for(actor: Actor, complaint_id: int) -> Complaint:
    """The complaint, or NotFound for whoever may not give its reporter a new code."""
    found = complaint_for(actor, complaint_id)
    if not policy.can(actor, "complaint.reset_code", found):
        raise NotFound(f"complaint {complaint_id}")
    return found


def talk_for(actor: Actor, complaint: Complaint) -> Talk:
    """The talk of one complaint for its desk. Raises NotAllowed."""
    policy.require(actor, "complaint.talk", complaint)
    return Talk(
        [one for one in said_in(actor, complaint) if one.sender is not Sender.THIRD],
        list(complaint.notes),
        list(complaint.inquiries),
        {
            one.words["inquiry"]: one
            for one in complaint.steps
            if one.step is Step.INQUIRY_WITHDRAWN and one.words
        },
        state_of_outside(complaint.__tablename__, complaint.id),
        complaint.state not in ENDED,
        policy.can(actor, "complaint.reset_code", complaint),
        clock.now(),
    )

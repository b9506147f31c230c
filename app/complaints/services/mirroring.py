"""A complaint follows its review: each step there moves the complaint, by the system (§4.7)."""

from collections.abc import Mapping
from typing import Final

from app.complaints.models import Complaint, State, Step
from app.complaints.services import barring
from app.complaints.steps import note_step
from app.complaints.workflow import FEEDBACK, FLOW
from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines.models import Deadline
from app.mail.services import tell_outside
from app.reviews.models import Review

# Event of the review → what the complaint's history says of it, where nothing moves.
_NOTED: Final[Mapping[str, Step]] = {
    "review.taken_over": Step.TAKEN_OVER,
    "review.passed_up": Step.PASSED_UP,
    "review.late": Step.LATE,
}


def follow(event: Event) -> None:
    """A consequence of the review's events; others' origins are let pass."""
    review: Review = event.subject
    if review.origin_type != Complaint.__tablename__:
        return
    complaint = db.session.get(Complaint, review.origin_id)
    if complaint is not None:
        _follow(event, complaint, review)


@use_case
def _follow(event: Event, complaint: Complaint, review: Review) -> None:
    name = event.type.name
    if name in _NOTED:
        note_step(SYSTEM, complaint, _NOTED[name])
        complaint.late = complaint.late or name == "review.late"
    elif name == "review.opened":
        _sent(event.actor, complaint, review)
    elif name == "review.examined":
        _examined(complaint, true=event.facts.get("truth") == "true")
    elif name == "review.reviewed_again" and complaint.state in (State.SUPERVISED, State.CLOSED):
        complaint.ended_at = None
        _move(complaint, "review_again", Step.REVIEWED_AGAIN)
    elif name == "review.decided" and complaint.state is State.REVIEWING:
        _move(complaint, "decide", Step.DECIDED)
    elif name == "review.closed" and complaint.state is State.SUPERVISED:
        complaint.ended_at = clock.now()
        _move(complaint, "close", Step.CLOSED)


def close_after_silence(event: Event) -> None:
    """Nobody objected to "tidak benar" within P-27: the complaint ends (MISSED)."""
    deadline: Deadline = event.subject
    if deadline.subject_type != Complaint.__tablename__ or deadline.code != FEEDBACK:
        return
    complaint = db.session.get(Complaint, deadline.subject_id)
    if complaint is not None:
        close_untrue(complaint)


@use_case
def close_untrue(complaint: Complaint) -> None:
    """The outcome "tidak benar" stands: by silence, or because the objection was refused."""
    if complaint.state is not State.UNTRUE:
        return
    complaint.ended_at = clock.now()
    _move(complaint, "close", Step.CLOSED)


def _sent(actor: Actor, complaint: Complaint, review: Review) -> None:
    complaint.review_id = review.id
    if complaint.state is State.VERIFIED:
        note_step(actor, complaint, Step.SENT)
        FLOW.move(complaint, "send", actor, number=complaint.number)
        barring.refresh(complaint)


def _examined(complaint: Complaint, *, true: bool) -> None:
    if complaint.state is not State.EXAMINING:
        return
    if true:
        _move(complaint, "find_true", Step.TRUE)
    else:
        _move(complaint, "find_untrue", Step.UNTRUE)


def _move(complaint: Complaint, action: str, step: Step) -> None:
    note_step(SYSTEM, complaint, step)
    FLOW.move(complaint, action, SYSTEM, number=complaint.number)
    tell_outside(complaint, "N-28", complaint.number, f"{action}:{complaint.revision}", None)

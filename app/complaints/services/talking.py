"""The talk between reporter and office: questions, answers, notes apart from it, the examiner's relay."""

from collections.abc import Sequence
from datetime import date

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.complaints import thread
from app.complaints.events import NOTED, WROTE
from app.complaints.models import Complaint, Message, Note, Sender, State, Step
from app.complaints.queries.following import ENDED, waiting_questions
from app.complaints.services.barring import office_for
from app.complaints.steps import note_step
from app.complaints.workflow import CHECK, EXAMINE, FLOW
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import NotFound, WrongState
from app.core.events import Event
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.notifications.services import notify

EVIDENCE = "bukti"  # where in the complaint its files lie


# ── the reporter ──────────────────────────────────────────────────────────────────────────────


@use_case
def write(
    actor: Actor,
    complaint: Complaint,
    text: str,
    files: Sequence[JudgedFile] = (),
    answers: int | None = None,
) -> Message:
    """The reporter writes, to answer a question (`answers`: its id) or of himself.

    The last missing answer completes a complaint that waits for it, and the examination's three
    days begin anew, in full (§4.7). Raises Invalid, NotFound for a foreign question, WrongState
    when the complaint is over.
    """
    policy.require(actor, "complaint.track", complaint)
    said = thread.checked(text)
    if complaint.state in ENDED and complaint.state is not State.CLOSED_INCOMPLETE:
        raise WrongState(thread.OVER)
    asked = _question(complaint, answers)
    kept = attachments.store(SYSTEM, complaint, files, place=EVIDENCE)
    words = {"text": said, "files": [one.uid for one in kept]}
    message = thread.add(complaint, Sender.REPORTER, actor, words, answers=asked)
    event = Event(WROTE, actor, complaint, {"answers": answers} if answers else {})
    events.emit(event)
    notify(event, office_for(complaint), WROTE.message)
    complete(actor, complaint)
    once.leads_to("/lacak/aduan/percakapan")
    return message


def _question(complaint: Complaint, message_id: int | None) -> Message | None:
    if message_id is None:
        return None
    for one in waiting_questions(complaint):
        if one.id == message_id:
            return one
    raise NotFound(f"question {message_id}")


def complete(actor: Actor, complaint: Complaint) -> None:
    """Once no question is open, an incomplete complaint is received again and its clocks restart."""
    action = {State.INCOMPLETE: "complete", State.CLOSED_INCOMPLETE: "reopen"}.get(complaint.state)
    if action is None or waiting_questions(complaint):
        return
    complaint.ended_at = None
    FLOW.move(complaint, action, actor)
    clocks.open_clock(CHECK, complaint, clock.today())
    restarted = deadlines.clock_of(complaint.__tablename__, complaint.id, EXAMINE)
    complaint.counted_from = restarted.started_on if restarted else clock.today()
    note_step(actor, complaint, Step.COMPLETED if action == "complete" else Step.REOPENED)
    note_step(SYSTEM, complaint, Step.RESTARTED)


# ── the office ────────────────────────────────────────────────────────────────────────────────


@use_case
def ask(
    actor: Actor,
    complaint: Complaint,
    text: str,
    *,
    needs_answer: bool = False,
    answer_by: date | None = None,
) -> Message:
    """The desk writes to the reporter, who is told by mail if he wanted (N-24, no content).

    Raises Invalid without text, or without a day for a question; WrongState when it is over.
    """
    policy.require(actor, "complaint.talk", complaint)
    message = thread.post(actor, complaint, Sender.DESK, text, needs_answer=needs_answer, answer_by=answer_by)  # fmt: skip
    once.leads_to(f"/meja-aduan/{complaint.id}")
    return message


@use_case
def write_note(actor: Actor, complaint: Complaint, text: str) -> Note:
    """What the office writes for itself; the reporter never reads it. Raises Invalid."""
    policy.require(actor, "complaint.talk", complaint)
    said = thread.checked(text, "note", "Isi catatan.")
    row = Note(uid=new_uid(), complaint_id=complaint.id, at=clock.now(), by_id=actor.person_id)
    row.words = {"text": said}
    complaint.notes.append(row)
    db.session.flush()
    events.emit(Event(NOTED, actor, complaint))
    once.leads_to(f"/meja-aduan/{complaint.id}")
    return row

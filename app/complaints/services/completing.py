"""Asking the reporter for what is missing (S-80): P-01 pauses, P-04 runs, and what comes after."""

from collections.abc import Sequence

from app.complaints import documents
from app.complaints.models import Complaint, Message, Sender, State, Step
from app.complaints.outcomes import Lack
from app.complaints.services import barring
from app.complaints.services.classifying import LEAST_TEXT
from app.complaints.steps import note_step
from app.complaints.workflow import COMPLETE, EXAMINE, FLOW
from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as due_dates
from app.deadlines import services as deadlines
from app.deadlines.models import Deadline
from app.mail.services import tell_outside


@use_case
def ask(actor: Actor, complaint: Complaint, lacks: Sequence[Lack], text: str) -> None:
    """Ask for what is missing (once for each thing): P-01 pauses, P-04 runs.

    Raises Invalid, WrongState.
    """
    FLOW.check(complaint, "ask", actor)
    asked_before = {
        lack
        for one in complaint.steps
        if one.step is Step.ASKED and one.words
        for lack in one.words.get("lacks", ())
    }
    wrong: dict[str, str] = {}
    if not lacks:
        wrong["lacks"] = "Pilih apa yang perlu dilengkapi."
    elif all(one.value in asked_before for one in lacks):
        wrong["lacks"] = "Hal ini sudah pernah diminta. Tanyakan lewat percakapan."
    if len(text.strip()) < LEAST_TEXT:
        wrong["text"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_TEXT)
    if wrong:
        raise Invalid(fields=wrong)
    due = due_dates.due_on(COMPLETE, clock.today())
    deadlines.cancel_clocks(complaint)  # paused, not met: it begins anew, in full, when completed
    row = Message(
        uid=new_uid(), complaint_id=complaint.id, sender=Sender.DESK, at=clock.now(),
        by_id=actor.person_id, needs_answer=True, answer_by=due,
    )  # fmt: skip
    row.words = {"text": text.strip()}
    db.session.add(row)
    note_step(actor, complaint, Step.ASKED, {"lacks": [one.value for one in lacks]})
    note_step(actor, complaint, Step.PAUSED)
    FLOW.move(complaint, "ask", actor, number=complaint.number)
    db.session.flush()
    tell_outside(complaint, "N-24", complaint.number, f"ask:{row.id}", due)
    once.leads_to(f"/meja-aduan/{complaint.id}")


def lapse(event: Event) -> None:
    """P-04 ran out: what was not completed is closed, and may be opened again (MISSED)."""
    deadline: Deadline = event.subject
    if deadline.subject_type != Complaint.__tablename__ or deadline.code != COMPLETE:
        return
    complaint = db.session.get(Complaint, deadline.subject_id)
    if complaint is None or complaint.state is not State.INCOMPLETE:
        return
    _close_incomplete(complaint)


@use_case
def _close_incomplete(complaint: Complaint) -> None:
    note_step(SYSTEM, complaint, Step.CLOSED_INCOMPLETE)
    complaint.ended_at = clock.now()
    FLOW.move(complaint, "expire", SYSTEM, number=complaint.number)
    documents.order_notice(SYSTEM, complaint, documents.Notice.INCOMPLETE)
    tell_outside(complaint, "N-28", complaint.number, "expired", None)


@use_case
def reopen(actor: Actor, complaint: Complaint, reason: str) -> None:
    """Open what was closed as incomplete; P-01 begins anew. Raises Invalid without a reason."""
    FLOW.check(complaint, "reopen", actor)
    check_reason(reason)
    complaint.ended_at = None
    note_step(actor, complaint, Step.REOPENED, {"reason": reason.strip()})
    FLOW.move(complaint, "reopen", actor, number=complaint.number)
    restart_count(complaint)
    barring.refresh(complaint)
    tell_outside(complaint, "N-28", complaint.number, f"reopened:{complaint.revision}", None)


def restart_count(complaint: Complaint) -> None:
    """The day from which P-01 counts now, so that lists by age follow its running clock."""
    running = due_dates.clock_of(Complaint.__tablename__, complaint.id, EXAMINE)
    if running is not None:
        complaint.counted_from = running.started_on

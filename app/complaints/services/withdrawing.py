"""What the Inspektorat answers when a reporter takes a complaint back: let it go, or go on (§4.7)."""

from app.complaints.models import Complaint, Step
from app.complaints.services import completing
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.reasons import check_reason
from app.database import once
from app.database.transaction import use_case
from app.mail.services import tell_outside
from app.reviews.services import opening


@use_case
def let_go(actor: Actor, complaint: Complaint, reason: str) -> None:
    """Accept that it is taken back; an examination under way ends with it. Raises Invalid."""
    FLOW.check(complaint, "let_go", actor)
    words = _reason(reason)
    complaint.ended_at = clock.now()
    opening.cancel(SYSTEM, Complaint.__tablename__, complaint.id)
    note_step(actor, complaint, Step.WITHDRAWN, words)
    FLOW.move(complaint, "let_go", actor, number=complaint.number)
    _tell(complaint, "withdrawn")


@use_case
def go_on(actor: Actor, complaint: Complaint, reason: str) -> None:
    """Go on of the Inspektorat's own accord, although the reporter asked to end it. Raises Invalid."""
    FLOW.check(complaint, "go_on", actor)
    words = _reason(reason)
    note_step(actor, complaint, Step.WENT_ON, words)
    FLOW.move(complaint, "go_on", actor, number=complaint.number)
    complaint.withdrawal_asked_at, complaint.own_initiative = None, True
    _tell(complaint, "went on")


@use_case
def take_up(actor: Actor, complaint: Complaint, reason: str) -> None:
    """Take up what was withdrawn; P-01 begins anew, in full. Raises Invalid without a reason."""
    FLOW.check(complaint, "take_up", actor)
    words = _reason(reason)
    complaint.ended_at, complaint.withdrawal_asked_at = None, None
    complaint.own_initiative = True
    note_step(actor, complaint, Step.WENT_ON, words)
    FLOW.move(complaint, "take_up", actor, number=complaint.number)
    completing.restart_count(complaint)
    _tell(complaint, "taken up")


def _reason(reason: str) -> dict[str, str]:
    check_reason(reason)
    return {"reason": reason.strip()}


def _tell(complaint: Complaint, what: str) -> None:
    occasion = f"{what}:{complaint.revision}"
    tell_outside(complaint, "N-28", complaint.number, occasion, None)
    once.leads_to(f"/meja-aduan/{complaint.id}")

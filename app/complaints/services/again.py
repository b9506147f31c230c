"""A granted objection: the complaint is examined or its decision reviewed once more (§4.9, S-87)."""

from app.complaints import casefile
from app.complaints.events import EXAMINED_AGAIN_TOLD
from app.complaints.models import Complaint, State, Step
from app.complaints.services import mirroring
from app.complaints.services.barring import office_for
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core.actor import SYSTEM
from app.database.base import db
from app.database.transaction import use_case
from app.notifications.services import notify
from app.objections.models import Follows
from app.reviews.models import Review
from app.reviews.models import State as ReviewState
from app.reviews.services import again

_DECIDED = (ReviewState.SUPERVISED, ReviewState.CLOSED)


def offered(complaint: Complaint) -> list[Follows]:
    """What may follow for this complaint: a decision can be reviewed anew, an outcome examined."""
    if complaint.state is State.UNTRUE:
        return [Follows.EXAMINE, Follows.OTHER]
    if complaint.state not in (State.SUPERVISED, State.CLOSED):
        return []
    return [*([Follows.REVIEW] if _review(complaint) else []), Follows.EXAMINE, Follows.OTHER]


def _review(complaint: Complaint) -> Review | None:
    """The review that decided it."""
    found = db.session.get(Review, complaint.review_id) if complaint.review_id else None
    return found if found is not None and found.state in _DECIDED else None


def take_up(complaint: Complaint, follows: Follows) -> bool:
    """Do what the ruling orders, inside its use case; whether nothing is left to do by hand."""
    if complaint.state is State.NOT_PROCESSED:
        _process(complaint)
        return True
    if follows is Follows.EXAMINE:
        _examine(complaint)
        return True
    review = _review(complaint)
    if follows is Follows.REVIEW and review is not None:
        again.review_again(SYSTEM, review)
        return True
    mirroring.close_untrue(complaint)
    return False


@use_case
def _process(complaint: Complaint) -> None:
    """It was not handled; now it is, from the beginning."""
    complaint.ended_at, complaint.refusal_proposed_by_id = None, None
    event = FLOW.move(complaint, "reopen", SYSTEM)
    note_step(SYSTEM, complaint, Step.REOPENED)
    notify(event, office_for(complaint), EXAMINED_AGAIN_TOLD)


@use_case
def _examine(complaint: Complaint) -> None:
    """P-01 runs anew, in full, for an examiner who took no part before."""
    complaint.ended_at, complaint.late, complaint.withdrawal_asked_at = None, False, None
    event = FLOW.move(complaint, "examine_again", SYSTEM, number=complaint.number)
    note_step(SYSTEM, complaint, Step.EXAMINED_AGAIN)
    notify(event, office_for(complaint), EXAMINED_AGAIN_TOLD)
    again.examine_again(SYSTEM, casefile.opening_of(complaint))

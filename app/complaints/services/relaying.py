"""The relay between an examiner and the reporter: questions go out without a name (S-66)."""

from datetime import date

from app.complaints import thread
from app.complaints.models import Complaint, Sender
from app.complaints.queries.following import leading
from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotAllowed
from app.database.base import db
from app.database.transaction import use_case
from app.reviews.models import Review


@use_case
def ask(actor: Actor, complaint_id: int, text: str, answer_by: date | None) -> None:
    """An examiner asks the reporter of his case; a day makes it a question (N-24).

    For `reviews.origins`: the review's own policy was asked, which knows whom the case concerns;
    here, that it is his case. Raises NotAllowed, Invalid, WrongState.
    """
    policy.require(actor, "complaint.relay")
    complaint = db.session.get_one(Complaint, complaint_id)
    if not _handles(actor, complaint):
        raise NotAllowed("Anda tidak menangani perkara ini.")
    thread.post(
        actor, complaint, Sender.EXAMINER, text, needs_answer=answer_by is not None,
        answer_by=answer_by,
    )  # fmt: skip


def _handles(actor: Actor, complaint: Complaint) -> bool:
    review = db.session.get(Review, leading(complaint).review_id or 0)
    return review is not None and actor.person_id in (
        review.examiner_id, review.companion_id, review.keeper_id, review.reviewer_id,
    )  # fmt: skip

"""May somebody read one case, its letters, requests and follow-ups? Asked by letters, mail, trail."""

import sqlalchemy as sa

from app.core import policy
from app.core.actor import Actor
from app.database.base import db
from app.database.reading import reaches
from app.documents.models import Document, DocumentKind
from app.people import queries as people
from app.reviews.models import FollowUp, FollowUpNote, Review, ReviewQuestion


def may_read(actor: Actor, review_id: int) -> bool:
    """For letters, evidence and the trail: the same without asking the registers anew."""
    return reaches(actor, "review.read", Review, review_id)


def may_be_told(actor: Actor, review_id: int) -> bool:
    """For mail: also the accused, once there is an outcome."""
    found = db.session.get(Review, review_id)
    if found is None:
        return False
    heard = found.examined_at is not None and actor.person_id == found.subject_id
    return heard or policy.can(actor, "review.read", found) or _could_handle(actor, found)


def _could_handle(actor: Actor, review: Review) -> bool:
    """Whoever the line names further up hears that something is late, if it does not concern him."""
    if actor.person_id is None or actor.person_id == review.subject_id:
        return False
    out = {bar.person_id for bar in review.bars if not bar.function_only}
    above = {one.id for one in people.superiors_above(review.subject_id, review.as_of)}
    return actor.person_id in above - out


def may_read_letter(actor: Actor, document: Document) -> bool:
    """Each of the two notices of the outcome for its reader; the rest for whoever reads the case."""
    review = db.session.get(Review, document.subject_id)
    if review is None:
        return False
    if document.kind is DocumentKind.OUTCOME:
        own = document.holder_person_id is not None and document.holder_person_id == actor.person_id
        reporter = document.holder_person_id is None and actor.holds_code_of(
            review.origin_type, review.origin_id
        )
        return own or reporter or policy.can(actor, "review.read", review)
    return policy.can(actor, "review.read", review)


def may_read_question(actor: Actor, question_id: int) -> bool:
    found = db.session.get(ReviewQuestion, question_id)
    if found is None:
        return False
    return policy.can(actor, "question.read", found) or policy.can(
        actor, "review.read", found.review
    )


def may_read_follow_up(actor: Actor, follow_up_id: int) -> bool:
    return reaches(actor, "follow_up.read", FollowUp, follow_up_id)


def may_read_follow_up_step(actor: Actor, step_id: int) -> bool:
    found = db.session.get(FollowUpNote, step_id)
    return found is not None and may_read_follow_up(actor, found.follow_up_id)


def reads_case(actor: Actor, origin_type: str, origin_id: int) -> bool:
    """Whether the actor handles a case of this origin: complaints ask before showing evidence."""
    rows = db.session.scalars(
        sa.select(Review).where(Review.origin_type == origin_type, Review.origin_id == origin_id)
    )
    return any(policy.can(actor, "review.read", one) for one in rows)

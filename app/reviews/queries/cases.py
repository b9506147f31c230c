"""One case as somebody reads it: the file, its letters and evidence, and what he is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.attachments.models import Attachment
from app.attachments.queries import attachments_by_subject
from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.reading import record_for
from app.documents.models import Document, DocumentKind
from app.documents.queries import letters_of
from app.reviews import guard
from app.reviews.models import Review, ReviewAllegation, ReviewQuestion
from app.reviews.origins import CaseFile, Exchange, Opening, origin_of
from app.reviews.policy import companion, examiner, overseer, reviewer

_TABLE = Review.__tablename__


def review_for(actor: Actor, review_id: int) -> Review:
    """The case, or NotFound: for a stranger and for whomever it concerns, as of this moment."""
    found = record_for(actor, "review.read", Review, review_id)
    if actor.person_id is not None and guard.concerned(found.cast, [actor.person_id]):
        raise NotFound(f"review {review_id}")
    return found


def allegation_for(actor: Actor, review_id: int, position: int) -> tuple[Review, ReviewAllegation]:
    """One allegation of a case the actor works on. Raises NotFound."""
    review = review_for(actor, review_id)
    found = next((one for one in review.allegations if one.position == position), None)
    if found is None:
        raise NotFound(f"allegation {position}")
    return review, found


def opening_for(actor: Actor, origin_type: str, origin_id: int) -> Opening:
    """What is to be examined, as its origin offers it to this actor. Raises NotFound, WrongState."""
    return origin_of(origin_type).offer(actor, origin_id)


def origin_page_for(actor: Actor, origin_type: str, origin_id: int) -> str | None:
    """Where the actor, as an officer of the desk, reads what the case comes from."""
    return origin_of(origin_type).page(actor, origin_id)


def case_file_for(actor: Actor, review: Review) -> CaseFile:
    """The case as the examiner reads it, without anything of who complained."""
    policy.require(actor, "review.read", review)
    return origin_of(review.origin_type).read(actor, review.origin_id)


def exchanges_for(actor: Actor, review: Review) -> Sequence[Exchange]:
    """What was asked of the reporter and answered, through the relay."""
    policy.require(actor, "review.read", review)
    return origin_of(review.origin_type).answers(actor, review.origin_id)


def letters_for(actor: Actor, review: Review) -> list[Document]:
    """The letters of the case, but the copy that goes to the accused is his."""
    policy.require(actor, "review.read", review)
    found = letters_of(_TABLE, [review.id])
    return [one for one in found if one.kind is not DocumentKind.OUTCOME]


def notes_evidence_for(actor: Actor, review: Review) -> dict[str, list[Attachment]]:
    """Copies kept with visits and papers, by their place."""
    policy.require(actor, "review.read", review)
    files = attachments_by_subject(actor, _TABLE, [review.id]).get(review.id, [])
    found: dict[str, list[Attachment]] = {}
    for one in files:
        found.setdefault(one.place, []).append(one)
    return found


def answers_evidence_for(actor: Actor, review: Review) -> dict[int, list[Attachment]]:
    policy.require(actor, "review.read", review)
    ids = [one.id for one in review.questions]
    return attachments_by_subject(actor, ReviewQuestion.__tablename__, ids)


@dataclass(frozen=True)
class Part:
    """What the actor is in this case."""

    examiner: bool
    reviewer: bool
    companion: bool
    overseer: bool


def part_for(actor: Actor, review: Review) -> Part:
    return Part(
        examiner(actor, review), reviewer(actor, review), companion(actor, review),
        overseer(actor, review),
    )  # fmt: skip

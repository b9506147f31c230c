"""What somebody was asked about a case of his, and what its outcome says to him."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.database.facts import fact
from app.database.reading import record_for
from app.documents.models import Document, DocumentKind
from app.reviews.models import Review, ReviewQuestion, State
from app.reviews.queries.visibility import own_id

_TABLE = Review.__tablename__


def question_for(actor: Actor, question_id: int) -> ReviewQuestion:
    """A request to the accused, for him alone. Raises NotFound."""
    return record_for(actor, "question.read", ReviewQuestion, question_id)


def may_answer(question: ReviewQuestion) -> bool:
    """Whether a reply is still taken: until there is one, and until the outcome is set."""
    return question.answered_at is None and question.review.state is State.EXAMINING


def is_overdue(question: ReviewQuestion) -> bool:
    """Whether its day has passed; a reply is taken all the same."""
    return question.answered_at is None and question.due_on < clock.today()


def questions_visible_to(actor: Actor) -> list[ReviewQuestion]:
    """What the actor was asked, newest first."""
    return list(
        db.session.scalars(
            sa.select(ReviewQuestion)
            .where(ReviewQuestion.person_id == own_id(actor))
            .options(joinedload(ReviewQuestion.review))
            .order_by(ReviewQuestion.id.desc())
        )
    )


def outcomes_visible_to(actor: Actor) -> list[Document]:
    """The notices of outcomes about the actor (DOK-10P)."""
    return list(db.session.scalars(_outcomes_about(actor).order_by(Document.id.desc())))


def _outcomes_about(actor: Actor) -> sa.Select[Document]:
    return sa.select(Document).where(
        Document.subject_type == _TABLE,
        Document.kind == DocumentKind.OUTCOME,
        Document.holder_person_id == own_id(actor),
    )


def unanswered_for(actor: Actor) -> int:
    """How many requests wait for the actor: the badge of the menu."""
    if actor.person_id is None:
        return 0
    asked = sa.select(sa.func.count()).select_from(_unanswered(actor).subquery())
    return db.session.scalar(asked) or 0


def open_questions_visible_to(actor: Actor) -> list[ReviewQuestion]:
    """The same, one by one, the nearest day first."""
    if actor.person_id is None:
        return []
    return list(db.session.scalars(_unanswered(actor).order_by(ReviewQuestion.due_on)))


def _unanswered(actor: Actor) -> sa.Select[ReviewQuestion]:
    return (
        sa.select(ReviewQuestion)
        .join(Review, Review.id == ReviewQuestion.review_id)
        .where(
            ReviewQuestion.person_id == actor.person_id,
            ReviewQuestion.answered_at.is_(None),
            Review.state == State.EXAMINING,
        )
    )


def was_asked(actor: Actor) -> bool:
    """Whether the menu shows requests to the actor."""
    return bool(_was_asked(actor))


@fact
def _was_asked(actor: Actor) -> sa.Select[bool]:
    asked = sa.exists().where(ReviewQuestion.person_id == actor.person_id)
    return sa.select(sa.or_(asked, _outcomes_about(actor).exists()))

"""What a complaint came to, and what a review decided, as something one may object to (S-12)."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.complaints.events import OBJECTED
from app.complaints.models import Complaint, State, Step
from app.complaints.queries import following
from app.complaints.services import again, mirroring
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock, events
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.documents.models import Document
from app.mail.services import tell_outside
from app.objections.grounds import Decided, Ground
from app.objections.models import Follows
from app.people import queries as people
from app.reviews.handling import EARLIER
from app.reviews.models import Review

# The outcomes one may object to: nothing was found, it was not handled, or it was decided.
OPEN_TO_OBJECTION = (State.UNTRUE, State.NOT_PROCESSED, State.SUPERVISED, State.CLOSED)
_CONCERNED = Sentence("terkait dengan aduan ini")
_TOOK_PART = Sentence("ikut menangani perkara ini")
_REVIEWS = Review.__tablename__
# A party reads this where the decision's letter has no number: never the complaint's.
_DECISION = "Keputusan peninjauan kembali"


def _look(actor: Actor, complaint_id: int) -> Decided | None:
    """For the reporter of this very complaint only; merged ones object to what the parent came to."""
    complaint = db.session.get(Complaint, complaint_id)
    if complaint is None or not actor.holds_code_of(complaint.__tablename__, complaint_id):
        return None
    lead = following.leading(complaint)
    decided_on = following.outcome_on(complaint)
    if lead.state not in OPEN_TO_OBJECTION or decided_on is None:
        return None
    return Decided(None, complaint.number, decided_on, _barred(lead), _line(lead))


def _barred(complaint: Complaint) -> dict[int, str]:
    """Whom it concerns, and everybody who wrote a step of it or of its review."""
    took_part = {one.by_id for one in complaint.steps} | _handlers(complaint)
    took_part |= {complaint.refusal_proposed_by_id}
    found = {bar.person_id: _CONCERNED for bar in complaint.bars}
    if complaint.subject_id is not None:
        found.setdefault(complaint.subject_id, _TOOK_PART)
    return {**{one: _TOOK_PART for one in took_part if one is not None}, **found}


def _handlers(complaint: Complaint) -> set[int | None]:
    """Whoever examined, went along, reviewed and decided, also before it was done again."""
    return {one for review in _reviews_of(complaint) for one in _hands(review)}


def _reviews_of(complaint: Complaint) -> Sequence[Review]:
    asked = sa.select(Review).where(
        Review.origin_type == complaint.__tablename__, Review.origin_id == complaint.id
    )
    return db.session.scalars(asked).all()


def _hands(review: Review) -> set[int | None]:
    earlier = {bar.person_id for bar in review.bars if bar.reason == EARLIER}
    return earlier | {
        review.opened_by_id, review.examiner_id, review.companion_id, review.examined_by_id,
        review.reviewer_id, review.decided_by_id,
    }  # fmt: skip


def _line(complaint: Complaint) -> list[int]:
    """Above whoever decided last; the firewall passes over everybody who took part."""
    review = db.session.get(Review, complaint.review_id) if complaint.review_id else None
    last = (review.decided_by_id or review.examined_by_id) if review is not None else None
    if last is None:
        return []
    return [one.id for one in people.superiors_above(last, clock.today())]


def _filed(_actor: Actor, complaint_id: int) -> None:
    """The outcome stands meanwhile; silence no longer closes the complaint."""
    complaint = db.session.get_one(Complaint, complaint_id)
    if FLOW.may(complaint, "object", SYSTEM):
        FLOW.move(complaint, "object", SYSTEM)
    else:
        events.emit(Event(OBJECTED, SYSTEM, complaint))
    note_step(SYSTEM, complaint, Step.OBJECTED)


def _ended(complaint_id: int, granted: bool, follows: Follows) -> bool:
    """Granted, it is looked at again by somebody who took no part; else the outcome stands."""
    complaint = db.session.get_one(Complaint, complaint_id)
    note_step(SYSTEM, complaint, Step.OBJECTION_DECIDED)
    lead = following.leading(complaint)
    tell_outside(complaint, "N-41", complaint.number, f"objection {len(complaint.steps)}")
    if not granted:
        mirroring.close_untrue(lead)
        return False
    return again.take_up(lead, follows)


def _offers(complaint_id: int) -> list[Follows]:
    return again.offered(following.leading(db.session.get_one(Complaint, complaint_id)))


COMPLAINTS = Ground(
    Complaint.__tablename__, "Hasil aduan saya", _look, _filed, _ended,
    lambda _complaint_id: "/lacak/aduan", offers=_offers,
)  # fmt: skip


# ── the decision of a review, for its parties ─────────────────────────────────────────────────


def _of_number(number: str) -> tuple[int, Decided] | None:
    """A decided review by the number of its letter, or of the complaint (known to the office only)."""
    letter = db.session.scalar(
        sa.select(Document).where(Document.subject_type == _REVIEWS, Document.number == number)
    )
    wanted = Review.id == letter.subject_id if letter is not None else Review.number == number
    asked = sa.select(Review).where(wanted, Review.decided_at.is_not(None))
    review = db.session.scalar(asked.order_by(Review.id.desc()).limit(1))
    if review is None or review.decided_at is None:
        return None
    shown = letter.number if letter is not None else _DECISION
    return review.id, Decided(
        None, shown, clock.local(review.decided_at).date(), _barred_of(review), _above(review)
    )


def _barred_of(review: Review) -> dict[int, str]:
    took_part = {*_hands(review), review.subject_id}
    found = {bar.person_id: bar.reason for bar in review.bars}
    return {**{one: _TOOK_PART for one in took_part if one is not None}, **found}


def _above(review: Review) -> list[int]:
    if review.decided_by_id is None:
        return []
    return [one.id for one in people.superiors_above(review.decided_by_id, clock.today())]


def _decision_of(_actor: Actor, _review_id: int) -> Decided | None:
    """Nobody inside objects to it here; a party does so from outside, by its number."""
    return None


def _review_filed(_actor: Actor, review_id: int) -> None:
    """The decision stands meanwhile; the complaint it came from keeps the step."""
    _note_on_complaint(review_id, Step.OBJECTED)


def _review_ended(review_id: int, granted: bool, follows: Follows) -> bool:
    """Granted, the complaint it came from is looked at again, as the ruling says."""
    complaint = _note_on_complaint(review_id, Step.OBJECTION_DECIDED)
    return complaint is not None and granted and again.take_up(complaint, follows)


def _review_offers(review_id: int) -> list[Follows]:
    complaint = _complaint_of(review_id)
    return again.offered(complaint) if complaint is not None else []


def _complaint_of(review_id: int) -> Complaint | None:
    """The complaint whose newest case this is."""
    return db.session.scalar(sa.select(Complaint).where(Complaint.review_id == review_id))


def _note_on_complaint(review_id: int, step: Step) -> Complaint | None:
    found = _complaint_of(review_id)
    if found is not None:
        note_step(SYSTEM, found, step)
    return found


REVIEWS = Ground(
    _REVIEWS, "Keputusan peninjauan kembali", _decision_of, _review_filed, _review_ended,
    lambda _review_id: "/keberatan", _of_number, _review_offers,
)  # fmt: skip

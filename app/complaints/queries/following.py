"""What a reporter sees of his own complaint: where it stands, whose move it is, until when, by which rule.

Roles, never names; of who he is himself, nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import sqlalchemy as sa

from app.attachments.models import Attachment, Quarantine, QuarantineState
from app.attachments.queries import attachments_of
from app.complaints.models import (
    Complaint,
    ComplaintStep,
    Message,
    Rating,
    Retaliation,
    Sender,
    State,
    Step,
)
from app.complaints.workflow import CHECK, COMPLETE, EXAMINE, FEEDBACK
from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.documents.models import Document
from app.documents.queries import letters_of
from app.reviews import queries as reviews
from app.reviews.models import Review, Ruling
from app.vault import queries as vault
from app.vault.queries import OpenedLine
from app.visits.doors import Door, Lock

TABLE = Complaint.__tablename__
_REVIEWS = "reviews"
# After these nothing more happens to a complaint by itself.
ENDED = (
    State.CLOSED_INCOMPLETE, State.REFERRED, State.MERGED, State.NOT_PROCESSED, State.CLOSED,
    State.WITHDRAWN,
)  # fmt: skip
# A reporter may say how he was served once there is nothing left to wait for.
RATED_IN = (
    State.CLOSED_INCOMPLETE, State.REFERRED, State.NOT_PROCESSED, State.CLOSED, State.WITHDRAWN,
    State.UNTRUE,
)  # fmt: skip
# The letters that are addressed to a reporter; all others about his complaint are not for him.
FOR_REPORTER = ("DOK-02", "DOK-04P", "DOK-10P", "DOK-10S")


def complaint_for(actor: Actor) -> Complaint:
    """The complaint this visitor opened. Raises NotFound."""
    for table, number in actor.opened:
        found = db.session.get(Complaint, number) if table == TABLE else None
        if found is not None and policy.can(actor, "complaint.track", found):
            return found
    raise NotFound("complaint")


def lock_of(number: str) -> Lock | None:
    """The complaint with this number. For the public door."""
    found = db.session.execute(
        sa.select(Complaint.id, Complaint.code_hash).where(Complaint.number == number)
    ).first()
    return Lock(found.id, found.code_hash) if found else None


DOOR = Door(TABLE, "Pelapor", "/lacak/aduan", lock_of)


def address_of(complaint_id: int) -> str | None:
    """Where the reporter wants news by mail, while the case runs. For the mail alone."""
    found = db.session.get(Complaint, complaint_id)
    news = (found.notice or {}) if found is not None else {}
    return news.get("address") if news.get("channel") == "email" else None


# ── the status line ───────────────────────────────────────────────────────────────────────────


class Progress(Enum):
    """How far one of the six steps is."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Stage:
    """One of the six steps: `on` is the day it was reached."""

    key: str
    progress: Progress
    on: date | None


_KEYS = ("received", "complete", "examined", "outcome", "review", "end")
# Which of the six is under way in each state; what lies before it is done.
_AT = {
    State.RECEIVED: 1, State.INCOMPLETE: 1, State.CLOSED_INCOMPLETE: 1, State.REFERRED: 1,
    State.NOT_PROCESSED: 1, State.VERIFIED: 2, State.EXAMINING: 2, State.UNTRUE: 5,
    State.REVIEWING: 4, State.SUPERVISED: 5, State.CLOSED: 6,
}  # fmt: skip
_REACHED = {
    1: (Step.VERIFIED,),
    2: (Step.UNTRUE, Step.TRUE),
    3: (Step.UNTRUE, Step.TRUE),
    4: (Step.DECIDED,),
    5: (Step.CLOSED,),
}


def leading(complaint: Complaint) -> Complaint:
    """The complaint whose way this one takes: itself, or the one it was joined to."""
    seen = {complaint.id}
    while complaint.parent is not None and complaint.parent.id not in seen:
        complaint = complaint.parent
        seen.add(complaint.id)
    return complaint


def status_line(complaint: Complaint) -> list[Stage]:
    """The six steps with the days on which they were reached (S-10)."""
    lead = leading(complaint)
    steps = _since_last_beginning(lead.steps)
    at = _AT.get(lead.state, _reached_by(steps))
    days = [_received_on(complaint), *(_day(steps, _REACHED[n]) for n in range(1, 6))]
    reviewed = _day(steps, (Step.TRUE,)) is not None or lead.state is State.REVIEWING
    found = [
        Stage(key, _progress(number, at, lead.state, reviewed=reviewed), days[number])
        for number, key in enumerate(_KEYS)
    ]
    return [
        one if one.progress is Progress.DONE else Stage(one.key, one.progress, None)
        for one in found
    ]


def _progress(number: int, at: int, state: State, *, reviewed: bool) -> Progress:
    if number == 4 and at > 4 and not reviewed:  # noqa: PLR2004 - the fifth of the six
        return Progress.SKIPPED
    if number < at:
        return Progress.DONE
    if number == at:
        return Progress.SKIPPED if state in ENDED else Progress.CURRENT
    return Progress.SKIPPED if state in ENDED else Progress.NEXT


def _since_last_beginning(steps: Sequence[ComplaintStep]) -> list[ComplaintStep]:
    """What an earlier, repeated examination reached no longer counts; completeness does."""
    again = max((n for n, one in enumerate(steps) if one.step is Step.EXAMINED_AGAIN), default=-1)
    return [one for n, one in enumerate(steps) if n > again or one.step is Step.VERIFIED]


def taken_up_again(complaint: Complaint) -> ComplaintStep | None:
    """The last time an objection was granted and it was examined or reviewed anew."""
    again = (Step.EXAMINED_AGAIN, Step.REVIEWED_AGAIN)
    return next((one for one in reversed(leading(complaint).steps) if one.step in again), None)


def _reached_by(steps: Sequence[ComplaintStep]) -> int:
    """How far a withdrawn complaint had come."""
    return 2 if _day(steps, (Step.VERIFIED,)) else 1


def _day(steps: Sequence[ComplaintStep], wanted: Sequence[Step]) -> date | None:
    found = [one.at for one in steps if one.step in wanted]
    return clock.local(found[-1]).date() if found else None


def _received_on(complaint: Complaint) -> date:
    return clock.local(complaint.received_at).date()


# ── whose move it is ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Turn:
    """Whose move it is, as a key the page has words for, and the clock that runs for him."""

    whose: str
    clock: RunningClock | None


_WHOSE = {
    State.RECEIVED: ("desk", (EXAMINE, CHECK)),
    State.INCOMPLETE: ("you", (COMPLETE,)),
    State.VERIFIED: ("inspectorate", (EXAMINE,)),
    State.EXAMINING: ("examiner", (EXAMINE,)),
    State.UNTRUE: ("you_object", (FEEDBACK,)),
}


def turn_of(complaint: Complaint) -> Turn | None:
    """Whose move it is and until when; None when nothing is waited for."""
    lead = leading(complaint)
    if lead.state in _WHOSE:
        whose, codes = _WHOSE[lead.state]
        running = deadlines.clocks_of(TABLE, [lead.id])[lead.id]
        by_code = {one.code: one for one in running}
        found = next((by_code[code] for code in codes if code in by_code), None)
        return Turn(_examiner(lead) if whose == "examiner" else whose, found)
    if lead.state is State.REVIEWING and lead.review_id is not None:
        running = deadlines.clocks_of(_REVIEWS, [lead.review_id])[lead.review_id]
        return Turn("reviewer", next(iter(running), None))
    if lead.state is State.SUPERVISED and lead.review_id is not None:
        return Turn("supervisor", reviews.last_follow_up_clock(lead.review_id))
    return None


@dataclass(frozen=True)
class Outcome:
    """What it came to: whether it was found true, and what was decided then."""

    found_true: bool
    ruling: Ruling | None


def outcome_of(complaint: Complaint) -> Outcome | None:
    """The newest outcome of the examination; None while there is none."""
    lead = leading(complaint)
    steps = [
        one.step
        for one in _since_last_beginning(lead.steps)
        if one.step in (Step.TRUE, Step.UNTRUE)
    ]
    if not steps:
        return None
    review = db.session.get(Review, lead.review_id) if lead.review_id else None
    return Outcome(steps[-1] is Step.TRUE, review.ruling if review is not None else None)


def _examiner(complaint: Complaint) -> str:
    steps = _since_last_beginning(complaint.steps)
    taken = any(one.step is Step.TAKEN_OVER for one in steps)
    return "examiner_inspectorate" if taken else "examiner_superior"


def outcome_on(complaint: Complaint) -> date | None:
    """The day of the newest outcome, from which an objection's term counts."""
    return _day(
        leading(complaint).steps, (Step.UNTRUE, Step.TRUE, Step.NOT_PROCESSED, Step.DECIDED)
    )


# ── the rest of the page ──────────────────────────────────────────────────────────────────────


def openings_for(actor: Actor, complaint: Complaint) -> list[OpenedLine]:
    """Every time the reporter's identity was opened: when, by which office, for what."""
    policy.require(actor, "complaint.track", complaint)
    return vault.openings_of(TABLE, complaint.id)


def letters_for(actor: Actor, complaint: Complaint) -> list[Document]:
    """The letters that are addressed to the reporter, newest first."""
    policy.require(actor, "complaint.track", complaint)
    found = letters_of(TABLE, [complaint.id]) + letters_of(_REVIEWS, _reviews_of(complaint))
    return sorted(filter(_for_reporter, found), key=lambda one: one.id, reverse=True)


def _reviews_of(complaint: Complaint) -> list[int]:
    """Every case that came of it, also one that was done again after an objection."""
    asked = sa.select(Review.id).where(
        Review.origin_type == TABLE, Review.origin_id == leading(complaint).id
    )
    return list(db.session.scalars(asked))


def _for_reporter(letter: Document) -> bool:
    """Of two notices of one outcome, the other has a holder: the accused."""
    return letter.kind.value in FOR_REPORTER and letter.holder_person_id is None


def may_download(actor: Actor, letter: Document) -> bool:
    """Whether a visitor may take this letter with him: one that stands on his page."""
    try:
        complaint = complaint_for(actor)
    except NotFound:
        return False
    return any(one.id == letter.id for one in letters_for(actor, complaint))


def evidence_for(actor: Actor, complaint: Complaint) -> list[Attachment]:
    """What the reporter handed in, by name; he does not get it back from here."""
    policy.require(actor, "complaint.track", complaint)
    return attachments_of(actor, complaint)


def infected_for(actor: Actor, complaint: Complaint) -> list[str]:
    """Names of the reporter's files that nobody can open because they proved to be infected."""
    policy.require(actor, "complaint.track", complaint)
    reports = [one.id for one in retaliations_for(actor, complaint)]
    found = db.session.scalars(
        sa.select(Attachment)
        .join(Quarantine, Quarantine.uid == Attachment.uid)
        .where(
            Quarantine.state == QuarantineState.INFECTED,
            sa.or_(
                sa.and_(Attachment.subject_type == TABLE, Attachment.subject_id == complaint.id),
                sa.and_(
                    Attachment.subject_type == Retaliation.__tablename__,
                    Attachment.subject_id.in_(reports),
                ),
            ),
        )
        .order_by(Attachment.id)
    )
    return [one.name for one in found]


def may_see_evidence(actor: Actor, complaint_id: int) -> bool:
    """The reporter sees the names of his files, the office downloads them. For the evidence."""
    found = db.session.get(Complaint, complaint_id)
    return found is not None and (
        policy.can(actor, "complaint.read", found) or policy.can(actor, "complaint.track", found)
    )


@dataclass(frozen=True)
class Said:
    """One message as both sides read it: a role, never a name."""

    id: int
    sender: Sender
    at: datetime
    text: str
    waits: bool
    answer_by: date | None
    answers_id: int | None
    files: Sequence[Attachment] = ()


def thread_for(actor: Actor, complaint: Complaint) -> list[Said]:
    """The talk between reporter and office, oldest first; what third parties said is not in it."""
    policy.require(actor, "complaint.track", complaint)
    return [one for one in said_in(actor, complaint) if one.sender is not Sender.THIRD]


def said_in(actor: Actor, complaint: Complaint) -> list[Said]:
    """Every message of a complaint, oldest first, each with the files that came with it.

    For queries that asked who may read them.
    """
    files = {one.uid: one for one in attachments_of(actor, complaint)}
    return [_said(one, files) for one in complaint.messages]


def _said(one: Message, files: Mapping[str, Attachment]) -> Said:
    return Said(
        one.id, one.sender, one.at, str(one.words["text"]),
        waits=one.needs_answer and not one.answered,
        answer_by=one.answer_by,
        answers_id=one.answers_id,
        files=[files[uid] for uid in one.words.get("files", ()) if uid in files],
    )  # fmt: skip


def waiting_questions(complaint: Complaint) -> list[Message]:
    """The office's questions that the reporter has not answered yet."""
    return [one for one in complaint.messages if one.needs_answer and not one.answered]


def rating_of(complaint: Complaint) -> Rating | None:
    return db.session.scalar(sa.select(Rating).where(Rating.complaint_id == complaint.id))


def retaliations_for(actor: Actor, complaint: Complaint) -> list[Retaliation]:
    """The reporter's own reports of retaliation, newest first."""
    policy.require(actor, "complaint.track", complaint)
    return list(
        db.session.scalars(
            sa.select(Retaliation)
            .where(Retaliation.complaint_id == complaint.id)
            .order_by(Retaliation.id.desc())
        )
    )

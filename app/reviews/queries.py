"""Reading cases and follow-ups, always as somebody; whom a case concerns finds nothing of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.accounts import queries as accounts
from app.attachments.models import Attachment
from app.attachments.queries import attachments_by_subject
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.working_days import ONE_DAY, add_working_days, working_days_between
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.documents.models import Document, DocumentKind
from app.documents.queries import letters_of
from app.measures.models import Action, Plan, Referral
from app.people import queries as people
from app.people.models import Person, Unit
from app.recusals.models import Recusal
from app.reviews import guard
from app.reviews.models import (
    FOLLOW_UP_ENDS,
    FollowUp,
    FollowUpNote,
    FollowUpState,
    FollowUpStep,
    Review,
    ReviewAllegation,
    ReviewBar,
    ReviewQuestion,
    ReviewStep,
    State,
    Step,
)
from app.reviews.origins import CaseFile, Exchange, Opening, origin_of
from app.reviews.policy import companion, examiner, overseer, reviewer, took_part
from app.reviews.workflow import EXAMINE, FOLLOW_UP, REVIEW

MOST_EXPORTED = 20_000
_TABLE = Review.__tablename__
# The follow-ups that run come before those that are over, each of these in the order of its day.
_GROUPS: Final = (
    tuple(one for one in FollowUpState if one not in FOLLOW_UP_ENDS),
    *((one,) for one in FOLLOW_UP_ENDS),
)
_BY_DAY: Final = (FollowUp.due_on, FollowUp.review_id, FollowUp.id)


# ── one case ──────────────────────────────────────────────────────────────────────────────────


def review_for(actor: Actor, review_id: int) -> Review:
    """The case, or NotFound: for a stranger and for whomever it concerns, as of this moment."""
    found = db.session.get(Review, review_id)
    if found is None or not policy.can(actor, "review.read", found):
        raise NotFound(f"review {review_id}")
    if actor.person_id is not None and guard.concerned(found.cast, [actor.person_id]):
        raise NotFound(f"review {review_id}")
    return found


def may_read(actor: Actor, review_id: int) -> bool:
    """For letters, evidence and the trail: the same without asking the registers anew."""
    found = db.session.get(Review, review_id)
    return found is not None and policy.can(actor, "review.read", found)


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
    found = db.session.get(FollowUp, follow_up_id)
    return found is not None and policy.can(actor, "follow_up.read", found)


def may_read_follow_up_step(actor: Actor, step_id: int) -> bool:
    found = db.session.get(FollowUpNote, step_id)
    return found is not None and may_read_follow_up(actor, found.follow_up_id)


def reads_case(actor: Actor, origin_type: str, origin_id: int) -> bool:
    """Whether the actor handles a case of this origin: complaints ask before showing evidence."""
    rows = db.session.scalars(
        sa.select(Review).where(Review.origin_type == origin_type, Review.origin_id == origin_id)
    )
    return any(policy.can(actor, "review.read", one) for one in rows)


def newest_of(origin_type: str, origin_id: int) -> Review | None:
    """The last case of an origin, for its own services."""
    return db.session.scalar(
        sa.select(Review)
        .where(Review.origin_type == origin_type, Review.origin_id == origin_id)
        .order_by(Review.id.desc())
        .limit(1)
    )


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


def case_file_for(actor: Actor, review: Review) -> CaseFile:
    """The case as the examiner reads it, without anything of who complained."""
    policy.require(actor, "review.read", review)
    return origin_of(review.origin_type).read(actor, review.origin_id)


def exchanges_for(actor: Actor, review: Review) -> Sequence[Exchange]:
    """What was asked of the reporter and answered, through the relay."""
    policy.require(actor, "review.read", review)
    return origin_of(review.origin_type).answers(review.origin_id)


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
class Clock:
    """The clock of a case: which day of how many today is (0: not begun), the first, the deadline."""

    day: int
    days: int
    first: date
    running: RunningClock | None


def clock_for(actor: Actor, review: Review) -> Clock | None:
    """P-01 while it is examined, P-02 while it is reviewed; None afterwards."""
    policy.require(actor, "review.read", review)
    if review.state is State.EXAMINING:
        found = deadlines.clock_of(review.origin_type, review.origin_id, EXAMINE)
    elif review.state is State.REVIEWING:
        found = deadlines.clock_of(_TABLE, review.id, REVIEW)
    else:
        return None
    return _clock(found) if found is not None else None


def _clock(found: RunningClock) -> Clock:
    today = clock.today()
    if found.unit.value == "hari_kerja":
        calendar = deadlines.calendar()
        days = working_days_between(found.started_on, found.due_on, calendar)
        day = working_days_between(found.started_on, today, calendar)
        return Clock(day, days, add_working_days(found.started_on, 1, calendar), found)
    days = (found.due_on - found.started_on).days
    day = max(0, (today - found.started_on).days)
    return Clock(day, days, found.started_on + ONE_DAY, found)


@dataclass(frozen=True)
class Words:
    """What one step says."""

    id: int
    step: Step
    at: datetime
    by: str
    words: Mapping[str, Any]


# Whose doing it was must not be read from these: the accused is called so.
_BY_ACCUSED = (Step.ANSWERED, Step.DECLINED)


def steps_for(actor: Actor, review: Review) -> list[Words]:
    policy.require(actor, "review.read", review)
    return [Words(one.id, one.step, one.at, _by(one), one.words or {}) for one in review.steps]


def _by(one: ReviewStep) -> str:
    if one.step in _BY_ACCUSED:
        return "Terlapor"
    return one.by.name if one.by else "Sistem"


STATES: Final = tuple(State)
FOLLOW_UP_STATES: Final = tuple(FollowUpState)


def outcome_of(review: Review) -> Mapping[str, Any]:
    """What the examiner wrote when the outcome was set."""
    return words_of(review, Step.EXAMINED)


def decision_of(review: Review) -> Mapping[str, Any]:
    """What the reviewer wrote when he decided; nothing while the same is reviewed anew."""
    return words_of(review, Step.DECIDED) if review.ruling is not None else {}


def steps_done(review: Review) -> set[str]:
    """Which kinds of step were taken, by their stored names."""
    return {one.step.value for one in review.steps}


def words_of(review: Review, step: Step) -> Mapping[str, Any]:
    """What the newest step of this kind says."""
    return next((one.words or {} for one in reversed(review.steps) if one.step is step), {})


@dataclass(frozen=True)
class Part:
    """What the actor is in this case."""

    examiner: bool
    reviewer: bool
    companion: bool
    overseer: bool
    took_part: bool


def part_for(actor: Actor, review: Review) -> Part:
    return Part(
        examiner(actor, review), reviewer(actor, review), companion(actor, review),
        overseer(actor, review), took_part(actor, review),
    )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """Somebody who may be named."""

    person_id: int
    label: str


def choices_for(actor: Actor, person_ids: Iterable[int]) -> list[Choice]:
    """These people with their posts, for a list to choose from."""
    policy.require(actor, "review.list")
    wanted = list(dict.fromkeys(person_ids))
    persons, posts = people.people_by_ids(wanted), people.posts_of(wanted, clock.today())
    return [
        Choice(one, f"{persons[one].name}, {posts[one].title if one in posts else ''}".rstrip(", "))
        for one in wanted
        if one in persons
    ]


def inspectors_for(actor: Actor, review: Review) -> list[Choice]:
    """Inspectors who could take over or go along."""
    policy.require(actor, "review.read", review)
    out = {bar.person_id for bar in review.bars} | {review.subject_id}
    inspectors = accounts.people_with_role(Role.INSPECTOR)
    return choices_for(actor, [one for one in inspectors if one not in out])


@dataclass(frozen=True)
class Results:
    """What a review led to elsewhere: the plan with its referrals, and the recusal."""

    plan: Plan | None
    actions: Sequence[Action]
    referrals: Sequence[Referral]
    recusal: Recusal | None


def results_for(actor: Actor, review: Review) -> Results:
    """What became of the measures and of the referral for sanctions (S-83)."""
    policy.require(actor, "review.read", review)
    plan = db.session.get(Plan, review.plan_id) if review.plan_id else None
    asked = sa.select(Referral).where(Referral.plan_id == review.plan_id).order_by(Referral.id)
    referrals = db.session.scalars(asked).all() if plan is not None else []
    recusal = db.session.get(Recusal, review.recusal_id) if review.recusal_id else None
    return Results(plan, _actions_of(plan), referrals, recusal)


def _actions_of(plan: Plan | None) -> Sequence[Action]:
    if plan is None:
        return []
    asked = sa.select(Action).where(Action.plan_id == plan.id).order_by(Action.id)
    return db.session.scalars(asked).all()


MOST_REFERRALS = 50


def referrals_visible_to(actor: Actor) -> list[tuple[Review, Referral]]:
    """Sanctions referred after a review one oversees, newest first (S-83): what became of them."""
    policy.require(actor, "follow_up.list")
    asked = (
        sa.select(Review, Referral)
        .join(Referral, Referral.plan_id == Review.plan_id)
        .where(_free(actor, Review.id), _overseen(actor, Review.id))
        .options(raiseload("*"))
        .order_by(Referral.id.desc())
        .limit(MOST_REFERRALS)
    )
    return [(row[0], row[1]) for row in db.session.execute(asked)]


# ── lists of cases ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Wanted:
    """How the list is narrowed. `late`: only what is over its day."""

    state: State | None = None
    text: str = ""
    unit_id: int | None = None
    mine: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.text or self.unit_id or self.mine)


def _me(actor: Actor) -> int:
    return actor.person_id if actor.person_id is not None else -1


def _barred(actor: Actor, *, function: bool) -> sa.Select[Any]:
    """The cases from which a bar keeps the actor; with `function` also as their overseer only."""
    found = sa.select(ReviewBar.review_id).where(ReviewBar.person_id == _me(actor))
    return found if function else found.where(ReviewBar.function_only.is_(False))


def _free(actor: Actor, review_id: Any) -> sa.ColumnElement[bool]:
    """No bar stands against the actor, and he is not the accused."""
    about = sa.select(Review.id).where(Review.subject_id == _me(actor))
    return sa.and_(review_id.not_in(about), review_id.not_in(_barred(actor, function=False)))


def _in_hand(actor: Actor) -> sa.ColumnElement[bool]:
    me = _me(actor)
    return sa.or_(
        Review.examiner_id == me, Review.companion_id == me, Review.examined_by_id == me,
        Review.decided_by_id == me,
        sa.and_(
            Review.reviewer_id == me,
            sa.or_(Review.examined_by_id.is_(None), Review.examined_by_id != me),
        ),
    )  # fmt: skip


def _overseen(actor: Actor, review_id: Any) -> sa.ColumnElement[bool]:
    """Said by what is left out: nearly every case fits, and what is left out is a short list."""
    kept = sa.select(Review.id).where(Review.keeper_id == _me(actor))
    if not actor.has(Role.INSPECTOR):
        return sa.and_(review_id.in_(kept))
    by_others = Review.keeper_id.is_not(None) & (Review.keeper_id != _me(actor))
    return sa.and_(
        review_id.not_in(sa.select(Review.id).where(by_others)),
        sa.or_(review_id.not_in(_barred(actor, function=True)), review_id.in_(kept)),
    )


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `review.read`, said in SQL."""
    return sa.and_(_free(actor, Review.id), sa.or_(_overseen(actor, Review.id), _in_hand(actor)))


def known_to(actor: Actor) -> sa.Select[Any]:
    """The cases this keeper of the trail may know of (M14)."""
    return sa.select(Review.id).where(visible(actor))


def questions_known_to(actor: Actor) -> sa.Select[Any]:
    return sa.select(ReviewQuestion.id).where(ReviewQuestion.review_id.in_(known_to(actor)))


def follow_ups_known_to(actor: Actor) -> sa.Select[Any]:
    return sa.select(FollowUp.id).where(FollowUp.review_id.in_(known_to(actor)))


@dataclass(frozen=True)
class Line:
    """One row of the list."""

    review: Review
    clock: RunningClock | None


def reviews_visible_to(actor: Actor, wanted: Wanted | None = None, number: int = 1) -> Paged[Line]:
    """Cases the actor handles or oversees, what runs first, newest first."""
    policy.require(actor, "review.list")
    asked = _narrowed(sa.select(Review.id).where(visible(actor)), wanted or Wanted(), actor)
    total = _how_many(asked)
    number = nearest_page(number, total)
    page = asked.order_by(Review.id.desc()).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    ids = list(db.session.scalars(page))  # nothing else is read of the pages before
    rows = db.session.scalars(
        sa.select(Review)
        .where(Review.id.in_(ids))
        .options(
            joinedload(Review.subject), joinedload(Review.unit), joinedload(Review.examiner),
            joinedload(Review.reviewer), raiseload("*"),
        )
        .order_by(Review.id.desc())
    )  # fmt: skip
    return Paged(_lines(list(rows)), number, total)


def _narrowed(asked: sa.Select[Any], wanted: Wanted, actor: Actor) -> sa.Select[Any]:
    if wanted.state is not None:
        asked = asked.where(Review.state == wanted.state)
    if wanted.unit_id is not None:
        asked = asked.where(Review.unit_id == wanted.unit_id)
    if wanted.mine:
        asked = asked.where(_turn(actor))
    if wanted.text:
        like = sa.or_(
            Review.number.icontains(wanted.text, autoescape=True),
            Review.subject_id.in_(_people_named(wanted.text)),
        )
        asked = asked.where(like)
    return asked


def _people_named(text: str) -> sa.Select[Any]:
    return sa.select(Person.id).where(Person.name.icontains(text, autoescape=True))


def _numbered(text: str) -> sa.Select[Any]:
    return sa.select(Review.id).where(Review.number.icontains(text, autoescape=True))


def _lines(rows: Sequence[Review]) -> list[Line]:
    first = _clocks([one for one in rows if one.state is State.EXAMINING])
    second = deadlines.clocks_of(_TABLE, [one.id for one in rows if one.state is State.REVIEWING])
    return [
        Line(one, first.get(one.id) or next(iter(second.get(one.id, ())), None)) for one in rows
    ]


def _clocks(rows: Sequence[Review]) -> dict[int, RunningClock]:
    """P-01 of these cases, which runs on their origins."""
    found: dict[int, RunningClock] = {}
    for kind in {one.origin_type for one in rows}:
        some = [one for one in rows if one.origin_type == kind]
        clocks = deadlines.clocks_of(kind, [one.origin_id for one in some])
        for one in some:
            running = next((c for c in clocks[one.origin_id] if c.code == EXAMINE), None)
            if running is not None:
                found[one.id] = running
    return found


def _turn(actor: Actor) -> sa.ColumnElement[bool]:
    """Waits for the actor: to examine, to review, to write down what was decided outside, to close."""
    me = _me(actor)
    turn = sa.or_(
        sa.and_(Review.examiner_id == me, Review.state == State.EXAMINING),
        sa.and_(Review.reviewer_id == me, Review.state == State.REVIEWING),
    )
    outside = sa.and_(
        Review.outside.is_(True), Review.state.in_((State.EXAMINING, State.REVIEWING))
    )
    return sa.or_(turn, sa.and_(outside, _overseen(actor, Review.id)))


def waiting_for(actor: Actor) -> int:
    """How many wait for the actor: the badge of the menu."""
    if actor.person_id is None:
        return 0
    asked = sa.select(sa.func.count(Review.id)).where(visible(actor), _turn(actor))
    return db.session.scalar(asked) or 0


def turns_visible_to(actor: Actor) -> list[Line]:
    """The cases that wait for the actor, each with the clock that runs. For his page of tasks."""
    if actor.person_id is None:
        return []
    rows = db.session.scalars(
        sa.select(Review)
        .where(visible(actor), _turn(actor))
        .options(raiseload("*"))
        .order_by(Review.id)
        .limit(PAGE_SIZE)
    )
    return _lines(rows.all())


def has_cases(actor: Actor) -> bool:
    """Whether the menu shows cases to the actor: an inspector, or whoever handles one."""
    if actor.person_id is None:
        return False
    return actor.has(Role.INSPECTOR) or bool(_has_cases(actor))


@fact
def _has_cases(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(visible(actor)))


def units_for(actor: Actor) -> list[Unit]:
    """Units of which the actor sees cases; all of them, for whoever oversees the cases."""
    policy.require(actor, "review.list")
    if actor.has(Role.INSPECTOR):
        return [line.unit for line in people.units_tree()]
    ids = sa.select(Review.unit_id).where(visible(actor), Review.unit_id.is_not(None))
    return list(db.session.scalars(sa.select(Unit).where(Unit.id.in_(ids)).order_by(Unit.name)))


# ── the accused ───────────────────────────────────────────────────────────────────────────────


def question_for(actor: Actor, question_id: int) -> ReviewQuestion:
    """A request to the accused, for him alone. Raises NotFound."""
    found = db.session.get(ReviewQuestion, question_id)
    if found is None or not policy.can(actor, "question.read", found):
        raise NotFound(f"question {question_id}")
    return found


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
            .where(ReviewQuestion.person_id == _me(actor))
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
        Document.holder_person_id == _me(actor),
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


def outcome_letter_for(reporter: Actor, origin_type: str, origin_id: int) -> Document | None:
    """The notice of the outcome for whoever holds the code of the origin."""
    review = newest_of(origin_type, origin_id)
    if review is None or not reporter.holds_code_of(origin_type, origin_id):
        return None
    found = [
        one
        for one in letters_of(_TABLE, [review.id])
        if one.kind is DocumentKind.OUTCOME and one.holder_person_id is None
    ]
    return found[-1] if found else None


# ── follow-ups ────────────────────────────────────────────────────────────────────────────────


def follow_up_for(actor: Actor, follow_up_id: int) -> FollowUp:
    """A follow-up, for its owner and whoever oversees it. Raises NotFound."""
    found = db.session.get(FollowUp, follow_up_id)
    if found is None or not policy.can(actor, "follow_up.read", found):
        raise NotFound(f"follow-up {follow_up_id}")
    own = actor.person_id == found.owner_id
    if not own and guard.concerned(found.review.cast, [_me(actor)]):
        raise NotFound(f"follow-up {follow_up_id}")
    return found


@dataclass(frozen=True)
class FollowUpWords:
    """What one step of a follow-up says, with its files."""

    step: FollowUpStep
    at: datetime
    by: str
    text: str
    files: Sequence[Attachment]


def follow_up_steps_for(actor: Actor, row: FollowUp) -> list[FollowUpWords]:
    policy.require(actor, "follow_up.read", row)
    files = attachments_by_subject(actor, FollowUpNote.__tablename__, [one.id for one in row.steps])
    return [
        FollowUpWords(
            one.step, one.at, one.by.name if one.by else "Sistem",
            (one.words or {}).get("text", ""), files.get(one.id, []),
        )
        for one in row.steps
    ]  # fmt: skip


def follow_up_clock_for(actor: Actor, row: FollowUp) -> RunningClock | None:
    policy.require(actor, "follow_up.read", row)
    return deadlines.clock_of(FollowUp.__tablename__, row.id, FOLLOW_UP)


@dataclass(frozen=True)
class FollowUpWanted:
    """How the matrix is narrowed. `standing`: a state's value, or "late"."""

    standing: str = ""
    text: str = ""
    owner_id: int | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.standing or self.text)


def _follow_ups(actor: Actor, *, own: bool) -> sa.Select[Any]:
    """Those of the actor, or those he oversees."""
    asked = sa.select(FollowUp.id)
    if own:
        return asked.where(FollowUp.owner_id == _me(actor))
    case = FollowUp.review_id
    return asked.where(_free(actor, case), _overseen(actor, case))


def oversight_visible_to(
    actor: Actor, wanted: FollowUpWanted | None = None, number: int = 1
) -> Paged[FollowUp]:
    """The matrix of follow-ups for the Inspektorat: what is open first, by its day."""
    policy.require(actor, "follow_up.list")
    return _paged(_matrix(_follow_ups(actor, own=False), wanted or FollowUpWanted()), number)


def own_follow_ups_visible_to(actor: Actor, number: int = 1) -> Paged[FollowUp]:
    """What the actor has to do, by its day."""
    policy.require(actor, "follow_up.list")
    return _paged(_follow_ups(actor, own=True), number)


def exported_visible_to(actor: Actor, wanted: FollowUpWanted) -> list[FollowUp]:
    """The narrowed matrix in full, for a file."""
    policy.require(actor, "follow_up.list")
    asked = _matrix(_follow_ups(actor, own=False), wanted)
    rows = _with_names(sa.select(FollowUp).where(FollowUp.id.in_(asked)))
    return list(db.session.scalars(_in_order(rows).limit(MOST_EXPORTED)))


def _matrix(asked: sa.Select[Any], wanted: FollowUpWanted) -> sa.Select[Any]:
    if wanted.standing == "late":
        asked = asked.where(_is_late())
    elif wanted.standing in {one.value for one in FollowUpState}:
        asked = asked.where(FollowUp.state == FollowUpState(wanted.standing))
    if wanted.text:
        asked = asked.where(
            sa.or_(
                FollowUp.review_id.in_(_numbered(wanted.text)),
                FollowUp.owner_id.in_(_people_named(wanted.text)),
            )
        )
    return asked


def _is_late() -> sa.ColumnElement[bool]:
    return sa.and_(FollowUp.state.not_in(FOLLOW_UP_ENDS), FollowUp.due_on < clock.today())


def _in_order(asked: sa.Select[Any]) -> sa.Select[Any]:
    return asked.order_by(FollowUp.state.in_(FOLLOW_UP_ENDS), *_BY_DAY)


def _with_names(asked: sa.Select[Any]) -> sa.Select[Any]:
    return asked.options(
        joinedload(FollowUp.owner),
        joinedload(FollowUp.review).joinedload(Review.subject),
        joinedload(FollowUp.review).joinedload(Review.unit),
        raiseload("*"),
    )


def _paged(asked: sa.Select[Any], number: int) -> Paged[FollowUp]:
    """What is open, then what is over: each group is walked in the order of its index."""
    groups = [asked.where(FollowUp.state.in_(states)) for states in _GROUPS]
    counts = [_how_many(group) for group in groups]
    number = nearest_page(number, sum(counts))
    skipped, ids = (number - 1) * PAGE_SIZE, list[int]()
    for group, count in zip(groups, counts, strict=True):
        if skipped < count and len(ids) < PAGE_SIZE:
            ids += _by_day(group, skipped, PAGE_SIZE - len(ids))
        skipped = max(0, skipped - count)
    return Paged(_listed(ids), number, sum(counts))


def _listed(ids: Sequence[int]) -> list[FollowUp]:
    rows = _with_names(sa.select(FollowUp).where(FollowUp.id.in_(ids)))
    found = {one.id: one for one in db.session.scalars(rows)}
    return [found[one] for one in ids if one in found]


def last_follow_up_clock(review_id: int) -> RunningClock | None:
    """The clock of what is to be carried out last; None when all is verified.

    For whoever follows the case it came from: it tells until when, and nothing of what.
    """
    open_ones = sa.select(FollowUp.id).where(
        FollowUp.review_id == review_id, FollowUp.state != FollowUpState.VERIFIED
    )
    clocks = deadlines.clocks_of(FollowUp.__tablename__, db.session.scalars(open_ones).all())
    running = [one for several in clocks.values() for one in several]
    return max(running, key=lambda one: one.due_on, default=None)


def _by_day(asked: sa.Select[Any], offset: int, most: int) -> list[int]:
    return list(db.session.scalars(asked.order_by(*_BY_DAY).offset(offset).limit(most)))


def _how_many(asked: sa.Select[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0


def is_late(row: FollowUp, today: date | None = None) -> bool:
    """Whether its day has passed and it is not verified."""
    on = today or clock.today()
    return row.state not in FOLLOW_UP_ENDS and row.due_on < on


def to_verify(actor: Actor) -> int:
    """Proof that waits for the actor: the badge of oversight."""
    if actor.person_id is None:
        return 0
    asked = _follow_ups(actor, own=False).where(FollowUp.state == FollowUpState.PROVEN)
    return _how_many(asked)


def to_do(actor: Actor) -> int:
    """Follow-ups that wait for the actor: the badge of the menu."""
    if actor.person_id is None:
        return 0
    return _how_many(_undone(actor))


def follow_ups_to_do_visible_to(actor: Actor) -> list[FollowUp]:
    """The same, one by one, the nearest day first."""
    if actor.person_id is None:
        return []
    return _listed(_by_day(_undone(actor), 0, PAGE_SIZE))


def _undone(actor: Actor) -> sa.Select[Any]:
    return _follow_ups(actor, own=True).where(
        FollowUp.state.in_((FollowUpState.OPEN, FollowUpState.RUNNING))
    )


def has_follow_ups(actor: Actor) -> bool:
    """Whether the menu shows own follow-ups to the actor."""
    return bool(_has_follow_ups(actor))


@fact
def _has_follow_ups(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(FollowUp.owner_id == actor.person_id))


def oversees(actor: Actor) -> bool:
    """Whether the menu shows the oversight: an inspector, or who stands in for the Inspektorat."""
    if actor.person_id is None:
        return False
    return actor.has(Role.INSPECTOR) or bool(_keeps_cases(actor))


@fact
def _keeps_cases(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(Review.keeper_id == actor.person_id))

"""What the clock and other features bring about: late, silent, passed up, and who becomes concerned."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.events import Event
from app.core.working_days import working_days_between
from app.crosscheck.records import links_with
from app.database.base import db
from app.database.prepared import prepared
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.deadlines.models import Deadline
from app.notifications.services import notify
from app.outbox.handlers import Task
from app.outbox.services import enqueue
from app.reviews import guard, handling, routing
from app.reviews.events import (
    ASKED_AGAIN,
    EXAMINATION_LATE,
    FALLS_DUE,
    HOURS_LEFT,
    REVIEW_LATE,
    TAKE_OVER,
    TO_EXAMINER,
)
from app.reviews.models import FOLLOW_UP_ENDS, FollowUp, FollowUpState, Review, State, Step
from app.reviews.services import overseeing, reviewing
from app.reviews.workflow import EXAMINE, FLOW, FOLLOW_UP, REVIEW

_OPEN = (State.EXAMINING, State.REVIEWING, State.SUPERVISED)
_HURRIED = (State.EXAMINING, State.REVIEWING)
LAST_CALL = "reviews.last_call"
LOOK_AGAIN = "reviews.look_again"
HOURS_BEFORE = timedelta(hours=3)
# What shows that the examiner has begun.
_MOVES: Final = frozenset({
    Step.READ, Step.CROSSCHECK_READ, Step.ASKED_ACCUSED, Step.ASKED_REPORTER, Step.VISIT, Step.PAPERS,
})  # fmt: skip
SILENT_AFTER = 2  # working days
REMIND_BEFORE = 3  # days before a follow-up falls due
RAISE_AFTER = 7  # days after it fell due


# ── clocks that ran out ───────────────────────────────────────────────────────────────────────


@use_case
def follow_missed(event: Event) -> None:
    """A clock ran out. Nothing is decided or closed by that: the work is raised (§4.7)."""
    missed: Deadline = event.subject
    if missed.code == EXAMINE:
        review = handling.review_of(missed.subject_type, missed.subject_id, State.EXAMINING)
        if review is not None:
            mark_late(review)
    elif missed.code == REVIEW and missed.subject_type == Review.__tablename__:
        _pass_late(missed.subject_id)
    elif missed.code == FOLLOW_UP and missed.subject_type == FollowUp.__tablename__:
        row = db.session.get(FollowUp, missed.subject_id)
        if row is not None and row.state not in FOLLOW_UP_ENDS:
            overseeing.late(row)


@use_case
def mark_late(review: Review) -> None:
    """P-01 is over: flagged, the Inspektorat, the superior's superior and the Sekda are told (N-27)."""
    if review.late_at is not None or review.state is not State.EXAMINING:
        return
    review.late_at = clock.now()
    event = FLOW.move(review, "be_late", SYSTEM, **handling.facts_of(review))
    handling.note(review, Step.LATE, SYSTEM)
    found = handling.line(review)
    above = routing.reviewer(found, handling.barred(review), review.examiner_id).handler
    told = [*handling.overseers_of(review), review.examiner_id]
    handling.tell(event, review, told, EXAMINATION_LATE)
    handling.tell(
        event,
        review,
        [above, *handling.secretary_of(review)],
        EXAMINATION_LATE,
        link="/pemeriksaan",
    )


def _pass_late(review_id: int) -> None:
    """P-02 is over: on to the next one up, the Sekda copied; the last one keeps it."""
    review = db.session.get(Review, review_id)
    if review is None or review.state is not State.REVIEWING:
        return
    review.review_late_at = review.review_late_at or clock.now()
    due = handling.facts_of(review)
    handling.note(review, Step.REVIEW_LATE, SYSTEM)
    found = handling.line(review)
    following = routing.next_up(found, handling.barred(review), review.reviewer_id)
    if following.handler is not None:
        handling.route_further_up(review, found, reviewing.TOO_LATE)
        clocks.open_clock(REVIEW, review, clock.today())
    event = FLOW.move(review, "pass_on", SYSTEM, **handling.facts_of(review))
    if following.handler is not None:
        reviewing.tell_next(event, review, "batas waktu peninjau sebelumnya lewat")
    told = Event(event.type, SYSTEM, review, due)
    handling.tell(told, review, handling.overseers_of(review), REVIEW_LATE)
    handling.tell(told, review, handling.secretary_of(review), REVIEW_LATE, link="/pemeriksaan")


# ── every morning ─────────────────────────────────────────────────────────────────────────────


@use_case
def keep_up(actor: Actor) -> int:
    """Remind examiners at the start of days 2 and 3, ask the Inspektorat where nobody has begun, and
    remind of follow-ups; gives how many were told. Done once a day.
    """
    policy.require(actor, "review.keep")
    running = db.session.scalars(sa.select(Review).where(Review.state == State.EXAMINING)).all()
    for one in db.session.scalars(sa.select(Review).where(Review.state.in_(_OPEN))).all():
        _lose(one, set())
    for one in db.session.scalars(sa.select(Review).where(Review.state.in_(_HURRIED))).all():
        _order_last_call(one)
    told = sum(_keep_examination(one) for one in running)
    return told + sum(_keep_follow_up(one) for one in _open_follow_ups())


def _order_last_call(review: Review) -> None:
    """On the last day of P-01 or P-02, a word to the handler three hours before it is over (N-23)."""
    found = handling.clock_of(review)
    if found is None or found.due_on != clock.today():
        return
    enqueue(
        LAST_CALL, review, dedupe_key=f"{LAST_CALL}/{review.id}/{found.code}/{found.due_on}",
        run_after=found.due_at - HOURS_BEFORE,
    )  # fmt: skip


def last_call(task: Task) -> None:
    """The job of that hour. Nothing when it was finished, handed on or given more time meanwhile."""
    review = db.session.get(Review, task.subject_id)
    if review is not None:
        _last_call(review)


@use_case
def _last_call(review: Review) -> None:
    found = handling.clock_of(review)
    if review.state not in _HURRIED or found is None or found.due_on != clock.today():
        return
    event = FLOW.move(review, "hours_left", SYSTEM, **handling.facts_of(review))
    handler = review.examiner_id if review.state is State.EXAMINING else review.reviewer_id
    told = [handler] if handler is not None else handling.overseers_of(review)
    handling.tell(event, review, told, HOURS_LEFT)


def day_of(review: Review) -> int:
    """Which working day of the examination today is; day 1 follows receipt (0 before it)."""
    found = deadlines.clock_of(review.origin_type, review.origin_id, EXAMINE)
    if found is None:
        return 0
    return working_days_between(found.started_on, clock.today(), deadlines.calendar())


def _keep_examination(review: Review) -> int:
    day = day_of(review)
    if day > SILENT_AFTER and review.silent_at is None and _silent(review):
        review.silent_at = clock.now()
        event = FLOW.move(review, "be_silent", SYSTEM, **handling.facts_of(review))
        handling.note(review, Step.SILENT, SYSTEM)
        handling.tell(event, review, handling.overseers_of(review), TAKE_OVER)
    if day in (2, 3) and review.late_at is None and review.examiner_id is not None:
        event = FLOW.move(review, "remind", SYSTEM, **handling.facts_of(review))
        handling.tell(event, review, [review.examiner_id], TO_EXAMINER)
        return 1
    return 0


def _silent(review: Review) -> bool:
    """Whether the superior has done nothing since it came to him."""
    if review.by_inspectorate or review.examiner_id is None:
        return False
    return not any(one.step in _MOVES and one.by_id == review.examiner_id for one in review.steps)


def _open_follow_ups() -> Sequence[FollowUp]:
    today = clock.today()
    days = {today + timedelta(days=REMIND_BEFORE), today}
    return db.session.scalars(
        sa.select(FollowUp).where(
            FollowUp.state.not_in(FOLLOW_UP_ENDS),
            sa.or_(
                FollowUp.due_on.in_(days),
                sa.and_(
                    FollowUp.due_on <= today - timedelta(days=RAISE_AFTER),
                    FollowUp.raised_at.is_(None),
                ),
            ),
        )
    ).all()


def _keep_follow_up(row: FollowUp) -> int:
    """N-31: three days before and on the day; the day after its clock says so; a week later the Sekda."""
    if row.due_on <= clock.today() - timedelta(days=RAISE_AFTER):
        overseeing.raised(SYSTEM, row)
        return 1
    if row.reminded_on == clock.today() or row.state is FollowUpState.PROVEN:
        return 0
    row.reminded_on = clock.today()
    event = Event(ASKED_AGAIN, SYSTEM, row, overseeing.facts_of(row))
    notify(event, [row.owner_id, *handling.overseers_of(row.review)], FALLS_DUE)
    return 1


# ── who becomes concerned ─────────────────────────────────────────────────────────────────────


@use_case
def look_at_filing(event: Event) -> None:
    """A declaration was filed: whoever it binds to a running case loses it in this transaction."""
    person_id = event.subject.person_id
    named = {
        one
        for link in links_with([person_id]).values()
        for version in link.versions
        for one in (link.person_id, version.employee_id)
        if one is not None
    }
    look_at_people({person_id, *named})


@use_case
def look_at_staff(event: Event) -> None:
    """Somebody moved, left or keeps a seat: cases of his line are looked at anew."""
    person_id = getattr(event.subject, "person_id", None)
    look_at_people([person_id] if person_id is not None else [])


@use_case
def look_at_recusal(event: Event) -> None:
    """Somebody steps aside from a party or matter: he does not handle a case about it."""
    look_at_people([event.subject.person_id])


@use_case
def order_look(_event: Event) -> None:
    """The index of names is whole: cases sent or handed on meanwhile are looked at by the worker."""
    enqueue(LOOK_AGAIN)


def look_again(_task: Task) -> None:
    """Find out anew whom the running cases concern; whoever it is loses his."""
    asked = sa.select(Review.id).where(Review.state.in_(_OPEN)).order_by(Review.id)
    for review_id in db.session.scalars(asked).all():
        _look_again(review_id)


@use_case
def _look_again(review_id: int) -> None:
    review = db.session.get_one(Review, review_id)
    if review.state in _OPEN:
        handling.keep_bars(review, handling.line(review))
        handling.reroute(review)


def look_at_people(person_ids: Iterable[int]) -> int:
    """Ask the guard about these people in every running case they could reach; gives how many cases
    they lost. Inside a use case.
    """
    wanted = set(person_ids)
    return sum(_lose(review, wanted) for review in _reachable(wanted))


def _reachable(wanted: set[int]) -> Sequence[Review]:
    if not db.session.scalar(*_any_open(_OPEN)):
        return []
    asked = sa.select(Review).where(Review.state.in_(_OPEN))
    if not wanted & set(accounts.people_with_role(Role.INSPECTOR)):
        hands = (
            Review.examiner_id, Review.companion_id, Review.reviewer_id, Review.keeper_id,
            Review.examined_by_id, Review.decided_by_id, Review.subject_id,
        )  # fmt: skip
        asked = asked.where(sa.or_(*(one.in_(wanted) for one in hands)))
    return db.session.scalars(asked).all()


@prepared
def _any_open(states: Sequence[State]) -> sa.Select[bool]:
    """Asked at every filing, before anything that costs more."""
    return sa.select(sa.exists().where(Review.state.in_(states)))


def _lose(review: Review, wanted: set[int]) -> bool:
    asked = wanted | set(handling.handlers_of(review))
    new = guard.concerned(review.cast, asked)
    gone = {
        one: reason
        for one, reason in guard.gone(handling.handlers_of(review)).items()
        if one not in new
    }
    officers = wanted & set(accounts.people_with_role(Role.INSPECTOR))
    if not handling.shut_out(review, {**new, **gone}, officers):
        return False
    handling.reroute(review)
    return True

"""What the clock and other features bring about: new matters covered, breaches seen, ends reached."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.events import Event
from app.crosscheck.detection import Hint
from app.crosscheck.models import Rule
from app.crosscheck.services import detecting
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines.models import Deadline
from app.matters import queries as matters
from app.matters.models import Decision, Matter
from app.notifications.services import notify
from app.outbox.handlers import Task
from app.outbox.services import enqueue
from app.people import queries as people
from app.recusals import coverage, effects
from app.recusals.events import BREACHED, CONFIRMED, KEPT, TO_INSPECTORS
from app.recusals.models import (
    EFFECTIVE,
    Act,
    Afterwards,
    Breach,
    EndReason,
    EndsWith,
    Gatekeeper,
    Recusal,
    State,
    Step,
)
from app.recusals.services.requesting import tell_hr
from app.recusals.workflow import ANSWER, DECIDE, FLOW

LOOK_AGAIN = "recusals.look_again"
_UNDECIDED = (State.REQUESTED, State.WAITING, State.RETURNED)


# ── following matters ─────────────────────────────────────────────────────────────────────────


@use_case
def cover_new(event: Event) -> None:
    """A matter was recorded, or somebody was put on it: whoever stepped aside is held at once."""
    matter: Matter = event.subject
    if not matter.is_open:
        return
    for one in matters.officials_of(matter):
        recusal = coverage.of_person_over(one.person_id, matter, clock.today())
        if recusal is not None:
            effects.tell_covered(recusal, effects.hold_covered(recusal))


@use_case
def look_at_decision(event: Event) -> None:
    """A decision was recorded: by somebody recused (DT-04)? And does it end a recusal?"""
    matter: Matter = event.subject
    decision = matter.decision
    if decision is not None:
        _look_at(decision, matter)
    for recusal in _ending_with(matter):
        _end_if_over(SYSTEM, recusal)


@use_case
def look_at_attempt(event: Event) -> None:
    """A decision was refused because its author is recused: the inspectors see the attempt."""
    matter: Matter = event.subject
    person_id = event.facts.get("person")
    recusal = person_id and coverage.of_person_over(person_id, matter, clock.today())
    if recusal:
        _breach(recusal, matter, Act.TRIED, clock.today())


def _look_at(decision: Decision, matter: Matter) -> int:
    recusal = coverage.of_person_over(decision.person_id, matter, decision.decided_on)
    if recusal is None or recusal.requested_at is None:
        return 0
    if decision.recorded_at < recusal.requested_at:
        return 0  # decided first, stepped aside later on the same day
    return _breach(recusal, matter, Act.DECIDED, decision.decided_on)


def _breach(recusal: Recusal, matter: Matter, act: Act, on: date) -> int:
    """Keep it once, and raise it to the inspectors."""
    known = sa.select(Breach.id).where(
        Breach.recusal_id == recusal.id, Breach.matter_id == matter.id,
        Breach.act == act, Breach.on == on,
    )  # fmt: skip
    if db.session.scalar(known) is not None:
        return 0
    db.session.add(
        Breach(
            recusal_id=recusal.id, matter_id=matter.id, person_id=recusal.person_id, act=act,
            on=on, found_at=clock.now(),
        )
    )  # fmt: skip
    facts = {"number": recusal.number, "matter_id": matter.id, "act": act.value,
             "on": on.isoformat(), "about_person_id": recusal.person_id}  # fmt: skip
    event = Event(BREACHED, SYSTEM, recusal, facts)
    if act is Act.DECIDED:
        recusal.breached = True
    db.session.flush()
    events.emit(event)
    detecting.raise_hint(_hint(recusal, matter, act, on))
    _tell_inspectors(event, recusal, act)
    return 1


def _hint(recusal: Recusal, matter: Matter, act: Act, on: date) -> Hint:
    return Hint(
        Rule.DT_04,
        f"DT-04/{recusal.id}/{matter.id}",
        subject_id=recusal.person_id,
        other_id=None,
        facts_key=f"{act.value}/{on.isoformat()}",
        facts={"number": recusal.number, "matter": matter.number, "act": act.label,
               "on": on.isoformat()},
        matter_id=matter.id,
    )  # fmt: skip


def _tell_inspectors(event: Event, recusal: Recusal, act: Act) -> None:
    """An attempt that was stopped is for the inspectors alone; what was done, for the line too."""
    told = accounts.people_with_role(Role.INSPECTOR)
    if act is Act.DECIDED:
        above = people.superiors_above(recusal.person_id, clock.today())
        told += [one.id for one in above[1:2]]
    barred = {recusal.person_id} | {bar.person_id for bar in recusal.bars}
    notify(event, [one for one in told if one not in barred], TO_INSPECTORS,
                   code="N-30")  # fmt: skip


def _ending_with(matter: Matter) -> list[Recusal]:
    found = coverage.naming(matter.id)
    return [one for one in found if one.state is State.IN_FORCE]


# ── once a day ────────────────────────────────────────────────────────────────────────────────


@use_case
def keep_up(actor: Actor) -> int:
    """Begin, cover, pass on, find other superiors, end what is over, look for breaches.

    Gives how many recusals were touched. Done once a day; harmless when repeated.
    """
    policy.require(actor, "recusal.keep")
    touched = 0
    for recusal in db.session.scalars(
        sa.select(Recusal).where(Recusal.state.in_(EFFECTIVE)).order_by(Recusal.id)
    ).all():
        touched += _keep_up_one(actor, recusal)
    return touched + _look_for_breaches()


def _keep_up_one(actor: Actor, recusal: Recusal) -> int:
    new = effects.hold_covered(recusal)
    effects.tell_covered(recusal, new)
    touched = len(new)
    if recusal.state in _UNDECIDED:
        touched += _find_handlers(actor, recusal)
    if recusal.state is State.REQUESTED:
        touched += _pass_on_if_late(actor, recusal)
    if recusal.state is State.IN_FORCE or recusal.state in _UNDECIDED:
        touched += _end_if_over(actor, recusal)
    return touched


@use_case
def order_look(_event: Event) -> None:
    """The index of names is whole: requests that came meanwhile are looked at by the worker."""
    enqueue(LOOK_AGAIN)


@use_case
def look_again(_task: Task) -> None:
    """Whom a request concerns that is not decided, and who handles it, found anew."""
    for recusal in db.session.scalars(
        sa.select(Recusal).where(Recusal.state.in_(_UNDECIDED)).order_by(Recusal.id)
    ).all():
        _find_handlers(SYSTEM, recusal)


def _find_handlers(actor: Actor, recusal: Recusal) -> int:
    """Whoever should answer may have left, moved, or become concerned since."""
    found = effects.route(recusal)
    if recusal.state is not State.REQUESTED or recusal.superior_id == found.superior:
        return 0
    if found.superior is None:
        return 0  # passed on to HR when the clock runs out
    recusal.superior_id, recusal.route_note = found.superior, effects.passed_over(found)
    FLOW.move(recusal, "reroute", actor, superior=found.superior)
    return 1


def _pass_on_if_late(actor: Actor, recusal: Recusal) -> int:
    waiting = deadlines.clock_of(Recusal.__tablename__, recusal.id, ANSWER)
    if waiting is not None and not waiting.late:
        return 0
    recusal.unanswered = True
    due = deadlines.due_on(DECIDE, clock.today()).isoformat()
    facts: dict[str, Any] = {"number": recusal.number, "due": due}
    if recusal.service_due_on:
        facts["service_due"] = recusal.service_due_on.isoformat()
    tell_hr(FLOW.move(recusal, "pass_on", actor, **facts))
    return 1


def _end_if_over(actor: Actor, recusal: Recusal) -> int:
    reason = effects.is_over(recusal)
    if reason is None or (reason is EndReason.MATTER and recusal.state is not State.IN_FORCE):
        return 0  # what was decided meanwhile by the substitute does not save HR its decision
    _expire(actor, recusal, reason)
    return 1


def _expire(actor: Actor, recusal: Recusal, reason: EndReason) -> None:
    effects.close(recusal, reason)
    event = FLOW.move(recusal, "expire", actor, reason=reason.value, number=recusal.number)
    effects.release(recusal)
    effects.tell_the_end(event)


@use_case
def end_for_cause(cause: Any) -> int:
    """The plan or divestment a recusal came from is done, and so is the recusal; gives how many."""
    found = db.session.scalars(
        sa.select(Recusal).where(
            Recusal.cause_type == cause.__tablename__,
            Recusal.cause_id == cause.id,
            Recusal.state.in_((*_UNDECIDED, State.IN_FORCE)),
        )
    ).all()
    for recusal in found:
        _expire(SYSTEM, recusal, EndReason.INTEREST)
    return len(found)


@use_case
def end_with_interest(person_id: int, number: str) -> Afterwards | None:
    """End this recusal, now that HR says its interest is given up; None where none stood any more.

    It stays while another interest it cites is held, where it cites none, and after a refusal until
    somebody says who handles its matters.
    """
    recusal = _standing(person_id, number)
    if recusal is None:
        return None
    stays = _why_it_stays(recusal)
    if stays is None:
        _expire(SYSTEM, recusal, EndReason.INTEREST)
    return stays or Afterwards.ENDED


def _why_it_stays(recusal: Recusal) -> Afterwards | None:
    if not FLOW.may(recusal, "expire", SYSTEM):
        return Afterwards.REFUSED
    if not recusal.cited:
        return Afterwards.NO_INTEREST
    return None if effects.interests_over(recusal) else Afterwards.OTHER_INTEREST


@use_case
def keep_without_interest(
    actor: Actor, person_id: int, number: str, reason: str
) -> Afterwards | None:
    """HR says that this recusal stays although its interest is given up: somebody must end it.

    `reason` goes into its history. None where none stood any more.
    """
    recusal = _standing(person_id, number)
    if recusal is None:
        return None
    policy.require(actor, "recusal.uphold", recusal)
    if recusal.ends_with is EndsWith.INTEREST:
        recusal.ends_with = None
        effects.note(recusal, Step.KEPT, actor, {"reason": reason})
        events.emit(Event(KEPT, actor, recusal, {"number": recusal.number}))
    return Afterwards.KEPT if FLOW.may(recusal, "expire", SYSTEM) else Afterwards.REFUSED


def _standing(person_id: int, number: str) -> Recusal | None:
    running = coverage.of_person(person_id, clock.today())
    return next((one for one in running if one.number == number), None)


def _look_for_breaches() -> int:
    """Decisions that came in another way, such as a list of matters that was imported."""
    rows = db.session.execute(
        sa.select(Decision, Matter)
        .join(Matter, Matter.id == Decision.matter_id)
        .join(Recusal, Recusal.person_id == Decision.person_id)
        .where(
            Recusal.requested_at.is_not(None),
            Recusal.starts_on <= Decision.decided_on,
            sa.or_(
                Recusal.effective_until.is_(None), Recusal.effective_until >= Decision.decided_on
            ),
        )
        .distinct()
    ).all()
    return sum(_look_at(decision, matter) for decision, matter in rows)


@use_case
def pass_on_late(event: Event) -> None:
    """The superior's clock ran out: the request goes on to HR (P-09)."""
    deadline: Deadline = event.subject
    if deadline.subject_type != Recusal.__tablename__ or deadline.code != ANSWER:
        return
    recusal = db.session.get(Recusal, deadline.subject_id)
    if recusal is not None and recusal.state is State.REQUESTED:
        _pass_on_if_late(SYSTEM, recusal)


# ── the gatekeeper ────────────────────────────────────────────────────────────────────────────


@use_case
def confirm(actor: Actor, recusal: Recusal) -> int:
    """A gatekeeper says that he knows and keeps it; gives how many of his ways were confirmed."""
    policy.require(actor, "recusal.confirm", recusal)
    mine: list[Gatekeeper] = [
        one
        for one in recusal.gatekeepers
        if one.person_id == actor.person_id and one.confirmed_at is None
    ]
    for one in mine:
        one.confirmed_at = clock.now()
    if mine:
        events.emit(Event(CONFIRMED, actor, recusal, {"ways": [one.way.value for one in mine]}))
    return len(mine)

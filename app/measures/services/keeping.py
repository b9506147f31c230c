"""What keeps plans moving by itself: actions that begin, reminders, late checks upwards, hand-overs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.measures import guard, links
from app.measures.events import ACTION_DONE, CHECK_MESSAGE, HANDED_OVER, REMINDED
from app.measures.models import (
    Action,
    ActionState,
    Concerned,
    Handover,
    Plan,
    PlanState,
    Reminder,
    Step,
)
from app.measures.policy import is_concerned
from app.measures.services.concerned import concerned_by, remember_concerned
from app.notifications.services import notify
from app.people import queries as people
from app.people.models import Appointment
from app.regulations import queries as regulations

_ENDED = (PlanState.DONE, PlanState.DROPPED)
# Running actions without a record behind them.
_ALONE = (
    sa.select(Action)
    .join(Plan)
    .where(
        Action.linked_number.is_(None),
        Action.state.in_((ActionState.PLANNED, ActionState.IN_FORCE)),
        Plan.state == PlanState.RUNNING,
    )
)


@use_case
def begin_actions(actor: Actor) -> int:
    """Actions whose first day came are in force; gives how many."""
    policy.require(actor, "plan.keep")
    due = db.session.scalars(
        sa.select(Action)
        .join(Plan)
        .where(
            Action.state == ActionState.PLANNED,
            Action.starts_on <= clock.today(),
            Plan.state.not_in(_ENDED),
        )
    ).all()
    for action in due:
        action.state = ActionState.IN_FORCE
    return len(due)


@use_case
def connect(actor: Actor) -> int:
    """Running actions meet the recusals and divestments made for them since; gives how many."""
    policy.require(actor, "plan.keep")
    return sum(links.find_for(action.plan, action) for action in db.session.scalars(_ALONE).all())


def connect_those_of(actor: Actor, person_id: int) -> int:
    """The same for one employee, as soon as a record is made; gives how many.

    Called by the system inside that feature's use case.
    """
    policy.require(actor, "plan.keep")
    rows = db.session.scalars(_ALONE.where(Plan.person_id == person_id)).all()
    return sum(links.find_for(action.plan, action) for action in rows)


def finish_linked(actor: Actor, person_id: int, number: str) -> None:
    """The record another feature keeps for an action came to its end: so did the action.

    Called by the system inside that feature's use case, which has judged the evidence.
    """
    policy.require(actor, "plan.keep")
    rows = db.session.scalars(
        sa.select(Action)
        .join(Plan)
        .where(
            Plan.person_id == person_id,
            Action.linked_number == number,
            Action.state.not_in((ActionState.DONE, ActionState.CANCELLED)),
        )
    ).all()
    for action in rows:
        action.state, action.done_at = ActionState.DONE, clock.now()
        events.emit(
            Event(ACTION_DONE, actor, action.plan, {"code": action.code, "action": action.id})
        )


@use_case
def remind(actor: Actor) -> int:
    """Check points that come near, are due or late (N-15), each step once; gives how many told.

    Seven days late it goes to the superior's superior as well (setting of the pack).
    """
    policy.require(actor, "plan.keep")
    today = clock.today()
    wait = regulations.pack_on(today).setting("pengingat_titik_pantau")
    plans = db.session.scalars(
        sa.select(Plan).where(
            Plan.state == PlanState.RUNNING,
            Plan.next_check_on <= today + timedelta(days=int(wait["sebelum"])),
        )
    ).all()
    return sum(_remind_one(actor, plan, _step(plan, today, wait)) for plan in plans)


def _step(plan: Plan, today: date, wait: Mapping[str, int]) -> Step:
    """The gravest step that has come."""
    days = (today - plan.next_check_on).days if plan.next_check_on else -1
    if days >= int(wait["naik"]):
        return Step.UP
    if days >= int(wait["terlambat"]):
        return Step.LATE
    return Step.DUE if days >= 0 else Step.BEFORE


def _remind_one(actor: Actor, plan: Plan, step: Step) -> int:
    told = db.session.scalar(
        sa.select(Reminder.id).where(
            Reminder.plan_id == plan.id,
            Reminder.due_on == plan.next_check_on,
            Reminder.step == step,
        )
    )
    if told is not None or plan.next_check_on is None:
        return 0
    db.session.add(Reminder(plan_id=plan.id, due_on=plan.next_check_on, step=step, at=clock.now()))
    event = Event(
        REMINDED, actor, plan, {"due": plan.next_check_on.isoformat(), "step": step.value}
    )
    events.emit(event)
    notify(event, _readers_of(plan, step), CHECK_MESSAGE, code="N-15")
    return 1


def _readers_of(plan: Plan, step: Step) -> list[int]:
    found = [plan.person_id]
    if plan.superior_id is not None:
        found.append(plan.superior_id)
    if step is Step.UP and plan.superior_id is not None:
        above = [one.id for one in people.superiors_above(plan.superior_id, clock.today())]
        found += [one for one in above if one != plan.person_id and not is_concerned(one, plan)][:1]
    return found


# ── hand-over: leave, moves, leavers, new bonds ───────────────────────────────────────────────


@use_case
def hand_over(actor: Actor) -> int:
    """Give plans to whoever stands in the line today and is not concerned; gives how many went.

    A Plt./Plh. has them for the days of the order; when it ends they go back to the seat's holder,
    also from a keeper who stands higher in the line himself.
    """
    policy.require(actor, "plan.keep")
    plans = db.session.scalars(sa.select(Plan).where(Plan.state.not_in(_ENDED))).all()
    chains = people.chains_above([plan.person_id for plan in plans], clock.today())
    barred = _barred(plan.id for plan in plans)
    orders = people.orders_by_ids(plan.acting_id for plan in plans if plan.acting_id is not None)
    return sum(
        _settle(actor, plan, chains[plan.person_id], orders.get(plan.acting_id or 0))
        for plan in plans
        if plan.superior_id not in chains[plan.person_id]
        or (plan.id, plan.superior_id) in barred
        or _is_over(orders.get(plan.acting_id or 0))
    )


def _is_over(order: Appointment | None) -> bool:
    return order is not None and not order.in_force_on(clock.today())


def _barred(plan_ids: Iterable[int]) -> set[tuple[int, int]]:
    rows = db.session.execute(
        sa.select(Concerned.plan_id, Concerned.person_id).where(Concerned.plan_id.in_(plan_ids))
    )
    return {(row[0], row[1]) for row in rows}


def _settle(actor: Actor, plan: Plan, chain: Sequence[int], lent: Appointment | None) -> int:
    """1 when the plan went to somebody else; `lent` is the order by which it lay where it lies."""
    concerned = concerned_by(plan)
    seat = lent.replaces_id if lent is not None else plan.superior_id
    order = people.acting_overlapping(seat, clock.today(), clock.today()) if seat else None
    keeper = order.person_id if order is not None else None
    stays = None if _is_over(lent) else plan.superior_id
    start = next((chain.index(one) for one in (stays, seat, keeper) if one in chain), None)
    found = guard.handler_in(chain[start or 0 :], concerned)
    if start is None:  # the employee serves elsewhere now, or nobody sits there
        order = guard.order_of(found.person_id, plan.person_id, clock.today())
    before, plan.acting_id = plan.superior_id, order.id if order is not None else None
    if found.person_id == before:
        return 0
    why = () if stays in chain else (_why(before, order, given_back=_is_over(lent)),)
    said = [*found.notes, *why]
    remember_concerned(plan, concerned)
    db.session.add(
        Handover(
            plan_id=plan.id, from_id=before, to_id=found.person_id, at=clock.now(),
            reason="; ".join(said),
        )
    )  # fmt: skip
    plan.superior_id = found.person_id
    plan.route_note = guard.lines(plan.route_note, said)
    events.emit(Event(HANDED_OVER, actor, plan, {"superior_id": found.person_id}))
    return 1


def _why(before: int | None, order: Appointment | None, *, given_back: bool) -> str:
    """Why the one who had the plan has it no longer."""
    if order is not None:
        holder = people.person(order.replaces_id) if order.replaces_id is not None else None
        until = f" sampai {order.valid_to:%d-%m-%Y}" if order.valid_to else ""
        keeper = f"{order.acting.label} {order.person.name}"
        return f"Rencana dialihkan: {holder.name if holder else '–'} digantikan {keeper}{until}."
    person = people.person(before) if before is not None else None
    old = person.name if person else "–"
    if given_back:
        return f"Rencana kembali dari {old}: penugasan sementara berakhir."
    return f"Rencana dialihkan: {old} tidak lagi atasan pegawai ini."


def hand_over_now(_event: Event) -> None:
    """The reporting line changed. A consequence of events of the staff register."""
    hand_over(SYSTEM)

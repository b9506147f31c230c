"""What the clock does with divestments once a day: reminders, lateness, superiors who changed."""

from datetime import date, timedelta

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.divestments import telling
from app.divestments.events import (
    ESCALATED,
    LATE_STEP,
    REMINDED,
    REMINDER,
    REROUTED,
    STATUS,
)
from app.divestments.models import (
    Divestment,
    DivestmentState,
    DivestmentStep,
    StepReminder,
    StepState,
)
from app.divestments.services.planning import find_superior
from app.divestments.workflow import FLOW
from app.notifications.services import notify

# Days from the step's day on which N-18 is sent; the last one also to the superior.
REMIND_ON = (-14, -3, 0, 7)
ESCALATE_AFTER = timedelta(days=7)
_OPEN_STEPS = (StepState.PLANNED, StepState.LACKING, StepState.DOUBTFUL)
_RUNNING = (DivestmentState.RUNNING, DivestmentState.LATE)


@use_case
def keep_up(actor: Actor) -> int:
    """Remind of steps, mark what is late, copy it upwards after 7 days; gives how many. Daily."""
    policy.require(actor, "divestment.keep")
    touched = sum(_remind(actor, step) for step in _steps_to_remind())
    for divestment in db.session.scalars(
        sa.select(Divestment).where(
            Divestment.state.in_((DivestmentState.WAITING, *_RUNNING)),
        )
    ).all():
        touched += _keep_up_one(actor, divestment)
    return touched


def _steps_to_remind() -> list[DivestmentStep]:
    soon = clock.today() - timedelta(days=REMIND_ON[0])
    return list(
        db.session.scalars(
            sa.select(DivestmentStep)
            .join(DivestmentStep.divestment)
            .where(
                Divestment.state.in_(_RUNNING),
                DivestmentStep.state.in_(_OPEN_STEPS),
                DivestmentStep.due_on <= soon,
            )
            .order_by(DivestmentStep.id)
        )
    )


def _remind(actor: Actor, step: DivestmentStep) -> int:
    """Once for each of the four days; days the office missed are not made up for."""
    passed = (clock.today() - step.due_on).days
    due = max((days for days in REMIND_ON if days <= passed), default=None)
    if due is None or _reminded(step, due):
        return 0
    db.session.add(StepReminder(step_id=step.id, days=due, at=clock.now()))
    divestment = step.divestment
    facts = {
        "due_on": step.due_on.isoformat(), "days": due, "about_person_id": divestment.person_id,
    }  # fmt: skip
    event = Event(REMINDED, actor, step, facts)
    events.emit(event)
    telling.tell_hr(event, divestment, REMINDER, code="N-18")
    if due == REMIND_ON[-1] and divestment.superior_id is not None:
        notify(event, [divestment.superior_id], LATE_STEP, code="N-18")
    return 1


def _reminded(step: DivestmentStep, days: int) -> bool:
    asked = sa.select(StepReminder.id).where(
        StepReminder.step_id == step.id, StepReminder.days >= days
    )
    return db.session.scalar(asked.limit(1)) is not None


def _keep_up_one(actor: Actor, divestment: Divestment) -> int:
    return _reroute(actor, divestment) + _press(actor, divestment, clock.today())


def _press(actor: Actor, divestment: Divestment, today: date) -> int:
    if divestment.target_on is None or divestment.state is DivestmentState.WAITING:
        return 0
    if divestment.state is DivestmentState.RUNNING and divestment.target_on < today:
        event = FLOW.move(divestment, "pass", actor, target_on=divestment.target_on.isoformat())
        telling.tell_hr(event, divestment, STATUS, code="N-18")
        return 1
    if divestment.state is DivestmentState.LATE and not _escalated(divestment):
        return _escalate(actor, divestment, today)
    return 0


def _escalated(divestment: Divestment) -> bool:
    """Whether it was, for its present target: an extension gives it a new one."""
    at, target = divestment.escalated_at, divestment.target_on
    return at is not None and (target is None or clock.local(at).date() > target)


def _escalate(actor: Actor, divestment: Divestment, today: date) -> int:
    if divestment.target_on is None or divestment.target_on + ESCALATE_AFTER > today:
        return 0
    divestment.escalated_at = clock.now()
    event = Event(ESCALATED, actor, divestment, {"target_on": divestment.target_on.isoformat()})
    events.emit(event)
    notify(event, telling.above_superior(divestment), STATUS, code="N-18")
    return 1


def _reroute(actor: Actor, divestment: Divestment) -> int:
    """The superior left or moved: whoever sits above now takes his place."""
    before = divestment.superior_id
    find_superior(divestment)
    if divestment.superior_id == before:
        return 0
    events.emit(Event(REROUTED, actor, divestment, {"from": before, "to": divestment.superior_id}))
    return 1

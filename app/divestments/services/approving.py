"""The superior and then BKPSDM approve a plan, or ask for it to be changed (§4.5)."""

from datetime import date

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.reasons import check_reason
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.divestments import documents, interim, telling
from app.divestments.decisions import write_down
from app.divestments.events import STATUS
from app.divestments.models import (
    DecisionKind,
    Divestment,
    DivestmentStep,
    StepState,
)
from app.divestments.plans import PlanWanted
from app.divestments.workflow import FLOW

FAMILY_WITHOUT_RECUSAL = (
    "Pengalihan kepada keluarga inti hanya dapat disetujui bersama penarikan diri, dan kepentingan "
    "ini tidak menyebut pihak. Minta diubah."
)


@use_case
def endorse(actor: Actor, divestment: Divestment, note: str = "") -> None:
    """The superior agrees; BKPSDM is asked next."""
    event = FLOW.move(divestment, "endorse", actor)
    divestment.endorsed_at, divestment.endorsed_by_id = clock.now(), actor.person_id
    write_down(actor, divestment, DecisionKind.ENDORSED, note)
    telling.tell_hr(event, divestment, STATUS)


@use_case
def approve(actor: Actor, divestment: Divestment, note: str = "") -> None:
    """BKPSDM agrees: the steps begin, and the employee stays out of such matters until verified.

    A plan in favour of the nuclear family is approved only together with that recusal, which then
    stays (service design §9, 21).
    """
    FLOW.check(divestment, "approve", actor)
    plan = divestment.plan
    if plan is None:
        raise WrongState("Rencana belum dikirim.")
    for position, step in enumerate(PlanWanted.of(plan.content).steps, start=1):
        _add_step(divestment, position, step.title, step.due_on or clock.today())
    divestment.approved_at, divestment.approved_by_id = clock.now(), actor.person_id
    interim.impose(actor, divestment)
    if divestment.to_family and divestment.recusal_number is None:
        raise Invalid(fields={"decision": FAMILY_WITHOUT_RECUSAL})
    FLOW.move(
        divestment, "approve", actor,
        target_on=divestment.target_on.isoformat() if divestment.target_on else "",
        recusal=divestment.recusal_number,
    )  # fmt: skip
    write_down(actor, divestment, DecisionKind.APPROVED, note)
    documents.order_letter(actor, divestment)


@use_case
def send_back(actor: Actor, divestment: Divestment, reason: str) -> None:
    """Ask for another plan. Raises Invalid without a reason of 20 letters."""
    FLOW.check(divestment, "send_back", actor)
    check_reason(reason)
    FLOW.move(divestment, "send_back", actor)
    write_down(actor, divestment, DecisionKind.RETURNED, reason)


def _add_step(divestment: Divestment, position: int, title: str, due_on: date) -> None:
    step = DivestmentStep(
        uid=new_uid(),
        divestment=divestment,
        position=position,
        state=StepState.PLANNED,
        due_on=due_on,
    )
    step.title = title
    db.session.add(step)

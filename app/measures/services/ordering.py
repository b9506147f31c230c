"""Measures that a review orders (Perwali 92/2020 Lamp. II.D tahap 4, II.G.5): in force at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.core import clock, policy
from app.core.actor import Actor
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.measures import documents, shape
from app.measures.models import Plan
from app.measures.services.deciding import put_in_force
from app.measures.services.referring import Breach, refer_found
from app.measures.services.starting import Case, start
from app.regulations.pack import Level

# What a review can order; divestment is proposed by the employee (service design §1.B.6).
ORDERABLE = (
    shape.RECUSAL, shape.ACCESS, shape.REASSIGNMENT, shape.RESIGNATION, shape.SANCTION,
)  # fmt: skip


@dataclass(frozen=True)
class Order:
    """One measure: its code, what is ordered, who carries it out, from or to whom where it needs one.

    `party_name` and `party_nib` name from whose matters the employee is kept (TND-B).
    """

    code: str
    what: str
    executor_id: int | None = None
    recipient_id: int | None = None
    party_name: str = ""
    party_nib: str = ""


@dataclass(frozen=True)
class Ordered:
    """What a review ordered for one employee. `number`: of the case; `due_on`: for every measure.

    `barred`: whom the case concerns, with neutral reasons; they neither handle nor read the plan.
    """

    person_id: int
    number: str
    situation: str
    reason: str
    orders: Sequence[Order]
    due_on: date
    happened_on: date | None = None
    barred: Mapping[int, str] = field(default_factory=dict)


@use_case
def order(actor: Actor, wanted: Ordered) -> Plan:
    """Set the plan without a draft and a reply: the review has heard the employee (S-51).

    TND-B keeps him away at once, TND-F hands the case to those who decide on sanctions.
    """
    policy.require(actor, "plan.command")
    content = shape.empty() | {
        "truth": "actual",
        "situation": f"Perkara {wanted.number}: {wanted.situation}",
        "impact": wanted.reason,
        "actions": [
            _item(one, wanted, actor) for one in wanted.orders if one.code != shape.SANCTION
        ],
    }
    case = Case(
        wanted.person_id, Level.HIGH, content, None, own_word=dict(wanted.barred), ordered=True
    )
    plan = start(actor, case)
    put_in_force(actor, plan, "order")
    documents.order_plan(actor, plan)
    for one in wanted.orders:
        if one.code == shape.SANCTION:
            breach = Breach(None, one.what, f"Berita Acara Pemeriksaan aduan {wanted.number}.")
            refer_found(actor, plan, breach, wanted.happened_on or clock.today())
    return plan


def _item(one: Order, wanted: Ordered, actor: Actor) -> shape.Item:
    details = {
        shape.RECUSAL: {
            "scope": one.what, "party_name": one.party_name, "party_nib": one.party_nib,
            "recipient_id": one.recipient_id,
        },
        shape.ACCESS: {"information": one.what},
        shape.REASSIGNMENT: {"task": one.what, "recipient_id": one.recipient_id},
        shape.RESIGNATION: {"reference": one.what},
    }  # fmt: skip
    return {
        "key": new_uid(), "code": one.code, "control": "", "description": one.what,
        "executor_id": one.executor_id or actor.somebody, "starts_on": clock.today().isoformat(),
        "due_on": wanted.due_on.isoformat(), "evidence": "Surat atau bukti pelaksanaan",
        "details": details[one.code],
    }  # fmt: skip

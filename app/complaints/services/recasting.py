"""Putting right, after the desk is done with a complaint, who took the decision it is about."""

from app.complaints import casting
from app.complaints.models import Complaint, Step
from app.complaints.services import barring, classifying
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid
from app.core.reasons import short_reason
from app.database import once
from app.database.transaction import use_case
from app.reviews.services import opening


@use_case
def correct_decider(
    actor: Actor,
    complaint: Complaint,
    decider_id: int | None,
    reason: str,
    *,
    revision: int | None = None,
) -> None:
    """Name another signatory; the firewall, and the line of a running case, follow at once (§0.5).

    Whoever examines or reviews it and is concerned now gives it up in this transaction. Raises
    Invalid field by field, WrongState when another officer was faster.
    """
    FLOW.check(complaint, "recast", actor)
    classifying.check_seen(complaint, revision)
    wrong = short_reason(reason)
    if decider_id is None:
        wrong["decider"] = "Pilih pengambil keputusan dari daftar pegawai."
    elif decider_id == complaint.decider_id:
        wrong["decider"] = "Pejabat ini sudah tercatat sebagai pengambil keputusan."
    if wrong:
        raise Invalid(fields=wrong)
    words = {"before": complaint.decider_id, "after": decider_id, "reason": reason.strip()}
    complaint.decider_id = decider_id
    note_step(actor, complaint, Step.RECAST, words)
    FLOW.move(complaint, "recast", actor, number=complaint.number)
    barring.refresh(complaint)
    family = barring.family_of(complaint)
    opening.change_cast(SYSTEM, Complaint.__tablename__, complaint.id, casting.cast_of(family))
    once.leads_to(f"/meja-aduan/{complaint.id}")

"""A handler who is concerned himself steps aside; the next one takes the complaint (pagar benturan)."""

from app.complaints.models import Complaint, Step
from app.complaints.services import barring
from app.complaints.steps import note_step, tell_next
from app.core import policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.reasons import check_reason
from app.database import once
from app.database.transaction import use_case

LIST = "/meja-aduan"


@use_case
def step_aside(actor: Actor, complaint: Complaint, reason: str) -> None:
    """From now on the complaint does not exist for this handler; those who are free are told.

    When nobody of the Inspektorat is free the official designated takes its part. The reason is
    sealed. Raises Invalid without a reason, or when nobody at all would be left.
    """
    policy.require(actor, "complaint.read", complaint)
    check_reason(reason)
    barring.keep_out(complaint, [actor.somebody])
    barring.refresh(complaint)
    left = barring.office_for(complaint)
    if not left:
        raise Invalid("Tidak ada petugas lain yang bebas benturan. Hubungi Sekretaris Daerah.")
    note_step(actor, complaint, Step.HANDED_OVER, {"reason": reason.strip()})
    tell_next(actor, complaint, left)
    once.leads_to(LIST)

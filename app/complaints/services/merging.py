"""Two complaints about one act become one case; each keeps its number, code and thread (§3.10 no. 5)."""

import sqlalchemy as sa

from app.complaints.models import TAKES_OTHERS, Complaint, Step
from app.complaints.services import barring
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.transaction import use_case
from app.mail.services import tell_outside


@use_case
def merge(actor: Actor, complaint: Complaint, into: Complaint | None) -> None:
    """Let `into` lead this complaint; whoever either of them concerns is kept from both.

    What was merged into this one before goes along. Raises Invalid where the two cannot be one.
    """
    FLOW.check(complaint, "merge", actor)
    if into is None:
        raise Invalid(fields={"into": "Nomor aduan ini tidak ada di meja aduan."})
    if into.id == complaint.id:
        raise Invalid(fields={"into": "Pilih nomor aduan yang lain."})
    policy.require(actor, "complaint.read", into)
    if into.state not in TAKES_OTHERS:
        raise Invalid(
            fields={"into": Sentence("Aduan itu berstatus “%(state)s”.", state=into.state)}
        )
    note_step(actor, complaint, Step.MERGED, {"into": into.number})
    note_step(actor, into, Step.JOINED, {"from": complaint.number})
    FLOW.move(complaint, "merge", actor, number=complaint.number, into_id=into.id)
    for one in db.session.scalars(sa.select(Complaint).where(Complaint.parent_id == complaint.id)):
        one.parent_id = into.id
    complaint.parent_id, complaint.ended_at = into.id, clock.now()
    barring.refresh(into)
    tell_outside(complaint, "N-28", complaint.number, "merged", None)
    once.leads_to(f"/meja-aduan/{complaint.id}")

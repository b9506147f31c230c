"""Letting go of a complaint (S-80): to another channel, or refused with two pairs of eyes."""

from collections.abc import Mapping
from typing import Any

from app.complaints import documents
from app.complaints.events import TO_SECOND_EYES
from app.complaints.models import Complaint, State, Step
from app.complaints.outcomes import Ground, OtherChannel
from app.complaints.services import barring
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.reasons import check_reason, short_reason
from app.database import once
from app.database.transaction import use_case
from app.mail.services import tell_outside
from app.notifications.services import notify


@use_case
def refer(actor: Actor, complaint: Complaint, channel: OtherChannel | None, reason: str) -> None:
    """Refer it to the channel that is for it; the reporter reads why, with a letter."""
    FLOW.check(complaint, "refer", actor)
    wrong = short_reason(reason)
    if channel is None:
        wrong["channel"] = "Pilih kanal tujuan."
    if channel is None or wrong:
        raise Invalid(fields=wrong)
    words = {"channel": channel.value, "reason": reason.strip()}
    note_step(actor, complaint, Step.REFERRED, words)
    complaint.ended_at = clock.now()
    FLOW.move(complaint, "refer", actor, number=complaint.number, channel=channel.value)
    documents.order_notice(
        actor, complaint, documents.Notice.REFERRED, channel=channel.label, reason=reason.strip()
    )
    _tell_end(complaint, "referred")


def check_proposable(actor: Actor, complaint: Complaint) -> None:
    """Raise NotAllowed, or WrongState: in this state, or while a proposal waits."""
    FLOW.check(complaint, "propose_refusal", actor)
    if complaint.refusal_proposed_by_id is not None:
        raise WrongState("Usul tidak diproses sudah ada dan menunggu inspektur lain.")


@use_case
def propose_refusal(actor: Actor, complaint: Complaint, ground: Ground | None, reason: str) -> None:
    """Say that it cannot be handled, and why; another inspector decides (two pairs of eyes)."""
    check_proposable(actor, complaint)
    wrong = short_reason(reason)
    if ground is None:
        wrong["ground"] = "Pilih alasan dari daftar."
    if ground is None or wrong:
        raise Invalid(fields=wrong)
    complaint.refusal_proposed_by_id = actor.somebody
    note_step(
        actor, complaint, Step.REFUSAL_PROPOSED, {"ground": ground.value, "reason": reason.strip()}
    )
    event = FLOW.move(complaint, "propose_refusal", actor, number=complaint.number)
    told = [one for one in barring.office_for(complaint) if one != actor.person_id]
    notify(event, told, TO_SECOND_EYES, code="N-21")


def proposal_of(complaint: Complaint) -> Mapping[str, Any] | None:
    """The ground and reason that wait for the second pair of eyes."""
    if complaint.refusal_proposed_by_id is None or complaint.state is not State.RECEIVED:
        return None
    return next(
        (one.words for one in reversed(complaint.steps) if one.step is Step.REFUSAL_PROPOSED), None
    )


@use_case
def refuse(actor: Actor, complaint: Complaint) -> None:
    """The second inspector agrees: it is not handled; letter with how to object."""
    FLOW.check(complaint, "refuse", actor)
    proposal = proposal_of(complaint) or {}
    ground = Ground(proposal["ground"])
    note_step(actor, complaint, Step.NOT_PROCESSED, dict(proposal))
    complaint.ended_at = clock.now()
    FLOW.move(complaint, "refuse", actor, number=complaint.number, ground=ground.value)
    documents.order_notice(
        actor, complaint, documents.Notice.REFUSED, ground=ground.label,
        reason=str(proposal["reason"]),
    )  # fmt: skip
    _tell_end(complaint, "refused")


@use_case
def hand_back(actor: Actor, complaint: Complaint, reason: str) -> None:
    """The second inspector does not agree: it goes on. Raises Invalid without a reason."""
    FLOW.check(complaint, "hand_back", actor)
    check_reason(reason)
    proposer = complaint.refusal_proposed_by_id
    note_step(actor, complaint, Step.REFUSAL_HANDED_BACK, {"reason": reason.strip()})
    event = FLOW.move(complaint, "hand_back", actor, number=complaint.number)
    complaint.refusal_proposed_by_id = None
    if proposer in barring.office_for(complaint):
        notify(event, [proposer], "Usul atas {it.number} dikembalikan. Lanjutkan penanganannya.")


def _tell_end(complaint: Complaint, what: str) -> None:
    tell_outside(complaint, "N-28", complaint.number, what, None)
    once.leads_to(f"/meja-aduan/{complaint.id}")

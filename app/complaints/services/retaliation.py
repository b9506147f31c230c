"""A report of retaliation (§4.13): its own number and clocks, told to Inspektur and Sekda at once."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.complaints import codes
from app.complaints.events import (
    RETALIATION_ASSIGNED,
    RETALIATION_REFERRED,
    RETALIATION_REPORTED,
)
from app.complaints.models import Complaint, Retaliation, RetaliationState, RetaliationStep
from app.complaints.queries import protecting
from app.complaints.services.barring import office_for
from app.complaints.workflow import ANSWER_RETALIATION, RETALIATION_FLOW
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import services as clocks
from app.documents.numbering import take_number
from app.mail.services import tell_outside
from app.notifications.services import notify
from app.reviews import line

LEAST = 20  # letters
LONGEST = 2000
_SERIES = "balasan"


@use_case
def report(
    actor: Actor,
    complaint: Complaint,
    text: str,
    *,
    who: str = "",
    happened_on: date | None = None,
    files: Sequence[JudgedFile] = (),
) -> Retaliation:
    """The reporter tells of a retaliation; first response within one hari kerja (N-32).

    Raises Invalid. The complaint goes its own way; this one is linked to it and nothing more.
    """
    policy.require(actor, "complaint.report_retaliation", complaint)
    said = _enough(text, "text")
    if happened_on is not None and happened_on > clock.today():
        raise Invalid(fields={"happened_on": "Tanggal kejadian tidak boleh setelah hari ini."})
    take_turn()
    row = Retaliation(
        uid=new_uid(), number=_number(clock.today().year), state=RetaliationState.RECEIVED,
        complaint_id=complaint.id, complaint=complaint, reported_at=clock.now(),
    )  # fmt: skip
    row.words = {
        "text": said, "who": who.strip()[:200],
        "on": happened_on.isoformat() if happened_on else None,
    }  # fmt: skip
    db.session.add(row)
    db.session.flush()
    attachments.store(SYSTEM, row, files)
    due = clocks.open_clock(ANSWER_RETALIATION, row, clock.today()).due_on
    event = Event(RETALIATION_REPORTED, actor, row, {"number": row.number, "due": due.isoformat()})
    events.emit(event)
    notify(event, protectors_of(complaint), RETALIATION_REPORTED.message)
    _write(row, actor, None)
    once.leads_to("/lacak/aduan")
    return row


def _number(year: int) -> str:
    while True:
        number = codes.number_for(take_number(_SERIES, year), year).replace("ADU", "BLS", 1)
        asked = sa.select(Retaliation.id).where(Retaliation.number == number)
        if db.session.scalar(asked) is None:
            return number


def protectors_of(complaint: Complaint) -> list[int]:
    """The Inspektorat and the Sekretaris Daerah, but nobody whom the complaint concerns."""
    kept_out = {bar.person_id for bar in complaint.bars} | {complaint.subject_id}
    inspectors = set(accounts.people_with_role(Role.INSPECTOR)) | {complaint.desk_id}
    found = [one for one in office_for(complaint) if one in inspectors]
    return [*found, *(one for one in line.secretary() if one not in {*kept_out, *found})]


def _enough(text: str, field: str) -> str:
    found = text.strip()
    if len(found) < LEAST:
        raise Invalid(fields={field: Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST)})
    return found[:LONGEST]


def _write(row: Retaliation, actor: Actor, text: str | None) -> None:
    step = RetaliationStep(
        uid=new_uid(), retaliation_id=row.id, state=row.state, at=clock.now(),
        by_id=actor.person_id,
    )  # fmt: skip
    step.words = {"text": text} if text else None
    row.steps.append(step)
    db.session.flush()


@use_case
def assign(actor: Actor, row: Retaliation, handler_id: int | None) -> None:
    """Name who protects the reporter, never somebody whom the complaint concerns. Raises Invalid."""
    policy.require(actor, "retaliation.assign", row)
    if row.state not in (RetaliationState.RECEIVED, RetaliationState.HANDLED):
        raise Invalid(fields={"person": "Laporan ini sudah selesai."})
    if handler_id is None or not protecting.may_handle(row.complaint, handler_id):
        raise Invalid(fields={"person": "Pilih petugas yang tidak terkait dengan aduan ini."})
    row.handler_id = handler_id
    event = Event(RETALIATION_ASSIGNED, actor, row, {"handler": handler_id})
    events.emit(event)
    notify(event, [handler_id], RETALIATION_ASSIGNED.message)
    once.leads_to(f"/tindakan-balasan/{row.id}")


@use_case
def respond(actor: Actor, row: Retaliation, step: str) -> None:
    """The first response names what protects the reporter now. Raises Invalid."""
    RETALIATION_FLOW.check(row, "answer", actor)
    said = _enough(step, "text")
    row.responded_at = clock.now()
    RETALIATION_FLOW.move(row, "answer", actor)
    _write(row, actor, said)
    _tell_reporter(row, "answered")
    once.leads_to(f"/tindakan-balasan/{row.id}")


@use_case
def settle(actor: Actor, row: Retaliation, reason: str, *, refer: bool) -> None:
    """End it: settled, or proven and referred for a sanction. Raises Invalid."""
    action = "refer" if refer else "close"
    RETALIATION_FLOW.check(row, action, actor)
    said = _enough(reason, "text")
    row.ended_at = clock.now()
    event = RETALIATION_FLOW.move(row, action, actor)
    _write(row, actor, said)
    if refer:
        notify(event, protectors_of(row.complaint), RETALIATION_REFERRED.message)
    _tell_reporter(row, "ended")
    once.leads_to(f"/tindakan-balasan/{row.id}")


def _tell_reporter(row: Retaliation, occasion: str) -> None:
    complaint = row.complaint
    tell_outside(complaint, "N-28", complaint.number, f"retaliation {row.id} {occasion}")

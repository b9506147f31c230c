"""A report of retaliation (§4.13): its own number and clocks, told to Inspektur and Sekda at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.complaints import casting, codes
from app.complaints.events import (
    RETALIATION_ASSIGNED,
    RETALIATION_REFERRED,
    RETALIATION_REPORTED,
)
from app.complaints.models import (
    Complaint,
    Retaliation,
    RetaliationBar,
    RetaliationState,
    RetaliationStep,
)
from app.complaints.policy import CONCERNED
from app.complaints.queries import protecting
from app.complaints.services.receiving import REPORTER
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
from app.people import queries as people
from app.reviews import line
from app.reviews.guard import Cast, concerned, everybody, kept_from_function

LEAST = 20  # letters
LONGEST = 2000
_SERIES = "balasan"


@dataclass(frozen=True)
class Told:
    """What happened, by whom (as typed, or picked from the staff), when, with which files."""

    text: str
    who: str = ""
    who_id: int | None = None
    happened_on: date | None = None
    files: Sequence[JudgedFile] = ()


@use_case
def report(actor: Actor, complaint: Complaint, told: Told) -> Retaliation:
    """The reporter tells of a retaliation; first response within one hari kerja (N-32).

    Raises Invalid. The complaint goes its own way; this one is linked to it and nothing more.
    """
    policy.require(actor, "complaint.report_retaliation", complaint)
    row = _new(told, {})
    row.complaint_id, row.complaint = complaint.id, complaint
    _enter(actor, row, told)
    once.leads_to("/lacak/aduan")
    return row


@use_case
def report_as_employee(actor: Actor, told: Told) -> Retaliation:
    """An employee or witness tells of it without a complaint (§4.13). Raises Invalid.

    Who he is, only those read who protect him; the trail calls him the reporter and nothing else.
    """
    policy.require(actor, "retaliation.report")
    post = people.post_of(actor.somebody, clock.today())
    row = _new(told, {"reporter": {"name": actor.name, "post": post.title if post else ""}})
    row.reporter_key = protecting.key_of(actor)
    row.bars = [
        RetaliationBar(person_id=one, reason=CONCERNED)
        for one in sorted(_kept_out(told) | {actor.somebody})
    ]
    row.desk_id = _stand_in({bar.person_id for bar in row.bars})
    _enter(REPORTER, row, told)
    once.leads_to("/laporkan/tindakan-balasan")
    return row


def _new(told: Told, more: Mapping[str, Any]) -> Retaliation:
    said = _enough(told.text, "text")
    if told.happened_on is not None and told.happened_on > clock.today():
        raise Invalid(fields={"happened_on": "Tanggal kejadian tidak boleh setelah hari ini."})
    take_turn()
    row = Retaliation(
        uid=new_uid(), number=_number(clock.today().year), state=RetaliationState.RECEIVED,
        reported_at=clock.now(),
    )  # fmt: skip
    row.words = {
        "text": said, "who": told.who.strip()[:200], "who_id": told.who_id,
        "on": told.happened_on.isoformat() if told.happened_on else None, **more,
    }  # fmt: skip
    return row


def _enter(actor: Actor, row: Retaliation, told: Told) -> None:
    db.session.add(row)
    db.session.flush()
    attachments.store(SYSTEM, row, told.files)
    due = clocks.open_clock(ANSWER_RETALIATION, row, clock.today()).due_on
    event = Event(RETALIATION_REPORTED, actor, row, {"number": row.number, "due": due.isoformat()})
    events.emit(event)
    notify(event, protectors_of(row), RETALIATION_REPORTED.message)
    _write(row, actor, None)


def _kept_out(told: Told) -> set[int]:
    """Who is said to retaliate, whoever is bound to him or serves beside him, whoever may be meant."""
    cast = Cast(frozenset({told.who_id} if told.who_id is not None else ()))
    wanted = casting.officers() | set(casting.designated()) | set(line.secretary())
    found = set(cast.subject_ids)
    if told.who_id is not None:
        found |= set(concerned(cast, wanted)) | set(everybody(cast))
        found |= set(kept_from_function(cast, wanted))
    return found | casting.meant_by(told.who, wanted, by_name=True)


def _stand_in(kept_out: set[int]) -> int | None:
    """Nobody while an inspector is free; else who does the Inspektorat's part, or his superior."""
    if any(one not in kept_out for one in accounts.people_with_role(Role.INSPECTOR)):
        return None
    return next((one for one in casting.designated() if one not in kept_out), None)


def _number(year: int) -> str:
    while True:
        number = codes.number_for(take_number(_SERIES, year), year).replace("ADU", "BLS", 1)
        asked = sa.select(Retaliation.id).where(Retaliation.number == number)
        if db.session.scalar(asked) is None:
            return number


def protectors_of(row: Retaliation) -> list[int]:
    """The Inspektorat, or who stands in for it, and the Sekretaris Daerah; nobody it concerns."""
    kept_out = row.kept_out
    office = [row.stand_in_id] if row.stand_in_id else accounts.people_with_role(Role.INSPECTOR)
    found = dict.fromkeys([*office, *line.secretary()])
    return [one for one in found if one not in kept_out]


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
    if handler_id is None or not protecting.may_handle(row, handler_id):
        raise Invalid(fields={"person": "Pilih petugas yang tidak terkait dengan laporan ini."})
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
        notify(event, protectors_of(row), RETALIATION_REFERRED.message)
    _tell_reporter(row, "ended")
    once.leads_to(f"/tindakan-balasan/{row.id}")


def _tell_reporter(row: Retaliation, occasion: str) -> None:
    """By mail through his complaint; an employee reads it on his own page, where nobody else looks."""
    complaint = row.complaint
    if complaint is not None:
        tell_outside(complaint, "N-28", complaint.number, f"retaliation {row.id} {occasion}")

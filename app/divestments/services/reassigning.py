"""Alih tugas (TND-D): the order by which duties went to somebody else, with its file (S-72)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.divestments.events import REASSIGNED
from app.divestments.models import Reassignment
from app.people import queries as people


@dataclass(frozen=True)
class OrderWanted:
    """The order as HR typed it."""

    person_id: int | None
    number: str
    on: date | None
    note: str = ""
    plan_number: str = ""


@use_case
def record(actor: Actor, wanted: OrderWanted, files: Sequence[JudgedFile]) -> Reassignment:
    """Record an order of reassignment with its file. Raises Invalid for what is missing."""
    policy.require(actor, "reassignment.record")
    once.leads_to("/divestasi/alih-tugas")
    _check(actor, wanted, files)
    row = Reassignment(
        uid=new_uid(),
        person_id=wanted.person_id,
        order_number=wanted.number.strip(),
        order_on=wanted.on,
        plan_number=wanted.plan_number.strip() or None,
        recorded_at=clock.now(),
        recorded_by_id=actor.somebody,
    )
    row.note = wanted.note.strip()
    db.session.add(row)
    db.session.flush()
    attachments.store(actor, row, files)
    events.emit(Event(REASSIGNED, actor, row, {"order_on": str(row.order_on)}))
    return row


def _check(actor: Actor, wanted: OrderWanted, files: Sequence[JudgedFile]) -> None:
    problems: dict[str, str] = {}
    if wanted.person_id is None or people.person(wanted.person_id) is None:
        problems["person"] = "Pilih pegawai."
    elif wanted.person_id == actor.person_id:
        problems["person"] = "Alih tugas Anda sendiri dicatat oleh petugas lain."
    if not wanted.number.strip():
        problems["number"] = "Isi nomor perintah."
    if wanted.on is None:
        problems["order_on"] = "Isi tanggal perintah."
    elif wanted.on > clock.today():
        problems["order_on"] = "Tanggal perintah tidak boleh setelah hari ini."
    if not files:
        problems["evidence"] = "Unggah surat perintahnya."
    if problems:
        raise Invalid(fields=problems)

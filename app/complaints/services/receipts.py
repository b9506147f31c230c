"""The receipt of the visit that filed: the code once and once again, printed, then confirmed."""

from dataclasses import dataclass

from app.accounts import codes as typing
from app.complaints import codes
from app.complaints.events import CODE_CONFIRMED
from app.complaints.models import Complaint, ComplaintStep, Receipt, Step
from app.complaints.services.receiving import REPORTER, receipt_of
from app.core import clock, events
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event
from app.database.base import db
from app.database.transaction import bookkeeping

MOST_SHOWN = 2  # once, and "Tampilkan lagi" once
MOST_PRINTED = 5


@dataclass(frozen=True)
class Shown:
    """What the page of the receipt shows; `code` is empty when it may not be shown now."""

    complaint: Complaint
    code: str
    may_show_again: bool
    may_print: bool


def _receipt(visit: str) -> Receipt:
    found = receipt_of(visit)
    if found is None:
        raise NotFound("receipt")
    return found


def seen(visit: str) -> Shown:
    """The receipt without showing the code. Raises NotFound."""
    return _as_shown(_receipt(visit), "")


@bookkeeping
def show(visit: str) -> Shown:
    """Show the code, counted. Raises NotFound, WrongState when it was shown often enough."""
    receipt = _receipt(visit)
    if receipt.shown >= MOST_SHOWN:
        raise WrongState("Kode hanya ditampilkan sekali lagi, dan itu sudah dilakukan.")
    receipt.shown += 1
    db.session.flush()
    return _as_shown(receipt, codes.code_of(visit, receipt.complaint.uid))


def _as_shown(receipt: Receipt, code: str) -> Shown:
    return Shown(
        receipt.complaint,
        codes.grouped(code) if code else "",
        may_show_again=0 < receipt.shown < MOST_SHOWN,
        may_print=receipt.printed < MOST_PRINTED,
    )


def was_shown(visit: str) -> bool:
    return _receipt(visit).shown > 0


@bookkeeping
def print_out(visit: str) -> Shown:
    """The facts of DOK-02 with the code. Raises NotFound, WrongState above a handful of prints."""
    receipt = _receipt(visit)
    if receipt.printed >= MOST_PRINTED:
        raise WrongState("Tanda terima sudah beberapa kali diunduh. Pakai yang sudah Anda simpan.")
    receipt.printed += 1
    db.session.flush()
    return _as_shown(receipt, codes.code_of(visit, receipt.complaint.uid))


@bookkeeping
def confirm(visit: str, last_group: str) -> Complaint:
    """The reporter types the last group: he has kept the code, so this visit forgets it.

    Raises NotFound, Invalid (for `akhir`) when it is another one.
    """
    receipt = _receipt(visit)
    code = codes.code_of(visit, receipt.complaint.uid)
    typed = typing.plain(last_group)
    if typed not in (codes.last_group(code), code):
        raise Invalid(
            fields={
                "akhir": "Empat huruf atau angka terakhir tidak cocok. Lihat lagi kode yang Anda"
                " simpan."
            }
        )
    complaint = receipt.complaint
    complaint.code_confirmed_at = clock.now()
    db.session.add(
        ComplaintStep(complaint_id=complaint.id, step=Step.CODE_CONFIRMED, at=clock.now())
    )
    db.session.delete(receipt)
    events.emit(Event(CODE_CONFIRMED, REPORTER, complaint))
    return complaint

"""Oversight of what a review ordered (S-83, II.G.6): proof, verification, reminders, closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, NotAllowed, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.transaction import SOMEONE_WAS_FASTER, bookkeeping, use_case
from app.notifications.services import notify
from app.reviews import documents, guard, handling
from app.reviews.events import EXPORTED, FALLS_DUE, OUTCOME, OVERDUE, PROOF_CAME, PROOF_LACKS
from app.reviews.models import (
    FOLLOW_UP_ENDS,
    FollowUp,
    FollowUpState,
    FollowUpStep,
    Review,
    Step,
)
from app.reviews.workflow import FLOW, FOLLOW_UP_FLOW

LEAST_NOTE = 10  # letters
NO_PROOF = "Unggah bukti sebelum verifikasi."


@dataclass(frozen=True)
class Proof:
    """What the owner says he did, with files."""

    text: str
    files: Sequence[JudgedFile] = ()


def facts_of(row: FollowUp) -> dict[str, Any]:
    """What notices and the trail say of it."""
    return {"n": row.position, "number": row.review.number, "due": row.due_on.isoformat()}


def _check_seen(row: FollowUp, seen: int | None) -> None:
    if seen is not None and row.revision != seen:
        raise WrongState(SOMEONE_WAS_FASTER)


def _overseen(actor: Actor, row: FollowUp, action: str, seen: int | None = None) -> None:
    FOLLOW_UP_FLOW.check(row, action, actor)
    if actor.person_id is not None and guard.concerned(row.review.cast, [actor.person_id]):
        raise NotAllowed("Pagar benturan: perkara ini menyangkut Anda.")
    _check_seen(row, seen)


# ── the owner ─────────────────────────────────────────────────────────────────────────────────


@use_case
def begin(actor: Actor, row: FollowUp) -> None:
    """The owner has begun."""
    FOLLOW_UP_FLOW.move(row, "start", actor, **facts_of(row))
    handling.note_follow_up(row, FollowUpStep.STARTED, actor)
    once.leads_to(f"/tindak-lanjut/{row.id}")


@use_case
def prove(actor: Actor, row: FollowUp, proof: Proof, *, seen: int | None = None) -> None:
    """Hand in what proves it; the Inspektorat is told. Raises Invalid without a file."""
    FOLLOW_UP_FLOW.check(row, "prove", actor)
    _check_seen(row, seen)
    wrong: dict[str, str] = {}
    if len(proof.text.strip()) < LEAST_NOTE:
        wrong["text"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_NOTE)
    if not proof.files:
        wrong["evidence"] = "Unggah sedikitnya satu bukti."
    if wrong:
        raise Invalid(fields=wrong)
    note = handling.note_follow_up(row, FollowUpStep.PROVEN, actor, {"text": proof.text.strip()})
    attachments.store(actor, note, proof.files)
    event = FOLLOW_UP_FLOW.move(row, "prove", actor, **facts_of(row))
    notify(event, handling.overseers_of(row.review), PROOF_CAME)
    once.leads_to(f"/tindak-lanjut/{row.id}")


# ── the Inspektorat ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Judged:
    """Whether the proof is enough, with a note (always when it is not)."""

    enough: bool | None
    note: str


@use_case
def judge(actor: Actor, row: FollowUp, said: Judged, *, seen: int | None = None) -> None:
    """Verify the proof, or send it back. With the last one verified the case may be closed.

    Raises Invalid.
    """
    if row.state in (FollowUpState.OPEN, FollowUpState.RUNNING):
        raise WrongState(NO_PROOF)
    _overseen(actor, row, "verify", seen)
    if said.enough is None:
        raise Invalid(fields={"enough": "Pilih cukup atau kurang."})
    if not said.enough and len(said.note.strip()) < LEAST_NOTE:
        raise Invalid(
            fields={"note": Sentence("Tulis catatan sedikitnya %(n)s huruf.", n=LEAST_NOTE)}
        )
    step = FollowUpStep.ENOUGH if said.enough else FollowUpStep.NOT_ENOUGH
    handling.note_follow_up(row, step, actor, {"text": said.note.strip()})
    if said.enough:
        row.verified_at, row.verified_by_id = clock.now(), actor.person_id
        FOLLOW_UP_FLOW.move(row, "verify", actor, **facts_of(row))
    else:
        event = FOLLOW_UP_FLOW.move(row, "send_back", actor, **facts_of(row))
        notify(event, [row.owner_id], PROOF_LACKS)
    once.leads_to(f"/tindak-lanjut/{row.id}")


@use_case
def remind(actor: Actor, row: FollowUp) -> None:
    """Remind the owner now, once a day at most. Raises WrongState when it was done today."""
    _overseen(actor, row, "remind")
    if row.reminded_on == clock.today():
        raise WrongState("Penanggung jawab sudah diingatkan hari ini.")
    row.reminded_on = clock.today()
    event = FOLLOW_UP_FLOW.move(row, "remind", actor, **facts_of(row))
    handling.note_follow_up(row, FollowUpStep.REMINDED, actor)
    notify(event, [row.owner_id], FALLS_DUE)
    once.leads_to(f"/tindak-lanjut/{row.id}")


@use_case
def raise_up(actor: Actor, row: FollowUp, note: str = "") -> None:
    """Tell the Sekretaris Daerah that it is not being done. Raises WrongState when he knows."""
    _overseen(actor, row, "raise")
    if row.raised_at is not None:
        raise WrongState("Tindak lanjut ini sudah dinaikkan.")
    raised(actor, row, note)
    once.leads_to(f"/tindak-lanjut/{row.id}")


def raised(actor: Actor, row: FollowUp, note: str = "") -> None:
    """The same by the system; inside a use case."""
    row.raised_at = clock.now()
    event = FOLLOW_UP_FLOW.move(row, "raise", actor, **facts_of(row))
    handling.note_follow_up(
        row, FollowUpStep.RAISED, actor, {"text": note.strip()} if note.strip() else None
    )
    notify(event, handling.secretary_of(row.review), FALLS_DUE, link="/pengawasan")
    if actor is SYSTEM:
        notify(event, [row.owner_id, *handling.overseers_of(row.review)], FALLS_DUE)


def late(row: FollowUp) -> None:
    """Its day has passed: written down, owner and inspectors told. Inside a use case."""
    row.late_at = clock.now()
    handling.note_follow_up(row, FollowUpStep.LATE, SYSTEM)
    event = Event(OVERDUE, SYSTEM, row, facts_of(row))
    events.emit(event)
    notify(event, [row.owner_id, *handling.overseers_of(row.review)], FALLS_DUE)


def unfinished(review: Review) -> list[FollowUp]:
    """What keeps the oversight open."""
    return [one for one in review.follow_ups if one.state not in FOLLOW_UP_ENDS]


@use_case
def close(actor: Actor, review: Review, *, seen: int | None = None) -> None:
    """Everything is verified: the oversight ends. Raises Invalid while something is open."""
    handling.check(actor, review, "close", seen)
    left = unfinished(review)
    if left:
        raise Invalid(
            Sentence("Masih ada %(n)s tindak lanjut yang belum diverifikasi.", n=len(left))
        )
    review.closed_at = clock.now()
    event = FLOW.move(review, "close", actor, number=review.number)
    handling.note(review, Step.CLOSED, actor)
    documents.order_closing(actor, review)
    told = [review.examined_by_id, review.decided_by_id, *(o.owner_id for o in review.follow_ups)]
    handling.tell(event, review, told, "Pengawasan aduan {number} selesai.", link="/pemeriksaan")
    notify(event, [review.subject_id], OUTCOME, code="N-28", link="/keterangan")
    once.leads_to(f"/pemeriksaan/{review.id}")


@bookkeeping
def note_export(actor: Actor, rows: int, form: str) -> None:
    """Write down that the list of follow-ups left as a file."""
    policy.require(actor, "follow_up.list")
    events.emit(Event(EXPORTED, actor, take_turn(), {"rows": rows, "form": form}))

"""Opening an identity: asked for with a reason, approved by two custodians, read by one for an hour.

How the two halves meet without the plaintext ever being stored: docs/decisions, "Two custodians".
"""

import base64
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nacl.public import PrivateKey

from app.audit import services as audit
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.notifications.services import notify
from app.outbox import services as outbox
from app.outbox.handlers import Task
from app.vault import boxes, keyring, office, papers, queries
from app.vault import events as what
from app.vault.models import (
    Answer,
    Box,
    Custodian,
    Identity,
    Opening,
    OpeningAnswer,
    OpeningState,
    Reason,
)
from app.vault.papers import Photo
from app.vault.services.unlocking import unlocked
from app.vault.workflow import FLOW

SHORTEST_WORDS = 40
LONGEST_WORDS = 2000
SHORTEST_REFUSAL = 20
ANSWER_WITHIN = timedelta(days=3)
READABLE_FOR = timedelta(minutes=60)
MOST_WRONG_CODES = 5
CLOSE = "vault.close"
_WRONG_CODE = "Kode baca tidak cocok."
_BROKEN = "Segel identitas ini rusak atau bukan milik perkara ini. Inspektur sudah diberi tahu."
_OVER = "Waktu membaca sudah habis. Ajukan permintaan baru bila masih perlu."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A request, and the code by which its result is read: shown once, kept nowhere."""

    opening_id: int
    code: str


@dataclass(frozen=True)
class Reading:
    """What the requester sees: who it is, until when, and the watermark of this reading."""

    rows: list[tuple[str, str]]
    until: datetime
    at: datetime
    mark: str
    photos: Sequence[Photo] = ()


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def ask(
    actor: Actor, subject_type: str, subject_id: int, reason: Reason | None, words: str
) -> Asked:
    """Ask both custodians to open an identity; the caller has re-authenticated the asker (C08).

    Raises NotFound for who does not handle the record, Invalid without a reason and 40 letters of
    words, WrongState while a request of his runs or fewer than two custodians may answer.
    """
    identity = queries.identity_for(actor, subject_type, subject_id)
    said = " ".join(words.split())
    problems: dict[str, str] = {}
    if reason is None:
        problems["reason"] = "Pilih alasan membuka identitas."
    if not SHORTEST_WORDS <= len(said) <= LONGEST_WORDS:
        sentence = "Tulis alasan membuka identitas, sedikitnya %(n)s huruf."
        problems["words"] = Sentence(sentence, n=SHORTEST_WORDS)
    if problems or reason is None:
        raise Invalid(fields=problems)
    key, code = keyring.new_key(), keyring.new_reading_code()
    wrapped = keyring.wrap(key, keyring.tidied(code))
    opening = _ask(actor, identity, reason, said, bytes(key.public_key), wrapped)
    return Asked(opening.id, code)


@use_case
def _ask(
    actor: Actor, identity: Identity, reason: Reason, words: str, public: bytes, wrapped: bytes
) -> Opening:
    policy.require(actor, "vault.ask", identity)
    audit.take_turn()
    allowed = office.allowed_for(identity, actor.person_id)
    if len(allowed) < office.FEWEST:
        raise WrongState(
            "Kurang dari dua kustodian dapat menjawab permintaan ini. Hubungi Inspektur."
        )
    if queries.running_of(actor, identity) is not None:
        raise WrongState("Permintaan Anda untuk perkara ini masih berjalan.")
    opening = Opening(
        uid=new_uid(), identity=identity, subject_type=identity.subject_type,
        subject_id=identity.subject_id, state=OpeningState.WAITING, requester_id=actor.somebody,
        asked_as=_office_of(actor), reason=reason, asked_at=clock.now(),
        answer_by=clock.now() + ANSWER_WITHIN, reader_key=public, reader_wrapped=wrapped,
        times_read=0, wrong_codes=0,
    )  # fmt: skip
    opening.words = words
    db.session.add(opening)
    db.session.flush()
    event = Event(what.REQUESTED, actor, opening, {"reason": reason.value, **_facts(opening)})
    events.emit(event)
    _tell_keepers(event, opening, what.ASKED_TEXT)
    _tell_others(event, opening, what.TOLD_TEXT)
    outbox.enqueue(CLOSE, opening, run_after=opening.answer_by)
    once.leads_to(f"/identitas/permintaan/{opening.id}")
    return opening


def _office_of(actor: Actor) -> Role:
    order = (Role.INSPECTOR, Role.INTAKE_OFFICER)
    return next((role for role in order if actor.has(role)), Role.EMPLOYEE)


@use_case
def withdraw(actor: Actor, opening: Opening) -> None:
    """The requester needs it no more."""
    event = FLOW.move(opening, "withdraw", actor, **_facts(opening))
    opening.close()
    _tell_keepers(event, opening, what.WITHDRAWN_TEXT)


# ── answering ─────────────────────────────────────────────────────────────────────────────────


def approve(actor: Actor, opening: Opening, passphrase: str) -> None:
    """One custodian's yes, with his own key; the second one opens the way for the requester.

    Raises NotAllowed for anybody else, for a second yes of the same custodian and for whom the case
    concerns; Invalid for a wrong passphrase; WrongState when it is too late or the box is not this
    record's own.
    """
    FLOW.check(opening, "approve", actor)
    key = unlocked(actor, passphrase)
    try:
        _approve(actor, opening, key)
    except boxes.CannotOpen:
        _note_broken(actor, opening)
        raise WrongState(_BROKEN) from None


@use_case
def _approve(actor: Actor, opening: Opening, key: PrivateKey) -> None:
    FLOW.check(opening, "approve", actor)
    _in_time(opening)
    custodian = office.of_person(actor.person_id)
    if custodian is None:
        raise WrongState(_BROKEN)
    if opening.state is OpeningState.WAITING:
        opening.halves = _first_half(opening, custodian, key)
    else:
        _second_half(opening, custodian, key)
    event = FLOW.move(opening, "approve", actor, **_facts(opening))
    _add_answer(actor, opening, custodian, Answer.APPROVED)
    if opening.state is OpeningState.HALF:
        _tell_keepers(event, opening, what.HALF_TEXT)
        return
    _tell_keepers(event, opening, what.GRANTED_TEXT)
    notify(event, [opening.requester_id], what.GRANTED_TEXT)
    _tell_others(event, opening, what.GRANTED_TEXT)
    outbox.enqueue(CLOSE, opening, run_after=opening.readable_until)
    audit.add_checkpoint()


def _first_half(opening: Opening, custodian: Custodian, key: PrivateKey) -> dict[str, str]:
    """What the others may open now: the inner layers, bound to this very request."""
    allowed = {one.id for one in office.allowed_for(opening.identity, opening.requester_id)}
    found = {
        str(box.second_id): base64.b64encode(
            boxes.open_outer(box.content, opening.identity.context, key)
        ).decode()
        for box in _boxes_of(opening)
        if box.first_id == custodian.id and box.second_id in allowed
    }
    if not found:
        raise boxes.CannotOpen
    return found


def _second_half(opening: Opening, custodian: Custodian, key: PrivateKey) -> None:
    inner = (opening.halves or {}).get(str(custodian.id))
    if inner is None:
        raise boxes.CannotOpen
    identity = boxes.open_inner(base64.b64decode(inner), opening.identity.context, key)
    reader = keyring.public_key(opening.reader_key)
    opening.handed = boxes.hand_over(identity, _reading_context(opening), reader)
    opening.halves = None
    opening.opened_at = clock.now()
    opening.readable_until = opening.opened_at + READABLE_FOR


def _boxes_of(opening: Opening) -> Iterable[Box]:
    return opening.identity.boxes


def _reading_context(opening: Opening) -> str:
    return f"{opening.identity.context}/{opening.uid}/{opening.requester_id}"


def _add_answer(
    actor: Actor, opening: Opening, custodian: Custodian, answer: Answer, words: str | None = None
) -> None:
    row = OpeningAnswer(
        uid=new_uid(), opening=opening, custodian_id=custodian.id, by_id=actor.person_id,
        answer=answer, at=clock.now(),
    )  # fmt: skip
    row.words = words
    db.session.add(row)


@use_case
def refuse(actor: Actor, opening: Opening, words: str) -> None:
    """One custodian's no ends the request. Raises Invalid without a reason of 20 letters."""
    FLOW.check(opening, "refuse", actor)
    _in_time(opening)
    said = " ".join(words.split())
    custodian = office.of_person(actor.person_id)
    if custodian is None or len(said) < SHORTEST_REFUSAL:
        sentence = Sentence("Tulis alasan sedikitnya %(n)s huruf.", n=SHORTEST_REFUSAL)
        raise Invalid(fields={"words": sentence})
    event = FLOW.move(opening, "refuse", actor, **_facts(opening))
    _add_answer(actor, opening, custodian, Answer.REFUSED, said)
    opening.close()
    _tell_keepers(event, opening, what.REFUSED_TEXT)
    notify(event, [opening.requester_id], what.REFUSED_TEXT)
    _tell_others(event, opening, what.REFUSED_TEXT)


def _in_time(opening: Opening) -> None:
    if clock.now() >= opening.answer_by:
        raise WrongState("Batas menjawab permintaan ini sudah lewat.")


@bookkeeping
def _note_broken(actor: Actor, opening: Opening) -> None:
    """A box that is not its record's own is a sign that somebody moved rows about."""
    _log.error("a sealed identity was refused: opening %s", opening.id)
    event = Event(what.BOX_REFUSED, actor, opening, _facts(opening))
    events.emit(event)
    _tell_others(event, opening, what.BOX_TEXT)


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def read(actor: Actor, opening: Opening, code: str) -> Reading:
    """Who it is, for the requester alone, within the hour, by his code; each reading is written.

    Raises NotAllowed for anybody else, Invalid (field `reading_code`) for a wrong code, WrongState before
    both said yes, when the hour is over, or after five wrong codes.
    """
    policy.require(actor, "vault.read", opening)
    wrapped = _tried(actor, opening)
    try:
        key = keyring.unwrap(wrapped, keyring.tidied(code))
    except keyring.WrongPassphrase:
        _note_wrong_code(actor, opening)
        raise Invalid(fields={"reading_code": _WRONG_CODE}) from None
    handed = _note_reading(actor, opening)
    try:
        found = boxes.read(handed, _reading_context(opening), key)
    except boxes.CannotOpen:
        _note_broken(actor, opening)
        raise WrongState(_BROKEN) from None
    now = clock.now()
    mark = f"{actor.name} · {opening.id}-{opening.times_read} · {clock.local(now):%d-%m-%Y %H.%M}"
    photos = papers.shown(found)
    return Reading(_rows(opening, found), opening.readable_until or now, now, mark, photos)


@bookkeeping
def _tried(actor: Actor, opening: Opening) -> bytes:
    """Counted before it is judged. The last try that fails closes the request."""
    policy.require(actor, "vault.read", opening)
    if opening.state is not OpeningState.OPEN or opening.reader_wrapped is None:
        raise WrongState(_OVER if opening.opened_at else "Kedua kustodian belum menyetujui.")
    if opening.readable_until is None or clock.now() >= opening.readable_until:
        raise WrongState(_OVER)
    if opening.wrong_codes >= MOST_WRONG_CODES:
        raise WrongState(_OVER)
    opening.wrong_codes += 1
    return opening.reader_wrapped


@bookkeeping
def _note_wrong_code(actor: Actor, opening: Opening) -> None:
    events.emit(Event(what.CODE_FAILED, actor, opening, _facts(opening)))
    if opening.wrong_codes >= MOST_WRONG_CODES:
        _end(SYSTEM, opening)


@bookkeeping
def _note_reading(actor: Actor, opening: Opening) -> bytes:
    if opening.handed is None:
        raise WrongState(_OVER)
    first = opening.read_at is None
    opening.wrong_codes = 0
    opening.times_read += 1
    opening.read_at = opening.read_at or clock.now()
    event = Event(what.READ, actor, opening, {"times": opening.times_read, **_facts(opening)})
    events.emit(event)
    if first:
        _tell_keepers(event, opening, what.READ_TEXT)
        _tell_others(event, opening, what.READ_TEXT)
    audit.add_checkpoint()
    handed: bytes = opening.handed
    return handed


def _rows(opening: Opening, found: dict[str, object]) -> list[tuple[str, str]]:
    kind = queries.kind_of_opening(opening)
    order = [*kind.labels, *(one for one in found if one not in kind.labels and one != papers.KEYS)]
    return [
        (kind.labels.get(name, name), kind.values.get(name, {}).get(str(value), str(value)))
        for name in order
        if (value := found.get(name))
    ]


@use_case
def finish(actor: Actor, opening: Opening) -> None:
    """The requester is done before the hour is over."""
    _end(actor, opening)


def _end(actor: Actor, opening: Opening) -> None:
    FLOW.move(opening, "end", actor, **_facts(opening))
    opening.close()


# ── the end of waiting and reading ────────────────────────────────────────────────────────────


def close_due(actor: Actor) -> int:
    """Close every request whose time is over; gives how many. Done daily, and at each one's time."""
    policy.require(actor, "vault.keep")
    return sum(_close_one(actor, number) for number in queries.due_openings())


def close_now(_task: Task) -> None:
    """The job of one request's own time."""
    close_due(SYSTEM)


@use_case
def _close_one(actor: Actor, opening_id: int) -> bool:
    opening = db.session.get_one(Opening, opening_id)
    if opening.state is OpeningState.OPEN:
        _end(actor, opening)
        return True
    if opening.state not in office.RUNNING:
        return False
    event = FLOW.move(opening, "lapse", actor, **_facts(opening))
    opening.close()
    _tell_keepers(event, opening, what.LAPSED_TEXT)
    notify(event, [opening.requester_id], what.LAPSED_TEXT)
    return True


# ── telling ───────────────────────────────────────────────────────────────────────────────────


def _facts(opening: Opening) -> dict[str, str]:
    return {
        "number": queries.number_of(opening),
        "answer_by": clock.local(opening.answer_by).date().isoformat(),
    }


def _tell_keepers(event: Event, opening: Opening, message: str) -> None:
    allowed = office.allowed_for(opening.identity, opening.requester_id)
    notify(event, [one.person_id for one in allowed], message)


def _tell_others(event: Event, opening: Opening, message: str) -> None:
    """The Inspektur, who is told but opens no page of the vault."""
    kind = queries.kind_of_opening(opening)
    people = [one for one in kind.told(opening.subject_id) if one != opening.requester_id]
    notify(event, people, message, link=kind.page_of(opening.subject_id))

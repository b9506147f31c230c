"""Keys of custodians through their life: ceremony, loss, change of hands, recovery, drill."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

import sqlalchemy as sa
from nacl.public import PrivateKey

from app.accounts import passwords
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.database.transaction import use_case
from app.people import queries as people
from app.vault import boxes, keyring, office
from app.vault.events import (
    APPOINTED,
    DRILLED,
    LOST,
    RECOVERY_MADE,
    RECOVERY_USED,
    RESEALED,
    RETIRED,
    REWRAPPED,
)
from app.vault.keyring import WrongSheet
from app.vault.models import Box, Custodian, Identity, RecoveryKey
from app.vault.services.sealing import put_in_boxes

_DRILL = "vault_drill"
WRONG_SHEET = "Lembar pemulihan tidak cocok."


@dataclass(frozen=True)
class Sheets:
    """The two recovery sheets, for the printer; kept nowhere."""

    first: str
    second: str


@use_case
def hold_ceremony(actor: Actor, chosen: Mapping[int, str]) -> Sheets:
    """Appoint the first custodians (person → own passphrase) and give the recovery sheets, once.

    Raises WrongState when there are custodians already, Invalid for fewer than 2, more than 4,
    somebody with another power, or an easy passphrase (field: the person's id).
    """
    policy.require(actor, "vault.keep")
    if office.in_office():
        raise WrongState("Kustodian sudah ditetapkan. Untuk mengganti, pakai perintah “replace”.")
    if not office.FEWEST <= len(chosen) <= office.MOST:
        raise Invalid(
            Sentence("Pilih %(a)s sampai %(b)s kustodian.", a=office.FEWEST, b=office.MOST)
        )
    recovery = keyring.new_key()
    row = RecoveryKey(public_key=bytes(recovery.public_key), made_at=clock.now())
    db.session.add(row)
    events.emit(Event(RECOVERY_MADE, actor, row))
    for person_id, passphrase in chosen.items():
        _appoint(actor, person_id, passphrase)
    return Sheets(*keyring.sheets(recovery))


def _appoint(actor: Actor, person_id: int, passphrase: str) -> Custodian:
    _check_person(person_id)
    check_passphrase(person_id, passphrase)
    recovery = office.recovery_key()
    if recovery is None:
        raise WrongState("Lembar pemulihan belum ada. Mulai dengan perintah “ceremony”.")
    key, now = keyring.new_key(), clock.now()
    row = Custodian(
        person_id=person_id,
        public_key=bytes(key.public_key),
        wrapped=keyring.wrap(key, passphrase),
        escrow=keyring.escrow(key, keyring.public_key(recovery.public_key)),
        appointed_at=now,
        wrapped_at=now,
    )
    row.release()
    db.session.add(row)
    db.session.flush()
    fingerprint = keyring.fingerprint(row.public_key)
    events.emit(Event(APPOINTED, actor, row, {"key": fingerprint}))
    return row


def _check_person(person_id: int) -> None:
    person = people.person(person_id)
    if person is None or not person.serves_on(clock.today()):
        raise Invalid("Kustodian harus pegawai yang masih bertugas.")
    if office.holds_office(person_id):
        raise Invalid("Pegawai ini sudah menjadi kustodian.")
    if office.with_other_powers([person_id]):
        raise Invalid("Kustodian tidak boleh memegang peran Inspektorat, meja aduan, atau admin.")


def check_passphrase(person_id: int, passphrase: str) -> None:
    """Raises Invalid (field: the person's id) for a passphrase others could guess."""
    person = people.person(person_id)
    problem = passwords.weakness(
        passphrase, name=person.name if person else "", nip=person.nip if person else None
    )
    if problem is None and len(passphrase) < keyring.SHORTEST_PASSPHRASE:
        problem = Sentence(
            "Frasa sandi harus sedikitnya %(n)s huruf. Pakai empat kata atau lebih.",
            n=keyring.SHORTEST_PASSPHRASE,
        )
    if problem is not None:
        raise Invalid(fields={str(person_id): problem})


# ── loss ──────────────────────────────────────────────────────────────────────────────────────


def lose_key(event: Event) -> None:
    """An account was taken over by its caretakers: its key opens nothing any more (M4). A listener."""
    custodian = office.of_person(event.subject.person_id)
    if custodian is None or custodian.wrapped is None:
        return
    custodian.wrapped, custodian.lost_at = None, clock.now()
    events.emit(Event(LOST, event.actor, custodian))


@use_case
def rewrap(actor: Actor, person_id: int, sheets: Sheets, passphrase: str) -> None:
    """Give a custodian his key again under a new passphrase, with both recovery sheets.

    Raises WrongState for who is no custodian, Invalid for wrong sheets or an easy passphrase.
    """
    policy.require(actor, "vault.keep")
    custodian = office.of_person(person_id)
    if custodian is None:
        raise WrongState("Pegawai ini bukan kustodian.")
    check_passphrase(person_id, passphrase)
    key = _from_sheets(custodian, sheets)
    custodian.wrapped, custodian.wrapped_at = keyring.wrap(key, passphrase), clock.now()
    custodian.lost_at = None
    custodian.release()
    events.emit(Event(RECOVERY_USED, actor, custodian))
    events.emit(Event(REWRAPPED, actor, custodian))


def keys_from_sheets(actor: Actor, sheets: Sheets) -> dict[int, PrivateKey]:
    """Every custodian's key by the recovery sheets, when nobody is left to open it. Raises Invalid."""
    policy.require(actor, "vault.keep")
    return {one.id: _from_sheets(one, sheets) for one in office.in_office()}


def _from_sheets(custodian: Custodian, sheets: Sheets) -> PrivateKey:
    try:
        recovery = keyring.from_sheets(sheets.first, sheets.second)
        key = keyring.from_escrow(custodian.escrow, recovery)
    except WrongSheet:
        raise Invalid(WRONG_SHEET) from None
    if bytes(key.public_key) != custodian.public_key:
        raise Invalid(WRONG_SHEET)
    return key


# ── change of hands ───────────────────────────────────────────────────────────────────────────


@use_case
def replace(
    actor: Actor,
    leaving_id: int,
    coming_id: int,
    passphrase: str,
    keys: Mapping[int, PrivateKey],
) -> int:
    """Another person takes a custodian's place; every identity is sealed anew. Gives how many.

    `keys` are those of two custodians in office (by custodian id), unlocked by their own
    passphrases or by the recovery sheets. Raises WrongState, Invalid.
    """
    policy.require(actor, "vault.keep")
    leaving = office.of_person(leaving_id)
    if leaving is None:
        raise WrongState("Pegawai ini bukan kustodian.")
    if len(keys) < office.FEWEST:
        raise Invalid("Diperlukan dua kustodian lama, atau kedua lembar pemulihan.")
    leaving.ended_at, leaving.wrapped = clock.now(), None
    events.emit(Event(RETIRED, actor, leaving))
    db.session.flush()
    _appoint(actor, coming_id, passphrase)
    return sum(1 for _one in _resealed(actor, keys))


def _resealed(actor: Actor, keys: Mapping[int, PrivateKey]) -> Iterator[Identity]:
    custodians = office.in_office()
    for row in db.session.scalars(sa.select(Identity).where(Identity.erased_at.is_(None))).all():
        identity = _opened(row, keys)
        db.session.execute(sa.delete(Box).where(Box.identity_id == row.id))
        put_in_boxes(row, identity, custodians)
        events.emit(Event(RESEALED, actor, row))
        yield row


def _opened(row: Identity, keys: Mapping[int, PrivateKey]) -> dict[str, object]:
    """The identity by two keys at the server's keyboard. Raises WrongState."""
    pairs = list(permutations(keys, 2))
    for box in db.session.scalars(sa.select(Box).where(Box.identity_id == row.id)):
        if (box.first_id, box.second_id) in pairs:
            try:
                inner = boxes.open_outer(box.content, row.context, keys[box.first_id])
                return boxes.open_inner(inner, row.context, keys[box.second_id])
            except boxes.CannotOpen as error:
                raise WrongState(f"Segel identitas nomor {row.id} rusak.") from error
    raise WrongState(f"Segel identitas nomor {row.id} bukan untuk kedua kustodian ini.")


# ── drill ─────────────────────────────────────────────────────────────────────────────────────


@use_case
def drill(actor: Actor, keys: Mapping[int, PrivateKey]) -> int:
    """Prove that these keys open what is sealed today; gives how many pairs were tried.

    Nobody's identity is opened: one is made up, sealed in memory and opened by every pair. Raises
    WrongState when a pair does not open it, or a single key does.
    """
    policy.require(actor, "vault.keep")
    known = {one.id: keyring.public_key(one.public_key) for one in office.in_office()}
    tried = 0
    for first, second in permutations(keys, 2):
        box = boxes.close({"nama": "Latihan"}, _DRILL, known[first], known[second])
        try:
            found = boxes.open_inner(
                boxes.open_outer(box, _DRILL, keys[first]), _DRILL, keys[second]
            )
        except boxes.CannotOpen as error:
            raise WrongState("Latihan gagal: sepasang kunci tidak membuka segelnya.") from error
        if found != {"nama": "Latihan"} or _opens_alone(box, keys[first]):
            raise WrongState("Latihan gagal: segel tidak seperti seharusnya.")
        tried += 1
    if tried == 0:
        raise WrongState("Latihan memerlukan sedikitnya dua kunci.")
    for custodian in office.in_office():
        if custodian.id in keys:
            events.emit(Event(DRILLED, actor, custodian, {"pairs": tried}))
    return tried


def _opens_alone(box: bytes, key: PrivateKey) -> bool:
    try:
        boxes.open_inner(boxes.open_outer(box, _DRILL, key), _DRILL, key)
    except boxes.CannotOpen:
        return False
    return True

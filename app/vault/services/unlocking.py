"""A custodian's key for the moment of one act: his own passphrase, with a brake on guessing."""

from nacl.public import PrivateKey

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event, emit
from app.database.base import db
from app.database.transaction import bookkeeping, in_use_case
from app.vault import keyring, office
from app.vault.events import PASSPHRASE_FAILED
from app.vault.models import Custodian

WRONG = "Frasa sandi tidak cocok."
WAIT = "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi."
UNUSABLE = (
    "Kunci Anda tidak dapat dipakai sampai dibungkus ulang dengan lembar pemulihan. "
    "Hubungi Inspektorat."
)


def unlocked(actor: Actor, passphrase: str) -> PrivateKey:
    """The actor's private key, in memory only. Call it before the use case, so that tries count.

    Raises Invalid (field `passphrase`), NotAllowed for who is no custodian, WrongState for a key
    that was lost.
    """
    policy.require(actor, "vault.answer")
    custodian = office.of_person(actor.person_id)
    if custodian is None:
        raise WrongState(UNUSABLE)
    return _key_of(actor, custodian.id, passphrase)


def key_of(actor: Actor, custodian_id: int, passphrase: str) -> PrivateKey:
    """The same for a custodian at the keyboard of the server (`flask vault …`)."""
    policy.require(actor, "vault.keep")
    return _key_of(actor, custodian_id, passphrase)


def _key_of(actor: Actor, number: int, passphrase: str) -> PrivateKey:
    if in_use_case():
        raise RuntimeError("unlock before the use case: a wrong try must stay counted")
    wrapped = db.session.get_one(Custodian, number).wrapped
    if wrapped is None:
        raise WrongState(UNUSABLE)
    _count(number)
    try:
        key = keyring.unwrap(wrapped, passphrase)
    except keyring.WrongPassphrase:
        _note_failure(actor, number)
        raise Invalid(fields={"passphrase": WRONG}) from None
    _release(number)
    return key


@bookkeeping
def _count(custodian_id: int) -> None:
    """Counted before it is judged, so that a crowd of tries gains nothing."""
    custodian, now = db.session.get_one(Custodian, custodian_id), clock.now()
    if custodian.waits_until(now) is not None:
        raise Invalid(fields={"passphrase": WAIT})
    custodian.count_try(now)


@bookkeeping
def _note_failure(actor: Actor, custodian_id: int) -> None:
    emit(Event(PASSPHRASE_FAILED, actor, db.session.get_one(Custodian, custodian_id)))


@bookkeeping
def _release(custodian_id: int) -> None:
    db.session.get_one(Custodian, custodian_id).release()

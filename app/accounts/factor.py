"""The second factor of an account: set up, proved, replaced by a recovery code, ended (C05)."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import codes, events, queries, totp
from app.accounts.models import Account, RecoveryCode, SecondFactor, WebSession
from app.accounts.policy import OFFICERS
from app.core import clock, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event, emit
from app.database import keys
from app.database.base import db
from app.database.transaction import bookkeeping, use_case

RECOVERY_CODES = 10
WRONG_CODE = "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi."
_required = [False]


def require_of_officers(required: bool) -> None:
    """Whether this installation demands it of whoever works on others' records."""
    _required[:] = [required]


def is_required_of(actor: Actor) -> bool:
    return _required[0] and bool(actor.roles & OFFICERS)


# ---- setting up ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Setup:
    """What the authenticator app needs: the key to type, or the address its QR code holds."""

    key: str
    address: str


@use_case
def begin(actor: Actor) -> None:
    """Make a key for the actor's app; one that was begun before is forgotten.

    Raises WrongState when a factor is in use.
    """
    account = _own_account(actor)
    standing = queries.second_factor_of(account.id)
    if standing is not None and standing.confirmed_at is not None:
        raise WrongState("Verifikasi dua langkah sudah terpasang.")
    if standing is not None:
        _end(standing)
        db.session.flush()
    begun = SecondFactor(account_id=account.id, created_at=clock.now())
    begun.secret = totp.new_secret()
    db.session.add(begun)


def _own_account(actor: Actor) -> Account:
    account = db.session.get_one(Account, actor.account_id)
    policy.require(actor, "account.factor", account)
    return account


def setup_for(actor: Actor, application: str) -> Setup | None:
    """What was begun and not yet confirmed: the only time the key is shown."""
    begun = queries.second_factor_of(actor.account_id or 0)
    if begun is None or begun.confirmed_at is not None:
        return None
    secret = str(begun.secret)
    address = totp.setup_address(secret, actor.name, application)
    return Setup(totp.in_groups(secret), address)


@use_case
def confirm_setup(actor: Actor, typed: str, session_hash: str | None) -> list[str]:
    """The first code proves that the app has the key. Gives the recovery codes, in clear, once.

    Every other session ends: it was opened with a password alone. Raises Invalid (field `code`),
    WrongState when nothing was begun.
    """
    account = _own_account(actor)
    begun = queries.second_factor_of(account.id)
    if begun is None or begun.confirmed_at is not None:
        raise WrongState("Mulai lagi pemasangan verifikasi dua langkah.")
    step = totp.matching_step(str(begun.secret), typed, clock.now())
    if step is None:
        raise Invalid(fields={"code": "Kode tidak cocok. Periksa jam HP Anda, lalu coba lagi."})
    begun.last_step, begun.confirmed_at = step, clock.now()
    db.session.execute(
        sa.update(WebSession)
        .where(
            WebSession.account_id == account.id,
            WebSession.id_hash != session_hash,
            WebSession.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
    )
    emit(Event(events.FACTOR_SET, actor, account))
    return _new_codes(begun)


def _new_codes(factor: SecondFactor) -> list[str]:
    """Ten new codes; those before them are void."""
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.factor_id == factor.id))
    made = [codes.new_code() for _ in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(factor_id=factor.id, code_hash=_hash(factor, one), created_at=clock.now())
        for one in made
    )
    return made


def _hash(factor: SecondFactor, typed: str) -> str:
    return keys.fingerprint("recovery code", f"{factor.uid}/{codes.plain(typed)}")


# ---- proving ------------------------------------------------------------------------------------


@bookkeeping
def prove(account_id: int, typed: str) -> str | None:
    """Use up a code of the app or a recovery code; says which kind it was, or None for neither.

    The caller has counted the try. Two requests with the same code: the second finds it used.
    """
    standing = db.session.scalar(
        sa.select(SecondFactor)
        .where(
            SecondFactor.account_id == account_id,
            SecondFactor.confirmed_at.is_not(None),
            SecondFactor.ended_at.is_(None),
        )
        .with_for_update()
    )
    if standing is None:
        return None
    if not totp.is_code(typed):
        return "kode cadangan" if _use_recovery_code(standing, typed) else None
    step = totp.matching_step(str(standing.secret), typed, clock.now(), standing.last_step)
    if step is None:
        return None
    standing.last_step = step
    return "aplikasi autentikator"


def _use_recovery_code(standing: SecondFactor, typed: str) -> bool:
    found = db.session.scalar(
        sa.select(RecoveryCode).where(
            RecoveryCode.factor_id == standing.id,
            RecoveryCode.code_hash == _hash(standing, typed),
            RecoveryCode.used_at.is_(None),
        )
    )
    if found is None:
        return False
    found.used_at = clock.now()
    db.session.flush()
    account = db.session.get_one(Account, standing.account_id)
    left = queries.recovery_codes_left(standing)
    emit(Event(events.RECOVERY_USED, SYSTEM, account, {"left": left}))
    return True


# ---- afterwards ---------------------------------------------------------------------------------


@use_case
def renew_recovery_codes(actor: Actor) -> list[str]:
    """Ten new codes, in clear, once. Raises WrongState without a factor."""
    account = _own_account(actor)
    standing = _in_use(account.id)
    emit(Event(events.RECOVERY_RENEWED, actor, account))
    return _new_codes(standing)


@use_case
def end(actor: Actor) -> None:
    """Do without a second factor again. Raises Invalid for whoever must have one, WrongState."""
    account = _own_account(actor)
    standing = _in_use(account.id)
    if is_required_of(actor):
        raise Invalid("Peran Anda mewajibkan verifikasi dua langkah.")
    _end(standing)
    emit(Event(events.FACTOR_ENDED, actor, account))


def _in_use(account_id: int) -> SecondFactor:
    standing = queries.second_factor_of(account_id)
    if standing is None or standing.confirmed_at is None:
        raise WrongState("Verifikasi dua langkah belum terpasang.")
    return standing


def drop(account_id: int) -> bool:
    """Take the factor off inside the running use case; False when there was none."""
    standing = queries.second_factor_of(account_id)
    if standing is None or standing.confirmed_at is None:
        return False
    _end(standing)
    return True


def _end(standing: SecondFactor) -> None:
    """The key and the codes go; that there was a factor stays."""
    standing.ended_at = clock.now()
    standing.secret = None
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.factor_id == standing.id))

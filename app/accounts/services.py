"""What people do with their own account: sign in, activate, confirm, change the password, sign out."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, cast

import sqlalchemy as sa

from app.accounts import codes, events, factor, passwords, queries, tries
from app.accounts.identity import HalfWay, SignedIn
from app.accounts.models import (
    Account,
    AccountState,
    ActivationCode,
    SignInAttempt,
    UnknownName,
    WebSession,
)
from app.accounts.tries import TooManyAttempts, Try
from app.accounts.workflow import FLOW
from app.core import clock, policy
from app.core.actor import PUBLIC, Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event, EventType, emit
from app.database import keys
from app.database.base import db
from app.database.transaction import along, bookkeeping, in_use_case, use_case

WRONG_PAIR = "NIP atau kata sandi tidak cocok."
WRONG_CODE = "NIP, tanggal lahir, atau kode aktivasi tidak cocok."
WRONG_PASSWORD = "Kata sandi tidak cocok."  # noqa: S105 - a sentence
TOO_LATE = "Waktu untuk langkah kedua habis. Masuk lagi dari awal."
CODE_LIFE = timedelta(days=7)
# Between the password and the code of the second factor.
_HALF_WAY = timedelta(minutes=5)
_KEPT = timedelta(days=1)

__all__ = ["TooManyAttempts"]


# ---- signing in ---------------------------------------------------------------------------------


def sign_in(typed: str, password: str, ip_hash: str, *, demo: bool = False) -> SignedIn | HalfWay:
    """Judge a NIP (in demo mode also a short code) and password.

    Gives HalfWay when the account has a second factor, which `finish_sign_in` asks for. Takes the same time and says the same for an unknown name, a wrong password and an account that
    is not active. Raises Invalid, or TooManyAttempts after five failures (15 minutes) and above
    30 tries a minute from one address.
    """
    policy.require(PUBLIC, "account.sign_in")
    tried = tries.count_try(typed, ip_hash, demo=demo)
    stored = _password_of(tried.account_id)
    if not passwords.matches(stored, password):
        raise tries.judged_wrong(tried, events.SIGN_IN_FAILED) or Invalid(WRONG_PAIR)
    renewed = passwords.hash_of(password) if stored and passwords.outdated(stored) else None
    if queries.has_second_factor(tried.account_id or 0):
        return _wait_for_code(tried, renewed)
    return _enter(tried.account_id or 0, how="sandi", renewed_hash=renewed)


def _password_of(account_id: int | None) -> str | None:
    """The stored hash of an active account."""
    if account_id is None:
        account_id = 0  # asked all the same, so that an unknown name takes no less time
    row = db.session.execute(
        sa.select(Account.password_hash, Account.state).where(Account.id == account_id)
    ).first()
    return row.password_hash if row and row.state is AccountState.ACTIVE else None


def _enter(account_id: int, *, how: str, renewed_hash: str | None = None) -> SignedIn:
    who = queries.signed_in_as(account_id)
    if who is None:
        raise Invalid(WRONG_PAIR)
    along(partial(_note_entered, who.actor, account_id, how, renewed_hash))
    return who


def _note_entered(actor: Actor, account_id: int, how: str, renewed_hash: str | None) -> None:
    account = _locked(account_id)
    account.release()
    if renewed_hash:
        account.password_hash = renewed_hash
    emit(Event(events.SIGNED_IN, actor, account, {"how": how}))


def _locked(account_id: int) -> Account:
    """The row as it is now, kept from others who count a try on it until this is written."""
    return db.session.get_one(Account, account_id, with_for_update=True, populate_existing=True)


@bookkeeping
def _wait_for_code(tried: Try, renewed_hash: str | None) -> HalfWay:
    account = db.session.get_one(Account, tried.account_id)
    # Not `release`: who knows the password would get five new tries at the code with each one.
    tries.take_back(account, tried)
    if renewed_hash:
        account.password_hash = renewed_hash
    return _half_way(account)


def _half_way(account: Account) -> HalfWay:
    return HalfWay(account.id, _mark(account), (clock.now() + _HALF_WAY).isoformat())


def _mark(account: Account) -> str:
    """Changes with the password, so that an old half of a sign-in opens nothing."""
    return account.password_set_at.isoformat() if account.password_set_at else ""


def finish_sign_in(half_way: HalfWay, typed: str) -> SignedIn:
    """Judge the code of the authenticator app, or a recovery code, after the password.

    Wrong ones count like wrong passwords. Raises Invalid, TooManyAttempts, and WrongState when the
    password was proved too long ago or was changed since.
    """
    policy.require(PUBLIC, "account.sign_in")
    account = db.session.get_one(Account, half_way.account_id)
    if clock.now() >= datetime.fromisoformat(half_way.until) or _mark(account) != half_way.mark:
        raise WrongState(TOO_LATE)
    tried = tries.count_own_try(half_way.account_id)
    how = factor.prove(half_way.account_id, typed)
    if how is None:
        raise tries.judged_wrong(tried, events.CODE_FAILED) or Invalid(factor.WRONG_CODE)
    return _enter(half_way.account_id, how=f"sandi dan {how}")


@bookkeeping
def enter_demo(person_code: str) -> SignedIn:
    """Take a role of the demo city without a password. The page that asks exists in demo only.

    Raises NotFound when there is no such account.
    """
    policy.require(PUBLIC, "account.sign_in")
    account_id = tries.account_named(person_code, demo=True)
    if account_id is None or queries.signed_in_as(account_id) is None:
        raise NotFound(person_code)
    return _enter(account_id, how="demo")


@bookkeeping
def sign_out(actor: Actor, session_hash: str | None) -> None:
    """End this browser's session: nothing is kept of it."""
    policy.require(actor, "account.end_session")
    _rows_of(sa.delete(WebSession).where(WebSession.id_hash == session_hash))
    account = db.session.get_one(Account, actor.account_id)
    emit(Event(events.SIGNED_OUT, actor, account))


# ---- proving again who one is -------------------------------------------------------------------


def confirm_password(actor: Actor, password: str) -> bool:
    """Whether this is the actor's password, as a signature asks. Call it before the use case.

    Failures count like those of signing in. Raises TooManyAttempts on the fifth and while waiting.
    """
    return _confirm(
        actor,
        lambda account_id: passwords.matches(_password_of(account_id), password),
        events.CONFIRM_FAILED,
    )


def confirm_code(actor: Actor, typed: str) -> bool:
    """Whether this code of the actor's second factor counts now; otherwise as for a password."""
    return _confirm(
        actor,
        lambda account_id: factor.prove(account_id, typed) is not None,
        events.CODE_FAILED,
    )


def _confirm(actor: Actor, judge: Callable[[int], bool], failure: EventType) -> bool:
    if in_use_case():
        raise RuntimeError("confirm before the use case: a wrong try must stay counted")
    if actor.account_id is None:
        return False
    policy.require(actor, "account.confirm", db.session.get_one(Account, actor.account_id))
    tried = tries.count_own_try(actor.account_id)
    if judge(actor.account_id):
        along(partial(_release, actor.account_id))
        return True
    refusal = tries.judged_wrong(tried, failure)
    if refusal is not None:
        raise refusal
    return False


def _release(account_id: int) -> None:
    _locked(account_id).release()


def change_password(
    actor: Actor, old_password: str, new_password: str, session_hash: str | None
) -> None:
    """Set another password and end every session but this one.

    Raises Invalid with the fields `old_password` and `new_password`.
    """
    if not confirm_password(actor, old_password):
        raise Invalid(fields={"old_password": WRONG_PASSWORD})
    if old_password == new_password:
        raise Invalid(fields={"new_password": "Kata sandi baru harus berbeda dari yang lama."})
    _refuse_weak(actor.account_id or 0, new_password, "new_password")
    _store_password(actor, passwords.hash_of(new_password), session_hash)


def _refuse_weak(account_id: int, password: str, field: str) -> None:
    person = db.session.get_one(Account, account_id).person
    reason = passwords.weakness(password, name=person.name, nip=person.nip)
    if reason:
        raise Invalid(fields={field: reason})


@use_case
def _store_password(actor: Actor, new_hash: str, session_hash: str | None) -> None:
    account = db.session.get_one(Account, actor.account_id)
    policy.require(actor, "account.change_password", account)
    account.password_hash, account.password_set_at = new_hash, clock.now()
    _end_sessions(WebSession.account_id == account.id, WebSession.id_hash != session_hash)
    emit(Event(events.PASSWORD_CHANGED, actor, account))


# ---- activation ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Activation:
    """A proven activation code, waiting for its password."""

    account_id: int
    code_id: int


def code_hash(typed: str) -> str:
    """The keyed hash under which an activation code is stored."""
    return keys.fingerprint("activation code", codes.plain(typed))


def prove_code(nip: str, birth_date: date | None, code: str, ip_hash: str) -> Activation:
    """First step of activation. Counts like a sign-in. Raises Invalid or TooManyAttempts."""
    policy.require(PUBLIC, "account.sign_in")
    tried = tries.count_try(nip, ip_hash, demo=False)
    found = _living_code(tried.account_id or 0, code)
    if found is None or not _born_on(birth_date, found.account_id):
        raise tries.judged_wrong(tried, events.SIGN_IN_FAILED) or Invalid(WRONG_CODE)
    return Activation(found.account_id, found.id)


def _living_code(account_id: int, code: str) -> ActivationCode | None:
    newest = queries.newest_code(account_id)
    same = hmac.compare_digest(newest.code_hash if newest else "", code_hash(code))
    return newest if newest is not None and same and _usable(newest) else None


def _usable(code: ActivationCode) -> bool:
    return code.used_at is None and code.expires_at > clock.now()


def _born_on(day: date | None, account_id: int) -> bool:
    return day is not None and db.session.get_one(Account, account_id).person.birth_date == day


def activate(activation: Activation, password: str) -> SignedIn | HalfWay:
    """Second step: set the password with a proven code, and sign in.

    A second factor is asked for all the same: a printed code replaces the password only.

    Raises Invalid (field `password`) for a weak one, WrongState when the code is used or over.
    """
    _refuse_weak(activation.account_id, password, "password")
    return _activate(activation, passwords.hash_of(password))


@use_case
def _activate(activation: Activation, new_hash: str) -> SignedIn | HalfWay:
    account = db.session.scalars(
        sa.select(Account).where(Account.id == activation.account_id).with_for_update()
    ).one()
    code = queries.newest_code(account.id)
    if code is None or code.id != activation.code_id or not _usable(code):
        raise WrongState("Kode aktivasi ini tidak berlaku lagi. Minta kode baru ke BKPSDM.")
    holder = Actor(account.person_id, account.person.name, account_id=account.id)
    FLOW.move(account, "activate", holder)
    code.used_at = clock.now()
    account.password_hash, account.password_set_at = new_hash, clock.now()
    _end_sessions(WebSession.account_id == account.id)
    if queries.has_second_factor(account.id):
        return _half_way(account)
    return _enter(account.id, how="aktivasi")


# ---- devices ------------------------------------------------------------------------------------


@use_case
def end_session(actor: Actor, session_id: int) -> None:
    """Sign one of the actor's own devices out. Raises NotFound for anybody else's."""
    policy.require(actor, "account.end_session")
    row = db.session.get(WebSession, session_id)
    if row is None or row.account_id != actor.account_id or row.revoked_at:
        raise NotFound(f"session {session_id}")
    row.revoked_at = clock.now()
    account = db.session.get_one(Account, actor.account_id)
    emit(Event(events.SESSION_REVOKED, actor, account, {"sessions": 1}))


@use_case
def end_other_sessions(actor: Actor, session_hash: str | None) -> int:
    """Sign every other device of the actor out; gives how many there were."""
    policy.require(actor, "account.end_session")
    ended = _end_sessions(
        WebSession.account_id == actor.account_id, WebSession.id_hash != session_hash
    )
    account = db.session.get_one(Account, actor.account_id)
    emit(Event(events.SESSION_REVOKED, actor, account, {"sessions": ended}))
    return ended


def _end_sessions(*which: sa.ColumnElement[bool]) -> int:
    return _rows_of(
        sa.update(WebSession)
        .where(WebSession.revoked_at.is_(None), *which)
        .values(revoked_at=clock.now())
    )


def _rows_of(statement: sa.Update | sa.Delete) -> int:
    return int(cast(Any, db.session.execute(statement)).rowcount)


@bookkeeping
def purge_dead_rows() -> int:
    """Delete sessions dead for a day, and tries and unknown names older than that; gives how many.

    For the daily job.
    """
    before = clock.now() - _KEPT
    doomed = (
        sa.delete(WebSession).where(
            sa.or_(WebSession.expires_at < before, WebSession.revoked_at < before)
        ),
        sa.delete(SignInAttempt).where(SignInAttempt.at < before),
        sa.delete(UnknownName).where(UnknownName.last_tried_at < before),
    )
    return sum(_rows_of(one) for one in doomed)

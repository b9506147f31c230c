"""What those who look after accounts do: open, invite, lock, disable, grant and take back roles."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from app.accounts import events, factor, queries
from app.accounts.codes import new_code
from app.accounts.models import (
    Account,
    AccountState,
    ActivationCode,
    RoleGrant,
    RoleRevocation,
    WebSession,
)
from app.accounts.policy import GRANTABLE
from app.accounts.services import CODE_LIFE, code_hash
from app.accounts.workflow import FLOW
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event, emit
from app.core.sentences import Sentence
from app.database.base import db
from app.database.transaction import use_case
from app.people.models import Person

_ENDS_SESSIONS = ("lock", "disable")


@dataclass(frozen=True)
class PrintedCode:
    """A code in clear, for the one letter that carries it."""

    code: str
    expires_at: datetime


@use_case
def open_account(actor: Actor, person_id: int) -> Account:
    """An account for somebody who has none, in the state invited. Raises NotFound, WrongState."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound(f"person {person_id}")
    policy.require(actor, "account.open", person)
    if queries.account_of(person_id) is not None:
        raise WrongState("Pegawai ini sudah punya akun.")
    account = Account(person_id=person_id, state=AccountState.INVITED, created_at=clock.now())
    account.release()
    db.session.add(account)
    emit(Event(events.OPENED, actor, account))
    return account


@use_case
def issue_code(actor: Actor, person_id: int) -> PrintedCode:
    """A new activation code, valid for seven days; opens the account if there is none.

    The code before it is void at once. Raises NotFound, NotAllowed, WrongState.
    """
    account = queries.account_of(person_id) or open_account(actor, person_id)
    policy.require(actor, "account.issue_code", account)
    if account.state not in (AccountState.INVITED, AccountState.ACTIVE):
        raise WrongState(
            Sentence(
                "Status akun ini “%(state)s”. Buka dulu, lalu cetak kode.", state=account.state
            )
        )
    code, now = new_code(), clock.now()
    db.session.add(
        ActivationCode(
            account_id=account.id, code_hash=code_hash(code), issued_by_id=actor.account_id,
            created_at=now, expires_at=now + CODE_LIFE,
        )
    )  # fmt: skip
    emit(Event(events.CODE_ISSUED, actor, account))
    return PrintedCode(code, now + CODE_LIFE)


@use_case
def change_state(actor: Actor, person_id: int, action: str, reason: str) -> Account:
    """Lock, unlock, disable or enable. Locking and disabling end every session at once.

    Raises NotFound, NotAllowed, WrongState.
    """
    account = _account_of(person_id)
    if action == "activate":
        raise WrongState("Akun diaktifkan oleh pemiliknya.")
    FLOW.move(account, action, actor, reason=_given(reason))
    account.release()
    if action == "disable":
        account.password_hash = None
    if action in _ENDS_SESSIONS:
        db.session.execute(
            sa.update(WebSession)
            .where(WebSession.account_id == account.id, WebSession.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )
    return account


@use_case
def reset_second_factor(actor: Actor, person_id: int, reason: str) -> None:
    """Take a lost second factor off an account and end its sessions; never one's own.

    The holder is told, signs in with the password and, where his role demands it, sets up another.
    Raises NotFound, NotAllowed, WrongState, Invalid.
    """
    account = _account_of(person_id)
    policy.require(actor, "account.reset_factor", account)
    if not factor.drop(account.id):
        raise WrongState("Akun ini tidak memakai verifikasi dua langkah.")
    db.session.execute(
        sa.update(WebSession)
        .where(WebSession.account_id == account.id, WebSession.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
    emit(Event(events.FACTOR_RESET, actor, account, reason=_given(reason)))


def _account_of(person_id: int) -> Account:
    account = queries.account_of(person_id)
    if account is None:
        raise NotFound(f"account of person {person_id}")
    return account


def _given(reason: str) -> str:
    if not reason.strip():
        raise Invalid(fields={"reason": "Isi alasan."})
    return reason.strip()


@use_case
def grant_role(
    actor: Actor, person_id: int, role: Role, reason: str, *, until: date | None = None
) -> RoleGrant:
    """Give a role from today, until a day (inclusive) or until taken back; never to oneself.

    Raises NotFound, NotAllowed, Invalid (fields `role`, `reason`, `until`).
    """
    account = _account_of(person_id)
    policy.require(actor, "account.grant_role", account)
    if role not in GRANTABLE:
        raise Invalid(fields={"role": "Pilih peran."})
    if until is not None and until < clock.today():
        raise Invalid(fields={"until": "Tanggal berakhir tidak boleh sebelum hari ini."})
    if role in account.roles_in_force():
        raise Invalid(fields={"role": Sentence("Peran %(role)s sudah dipegang.", role=role)})
    grant = RoleGrant(
        account=account, role=role, valid_from=clock.today(), valid_to=until,
        reason=_given(reason), granted_by_id=actor.account_id, granted_at=clock.now(),
    )  # fmt: skip
    db.session.add(grant)
    emit(Event(events.ROLE_GRANTED, actor, account, _facts(grant), reason=grant.reason))
    return grant


@use_case
def revoke_role(actor: Actor, grant_id: int, reason: str) -> None:
    """Take a role back; the holder's very next page knows. Raises NotFound, NotAllowed, Invalid."""
    grant = queries.grant_for(actor, grant_id)
    policy.require(actor, "account.grant_role", grant.account)
    if not grant.in_force_on(clock.today()):
        raise WrongState("Peran ini sudah tidak berlaku.")
    revocation = RoleRevocation(
        grant=grant, reason=_given(reason), revoked_by_id=actor.account_id, revoked_at=clock.now()
    )
    db.session.add(revocation)
    emit(Event(events.ROLE_REVOKED, actor, grant.account, _facts(grant), reason=revocation.reason))


def _facts(grant: RoleGrant) -> dict[str, str | None]:
    until = grant.valid_to.isoformat() if grant.valid_to else None
    return {"role": grant.role.value, "role_label": grant.role.label, "until": until}


@use_case
def arrange_account(
    actor: Actor, person_id: int, password_hash: str, roles: tuple[Role, ...], reason: str
) -> Account:
    """An account ready for use, for the demo city only: the system acts, nobody is invited."""
    policy.require(actor, "account.arrange")
    account = queries.account_of(person_id) or open_account(actor, person_id)
    account.state = AccountState.ACTIVE
    account.password_hash, account.password_set_at = password_hash, clock.now()
    for role in roles:
        if role not in account.roles_in_force():
            grant_role(actor, person_id, role, reason)
    return account

"""The doors to accounts: who is signed in, one's own devices, and the list for its caretakers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.identity import SignedIn
from app.accounts.models import (
    Account,
    AccountState,
    ActivationCode,
    RecoveryCode,
    RoleGrant,
    RoleRevocation,
    SecondFactor,
    WebSession,
)
from app.accounts.workflow import FLOW
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.workflow import Move
from app.database.base import db
from app.database.paging import Paged, page_read
from app.database.prepared import prepared
from app.database.reading import record_for
from app.people import queries as people
from app.people.models import EmploymentKind, Person, Unit


def signed_in_as(account_id: int) -> SignedIn | None:
    """Account, person and roles of today in one query; None unless the account is active."""
    today = clock.today()
    rows = db.session.execute(*_account_and_roles(account_id, today)).all()
    if not rows or rows[0].state is not AccountState.ACTIVE:
        return None
    row = rows[0]
    serves = row.left_on is None or row.left_on > today
    # Who has left may still sign in (exit declaration) but keeps no office.
    granted = [one.role for one in rows if one.role is not None]
    roles = frozenset(granted) if serves else frozenset()
    if serves and row.kind is not EmploymentKind.HEAD_OF_REGION:
        roles |= {Role.EMPLOYEE}
    return SignedIn(account_id, Actor(row.id, row.name, roles, account_id), row.has_factor)


@prepared
def _account_and_roles(
    account_id: int, today: date
) -> sa.Select[AccountState, int, str, EmploymentKind, date | None, bool, Role]:
    """A row for each role in force today; a single one without role when there is none."""
    revoked = sa.exists().where(RoleRevocation.grant_id == RoleGrant.id)
    held = sa.and_(RoleGrant.account_id == Account.id, _within(today), ~revoked)
    return (
        sa.select(
            Account.state, Person.id, Person.name, Person.kind, Person.left_on,
            _confirmed_factor(Account.id).label("has_factor"), RoleGrant.role,
        )
        .join(Person, Account.person_id == Person.id)
        .outerjoin(RoleGrant, held)
        .where(Account.id == account_id)
    )  # fmt: skip


def _confirmed_factor(account_id: Any) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        SecondFactor.account_id == account_id,
        SecondFactor.confirmed_at.is_not(None),
        SecondFactor.ended_at.is_(None),
    )


def has_second_factor(account_id: int) -> bool:
    """Whether a code is asked of this account after the password."""
    return bool(db.session.scalar(sa.select(_confirmed_factor(account_id))))


def second_factor_of(account_id: int) -> SecondFactor | None:
    """The factor in use or being set up."""
    return db.session.scalar(
        sa.select(SecondFactor).where(
            SecondFactor.account_id == account_id, SecondFactor.ended_at.is_(None)
        )
    )


def recovery_codes_left(factor: SecondFactor) -> int:
    return (
        db.session.scalar(
            sa.select(sa.func.count(RecoveryCode.id)).where(
                RecoveryCode.factor_id == factor.id, RecoveryCode.used_at.is_(None)
            )
        )
        or 0
    )


def _within(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        RoleGrant.valid_from <= day,
        sa.or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to >= day),
    )


def _in_force(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(_within(day), RoleRevocation.id.is_(None))


def _granted(account_ids: Iterable[int], day: date) -> dict[int, frozenset[Role]]:
    rows = db.session.execute(
        sa.select(RoleGrant.account_id, RoleGrant.role)
        .outerjoin(RoleRevocation, RoleRevocation.grant_id == RoleGrant.id)
        .where(RoleGrant.account_id.in_(list(account_ids)), _in_force(day))
    )
    found: dict[int, frozenset[Role]] = {}
    for account_id, role in rows:
        found[account_id] = found.get(account_id, frozenset()) | {role}
    return found


def people_with_role(role: Role) -> list[int]:
    """Ids of the serving people who hold this granted role today and can sign in."""
    return list(db.session.scalars(*_with_role(role, clock.today())))


def office_of(role: Role) -> Unit | None:
    """The unit in which most who hold this role serve, for letters that no single officer sends."""
    posts = people.posts_of(people_with_role(role), clock.today())
    units = Counter(posts[one].unit for one in sorted(posts))
    return units.most_common(1)[0][0] if units else None


@prepared
def _with_role(role: Role, today: date) -> sa.Select[int]:
    return (
        sa.select(Account.person_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .outerjoin(RoleRevocation, RoleRevocation.grant_id == RoleGrant.id)
        .join(Person, Person.id == Account.person_id)
        .where(
            RoleGrant.role == role,
            _in_force(today),
            Account.state == AccountState.ACTIVE,
            sa.or_(Person.left_on.is_(None), Person.left_on > today),
        )
        .distinct()
        .order_by(Account.person_id)
    )


def holders_of(roles: Iterable[Role]) -> set[int]:
    """Ids of the people to whom one of these roles is granted, today or from a day to come."""
    today = clock.today()
    return set(
        db.session.scalars(
            sa.select(Account.person_id)
            .join(RoleGrant, RoleGrant.account_id == Account.id)
            .outerjoin(RoleRevocation, RoleRevocation.grant_id == RoleGrant.id)
            .where(
                RoleGrant.role.in_(tuple(roles)),
                RoleRevocation.id.is_(None),
                sa.or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to >= today),
            )
        )
    )


def account_of(person_id: int) -> Account | None:
    return db.session.scalar(sa.select(Account).where(Account.person_id == person_id))


# ---- one's own devices --------------------------------------------------------------------------


def living_sessions(account_id: int, idle: timedelta) -> sa.Select[WebSession]:
    now = clock.now()
    return sa.select(WebSession).where(
        WebSession.account_id == account_id,
        WebSession.revoked_at.is_(None),
        WebSession.expires_at > now,
        WebSession.seen_at > now - idle,
    )


@dataclass(frozen=True)
class Device:
    """One browser in which the person is signed in."""

    session_id: int
    name: str
    since: datetime
    seen_at: datetime
    this_one: bool


def devices_of(actor: Actor, this_hash: str | None, idle: timedelta) -> list[Device]:
    """Where the actor is signed in, this browser first, then the one last seen."""
    if actor.account_id is None:
        return []
    rows = db.session.scalars(living_sessions(actor.account_id, idle))
    found = [
        Device(row.id, row.device, row.created_at, row.seen_at, row.id_hash == this_hash)
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.this_one, -one.seen_at.timestamp()))


# ---- for those who look after accounts ----------------------------------------------------------


@dataclass(frozen=True)
class AccountLine:
    """One line of the account list; `state` is None for somebody without an account."""

    person_id: int
    name: str
    nip: str | None
    state: AccountState | None
    roles: list[Role]
    waits_until: datetime | None


def accounts_visible_to(actor: Actor, search: str = "", number: int = 1) -> Paged[AccountLine]:
    """Everybody of the staff with or without an account, by name. Raises NotAllowed."""
    policy.require(actor, "account.list")
    wanted = sa.select(Person, Account).outerjoin(Account, Account.person_id == Person.id)
    words = search.strip().casefold()
    if words:
        pattern = f"%{_literal(words)}%"
        compact = f"%{_literal(words.replace(' ', ''))}%"
        wanted = wanted.where(
            sa.func.lower(Person.name).like(pattern, escape="\\")
            | Person.nip.like(compact, escape="\\")
        )
    return page_read(wanted.order_by(Person.sort_name, Person.id), number, _lines)


def _lines(wanted: sa.Select[Person, Account]) -> list[AccountLine]:
    rows = db.session.execute(wanted).all()
    roles = _granted([account.id for _, account in rows if account], clock.today())
    return [_line(person, account, roles) for person, account in rows]


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _line(
    person: Person, account: Account | None, roles: dict[int, frozenset[Role]]
) -> AccountLine:
    held = sorted(roles.get(account.id, ()), key=lambda r: r.label) if account else []
    waits = account.waits_until(clock.now()) if account else None
    state = account.state if account else None
    return AccountLine(person.id, person.name, person.nip, state, held, waits)


@dataclass(frozen=True)
class AccountSheet:
    """Everything the page of one account shows."""

    person: Person
    account: Account | None
    grants: list[RoleGrant]
    waits_until: datetime | None
    code_until: datetime | None
    has_second_factor: bool = False


def account_sheet_for(actor: Actor, person_id: int) -> AccountSheet:
    """The account of a person, for its caretakers. Raises NotFound."""
    person = record_for(actor, "account.list", Person, person_id)
    account = db.session.scalar(
        sa.select(Account)
        .where(Account.person_id == person_id)
        .options(selectinload(Account.grants).selectinload(RoleGrant.revocation))
    )
    if account is None:
        return AccountSheet(person, None, [], None, None)
    code = newest_code(account.id)
    alive = code is not None and code.used_at is None and code.expires_at > clock.now()
    return AccountSheet(
        person, account, list(account.grants), account.waits_until(clock.now()),
        code.expires_at if code is not None and alive else None, has_second_factor(account.id),
    )  # fmt: skip


def newest_code(account_id: int) -> ActivationCode | None:
    return db.session.scalar(
        sa.select(ActivationCode)
        .where(ActivationCode.account_id == account_id)
        .order_by(ActivationCode.id.desc())
        .limit(1)
    )


def grant_for(actor: Actor, grant_id: int) -> RoleGrant:
    """A granted role with its account and person, for caretakers. Raises NotFound."""
    whose = joinedload(RoleGrant.account).joinedload(Account.person)
    return record_for(actor, "account.list", RoleGrant, grant_id, options=[whose])


def moves_open_to(actor: Actor, sheet: AccountSheet) -> list[Move]:
    """What the actor may do with this account now; ending a wait only while there is one."""
    if sheet.account is None:
        return []
    waits = sheet.waits_until is not None
    return [
        move
        for move in FLOW.moves_open_to(actor, sheet.account)
        if move.action != "activate"
        and (move.action != "unlock" or waits or move.frm is AccountState.LOCKED)
    ]


def move_for(actor: Actor, sheet: AccountSheet, action: str) -> Move:
    """The step about to be taken. Raises NotFound, NotAllowed or WrongState."""
    if sheet.account is None:
        raise NotFound(f"account of person {sheet.person.id}")
    return FLOW.check(sheet.account, action, actor)


def may_issue_code(actor: Actor, sheet: AccountSheet) -> bool:
    if sheet.account is None:
        return policy.can(actor, "account.open", sheet.person)
    invitable = sheet.account.state in (AccountState.INVITED, AccountState.ACTIVE)
    return invitable and policy.can(actor, "account.issue_code", sheet.account)

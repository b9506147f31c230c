"""Counting tries at sign-in, activation and confirmation: per name and per address, in SQL (C09)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.accounts import events
from app.accounts.models import Account, Brake, SignInAttempt, UnknownName
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid
from app.core.events import Event, EventType, emit
from app.core.sentences import Sentence
from app.database import keys
from app.database.base import db
from app.database.transaction import bookkeeping
from app.people.models import Person

PER_ADDRESS = 30
ADDRESS_WINDOW = timedelta(minutes=1)
_DEMO_CODE = re.compile(r"e\d{2}")


class TooManyAttempts(Invalid):
    """Nobody may try this name, or from this address, before `until`."""

    def __init__(self, until: datetime) -> None:
        local = clock.local(until + timedelta(seconds=59))  # the first whole minute that is free
        super().__init__(
            Sentence(
                "Terlalu banyak percobaan. Coba lagi pukul %(hour)s %(zone)s.",
                hour=f"{local:%H.%M}",
                zone=clock.abbreviation(),
            )
        )
        self.until = until


@dataclass(frozen=True)
class Try:
    """A try that was counted and may now be judged, outside any transaction."""

    attempt_id: int | None
    account_id: int | None
    last_before_wait: bool
    locked_until: datetime | None


def tidy_name(typed: str) -> str:
    """A NIP as printed on paper has spaces; a demo code may be written E-18."""
    return re.sub(r"[\s.\-]", "", typed).casefold()


def account_named(typed: str, *, demo: bool) -> int | None:
    """The account a typed name means: a NIP or, in demo mode only, a short code."""
    name = tidy_name(typed)
    if demo and _DEMO_CODE.fullmatch(name):
        plain_code = sa.func.replace(sa.func.lower(Person.code), "-", "")
        wanted = plain_code == name
    else:
        wanted = Person.nip == name
    return db.session.scalar(
        sa.select(Account.id).join(Person, Account.person_id == Person.id).where(wanted)
    )


@bookkeeping
def count_try(typed: str, ip_hash: str, *, demo: bool) -> Try:
    """Count a try from outside. Raises TooManyAttempts, and then nothing was counted."""
    now = clock.now()
    _brake_address(ip_hash, now)
    account_id = account_named(typed, demo=demo)
    attempt = SignInAttempt(ip_hash=ip_hash, account_id=account_id, at=now)
    brake: Brake = _account(account_id) if account_id else _unknown(tidy_name(typed), now)
    last = _count(brake, now)
    db.session.add(attempt)
    db.session.flush()
    return Try(attempt.id, account_id, last, brake.locked_until)


@bookkeeping
def count_own_try(account_id: int) -> Try:
    """Count a try of somebody signed in to prove who they are. Raises TooManyAttempts."""
    account = _account(account_id)
    last = _count(account, clock.now())
    return Try(None, account_id, last, account.locked_until)


def _count(brake: Brake, now: datetime) -> bool:
    until = brake.waits_until(now)
    if until is not None:
        raise TooManyAttempts(until)
    return brake.count_try(now)


def _account(account_id: int) -> Account:
    return db.session.scalars(
        sa.select(Account).where(Account.id == account_id).with_for_update()
    ).one()


def _unknown(name: str, now: datetime) -> UnknownName:
    key = keys.fingerprint("sign-in name", name)
    wanted = sa.select(UnknownName).where(UnknownName.key == key).with_for_update()
    found = db.session.scalar(wanted)
    if found is None:
        try:
            with db.session.begin_nested():
                found = UnknownName(key=key, last_tried_at=now, failed_attempts=0)
                db.session.add(found)
        except IntegrityError:
            found = db.session.scalars(wanted).one()
    found.last_tried_at = now
    return found


def _brake_address(ip_hash: str, now: datetime) -> None:
    tried, first = db.session.execute(
        sa.select(sa.func.count(), sa.func.min(SignInAttempt.at)).where(
            SignInAttempt.ip_hash == ip_hash, SignInAttempt.at > now - ADDRESS_WINDOW
        )
    ).one()
    if tried >= PER_ADDRESS:
        raise TooManyAttempts(first + ADDRESS_WINDOW)


def take_back(account: Account, tried: Try) -> None:
    """Forget one try that was right but opened nothing yet; wrong ones around it stay counted."""
    account.failed_attempts = max(0, account.failed_attempts - 1)
    if tried.last_before_wait and account.locked_until == tried.locked_until:
        account.locked_until = None


@bookkeeping
def note_failure(tried: Try, kind: EventType) -> None:
    """Write that a counted try was wrong; tell the holder when the account must now wait."""
    facts = {"account_id": tried.account_id}
    if tried.attempt_id is not None:
        subject = db.session.get_one(SignInAttempt, tried.attempt_id)
        emit(Event(kind, SYSTEM, subject, facts))
    if tried.account_id is None:
        return
    account = db.session.get_one(Account, tried.account_id)
    if tried.attempt_id is None:
        emit(Event(kind, SYSTEM, account))
    if tried.last_before_wait:
        emit(Event(events.BRAKED, SYSTEM, account))


def judged_wrong(tried: Try, kind: EventType) -> TooManyAttempts | None:
    """Note a wrong try; gives the refusal to raise when it was the last one before a wait."""
    note_failure(tried, kind)
    if tried.last_before_wait and tried.locked_until is not None:
        return TooManyAttempts(tried.locked_until)
    return None

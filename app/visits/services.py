"""Letting a visitor in by number and code, keeping the visit short, ending it, counting knocks."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa

from app.accounts import codes, passwords
from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid
from app.database.base import db
from app.database.transaction import bookkeeping
from app.visits import doors
from app.visits.doors import Door, Lock
from app.visits.models import Knock, Visit

MOST_TRIES = 5  # S-10
WINDOW = timedelta(minutes=15)
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=1)
TRACK = "lacak"
WRONG = "Nomor atau kode tidak cocok. Periksa lagi."
TOO_MANY = "Terlalu banyak percobaan. Coba lagi 15 menit lagi."
_SEEN_EVERY = timedelta(minutes=1)
_KEPT = timedelta(days=1)
_KEY_BYTES = 32
_LONGEST_TYPED = 64


class TooManyKnocks(Invalid):
    """Nobody at this address may try this door for a while."""


@dataclass(frozen=True)
class Entered:
    """A visit that began: the cookie's key, shown to nobody else, and where to go."""

    token: str
    page: str


def new_code() -> str:
    """A new secret code in four groups, for the letter or the page that shows it once."""
    return codes.new_code(codes.OUTSIDE_GROUPS)


def code_hash(code: str) -> str:
    """What is kept of a code. Costs as much as a password."""
    return passwords.hash_of(codes.plain(code))


def is_code(stored: str | None, typed: str) -> bool:
    """Whether this is the code; takes the same time when nothing is stored."""
    return passwords.matches(stored, codes.plain(typed[:_LONGEST_TYPED]))


def enter(number: str, code: str, ip_hash: str) -> Entered:
    """Begin a visit. Raises Invalid with one sentence whatever was wrong, TooManyKnocks.

    The try is counted before it is judged, and every try costs one argon2id, whether or not there
    is such a number.
    """
    knock_id = knock(TRACK, ip_hash, MOST_TRIES, WINDOW)
    door, lock = _behind(tidy_number(number))
    if not is_code(lock.code_hash if lock else None, code) or door is None or lock is None:
        raise Invalid(WRONG)
    return _let_in(door, lock, knock_id)


def tidy_number(typed: str) -> str:
    """`adu 2026 0003` is ADU-2026-0003."""
    return "-".join(typed[:_LONGEST_TYPED].upper().replace("-", " ").split())


def _behind(number: str) -> tuple[Door | None, Lock | None]:
    """Every door is asked, so that none answers sooner than another."""
    found: tuple[Door | None, Lock | None] = (None, None)
    for door in doors.all_doors():
        lock = door.find(number)
        found = (door, lock) if lock is not None else found
    return found


@bookkeeping
def knock(door: str, ip_hash: str, most: int, window: timedelta) -> int:
    """Count one try; gives its id, so that a right one can be taken back. Raises TooManyKnocks."""
    now = clock.now()
    tried = db.session.scalar(
        sa.select(sa.func.count(Knock.id)).where(
            Knock.door == door, Knock.ip_hash == ip_hash, Knock.at > now - window
        )
    )
    if (tried or 0) >= most:
        raise TooManyKnocks(TOO_MANY)
    row = Knock(door=door, ip_hash=ip_hash, at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


@bookkeeping
def _let_in(door: Door, lock: Lock, knock_id: int) -> Entered:
    now = clock.now()
    db.session.execute(sa.delete(Knock).where(Knock.id == knock_id))
    token = secrets.token_urlsafe(_KEY_BYTES)
    db.session.add(
        Visit(
            token_hash=_hash(token), subject_type=door.subject_type, subject_id=lock.subject_id,
            seen_at=now, expires_at=now + LONGEST,
        )
    )  # fmt: skip
    return Entered(token, door.page)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def visitor(token: str, subject_type: str | None = None) -> Actor | None:
    """Who visits a record (of this table) with this key, or None: no visit, or it is over."""
    if not token or len(token) > _LONGEST_TYPED:
        return None
    found = db.session.execute(
        sa.select(Visit.subject_type, Visit.subject_id, Visit.seen_at, Visit.expires_at).where(
            Visit.token_hash == _hash(token)
        )
    ).first()
    now = clock.now()
    if found is None or not _lives(found.seen_at, found.expires_at, now):
        return None
    door = doors.door_of(found.subject_type)
    if door is None or subject_type not in (None, found.subject_type):
        return None
    if now - found.seen_at >= _SEEN_EVERY:
        _note_seen(token)
    return Actor(None, door.label, opened=frozenset({(found.subject_type, found.subject_id)}))


def _lives(seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
    return now < expires_at and now - seen_at < IDLE


@bookkeeping
def _note_seen(token: str) -> None:
    db.session.execute(
        sa.update(Visit).where(Visit.token_hash == _hash(token)).values(seen_at=clock.now())
    )


@bookkeeping
def leave(token: str) -> None:
    """End the visit with this key."""
    db.session.execute(sa.delete(Visit).where(Visit.token_hash == _hash(token)))


def end_all(subject: Any) -> None:
    """End every visit to a record, in the caller's use case: its code was replaced."""
    db.session.execute(
        sa.delete(Visit).where(
            Visit.subject_type == subject.__tablename__, Visit.subject_id == subject.id
        )
    )


@bookkeeping
def clear_old() -> int:
    """Delete visits that are over and knocks of yesterday; gives how many. For the daily job."""
    now = clock.now()
    doomed = (
        sa.delete(Visit).where(Visit.expires_at <= now),
        sa.delete(Knock).where(Knock.at < now - _KEPT),
    )
    return sum(int(cast(Any, db.session.execute(one)).rowcount) for one in doomed)

"""How often the public may knock, in the database (C09), and the brake when too many do (C10).

The brake is no riddle for people: a browser with JavaScript works for a second on a signed puzzle
that counts once and for this visit only; without JavaScript one waits a minute, and only so many
an hour get through that way. Below the soft limit nobody notices anything.
"""

import enum
import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest, token_hex
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.complaints.models import SpentChallenge
from app.core import clock
from app.core.errors import Invalid
from app.core.sentences import Sentence
from app.database import keys
from app.database.base import db
from app.database.transaction import bookkeeping
from app.visits.models import Knock

_HOUR = timedelta(hours=1)


class Door(enum.Enum):
    """What the public may do only so often."""

    FILING = "aduan_kirim"
    DRAFTING = "aduan_mulai"
    DRAFT_CODE = "aduan_draf"
    NAMES = "aduan_nama"
    UPLOAD = "aduan_bukti"


@dataclass(frozen=True)
class Limit:
    """At most `most` from one address within `window`; above `soft` an hour in all, the brake."""

    most: int
    window: timedelta = _HOUR
    soft: int | None = None


LIMITS: dict[Door, Limit] = {
    Door.FILING: Limit(5, soft=20),
    Door.DRAFTING: Limit(20, soft=240),
    Door.UPLOAD: Limit(30),
    Door.NAMES: Limit(60, timedelta(minutes=10)),
    Door.DRAFT_CODE: Limit(10, timedelta(minutes=1), soft=600),
}
# An hour's complaints that come in by waiting instead of working.
MOST_WAITED = 20
WAIT_SECONDS = 60
_PUZZLE_BITS = 16  # some 65,000 hashes, about a second on a phone
_PUZZLE_LIVES = timedelta(minutes=30)
_LONGEST_PROOF = 2000
_FIELDS = {"salt", "for", "until", "from", "bits"}


class TooMany(Invalid):
    """Nobody may knock here from this address before `until`."""

    def __init__(self, until: datetime) -> None:
        local = clock.local(until + timedelta(seconds=59))
        super().__init__(
            Sentence(
                "Terlalu banyak percobaan dari jaringan ini. Coba lagi pukul %(hour)s %(zone)s.",
                hour=f"{local:%H.%M}",
                zone=clock.abbreviation(),
            )
        )
        self.until = until


class BrakeIsOn(Invalid):
    """More come than usual: prove some work, or wait (see `puzzle_for`)."""

    def __init__(self, door: Door) -> None:
        super().__init__("Banyak aduan masuk saat ini. Tunggu sebentar, lalu kirim lagi.")
        self.door = door


def check(door: Door, ip_hash: str) -> None:
    """Raise TooMany when this address has knocked often enough. Writes nothing."""
    limit, now = LIMITS[door], clock.now()
    tried, first = db.session.execute(
        sa.select(sa.func.count(), sa.func.min(Knock.at)).where(
            Knock.door == door.value, Knock.ip_hash == ip_hash, Knock.at > now - limit.window
        )
    ).one()
    if tried >= limit.most:
        raise TooMany(first + limit.window)


@bookkeeping
def knock(door: Door, ip_hash: str) -> None:
    """Count one try, in the running use case or one of its own. Raises TooMany."""
    check(door, ip_hash)
    db.session.add(Knock(door=door.value, ip_hash=ip_hash, at=clock.now()))
    db.session.flush()


def brake_is_on(door: Door) -> bool:
    """Whether more come than usual, from everywhere together."""
    soft = LIMITS[door].soft
    if soft is None:
        return False
    since = clock.now() - _HOUR
    busy = sa.select(Knock.id).where(Knock.door == door.value, Knock.at > since).limit(soft)
    return len(db.session.scalars(busy).all()) >= soft


# ── proof of work, and waiting instead ────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Puzzle:
    """What a page needs: the signed puzzle, how hard it is, and a ticket for who waits instead."""

    challenge: str
    bits: int
    ticket: str
    wait_seconds: int


def puzzle_for(door: Door, visit_fingerprint: str) -> Puzzle:
    """A puzzle of this visit and this door only."""
    now = clock.now()
    until = int((now + _PUZZLE_LIVES).timestamp())
    common = {"for": f"{door.value}/{visit_fingerprint}", "until": until}
    challenge = _signed({**common, "salt": token_hex(12), "bits": _PUZZLE_BITS, "from": 0})
    ready = int(now.timestamp()) + WAIT_SECONDS
    ticket = _signed({**common, "salt": token_hex(12), "bits": 0, "from": ready})
    return Puzzle(challenge, _PUZZLE_BITS, ticket, WAIT_SECONDS)


def _signed(facts: dict[str, object]) -> str:
    text = urlsafe_b64encode(json.dumps(facts, separators=(",", ":")).encode()).decode()
    return f"{text}.{keys.fingerprint('proof of work', text)}"


def judge(door: Door, visit_fingerprint: str, proof: str) -> bool:
    """Whether this proof (`challenge:answer`, or a ticket whose time has come) opens the door.

    Looks at nothing of the database; `spend` makes it count once.
    """
    if not proof or len(proof) > _LONGEST_PROOF:
        return False
    challenge, _, answer = proof.partition(":")
    facts = _read(challenge)
    if facts is None or facts["for"] != f"{door.value}/{visit_fingerprint}":
        return False
    now = int(clock.now().timestamp())
    if not int(facts["from"]) <= now <= int(facts["until"]):
        return False
    return _zeros(f"{challenge}:{answer}") >= int(facts["bits"])


def _read(challenge: str) -> dict[str, str] | None:
    text, _, signature = challenge.partition(".")
    if not compare_digest(signature, keys.fingerprint("proof of work", text)):
        return None
    try:
        facts = json.loads(urlsafe_b64decode(text))
    except (ValueError, NotBase64):
        return None
    return facts if isinstance(facts, dict) and set(facts) == _FIELDS else None


def _zeros(text: str) -> int:
    """How many zero bits the hash begins with."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return 256 - number.bit_length()


def waited(proof: str) -> bool:
    """Whether a judged proof is a ticket of somebody who waited."""
    facts = _read(proof.partition(":")[0])
    return facts is not None and int(facts["bits"]) == 0


def spend(proof: str) -> None:
    """In the use case it opened: the same proof opens nothing again, and few may come by waiting.

    Raises Invalid for either.
    """
    challenge = proof.partition(":")[0]
    if waited(proof):
        _count_waiting()
    row = SpentChallenge(
        fingerprint=hashlib.sha256(challenge.encode()).hexdigest(),
        expires_at=clock.now() + 2 * _PUZZLE_LIVES,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        raise Invalid("Tanda kirim ini sudah dipakai. Tekan Kirim sekali lagi.") from error


def _count_waiting() -> None:
    """Those who waited are counted under an address of their own: nobody's."""
    since = clock.now() - _HOUR
    asked = sa.select(Knock.id).where(
        Knock.door == Door.FILING.value, Knock.ip_hash == _WAITED, Knock.at > since
    )
    if len(db.session.scalars(asked.limit(MOST_WAITED)).all()) >= MOST_WAITED:
        raise Invalid(
            "Saat ini terlalu banyak aduan masuk. Draf Anda aman. Coba lagi satu jam lagi, atau "
            "datang langsung."
        )
    db.session.add(Knock(door=Door.FILING.value, ip_hash=_WAITED, at=clock.now()))


_WAITED = "menunggu"


@bookkeeping
def forget_spent() -> int:
    """Spent puzzles are kept as long as they could be shown again; gives how many went."""
    gone = db.session.execute(
        sa.delete(SpentChallenge).where(SpentChallenge.expires_at < clock.now())
    )
    return int(cast(Any, gone).rowcount)

"""Files the scanner could not judge: kept, sealed, shown to nobody, asked about again until judged."""

from datetime import timedelta

import sqlalchemy as sa

from app.attachments import scanning, storage
from app.attachments.events import CLEARED, INFECTED
from app.attachments.models import Attachment, Quarantine, QuarantineState
from app.attachments.scanning import ScannerAway
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.database.base import db
from app.database.keys import Tampered
from app.database.transaction import bookkeeping, use_case
from app.outbox import services as outbox
from app.outbox.handlers import Task

SCAN = "attachments.scan"
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_MOST_DOUBLINGS = 6


def begin(uid: str, sha256: str) -> None:
    """Keep this file away from readers until it is judged, inside the use case that stores it."""
    row = Quarantine(
        uid=uid, sha256=sha256, state=QuarantineState.WAITING, since=clock.now(), tries=0
    )
    db.session.add(row)
    _order(row)


def _order(row: Quarantine) -> None:
    pause = min(_FIRST_PAUSE * 2 ** min(row.tries, _MOST_DOUBLINGS), _LONGEST_PAUSE)
    outbox.enqueue(SCAN, payload={"uid": row.uid}, run_after=clock.now() + pause)


def scan_now(task: Task) -> None:
    """The job: ask about one file; while the scanner is away, order the next try."""
    uid = str(task.payload["uid"])
    row = _waiting(uid)
    if row is None:
        return
    try:
        threat = scanning.threat_in(storage.read(uid, row.sha256, storage.ORIGINAL))
    except ScannerAway:
        _try_later(uid)
    except (FileNotFoundError, Tampered):
        _judge(uid, "unreadable")
    else:
        _judge(uid, threat)


def _waiting(uid: str) -> Quarantine | None:
    return db.session.scalar(
        sa.select(Quarantine).where(
            Quarantine.uid == uid, Quarantine.state == QuarantineState.WAITING
        )
    )


@bookkeeping
def _try_later(uid: str) -> None:
    row = _waiting(uid)
    if row is not None:
        row.tries += 1
        _order(row)


@use_case
def _judge(uid: str, threat: str | None) -> None:
    row = _waiting(uid)
    if row is None:
        return
    row.state = QuarantineState.INFECTED if threat else QuarantineState.CLEAN
    row.threat, row.judged_at = threat, clock.now()
    kept = db.session.scalar(sa.select(Attachment).where(Attachment.uid == uid))
    if kept is not None:
        facts = {"of": f"{kept.subject_type}/{kept.subject_id}"}
        events.emit(Event(INFECTED if threat else CLEARED, SYSTEM, kept, facts))


def ask_again(actor: Actor) -> int:
    """Order a try for every file that waits longer than any pause; once a day. Gives how many."""
    policy.require(actor, "attachment.tidy")
    return _order_old()


@use_case
def _order_old() -> int:
    old = db.session.scalars(
        sa.select(Quarantine).where(
            Quarantine.state == QuarantineState.WAITING,
            Quarantine.since < clock.now() - 2 * _LONGEST_PAUSE,
        )
    ).all()
    for row in old:
        outbox.enqueue(SCAN, payload={"uid": row.uid}, dedupe_key=f"{SCAN}/{row.uid}/{row.tries}")
    return len(old)

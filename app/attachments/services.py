"""Keeping evidence with a record, and clearing away what no record ever came to know."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.attachments import quarantine, storage
from app.attachments.events import STORED
from app.attachments.models import Attachment, HeldFile
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Busy, Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case

MOST_FILES = 10  # of one record (C28)
MOST_TOGETHER = 50 * 1024 * 1024  # bytes of one record
LONGEST_CAPTION = 200
_FORGOTTEN_AFTER = 2 * 24 * 3600  # seconds; longer than any transaction or demo seeding lasts
_log = logging.getLogger(__name__)


@use_case
def store(
    actor: Actor,
    subject: Any,
    files: Sequence[JudgedFile],
    *,
    place: str = "",
    caption: str = "",
    field: str = "evidence",
) -> list[Attachment]:
    """Keep judged files with a record, in the caller's transaction; the caller has asked its policy.

    The bytes are on the disk before the rows are committed: a row never lacks its file, and a file
    whose row was not committed is found by nobody. Raises Invalid (for `field`) above 10 files or
    50 MB of one record, Busy when the disk does not take them.
    """
    policy.require(actor, "attachment.store")
    if not files:
        return []
    take_turn()  # two uploads at once are counted one after the other
    _check_room(subject, files, field)
    return [_kept(actor, subject, one, place, caption) for one in files]


def _check_room(subject: Any, files: Sequence[JudgedFile], field: str) -> None:
    number, together = db.session.execute(
        sa.select(sa.func.count(Attachment.id), sa.func.sum(Attachment.size)).where(
            Attachment.subject_type == subject.__tablename__, Attachment.subject_id == subject.id
        )
    ).one()
    check_room(number, int(together or 0), files, field)


def check_room(number: int, together: int, files: Sequence[JudgedFile], field: str) -> None:
    """Raise Invalid when a record with so many files and bytes has no room for these."""
    if number + len(files) > MOST_FILES:
        sentence = Sentence("Paling banyak %(n)s berkas. Sudah ada %(m)s.", n=MOST_FILES, m=number)
        raise Invalid(fields={field: sentence})
    if together + sum(len(one.content) for one in files) > MOST_TOGETHER:
        raise Invalid(fields={field: "Semua berkas bersama paling besar 50 MB."})


def _kept(actor: Actor, subject: Any, file: JudgedFile, place: str, caption: str) -> Attachment:
    row = Attachment(
        uid=new_uid(),
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        place=place,
        kind=file.kind,
        size=len(file.content),
        sha256=file.sha256,
        served_size=len(file.served),
        pages=file.pages,
        stored_at=clock.now(),
        stored_by_id=actor.person_id,
    )
    row.facts = {"name": file.name, "caption": caption[:LONGEST_CAPTION]}
    written(row.uid, file)
    db.session.add(row)
    db.session.flush()
    facts = {
        "of": f"{row.subject_type}/{row.subject_id}", "sha256": row.sha256, "size": row.size,
        "kind": row.kind.value,
    }  # fmt: skip
    events.emit(Event(STORED, actor, row, facts))
    return row


def written(uid: str, file: JudgedFile) -> None:
    """Put both parts of a file on the disk, under its row's name; unjudged, into quarantine.

    Raises Busy when the disk is full.
    """
    try:
        storage.write(uid, file.sha256, storage.ORIGINAL, file.content)
        storage.write(uid, file.sha256, storage.SERVED, file.served)
    except OSError as error:
        _log.exception("evidence could not be written")
        raise Busy("Berkas belum bisa disimpan. Coba lagi sebentar lagi.") from error
    if not file.scanned:
        quarantine.begin(uid, file.sha256)


def clear_forgotten(actor: Actor) -> int:
    """Remove files whose upload was never committed, once a day; gives how many.

    Each upload writes under a name of its own, so a file that is old and unknown stays unknown.
    """
    policy.require(actor, "attachment.tidy")
    old = list(storage.older_than(_FORGOTTEN_AFTER))
    removed = 0
    for start in range(0, len(old), 500):
        removed += _clear(old[start : start + 500])
    return removed


def _clear(some: Sequence[tuple[str, Path]]) -> int:
    uids = {uid for uid, _path in some}
    known = {
        uid
        for kept in (Attachment, HeldFile)
        for uid in db.session.scalars(sa.select(kept.uid).where(kept.uid.in_(uids)))
    }
    forgotten = [path for uid, path in some if uid not in known]
    for path in forgotten:
        path.unlink(missing_ok=True)
    return len(forgotten)

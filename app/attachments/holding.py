"""Files of something still being written: kept with its draft, evidence as soon as it is filed."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.attachments.events import STORED
from app.attachments.models import Attachment, HeldFile
from app.attachments.services import LONGEST_CAPTION, check_room, written
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.core import clock, events
from app.core.actor import Actor
from app.core.events import Event
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case


def held_with(owner: Any) -> list[HeldFile]:
    """The files of this draft, in the order they came. The caller has checked who asks."""
    return list(db.session.scalars(_of(owner).order_by(HeldFile.id)))


def _of(owner: Any) -> sa.Select[HeldFile]:
    return sa.select(HeldFile).where(
        HeldFile.owner_type == owner.__tablename__, HeldFile.owner_id == owner.id
    )


@use_case
def hold(owner: Any, files: Sequence[JudgedFile], *, caption: str, field: str) -> None:
    """Keep judged files with a draft. Raises Invalid (for `field`) above a record's limits, Busy."""
    if not files:
        return
    held = held_with(owner)
    check_room(len(held), sum(one.size for one in held), files, field)
    for file in files:
        row = HeldFile(
            uid=new_uid(), owner_type=owner.__tablename__, owner_id=owner.id, kind=file.kind,
            size=len(file.content), sha256=file.sha256, served_size=len(file.served),
            pages=file.pages, held_at=clock.now(),
        )  # fmt: skip
        row.facts = {"name": file.name, "caption": caption[:LONGEST_CAPTION]}
        written(row.uid, file)
        db.session.add(row)
    db.session.flush()


@use_case
def let_go(owner: Any, held_id: int) -> None:
    """Take one file out again; nothing when the draft has no such file. The daily task removes its
    bytes, so that nothing is lost should this transaction fail."""
    row = db.session.scalars(_of(owner).where(HeldFile.id == held_id)).first()
    if row is not None:
        db.session.delete(row)


@use_case
def let_all_go(owner: Any) -> None:
    """Forget the files of a draft that is dropped."""
    for row in held_with(owner):
        db.session.delete(row)


@use_case
def hand_over(actor: Actor, owner: Any, subject: Any) -> list[Attachment]:
    """Make the files of a draft evidence of the record it became; no byte is moved."""
    take_turn()
    handed = []
    for held in held_with(owner):
        row = Attachment(
            uid=held.uid, subject_type=subject.__tablename__, subject_id=subject.id, place="",
            kind=held.kind, size=held.size, sha256=held.sha256, served_size=held.served_size,
            pages=held.pages, stored_at=clock.now(), stored_by_id=actor.person_id,
        )  # fmt: skip
        row.facts = held.facts
        db.session.add(row)
        db.session.delete(held)
        db.session.flush()
        facts = {
            "of": f"{row.subject_type}/{row.subject_id}", "sha256": row.sha256, "size": row.size,
            "kind": row.kind.value,
        }  # fmt: skip
        events.emit(Event(STORED, actor, row, facts))
        handed.append(row)
    return handed

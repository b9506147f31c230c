"""Reading evidence, always as somebody: lists for the record's own page, and the bytes."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.attachments import storage
from app.attachments.models import Attachment
from app.core import policy
from app.core.actor import Actor
from app.core.errors import WrongState
from app.database.base import db
from app.database.keys import Tampered
from app.database.reading import record_for

_WAITS = "Berkas ini masih diperiksa. Coba lagi beberapa menit lagi."
_DANGEROUS = "Berkas ini mengandung program berbahaya dan tidak dapat dibuka."
Gone = (FileNotFoundError, Tampered)


def attachments_of(actor: Actor, subject: Any, place: str | None = None) -> list[Attachment]:
    """The evidence of one record (of one `place` in it), oldest first; empty for who may not read it."""
    found = attachments_by_subject(actor, subject.__tablename__, [subject.id]).get(subject.id, [])
    return [one for one in found if place is None or one.place == place]


def attachments_by_subject(
    actor: Actor, subject_type: str, subject_ids: Iterable[int]
) -> dict[int, list[Attachment]]:
    """The evidence of many records of one kind by record; only of those the actor may read."""
    wanted = sorted(set(subject_ids))
    found: dict[int, list[Attachment]] = {}
    for one in db.session.scalars(
        sa.select(Attachment)
        .where(Attachment.subject_type == subject_type, Attachment.subject_id.in_(wanted))
        .order_by(Attachment.id)
    ):
        found.setdefault(one.subject_id, []).append(one)
    return {
        number: files
        for number, files in found.items()
        if policy.can(actor, "attachment.read", files[0])
    }


def attachment_for(actor: Actor, attachment_id: int) -> Attachment:
    """One file's row, or NotFound for whoever may not read the record it belongs to."""
    return record_for(actor, "attachment.read", Attachment, attachment_id)


def content_of(attachment: Attachment) -> bytes:
    """The working copy: the content without metadata.

    Raises WrongState while it waits for the scanner or is infected, or one of `Gone`.
    """
    if not attachment.viewable:
        waits = attachment.quarantine and attachment.quarantine.judged_at is None
        raise WrongState(_WAITS if waits else _DANGEROUS)
    return storage.read(attachment.uid, attachment.sha256, storage.SERVED)

"""Finding letters: by number for those who may read them, by code for anybody who verifies one."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import sqlalchemy as sa

from app.core.actor import Actor
from app.database.base import db
from app.database.prepared import prepared
from app.database.reading import record_for
from app.documents.models import Document, DocumentState
from app.documents.numbering import read_code
from app.outbox.queries import is_dead

RENDER = "documents.render"


class Verdict(Enum):
    """What the public is told about a code."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    PREPARING = "preparing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verification:
    """What the verification page shows: nothing about persons but the signer's post (S-17)."""

    verdict: Verdict
    code: str
    kind: str = ""
    number: str = ""
    dated: datetime | None = None
    unit: str = ""
    post: str = ""
    file_sha256: str = ""
    record_sha256: str = ""


_VERDICTS = {
    DocumentState.ISSUED: Verdict.VALID,
    DocumentState.SUPERSEDED: Verdict.SUPERSEDED,
    DocumentState.REVOKED: Verdict.REVOKED,
}


def document_for(actor: Actor, document_id: int) -> Document:
    """Raises NotFound unless the rule of the letter's subject lets the actor read it."""
    return record_for(actor, "document.read", Document, document_id)


def letters_of(subject_type: str, subject_ids: list[int]) -> list[Document]:
    """Every letter about these records, oldest first. For features that checked the reader."""
    return list(db.session.scalars(*_letters_of(subject_type, subject_ids)))


@prepared
def _letters_of(subject_type: str, subject_ids: list[int]) -> sa.Select[Document]:
    return (
        sa.select(Document)
        .where(Document.subject_type == subject_type, Document.subject_id.in_(subject_ids))
        .order_by(Document.id)
    )


def gave_up(document: Document) -> bool:
    """Whether the worker stopped trying to prepare this letter."""
    return is_dead(f"{RENDER}/{document.id}")


def verification_of(typed: str) -> Verification:
    """What may be said to anybody about the letter with this code, however it was typed."""
    code = read_code(typed)
    found = code and db.session.scalar(sa.select(Document).where(Document.code == code))
    if not found:
        return Verification(Verdict.UNKNOWN, code or typed.strip())
    if not found.is_rendered:
        ordered = found.state is DocumentState.ORDERED
        return Verification(Verdict.PREPARING if ordered else _VERDICTS[found.state], found.code)
    return Verification(
        _VERDICTS[found.state],
        found.code,
        kind=found.kind.label,
        number=found.number,
        dated=found.ordered_at,
        unit=found.unit_name,
        post=found.signatory_post,
        file_sha256=found.sha256 or "",
        record_sha256=found.record_sha256,
    )


def is_same_file(verification: Verification, sha256: str) -> bool:
    """Whether a file with this hash is, byte for byte, the one that was issued."""
    return bool(verification.file_sha256) and verification.file_sha256 == sha256

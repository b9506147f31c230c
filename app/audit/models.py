"""The trail's tables: entries, the head of their chain, and signed checkpoints."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from app.database.base import Base

HASH_LENGTH = 64
HEAD_ID = 1
GENESIS = "0" * HASH_LENGTH


class AuditEntry(Base):
    """One line of the trail. `body` is the canonical JSON that was hashed: every column of the row.

    Facts are ids and codes, never content, so the trail may outlive what it speaks of.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        sa.Index("ix_audit_entries_subject", "subject_type", "subject_id"),
        sa.Index("ix_audit_entries_about", "about_person_id", "action"),
        # With what tells a hidden entry, so that a page of none reads no entry.
        sa.Index("ix_audit_entries_action", "action", "seq", "subject_type", "subject_id"),
        sa.Index("ix_audit_entries_at", "at", "seq"),
        sa.Index("ix_audit_entries_actor_name", "actor_name", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_person_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    actor_roles: Mapped[str] = mapped_column(sa.String(200))
    action: Mapped[str] = mapped_column(sa.String(80))
    title: Mapped[str] = mapped_column(sa.String(200))
    subject_type: Mapped[str] = mapped_column(sa.String(80))
    subject_id: Mapped[int | None]
    about_person_id: Mapped[int | None]
    facts: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str | None] = mapped_column(sa.Text)
    previous_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))
    body: Mapped[str] = mapped_column(sa.Text)
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True)

    @property
    def details(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.facts)
        return found

    @property
    def roles(self) -> list[str]:
        return self.actor_roles.split(",") if self.actor_roles else []


class AuditHead(Base):
    """The one row that says where the chain ends; locked by whoever appends."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))


class AuditCheckpoint(Base):
    """A signed note: at this moment the chain was this long and ended in this hash."""

    __tablename__ = "audit_checkpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(index=True)
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH))
    at: Mapped[datetime]
    signature: Mapped[str] = mapped_column(sa.String(128))


# The columns that `body` repeats, in no particular order: canonical JSON sorts them.
HASHED_COLUMNS = (
    "seq", "at", "actor_person_id", "actor_name", "actor_roles", "action", "title",
    "subject_type", "subject_id", "about_person_id", "facts", "reason", "previous_hash",
)  # fmt: skip


def canonical(value: Any) -> str:
    """JSON with one spelling only, so that equal facts give equal hashes."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return str(getattr(value, "value", value))


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def columns_of(entry: Any) -> dict[str, Any]:
    """The hashed columns of an entry (or of a row that holds them), as they stand in `body`."""
    found = {name: getattr(entry, name) for name in HASHED_COLUMNS}
    found["at"] = moment(found["at"])
    return found


def _refuse(_mapper: Mapper[Any], _connection: sa.Connection, target: Any) -> None:
    raise RuntimeError(f"{target.__tablename__} is append-only")


for _model in (AuditEntry, AuditCheckpoint):
    sa.event.listen(_model, "before_update", _refuse)
    sa.event.listen(_model, "before_delete", _refuse)

"""Writing the trail: one entry per event and per foreign reading, chained, with checkpoints."""

import hashlib
from typing import Any

import sqlalchemy as sa

from app.audit import signing
from app.audit.events import EXPORTED, READ
from app.audit.models import (
    GENESIS,
    HEAD_ID,
    AuditCheckpoint,
    AuditEntry,
    AuditHead,
    canonical,
    columns_of,
    moment,
)
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.base import db
from app.database.prepared import prepared
from app.database.remembered import remembered
from app.database.transaction import bookkeeping, use_case

CHECKPOINT_EVERY = 100  # entries (security C22)


def take_turn() -> AuditHead:
    """Lock the end of the chain until the running use case commits, and give it.

    A use case that locks anything else that is shared (a number series) takes its turn first, so
    that all writers lock in the same order and none waits for the other. Once locked it stays so:
    asked again in the same transaction, it is the row as this session knows it.
    """
    return remembered(_Turn, HEAD_ID, _lock_head)


class _Turn:
    """Stands for the lock, which no writing of rows gives back."""


def _lock_head() -> AuditHead:
    head: AuditHead | None = db.session.scalar(*_head(HEAD_ID))
    if head is None:  # once in the life of an installation
        db.session.execute(
            sa.text(
                "INSERT INTO audit_head (id, seq, hash) VALUES (:id, 0, :hash)"
                " ON CONFLICT DO NOTHING"
            ),
            {"id": HEAD_ID, "hash": GENESIS},
        )
        head = db.session.scalars(*_head(HEAD_ID)).one()
    return head


@prepared
def _head(head_id: int) -> sa.Select[AuditHead]:
    return (
        sa.select(AuditHead)
        .where(AuditHead.id == head_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def write_entry(event: Event) -> None:
    """Append the event to the trail, inside the use case that emitted it."""
    db.session.flush()  # a new subject gets its id; a lost race surfaces before the chain is locked
    head = take_turn()
    entry = AuditEntry(
        seq=head.seq + 1,
        at=clock.now(),
        actor_person_id=event.actor.person_id,
        actor_name=event.actor.name,
        actor_roles=",".join(sorted(str(role.value) for role in event.actor.roles)),
        action=event.type.name,
        title=event.type.title,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        about_person_id=about(event),
        facts=canonical(dict(event.facts)),
        reason=event.reason,
        previous_hash=head.hash,
    )
    entry.body = canonical(columns_of(entry))
    entry.hash = hashlib.sha256(entry.body.encode()).hexdigest()
    db.session.add(entry)
    head.seq, head.hash = entry.seq, entry.hash
    if entry.seq % CHECKPOINT_EVERY == 0:
        _add_checkpoint(head)
    db.session.flush()


def about(event: Event) -> int | None:
    """The person an event is about: named by the facts, the subject's own, or the subject itself."""
    if "about_person_id" in event.facts:
        named: int | None = event.facts["about_person_id"]
        return named
    if event.subject_type == "people":
        return event.subject_id
    for name in ("about_person_id", "person_id"):
        found = getattr(event.subject, name, None)
        if isinstance(found, int):
            return found
    return None


@bookkeeping
def record_reading(actor: Actor, subject: Any, purpose: str) -> None:
    """Write that the actor opened a sealed or foreign record, and why (Indonesian, no content)."""
    events.emit(Event(READ, actor, subject, reason=purpose))


def checkpoint_text(seq: int, entry_hash: str, at: str) -> str:
    """The words a checkpoint's signature covers; also what is handed to those who keep it."""
    return f"sadar-audit/1\n{seq}\n{entry_hash}\n{at}\n"


def _add_checkpoint(head: AuditHead) -> AuditCheckpoint:
    at = clock.now()
    checkpoint = AuditCheckpoint(
        seq=head.seq,
        hash=head.hash,
        at=at,
        signature=signing.sign(checkpoint_text(head.seq, head.hash, moment(at))),
    )
    db.session.add(checkpoint)
    return checkpoint


@use_case
def add_checkpoint() -> AuditCheckpoint | None:
    """Sign where the chain ends now; None when nothing was added since the last checkpoint."""
    head = take_turn()
    latest = db.session.scalar(sa.select(sa.func.max(AuditCheckpoint.seq)))
    if head.seq in (0, latest):
        return None
    return _add_checkpoint(head)


@bookkeeping
def record_export(actor: Actor, rows: int) -> None:
    """Write that part of the trail was taken out."""
    policy.require(actor, "audit.export")
    events.emit(Event(EXPORTED, actor, take_turn(), {"rows": rows}))

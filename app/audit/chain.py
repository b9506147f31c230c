"""Walking the chain from its first entry to its head, and saying what does not fit, and where."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, scoped_session

from app.audit import signing
from app.audit.models import (
    GENESIS,
    HASHED_COLUMNS,
    HEAD_ID,
    AuditCheckpoint,
    AuditEntry,
    AuditHead,
    columns_of,
    moment,
)
from app.audit.services import checkpoint_text
from app.database.base import db

_BATCH = 2000
Reading = Session | scoped_session[Any]


@dataclass(frozen=True)
class Fault:
    """Something that does not fit. `seq` is the entry where it shows."""

    seq: int
    says: str


@dataclass(frozen=True)
class Report:
    """What a walk found. No faults: every entry is as it was written and none is missing."""

    entries: int
    checkpoints: int
    head: str
    faults: list[Fault]


def verify(against: tuple[int, str] | None = None, session: Session | None = None) -> Report:
    """Check order, hashes, columns, checkpoints and head; `against` is a note kept elsewhere.

    `session`: on a copy of the database, instead of the running installation's own.
    """
    read: Reading = session or db.session
    walk = _Walk(read, _noted_hashes(read, against))
    faults = [*walk.entries(), *_checkpoint_faults(walk), *_head_faults(walk)]
    if against is not None and walk.hash_at.get(against[0]) != against[1]:
        faults.append(Fault(against[0], "tidak cocok dengan catatan yang disimpan di luar"))
    read.rollback()
    number = read.scalar(sa.select(sa.func.count(AuditCheckpoint.id))) or 0
    return Report(walk.count, number, walk.last_hash, sorted(faults, key=lambda f: f.seq))


def _noted_hashes(read: Reading, against: tuple[int, str] | None) -> set[int]:
    noted = set(read.scalars(sa.select(AuditCheckpoint.seq)))
    return noted | {against[0]} if against else noted


class _Walk:
    """One pass over the entries, remembering the hashes that checkpoints speak of."""

    def __init__(self, read: Reading, wanted: set[int]) -> None:
        self.read = read
        self.wanted = wanted
        self.hash_at: dict[int, str] = {}
        self.count = 0
        self.last_seq = 0
        self.last_hash = GENESIS

    def entries(self) -> Iterator[Fault]:
        columns = [getattr(AuditEntry, name) for name in (*HASHED_COLUMNS, "body", "hash")]
        rows = self.read.execute(
            sa.select(*columns).order_by(AuditEntry.seq), execution_options={"yield_per": _BATCH}
        )
        for row in rows:
            yield from self._order(row)
            yield from _content(row)
            if row.seq in self.wanted:
                self.hash_at[row.seq] = row.hash
            self.count, self.last_seq, self.last_hash = self.count + 1, row.seq, row.hash

    def _order(self, row: Any) -> Iterator[Fault]:
        expected = self.last_seq + 1
        if row.seq != expected:
            missing = f"{expected}" if row.seq == expected + 1 else f"{expected}–{row.seq - 1}"
            yield Fault(expected, f"entri {missing} hilang")
        elif row.previous_hash != self.last_hash:
            yield Fault(row.seq, "tidak menyambung dengan entri sebelumnya (previous_hash)")


def _content(row: Any) -> Iterator[Fault]:
    if hashlib.sha256(row.body.encode()).hexdigest() != row.hash:
        yield Fault(row.seq, "isi yang dihitung sidiknya berubah (body, hash)")
    try:
        body = json.loads(row.body)
    except ValueError:
        yield Fault(row.seq, "isi yang dihitung sidiknya tidak terbaca (body)")
        return
    now = columns_of(row)
    changed = [name for name in HASHED_COLUMNS if body.get(name) != now[name]]
    if changed:
        yield Fault(row.seq, f"kolom berubah: {', '.join(changed)}")


def _checkpoint_faults(walk: _Walk) -> Iterator[Fault]:
    for point in walk.read.scalars(sa.select(AuditCheckpoint).order_by(AuditCheckpoint.id)):
        if not signing.is_ours(
            checkpoint_text(point.seq, point.hash, moment(point.at)), point.signature
        ):
            yield Fault(point.seq, f"tanda tangan titik periksa {point.id} tidak sah")
        if point.seq > walk.last_seq:
            yield Fault(
                point.seq, f"ekor rantai hilang: titik periksa {point.id} mencatat entri ini"
            )
        elif walk.hash_at.get(point.seq) != point.hash:
            yield Fault(point.seq, f"sidik berbeda dari titik periksa {point.id}")


def _head_faults(walk: _Walk) -> Iterator[Fault]:
    head = walk.read.get(AuditHead, HEAD_ID, populate_existing=True)
    seq, its_hash = (head.seq, head.hash) if head else (0, GENESIS)
    if (seq, its_hash) != (walk.last_seq, walk.last_hash):
        yield Fault(seq, f"kepala rantai menunjuk entri {seq}, rantai berakhir di {walk.last_seq}")

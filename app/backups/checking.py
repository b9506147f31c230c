"""Whether a restored copy is whole: its pages, its rows, its trail, its evidence."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.attachments import storage
from app.attachments.models import Attachment, HeldFile
from app.audit import chain
from app.backups import snapshots
from app.backups.snapshots import Facts
from app.core.errors import WrongState
from app.database.keys import Tampered

_FIRST_FEW = 5
# Each gives no row, or a single "ok", when nothing is wrong.
_PRAGMAS = ("integrity_check", "cipher_integrity_check", "foreign_key_check")


def refuse_damaged(database: Path) -> None:
    """Raises WrongState for a fresh copy with damaged pages; a dump was read row by row already."""
    if database.name != snapshots.SQLITE:
        return
    engine = snapshots.opened(database)
    try:
        with engine.connect() as connection:
            faults = list(_damage(connection))
    finally:
        engine.dispose()
    if faults:
        raise WrongState("; ".join(faults))


def faults_of(connection: sa.Connection, expected: Facts, files: Path) -> list[str]:
    """Everything that does not fit, in words; empty when the copy is whole.

    Raises WrongState when these are not the keys of the installation that was copied.
    """
    try:
        found = snapshots.facts_of(connection)
    except sa.exc.DatabaseError as error:
        raise WrongState("Kunci pemasangan ini bukan kunci basis data dalam cadangan.") from error
    with Session(connection) as session:
        return [
            *_damage(connection),
            *_differences(found, expected),
            *(f"entri {one.seq}: {one.says}" for one in chain.verify(session=session).faults),
            *_evidence(session, files),
        ]


def _damage(connection: sa.Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for pragma in _PRAGMAS:
        found = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]
        if found not in ([], ["ok"]):
            yield f"{pragma}: {', '.join(found[:_FIRST_FEW])}"


def _differences(found: Facts, expected: Facts) -> Iterator[str]:
    if found.revision != expected.revision:
        yield f"skema {found.revision}, seharusnya {expected.revision}"
    for table, number in expected.rows.items():
        if found.rows.get(table) != number:
            yield f"{table}: {found.rows.get(table, 0)} baris, seharusnya {number}"
    if (found.seq, found.hash) != (expected.seq, expected.hash):
        yield f"jejak berakhir di entri {found.seq}, seharusnya {expected.seq}"


def _evidence(session: Session, folder: Path) -> Iterator[str]:
    for kept in (Attachment, HeldFile):
        for uid, sha256 in session.execute(sa.select(kept.uid, kept.sha256)):
            fault = _fault_of(folder, uid, sha256)
            if fault:
                yield f"bukti {uid}: {fault}"


def _fault_of(folder: Path, uid: str, sha256: str) -> str | None:
    try:
        original = storage.read(uid, sha256, storage.ORIGINAL, folder=folder)
        storage.read(uid, sha256, storage.SERVED, folder=folder)
    except FileNotFoundError:
        return "berkasnya tidak ada"
    except Tampered:
        return "berkasnya berubah atau bukan miliknya"
    return None if hashlib.sha256(original).hexdigest() == sha256 else "sidiknya berbeda"

"""Writing a copy of the installation, unpacking it again, and proving that it is whole."""

import fcntl
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from nacl.public import PrivateKey, PublicKey

from app.audit.services import take_turn
from app.backups import checking, sealing, snapshots
from app.backups.events import KEYS_WRITTEN, WRITTEN
from app.backups.snapshots import Facts
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import WrongState
from app.core.events import Event, EventType
from app.database.transaction import bookkeeping

ENDING = ".cadangan"
_CONTENTS = "isi.json"
_FORMAT = 1


@dataclass(frozen=True)
class Contents:
    """What a copy says of itself. `files`: evidence in it; None of `facts`: keys only."""

    taken_at: datetime
    facts: Facts | None
    files: int


def write(actor: Actor, data: Path, folder: Path, recipient: PublicKey) -> tuple[Path, Contents]:
    """Seal database and evidence into one new file of the folder. The keys are not in it.

    Raises WrongState while another copy is being written, or when the database cannot be copied.
    """
    policy.require(actor, "backup.write")
    taken_at = clock.now()
    with _room(data) as room:
        database, facts = snapshots.take(room)
        checking.refuse_damaged(database)
        # After the database, so that no row lacks its file.
        evidence = sorted(one for one in (data / "files").glob("??/*") if one.suffix != ".baru")
        contents = Contents(taken_at, facts, len(evidence))
        path = _named(folder, "sadar", taken_at)
        with sealing.new_file(path, recipient) as sealed:
            _pack(sealed, contents, [(database, database.name), *_inside(evidence, data)])
    _note(actor, WRITTEN, path, {"rows": sum(facts.rows.values()), "files": contents.files})
    return path, contents


def write_keys(actor: Actor, data: Path, folder: Path, recipient: PublicKey) -> Path:
    """Seal the keys of the installation into a file of their own, to be kept apart."""
    policy.require(actor, "backup.write")
    contents = Contents(clock.now(), None, 0)
    path = _named(folder, "kunci", contents.taken_at)
    keys = sorted(one for one in (data / "keys").iterdir() if one.is_file())
    with sealing.new_file(path, recipient) as sealed:
        _pack(sealed, contents, list(_inside(keys, data)))
    _note(actor, KEYS_WRITTEN, path, {})
    return path


def restore(path: Path, key: PrivateKey, folder: Path) -> Contents:
    """Unpack a copy into an empty or new folder, which then is a data folder without keys.

    Raises WrongState for another key, a changed or cut file, or a folder with something in it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(one.name != "keys" for one in folder.iterdir()):
        raise WrongState("Folder tujuan tidak kosong.")
    try:
        with path.open("rb") as source:
            sealed = sealing.Opener(source, key)
            with tarfile.open(fileobj=sealed, mode="r|") as packed:  # type: ignore[call-overload]
                for member in packed:
                    _unpack(packed, member, folder)
            sealed.finish()
        return _read(folder / _CONTENTS)
    except (sealing.CannotOpen, tarfile.TarError, FileNotFoundError) as error:
        raise WrongState(
            "Cadangan tidak dapat dibuka: kunci lain, atau berkasnya rusak atau terpotong."
        ) from error


def _unpack(packed: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Anybody can seal to a public key: what is no plain file inside the folder is refused."""
    target = (folder / member.name).resolve()
    content = packed.extractfile(member) if member.isreg() else None
    if content is None or not target.is_relative_to(folder.resolve()):
        raise sealing.CannotOpen
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with content, target.open("wb") as out:
        shutil.copyfileobj(content, out)
    target.chmod(member.mode & 0o700)


def verify(path: Path, key: PrivateKey, database: str | None = None) -> tuple[Contents, list[str]]:
    """Restore a copy for a moment and look at everything; gives what does not fit, in words.

    `database` is the address of an empty PostgreSQL database, for a copy that holds a dump. The
    keys of the running installation must be those of the copy's. Raises WrongState.
    """
    with tempfile.TemporaryDirectory(prefix="sadar-periksa-") as name:
        folder = Path(name)
        contents = restore(path, key, folder)
        if contents.facts is None:
            return contents, [] if any((folder / "keys").iterdir()) else ["tidak ada kunci"]
        engine = _database_in(folder, database)
        try:
            with engine.connect() as connection:
                return contents, checking.faults_of(connection, contents.facts, folder / "files")
        finally:
            engine.dispose()


def _database_in(folder: Path, address: str | None) -> sa.Engine:
    if (folder / snapshots.SQLITE).exists():
        return snapshots.opened(folder / snapshots.SQLITE)
    if address is None:
        raise WrongState("Cadangan ini dari PostgreSQL. Sebut basis data kosong dengan --database.")
    return snapshots.restored(folder / snapshots.DUMP, address)


@bookkeeping
def _note(actor: Actor, event: EventType, path: Path, facts: dict[str, Any]) -> None:
    events.emit(Event(event, actor, take_turn(), {"file": path.name, **facts}))


@contextmanager
def _room(data: Path) -> Iterator[Path]:
    """A folder for the copy of the database; what a broken attempt left there is removed."""
    room = data / "cadangan.baru"
    room.mkdir(exist_ok=True, mode=0o700)
    with (data / "cadangan.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WrongState("Cadangan lain sedang ditulis.") from None
        try:
            for left in room.iterdir():
                left.unlink()
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def _named(folder: Path, what: str, at: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{what}-{at:%Y%m%dT%H%M%SZ}{ENDING}"
    if path.exists():
        raise WrongState(f"{path.name} sudah ada.")
    return path


def _inside(paths: list[Path], data: Path) -> Iterator[tuple[Path, str]]:
    for path in paths:
        yield path, str(path.relative_to(data))


def _pack(sealed: sealing.Sealer, contents: Contents, members: list[tuple[Path, str]]) -> None:
    with tarfile.open(fileobj=sealed, mode="w|") as packed:  # type: ignore[call-overload]
        words = json.dumps(_words(contents)).encode()
        head = tarfile.TarInfo(_CONTENTS)
        head.size, head.mode = len(words), 0o600
        packed.addfile(head, io.BytesIO(words))
        for path, name in members:
            packed.add(path, arcname=name, recursive=False, filter=_nobodys)


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _words(contents: Contents) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "taken_at": contents.taken_at.isoformat(),
        "facts": contents.facts.as_words() if contents.facts else None,
        "files": contents.files,
    }


def _read(path: Path) -> Contents:
    words = json.loads(path.read_text())
    path.unlink()  # no part of a data folder
    facts = Facts.of_words(words["facts"]) if words["facts"] else None
    return Contents(datetime.fromisoformat(words["taken_at"]), facts, words["files"])

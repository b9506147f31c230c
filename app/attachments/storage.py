"""The only writer of evidence on disk: sealed, named by a keyed hash, whole or not there at all."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from app.database import keys

ORIGINAL, SERVED = "asli", "kerja"
_HASH_LETTERS = 32
_folder: list[Path] = []


def use_folder(folder: Path) -> None:
    """Where this installation keeps its evidence. Called by the wiring."""
    _folder[:] = [folder]


def write(uid: str, sha256: str, part: str, content: bytes) -> None:
    """Keep these bytes; when this returns they are on the disk. Raises OSError when it is full."""
    path = _path(uid, sha256, part)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".baru")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(keys.seal_bytes(content, _place(uid, part)))
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    _sync_folder(path.parent)


def read(uid: str, sha256: str, part: str, *, folder: Path | None = None) -> bytes:
    """The bytes again. Raises FileNotFoundError, or Tampered when they were changed or exchanged.

    `folder`: a copy of this installation's evidence, instead of its own.
    """
    path = _path(uid, sha256, part, folder)
    return keys.unseal_bytes(path.read_bytes(), _place(uid, part))


def older_than(seconds: float) -> Iterator[tuple[str, Path]]:
    """Every file written longer ago than this, with the uid in its name."""
    until = time.time() - seconds  # the file system's own clock, not the office's
    for path in sorted(_folder[0].glob("??/*")):
        if path.stat().st_mtime < until:
            yield path.name.split(".")[0].rpartition("-")[2], path


def _path(uid: str, sha256: str, part: str, folder: Path | None = None) -> Path:
    # The keyed hash finds a known file's copies and tells a thief nothing; the uid keeps two
    # people's copies of one file apart, so that removing one never takes the other's.
    name = keys.fingerprint("attachment", sha256)[:_HASH_LETTERS]
    return (folder or _folder[0]) / name[:2] / f"{name}-{uid}.{part}"


def _place(uid: str, part: str) -> str:
    return f"attachments/{uid}/{part}"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

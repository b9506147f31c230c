"""The parent side of the renderer: one child process, fed letter by letter, killed when it hangs."""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

from app.documents import renderer
from app.documents.renderer import DONE, HEADER, NO_PANGO, PANGO_MISSING
from app.outbox.handlers import CannotWork

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 20  # per letter, the first one with WeasyPrint's start included


@dataclass(frozen=True)
class Printed:
    """A finished letter."""

    content: bytes
    pages: int


class PangoMissing(CannotWork):
    """The machine lacks the library that sets type."""


class RenderingFailed(Exception):
    """The child refused, died or took too long. Holds a class name, nothing of the letter."""


@dataclass(frozen=True)
class Order:
    """One letter to print. `at` (seconds) and `identifier` make the same order the same bytes."""

    html: str
    record: str
    record_name: str
    record_description: str
    identifier: str
    at: int


class _Child:
    """The renderer's process and its two pipes. Its environment holds no database and no keys."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 our own interpreter and module
            [sys.executable, "-m", renderer.__name__],
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        self.orders = cast(IO[bytes], self.process.stdin)
        self.answers = cast(IO[bytes], self.process.stdout)


_running: list[_Child] = []
_turn = threading.Lock()


def print_pdf(order: Order, *, seconds: float = MOST_SECONDS) -> Printed:
    """The PDF. Raises PangoMissing or RenderingFailed."""
    with _turn:
        child = _running_child()
        try:
            return _ask(child, json.dumps(asdict(order)).encode(), time.monotonic() + seconds)
        except (OSError, struct.error) as error:
            stop()
            raise RenderingFailed(type(error).__name__) from None


def _ask(child: _Child, order: bytes, until: float) -> Printed:
    child.orders.write(struct.pack(">I", len(order)) + order)
    outcome, pages, length = HEADER.unpack(_read(child, HEADER.size, until))
    body = _read(child, length, until)
    if outcome == DONE:
        return Printed(body, pages)
    if outcome == NO_PANGO:
        raise PangoMissing(PANGO_MISSING)
    raise RenderingFailed(body.decode(errors="replace"))


def _read(child: _Child, size: int, until: float) -> bytes:
    found = b""
    while len(found) < size:
        ready, _, _ = select.select([child.answers], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(child.answers.fileno(), size - len(found))
        if not part:
            raise BrokenPipeError
        found += part
    return found


def _running_child() -> _Child:
    if _running and _running[0].process.poll() is None:
        return _running[0]
    stop()
    _running[:] = [_Child()]
    return _running[0]


@atexit.register
def stop() -> None:
    """End the child; the next letter starts a new one."""
    for child in _running:
        child.process.kill()
        child.process.wait()
        child.orders.close()
        child.answers.close()
    _running.clear()

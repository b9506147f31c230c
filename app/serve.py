"""`flask --app wsgi serve`: waitress, which buffers slow clients, with an orderly stop."""

import gc
import os
import signal
import socket
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import click
import flask_migrate
from flask import Flask, current_app
from flask.cli import with_appcontext
from waitress.server import create_server

from app.audit import queries as audit
from app.core import clock
from app.database.base import db
from app.web import admission
from app.web.incoming import LARGEST_BODY

# A stop waits this long for requests that are being answered.
_DRAIN_SECONDS = 25
# Every query gives up Python's lock for a moment; with the usual 5 ms before it comes back, eighty
# queries would wait longer than they work.
_TURN_SECONDS = 0.0005
_CLOCK_TOLERANCE = timedelta(seconds=2)
# Each browser keeps one or a few open while a person reads; above waitress's own 100 nobody else
# would be let in, not even to be told to wait. Below the 1024 files a process usually may open.
_MOST_CONNECTIONS = 800
_WAITING_TO_BE_ACCEPTED = 1024
_IN_A_FILE = "unix:"
_MOST_BYTES = LARGEST_BODY + 1024


@click.command("serve")
@click.option("--bind", default=lambda: os.environ.get("SADAR_BIND", "127.0.0.1:8000"))
@click.option("--threads", default=8, show_default=True, help="Banyaknya utas tiap proses.")
@click.option(
    "--processes", default=1, show_default=True, type=click.IntRange(1, 16),
    help="Tiap proses Python menghitung di satu inti prosesor.",
)  # fmt: skip
@click.option("--upgrade", is_flag=True, help="Mutakhirkan skema basis data lebih dulu.")
@with_appcontext
def serve(bind: str, threads: int, *, processes: int, upgrade: bool) -> None:
    """Layani aplikasi sampai dihentikan; yang sudah dimulai diselesaikan dulu.

    BIND: alamat dengan port, atau unix:/jalur/soket untuk proksi di mesin ini.
    """
    if upgrade:
        flask_migrate.upgrade()
    _refuse_a_clock_set_back()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    place = _bound(bind)
    click.echo(f"SADAR: {bind if bind.startswith(_IN_A_FILE) else f'http://{bind}'}")
    if processes > 1:
        db.session.remove()
        db.engine.dispose()  # an open database must not be carried over into another process
        if _is_parent(processes):
            return
    _run(listening(app, threads, sockets=[place]))


def _refuse_a_clock_set_back() -> None:
    """Dates of filings are evidence: no entry may be written before the last one (security C27)."""
    last = audit.newest_at()
    if last is not None and clock.now() < last - _CLOCK_TOLERANCE:
        raise click.ClickException(
            f"jam mesin ini mundur: sekarang {clock.now():%Y-%m-%d %H:%M:%S} UTC, catatan terakhir"
            f" {last:%Y-%m-%d %H:%M:%S} UTC. Betulkan jam, lalu jalankan lagi."
        )


def listening(app: Flask, threads: int, **place: Any) -> Any:
    """A server whose line turns away what it could only answer much too late.

    `place` is waitress's `listen` (an address) or `sockets`.
    """
    line = admission.Line(behind_proxy=bool(app.config["PROXIES"]))
    line.set_thread_count(threads)
    return create_server(
        admission.guarded(app), threads=threads, channel_timeout=60, ident="SADAR",
        connection_limit=_MOST_CONNECTIONS, asyncore_use_poll=True, _dispatcher=line,
        # What is sent is held in memory, never in a readable file in the temporary folder (D12).
        max_request_body_size=_MOST_BYTES, inbuf_overflow=_MOST_BYTES,
        clear_untrusted_proxy_headers=False,  # app/web/proxies.py knows whom to believe
        **place,
    )  # fmt: skip


def _run(server: Any) -> None:
    sys.setswitchinterval(_TURN_SECONDS)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(target=_drain, args=(server,), daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    gc.collect()
    gc.freeze()  # what was loaded stays: going through it again and again would hold requests up
    server.run()


# ── several processes on one address ──────────────────────────────────────────────────────────


def _bound(bind: str) -> socket.socket:
    if bind.startswith(_IN_A_FILE):
        return _bound_in_a_file(Path(bind.removeprefix(_IN_A_FILE)))
    host, _, port = bind.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server(
        ("" if host == "*" else host, int(port)), family=family, backlog=_WAITING_TO_BE_ACCEPTED
    )


def _bound_in_a_file(file: Path) -> socket.socket:
    """For a proxy on the same machine: whoever may enter the folder may connect."""
    file.unlink(missing_ok=True)
    place = socket.socket(socket.AF_UNIX)
    place.bind(str(file))
    file.chmod(0o666)
    place.listen(_WAITING_TO_BE_ACCEPTED)
    return place


def _is_parent(processes: int) -> bool:
    """Make the processes. In the parent it returns when all have ended; in each child at once."""
    alive, held_by_parent = os.pipe()
    children: set[int] = set()
    for _one in range(processes):
        pid = os.fork()
        if pid == 0:
            os.close(held_by_parent)
            threading.Thread(target=_leave_with_parent, args=(alive,), daemon=True).start()
            return False
        children.add(pid)
    os.close(alive)
    _look_after(children)
    return True


def _leave_with_parent(alive: int) -> None:
    """A parent that was killed closes the pipe; nobody shall hold the address after it."""
    os.read(alive, 1)
    os._exit(1)


def _look_after(children: set[int]) -> None:
    """Pass a stop on; when one process dies by itself all stop, and whoever started us starts anew."""
    told = False

    def stop(_signal: int = 0, _frame: FrameType | None = None) -> None:
        nonlocal told
        told = True
        for pid in children:
            os.kill(pid, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    failed = False
    while children:
        pid, _status = os.wait()
        children.discard(pid)
        if not told:
            failed = True
            stop()
    if failed:
        sys.exit(1)


# ── stopping ──────────────────────────────────────────────────────────────────────────────────


def _drain(server: Any) -> None:
    """Stop accepting, let what was begun be answered and sent, then leave."""
    server.accepting = False
    deadline = time.monotonic() + _DRAIN_SECONDS
    while time.monotonic() < deadline and not _idle(server):
        time.sleep(0.05)
    os._exit(0)


def _idle(server: Any) -> bool:
    if not server.task_dispatcher.is_idle:
        return False
    return not any(getattr(c, "total_outbufs_len", 0) for c in server.active_channels.values())

"""`flask --app wsgi serve`: waitress, which buffers slow clients, with an orderly stop."""

import os
import signal
import threading
import time
from types import FrameType
from typing import Any

import click
import flask_migrate
from flask import Flask, current_app
from flask.cli import with_appcontext
from waitress.server import create_server

# A stop waits this long for requests that are being answered.
_DRAIN_SECONDS = 25


@click.command("serve")
@click.option("--bind", default=lambda: os.environ.get("SADAR_BIND", "127.0.0.1:8000"))
@click.option("--threads", default=8, show_default=True)
@click.option("--upgrade", is_flag=True, help="Bring the schema up to date first.")
@with_appcontext
def serve(bind: str, threads: int, *, upgrade: bool) -> None:
    """Serve the application on BIND until it is told to stop, finishing what it has begun."""
    if upgrade:
        flask_migrate.upgrade()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    server = create_server(app, listen=bind, threads=threads, channel_timeout=60, ident="SADAR")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(target=_drain, args=(server,), daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    click.echo(f"SADAR: http://{bind}")
    server.run()


def _drain(server: Any) -> None:
    """Stop accepting, let what was begun be answered and sent, then leave."""
    server.accepting = False
    deadline = time.monotonic() + _DRAIN_SECONDS
    while time.monotonic() < deadline and not _idle(server):
        time.sleep(0.05)
    os._exit(0)


def _idle(server: Any) -> bool:
    dispatcher = server.task_dispatcher
    unsent = any(getattr(c, "total_outbufs_len", 0) for c in server.active_channels.values())
    return not dispatcher.queue and not dispatcher.active_count and not unsent

"""The door of the web server: when too many wait already, the next is told at once to come back.

Whoever sends a cookie is in the middle of something and may wait longer than whoever just arrives,
so that those inside finish and make room (C41). A page refused here did nothing, so its form can
be sent again; its key keeps it from being recorded twice.
"""

import secrets
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask, render_template
from flask_babel import gettext as _
from waitress.task import ThreadedTaskDispatcher

from app.web.security import HEADERS

# Requests that wait for a thread. At some 20 ms each, the last newcomer waits about a second.
MOST_NEWCOMERS: Final = 48
MOST_INSIDE: Final = 160
# Spread, so that they do not all come back in the same second.
_RETRY_SECONDS: Final = range(3, 9)
_ALWAYS: Final = ("/healthz", "/readyz")

Answering = Callable[..., Iterable[bytes]]
_now = threading.local()


class _TurnedAway:
    """A waiting request that will be answered with the refusal, before all others."""

    def __init__(self, channel: Any) -> None:
        self._channel = channel

    def service(self) -> None:
        _now.refused = True
        try:
            self._channel.service()
        finally:
            _now.refused = False

    def cancel(self) -> None:
        self._channel.cancel()


class Line(ThreadedTaskDispatcher):
    """The line of requests in front of the threads; too long, and the newest is turned away."""

    def __init__(self, newcomers: int = MOST_NEWCOMERS, inside: int = MOST_INSIDE) -> None:
        super().__init__()
        self._newcomers = newcomers
        self._inside = inside

    def add_task(self, channel: Any) -> None:
        """Called by waitress with each channel that has a whole request."""
        with self.lock:
            if len(self.queue) >= self._room_for(channel):
                self.queue.appendleft(_TurnedAway(channel))
            else:
                self.queue.append(channel)
            self.queue_cv.notify()

    def _room_for(self, channel: Any) -> float:
        request = channel.requests[0]
        if request.path in _ALWAYS:
            return float("inf")
        return self._inside if "COOKIE" in request.headers else self._newcomers


def guarded(app: Flask) -> Answering:
    """The application, with a ready page for those who are turned away."""
    page = _page_of(app)
    headers = {
        **HEADERS, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
        "Content-Length": str(len(page)),
    }  # fmt: skip

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not getattr(_now, "refused", False):
            return app(environ, start_response)
        seconds = secrets.choice(_RETRY_SECONDS)
        start_response("503 Service Unavailable", [*headers.items(), ("Retry-After", str(seconds))])
        return [page]

    return answer


def _page_of(app: Flask) -> bytes:
    """Made once: a page that has to be drawn would cost what the server has too little of."""
    with app.test_request_context("/"):
        text = render_template(
            "errors/503.html",
            message=_(
                "Terlalu banyak orang sedang memakai sistem ini. Draf Anda aman. Tunggu beberapa "
                "detik, lalu muat ulang halaman ini; yang terkirim dua kali tidak dicatat dua kali."
            ),
        )
    return text.encode()

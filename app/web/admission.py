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
# What is sent below this address is a declaration or its draft.
_FIRST: Final = "/deklarasi/"

Answering = Callable[..., Iterable[bytes]]
_now = threading.local()


class _TurnedAway:
    """A request that will be answered with the refusal."""

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


class _Porter(ThreadedTaskDispatcher):
    """Answers those turned away. It never holds more of them than there may be connections."""

    def add_task(self, refused: Any) -> None:
        # Not waitress's own: that writes a line into the log for each who waits.
        with self.lock:
            self.queue.append(refused)
            self.queue_cv.notify()


class Line(ThreadedTaskDispatcher):
    """The line of requests in front of the threads; too long, and the newest is turned away.

    A thread of its own turns them away: the others may all be waiting for the database.
    """

    def __init__(self, newcomers: int = MOST_NEWCOMERS, inside: int = MOST_INSIDE) -> None:
        super().__init__()
        self._newcomers = newcomers
        self._inside = inside
        self._porter = _Porter()

    def set_thread_count(self, count: int) -> None:
        super().set_thread_count(count)
        self._porter.set_thread_count(min(count, 1))

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        done = bool(super().shutdown(cancel_pending, timeout))
        self._porter.shutdown(cancel_pending, timeout)
        return done

    def is_idle(self) -> bool:
        """Nobody waits, and nobody is being answered or turned away."""
        return not any(one.queue or one.active_count for one in (self, self._porter))

    def add_task(self, channel: Any) -> None:
        """Called by waitress with each channel that has a whole request."""
        with self.lock:
            if len(self.queue) < self._room_for(channel):
                self.queue.insert(self._place_of(channel), channel)
                self.queue_cv.notify()
                return
        self._porter.add_task(_TurnedAway(channel))

    def _room_for(self, channel: Any) -> float:
        request = channel.requests[0]
        if request.path in _ALWAYS:
            return float("inf")
        return self._inside if "COOKIE" in request.headers else self._newcomers

    def _place_of(self, channel: Any) -> int:
        """At the end, but a declaration being sent stands before every page that is only read.

        It cannot starve the readers: each who sends had to read the page that he sends before.
        """
        if not _sends(channel):
            return len(self.queue)
        return next((at for at, one in enumerate(self.queue) if not _sends(one)), len(self.queue))


def _sends(channel: Any) -> bool:
    request = channel.requests[0]
    # What waitress could not read has no command; without a cookie nothing could be recorded.
    is_post = getattr(request, "command", "") == "POST" and "COOKIE" in request.headers
    return is_post and bool(request.path.startswith(_FIRST))


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

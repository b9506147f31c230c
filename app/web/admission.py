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
# The pages for people without an account have threads and a line of their own: a flood there holds
# nobody up who works. Few of one address may wait, so that a flood does not keep the others out.
_PUBLIC: Final = ("/aduan", "/lacak", "/ajukan-keberatan", "/tanya")
MOST_PUBLIC: Final = 24
MOST_PUBLIC_INSIDE: Final = 48
MOST_OF_ONE_ADDRESS: Final = 6
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


class _Lane(ThreadedTaskDispatcher):
    """Threads with a line of their own in front of them."""

    def add_task(self, task: Any, place: int | None = None) -> None:
        # Not waitress's own: that writes a line into the log for each who waits.
        with self.lock:
            self.queue.insert(len(self.queue) if place is None else place, task)
            self.queue_cv.notify()

    @property
    def is_idle(self) -> bool:
        return not self.queue and not self.active_count


class Line:
    """The requests in front of the threads; too long, and the newest is turned away.

    Who sends a form does not wait behind those who read: each have a part of the threads. Python
    computes one request at a time, so pages come no later with fewer threads; but whoever writes
    holds the database's only pen, and shares Python with fewer while he does. A thread of its own
    turns away, for all others may be waiting for the database.
    """

    def __init__(
        self,
        newcomers: int = MOST_NEWCOMERS,
        inside: int = MOST_INSIDE,
        *,
        behind_proxy: bool = False,
    ) -> None:
        self._newcomers = newcomers
        self._inside = inside
        self._behind_proxy = behind_proxy
        self._lock = threading.Lock()
        self.reading, self.sending, self.public = _Lane(), _Lane(), _Lane()
        self._porter = _Lane()
        self._lanes = (self.reading, self.sending, self.public, self._porter)

    def set_thread_count(self, count: int) -> None:
        """Called with the number of threads, and with 0 at the end."""
        readers = _readers_of(count)
        self.reading.set_thread_count(readers)
        self.sending.set_thread_count(max(count - readers, min(count, 1)))
        self.public.set_thread_count(max(count // 4, min(count, 1)))
        self._porter.set_thread_count(min(count, 1))

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """Called by waitress at the end."""
        done = [bool(lane.shutdown(cancel_pending, timeout)) for lane in self._lanes]
        return all(done)

    @property
    def is_idle(self) -> bool:
        """Nobody waits, and nobody is being answered or turned away."""
        return all(lane.is_idle for lane in self._lanes)

    def add_task(self, channel: Any) -> None:
        """Called by waitress with each channel that has a whole request."""
        with self._lock:
            if self._is_full_for(channel):
                self._porter.add_task(_TurnedAway(channel))
            elif _is_public(channel):
                self.public.add_task(channel)
            elif _sends(channel):
                self.sending.add_task(channel, self._place_of(channel))
            else:
                self.reading.add_task(channel)

    def _is_full_for(self, channel: Any) -> bool:
        request = channel.requests[0]
        if request.path in _ALWAYS:
            return False
        inside = "COOKIE" in request.headers
        if not _is_public(channel):
            waiting = len(self.reading.queue) + len(self.sending.queue)
            return waiting >= (self._inside if inside else self._newcomers)
        line, address = list(self.public.queue), self._address_of(channel)
        if sum(self._address_of(one) == address for one in line) >= MOST_OF_ONE_ADDRESS:
            return True
        return len(line) >= (MOST_PUBLIC_INSIDE if inside else MOST_PUBLIC)

    def _address_of(self, channel: Any) -> str:
        if self._behind_proxy:
            told: str = channel.requests[0].headers.get("X_FORWARDED_FOR", "")
            return told.rpartition(",")[2].strip()
        return str(channel.addr[0])

    def _place_of(self, channel: Any) -> int | None:
        """At the end, but a declaration being sent stands before all other forms.

        It cannot starve them: each who sends one had to read its page before.
        """
        if not _is_declaration(channel):
            return None
        line = list(self.sending.queue)
        return next((at for at, one in enumerate(line) if not _is_declaration(one)), None)


def _readers_of(threads: int) -> int:
    """How many of the threads read; the others send."""
    return min(threads, max(1, threads * 3 // 8))


def _sends(channel: Any) -> bool:
    # What waitress could not read has no command.
    return getattr(channel.requests[0], "command", "") == "POST"


def _is_public(channel: Any) -> bool:
    path = channel.requests[0].path
    return any(path == one or path.startswith(f"{one}/") for one in _PUBLIC)


def _is_declaration(channel: Any) -> bool:
    # Without a cookie nothing could be recorded.
    request = channel.requests[0]
    return "COOKIE" in request.headers and bool(request.path.startswith(_FIRST))


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

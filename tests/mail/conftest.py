"""The stage of the mail tests: a running server, mail switched on, notices and a worker's round."""

from collections.abc import Iterator
from itertools import count

import pytest

from app.core import events
from app.core.actor import SYSTEM
from app.core.events import Event, EventType
from app.database.transaction import use_case
from app.mail import office, smtp
from app.mail.office import Office
from app.notifications.services import notify
from app.outbox import services as outbox
from tests.mail.server import MailServer

ADDRESS = "https://sadar.kota-contoh.example"
_numbers = count(1)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture
def mail_on(app, server) -> Iterator[MailServer]:
    """Mail is on, and this is its server."""
    with sending_to(server.url):
        yield server


class sending_to:  # noqa: N801 - reads as a sentence
    """`with sending_to(url):` mail leaves through that server."""

    def __init__(self, url: str) -> None:
        self._office = Office(
            smtp.read_address(url, "sadar@kota-contoh.example"), "SADAR",
            "Pemerintah Kota Contoh", ADDRESS,
        )  # fmt: skip

    def __enter__(self) -> Office:
        self._before = office.ours()
        office.use(self._office)
        return self._office

    def __exit__(self, *_error: object) -> None:
        office.use(self._before)


class Thing:
    """A record that a notice is about."""

    __tablename__ = "things"

    def __init__(self) -> None:
        self.id = next(_numbers)
        self.number = f"DEK-2026-{self.id:06d}"


URGENT = EventType("test.urgent", "Penanganan", code="N-09", message="Atasan menetapkan penanganan untuk deklarasi {it.number}. Buka untuk melihat arahan.", link=lambda e: f"/deklarasi/{e.subject.id}")  # fmt: skip
SENT = EventType("test.sent", "Terkirim", code="N-04", message="Deklarasi {it.number} terkirim. Ditinjau paling lambat 9 Maret 2026.", link=lambda e: f"/deklarasi/{e.subject.id}")  # fmt: skip


@use_case
def tell(event_type: EventType, *people, subject=None, message: str | None = None, code=None):
    """Something happens that these people are told of; gives the record."""
    thing = subject or Thing()
    event = Event(event_type, SYSTEM, thing, {})
    events.emit(event)
    notify(event, [p.id for p in people], message or event_type.message, code=code)
    return thing


def work() -> int:
    """The worker does everything that is due now."""
    done = 0
    while taken := outbox.work_off():
        done += taken
    return done

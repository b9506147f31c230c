"""What a message says: the sentences of its notices or, for unread ones, a sentence without content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core import clock
from app.mail import outside, plan
from app.mail.models import MailKind, MailMessage
from app.mail.office import Office
from app.notifications.models import Notice

MOST_LINES = 20
_INBOX = "/pemberitahuan"
_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_jinja = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=False,  # noqa: S701 - plain text, read by no browser
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Text:
    """One line of a message and where it leads."""

    text: str
    address: str | None


# Says in words how many of a thing wait for somebody, and until when; filled by the wiring.
AgendaWords = Callable[[int, date | None], str]
_agenda_words: dict[str, AgendaWords] = {}


def say_agenda(what: str, words: AgendaWords) -> None:
    _agenda_words[what] = words


def forget_all() -> None:
    _agenda_words.clear()


def letter(
    message: MailMessage, to: str, notices: Sequence[Notice], office: Office
) -> EmailMessage:
    """The whole message. Raises ValueError for an address that is none.

    Made anew at each try, with the same Message-ID, date and words.
    """
    found = EmailMessage()
    assert office.server is not None  # noqa: S101 - asked before anything is sent
    found["From"] = Address(office.application, addr_spec=office.server.sender)
    found["To"] = Address(addr_spec=to)
    found["Subject"] = _subject(message, office)
    found["Date"] = format_datetime(clock.local(message.created_at))
    found["Message-ID"] = f"<{message.uid}@{office.server.domain}>"
    found["Auto-Submitted"] = "auto-generated"
    found["X-Auto-Response-Suppress"] = "All"
    found.set_content(_body(message, notices, office), cte="quoted-printable")
    return found


def _subject(message: MailMessage, office: Office) -> str:
    if message.kind is MailKind.OUTSIDE:
        return f"{office.application}: kabar untuk Anda"
    if message.kind is MailKind.TRIAL:
        return f"{office.application}: surel uji"
    if message.kind is MailKind.URGENT:
        return f"{office.application}: ada kabar yang perlu segera dibuka"
    day = clock.local(message.created_at).date()
    return f"{office.application}: ringkasan {format_date(day, 'EEEE, d MMMM y', locale='id')}"


def _body(message: MailMessage, notices: Sequence[Notice], office: Office) -> str:
    if message.person is None:
        return _jinja.get_template("mail/outside.txt").render(
            sentence=outside.sentence(message.outside_facts or {}, as_people_read),
            address=f"{office.address}{outside.PATH}",
            application=office.application,
            government=office.government,
        )
    return _jinja.get_template("mail/message.txt").render(
        name=message.person.name,
        agenda=[_agenda_line(*line) for line in message.agenda],
        lines=_lines(notices, office),
        trial=message.kind is MailKind.TRIAL,
        address=f"{office.address}/tugas",
        application=office.application,
        government=office.government,
    )


def _agenda_line(what: str, number: int, due: str | None) -> str:
    return _agenda_words[what](number, date.fromisoformat(due) if due else None)


def _lines(notices: Sequence[Notice], office: Office) -> list[Text]:
    """The sentences that may leave the house; all others together are one that says a number."""
    told = [n for n in notices if plan.own_words(n.code, n.event_name)][:MOST_LINES]
    lines = [Text(n.text, _address(n.link, office)) for n in told]
    others = len(notices) - len(told)
    if others:
        more = "kabar lain" if told else "kabar baru"
        lines.append(Text(f"{others} {more} di Pemberitahuan Anda.", f"{office.address}{_INBOX}"))
    return lines


def _address(link: str | None, office: Office) -> str | None:
    return f"{office.address}{link}" if link and link.startswith("/") else None


def as_people_read(day: date) -> str:
    """9 Maret 2026."""
    return str(format_date(day, "d MMMM y", locale="id"))

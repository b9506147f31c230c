"""The door to the mail server: its address read once, one connection for a batch, three refusals."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from enum import Enum
from urllib.parse import unquote, urlsplit

# One exchange with the server; a message needs five, which fit in services.CLAIM.
SECONDS = 20
_PERMANENT = 500


class Security(Enum):
    """How the connection is protected: encrypted from the start, by STARTTLS, or not at all."""

    TLS = "smtps"
    STARTTLS = "smtp"
    NONE = "smtp+plain"


_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Server:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]


class Unreachable(Exception):
    """The server cannot be talked to, or the connection broke: everything is tried again later.

    When it breaks between the end of the text and the server's answer, nobody can know whether the
    server has the message. It is sent again under the same Message-ID.
    """


class NotNow(Exception):
    """The server will not take this one message at the moment (4xx)."""


class Refused(Exception):
    """The server will never take this message (5xx)."""


def read_address(url: str, sender: str) -> Server:
    """The server of `SADAR_SMTP_URL`: `smtp://` (STARTTLS is demanded), `smtps://`, `smtp+plain://`.

    Raises ValueError, so that a wrong setting fails at start. Without encryption only the own
    machine is talked to: a relay there encrypts on its own.
    """
    parts = urlsplit(url)
    try:
        security = Security(parts.scheme)
    except ValueError:
        raise ValueError("SADAR_SMTP_URL must begin with smtp://, smtps:// or smtp+plain://") from None  # fmt: skip
    if not parts.hostname:
        raise ValueError("SADAR_SMTP_URL names no host")
    if security is Security.NONE and parts.hostname not in _OWN_MACHINE:
        raise ValueError("smtp+plain:// is for a relay on this machine only")
    if sender.count("@") != 1 or not sender.isascii() or any(c in sender for c in " <>\r\n"):
        raise ValueError("SADAR_MAIL_FROM must be one plain address, such as sadar@kota.go.id")
    return Server(
        parts.hostname, parts.port or _PORTS[security], security, sender,
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
    )  # fmt: skip


class Line:
    """An open connection."""

    def __init__(self, connection: smtplib.SMTP, sender: str) -> None:
        self._connection = connection
        self._sender = sender

    def send(self, letter: EmailMessage, to: str) -> None:
        """Hand one message over; it is the server's when this returns.

        Raises NotNow, Refused or Unreachable.
        """
        try:
            self._connection.sendmail(self._sender, [to], letter.as_bytes(policy=SMTP))
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(next(iter(error.recipients.values()), (450, b""))[0]) from None
        except smtplib.SMTPSenderRefused as error:
            # The sender is the operator's setting: he repairs it, the message waits.
            raise NotNow(f"SMTP {error.smtp_code}") from None
        except smtplib.SMTPResponseException as error:
            raise _judged(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise Refused("address needs SMTPUTF8") from None
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(type(error).__name__) from None


def _judged(code: int) -> NotNow | Refused:
    return Refused(f"SMTP {code}") if code >= _PERMANENT else NotNow(f"SMTP {code}")


@contextlib.contextmanager
def connected(server: Server) -> Iterator[Line]:
    """An open, protected, signed-in connection. Raises Unreachable."""
    connection: smtplib.SMTP | None = None
    try:
        try:
            connection = _open(server)
            _protect(connection, server)
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(type(error).__name__) from None
        yield Line(connection, server.sender)
    finally:
        if connection is not None:
            _close(connection)


def _open(server: Server) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, server.domain, timeout=SECONDS,
            context=ssl.create_default_context(),
        )  # fmt: skip
    return smtplib.SMTP(server.host, server.port, server.domain, timeout=SECONDS)


def _protect(connection: smtplib.SMTP, server: Server) -> None:
    if server.security is Security.STARTTLS:
        connection.starttls(context=ssl.create_default_context())
    if server.user is not None:
        connection.login(server.user, server.password or "")


def _close(connection: smtplib.SMTP) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()

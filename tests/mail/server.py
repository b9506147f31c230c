"""A small real SMTP server: threads, sockets, STARTTLS and AUTH PLAIN; it can be told to misbehave."""

import base64
import contextlib
import email
import email.policy
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from app.core import clock


@dataclass(frozen=True)
class Arrived:
    """A message the server has accepted."""

    to: str
    message: EmailMessage
    at: datetime

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        return self.message.get_content()


@dataclass
class Behaviour:
    """What the server does instead of being helpful. Codes by recipient; 0 hangs up."""

    at_rcpt: dict[str, str] = field(default_factory=dict)
    at_data: Callable[[str], str | None] = lambda _to: None
    after_text: Callable[[str], str | None] = lambda _to: None
    password: str | None = None


class _Talk(socketserver.StreamRequestHandler):
    server: "MailServer"
    timeout = 10
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._say("220 uji ESMTP")
            self.protected, self.to = False, ""
            while (line := self.rfile.readline()) and self._answer(line.decode().strip()):
                pass

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the encrypted one, which the server does not know

    def _say(self, line: str) -> bool:
        self.wfile.write(f"{line}\r\n".encode())
        return True

    def _answer(self, line: str) -> bool:
        verb, _, rest = line.partition(" ")
        known = getattr(self, f"_do_{verb.lower()}", None)
        return known(rest) if known else self._say("500 apa?")

    def _do_ehlo(self, _name: str) -> bool:
        words = ["uji", "8BITMIME"]
        if self.server.certificate and not self.protected:
            words.append("STARTTLS")
        if self.server.behaviour.password:
            words.append("AUTH PLAIN")
        for word in words[:-1]:
            self._say(f"250-{word}")
        return self._say(f"250 {words[-1]}")

    def _do_starttls(self, _rest: str) -> bool:
        self._say("220 silakan")
        self.connection = self.server.certificate.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.protected = True
        return True

    def _do_auth(self, rest: str) -> bool:
        given = base64.b64decode(rest.rsplit(maxsplit=1)[-1]).decode().split("\0")[-1]
        right = given == self.server.behaviour.password
        return self._say("235 masuk" if right else "535 salah")

    def _do_mail(self, _rest: str) -> bool:
        return self._say("250 ya")

    def _do_rcpt(self, rest: str) -> bool:
        self.to = rest.split("<")[1].split(">", maxsplit=1)[0]
        return self._say(self.server.behaviour.at_rcpt.get(self.to, "250 ya"))

    def _do_data(self, _rest: str) -> bool:
        refusal = self.server.behaviour.at_data(self.to)
        if refusal is not None:
            return bool(refusal) and self._say(refusal)
        self._say("354 mulai")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        before = self.server.behaviour.after_text(self.to)
        if before == "":
            return False  # hung up before it was accepted
        if before and not before.startswith("250"):
            return self._say(before)
        parsed = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.arrived.append(Arrived(self.to, parsed, clock.now()))  # type: ignore[arg-type]
        if before == "250 and gone":
            return False  # accepted, but the answer never arrives
        return self._say("250 diterima")

    def _do_rset(self, _rest: str) -> bool:
        return self._say("250 ya")

    def _do_noop(self, _rest: str) -> bool:
        return self._say("250 ya")

    def _do_quit(self, _rest: str) -> bool:
        self._say("221 sampai jumpa")
        return False


class MailServer(socketserver.ThreadingTCPServer):
    """`with MailServer() as server:` listens; `.down()` and `.up()` on the same port."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0, certificate: ssl.SSLContext | None = None) -> None:
        self.behaviour = Behaviour()
        self.arrived: list[Arrived] = []
        self.certificate = certificate
        self.connections = 0
        self._listening: threading.Thread | None = None
        super().__init__(("127.0.0.1", port), _Talk)
        self.port = int(self.server_address[1])

    def __enter__(self) -> "MailServer":
        self._listening = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._listening.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.down()

    def down(self) -> None:
        """Nobody answers at this port from now on."""
        if self._listening is not None:
            self.shutdown()
            self._listening.join()
            self._listening = None
            self.server_close()

    def up(self) -> None:
        """Listen again, with everything that had arrived."""
        self.socket = socket.socket(self.address_family, self.socket_type)
        self.server_address = ("127.0.0.1", self.port)
        self.server_bind()
        self.server_activate()
        self.__enter__()

    @property
    def url(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.arrived]

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, _request: object, _address: object) -> None:
        """A client that was killed is no error of the server."""

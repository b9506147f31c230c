"""A worker killed while it talks to the mail server: no mail is lost, none comes twice.

Where the kill falls between the server's "yes" and our own mark, one mail may come again: that
window cannot be closed with SMTP. It is forced here too, to see that the Message-ID stays.
"""

import json
import os
import signal
import threading
import time
from collections import Counter

import pytest

from tests.databases import KIND
from tests.mail.server import MailServer
from tests.processes import FLASK, Running, output_of

pytestmark = pytest.mark.slow
PATIENCE_SECONDS = 120
MAILS = 12


class Post:
    """An installation whose worker mails through a server of this process."""

    def __init__(self, data, server: MailServer, database_url: str | None) -> None:
        self.data = data
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("SADAR_")},
            "SADAR_DATA_DIR": str(data), "SADAR_CHEAP_HASHES": "1",
            "SADAR_SMTP_URL": server.url, "SADAR_MAIL_FROM": "sadar@kota-contoh.example",
            **({"SADAR_DATABASE_URL": database_url} if database_url else {}),
        }  # fmt: skip
        self.server = server
        self.worker: Running | None = None
        self.run(*FLASK, "db", "upgrade")

    def run(self, *arguments: str) -> str:
        return output_of(arguments, self.environment)

    def start(self) -> None:
        command = ("tests.mail.process", "work")
        self.worker = Running(command, self.environment, self.data / "log-worker.txt")

    def kill(self) -> None:
        if self.worker is not None:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait()

    def states(self) -> dict[str, int]:
        return json.loads(self.run("tests.mail.process", "states").splitlines()[-1])

    def wait_for_all(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while len(set(self.server.ids)) < MAILS and time.monotonic() < until:
            time.sleep(0.05)
        while self.states() != {"sent": MAILS, "unmarked": 0}:
            assert time.monotonic() < until, self.states()


@pytest.fixture
def post(request, tmp_path):
    url = request.getfixturevalue("postgres").create("mails") if KIND == "postgresql" else None
    with MailServer() as server:
        found = Post(tmp_path, server, url)
        yield found
        found.kill()
    if url:
        request.getfixturevalue("postgres").drop("mails")


def killed_at(post: Post, moments: dict[int, str]) -> None:
    """Kill the worker at the n-th text it hands over: before or after the server took it."""
    seen = 0
    struck = threading.Event()

    def strike(_to: str) -> str | None:
        nonlocal seen
        seen += 1
        what = moments.get(seen)
        if what is None:
            return None
        post.kill()
        struck.set()
        return "" if what == "before" else "250 and gone"

    post.server.behaviour.after_text = strike
    for _ in moments:
        struck.clear()
        post.start()
        assert struck.wait(PATIENCE_SECONDS)
    post.start()
    post.wait_for_all()


def test_each_mail_comes_exactly_once_but_for_the_window_that_smtp_leaves(post):
    post.run("tests.mail.process", "order", str(MAILS))
    killed_at(post, {1: "before", 5: "before", 9: "after"})
    came = Counter(post.server.ids)
    assert len(came) == MAILS
    assert sorted(came.values()) == [1] * (MAILS - 1) + [2]
    assert len({mail.to for mail in post.server.arrived}) == MAILS

"""A real server and worker as processes of their own, for browser, crash and concurrency tests."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import KIND, PostgresServer

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
DEMO_DAY = "2026-03-02"


class LiveServer:
    """One installation: its data folder, its database, and the processes that serve it."""

    def __init__(self, data: Path, database_url: str | None = None, **settings: str) -> None:
        self.data = data
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("SADAR_")},
            "SADAR_DATA_DIR": str(data), "SADAR_BIND": f"127.0.0.1:{self.port}",
            "SADAR_PUBLIC_URL": self.url, "SADAR_DEMO": "1", "SADAR_CHEAP_HASHES": "1",
            "PYTHONUNBUFFERED": "1", **settings,
        }  # fmt: skip
        if database_url:
            self.environment["SADAR_DATABASE_URL"] = database_url
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def flask(self, *arguments: str) -> str:
        """Run one command of the application to its end and give what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def prepare(self) -> "LiveServer":
        """Make the schema and fill the demo city."""
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.flask("db", "upgrade")
        self.flask("demo", "seed", "--date", DEMO_DAY)
        return self

    def start(self) -> "LiveServer":
        self.web = self._spawn("serve")
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.web.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server did not start: " + self.log("serve"))
            time.sleep(0.05)
        return self

    def start_worker(self) -> "LiveServer":
        self.worker = self._spawn("jobs", "work")
        return self

    def _spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.data / f"log-{arguments[0]}.txt").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
                cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def log(self, name: str = "serve") -> str:
        return (self.data / f"log-{name}.txt").read_text()[-4000:]

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()
            return True
        return False

    def kill(self) -> None:
        """As a power cut would: no farewell to server or worker."""
        for process in (self.web, self.worker):
            if process is not None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        self.web = self.worker = None

    def stop(self) -> None:
        for process in (self.web, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
        for process in (self.web, self.worker):
            if process is not None:
                try:
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.web = self.worker = None


class Installations:
    """Gives out installations with the demo city in them, copied from one that was filled once."""

    def __init__(self, folder: Path, postgres: PostgresServer | None) -> None:
        self._folder = folder
        self._postgres = postgres
        self._given = 0
        self._original = LiveServer(folder / "original", self._database("live_original")).prepare()

    def _database(self, name: str, template: str = "template1") -> str | None:
        return self._postgres.create(name, template) if self._postgres else None

    def another(self, **settings: str) -> LiveServer:
        """One more, not started. The caller stops it."""
        self._given += 1
        name = f"live_{self._given}"
        data = self._folder / name
        shutil.copytree(self._original.data, data)
        return LiveServer(data, self._database(name, "live_original"), **settings)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def installations(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Installations:
    postgres = request.getfixturevalue("postgres") if KIND == "postgresql" else None
    return Installations(tmp_path_factory.mktemp("live"), postgres)


@pytest.fixture(scope="session")
def live_server(installations: Installations) -> Iterator[LiveServer]:
    """One running installation with the demo city, shared by the browser tests of this process."""
    server = installations.another()
    try:
        yield server.start().start_worker()
    finally:
        server.stop()


@pytest.fixture
def installation(installations: Installations) -> Iterator[LiveServer]:
    """An installation of the test's own, not started: to be killed, filled or crowded."""
    server = installations.another()
    yield server
    server.stop()

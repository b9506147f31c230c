"""The application's commands as processes of their own, each forked from one that has loaded it.

Reading the modules is nine tenths of a start. A process started here is as real as any other: it
has its own database connections, can be killed, and shares nothing with the test but the files.
"""

import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.databases import dies_with_us

ROOT = Path(__file__).resolve().parent.parent
FLASK = ("flask", "--app", "wsgi")

_forked = multiprocessing.get_context("forkserver")
_forked.set_forkserver_preload(["flask.cli", "app.factory", "waitress"])


class Running:
    """A process under way: `python -m MODULE ARGUMENT…` in an environment of its own."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        log.touch()
        self._process: ForkServerProcess = _forked.Process(
            target=_become, args=(list(command), dict(environment), str(log)), daemon=True
        )
        self._process.start()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def poll(self) -> int | None:
        """How it ended, None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """How it ended. TimeoutError when it still runs after so many seconds."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise TimeoutError
        return code


def output_of(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command to its end and give what it printed; RuntimeError unless it succeeded."""
    with TemporaryDirectory() as folder:
        log = Path(folder, "said.txt")
        failed = Running(command, environment, log).wait()
        said = log.read_text()
    if failed:
        raise RuntimeError(f"{' '.join(command)}: {said}")
    return said


def _become(command: list[str], environment: dict[str, str], log: str) -> None:
    dies_with_us()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    with open(log, "ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)

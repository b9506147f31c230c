"""The yearly season under load, against the real server and worker, each a process of its own.

A city of ten thousand opens its season, HR reads who is missing, and the last hour comes: visitors
arrive whether or not the others have been answered, so waiting counts. Loopback only.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from app.core import clock
from bench import postgresql
from bench import season_city as city
from bench.season_figures import (
    Goal,
    Phase,
    at_most,
    cost_of,
    goals_of,
    machine,
    percentile,
    phase_of,
    quantile_of,
    summary_of,
    table_of,
)
from bench.season_visits import Browser, Visit, form_of
from config import ROOT
from tests.live import LiveServer
from tests.processes import Running

FILINGS_A_SECOND: Final = 2.8
BURST_A_SECOND: Final = 28.0
SIGN_INS_A_SECOND: Final = 10.0
COMPLIANCE_PAGES: Final = (
    "/kepatuhan/daftar", "/kepatuhan/daftar?halaman=7", "/kepatuhan/daftar?status=unfiled",
    "/kepatuhan/daftar?halaman=200", "/kepatuhan/daftar?cari=dinas", "/kepatuhan/daftar?surel=tanpa",
    "/kepatuhan/daftar?status=submitted", "/kepatuhan",
)  # fmt: skip
LONGEST_OPENING: Final = 600
PHASES: Final = ("quiet", "hello", "hour", "burst", "storm", "overload")
SETTLING_SECONDS: Final = 2


def run(arguments: Sequence[str]) -> int:
    """Measure everything asked for, print it, and say with the exit code whether nothing was lost."""
    asked = _parser().parse_args(arguments)
    if asked.tiny:
        _make_tiny(asked)
    with (
        tempfile.TemporaryDirectory(prefix="sadar-season-") as folder,
        postgresql.database(asked.postgresql) as url,
    ):
        bench = Bench(asked, Path(folder), url)
        bench.measure()
    text = bench.report()
    print(text)
    if asked.out:
        Path(asked.out).write_text(text, encoding="utf-8")
    return 0 if bench.sound else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench season", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="length of the deadline hour")
    parser.add_argument("--rate", type=float, default=FILINGS_A_SECOND, help="filings a second")
    parser.add_argument("--think", type=float, default=6.0, help="seconds on a page, on average")
    parser.add_argument("--burst-seconds", type=float, default=20.0)
    parser.add_argument("--burst-rate", type=float, default=BURST_A_SECOND)
    parser.add_argument("--storm-seconds", type=float, default=30.0)
    parser.add_argument("--crowd", type=int, default=200, help="visitors at once in the overload")
    parser.add_argument("--threads", type=int, default=8, help="of each server process")
    parser.add_argument("--processes", type=int, default=1, help="of the server")
    parser.add_argument("--people", type=int, help="an invented city of so many people")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument(
        "--only", action="append", choices=PHASES, help="leave all other phases out; repeatable"
    )
    parser.add_argument("--tiny", action="store_true", help="a handful of filings: does it run?")
    parser.add_argument("--out", help="write the report to this file too")
    return parser


def _make_tiny(asked: argparse.Namespace) -> None:
    for name, value in {
        "minutes": 0.05, "rate": 2.0, "think": 0.1, "burst_seconds": 1.0, "burst_rate": 4.0,
        "storm_seconds": 1.0, "crowd": 6,
    }.items():  # fmt: skip
        setattr(asked, name, value)
    asked.people = asked.people or 60


class Server(LiveServer):
    """The real server, as `./manage run` starts it, but with dear hashes and no demo."""

    def __init__(self, options: Sequence[str], data: Path, url: str | None) -> None:
        # Officers would need an authenticator app; the bench measures the pages behind it.
        super().__init__(data, url, SADAR_DEMO="0", SADAR_CHEAP_HASHES="0", SADAR_SECOND_FACTOR="0")
        self._options = options

    def _spawn(self, *arguments: str) -> Running:
        more = self._options if arguments[0] == "serve" else ()
        return super()._spawn(*arguments, *more)


class Bench:
    """One run: the installation, its processes, and what was measured of them."""

    def __init__(self, asked: argparse.Namespace, folder: Path, url: str | None) -> None:
        self._asked = asked
        self._url = url
        options = ("--threads", str(asked.threads), "--processes", str(asked.processes))
        self._server = Server(options, folder, url)
        self._folder = folder
        self.phases: dict[str, Phase] = {}
        self._facts: list[str] = []
        self._opening: dict[str, float] = {}
        self._kept: city.Kept | None = None
        self._audit = ""

    # ---- the run ---------------------------------------------------------------------------------

    def measure(self) -> None:
        self._began = clock.now()
        with self._city():
            self._say("staff and last year's declarations")
            data, name = city.staff(self._asked.people)
            self._people = city.import_staff(data)
            declared = city.declare_last_year()
            officer_id, self._officer = city.hr_officer()
            season_id = city.plan_season(officer_id)
        self._facts.append(f"staff: {name}; {self._people} serve, {declared} declared last year")
        try:
            self._start()
            self._open(season_id)
            self._filers(officer_id)
            self._load()
            self._finish()
        finally:
            self._server.stop()

    def _city(self) -> contextlib.AbstractContextManager[Any]:
        return city.application(self._folder, self._url)

    def _start(self) -> None:
        self._server.start()
        self._server.start_worker(patient=True)
        _wait_for(lambda: "pekerja siap" in self._server.log("jobs"), 120)

    def _open(self, season_id: int) -> None:
        """Press Buka as the officer does and watch the season's page until everybody is obliged."""
        self._say("opening the season")
        visit = Visit(
            Browser(self._server.port, "127.0.0.1", []), self._officer, city.PASSWORD, "", 0
        )
        _at_once(visit.sign_in())
        place = f"/periode/{season_id}"
        page = _at_once(visit.browser.get(f"{place}/buka"))
        began = time.monotonic()
        _at_once(visit.browser.post(f"{place}/buka", form_of(page, "_once"), "save"))
        answered = time.monotonic() - began
        seen = 0
        while "Perpanjang" not in page.text and time.monotonic() - began < LONGEST_OPENING:
            page = _at_once(visit.browser.get(place))
            seen += "<progress" in page.text
            time.sleep(0.25)
        self._opening = {
            "seconds": time.monotonic() - began, "answered": answered, "progress pages": seen,
        }  # fmt: skip
        visit.browser.close()

    def _filers(self, officer_id: int) -> None:
        asked = self._asked
        needed = {
            "hour": max(1, int(asked.minutes * 60 * asked.rate)),
            "burst": max(1, int(asked.burst_seconds * asked.burst_rate)),
            "overload": asked.crowd,
            "storm": max(2, int(asked.storm_seconds * SIGN_INS_A_SECOND)),
        }
        self._needed = {phase: count for phase, count in needed.items() if self._wants(phase)}
        self._say(f"accounts for {sum(self._needed.values())} people")
        with self._city():
            filers = city.filers(sum(self._needed.values()), officer_id)
        self._waiting = [(one.nip, one.kind) for one in filers]

    def _next(self, phase: str) -> list[tuple[str, str]]:
        count = self._needed[phase]
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        return taken

    def _wants(self, phase: str) -> bool:
        return not self._asked.only or phase in self._asked.only

    def _load(self) -> None:
        phases = {
            "quiet": self._quiet, "hello": self._bare, "hour": self._hour, "burst": self._burst,
            "storm": self._storm, "overload": self._overload,
        }  # fmt: skip
        with Client(self._server.port) as client:
            self._client = client
            for name, phase in phases.items():
                if self._wants(name):
                    phase()

    def _quiet(self) -> None:
        self._phase(
            "compliance, quiet", phase="pages", paths=COMPLIANCE_PAGES, rate=1.0,
            count=16 if self._asked.tiny else 120, officer=self._officer, password=city.PASSWORD,
        )  # fmt: skip

    def _bare(self) -> None:
        rate = 12 * self._asked.rate
        with self._hello() as (port, process):
            self._phase(
                "hello", port=port, phase="pages", paths=["/"], rate=rate,
                count=int(rate * (2 if self._asked.tiny else 20)), visitors=50,
                watched={"server": process.pid},
            )  # fmt: skip

    def _hour(self) -> None:
        self._phase(
            "deadline hour", phase="visits", filers=self._next("hour"), think=self._asked.think,
            rate=self._asked.rate, officer=self._officer, officer_paths=COMPLIANCE_PAGES,
            password=city.PASSWORD,
        )  # fmt: skip

    def _burst(self) -> None:
        self._phase(
            "(preparing the burst)", phase="prepare", filers=self._next("burst"), at_once=6,
            password=city.PASSWORD,
        )  # fmt: skip
        self._phase("burst", phase="burst", rate=self._asked.burst_rate)

    def _storm(self) -> None:
        self._phase(
            "sign-in storm", phase="storm", filers=self._next("storm"), rate=SIGN_INS_A_SECOND,
            others=["/tugas", "/deklarasi"], password=city.PASSWORD,
        )  # fmt: skip

    def _overload(self) -> None:
        self._phase(
            "overload", phase="visits", filers=self._next("overload"), think=0.0, rate=1000.0,
            password=city.PASSWORD,
        )  # fmt: skip

    def _phase(self, name: str, *, watched: dict[str, int] | None = None, **order: Any) -> None:
        self._say(name)
        time.sleep(0 if self._asked.tiny else SETTLING_SECONDS)
        watched = watched or {
            who: process.pid
            for who, process in (("server", self._server.web), ("worker", self._server.worker))
            if process is not None
        }
        before = {who: _cpu_of(pid) for who, pid in watched.items()}
        measured = self._client.carry_out(**order)
        spent = {who: _cpu_of(pid) - before[who] for who, pid in watched.items()}
        self.phases[name] = phase_of(name, measured, spent, os.getloadavg()[0])
        for line in summary_of(self.phases[name]):  # a run cut short leaves what it measured
            self._say(f"  {line}")

    @contextlib.contextmanager
    def _hello(self) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
        """The bare framework on a port beside the server's."""
        port = LiveServer(self._folder).port
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.season_hello", str(port), str(self._asked.threads)],
            cwd=ROOT,
        )
        try:
            _wait_for(lambda: _answers(port))
            yield port, process
        finally:
            process.terminate()
            process.wait()

    def _finish(self) -> None:
        """Stop, and look for every acknowledged number in the database."""
        self._say("counting what is in the database")
        self._server.stop()
        acknowledged = [number for phase in self.phases.values() for number in phase.acknowledged]
        with self._city():
            self._kept = city.kept_of(acknowledged, self._began)
        self._audit = self._server.flask("audit", "verify").strip().splitlines()[-1]

    def _say(self, text: str) -> None:
        print(f"[{clock.now():%H:%M:%S}] {text}", file=sys.stderr, flush=True)

    # ---- what came of it -------------------------------------------------------------------------

    @property
    def sound(self) -> bool:
        """Nothing acknowledged was lost or written twice, and nothing failed."""
        kept = self._kept
        return (
            kept is not None
            and not kept.lost
            and not kept.doubled
            and not any(phase.errors or phase.problems for phase in self.phases.values())
        )

    def goals(self) -> list[Goal]:
        hour, burst = self.phases.get("deadline hour"), self.phases.get("burst")
        storm, over = self.phases.get("sign-in storm"), self.phases.get("overload")
        quiet, kept = self.phases.get("compliance, quiet"), self._kept
        refusals = (
            [kind.refused_p95 for kind in over.kinds.values() if kind.refused] if over else []
        )
        return [
            at_most("season opened", self._opening.get("seconds"), 60, "s"),
            at_most("compliance list p95", quantile_of(quiet, "compliance"), 300, "ms"),
            at_most("deadline hour: pages p95", quantile_of(hour, "page"), 400, "ms"),
            at_most("deadline hour: submits p95", quantile_of(hour, "submit"), 300, "ms"),
            at_most("deadline hour: submits p99", quantile_of(hour, "submit", "p99"), 1000, "ms"),
            at_most("deadline hour: errors", hour.errors if hour else None, 0, ""),
            at_most("deadline hour: refused (503)", hour.refused if hour else None, 0, ""),
            at_most("burst: submits p95", quantile_of(burst, "submit"), 800, "ms"),
            at_most("burst: errors", burst.errors if burst else None, 0, ""),
            at_most("storm: sign-ins p95", quantile_of(storm, "sign-in"), 1000, "ms"),
            at_most("storm: pages of others p95", quantile_of(storm, "reading"), 1000, "ms"),
            at_most("overload: errors", over.errors if over else None, 0, ""),
            at_most("overload: a refusal (503 with Retry-After) p95",
                    max(refusals) if refusals else None, 200, "ms"),
            at_most("overload: visitors who could not finish",
                    over.visits - len(over.acknowledged) if over else None, 0, ""),
            at_most("acknowledged filings lost", len(kept.lost) if kept else None, 0, ""),
            at_most("filings written twice", kept.doubled if kept else None, 0, ""),
        ]  # fmt: skip

    def report(self) -> str:
        kept, asked = self._kept, self._asked
        phases = list(self.phases.values())
        shown = [phase for phase in phases if not phase.name.startswith("(")]
        acknowledged = sum(len(phase.acknowledged) for phase in phases)
        lines = [
            f"Run of {self._began:%Y-%m-%d %H:%M} UTC on {'PostgreSQL' if self._url else 'SQLite'}: "
            f"{machine()}.",
            f"Command: `{' '.join(('python -m bench season', *_told(asked)))}`",
            "",
            *(f"- {fact}" for fact in self._facts),
            f"- season opened in {self._opening['seconds']:.1f} s (the button answered in "
            f"{self._opening['answered'] * 1000:.0f} ms, the page with the progress was seen "
            f"{self._opening['progress pages']:.0f} times meanwhile)",
            f"- {acknowledged} filings acknowledged; found {kept.filed if kept else 0}, lost "
            f"{len(kept.lost) if kept else '?'}, twice {kept.doubled if kept else '?'}; letters still "
            f"waiting {kept.jobs_waiting if kept else '?'}, jobs failed {kept.jobs_dead if kept else '?'}",
            f"- audit trail: {self._audit}",
            *self._sent_lines(),
            *self._ratio_lines(),
            "",
            *goals_of(
                [one for one in self.goals() if not asked.only or one.measured != "not measured"]
            ),
            "",
            *table_of(shown),
            "",
            *cost_of(phases),
            "",
        ]
        return "\n".join(lines)

    def _sent_lines(self) -> list[str]:
        return [
            f"- {phase.name}: from pressing Kirim to the receipt, retries included: p50 "
            f"{percentile(phase.sent_after, 50):.0f}, p95 {percentile(phase.sent_after, 95):.0f} ms; "
            f"{len(phase.acknowledged)} of {phase.visits} visitors filed"
            for phase in self.phases.values()
            if phase.sent_after
        ]

    def _ratio_lines(self) -> list[str]:
        hello, hour = self.phases.get("hello"), self.phases.get("deadline hour")
        if hello is None or hour is None or not hello.requests or not hour.requests:
            return []
        bare = 1000 * hello.cpu.get("server", 0) / hello.requests
        ours = 1000 * hour.cpu.get("server", 0) / hour.requests
        return [
            f"- beside the bare framework (Flask, one word, same server settings, same client and "
            f"rate): {ours:.1f} to {bare:.2f} ms of processor time a request, a ratio of "
            f"{ours / bare if bare else 0:.0f}; p95 of pages {hour.kinds['page'].p95:.0f} to "
            f"{hello.kinds['page'].p95:.0f} ms"
        ]


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


def _at_once(steps: Any) -> Any:
    """Take every step without thinking; gives what came out."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _wait_for(done: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise RuntimeError("it did not start")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    with contextlib.suppress(Exception):
        return bool(_at_once(Browser(port, "127.0.0.1", []).get("/")))
    return False


def _cpu_of(pid: int) -> float:
    """Seconds of processor time of a process and those it started; 0 where /proc is missing."""
    with contextlib.suppress(OSError):
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        own = sum(int(ticks) for ticks in after_name[11:15]) / os.sysconf("SC_CLK_TCK")
        started = [
            child
            for children in Path(f"/proc/{pid}/task").glob("*/children")
            for child in children.read_text().split()
        ]
        return own + sum(_cpu_of(int(child)) for child in started)
    return 0.0


def _told(asked: argparse.Namespace) -> list[str]:
    if asked.tiny:
        return ["--tiny"]
    usual = _parser().parse_args([])
    return [
        f"--{name.replace('_', '-')}" + ("" if value is True else f" {value:g}")
        for name, value in vars(asked).items()
        if name not in ("out", "only") and value != getattr(usual, name) and value is not None
    ] + [f"--only {phase}" for phase in asked.only or ()]

"""The yearly season under load, against the real server and worker, each a process of its own.

A city of ten thousand opens its season, HR reads who is missing, and the last hour comes: visitors
arrive whether or not the others have been answered, so waiting counts. Loopback only.
"""

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.core import clock
from bench import postgresql
from bench import season_city as city
from bench.season_figures import phase_of, summary_of
from bench.season_processes import Client, Server, at_once, bare_framework, cpu_of, wait_for
from bench.season_report import Run
from bench.season_visits import Browser, Visit, form_of

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
    text = bench.run.report()
    print(text)
    if asked.out:
        Path(asked.out).write_text(text, encoding="utf-8")
    return 0 if bench.run.sound else 1


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


class Bench:
    """One run: the installation, its processes, and what was measured of them."""

    def __init__(self, asked: argparse.Namespace, folder: Path, url: str | None) -> None:
        self._asked = asked
        self._url = url
        options = ("--threads", str(asked.threads), "--processes", str(asked.processes))
        self._server = Server(options, folder, url)
        self._folder = folder
        self.run = Run(
            clock.now(),
            "PostgreSQL" if url else "SQLite",
            " ".join(("python -m bench season", *_told(asked))),
            asked.only or (),
        )

    def measure(self) -> None:
        with self._city():
            self._say("staff and last year's declarations")
            data, name = city.staff(self._asked.people)
            self._people = city.import_staff(data)
            declared = city.declare_last_year()
            officer_id, self._officer = city.hr_officer()
            season_id = city.plan_season(officer_id)
        self.run.facts.append(f"staff: {name}; {self._people} serve, {declared} declared last year")
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
        wait_for(lambda: "pekerja siap" in self._server.log("jobs"), 120)

    def _open(self, season_id: int) -> None:
        """Press Buka as the officer does and watch the season's page until everybody is obliged."""
        self._say("opening the season")
        visit = Visit(
            Browser(self._server.port, "127.0.0.1", []), self._officer, city.PASSWORD, "", 0
        )
        at_once(visit.sign_in())
        place = f"/periode/{season_id}"
        page = at_once(visit.browser.get(f"{place}/buka"))
        began = time.monotonic()
        at_once(visit.browser.post(f"{place}/buka", form_of(page, "_once"), "save"))
        answered = time.monotonic() - began
        seen = 0
        while "Perpanjang" not in page.text and time.monotonic() - began < LONGEST_OPENING:
            page = at_once(visit.browser.get(place))
            seen += "<progress" in page.text
            time.sleep(0.25)
        self.run.opening = {
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
        with bare_framework(self._folder, self._asked.threads) as (port, pid):
            self._phase(
                "hello", port=port, phase="pages", paths=["/"], rate=rate,
                count=int(rate * (2 if self._asked.tiny else 20)), visitors=50,
                watched={"server": pid},
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
        before = {who: cpu_of(pid) for who, pid in watched.items()}
        measured = self._client.carry_out(**order)
        spent = {who: cpu_of(pid) - before[who] for who, pid in watched.items()}
        self.run.phases[name] = phase_of(name, measured, spent, os.getloadavg()[0])
        for line in summary_of(self.run.phases[name]):  # a run cut short leaves what it measured
            self._say(f"  {line}")

    def _finish(self) -> None:
        """Stop, and look for every acknowledged number in the database."""
        self._say("counting what is in the database")
        self._server.stop()
        acknowledged = [
            number for phase in self.run.phases.values() for number in phase.acknowledged
        ]
        with self._city():
            self.run.kept = city.kept_of(acknowledged, self.run.began)
        self.run.audit = self._server.flask("audit", "verify").strip().splitlines()[-1]

    def _say(self, text: str) -> None:
        print(f"[{clock.now():%H:%M:%S}] {text}", file=sys.stderr, flush=True)


def _told(asked: argparse.Namespace) -> list[str]:
    if asked.tiny:
        return ["--tiny"]
    usual = _parser().parse_args([])
    return [
        f"--{name.replace('_', '-')}" + ("" if value is True else f" {value:g}")
        for name, value in vars(asked).items()
        if name not in ("out", "only") and value != getattr(usual, name) and value is not None
    ] + [f"--only {phase}" for phase in asked.only or ()]

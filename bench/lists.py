"""Long lists as people read them: whole pages over HTTP, by reader and filter, in a filled demo city."""

import argparse
import gc
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from flask import Flask

from app.core import clock
from app.database import upkeep
from app.database.base import Base, db
from app.database.transaction import bookkeeping
from app.people.models import Acting, Appointment, EmploymentKind, Person
from bench import postgresql
from bench.figures import machine, percentile
from bench.register import installation

GOAL_MS: Final = 300
# The invented rows are numbered from here on: below are those of the demo city.
AFTER: Final = 1_000_000
AT_ONCE: Final = 5_000
_RECORDED = datetime(2024, 1, 1, tzinfo=UTC)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

Pages = Sequence[tuple[str, str]]
Browser = Callable[[str], Any]
Browsing = Callable[[str], Browser]


@dataclass(frozen=True)
class Reader:
    """Somebody of the demo city, and the pages he asks for: what they show, and their address."""

    who: str
    code: str
    pages: Pages


@dataclass(frozen=True)
class Subject:
    """What one bench writes and who then reads it. `besides` measures what is no page."""

    name: str
    size: int
    rows: type[Base]
    fill: Callable[[int], None]
    readers: Callable[[int], Sequence[Reader]]
    besides: Callable[[Browsing, int], Iterable[str]] | None = None


@dataclass
class Times:
    """Milliseconds of one page: of the clock on the wall, and of this process's processor."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def row(self) -> str:
        wall, cpu = (
            f"{percentile(some, 50):.0f} | {percentile(some, 95):.0f}"
            for some in (self.wall, self.processor)
        )
        return f"{wall} | {cpu}"


def measured(act: Callable[[], Any], times: int) -> Times:
    """Once unmeasured, so that its statements are compiled as on a server that runs; then so often."""
    act()
    found = Times()
    for _turn in range(times):
        began, worked = time.perf_counter(), time.process_time()
        act()
        found.wall.append((time.perf_counter() - began) * 1000)
        found.processor.append((time.process_time() - worked) * 1000)
    return found


def run(subject: Subject, arguments: Sequence[str]) -> int:
    """Fill, ask for every page of every reader, print; 0 when each keeps to the goal."""
    options = _options(subject, arguments)
    kept = options.kept and options.kept / _folder_of(subject, options)
    with (
        postgresql.database(options.postgresql, kept and kept / "postgresql") as url,
        installation(url, kept) as (app, _folder),
    ):
        filled_in = _filled(app, subject, options.size)
        gc.collect()
        gc.freeze()  # as the server does after it has started
        print(
            f"\n### {subject.name}, {options.size:,}, {_database()} ({filled_in})\n\n"
            f"{machine()}; {' '.join(['python -m bench', subject.name, *arguments])}\n"
        )
        return _measure(app, subject, options)


def _database() -> str:
    dialect = db.engine.dialect
    return f"{dialect.name} {'.'.join(map(str, dialect.server_version_info or ()))}"


def _folder_of(subject: Subject, options: argparse.Namespace) -> str:
    """What is kept of one subject, size and database; keys and files lie beside the rows."""
    return f"{subject.name}-{options.size}" + ("-postgresql" if options.postgresql else "")


def _options(subject: Subject, arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m bench {subject.name}")
    parser.add_argument("--size", type=int, default=subject.size, help="invented records")
    parser.add_argument("--turns", type=int, default=20, help="times each page is asked for")
    parser.add_argument("--kept", type=Path, help="a folder where filled databases are kept")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own")
    parser.add_argument("--reader", help="only this one's pages (e57 …)")
    parser.add_argument("--pages-only", action="store_true", help="no exports")
    return parser.parse_args(arguments)


# ── filling ───────────────────────────────────────────────────────────────────────────────────


def _filled(app: Flask, subject: Subject, size: int) -> str:
    if db.session.get(subject.rows, AFTER + size) is not None:
        return "filled before and kept"
    seeded = app.test_cli_runner().invoke(args=["demo", "seed"])
    if seeded.exit_code:
        raise RuntimeError(f"the demo city could not be seeded: {seeded.exception!r}")
    db.session.remove()
    began = time.perf_counter()
    subject.fill(size)
    _count()
    return f"filled in {time.perf_counter() - began:.0f} s"


def _count() -> None:
    """What the daily upkeep does; on PostgreSQL also what its own helper does in time."""
    db.session.remove()
    upkeep.count_what_there_is()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def posts() -> list[tuple[int, int]]:
    """Who serves in the demo city, and in which unit."""
    asked = sa.select(Appointment.person_id, Appointment.unit_id).where(
        Appointment.person_id < AFTER
    )
    return [(row[0], row[1]) for row in db.session.execute(asked)]


@bookkeeping
def staff(count: int) -> range:
    """So many more employees below those of the demo city, written unless they are there; their ids."""
    serving, began = posts(), clock.today() - timedelta(days=900)
    last = db.session.scalar(sa.select(sa.func.max(Person.id))) or 0
    rows = Rows(Person, Appointment)
    for at in range(max(last, AFTER) + 1, AFTER + count + 1):
        superior_id, unit_id = serving[at % len(serving)]
        rows.add(
            Person, id=at, name=f"Pegawai {at - AFTER}", sort_name=f"pegawai {at - AFTER}",
            kind=EmploymentKind.PNS, revision=1,
        )  # fmt: skip
        rows.add(
            Appointment, person_id=at, unit_id=unit_id, post="Penata", superior_id=superior_id,
            risk_positions="", decision_roles="", acting=Acting.NONE, valid_from=began,
            recorded_at=clock.now(),
        )  # fmt: skip
    rows.write()
    return range(AFTER + 1, AFTER + count + 1)


def blocks(count: int) -> Iterable[range]:
    """The ids of so many invented records, in blocks of one transaction each."""
    for at in range(AFTER + 1, AFTER + count + 1, AT_ONCE):
        yield range(at, min(at + AT_ONCE, AFTER + count + 1))


def clock_of(
    table: str, record_id: int, code: str, began: date, due: date, *, running: bool
) -> dict[str, Any]:
    """The columns of a clock of this record, met on its day unless it runs."""
    return {
        "code": code, "label": "Tenggat", "subject_type": table, "subject_id": record_id,
        "started_at": _RECORDED, "started_on": began, "due_on": due,
        "due_at": datetime(due.year, due.month, due.day, 15, tzinfo=UTC),
        "met_on": None if running else due, "length": 14, "unit": "hari_kerja",
        "statutory": True, "basis": "", "pack_id": "banjarmasin-92-2020", "pack_hash": "0" * 64,
        "joint_leave_off": True, "roll_over": False, "event_day_counts": False, "week": "01234",
        "revision": 1,
    }  # fmt: skip


class Rows:
    """Rows of several tables, written together; the first table named is written first."""

    def __init__(self, *tables: type[Base]) -> None:
        self._rows: dict[type[Base], list[dict[str, Any]]] = {one: [] for one in tables}

    def add(self, table: type[Base], **values: Any) -> None:
        self._rows[table].append(values)

    def last(self, table: type[Base]) -> dict[str, Any]:
        """What was added last."""
        return self._rows[table][-1]

    def write(self) -> None:
        """In the running transaction."""
        for table, some in self._rows.items():
            if some:
                db.session.execute(sa.insert(table.__table__), some)  # type: ignore[arg-type]


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def _measure(app: Flask, subject: Subject, options: argparse.Namespace) -> int:
    worst = 0.0
    print("| reader | page | p50 ms | p95 ms | processor p50 ms | p95 ms |")
    print("|---|---|---:|---:|---:|---:|")
    for reader in subject.readers(options.size):
        if options.reader not in (None, reader.code):
            continue
        ask = _browser(app, reader.code)
        for label, path in reader.pages:
            times = measured(partial(ask, path), options.turns)
            worst = max(worst, percentile(times.wall, 95))
            print(f"| {reader.who} | {label} | {times.row()} |")
            sys.stdout.flush()
    if subject.besides and not options.pages_only:
        print()
        for line in subject.besides(lambda code: _browser(app, code), options.turns):
            print(f"- {line}")
    met = worst <= GOAL_MS
    print(f"\nworst p95 of a page {worst:.0f} ms, goal {GOAL_MS} ms: {'met' if met else 'NOT met'}")
    return 0 if met else 1


def _browser(app: Flask, code: str) -> Browser:
    """A browser in which this person of the demo city is signed in; anything but a page stops it."""
    client = app.test_client()
    db.session.remove()

    def ask(path: str, form: dict[str, str] | None = None) -> Any:
        with app.app_context():  # of its own, as on a server: who is signed in lives in it
            answer = client.post(path, data=form) if form else client.get(path)
        if answer.status_code >= (400 if form else 300):
            raise RuntimeError(f"{code}: {path}: {answer.status_code}")
        return answer

    found = _TOKEN.search(ask("/masuk").text)
    ask("/demo/ganti", {"code": code, "csrf_token": found.group(1) if found else ""})
    return ask


def sized(ask: Browser, path: str) -> str:
    """How large a download is and how long it takes, in words."""
    began = time.perf_counter()
    length = len(ask(path).data)
    return f"{length / 1e6:.1f} MB in {time.perf_counter() - began:.1f} s"

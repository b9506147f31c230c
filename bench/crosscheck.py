"""Cross-check: build, size, latency and sweep rate, beside what others offer, in one run."""

import argparse
import gc
import importlib.metadata
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Final, NamedTuple

import sqlalchemy as sa

from app.core import clock, names
from app.core.names import Kind
from app.core.names.numbers import numbers_of
from app.crosscheck import rebuilding
from app.crosscheck.candidates import SWEEPING, Limits
from app.crosscheck.held import Held
from app.crosscheck.lookup import LEAST, Answer, Query, search, search_many
from app.crosscheck.services.sweeping import LINES_A_CHUNK
from app.database.base import db
from app.disclosures.models import InterestVersion
from bench import inspector, postgresql, rivals
from bench.figures import Goal, at_most, goals_of, machine
from bench.invented import Inventor, many
from bench.register import fill, installation
from bench.search_figures import WANTED, Asked, Finder, Found, Row, measure, table
from tests.databases import PostgresServer

Named = Sequence[tuple[Kind, str]]
_SEED: Final = 7
# The invented rows are numbered from here on: below are those of the demo city.
_AFTER: Final = 100_000
_MILLION: Final = 1_000_000
_WARMED: Final = 200
_NUMBERS: Final = 200  # declared numbers that are asked for
# Packages whose versions matter to the figures.
_PACKAGES: Final = ("rapidfuzz", "sqlalchemy", "sqlcipher3", "psycopg", "cryptography")


def run(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    _say(_heading(arguments))
    sizes = sorted({options.size, *([_MILLION] if options.million else [])})
    if options.only_postgres:
        rows = [_measure_there(size, options) for size in sizes]
        _say("\n".join(goals_of(_goals_of_growth(sizes, rows))))
        return 0
    for size in sizes:
        _measure(size, options)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench crosscheck", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="declared interests")
    parser.add_argument("--million", action="store_true", help="the same again with 1,000,000")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--brute", type=int, default=60, help="queries for the brute scorers")
    parser.add_argument("--sweep", type=int, default=4_000, help="names of the swept list")
    parser.add_argument("--kept", type=Path, help="a folder where filled registers are kept")
    parser.add_argument("--built", action="store_true", help="the kept index as it stands")
    parser.add_argument("--no-postgres", action="store_true")
    parser.add_argument(
        "--nomenklatura",
        default=sys.executable,
        help="the Python that nomenklatura is installed for",
    )
    parser.add_argument("--our-postgres", action="store_true", help="our engine there as well")
    parser.add_argument(
        "--only-postgres", action="store_true", help="our engine and pg_trgm there, nothing else"
    )
    return parser.parse_args(arguments)


def _heading(arguments: Sequence[str]) -> str:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    load = Path("/proc/loadavg")
    busy = load.read_text().split()[0] if load.exists() else "?"
    return (
        f"{clock.now():%Y-%m-%d %H:%M} UTC, {machine()}, load before {busy}; {versions}; names norm "
        f"{names.NORM_VERSION}, scorer {names.SCORER_VERSION}; "
        f"`{' '.join(['python -m bench crosscheck', *arguments])}`\n"
    )


def _measure(size: int, options: argparse.Namespace) -> None:
    with installation(kept=options.kept and options.kept / str(size)) as (app, _folder):
        after = 0
        if not options.kept:  # a kept register is of one use after the other: no city in it
            inspector.settle(app)
            after = _AFTER
        named, seconds = fill(size, _SEED, after)
        asked = _asked(named, options.queries)
        _say(f"\n### {size:,} interests (register filled in {seconds:.0f} s)\n")
        version = db.session.scalar(sa.text("SELECT sqlite_version()"))
        built = None if options.built else _built()
        ours = _engine(f"SADAR, encrypted SQLite {version}", built, _Register(named, after), asked)
        numbers = _numbers_found(after, size)
        _say(f"- Equal numbers (NIB) under another name: {numbers:.0%} found")
        swept = _sweep(_Register(named, after), options.sweep)
        _say(swept.sentence())
        page = None if options.kept else inspector.typed(app)
        _say(page.sentence() if page else "- Page: not asked for on a kept register")
    rows = [ours, *rivals.brute(named, asked[: options.brute])]
    if not options.no_postgres:
        rows.extend(_on_postgres(named, asked, our_own=options.our_postgres))
    theirs = of_nomenklatura(options.nomenklatura, named, asked)
    _say("\n" + "\n".join(table([*rows, *theirs])) + "\n")
    goals = [*_goals_of_index(built, numbers), *_goals(size, rows, swept, page)]
    _say("\n".join(goals_of(goals)))


def _measure_there(size: int, options: argparse.Namespace) -> Row:
    """Sizes at which filling an encrypted file as well would take longer than anybody waits; gives
    our own row."""
    named = list(many(size, _SEED))
    asked = _asked(named, options.queries)
    _say(f"\n### {size:,} interests on PostgreSQL\n")
    kept = options.kept and options.kept / f"{size}-postgresql"
    with postgresql.server(kept=kept and kept / "postgresql") as server:
        ours = _engine_there(server, named, asked, kept=kept, built=options.built)
        theirs = rivals.trigrams(server, named, asked, _warming(named)[: options.queries])
    _say("\n".join(table([ours, theirs])) + "\n")
    _say("\n".join(goals_of(_goals_there(size, ours, theirs))) + "\n")
    return ours


def _asked(named: Named, count: int, seed: int = 11) -> list[Asked]:
    pick, inventor = random.Random(seed), Inventor(seed + 1)
    chosen = pick.sample(range(len(named)), min(count, len(named)))
    return [Asked(named[at][0], inventor.misspelt(named[at][1], named[at][0]), at) for at in chosen]


# ── our engine ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Register:
    """What the invented interests name, and the id their own follow on."""

    named: Named
    after: int


@dataclass(frozen=True)
class _Built:
    """What a rebuild cost; `cpu` in seconds of processor time."""

    entries: int
    seconds: float
    cpu: float
    used: int


def _built() -> _Built:
    rebuilding.empty()
    before = 0 if _there() else _bytes_used()
    began, worked = time.perf_counter(), time.process_time()
    entries = rebuilding.rebuild()
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    return _Built(entries, seconds, cpu, _bytes_used() - before)


def _engine(name: str, built: _Built | None, register: _Register, asked: Sequence[Asked]) -> Row:
    row = Row(name, build="(as it stood)")
    if built:
        row.build = f"{built.seconds:.0f} s ({built.entries / built.cpu:,.0f}/s of processor)"
        row.size = f"{built.used / 1e6:.0f} MB ({built.used / built.entries:.0f} B each)"
    gc.collect()
    gc.freeze()  # as the server does once it has started
    find = _finder(register.after)
    for one in _warming(register.named):
        find(one)
    measure(row, find, rivals.likeness_to(register.named), asked)
    gc.unfreeze()
    return row


def _warming(named: Named) -> list[Asked]:
    """Other names that are asked first, uncounted: a server has been running for a while."""
    return _asked(named, _WARMED, seed=13)


def _finder(after: int) -> Finder:
    def find(one: Asked) -> Found:
        db.session.rollback()
        answer = search(Query.of(one.name, one.kind), Limits(wanted=WANTED, faint=True))
        declared = [hit for hit in answer.hits if hit.interest_id is not None]
        return Found(
            [(hit.interest_id or 0) - after - 1 for hit in declared],
            [hit.score for hit in declared],
            answer.too_common > 0,
            sum(hit.score >= LEAST[one.kind] for hit in declared),
        )

    return find


def _numbers_found(after: int, size: int) -> float:
    """Share of declared numbers that lead to their interest, asked with a name of somebody else."""
    pick = random.Random(31)
    chosen = sorted(pick.sample(range(after + 1, after + size + 1), min(size, 3 * _NUMBERS)))
    versions = db.session.scalars(
        sa.select(InterestVersion).where(InterestVersion.interest_id.in_(chosen))
    )
    written = [(one.interest_id, one.content["fields"].get("nib")) for one in versions]
    asked = [(interest_id, nib) for interest_id, nib in written if nib][:_NUMBERS]
    found = 0
    for interest_id, nib in asked:
        answer = search(Query.of("Siapa Pun Itu", "org", numbers_of(nib=nib)))
        found += interest_id in [hit.interest_id for hit in answer.hits if hit.identical]
    db.session.rollback()
    return found / max(len(asked), 1)


_ROOM_THERE: Final = sa.text(
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    " WHERE relkind = 'r' AND relname IN ('crosscheck_entries', 'crosscheck_tokens',"
    " 'crosscheck_token_keys', 'crosscheck_postings', 'crosscheck_numbers')"
)


def _there() -> bool:
    """Whether PostgreSQL holds the register."""
    return db.engine.dialect.name == "postgresql"


def _bytes_used() -> int:
    """Of the pages that are in use; in PostgreSQL by the index alone."""
    with db.engine.connect() as connection:
        if _there():
            return int(connection.scalar(_ROOM_THERE) or 0)
        pages, free, size = (
            int(connection.exec_driver_sql(f"PRAGMA {what}").scalar() or 0)
            for what in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size


# ── a swept list ──────────────────────────────────────────────────────────────────────────────

_WORKERS: Final = 2
_LIST: Final = 100_000
_KNOWN: Final = 0.2  # share of the list that is in the register, misspelt
_SURE: Final = 0.8


@dataclass(frozen=True)
class _Swept:
    """What two workers did at once. Of the `known` lines the entry that was meant was among those
    compared for `compared` lines, and in the result of `found` (or as many better ones were)."""

    lines: int
    size: int
    seconds: float
    cpu: float
    known: int
    compared: int
    found: int
    sure: int
    memory: int  # MB of the larger worker

    @property
    def minutes(self) -> float:
        """A list of 100,000 names by two workers."""
        return _LIST / self.lines * self.seconds / 60

    @property
    def recall(self) -> float:
        """Of §7: the target among the candidates."""
        return self.compared / max(self.known, 1)

    def sentence(self) -> str:
        rate = self.lines / self.seconds
        return (
            f"- Sweep: {self.lines:,} names by {_WORKERS} workers in {self.seconds:.1f} s = "
            f"{rate:.0f} names/s ({self.lines / self.cpu:.0f} per second of processor), "
            f"{rate * self.size / 1e6:,.0f} M comparisons/s equivalent; {_LIST:,} names "
            f"{self.minutes:.1f} min, {self.memory} MB each; of {self.known} known "
            f"lines {self.compared} had their entry among those compared or as many better ones, "
            f"{self.found} in the result; {self.sure} lines led to a likeness of {_SURE} or more"
        )


@dataclass(frozen=True)
class _Line:
    kind: Kind
    name: str
    target: int | None


def _sweep(register: _Register, count: int) -> _Swept:
    named = register.named
    pick, inventor, stranger = random.Random(21), Inventor(22), Inventor(23)
    lines = []
    for _line in range(count):
        at = pick.randrange(len(named))
        kind, name = named[at]
        if pick.random() < _KNOWN:
            lines.append(_Line(kind, inventor.misspelt(name, kind), at))
        else:
            lines.append(_Line(kind, stranger.name(kind), None))
    db.session.remove()
    db.engine.dispose()  # an open database must not be carried over into another process
    forking = multiprocessing.get_context("fork")
    answers = forking.SimpleQueue()
    workers = [
        forking.Process(target=_worker, args=(register, lines[at::_WORKERS], answers))
        for at in range(_WORKERS)
    ]
    began = time.perf_counter()
    for worker in workers:
        worker.start()
    told = [answers.get() for _worker_ in workers]
    seconds = time.perf_counter() - began
    for worker in workers:
        worker.join()
    known = sum(line.target is not None for line in lines)
    return _Swept(
        count, len(named), seconds, sum(one.cpu for one in told), known,
        sum(one.compared for one in told), sum(one.found for one in told),
        sum(one.sure for one in told), max(one.memory for one in told),
    )  # fmt: skip


class _Told(NamedTuple):
    """What one worker tells at its end; `memory` in MB."""

    compared: int
    found: int
    sure: int
    cpu: float
    memory: int


# All that were compared, so that it can be told which were lost in comparing.
_ALL_COMPARED: Final = replace(SWEEPING, faint=True, wanted=SWEEPING.compared)


def _worker(register: _Register, lines: Sequence[_Line], answers: "SimpleQueue[_Told]") -> None:
    gc.freeze()
    worked = time.process_time()
    compared = found = sure = 0
    held = Held()
    for at in range(0, len(lines), LINES_A_CHUNK):
        db.session.rollback()
        some = lines[at : at + LINES_A_CHUNK]
        asked = [Query.of(line.name, line.kind) for line in some]
        for line, query, answer in zip(
            some, asked, search_many(asked, _ALL_COMPARED, held), strict=True
        ):
            sure += bool(answer.hits and answer.hits[0].score >= _SURE)
            if line.target is not None:
                there, shown = _led(line, query, answer, register)
                compared += there
                found += shown
    cpu = time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answers.put(_Told(compared, found, sure, cpu, memory))


def _led(line: _Line, query: Query, answer: Answer, register: _Register) -> tuple[bool, bool]:
    """Whether the entry that was meant was compared, and whether it is in the result."""
    target = line.target or 0
    meant = names.prepare(register.named[target][1], line.kind)
    likeness = names.similarity_prepared(query.name, meant)
    shown = [h for h in answer.hits[: SWEEPING.wanted] if h.score >= LEAST[line.kind]]
    crowded = len(shown) >= SWEEPING.wanted and shown[-1].score >= likeness
    excused = crowded or answer.too_common > 0
    meant_id = target + register.after + 1
    return (
        excused or meant_id in [hit.interest_id for hit in answer.hits],
        excused or meant_id in [hit.interest_id for hit in shown],
    )


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────


def _on_postgres(named: Named, asked: Sequence[Asked], *, our_own: bool) -> Iterator[Row]:
    try:
        with postgresql.server() as server:
            yield rivals.trigrams(server, named, asked, _warming(named))
            if our_own:
                yield _engine_there(server, named, asked)
    except Exception as error:  # a machine without PostgreSQL still measures the rest
        _say(f"- PostgreSQL left out: {error!r}")


def of_nomenklatura(python: str, named: Named, asked: Sequence[Asked]) -> list[Row]:
    try:
        return list(rivals.nomenklatura(python, named, asked))
    except (OSError, rivals.NotInstalled) as error:
        _say(f"- nomenklatura left out: {error}")
        return []


def _engine_there(
    server: PostgresServer,
    named: Named,
    asked: Sequence[Asked],
    *,
    kept: Path | None = None,
    built: bool = False,
) -> Row:
    """`built`: the index of the kept register as it stands."""
    with installation(server.ensure("sadar_bench"), kept):
        fill(len(named), _SEED)
        db.session.execute(sa.text("ANALYZE"))
        db.session.commit()
        cost = None if built else _built()
        postgresql.read_in(lambda sql: db.session.execute(sa.text(sql)), "crosscheck_%")
        db.session.commit()
        version = str(db.session.scalar(sa.text("SHOW server_version"))).split()[0]
        return _engine(f"SADAR, PostgreSQL {version}", cost, _Register(named, 0), asked)


# ── goals ─────────────────────────────────────────────────────────────────────────────────────


def _goals_of_index(built: _Built | None, numbers: float) -> Iterator[Goal]:
    if built:
        yield at_most("bytes of an entry", built.used / built.entries, 220, "B")
        yield at_least("entries built in a second of processor", built.entries / built.cpu, 12_000)
    yield at_least("equal numbers found", numbers, 1.0)


def _goals(
    size: int, rows: Sequence[Row], swept: _Swept, page: inspector.PageTimes | None
) -> Iterator[Goal]:
    """What the design demands of the engine at this size, on this machine, in this run."""
    ours, wratio, sorted_ratio, *others = rows
    if size < _MILLION:
        yield at_least("R@10", ours.recall(10), 0.97)
        yield at_least("R@50", ours.recall(WANTED), 0.99)
        yield at_most("search p95", ours.p95, 20, "ms")
        yield at_least("times faster than WRatio, p50", wratio.p50 / ours.p50, 10)
        yield at_least("times faster than token_sort_ratio, p50", sorted_ratio.p50 / ours.p50, 3)
        worst = None if page is None or page.problem else page.worst
        yield at_most("inspector's page p95, each request", worst, 200, "ms")
        return
    yield at_least("R@50 but for ties", ours.fair_recall(), 0.985)
    yield at_least("R@10", ours.recall(10), 0.91)
    yield at_most("search p50", ours.p50, 12, "ms")
    yield at_most("search p95", ours.p95, 35, "ms")
    yield at_least("times faster than WRatio, p50", wratio.p50 / ours.p50, 80)
    for row in others[:1]:
        yield at_least("times faster than pg_trgm and our comparison, p50", row.p50 / ours.p50, 8)
    yield at_most("100,000 names swept by two workers", swept.minutes, 4, "min")
    yield at_most("memory of a worker", swept.memory, 1_500, "MB")
    yield at_least("swept lines with their entry among those compared", swept.recall, 0.95)


def _goals_there(size: int, ours: Row, theirs: Row) -> Iterator[Goal]:
    """Of §7: eight times at 1,000,000, twelve at 5,000,000, where p95 counts as well."""
    large = size > _MILLION
    times = 12 if large else 8
    yield at_least(
        "times faster than pg_trgm and our comparison, p50", theirs.p50 / ours.p50, times
    )
    if large:
        faster = theirs.p95 / ours.p95
        yield at_least("times faster than pg_trgm and our comparison, p95", faster, times)
        behind = round(theirs.recall(WANTED) - ours.recall(WANTED), 6)
        yield at_least("R@50 less that of pg_trgm", -behind, -0.01)


def _goals_of_growth(sizes: Sequence[int], rows: Sequence[Row]) -> Iterator[Goal]:
    """Of §7: from 1,000,000 to five times as many p50 at most doubles."""
    for (size, row), (larger, other) in pairwise(zip(sizes, rows, strict=True)):
        grown = other.p50 / row.p50
        yield Goal(f"p50 of {larger:,} to that of {size:,} ≤ 2", f"{grown:.2f}", grown <= 2)


def at_least(wanted: str, value: float, least: float) -> Goal:
    shown = f"{value:,.0f}" if least > 1_000 else f"{value:.3f}" if least < 1 else f"{value:.1f}"
    return Goal(f"{wanted} ≥ {least:,g}", shown, value >= least)


def _say(text: str) -> None:
    print(text)
    sys.stdout.flush()

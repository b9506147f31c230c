"""Cross-check: build, size, latency and sweep rate, beside brute RapidFuzz and pg_trgm in one run."""

import argparse
import gc
import importlib.metadata
import platform
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import sqlalchemy as sa
from flask import Flask
from rapidfuzz import fuzz, process
from werkzeug.test import TestResponse

from app.core import clock, names
from app.core.names import Kind
from app.crosscheck import indexing
from app.crosscheck.candidates import SWEEPING, Limits
from app.crosscheck.lookup import Query, search, search_many
from app.database.base import db
from bench.invented import Inventor
from bench.register import fill, installation
from tests.databases import PostgresServer

WANTED = 50
Named = Sequence[tuple[Kind, str]]
Finder = Callable[[Kind, str], list[int]]


@dataclass
class Asked:
    """A misspelt name and the row it stands for (counted from 0)."""

    kind: Kind
    name: str
    target: int


@dataclass
class Row:
    """One line of the result table."""

    name: str
    build: str = ""
    size: str = ""
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    places: list[int | None] = field(default_factory=list)

    def at(self, share: float, values: list[float]) -> str:
        ordered = sorted(values)
        return (
            f"{ordered[min(int(len(ordered) * share), len(ordered) - 1)]:.1f}" if ordered else "–"
        )

    def recall(self, within: int) -> str:
        found = sum(place is not None and place < within for place in self.places)
        return f"{found / len(self.places):.3f}" if self.places else "–"

    def cells(self) -> list[str]:
        return [
            self.name, self.build, self.size,
            *(self.at(share, self.wall) for share in (0.5, 0.95, 0.99)),
            *(self.at(share, self.cpu) for share in (0.5, 0.95)),
            self.recall(1), self.recall(10), self.recall(50),
        ]  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    _say(_machine(arguments))
    sizes = [options.size, *([1_000_000] if options.million else [])]
    for size in sizes:
        _measure(size, options)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench crosscheck", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="declared interests")
    parser.add_argument("--million", action="store_true", help="the same again with 1,000,000")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--brute", type=int, default=60, help="queries for the brute scorers")
    parser.add_argument("--sweep", type=int, default=2_000, help="names of the swept list")
    parser.add_argument("--no-postgres", action="store_true")
    return parser.parse_args(arguments)


def _machine(arguments: Sequence[str]) -> str:
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("rapidfuzz", "sqlalchemy", "sqlcipher3", "psycopg", "cryptography")
    )
    load = Path("/proc/loadavg")
    busy = load.read_text().split()[0] if load.exists() else "?"
    return (
        f"{clock.now():%Y-%m-%d %H:%M} UTC · Python {platform.python_version()} on "
        f"{platform.system()} {platform.machine()}, load {busy} · {versions} · names norm "
        f"{names.NORM_VERSION}, scorer {names.SCORER_VERSION} · "
        f"`python -m bench crosscheck {' '.join(arguments)}`\n"
    )


def _measure(size: int, options: argparse.Namespace) -> None:
    rows: list[Row] = []
    with installation() as (app, folder):
        named, seconds = fill(size)
        _say(f"\n### {size:,} interests (register filled in {seconds:.0f} s)\n")
        asked = _asked(named, options.queries)
        rows.append(_engine("SADAR, encrypted SQLite", folder, asked))
        _say(_sweep(named, options.sweep, size))
        _say(_page(app))
    rows.extend(_brute(named, asked[: options.brute]))
    if not options.no_postgres:
        rows.extend(_on_postgres(named, asked))
    _table(rows)


def _asked(named: Named, count: int) -> list[Asked]:
    pick, inventor = random.Random(11), Inventor(12)
    chosen = pick.sample(range(len(named)), min(count, len(named)))
    return [Asked(named[at][0], inventor.misspelt(named[at][1], named[at][0]), at) for at in chosen]


# ── our engine ────────────────────────────────────────────────────────────────────────────────


def _engine(name: str, folder: Path | None, asked: Sequence[Asked]) -> Row:
    before = _bytes_used(folder)
    began, worked = time.perf_counter(), time.process_time()
    entries = indexing.rebuild()
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    used = _bytes_used(folder) - before
    row = Row(
        name,
        build=f"{seconds:.0f} s ({entries / seconds:,.0f}/s; {entries / cpu:,.0f}/s of processor)",
        size=f"{used / 1e6:.0f} MB ({used / entries:.0f} B each)",
    )
    gc.freeze()
    _time(row, _find, asked)
    gc.unfreeze()
    return row


def _find(kind: Kind, name: str) -> list[int]:
    db.session.rollback()
    answer = search(Query.of(name, kind), Limits(wanted=WANTED))
    return [hit.interest_id - 1 for hit in answer.hits if hit.interest_id is not None]


def _bytes_used(folder: Path | None) -> int:
    db.session.commit()
    if folder is None:
        size = db.session.scalar(sa.text("SELECT pg_database_size(current_database())"))
        db.session.commit()
        return int(size or 0)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(path.stat().st_size for path in folder.glob("sadar.db*"))


def _time(row: Row, find: Finder, asked: Iterable[Asked]) -> None:
    for one in asked:
        began, worked = time.perf_counter(), time.process_time()
        found = find(one.kind, one.name)
        row.wall.append((time.perf_counter() - began) * 1000)
        row.cpu.append((time.process_time() - worked) * 1000)
        row.places.append(found.index(one.target) if one.target in found else None)


def _sweep(named: Named, count: int, size: int) -> str:
    """A list of which one name in five is in the register, misspelt."""
    pick, inventor, stranger = random.Random(21), Inventor(22), Inventor(23)
    lines = []
    for _line in range(count):
        kind, name = named[pick.randrange(len(named))]
        known = pick.random() < 0.2
        lines.append((kind, inventor.misspelt(name, kind) if known else stranger.name(kind)))
    began, worked = time.perf_counter(), time.process_time()
    strong = 0
    for at in range(0, count, 400):
        db.session.rollback()
        queries = [Query.of(name, kind) for kind, name in lines[at : at + 400]]
        strong += sum(
            bool(a.hits and a.hits[0].score >= 0.8) for a in search_many(queries, SWEEPING)
        )
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    rate = count / seconds
    return (
        f"- Sweep: {count:,} names in {seconds:.1f} s = {rate:.0f} names/s on one core "
        f"({count / cpu:.0f} per second of processor), {rate * size / 1e6:,.0f} M comparisons/s "
        f"equivalent; 100,000 names: {100_000 / rate / 60:.1f} min, two workers "
        f"{100_000 / rate / 120:.1f} min; {strong} names with a likeness of 0.80 or more"
    )


def _page(app: Flask) -> str:
    """Story 3 through the inspector's page, in the demo city on top of the invented register."""
    db.session.remove()
    seeded = app.test_cli_runner().invoke(args=["demo", "seed"])
    if seeded.exit_code:
        return f"- Page: the demo city could not be seeded ({seeded.exception!r})"
    browser = app.test_client()

    def ask(path: str, form: dict[str, str] | None = None) -> TestResponse:
        with app.app_context():  # of its own, as on a server: who is signed in lives in it
            return browser.post(path, data=form) if form else browser.get(path)

    def token(path: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', ask(path).text)
        return found.group(1) if found else ""

    ask("/demo/ganti", {"code": "e56", "csrf_token": token("/masuk")})
    times: list[float] = []
    sheets: list[float] = []
    for _turn in range(8):
        form = {
            "subject_search": "Surya Atmaja Lubis", "decision_on-day": "2", "decision_on-month": "9",
            "decision_on-year": "2026", "reason": "Pengukuran waktu cek silang.",
            "parties-0-kind": "org", "parties-0-name": "Tirta Moelja Contoh, CV",
            "parties-1-kind": "person", "parties-1-name": "Kartika A.",
            "csrf_token": token("/cek-silang/baru"),
        }  # fmt: skip
        began = time.perf_counter()
        answer = ask("/cek-silang/baru", form)
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 303:
            return f"- Page: answered {answer.status_code}"
        began = time.perf_counter()
        page = ask(answer.location or "").text
        sheets.append((time.perf_counter() - began) * 1000)
    code = re.search(r'notice-title">(CS-\d)', page)
    return (
        f"- Story 3 typed into a screening: {code.group(1) if code else '?'}; search and record "
        f"{statistics.median(times):.0f} ms, result page {statistics.median(sheets):.0f} ms (medians of 8)"
    )


# ── the others ────────────────────────────────────────────────────────────────────────────────


def _brute(named: Named, asked: Sequence[Asked]) -> Iterator[Row]:
    plain = [name.lower() for _kind, name in named]
    for label, scorer in (("WRatio", fuzz.WRatio), ("token_sort_ratio", fuzz.token_sort_ratio)):
        row = Row(f"brute RapidFuzz {label}", build="0 s", size="0 (plain names)")

        def find(_kind: Kind, name: str, scorer: Callable[..., float] = scorer) -> list[int]:
            return [
                at
                for _n, _s, at in process.extract(name.lower(), plain, scorer=scorer, limit=WANTED)
            ]

        _time(row, find, asked)
        yield row


@contextmanager
def _server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        yield server
    finally:
        server.stop()


def _on_postgres(named: Named, asked: Sequence[Asked]) -> list[Row]:
    try:
        with _server() as server:
            return [_trigrams(server, named, asked), _engine_there(server, named, asked)]
    except Exception as error:  # a machine without PostgreSQL still measures the rest
        _say(f"- PostgreSQL left out: {error!r}")
        return []


def _engine_there(server: PostgresServer, named: Named, asked: Sequence[Asked]) -> Row:
    with installation(server.create("sadar_bench")):
        fill(len(named))
        db.session.execute(sa.text("ANALYZE"))
        db.session.commit()
        return _engine("SADAR, PostgreSQL", None, asked)


def _trigrams(server: PostgresServer, named: Named, asked: Sequence[Asked]) -> Row:
    """pg_trgm's own index for the candidates, our comparison for the order, over plain names."""
    url = server.create("trigrams").replace("postgresql+psycopg", "postgresql")
    row = Row("pg_trgm GIN (t=0.3) + our comparison")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute(
            "CREATE TABLE named (id int PRIMARY KEY, kind text, name text, norm text)"
        )
        began = time.perf_counter()
        with connection.cursor().copy("COPY named FROM STDIN") as copy:
            for at, (kind, name) in enumerate(named):
                copy.write_row((at, kind, name, names.pack(names.prepare(name, kind))))
        copied = time.perf_counter()
        connection.execute("CREATE INDEX ON named USING gin (name gin_trgm_ops)")
        connection.execute("ANALYZE named")
        connection.execute("SET pg_trgm.similarity_threshold = 0.3")
        index = connection.execute("SELECT pg_total_relation_size('named')").fetchone()
        row.build = f"{time.perf_counter() - copied:.0f} s (+ {copied - began:.0f} s copy)"
        row.size = f"{(index or (0,))[0] / 1e6:.0f} MB (plain names)"

        def find(kind: Kind, name: str) -> list[int]:
            query = names.prepare(name, kind)
            found = connection.execute(
                "SELECT id, norm FROM named WHERE name %% %s AND kind = %s"
                " ORDER BY similarity(name, %s) DESC LIMIT 200",
                (name, kind, name),
            ).fetchall()
            scored = [(names.similarity_prepared(query, names.unpack(n)), at) for at, n in found]
            scored.sort(key=lambda pair: -pair[0])
            return [at for _score, at in scored[:WANTED]]

        _time(row, find, asked)
    return row


# ── the table ─────────────────────────────────────────────────────────────────────────────────

_HEAD = (
    "engine", "build", "size", "p50 ms", "p95 ms", "p99 ms", "processor p50", "processor p95",
    "R@1", "R@10", "R@50",
)  # fmt: skip


def _table(rows: Sequence[Row]) -> None:
    _say("")
    _say("| " + " | ".join(_HEAD) + " |")
    _say("|" + "---|" * len(_HEAD))
    for row in rows:
        _say("| " + " | ".join(row.cells()) + " |")
    ours = statistics.median(rows[0].wall)
    for row in rows[1:]:
        _say(
            f"- {row.name}: {statistics.median(row.wall) / ours:.1f} × the time of {rows[0].name} (p50)"
        )


def _say(text: str) -> None:
    print(text)
    sys.stdout.flush()

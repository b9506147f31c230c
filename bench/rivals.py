"""The same names looked up by others over plain names: RapidFuzz, pg_trgm and nomenklatura."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
from rapidfuzz import fuzz, process

from app.core import names
from app.core.names import Kind
from bench import postgresql
from bench.search_figures import WANTED, Asked, Found, Row, count, measure
from tests.databases import PostgresServer

Named = Sequence[tuple[Kind, str]]

_NOMENKLATURA: Final = Path(__file__).with_name("nomenklatura_side.py")
# Words with more holders are passed over: as it comes, and as the design's study widened it.
_BUCKETS: Final = (60, 2_000)


class NotInstalled(Exception):
    """Says what the other's interpreter answered instead."""


def brute(named: Named, asked: Sequence[Asked]) -> Iterator[Row]:
    """Every name compared with every other, in lower case."""
    plain = [name.lower() for _kind, name in named]
    for label, scorer in (("WRatio", fuzz.WRatio), ("token_sort_ratio", fuzz.token_sort_ratio)):
        row = Row(f"brute RapidFuzz {label}", build="0 s", size="0 (plain names)")
        yield _brute(row, plain, scorer, asked)


def _brute(
    row: Row, plain: Sequence[str], scorer: Callable[..., float], asked: Sequence[Asked]
) -> Row:
    def find(one: Asked) -> Found:
        found = process.extract(one.name.lower(), plain, scorer=scorer, limit=WANTED)
        return Found([at for _n, _s, at in found], [score for _n, score, _at in found])

    return measure(row, find, lambda one: scorer(one.name.lower(), plain[one.target]), asked)


def trigrams(
    server: PostgresServer, named: Named, asked: Sequence[Asked], warming: Sequence[Asked] = ()
) -> Row:
    """pg_trgm's own index for the candidates, our comparison for their order. `warming`: names that
    are asked first, uncounted."""
    url = server.ensure("trigrams").replace("postgresql+psycopg", "postgresql")
    row = Row("pg_trgm GIN (t = 0.3) + our comparison", build="(as it stood)")
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT to_regclass('named_by_trigram')").fetchone() == (None,):
            _fill(connection, named, row)
        postgresql.read_in(lambda sql: connection.execute(sql.encode()), "named")
        connection.execute("SET pg_trgm.similarity_threshold = 0.3")

        def find(one: Asked) -> Found:
            query = names.prepare(one.name, one.kind)
            rows = connection.execute(
                "SELECT id, norm FROM named WHERE name %% %s AND kind = %s"
                " ORDER BY similarity(name, %s) DESC LIMIT 200",
                (one.name, one.kind, one.name),
            ).fetchall()
            scored = [(names.similarity_prepared(query, names.unpack(n)), at) for at, n in rows]
            scored.sort(key=lambda pair: -pair[0])
            return Found([at for _s, at in scored[:WANTED]], [s for s, _at in scored[:WANTED]])

        for one in warming:
            find(one)
        return measure(row, find, likeness_to(named), asked)


def likeness_to(named: Named) -> Callable[[Asked], float]:
    """Our own comparison with the row that was meant."""
    return lambda one: names.similarity(one.name, named[one.target][1], one.kind)


def _fill(connection: psycopg.Connection, named: Named, row: Row) -> None:
    connection.execute("CREATE EXTENSION pg_trgm")
    connection.execute("CREATE TABLE named (id int PRIMARY KEY, kind text, name text, norm text)")
    began = time.perf_counter()
    with connection.cursor().copy("COPY named FROM STDIN") as copy:
        for at, (kind, name) in enumerate(named):
            copy.write_row((at, kind, name, names.pack(names.prepare(name, kind))))
    copied = time.perf_counter()
    connection.execute("SET maintenance_work_mem = '256MB'")
    connection.execute("CREATE INDEX named_by_trigram ON named USING gin (name gin_trgm_ops)")
    connection.execute("ANALYZE named")
    size = connection.execute("SELECT pg_total_relation_size('named')").fetchone()
    used = (size or (0,))[0]
    row.build = f"{time.perf_counter() - copied:.0f} s (+ {copied - began:.0f} s copy)"
    row.size = f"{used / 1e6:.0f} MB ({used / len(named):.0f} B each, plain names)"


def nomenklatura(python: str, named: Named, asked: Sequence[Asked]) -> Iterator[Row]:
    """OpenSanctions' candidate index, its logic-v2 for their order, where `python` has them."""
    given = {
        "named": named,
        "asked": [(one.kind, one.name, one.target) for one in asked],
        "buckets": _BUCKETS,
        "wanted": WANTED,
    }
    done = subprocess.run(
        [python, "-P", str(_NOMENKLATURA)],
        input=json.dumps(given), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        raise NotInstalled(last or f"ended with {done.returncode}")
    told = json.loads(done.stdout)
    each = told["size"] / len(named)
    for run in told["runs"]:
        how = "as one list (mean)" if run["as_list"] else "name by name"
        yield _told(
            Row(
                f"nomenklatura {told['version']}, bucket {run['bucket']:,}, {how}",
                build=f"{told['built']:.0f} s (+ {told['made']:.0f} s entities)",
                size=f"{told['size'] / 1e6:.0f} MB ({each:.0f} B each, plain words)",
            ),
            asked,
            run["answers"],
        )


def _told(row: Row, asked: Sequence[Asked], answers: Sequence[dict[str, Any]]) -> Row:
    for one, answer in zip(asked, answers, strict=True):
        row.wall.append(answer["wall"])
        row.cpu.append(answer["cpu"])
        likeness = float(answer["meant"])
        count(row, one, Found(answer["rows"], answer["scores"]), likeness)
    return row

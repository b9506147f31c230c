"""What a search cost and found, engine by engine, and the table it makes."""

import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core.names import Kind
from bench.figures import percentile

# How many an engine may list: the recall is counted within 1, 10 and this many.
WANTED: Final = 50


@dataclass(frozen=True)
class Asked:
    """A misspelt name and the row it stands for (counted from 0)."""

    kind: Kind
    name: str
    target: int


@dataclass(frozen=True)
class Found:
    """Rows an engine lists, best first, with its scores. `all_alike`: too many to list any.

    `shown`: how many of them are like enough to be shown to people; None for all.
    """

    rows: Sequence[int]
    scores: Sequence[float]
    all_alike: bool = False
    shown: int | None = None


Finder = Callable[[Asked], Found]
# What the engine itself gives the row that was meant.
Judge = Callable[[Asked], float]


@dataclass
class Row:
    """One line of the result table; times in milliseconds."""

    name: str
    build: str = ""
    size: str = ""
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    crowded: list[bool] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.wall)

    @property
    def p95(self) -> float:
        return percentile(self.wall, 95)

    def recall(self, within: int) -> float:
        """Share of names whose row is among the first `within`."""
        return sum(place < within for place in self.places) / len(self.places)

    def fair_recall(self) -> float:
        """Within WANTED, not counting rows that as many others match at least as well."""
        found = [p < WANTED or c for p, c in zip(self.places, self.crowded, strict=True)]
        return sum(found) / len(found)

    def cells(self) -> list[str]:
        return [
            self.name, self.build, self.size,
            *(f"{percentile(self.wall, share):.1f}" for share in (50, 95, 99)),
            f"{percentile(self.cpu, 50):.1f}",
            *(f"{self.recall(within):.3f}" for within in (1, 10, WANTED)),
            f"{self.fair_recall():.3f}", f"{sum(self.shown) / len(self.shown):.3f}",
            str(len(self.wall)),
        ]  # fmt: skip


def measure(row: Row, find: Finder, judge: Judge, asked: Iterable[Asked]) -> Row:
    for one in asked:
        began, worked = time.perf_counter(), time.process_time()
        found = find(one)
        row.wall.append((time.perf_counter() - began) * 1000)
        row.cpu.append((time.process_time() - worked) * 1000)
        count(row, one, found, judge(one))
    return row


def count(row: Row, one: Asked, found: Found, likeness: float) -> None:
    """Where the row that was meant stands in what was found; `likeness`: its score, found or not."""
    there = one.target in found.rows
    row.places.append(found.rows.index(one.target) if there else math.inf)
    row.shown.append(one.target in found.rows[: found.shown])
    row.crowded.append(not there and (found.all_alike or _is_crowded_out(found, likeness)))


def _is_crowded_out(found: Found, score: float) -> bool:
    return len(found.scores) >= WANTED and found.scores[WANTED - 1] >= score - 1e-9


_HEAD: Final = (
    "engine", "build", "size", "p50 ms", "p95 ms", "p99 ms", "processor p50", "R@1", "R@10",
    f"R@{WANTED}", f"R@{WANTED} but for ties", "shown", "queries",
)  # fmt: skip


def table(rows: Sequence[Row]) -> list[str]:
    lines = ["| " + " | ".join(_HEAD) + " |", "|" + "---|" * len(_HEAD)]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return lines

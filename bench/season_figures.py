"""Turning the season bench's measurements into figures, judging them, and writing them down."""

import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

KINDS: Final = {
    "page": "pages", "save": "drafts saved, sign-outs", "sign-in": "sign-ins",
    "submit": "submits", "compliance": "compliance list", "reading": "pages of others",
    "static": "static files",
}  # fmt: skip
_PERCENTILES: Final = (50, 95, 99)


@dataclass(frozen=True)
class Kind:
    """The requests of one kind in one phase; times in milliseconds, of those that were answered."""

    name: str
    count: int
    p50: float
    p95: float
    p99: float
    refused: int
    refused_p95: float
    errors: int


@dataclass
class Phase:
    """One phase of the bench: its requests by kind, and what the machine spent on it."""

    name: str
    seconds: float
    kinds: dict[str, Kind]
    visits: int
    acknowledged: list[str]
    sent_after: list[float]
    problems: dict[str, int]
    cpu: dict[str, float]  # seconds of processor time: server, worker, client
    load: float  # load average of the machine at the end of the phase

    @property
    def errors(self) -> int:
        return sum(kind.errors for kind in self.kinds.values())

    @property
    def refused(self) -> int:
        return sum(kind.refused for kind in self.kinds.values())

    @property
    def requests(self) -> int:
        return sum(kind.count for kind in self.kinds.values())


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so many per cent do not exceed (nearest rank); 0 of nothing."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    rank = -(-len(ordered) * share // 100)
    return ordered[max(0, int(rank) - 1)]


def phase_of(
    name: str, measured: Mapping[str, Any], cpu: Mapping[str, float], load: float
) -> Phase:
    """What the client measured, by kind."""
    by_kind: dict[str, list[tuple[float, str]]] = {}
    for kind, seconds, end in measured["records"]:
        by_kind.setdefault(kind, []).append((seconds * 1000, end))
    return Phase(
        name,
        measured["seconds"],
        {kind: _kind(kind, by_kind[kind]) for kind in KINDS if kind in by_kind},
        measured["visits"],
        measured["acknowledged"],
        [one * 1000 for one in measured["sent_after"]],
        measured["problems"],
        {**cpu, "client": measured["cpu"]},
        load,
    )


def _kind(name: str, rows: Sequence[tuple[float, str]]) -> Kind:
    answered = [ms for ms, end in rows if end == "ok"]
    refused = [ms for ms, end in rows if end == "refused"]
    p50, p95, p99 = (percentile(answered, share) for share in _PERCENTILES)
    errors = len(rows) - len(answered) - len(refused)
    return Kind(name, len(rows), p50, p95, p99, len(refused), percentile(refused, 95), errors)


# ── goals ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Goal:
    """One demand of the design, and what was measured."""

    wanted: str
    measured: str
    met: bool


def at_most(wanted: str, value: float | None, most: float, unit: str) -> Goal:
    if value is None:
        return Goal(f"{wanted} ≤ {most:g} {unit}".strip(), "not measured", False)
    return Goal(f"{wanted} ≤ {most:g} {unit}".strip(), f"{value:.0f} {unit}".strip(), value <= most)


def quantile_of(phase: Phase | None, kind: str, share: str = "p95") -> float | None:
    if phase is None or kind not in phase.kinds:
        return None
    return float(getattr(phase.kinds[kind], share))


# ── text ──────────────────────────────────────────────────────────────────────────────────────


def summary_of(phase: Phase) -> list[str]:
    """A phase in a few lines, for whoever watches."""
    spent = ", ".join(f"{who} {seconds:.1f}" for who, seconds in phase.cpu.items())
    return [
        f"{phase.seconds:.0f} s, {phase.requests} requests, {len(phase.acknowledged)} filed, CPU s: "
        f"{spent}; load {phase.load:.1f}",
        *(
            f"{KINDS[kind.name]}: p50 {kind.p50:.0f}, p95 {kind.p95:.0f}, p99 {kind.p99:.0f} ms; "
            f"{kind.count} of them, {kind.refused} refused, {kind.errors} errors"
            for kind in phase.kinds.values()
        ),
        *(f"{count} x {problem}" for problem, count in phase.problems.items()),
    ]


def table_of(phases: Iterable[Phase]) -> list[str]:
    """One line per kind and phase, as Markdown."""
    lines = [
        "| phase | what | n | p50 ms | p95 ms | p99 ms | 503 | errors |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for phase in phases:
        for kind in phase.kinds.values():
            lines.append(
                f"| {phase.name} | {KINDS[kind.name]} | {kind.count} | {kind.p50:.0f} | "
                f"{kind.p95:.0f} | {kind.p99:.0f} | {kind.refused} | {kind.errors} |"
            )
    return lines


def cost_of(phases: Iterable[Phase]) -> list[str]:
    """What each phase cost in processor time, as Markdown."""
    lines = [
        "| phase | seconds | requests | server CPU s | ms/request | worker CPU s | client CPU s "
        "| load average |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for phase in phases:
        server = phase.cpu.get("server", 0.0)
        each = 1000 * server / phase.requests if phase.requests else 0.0
        lines.append(
            f"| {phase.name} | {phase.seconds:.0f} | {phase.requests} | {server:.1f} | "
            f"{each:.1f} | {phase.cpu.get('worker', 0.0):.1f} | {phase.cpu['client']:.1f} | "
            f"{phase.load:.1f} |"
        )
    return lines


def goals_of(goals: Iterable[Goal]) -> list[str]:
    return [
        "| demand | measured | met |",
        "|---|---|---|",
        *(f"| {one.wanted} | {one.measured} | {'yes' if one.met else '**no**'} |" for one in goals),
    ]


def machine() -> str:
    """Processor, cores, memory and Python, without the machine's name."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo", "model name")),
        platform.machine(),
    )
    cores = len(_lines("/proc/cpuinfo", "processor")) or 1
    kib = next((int(line.split()[1]) for line in _lines("/proc/meminfo", "MemTotal")), 0)
    return (
        f"{cores} cores of {model}, {kib / 1024**2:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _lines(path: str, begins: str) -> list[str]:
    file = Path(path)
    if not file.exists():
        return []
    return [line for line in file.read_text().splitlines() if line.startswith(begins)]

"""The season bench's measurements as figures, and how they are written down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bench.figures import percentile

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


def quantile_of(phase: Phase | None, kind: str, share: str = "p95") -> float | None:
    if phase is None or kind not in phase.kinds:
        return None
    return float(getattr(phase.kinds[kind], share))


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

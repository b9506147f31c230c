"""What all benches share: percentiles, goals and whether they were met, what machine it was."""

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so many per cent do not exceed (nearest rank); 0 of nothing."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    rank = -(-len(ordered) * share // 100)
    return ordered[max(0, int(rank) - 1)]


@dataclass(frozen=True)
class Goal:
    """One demand of the design, and what was measured."""

    wanted: str
    measured: str
    met: bool


# Below it a rounded figure could look as if it met what it misses.
_WHOLE_FROM: Final = 30


def at_most(wanted: str, value: float | None, most: float, unit: str) -> Goal:
    if value is None:
        return Goal(f"{wanted} ≤ {most:g} {unit}".strip(), "not measured", False)
    shown = f"{value:.0f}" if value >= _WHOLE_FROM else f"{value:.1f}".removesuffix(".0")
    return Goal(f"{wanted} ≤ {most:g} {unit}".strip(), f"{shown} {unit}".strip(), value <= most)


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

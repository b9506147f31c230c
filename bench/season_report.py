"""The report of one run of the season bench: its goals, and whether anything was lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bench import season_city as city
from bench.figures import Goal, at_most, goals_of, machine, percentile
from bench.season_figures import Phase, cost_of, quantile_of, table_of


@dataclass
class Run:
    """One run of the bench: the city it had, and what was measured of it."""

    began: datetime
    on: str
    command: str
    only: Sequence[str]
    phases: dict[str, Phase] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    opening: dict[str, float] = field(default_factory=dict)
    kept: city.Kept | None = None
    audit: str = ""

    @property
    def sound(self) -> bool:
        """Nothing acknowledged was lost or written twice, and nothing failed."""
        kept = self.kept
        return (
            kept is not None
            and not kept.lost
            and not kept.doubled
            and not any(phase.errors or phase.problems for phase in self.phases.values())
        )

    def goals(self) -> list[Goal]:
        hour, burst = self.phases.get("deadline hour"), self.phases.get("burst")
        storm, over = self.phases.get("sign-in storm"), self.phases.get("overload")
        quiet, kept = self.phases.get("compliance, quiet"), self.kept
        refusals = (
            [kind.refused_p95 for kind in over.kinds.values() if kind.refused] if over else []
        )
        return [
            at_most("season opened", self.opening.get("seconds"), 60, "s"),
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
        kept = self.kept
        phases = list(self.phases.values())
        shown = [phase for phase in phases if not phase.name.startswith("(")]
        acknowledged = sum(len(phase.acknowledged) for phase in phases)
        lines = [
            f"Run of {self.began:%Y-%m-%d %H:%M} UTC on {self.on}: {machine()}.",
            f"Command: `{self.command}`",
            "",
            *(f"- {fact}" for fact in self.facts),
            f"- season opened in {self.opening['seconds']:.1f} s (the button answered in "
            f"{self.opening['answered'] * 1000:.0f} ms, the page with the progress was seen "
            f"{self.opening['progress pages']:.0f} times meanwhile)",
            f"- {acknowledged} filings acknowledged; found {kept.filed if kept else 0}, lost "
            f"{len(kept.lost) if kept else '?'}, twice {kept.doubled if kept else '?'}; letters still "
            f"waiting {kept.jobs_waiting if kept else '?'}, jobs failed {kept.jobs_dead if kept else '?'}",
            f"- audit trail: {self.audit}",
            *self._sent_lines(),
            *self._ratio_lines(),
            "",
            *goals_of(
                [one for one in self.goals() if not self.only or one.measured != "not measured"]
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

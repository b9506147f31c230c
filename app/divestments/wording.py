"""A divestment in words: its plan, its interest, its history; pages and the letter share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from app.core.labels import LabelledEnum
from app.disclosures import wording as interests
from app.disclosures.models import InterestVersion
from app.divestments.models import (
    DecisionKind,
    Divestment,
    DivestmentStep,
    StepState,
)
from app.divestments.plans import PlanWanted
from app.regulations.pack import Pack


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    at: datetime
    what: str
    who: str
    words: str = ""


def title_of(row: InterestVersion | None) -> str:
    """The short name of the interest."""
    if row is None:
        return str(gettext("Kepentingan yang sudah berakhir"))
    return interests.title_of(row.interest.section, row.content["fields"])


def interest_rows(row: InterestVersion | None, pack: Pack, *, own: bool) -> list[tuple[str, str]]:
    """What was declared about it, every answered question, for the declarant or another."""
    if row is None:
        return []
    said = interests.describe(row.interest.section, row.content["fields"], pack, own=own)
    return [(one.label, one.value) for one in said if one.value]


def plan_rows(plan: PlanWanted) -> list[tuple[str, Any]]:
    """The plan's answers with their questions; a day stays a day."""
    rows: list[tuple[str, Any]] = [
        (gettext("Bentuk"), _said(plan.asset_form)),
        (gettext("Besaran"), plan.amount),
        (gettext("Cara melepas"), _said(plan.way)),
        (gettext("Penerima"), plan.recipient),
        (gettext("Hubungan penerima"), _said(plan.relation)),
        (gettext("Pengaman"), plan.safeguard),
        (gettext("Alasan target"), plan.target_reason),
    ]
    return [(label, value) for label, value in rows if value]


def _said(value: LabelledEnum | None) -> str:
    return str(gettext(value.label)) if value is not None else ""


def progress(divestment: Divestment) -> str:
    """ "3 dari 4 langkah": never a bar, so that it can be read aloud and printed."""
    verified = sum(step.state is StepState.VERIFIED for step in divestment.steps)
    return str(
        gettext("%(n)s dari %(m)s langkah terverifikasi", n=verified, m=len(divestment.steps))
    )


def history(divestment: Divestment) -> list[Happening]:
    """What happened to it as a whole, oldest first."""
    sent = [
        Happening(
            plan.submitted_at,
            str(gettext("Rencana dikirim")) if plan.number == 1 else str(gettext("Rencana diubah")),
            divestment.person.name,
        )
        for plan in divestment.plans
    ]
    decided = [
        Happening(one.at, _what(one.kind, one.measure), one.by.name, str(one.words or ""))
        for one in divestment.decisions
    ]
    return sorted(sent + decided, key=lambda one: one.at)


def _what(kind: DecisionKind, measure: str | None) -> str:
    said = str(gettext(kind.label))
    return f"{said} ({measure})" if measure else said


def step_record(step: DivestmentStep, files: Mapping[int, list[str]]) -> dict[str, Any]:
    """One step for the letter: evidence by name, who verified it and when."""
    proof = step.proofs[-1] if step.proofs else None
    finding = proof.finding if proof else None
    return {
        "position": step.position,
        "title": step.title,
        "due_on": step.due_on,
        "state": step.state.label,
        "done_on": proof.done_on if proof else None,
        "evidence": files.get(proof.id, []) if proof else [],
        "verifier": finding.by.name if finding else "",
        "verified_at": finding.at if finding else None,
        "note": str(finding.note or "") if finding else "",
    }

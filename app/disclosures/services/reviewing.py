"""The superior's review: open, send back per field, forward, record (P·telaah awal; I.B.4.d)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.core import clock, events
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound
from app.core.events import Event
from app.core.reasons import LEAST_REASON, check_reason
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures import documents, levels, queries, routing, suspension
from app.disclosures.events import TO_REVIEW
from app.disclosures.models import (
    Assessment,
    Disclosure,
    DisclosureVersion,
    Handover,
    InterestVersion,
    Kind,
    Remark,
    State,
    Verdict,
)
from app.disclosures.workflow import COMPLETE, FLOW, REVIEW
from app.regulations.pack import Level

HANDED_ON = "Diteruskan oleh peninjau."
_RENEWED_YEARLY = tuple(kind for kind in Kind if kind is not Kind.EVENT)


@dataclass(frozen=True)
class AssessmentInput:
    """What the superior ticked for one interest."""

    interest_version_id: int
    verdict: Verdict
    level: Level
    reason: str = ""
    direction: str = ""
    forms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=())


@use_case
def open_for_review(actor: Actor, disclosure: Disclosure) -> None:
    """Begin the review; from now on the declarant cannot take it back."""
    FLOW.move(disclosure, "open", actor)
    disclosure.opened_at = clock.now()


@use_case
def send_back(actor: Actor, disclosure: Disclosure, remarks: Mapping[str, str]) -> None:
    """Ask for completion field by field. Raises Invalid without a sentence for each field."""
    asked = {path: text.strip() for path, text in remarks.items()}
    if not asked or not all(asked.values()):
        raise Invalid("Pilih sedikitnya satu isian dan tulis apa yang perlu dilengkapi.")
    version = _newest(disclosure)
    unknown = set(asked) - set(queries.paths_in(version.content))
    if unknown:
        raise NotFound(", ".join(sorted(unknown)))
    FLOW.move(
        disclosure, "send_back", actor,
        fields=len(asked), due=deadlines.due_on(COMPLETE, clock.today()),
    )  # fmt: skip
    for path, text in asked.items():
        remark = Remark(
            uid=new_uid(),
            disclosure_id=disclosure.id,
            version_id=version.id,
            path=path,
            asked_by_id=actor.somebody,
            asked_at=clock.now(),
        )
        remark.text = text
        db.session.add(remark)


@use_case
def forward(actor: Actor, disclosure: Disclosure, reason: str) -> None:
    """Hand the review to the next superior up who is not concerned, with a written reason."""
    check_reason(reason)
    content = _newest(disclosure).content
    found = routing.reviewer_for(
        disclosure.person_id, content, clock.today(), above=disclosure.reviewer_id
    )
    before = disclosure.reviewer_id
    FLOW.move(disclosure, "forward", actor, to=found.person_id)
    disclosure.reviewer_id = found.person_id
    disclosure.route_note = (
        "\n".join([*(disclosure.route_note or "").splitlines(), *found.notes]) or None
    )
    disclosure.opened_at = None
    handed_on = Handover(
        uid=new_uid(), disclosure_id=disclosure.id, from_id=before, to_id=found.person_id,
        at=clock.now(), reason=HANDED_ON,
    )  # fmt: skip
    handed_on.words = reason.strip()
    db.session.add(handed_on)
    due = deadlines.due_on(REVIEW, clock.today())
    events.emit(Event(TO_REVIEW, actor, disclosure, {"reviewer_id": found.person_id, "due": due}))


@use_case
def record(actor: Actor, disclosure: Disclosure, assessments: Sequence[AssessmentInput]) -> None:
    """Decide every interest's level; Sedang and Tinggi lead to measures, the rest is recorded.

    Raises Invalid when an interest is left out, a differing level has no reason of 20 letters, or
    a Sedang/Tinggi interest has no direction.
    """
    version = _newest(disclosure)
    rows = _interests_of(version)
    _check(rows, assessments)
    found = [a.level for a in assessments if a.verdict is not Verdict.NONE]
    disclosure.level = levels.highest(found)
    needs = disclosure.level in (Level.MEDIUM, Level.HIGH)
    disclosure.decided_at = clock.now()
    FLOW.move(
        disclosure, "require" if needs else "record", actor,
        version=version.number, level=disclosure.level.value if disclosure.level else None,
    )  # fmt: skip
    for assessed in assessments:
        db.session.add(_assessment(actor.somebody, version, assessed))
    db.session.flush()
    disclosure.answers = None
    supersede_older(actor, disclosure)
    if not needs:
        suspension.lift(disclosure, "Atasan memutus: tidak ada benturan yang perlu ditangani.")
    documents.order_statement(actor, disclosure, version)


def _newest(disclosure: Disclosure) -> DisclosureVersion:
    if disclosure.latest is None:
        raise NotFound("no version")
    return disclosure.latest


def _interests_of(version: DisclosureVersion) -> dict[int, InterestVersion]:
    rows = db.session.scalars(
        sa.select(InterestVersion).where(
            InterestVersion.disclosure_version_id == version.id, InterestVersion.ended_by.is_(None)
        )
    )
    return {row.id: row for row in rows}


def _check(rows: Mapping[int, InterestVersion], assessments: Sequence[AssessmentInput]) -> None:
    if {a.interest_version_id for a in assessments} != set(rows):
        raise Invalid("Nilai semua butir sebelum menyimpan.")
    problems: dict[str, str] = {}
    for assessed in assessments:
        problems.update(_problems_of(assessed, rows[assessed.interest_version_id]))
    if problems:
        raise Invalid(fields=problems)


def _problems_of(assessed: AssessmentInput, row: InterestVersion) -> dict[str, str]:
    prefix = f"butir-{row.id}"
    found: dict[str, str] = {}
    if assessed.verdict is Verdict.NONE:
        return found
    differs = assessed.level is not row.suggested_level
    if differs and len(assessed.reason.strip()) < LEAST_REASON:
        found[f"{prefix}.reason"] = "Tulis alasan perbedaan tingkat, sedikitnya 20 huruf."
    if assessed.level is not Level.LOW and not assessed.direction.strip():
        found[f"{prefix}.direction"] = (
            "Tingkat Sedang dan Tinggi harus punya penanganan. Tulis arahan."
        )
    for name, codes, sentence in (
        ("forms", assessed.forms, "Pilih sedikitnya satu bentuk."),
        ("kinds", assessed.kinds, "Pilih sedikitnya satu jenis."),
        ("sources", assessed.sources, "Pilih sedikitnya satu sumber penyebab."),
    ):
        if not codes:
            found[f"{prefix}.{name}"] = sentence
    return found


def _assessment(
    assessor_id: int, version: DisclosureVersion, assessed: AssessmentInput
) -> Assessment:
    row = Assessment(
        uid=new_uid(),
        disclosure_version_id=version.id,
        interest_version_id=assessed.interest_version_id,
        assessor_id=assessor_id,
        at=clock.now(),
        verdict=assessed.verdict,
        level=assessed.level,
    )
    row.words = {
        "reason": assessed.reason.strip(),
        "direction": assessed.direction.strip(),
        "forms": list(assessed.forms),
        "kinds": list(assessed.kinds),
        "sources": list(assessed.sources),
    }
    return row


@use_case
def measures_set(actor: Actor, disclosure: Disclosure, plan: str) -> None:
    """The measures plan of this declaration was set: from now on it is being handled (§4.1)."""
    if disclosure.state is State.NEEDS_MEASURES:
        FLOW.move(disclosure, "handle", actor, plan=plan)


@use_case
def measures_closed(actor: Actor, disclosure: Disclosure, plan: str) -> None:
    """Its measures plan was closed: the declaration is recorded."""
    if disclosure.state is State.IN_MEASURES:
        FLOW.move(disclosure, "finish", actor, plan=plan)
        suspension.lift(disclosure, "Rencana penanganan ditutup.")


def supersede_older(actor: Actor, disclosure: Disclosure) -> None:
    """A recorded declaration replaces the older recorded ones of its kind; an annual one, which
    goes through every interest, replaces them all. A Laporan Kejadian stands by itself.
    """
    if disclosure.kind is Kind.EVENT:
        return
    yearly = disclosure.kind is Kind.ANNUAL
    kinds = _RENEWED_YEARLY if yearly else (disclosure.kind,)
    # What an older one found grave was assessed anew with the yearly one; a running plan goes on.
    states = (State.RECORDED, State.NEEDS_MEASURES) if yearly else (State.RECORDED,)
    for older in db.session.scalars(
        sa.select(Disclosure).where(
            Disclosure.person_id == disclosure.person_id,
            Disclosure.kind.in_(kinds),
            Disclosure.submitted_at < disclosure.submitted_at,
            Disclosure.id != disclosure.id,
            Disclosure.state.in_(states),
        )
    ):
        FLOW.move(older, "supersede", actor, by=disclosure.number)

"""Filing: the signed answers become an immutable version, its interests and its letter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.prepared import prepared
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures import answers as shape
from app.disclosures import documents, levels, queries, routing, suspension
from app.disclosures.events import TO_REVIEW
from app.disclosures.models import (
    Answers,
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Kind,
    Remark,
    State,
    Withdrawal,
)
from app.disclosures.workflow import FLOW, REVIEW, URGENT_REVIEW
from app.documents import numbering
from app.regulations import queries as regulations
from app.regulations.pack import Level, Pack

_SERIES = "DEKLARASI"


@use_case
def submit(actor: Actor, disclosure: Disclosure) -> DisclosureVersion:
    """File the draft: freeze it, find its reviewer, open the clock, order DOK-01.

    The caller has re-authenticated the declarant (signature). Raises Invalid while a section is
    unanswered.
    """
    answers = _complete_answers(disclosure)
    take_turn()  # before the number series: the same order of locks for every writer
    pack = regulations.pack_on(clock.today())
    first_time = disclosure.number is None
    if first_time:
        disclosure.number = _next_number()
    version = _freeze(actor, disclosure, answers, pack)
    written = _write_interests(version, answers, pack)
    disclosure.nil = version.nil
    disclosure.level = levels.highest(
        [i.suggested_level for i in written if i.change is not Change.ENDED]
    )
    disclosure.pack_id = pack.id
    clock_name = _send_to_reviewer(disclosure, answers)
    disclosure.submitted_at = version.filed_at
    _answer_remarks(disclosure, version)
    FLOW.move(
        disclosure, "submit", actor, opens=clock_name, version=version.number,
        sha256=version.sha256, due=deadlines.due_on(clock_name, clock.today()),
    )  # fmt: skip
    suspension.suspend(actor, disclosure)
    _tell_reviewer(actor, disclosure, clock_name)
    documents.order_statement(actor, disclosure, version)
    once.leads_to(f"/deklarasi/{disclosure.id}/terkirim")
    return version


def _complete_answers(disclosure: Disclosure) -> Answers:
    if disclosure.state not in (State.DRAFT, State.RETURNED):
        raise WrongState("Deklarasi ini sudah dikirim.")
    answers: Answers = dict(disclosure.answers or shape.empty())
    answers.pop("unsaved", None)
    missing = queries.missing_in(disclosure)
    if missing:
        raise Invalid(
            Sentence("Masih ada %(n)s bagian belum selesai.", n=len(missing)),
            fields={m.section: m.sentence for m in missing},
        )
    return answers


def _next_number() -> str:
    year = clock.today().year
    return f"DEK-{year}-{numbering.take_number(_SERIES, year):06d}"


def _freeze(
    actor: Actor, disclosure: Disclosure, answers: Answers, pack: Pack
) -> DisclosureVersion:
    version = DisclosureVersion(
        uid=new_uid(),
        disclosure=disclosure,
        number=len(disclosure.versions) + 1,
        filed_at=clock.now(),
        filed_by_id=actor.somebody,
        nil=shape.is_nil(answers),
        pack_id=pack.id,
        pack_hash=pack.sha256,
        sha256=shape.sha256(answers),
    )
    version.content = answers
    db.session.add(version)
    db.session.flush()
    return version


def _write_interests(
    version: DisclosureVersion, answers: Answers, pack: Pack
) -> list[InterestVersion]:
    known = _known_interests(version.disclosure.person_id)
    positions = answers.get("profile", {}).get("risk_positions", [])
    written = []
    for section, item in shape.items(answers):
        interest = known.get(item["uid"]) or Interest(
            uid=item["uid"],
            person_id=version.disclosure.person_id,
            section=section,
            first_declared_at=version.filed_at,
        )
        row = _interest_version(version, interest, item)
        row.suggested_level = levels.suggest(item.get("link") or {}, positions, pack).level
        written.append(row)
    db.session.add_all(written)
    db.session.flush()
    return written


def _known_interests(person_id: int) -> dict[str, Interest]:
    return {interest.uid: interest for interest in db.session.scalars(*_interests_of(person_id))}


@prepared
def _interests_of(person_id: int) -> sa.Select[Interest]:
    return sa.select(Interest).where(Interest.person_id == person_id)


def _interest_version(
    version: DisclosureVersion, interest: Interest, item: Mapping[str, Any]
) -> InterestVersion:
    fields = item["fields"]
    row = InterestVersion(
        uid=new_uid(),
        interest=interest,
        disclosure_version_id=version.id,
        declared_at=version.filed_at,
        valid_from=_day(fields.get("since") or fields.get("received_on") or fields.get("when")),
        valid_to=_day(item.get("ended_on") or _planned_end(interest.section, fields)),
        change=Change(item.get("change", Change.NEW.value)),
        employee_id=int(fields["employee_id"]) if fields.get("employee_id") else None,
    )
    row.content = {"fields": fields, "link": item.get("link") or {}}
    return row


def _planned_end(section: str, fields: Mapping[str, Any]) -> Any:
    """A side job may be declared with its end; elsewhere "sampai" is about the past (PK-H)."""
    return fields.get("until") if section == "PK-C" else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _send_to_reviewer(disclosure: Disclosure, answers: Answers) -> str:
    """Keep the reviewer who asked for completion; otherwise find one. Gives the clock's name."""
    if disclosure.state is not State.RETURNED:
        found = routing.reviewer_for(disclosure.person_id, answers, clock.today())
        disclosure.reviewer_id = found.person_id
        disclosure.route_note = "\n".join(found.notes) or None
    urgent = disclosure.level is Level.HIGH or disclosure.kind is Kind.EVENT
    return URGENT_REVIEW if urgent else REVIEW


def _tell_reviewer(actor: Actor, disclosure: Disclosure, clock_name: str) -> None:
    due = deadlines.due_on(clock_name, clock.today())
    events.emit(
        Event(TO_REVIEW, actor, disclosure, {"reviewer_id": disclosure.reviewer_id, "due": due})
    )


def _answer_remarks(disclosure: Disclosure, version: DisclosureVersion) -> None:
    if version.number == 1:
        return  # nobody has asked anything yet
    for remark in db.session.scalars(
        sa.select(Remark).where(
            Remark.disclosure_id == disclosure.id, Remark.answered_version_id.is_(None)
        )
    ):
        remark.answered_version_id = version.id


@use_case
def withdraw(actor: Actor, disclosure: Disclosure) -> None:
    """Take a filing back before the reviewer opened it; the version stays, marked withdrawn."""
    FLOW.move(disclosure, "withdraw", actor)
    version = disclosure.latest
    if version is None:
        raise WrongState("Belum ada yang dikirim.")
    db.session.add(Withdrawal(version_id=version.id, at=clock.now()))
    suspension.lift(disclosure, "Laporan Kejadian ditarik kembali oleh pembuatnya.")
    documents.revoke_statement(actor, disclosure, "Ditarik kembali oleh pembuat deklarasi")
    disclosure.reviewer_id = None
    disclosure.route_note = None
    disclosure.draft_saved_at = clock.now()

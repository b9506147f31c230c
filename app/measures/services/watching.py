"""Watching a running plan: evidence, check points, closing (Perwali 92/2020 Lamp. II.E.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotAllowed, WrongState
from app.core.events import Event
from app.core.reasons import LEAST_REASON, short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import SOMEONE_WAS_FASTER, use_case
from app.deadlines import queries as deadlines
from app.disclosures.services import reviewing
from app.measures import documents, recusals_behind
from app.measures.events import ACTION_DONE, EXTENDED, REPORTED
from app.measures.models import (
    Action,
    ActionState,
    CheckPoint,
    Compliance,
    Next,
    Plan,
    PlanState,
    Report,
)
from app.measures.services.revising import revise
from app.measures.workflow import FLOW
from app.regulations import queries as regulations
from app.regulations.pack import Level

_OVER = (ActionState.DONE, ActionState.CANCELLED)
_OPEN = (ActionState.PLANNED, ActionState.IN_FORCE)
_WATCHED = (PlanState.RUNNING, PlanState.INCIDENT, PlanState.REFERRED, PlanState.DRAFTING)


@dataclass(frozen=True)
class ReportInput:
    """What the employee or an executor brings."""

    action_id: int | None
    on_day: date | None
    note: str
    found: Compliance | None
    incident: str = ""
    wanted_due_on: date | None = None
    files: Sequence[JudgedFile] = ()


@dataclass(frozen=True)
class CheckInput:
    """What the superior found at a check point."""

    found: Compliance | None
    result: str
    next: Next | None
    closing: str = ""
    level: Level | None = None
    files: Sequence[JudgedFile] = ()


@use_case
def report(actor: Actor, plan: Plan, said: ReportInput) -> Report:
    """Keep evidence or news; the superior is told. Raises Invalid without evidence or words."""
    policy.require(actor, "plan.report", plan)
    once.leads_to(f"/rencana/{plan.id}")
    if plan.version == 0 or plan.state not in _WATCHED:
        raise WrongState("Rencana ini tidak sedang dipantau.")
    action = _action(actor, plan, said.action_id)
    problems = _problems_of_report(said, action)
    if problems or said.found is None or said.on_day is None:
        raise Invalid(fields=problems)
    row = Report(
        uid=new_uid(),
        plan_id=plan.id,
        action_id=action.id if action else None,
        by_id=actor.somebody,
        at=clock.now(),
        on_day=said.on_day,
        found=said.found,
        wanted_due_on=said.wanted_due_on,
    )
    row.words = {"note": said.note.strip(), "incident": said.incident.strip()}
    db.session.add(row)
    db.session.flush()
    attachments.store(actor, row, said.files)
    brings = said.wanted_due_on is None and said.found is Compliance.KEPT
    if action is not None and brings and action.state in _OPEN:
        action.state = ActionState.TO_VERIFY
    events.emit(Event(REPORTED, actor, plan, {"report": row.id, "found": said.found.value}))
    return row


def _action(actor: Actor, plan: Plan, action_id: int | None) -> Action | None:
    """The action that is meant; an executor means one of his own."""
    found = next((one for one in plan.actions if one.id == action_id), None)
    own = actor.person_id == plan.person_id
    if found is None and not own:
        raise Invalid(fields={"action": "Pilih tindakan."})
    if found is not None and not own and found.executor_id != actor.person_id:
        raise NotAllowed("Anda bukan pelaksana tindakan ini.")
    return found


def _problems_of_report(said: ReportInput, action: Action | None) -> dict[str, str]:
    problems: dict[str, str] = {}
    if said.on_day is None:
        problems["on_day"] = "Isi tanggal."
    elif said.on_day > clock.today():
        problems["on_day"] = "Tanggal tidak boleh setelah hari ini."
    if said.found is None:
        problems["found"] = "Pilih apakah rencana ditaati atau ada kejadian."
    if said.found is Compliance.INCIDENT and len(said.incident.strip()) < LEAST_REASON:
        problems["incident"] = "Ceritakan kejadiannya, sedikitnya 20 huruf."
    if said.wanted_due_on is not None:
        problems |= _problems_of_extension(said, action)
    elif not said.files and said.found is not Compliance.INCIDENT:
        problems["evidence"] = "Unggah bukti untuk langkah ini."
    return problems


def _problems_of_extension(said: ReportInput, action: Action | None) -> dict[str, str]:
    if action is None:
        return {"action": "Pilih tindakan yang batasnya ingin diperpanjang."}
    if said.wanted_due_on is not None and said.wanted_due_on <= action.due_on:
        return {"wanted_due_on": "Batas baru harus setelah batas sekarang."}
    return short_reason(said.note, field="note")


@use_case
def finish_action(actor: Actor, plan: Plan, action: Action) -> None:
    """The superior has seen that an action is done. Raises Invalid while nothing was reported."""
    policy.require(actor, "plan.handle", plan)
    once.leads_to(f"/rencana/{plan.id}")
    _check_running(plan)
    if action.state in _OVER:
        raise WrongState("Tindakan ini sudah selesai atau dibatalkan.")
    if not _has_report(action) and action.linked_number is None:
        raise Invalid("Belum ada bukti untuk tindakan ini.")
    action.state, action.done_at = ActionState.DONE, clock.now()
    events.emit(Event(ACTION_DONE, actor, plan, {"code": action.code, "action": action.id}))


def _has_report(action: Action) -> bool:
    asked = sa.select(
        sa.exists().where(Report.action_id == action.id, Report.wanted_due_on.is_(None))
    )
    return db.session.scalar(asked) or False


def _check_running(plan: Plan) -> None:
    if plan.state is not PlanState.RUNNING:
        raise WrongState(
            Sentence(
                "Langkah ini tidak bisa dilakukan lagi: statusnya sekarang “%(state)s”.",
                state=plan.state,
            )
        )


@use_case
def extend_action(actor: Actor, plan: Plan, action: Action, until: date | None) -> None:
    """Give an action more time, as the employee asked or as the superior sees fit."""
    policy.require(actor, "plan.handle", plan)
    once.leads_to(f"/rencana/{plan.id}")
    _check_running(plan)
    if action.state in _OVER:
        raise WrongState("Tindakan ini sudah selesai atau dibatalkan.")
    if until is None or until <= max(action.due_on, clock.today()):
        raise Invalid(fields={"until": "Batas baru harus setelah batas sekarang dan hari ini."})
    before, action.due_on = action.due_on, until
    facts = {"action": action.id, "before": before.isoformat(), "due": until.isoformat()}
    events.emit(Event(EXTENDED, actor, plan, facts))


# ── check points ──────────────────────────────────────────────────────────────────────────────


@use_case
def check(actor: Actor, plan: Plan, said: CheckInput, seen: int | None = None) -> CheckPoint:
    """Titik pantau: what was found, and on, change or close (S-65). `seen`: checks on the page.

    Raises WrongState when another check was written meanwhile, Invalid without result, and when
    closing while an action is open, without closing evidence or without the level set again.
    """
    FLOW.check(plan, "check", actor)
    once.leads_to(f"/rencana/{plan.id}")
    number = _number_of_checks(plan)
    if seen is not None and seen != number:
        raise WrongState(SOMEONE_WAS_FASTER)
    problems = _problems_of_check(plan, said)
    if problems or said.found is None or said.next is None:
        raise Invalid(fields=problems)
    row = CheckPoint(
        uid=new_uid(),
        plan_id=plan.id,
        number=number + 1,
        due_on=plan.next_check_on,
        at=clock.now(),
        by_id=actor.somebody,
        found=said.found,
        next=said.next,
        late=plan.next_check_on is not None and plan.next_check_on < clock.today(),
    )
    row.words = {"result": said.result.strip(), "closing": said.closing.strip()}
    db.session.add(row)
    db.session.flush()
    attachments.store(actor, row, said.files)
    plan.last_check_on, plan.last_found = clock.today(), said.found
    _follow(actor, plan, row, said)
    return row


def _number_of_checks(plan: Plan) -> int:
    return (
        db.session.scalar(
            sa.select(sa.func.count(CheckPoint.id)).where(CheckPoint.plan_id == plan.id)
        )
        or 0
    )


def _problems_of_check(plan: Plan, said: CheckInput) -> dict[str, str]:
    problems: dict[str, str] = {}
    if said.found is None:
        problems["found"] = "Pilih hasil pemeriksaan."
    if said.next is None:
        problems["next"] = "Pilih apa yang selanjutnya."
    if len(said.result.strip()) < LEAST_REASON:
        problems["result"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_REASON)
    if said.found is Compliance.INCIDENT and said.next in (Next.CONTINUE, Next.CLOSE):
        problems["next"] = "Ada kejadian: pilih ubah rencana."
    if said.next is Next.CLOSE:
        problems |= _problems_of_closing(plan, said)
    return problems


def _problems_of_closing(plan: Plan, said: CheckInput) -> dict[str, str]:
    problems: dict[str, str] = {}
    open_ones = [one for one in plan.actions if one.state not in _OVER]
    if open_ones:
        problems["next"] = Sentence(
            "Masih ada %(n)s tindakan belum selesai. Nyatakan selesai dulu.", n=len(open_ones)
        )
    if not said.closing.strip() and not said.files:
        problems["closing"] = "Unggah bukti sebelum menutup."
    if said.level is None:
        problems["level"] = "Tetapkan tingkat sesudah penanganan."
    return problems


def _follow(actor: Actor, plan: Plan, row: CheckPoint, said: CheckInput) -> None:
    facts = {"check": row.number, "found": row.found.value, "late": row.late}
    if said.next is Next.CLOSE and said.level is not None:
        _close(actor, plan, said.level, facts)
    elif row.found is Compliance.INCIDENT:
        plan.next_check_on = None
        FLOW.move(plan, "incident", actor, **facts)
    else:
        code = _next_clock(plan)
        plan.next_check_on = deadlines.due_on(code, clock.today())
        FLOW.move(plan, "check", actor, opens=code, next=plan.next_check_on.isoformat(), **facts)
        if row.next is Next.REVISE:
            revise(actor, plan)


def _next_clock(plan: Plan) -> str:
    version = plan.latest
    pack = regulations.pack_on(clock.today())
    return str(version.content["interval"] if version else pack.handling(plan.level).check_term)


def _close(actor: Actor, plan: Plan, level: Level, facts: dict[str, Any]) -> None:
    plan.level, plan.closed_at, plan.next_check_on = level, clock.now(), None
    FLOW.move(plan, "close", actor, level=level.value, **facts)
    recusals_behind.end(plan)
    if plan.disclosure is not None:
        reviewing.measures_closed(actor, plan.disclosure, plan.number)
    documents.order_plan(actor, plan)

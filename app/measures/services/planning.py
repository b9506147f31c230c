"""Writing a plan: its basis, its measures, its level (S-63)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import SOMEONE_WAS_FASTER, use_case
from app.measures import guard, shape
from app.measures.models import Plan, Referral
from app.measures.services.concerned import concerned_by
from app.measures.shape import Content
from app.measures.workflow import FLOW
from app.regulations import queries as regulations
from app.regulations.pack import Level, Pack

_NIB = 13  # digits


@dataclass(frozen=True)
class Basis:
    """Why, after which talk, and how often it is watched."""

    situation: str
    impact: str
    considerations: Mapping[str, str]
    discussed_on: date | None
    interval: str
    weak_reason: str = ""


@dataclass(frozen=True)
class ActionInput:
    """One measure as it was typed."""

    code: str
    description: str
    executor_id: int | None
    starts_on: date | None
    due_on: date | None
    evidence: str
    control: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def check_seen(plan: Plan, seen: int | None) -> None:
    """Raise WrongState when the page that was answered showed an older state of the plan."""
    if seen is not None and plan.revision != seen:
        raise WrongState(SOMEONE_WAS_FASTER)


def _draft(actor: Actor, plan: Plan, seen: int | None = None) -> Content:
    FLOW.check(plan, "ask_reply", actor)
    check_seen(plan, seen)
    return dict(plan.draft or shape.empty())


@use_case
def save_basis(actor: Actor, plan: Plan, basis: Basis, seen: int | None = None) -> None:
    """Keep situation, impact, considerations and interval. What is missing is said when it is sent.

    Raises Invalid for a day in the future and for an interval looser than the level's (P-12).
    """
    content = _draft(actor, plan, seen)
    once.leads_to(f"/rencana/{plan.id}")
    pack = regulations.pack_on(clock.today())
    problems: dict[str, str] = {}
    if basis.discussed_on is not None and basis.discussed_on > clock.today():
        problems["discussed_on"] = "Tanggal dibahas tidak boleh setelah hari ini."
    if basis.interval not in [one.code for one in shape.intervals(pack, plan.level)]:
        problems["interval"] = "Titik pantau tidak boleh lebih jarang daripada tingkatnya."
    if problems:
        raise Invalid(fields=problems)
    plan.draft = content | {
        "situation": basis.situation.strip(),
        "impact": basis.impact.strip(),
        "considerations": {
            name: basis.considerations.get(name, "").strip() for name in shape.CONSIDERATIONS
        },
        "discussed_on": basis.discussed_on.isoformat() if basis.discussed_on else None,
        "interval": basis.interval,
        "weak_reason": basis.weak_reason.strip(),
    }


@use_case
def save_action(
    actor: Actor, plan: Plan, said: ActionInput, key: str | None = None, seen: int | None = None
) -> str:
    """Add a measure or change one; gives its key. Raises Invalid with a sentence for each field."""
    content = _draft(actor, plan, seen)
    once.leads_to(f"/rencana/{plan.id}")
    before = shape.action_of(content, key) if key else None
    if key and before is None:
        raise Invalid("Tindakan ini sudah dihapus.")
    pack = regulations.pack_on(clock.today())
    problems = _problems_of(plan, said, before, pack)
    if problems or said.starts_on is None or said.due_on is None:
        raise Invalid(fields=problems)
    controls = [one.code for one in shape.controls_of(pack, said.code)]
    item = {
        "key": key or new_uid(),
        "code": said.code,
        "control": said.control if said.control in controls else next(iter(controls), ""),
        "description": said.description.strip(),
        "executor_id": said.executor_id,
        "starts_on": said.starts_on.isoformat(),
        "due_on": said.due_on.isoformat(),
        "evidence": said.evidence.strip(),
        "details": {
            name: value.strip() if isinstance(value, str) else value
            for name, value in said.details.items()
            if name in shape.DETAILS[said.code]
        },
    }
    kept = [one for one in shape.actions(content) if one["key"] != item["key"]]
    content["actions"] = sorted([*kept, item], key=lambda one: (one["code"], one["key"]))
    plan.draft = content
    return str(item["key"])


def _problems_of(
    plan: Plan, said: ActionInput, before: Mapping[str, Any] | None, pack: Pack
) -> dict[str, str]:
    allowed = [one.code for one in shape.codes_to_choose(pack, breached=was_breached(plan))]
    if said.code not in allowed:
        return {"code": "Pilih tindakan."}
    problems: dict[str, str] = {}
    if not said.description.strip():
        problems["description"] = "Isi uraian tindakan."
    if not said.evidence.strip():
        problems["evidence"] = "Isi bukti yang diminta."
    problems |= _problems_of_days(said, before) | _problems_of_details(said)
    return problems | _problems_of_people(plan, said)


def _problems_of_days(said: ActionInput, before: Mapping[str, Any] | None) -> dict[str, str]:
    if said.starts_on is None:
        return {"starts_on": "Isi tanggal mulai."}
    if said.due_on is None:
        return {"due_on": "Isi batas."}
    if said.due_on <= said.starts_on:
        return {"due_on": "Batas harus setelah tanggal mulai."}
    unchanged = before is not None and before["starts_on"] == said.starts_on.isoformat()
    if said.starts_on < clock.today() and not unchanged:
        return {"starts_on": "Tanggal mulai tidak boleh sebelum hari ini."}
    return {}


def _problems_of_details(said: ActionInput) -> dict[str, str]:
    found = {
        name: shape.REQUIRED[name]
        for name in shape.DETAILS[said.code]
        if name in shape.REQUIRED and not str(said.details.get(name) or "").strip()
    }
    nib = "".join(str(said.details.get("party_nib") or "").split())
    if nib and not (nib.isascii() and nib.isdecimal() and len(nib) == _NIB):
        found["party_nib"] = Sentence("NIB harus %(n)s angka.", n=_NIB)
    if said.code == shape.REASSIGNMENT and not said.details.get("recipient_id"):
        found["recipient"] = shape.RECIPIENT_MISSING
    return found


def _problems_of_people(plan: Plan, said: ActionInput) -> dict[str, str]:
    concerned = concerned_by(plan)
    problems: dict[str, str] = {}
    if said.executor_id is None:
        problems["executor"] = "Pilih pelaksana."
    elif said.code == shape.ACCESS and said.executor_id == plan.person_id:
        problems["executor"] = "Pembatasan akses dilaksanakan orang lain, bukan pegawai ini."
    elif said.executor_id != plan.person_id:
        problems |= _refused("executor", said.executor_id, concerned)
    recipient = said.details.get("recipient_id")
    if recipient:
        problems |= _refused("recipient", int(recipient), concerned)
    return problems


def _refused(name: str, person_id: int, concerned: Mapping[int, str]) -> dict[str, str]:
    why = guard.why_not(person_id, concerned, clock.today())
    if why is None:
        return {}
    return {name: Sentence("Tidak lolos pagar benturan: %(why)s.", why=Sentence(why))}


@use_case
def remove_action(actor: Actor, plan: Plan, key: str, seen: int | None = None) -> None:
    """Take a measure out of the draft; of a revision this ends it when the revision is set."""
    content = _draft(actor, plan, seen)
    once.leads_to(f"/rencana/{plan.id}")
    content["actions"] = [one for one in shape.actions(content) if one["key"] != key]
    plan.draft = content


@use_case
def set_level(actor: Actor, plan: Plan, level: Level, reason: str) -> None:
    """Another level than the review found, with a written reason; the check term follows it."""
    content = _draft(actor, plan)
    once.leads_to(f"/rencana/{plan.id}")
    check_reason(reason)
    plan.level = level
    content["level_reason"] = reason.strip()
    content["interval"] = regulations.pack_on(clock.today()).handling(level).check_term
    plan.draft = content


def was_breached(plan: Plan) -> bool:
    """Whether a breach of this plan was recorded: only then may a referral stand in it (TND-F)."""
    asked = sa.select(sa.exists().where(Referral.plan_id == plan.id))
    return db.session.scalar(asked) or False

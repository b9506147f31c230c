"""Starting and writing a plan: from a reviewed declaration or the superior's own knowledge (S-63)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotAllowed, WrongState
from app.core.events import Event
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import SOMEONE_WAS_FASTER, use_case
from app.disclosures import levels
from app.disclosures import wording as disclosure_wording
from app.disclosures.models import Assessment, Disclosure, InterestVersion, State, Verdict
from app.documents import numbering
from app.measures import guard, shape
from app.measures.events import ASSIGNED, STARTED
from app.measures.models import Concerned, Plan, PlanState, Referral, Source
from app.measures.shape import Content
from app.measures.workflow import FLOW, WRITE, WRITE_URGENT
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Level, Pack

SHORTEST_REASON = 20
_SERIES = "RENCANA"
_NIB = 13  # digits
_ENDED = (PlanState.DONE, PlanState.DROPPED)


@dataclass(frozen=True)
class Known:
    """What a superior knows of a conflict nobody declared."""

    person_id: int
    truth: str
    situation: str
    impact: str
    level: Level
    others: tuple[int, ...] = ()
    own_interest: bool = False


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


# ── starting ──────────────────────────────────────────────────────────────────────────────────


@use_case
def start_from_declaration(actor: Actor, disclosure: Disclosure) -> Plan:
    """Begin the plan a reviewed declaration asks for (I.B.4.d). Raises WrongState when there is one.

    The reviewer starts it; whoever is unconcerned from him up handles it.
    """
    if actor.person_id != disclosure.reviewer_id or actor.person_id == disclosure.person_id:
        raise NotAllowed("Anda tidak berwenang melakukan ini.")
    if disclosure.state is not State.NEEDS_MEASURES or disclosure.level is None:
        raise WrongState(
            Sentence(
                "Langkah ini tidak bisa dilakukan lagi: statusnya sekarang “%(state)s”.",
                state=disclosure.state,
            )
        )
    there = plan_of_declaration(disclosure.id)
    if there is not None:
        raise WrongState(
            Sentence("Rencana untuk deklarasi ini sudah disusun: %(number)s.", number=there.number)
        )
    content = shape.empty() | _found_in(disclosure)
    case = Case(disclosure.person_id, disclosure.level, content, disclosure.reviewer_id, disclosure)
    return start(actor, case)


def plan_of_declaration(disclosure_id: int) -> Plan | None:
    return db.session.scalar(sa.select(Plan).where(Plan.disclosure_id == disclosure_id))


def _found_in(disclosure: Disclosure) -> Content:
    """What the review found: the interests of level Sedang and Tinggi, with the four factors."""
    version = disclosure.latest
    if version is None:
        raise WrongState("Belum ada yang dikirim.")
    pack = regulations.pack(version.pack_id)
    positions = version.content.get("profile", {}).get("risk_positions", [])
    rows = {
        row.id: row
        for row in db.session.scalars(
            sa.select(InterestVersion).where(InterestVersion.disclosure_version_id == version.id)
        )
    }
    grave = [one for one in _assessments(version.id) if one.interest_version_id in rows]
    actual = any(one.verdict is Verdict.ACTUAL for one in grave)
    return {
        "truth": Verdict.ACTUAL.value if actual else Verdict.POTENTIAL.value,
        "situation": "",
        "interests": [
            _interest(rows[one.interest_version_id], one, positions, pack) for one in grave
        ],
    }


def _assessments(version_id: int) -> list[Assessment]:
    """The newest assessment of each interest that found something to handle."""
    newest: dict[int, Assessment] = {}
    for one in db.session.scalars(
        sa.select(Assessment)
        .where(Assessment.disclosure_version_id == version_id)
        .order_by(Assessment.id)
    ):
        newest[one.interest_version_id] = one
    return [
        one
        for one in newest.values()
        if one.verdict is not Verdict.NONE and one.level is not Level.LOW
    ]


def _interest(
    row: InterestVersion, assessed: Assessment, positions: Sequence[str], pack: Pack
) -> dict[str, Any]:
    suggested = levels.suggest(row.content.get("link") or {}, positions, pack)
    return {
        "version_id": row.id,
        "uid": row.interest.uid,
        "section": row.interest.section,
        "title": disclosure_wording.title_of(row.interest.section, row.content["fields"]),
        "level": assessed.level.value,
        "reasons": [str(reason) for reason in suggested.reasons],
        "direction": assessed.words.get("direction", ""),
        "own_plan": (row.content.get("link") or {}).get("plan", ""),
    }


@use_case
def start_from_knowledge(actor: Actor, known: Known) -> Plan:
    """Begin a case without any declaration: a superior who knows must act (PermenPANRB family).

    A superior who is concerned himself hands it to the next one up, with the reason. Raises Invalid.
    """
    policy.require(actor, "plan.start")
    line = [one.id for one in people.superiors_above(known.person_id, clock.today())]
    if actor.person_id not in line:
        raise Invalid(fields={"person": "Pilih pegawai di bawah Anda."})
    _check_known(known)
    content = shape.empty() | {
        "truth": known.truth,
        "situation": known.situation.strip(),
        "impact": known.impact.strip(),
        "others": sorted(set(known.others) - {known.person_id}),
    }
    own_word = {actor.somebody: guard.OWN_WORD} if known.own_interest else {}
    case = Case(known.person_id, known.level, content, actor.person_id, own_word=own_word)
    return start(actor, case)


def _check_known(known: Known) -> None:
    problems: dict[str, str] = {}
    if known.truth not in (Verdict.ACTUAL.value, Verdict.POTENTIAL.value):
        problems["truth"] = "Pilih apakah benturan sedang terjadi atau mungkin terjadi."
    for name, text in (("situation", known.situation), ("impact", known.impact)):
        if len(text.strip()) < SHORTEST_REASON:
            problems[name] = Sentence("Tulis sedikitnya %(n)s huruf.", n=SHORTEST_REASON)
    if problems:
        raise Invalid(fields=problems)


@dataclass(frozen=True)
class Case:
    """What a plan begins with; `start_at` is where in the line the handler is looked for."""

    person_id: int
    level: Level
    content: Content
    start_at: int | None
    disclosure: Disclosure | None = None
    own_word: Mapping[int, str] = field(default_factory=dict)
    ordered: bool = False

    @property
    def source(self) -> Source:
        if self.ordered:
            return Source.REVIEW
        return Source.KNOWLEDGE if self.disclosure is None else Source.DECLARATION


def start(actor: Actor, case: Case) -> Plan:
    """Enter a plan that is being written and find its handler; the caller has asked who may."""
    today = clock.today()
    pack = regulations.pack_on(today)
    concerned = guard.concerned_by(case.person_id, case.content) | dict(case.own_word)
    found = guard.handler_for(case.person_id, concerned, today, start_at=case.start_at)
    post = people.post_of(case.person_id, today)
    take_turn()
    content = case.content | {"interval": pack.handling(case.level).check_term}
    plan = Plan(
        uid=new_uid(),
        number=f"PNG-{today.year}-{numbering.take_number(_SERIES, today.year):04d}",
        state=PlanState.DRAFTING,
        source=case.source,
        person_id=case.person_id,
        unit_id=post.unit_id if post else None,
        post=post.title if post else "",
        superior_id=found.person_id,
        route_note=guard.lines(found.notes),
        started_by_id=actor.person_id,
        disclosure=case.disclosure,
        level=case.level,
        version=0,
        pack_id=pack.id,
        created_at=clock.now(),
    )
    plan.draft = content
    db.session.add(plan)
    db.session.flush()
    remember_concerned(plan, concerned)
    opens = WRITE_URGENT if case.level is Level.HIGH else WRITE
    facts = {"source": case.source.value, "level": case.level.value}
    events.emit(Event(STARTED, actor, plan, facts, opens=opens))
    if found.person_id != actor.person_id:
        events.emit(Event(ASSIGNED, actor, plan))
    once.leads_to(f"/rencana/{plan.id}")
    return plan


def remember_concerned(plan: Plan, concerned: Mapping[int, str]) -> None:
    """Keep who neither handles nor reads this plan; the subject himself is known anyway."""
    known = set(
        db.session.scalars(sa.select(Concerned.person_id).where(Concerned.plan_id == plan.id))
    )
    db.session.add_all(
        Concerned(plan_id=plan.id, person_id=one, reason=reason, at=clock.now())
        for one, reason in concerned.items()
        if one not in known and one != plan.person_id
    )
    db.session.flush()


def concerned_by(plan: Plan) -> dict[int, str]:
    """Everybody the plan's conflict concerns, as recorded and as known today."""
    rows = db.session.execute(
        sa.select(Concerned.person_id, Concerned.reason).where(Concerned.plan_id == plan.id)
    )
    kept = {row[0]: row[1] for row in rows}
    return kept | guard.concerned_by(plan.person_id, plan.draft or shape.empty())


# ── writing ───────────────────────────────────────────────────────────────────────────────────


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
    return {name: Sentence("Tidak lolos pagar benturan: %(why)s.", why=why)}


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

"""Starting a plan: from a reviewed declaration, or from the superior's own knowledge (S-63)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotAllowed, WrongState
from app.core.events import Event
from app.core.reasons import LEAST_REASON
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.disclosures import levels
from app.disclosures import wording as disclosure_wording
from app.disclosures.models import Assessment, Disclosure, InterestVersion, State, Verdict
from app.documents import numbering
from app.measures import guard, shape
from app.measures.events import ASSIGNED, STARTED
from app.measures.models import Plan, PlanState, Source
from app.measures.services.concerned import remember_concerned
from app.measures.shape import Content
from app.measures.workflow import WRITE, WRITE_URGENT
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Level, Pack

_SERIES = "RENCANA"


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
        if len(text.strip()) < LEAST_REASON:
            problems[name] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_REASON)
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
    order = guard.order_of(found.person_id, case.person_id, today)
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
        acting_id=order.id if order is not None else None,
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

"""Reading plans, always as somebody; the list of S-65; what waits for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.database.prepared import prepared
from app.disclosures.models import Disclosure, State
from app.documents import queries as letters
from app.documents.models import Document
from app.measures.models import (
    Action,
    ActionState,
    CheckPoint,
    Concerned,
    Plan,
    PlanState,
    Referral,
    Reply,
    Report,
)
from app.measures.policy import CASES
from app.people import queries as people
from app.people.models import Person
from app.regulations.pack import Level

MOST_EXPORTED = 20_000
ENDED = (PlanState.DONE, PlanState.DROPPED)
# The columns of the monitoring list: how a plan is doing (S-65).
ON_TRACK, LATE, INCIDENT, WRITING, OVER = "sesuai", "terlambat", "kejadian", "disusun", "selesai"
STANDINGS = (ON_TRACK, LATE, INCIDENT, WRITING, OVER)
_WRITING = (PlanState.DRAFTING, PlanState.AWAITING_REPLY, PlanState.READY)


# ── one plan ──────────────────────────────────────────────────────────────────────────────────


def plan_for(actor: Actor, plan_id: int) -> Plan:
    """The plan, or NotFound for whoever may not read it."""
    found = db.session.get(Plan, plan_id)
    if found is None or not policy.can(actor, "plan.read", found):
        raise NotFound(f"plan {plan_id}")
    return found


def handled_for(actor: Actor, plan_id: int) -> Plan:
    """The plan, for the superior who handles it. Raises NotFound."""
    found = db.session.get(Plan, plan_id)
    if found is None or not policy.can(actor, "plan.handle", found):
        raise NotFound(f"plan {plan_id}")
    return found


def own_for(actor: Actor, plan_id: int) -> Plan:
    """The plan, for the employee it is about. Raises NotFound."""
    found = db.session.get(Plan, plan_id)
    if found is None or not policy.can(actor, "plan.own", found):
        raise NotFound(f"plan {plan_id}")
    return found


def reportable_for(actor: Actor, plan_id: int) -> tuple[Plan, list[Action]]:
    """The plan with the actions this actor may bring evidence for. Raises NotFound."""
    found = db.session.get(Plan, plan_id)
    if found is None or not policy.can(actor, "plan.report", found):
        raise NotFound(f"plan {plan_id}")
    own = found.person_id == actor.person_id
    return found, [
        one
        for one in found.actions
        if one.state not in (ActionState.CANCELLED, ActionState.DONE)
        and (own or one.executor_id == actor.person_id)
    ]


def action_for(actor: Actor, plan_id: int, action_id: int) -> tuple[Plan, Action]:
    """An action of a plan, for the superior who handles it. Raises NotFound."""
    plan = handled_for(actor, plan_id)
    found = next((one for one in plan.actions if one.id == action_id), None)
    if found is None:
        raise NotFound(f"action {action_id}")
    return plan, found


def may_read(actor: Actor, plan_id: int) -> bool:
    """Whether this actor may read the plan: asked by the letters and mail about it."""
    found = db.session.get(Plan, plan_id)
    if found is None:
        return False
    return policy.can(actor, "plan.read", found) or policy.can(actor, "plan.execute", found)


def may_read_letter(actor: Actor, plan_id: int) -> bool:
    """The whole plan, so not for the executor of one action."""
    found = db.session.get(Plan, plan_id)
    return found is not None and policy.can(actor, "plan.read", found)


def may_read_referral(actor: Actor, referral_id: int) -> bool:
    """Whoever reads the plan reads why it was referred, the employee too."""
    found = db.session.get(Referral, referral_id)
    return found is not None and policy.can(actor, "plan.read", found.plan)


def may_read_report(actor: Actor, report_id: int) -> bool:
    """Evidence: readers of the plan, and whoever brought it."""
    found = db.session.get(Report, report_id)
    return found is not None and (
        found.by_id == actor.person_id or may_read_letter(actor, found.plan_id)
    )


def may_read_check(actor: Actor, check_id: int) -> bool:
    found = db.session.get(CheckPoint, check_id)
    return found is not None and may_read_letter(actor, found.plan_id)


def referral_for(actor: Actor, referral_id: int) -> Referral:
    """A referral, for whoever reads its plan. Raises NotFound."""
    found = db.session.get(Referral, referral_id)
    if found is None or not policy.can(actor, "plan.read", found.plan):
        raise NotFound(f"referral {referral_id}")
    return found


@dataclass(frozen=True)
class History:
    """Everything said and found about a plan, newest first."""

    replies: list[Reply]
    reports: list[Report]
    checks: list[CheckPoint]
    referrals: list[Referral]


def history_for(actor: Actor, plan: Plan) -> History:
    """Replies, reports, checks and referrals, to whoever may read the plan."""
    policy.require(actor, "plan.read", plan)

    def rows(model: Any, *options: Any) -> list[Any]:
        asked = sa.select(model).where(model.plan_id == plan.id).order_by(model.id.desc())
        return list(db.session.scalars(asked.options(*options)))

    return History(
        rows(Reply),
        rows(Report, joinedload(Report.by)),
        rows(CheckPoint, joinedload(CheckPoint.by)),
        rows(Referral, joinedload(Referral.by)),
    )


def letters_for(actor: Actor, plan: Plan) -> list[Document]:
    """The letters about a plan and its referrals, oldest first."""
    policy.require(actor, "plan.read", plan)
    ids = list(db.session.scalars(sa.select(Referral.id).where(Referral.plan_id == plan.id)))
    found = letters.letters_of(Plan.__tablename__, [plan.id])
    found += letters.letters_of(Referral.__tablename__, ids) if ids else []
    return sorted(found, key=lambda one: one.id)


def own_reports_for(actor: Actor, plan: Plan) -> list[Report]:
    """What the actor brought himself, newest first."""
    policy.require(actor, "plan.report", plan)
    return list(
        db.session.scalars(
            sa.select(Report)
            .where(Report.plan_id == plan.id, Report.by_id == actor.person_id)
            .order_by(Report.id.desc())
        )
    )


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to."""

    standing: str = ""
    level: Level | None = None
    unit_id: int | None = None
    text: str = ""
    due_within: int | None = None

    @property
    def narrows(self) -> bool:
        return self != Wanted()


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `plan.read` over the plans of others, said in SQL."""
    me = actor.person_id if actor.person_id is not None else -1
    line = people.line_below(me, clock.today())
    barred = sa.select(Concerned.plan_id).where(Concerned.person_id == me)
    allowed = [Plan.superior_id == me, Plan.person_id.in_(line)]
    if actor.has(Role.INSPECTOR):
        referred = sa.select(Referral.plan_id)
        allowed.append(sa.or_(Plan.state.in_(CASES), Plan.id.in_(referred)))
    return sa.and_(Plan.person_id != me, Plan.id.not_in(barred), sa.or_(*allowed))


def plans_visible_to(actor: Actor, wanted: Wanted | None = None, number: int = 1) -> Paged[Plan]:
    """Plans of others that the actor watches: the nearest check point first, ended ones last."""
    asked = _narrowed(sa.select(Plan).where(visible(actor)), wanted or Wanted())
    total = db.session.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
    number = nearest_page(number, total)
    rows = db.session.scalars(_in_order(asked).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Paged(list(rows), number, total)


def everything_visible_to(actor: Actor, wanted: Wanted) -> list[Plan]:
    """The narrowed list in full, for a file."""
    asked = _narrowed(sa.select(Plan).where(visible(actor)), wanted)
    return list(db.session.scalars(_in_order(asked).limit(MOST_EXPORTED)))


def _in_order(asked: sa.Select[Any]) -> sa.Select[Any]:
    ended = sa.case((Plan.state.in_(ENDED), 1), else_=0)
    return asked.options(
        joinedload(Plan.person), joinedload(Plan.superior), joinedload(Plan.unit), raiseload("*")
    ).order_by(ended, sa.func.coalesce(Plan.next_check_on, date.min), Plan.id.desc())


def _narrowed(asked: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    if wanted.standing:
        asked = asked.where(_stands(wanted.standing))
    if wanted.level is not None:
        asked = asked.where(Plan.level == wanted.level)
    if wanted.unit_id is not None:
        asked = asked.where(Plan.unit_id.in_(people.units_below(wanted.unit_id)))
    if wanted.due_within is not None:
        until = clock.today() + timedelta(days=wanted.due_within)
        asked = asked.where(Plan.state == PlanState.RUNNING, Plan.next_check_on <= until)
    for word in wanted.text.split():
        like = f"%{_literal(word)}%"
        asked = asked.where(
            sa.or_(
                Plan.number.ilike(like, escape="\\"),
                Plan.person_id.in_(
                    sa.select(Person.id).where(Person.name.ilike(like, escape="\\"))
                ),
            )
        )
    return asked


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _stands(standing: str) -> sa.ColumnElement[bool]:
    today = clock.today()
    late = sa.and_(Plan.state == PlanState.RUNNING, Plan.next_check_on < today)
    return {
        ON_TRACK: sa.and_(Plan.state == PlanState.RUNNING, Plan.next_check_on >= today),
        LATE: late,
        INCIDENT: Plan.state.in_(CASES),
        WRITING: Plan.state.in_(_WRITING),
        OVER: Plan.state.in_(ENDED),
    }[standing]


def standing_of(plan: Plan) -> str:
    """How a plan is doing, as the list says it."""
    if plan.state in ENDED:
        return OVER
    if plan.state in CASES:
        return INCIDENT
    if plan.state in _WRITING:
        return WRITING
    late = plan.next_check_on is not None and plan.next_check_on < clock.today()
    return LATE if late else ON_TRACK


def counts_visible_to(actor: Actor) -> Mapping[str, int]:
    """How many plans stand how, for the tabs of the list."""
    columns = [sa.func.count(Plan.id).filter(_stands(one)) for one in STANDINGS]
    row = db.session.execute(sa.select(*columns).where(visible(actor))).one()
    return dict(zip(STANDINGS, row, strict=True))


def own_visible_to(actor: Actor) -> list[Plan]:
    """The actor's own plans that were shown to him, those in progress first (S-42)."""
    unseen = sa.and_(Plan.version == 0, Plan.state.in_((PlanState.DRAFTING, PlanState.DROPPED)))
    ended = sa.case((Plan.state.in_(ENDED), 1), else_=0)
    return list(
        db.session.scalars(
            sa.select(Plan)
            .where(Plan.person_id == actor.person_id, sa.not_(unseen))
            .options(
                selectinload(Plan.actions).joinedload(Action.executor),
                joinedload(Plan.superior),
            )
            .order_by(ended, Plan.id.desc())
        )
    )


def to_execute_visible_to(actor: Actor) -> list[Action]:
    """Actions the actor carries out in plans of others, the nearest due day first."""
    return list(
        db.session.scalars(
            sa.select(Action)
            .join(Plan)
            .where(
                Action.executor_id == actor.person_id,
                Plan.person_id != actor.person_id,
                Plan.state.not_in(ENDED),
                Action.state.not_in((ActionState.DONE, ActionState.CANCELLED)),
            )
            .options(joinedload(Action.plan))
            .order_by(Action.due_on, Action.id)
        )
    )


def waiting_declarations_visible_to(actor: Actor) -> list[Disclosure]:
    """Reviewed declarations that need a plan and have none yet, oldest first."""
    there = sa.select(Plan.disclosure_id).where(Plan.disclosure_id.is_not(None))
    return list(
        db.session.scalars(
            sa.select(Disclosure)
            .where(
                Disclosure.reviewer_id == actor.person_id,
                Disclosure.person_id != actor.person_id,
                Disclosure.state == State.NEEDS_MEASURES,
                Disclosure.id.not_in(there),
            )
            .options(joinedload(Disclosure.person), raiseload("*"))
            .order_by(Disclosure.decided_at, Disclosure.id)
        )
    )


def newest_of(person_id: int) -> Plan | None:
    """Lookup for other features: the newest plan about a person."""
    return db.session.scalar(
        sa.select(Plan).where(Plan.person_id == person_id).order_by(Plan.id.desc()).limit(1)
    )


def unplanned_of(person_id: int) -> Disclosure | None:
    """Lookup for other features: the newest declaration of a person that waits for its plan."""
    there = sa.select(Plan.disclosure_id).where(Plan.disclosure_id.is_not(None))
    return db.session.scalar(
        sa.select(Disclosure)
        .where(
            Disclosure.person_id == person_id,
            Disclosure.state == State.NEEDS_MEASURES,
            Disclosure.id.not_in(there),
        )
        .order_by(Disclosure.id.desc())
        .limit(1)
    )


def plan_of_declaration_for(actor: Actor, disclosure_id: int) -> Plan | None:
    """The plan made for a declaration, if the actor may read it."""
    found = db.session.scalar(sa.select(Plan).where(Plan.disclosure_id == disclosure_id))
    return found if found is not None and policy.can(actor, "plan.read", found) else None


def waiting_for(actor: Actor) -> int:
    """What the superior has to do: the badge of the menu."""
    if actor.person_id is None:
        return 0
    today = clock.today()
    mine = sa.and_(
        Plan.superior_id == actor.person_id,
        sa.or_(
            Plan.state.in_((PlanState.DRAFTING, PlanState.READY, PlanState.INCIDENT)),
            sa.and_(Plan.state == PlanState.RUNNING, Plan.next_check_on <= today),
        ),
    )
    plans = db.session.scalar(sa.select(sa.func.count(Plan.id)).where(mine)) or 0
    there = sa.select(Plan.disclosure_id).where(Plan.disclosure_id.is_not(None))
    unplanned = sa.select(sa.func.count(Disclosure.id)).where(
        Disclosure.reviewer_id == actor.person_id,
        Disclosure.state == State.NEEDS_MEASURES,
        Disclosure.id.not_in(there),
    )
    return plans + (db.session.scalar(unplanned) or 0)


def concerns(actor: Actor) -> bool:
    """Whether the actor has a plan of his own or carries out an action: then the menu says so."""
    return bool(_concerns(actor))


@fact
def _concerns(actor: Actor) -> sa.Select[bool]:
    person_id = actor.person_id
    unseen = sa.and_(Plan.version == 0, Plan.state.in_((PlanState.DRAFTING, PlanState.DROPPED)))
    own = sa.exists().where(Plan.person_id == person_id, sa.not_(unseen))
    task = sa.exists().where(
        Action.executor_id == person_id,
        Action.state.not_in((ActionState.DONE, ActionState.CANCELLED)),
    )
    return sa.select(sa.or_(own, task))


def may_open_case_for(actor: Actor) -> bool:
    """Whether anybody stands below the actor, so that he may open a case by himself."""
    return actor.person_id is not None and people.is_named_superior(actor.person_id, clock.today())


def to_answer_visible_to(actor: Actor) -> list[Plan]:
    """Drafts that wait for the actor's own reply."""
    if actor.person_id is None or not concerns(actor):
        return []
    return list(db.session.scalars(*_to_answer(actor.person_id)))


@prepared
def _to_answer(person_id: int) -> sa.Select[Plan]:
    return (
        sa.select(Plan)
        .where(Plan.person_id == person_id, Plan.state == PlanState.AWAITING_REPLY)
        .order_by(Plan.id)
    )


def near_checks_visible_to(actor: Actor, days: int = 7) -> list[Plan]:
    """The actor's own plans whose check point is near or past: evidence is due."""
    if actor.person_id is None or not concerns(actor):
        return []
    until = clock.today() + timedelta(days=days)
    return list(db.session.scalars(*_near_checks(actor.person_id, until)))


@prepared
def _near_checks(person_id: int, until: date) -> sa.Select[Plan]:
    return (
        sa.select(Plan)
        .where(
            Plan.person_id == person_id,
            Plan.state == PlanState.RUNNING,
            Plan.next_check_on <= until,
        )
        .order_by(Plan.next_check_on)
    )


def checks_of(plan: Plan) -> int:
    """How many checks were made so far: what a page of the next one has seen."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(CheckPoint.id)).where(CheckPoint.plan_id == plan.id)
        )
        or 0
    )


def in_force_on(person_id: int, day: date) -> Sequence[Plan]:
    """Lookup for other features: plans of a person set by that day and not closed before it."""
    return [
        plan
        for plan in db.session.scalars(
            sa.select(Plan)
            .where(Plan.person_id == person_id, Plan.version > 0)
            .options(selectinload(Plan.actions))
            .order_by(Plan.id)
        )
        if _set_by(plan, day)
    ]


def _set_by(plan: Plan, day: date) -> bool:
    first = plan.versions[0].set_at if plan.versions else None
    if first is None or clock.local(first).date() > day:
        return False
    return plan.closed_at is None or clock.local(plan.closed_at).date() > day


def plans_linked_to(number: str) -> set[int]:
    """The plans with an action behind which this record of another feature stands."""
    return set(db.session.scalars(sa.select(Action.plan_id).where(Action.linked_number == number)))

"""Reading divestments, always as somebody: own ones, those to decide, the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.labels import LabelledEnum
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_read
from app.database.prepared import prepared
from app.database.reading import reaches, record_for
from app.disclosures import queries as disclosures
from app.disclosures.models import InterestVersion
from app.divestments.models import (
    DecisionKind,
    Divestment,
    DivestmentDecision,
    DivestmentState,
    DivestmentStep,
    Reassignment,
    StepProof,
    StepState,
)
from app.documents import queries as letters
from app.documents.models import Document
from app.people.models import Person, Unit

MOST_EXPORTED = 20_000
_RUNNING = (DivestmentState.RUNNING, DivestmentState.LATE)
_OVER = (DivestmentState.DONE, DivestmentState.FAILED)
_OPEN_STEPS = (StepState.PLANNED, StepState.LACKING, StepState.DOUBTFUL)


class Group(LabelledEnum):
    """What the register can be narrowed to."""

    TO_APPROVE = "persetujuan", "Menunggu persetujuan"
    TO_VERIFY = "bukti", "Bukti menunggu verifikasi"
    TO_EXTEND = "perpanjangan", "Perpanjangan diminta"
    RUNNING = "berjalan", "Berjalan"
    LATE = "terlambat", "Terlambat"
    DONE = "selesai", "Selesai"
    FAILED = "gagal", "Tidak terlaksana"
    RETURNED = "rencana", "Rencana, diminta diubah"


@dataclass(frozen=True)
class Wanted:
    """How the register is narrowed."""

    group: Group | None = None
    unit_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the steps are. `next_on`: the earliest day of a step that still lacks evidence."""

    total: int = 0
    verified: int = 0
    to_verify: int = 0
    next_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One divestment in a list."""

    it: Divestment
    progress: Progress


# ── one ───────────────────────────────────────────────────────────────────────────────────────


def divestment_for(actor: Actor, divestment_id: int) -> Divestment:
    """The divestment, or NotFound for whoever may not read it."""
    return record_for(actor, "divestment.read", Divestment, divestment_id)


def step_for(actor: Actor, divestment_id: int, position: int) -> DivestmentStep:
    """One step of it, or NotFound."""
    divestment = divestment_for(actor, divestment_id)
    found = next((step for step in divestment.steps if step.position == position), None)
    if found is None:
        raise NotFound(f"step {position}")
    return found


def may_read(actor: Actor, divestment_id: int) -> bool:
    """Whether this actor may read it: asked by the letters and mail about it."""
    return reaches(actor, "divestment.read", Divestment, divestment_id)


def may_read_step(actor: Actor, step_id: int) -> bool:
    """The same of a step: asked by mail about it."""
    found = db.session.get(DivestmentStep, step_id)
    return found is not None and policy.can(actor, "divestment.read", found.divestment)


def may_read_proof(actor: Actor, proof_id: int) -> bool:
    """The same of evidence: asked before its files are served."""
    found = db.session.get(StepProof, proof_id)
    return found is not None and policy.can(actor, "divestment.read", found.step.divestment)


def letters_for(actor: Actor, divestment: Divestment) -> list[Document]:
    """The letters about it, oldest first."""
    policy.require(actor, "divestment.read", divestment)
    return letters.letters_of(Divestment.__tablename__, [divestment.id])


def interest_of_for(actor: Actor, divestment: Divestment) -> InterestVersion | None:
    """What was declared about the interest: this one only, never the whole declaration."""
    policy.require(actor, "divestment.read", divestment)
    return interest_of(divestment)


def interest_of(divestment: Divestment) -> InterestVersion | None:
    """Inside a use case that has asked: as of the newest plan, else as it is known now."""
    if divestment.plan is not None:
        return db.session.get(InterestVersion, divestment.plan.interest_version_id)
    return next(
        (
            row
            for row in disclosures.interests_as_of(divestment.person_id, clock.today())
            if row.interest_id == divestment.interest_id
        ),
        None,
    )


def open_one_about(interest_id: int) -> Divestment | None:
    """The divestment of this interest that is not over yet."""
    return db.session.scalar(
        sa.select(Divestment).where(
            Divestment.interest_id == interest_id, Divestment.state.not_in(_OVER)
        )
    )


def being_given_up(interest_ids: Iterable[int]) -> set[int]:
    """Those of these interests whose divestment, or its draft, is not over yet."""
    asked = sa.select(Divestment.interest_id).where(
        Divestment.interest_id.in_(sorted(interest_ids)), Divestment.state.not_in(_OVER)
    )
    return set(db.session.scalars(asked))


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def own_visible_to(actor: Actor) -> list[Line]:
    """The actor's own divestments, newest first."""
    return _lines(_listed(Divestment.person_id == actor.somebody).order_by(Divestment.id.desc()))


def of_subordinates_visible_to(actor: Actor) -> list[Line]:
    """Those the actor answers for as superior: what waits for him first, then the open ones."""
    me = actor.somebody
    waiting = sa.case((_waits_for_superior(me), 0), (Divestment.state.in_(_OVER), 2), else_=1)
    theirs = _listed(
        Divestment.superior_id == me,
        Divestment.person_id != me,
        Divestment.submitted_at.is_not(None),
    )
    return _lines(theirs.order_by(waiting, Divestment.id.desc()).limit(200))


def _waits_for_superior(person_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        Divestment.superior_id == person_id,
        Divestment.person_id != person_id,
        Divestment.state == DivestmentState.WAITING,
        Divestment.endorsed_at.is_(None),
    )


def waiting_for(actor: Actor) -> int:
    """How many wait for this officer of HR to decide or verify: the badge of the register."""
    if not actor.has(Role.HR_OFFICER):
        return 0
    for_hr = sa.or_(_group(Group.TO_APPROVE), _to_verify(), more_is_wished())
    mine = sa.select(sa.func.count(Divestment.id)).where(_not_concerning(actor), for_hr)
    return db.session.scalar(mine) or 0


def to_endorse(actor: Actor) -> int:
    """How many wait for this actor as the superior: the badge of his own list."""
    return _to_endorse(actor) or 0


@fact
def _to_endorse(actor: Actor) -> sa.Select[int]:
    me: Any = actor.person_id
    return sa.select(sa.func.count(Divestment.id)).where(_waits_for_superior(me))


def register_visible_to(actor: Actor, wanted: Wanted | None = None, number: int = 1) -> Paged[Line]:
    """The register of divestments, for BKPSDM and the Inspektorat (S-72)."""
    if not policy.can(actor, "divestment.list"):
        return Paged([], 1, 0)
    register = _listed(*_conditions(actor, wanted or Wanted()))
    return page_read(_by_urgency(register), number, _lines)


def exported_visible_to(actor: Actor, wanted: Wanted) -> list[Line]:
    """The same, all of it, for a file."""
    policy.require(actor, "divestment.list")
    return _lines(_by_urgency(_listed(*_conditions(actor, wanted))).limit(MOST_EXPORTED))


def units_visible_to(actor: Actor) -> list[Unit]:
    """Units that have divestments: what the register can be narrowed to."""
    if not policy.can(actor, "divestment.list"):
        return []
    asked = sa.select(Divestment.unit_id).where(_not_concerning(actor))
    return list(db.session.scalars(sa.select(Unit).where(Unit.id.in_(asked)).order_by(Unit.name)))


def _not_concerning(actor: Actor) -> sa.ColumnElement[bool]:
    """The right to read as an officer, said in SQL: sent, and not about the reader."""
    me = actor.somebody
    return sa.and_(
        Divestment.submitted_at.is_not(None),
        Divestment.person_id != me,
        sa.or_(Divestment.named_id.is_(None), Divestment.named_id != me),
    )


def _conditions(actor: Actor, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found = [_not_concerning(actor)]
    if wanted.group is not None:
        found.append(_group(wanted.group))
    if wanted.unit_id is not None:
        found.append(Divestment.unit_id == wanted.unit_id)
    if wanted.text.strip():
        typed = wanted.text.strip()
        found.append(
            sa.or_(
                Divestment.number.icontains(typed, autoescape=True),
                Person.name.icontains(typed, autoescape=True),
            )
        )
    return found


def _group(group: Group) -> sa.ColumnElement[bool]:
    if group is Group.TO_APPROVE:
        ready = sa.or_(Divestment.endorsed_at.is_not(None), Divestment.superior_id.is_(None))
        return sa.and_(Divestment.state == DivestmentState.WAITING, ready)
    if group is Group.TO_VERIFY:
        return _to_verify()
    if group is Group.TO_EXTEND:
        return more_is_wished()
    return (
        Divestment.state
        == {
            Group.RUNNING: DivestmentState.RUNNING,
            Group.LATE: DivestmentState.LATE,
            Group.DONE: DivestmentState.DONE,
            Group.FAILED: DivestmentState.FAILED,
            Group.RETURNED: DivestmentState.PLAN,
        }[group]
    )


def _to_verify() -> sa.ColumnElement[bool]:
    handed_in = sa.select(DivestmentStep.id).where(
        DivestmentStep.divestment_id == Divestment.id, DivestmentStep.state == StepState.SUBMITTED
    )
    return sa.and_(Divestment.state.in_(_RUNNING), handed_in.exists())


def more_is_wished() -> sa.ColumnElement[bool]:
    """An extension was asked for, and nothing about it was decided since."""
    one, later = DivestmentDecision, aliased(DivestmentDecision)
    answered = sa.select(later.id).where(
        later.divestment_id == one.divestment_id,
        later.kind.in_((DecisionKind.EXTENDED, DecisionKind.EXTENSION_REFUSED)),
        later.id > one.id,
    )
    asked = sa.select(one.id).where(
        one.divestment_id == Divestment.id, one.kind == DecisionKind.ASKED, ~answered.exists()
    )
    return sa.and_(Divestment.state.in_(_RUNNING), asked.exists())


def _listed(*conditions: sa.ColumnElement[bool]) -> sa.Select[Divestment]:
    return (
        sa.select(Divestment)
        .join(Divestment.person)
        .where(*conditions)
        .options(
            joinedload(Divestment.person),
            joinedload(Divestment.unit),
            joinedload(Divestment.superior),
            raiseload("*"),
        )
    )


def _by_urgency(query: sa.Select[Divestment]) -> sa.Select[Divestment]:
    open_first = sa.case((Divestment.state.in_(_OVER), 1), else_=0)
    return query.order_by(
        open_first, Divestment.target_on.is_(None), Divestment.target_on, Divestment.id.desc()
    )


def _lines(query: sa.Select[Divestment]) -> list[Line]:
    found = list(db.session.scalars(query))
    progress = progress_of([one.id for one in found])
    return [Line(one, progress.get(one.id, Progress())) for one in found]


def progress_of(divestment_ids: Sequence[int]) -> dict[int, Progress]:
    """How far the steps of each are, in one query."""
    step = DivestmentStep
    rows = db.session.execute(
        sa.select(
            step.divestment_id,
            sa.func.count(step.id),
            sa.func.count(step.id).filter(step.state == StepState.VERIFIED),
            sa.func.count(step.id).filter(step.state == StepState.SUBMITTED),
            sa.func.min(step.due_on).filter(step.state.in_(_OPEN_STEPS)),
        )
        .where(step.divestment_id.in_(divestment_ids))
        .group_by(step.divestment_id)
    )
    return {row[0]: Progress(*row[1:]) for row in rows}


# ── duties of the employee, and what others ask ───────────────────────────────────────────────


def steps_to_prove_visible_to(actor: Actor) -> list[DivestmentStep]:
    """The actor's own steps that lack evidence, the soonest first: cards of the task page."""
    if actor.person_id is None or not _divests(actor):
        return []
    return list(db.session.scalars(*_steps_to_prove(actor.person_id)))


@fact
def _divests(actor: Actor) -> sa.Select[bool]:
    """Nearly nobody does: then the task page need not ask what there is to do."""
    return sa.select(sa.exists().where(Divestment.person_id == actor.person_id))


@prepared
def _steps_to_prove(person_id: int) -> sa.Select[DivestmentStep]:
    return (
        sa.select(DivestmentStep)
        .join(DivestmentStep.divestment)
        .where(
            Divestment.person_id == person_id,
            Divestment.state.in_(_RUNNING),
            DivestmentStep.state.in_(_OPEN_STEPS),
        )
        .options(joinedload(DivestmentStep.divestment), raiseload("*"))
        .order_by(DivestmentStep.due_on, DivestmentStep.id)
    )


def returned_visible_to(actor: Actor) -> list[Divestment]:
    """The actor's own plans that were sent back and wait to be changed."""
    if actor.person_id is None or not _divests(actor):
        return []
    return list(db.session.scalars(*_returned_plans(actor.person_id)))


@prepared
def _returned_plans(person_id: int) -> sa.Select[Divestment]:
    return (
        sa.select(Divestment)
        .where(
            Divestment.person_id == person_id,
            Divestment.state == DivestmentState.PLAN,
            Divestment.submitted_at.is_not(None),
        )
        .options(raiseload("*"))
        .order_by(Divestment.id)
    )


def divestments_about(interest_ids: Iterable[int]) -> list[Divestment]:
    """Sent divestments of these interests, oldest first: for the cross-check and for measures."""
    wanted = sorted(set(interest_ids))
    return list(
        db.session.scalars(
            sa.select(Divestment)
            .where(Divestment.interest_id.in_(wanted), Divestment.submitted_at.is_not(None))
            .options(raiseload("*"))
            .order_by(Divestment.id)
        )
    )


def newest_of(person_id: int) -> Divestment | None:
    """The divestment this employee began last."""
    return db.session.scalar(
        sa.select(Divestment)
        .where(Divestment.person_id == person_id)
        .order_by(Divestment.id.desc())
        .limit(1)
    )


def reassignments_visible_to(actor: Actor) -> list[Reassignment]:
    """Recorded orders of reassignment, newest first (at most 200)."""
    if not policy.can(actor, "reassignment.list"):
        return []
    return list(
        db.session.scalars(
            sa.select(Reassignment)
            .options(joinedload(Reassignment.person), raiseload("*"))
            .order_by(Reassignment.order_on.desc(), Reassignment.id.desc())
            .limit(200)
        )
    )


def may_read_reassignment(actor: Actor, _reassignment_id: int) -> bool:
    """Asked before the order's file is served."""
    return policy.can(actor, "reassignment.list")

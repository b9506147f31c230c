"""How divestments stand: what runs, what is over, what waits in them, how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.labels import LabelledEnum
from app.database.base import db
from app.divestments.models import (
    DecisionKind,
    Divestment,
    DivestmentDecision,
    DivestmentState,
    DivestmentStep,
    StepState,
)

RUNNING = (DivestmentState.RUNNING, DivestmentState.LATE)
OVER = (DivestmentState.DONE, DivestmentState.FAILED)
OPEN_STEPS = (StepState.PLANNED, StepState.LACKING, StepState.DOUBTFUL)


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
class Progress:
    """How far the steps are, and whether more time was asked for and not answered.

    `next_on`: the earliest day of a step that still lacks evidence.
    """

    total: int = 0
    verified: int = 0
    to_verify: int = 0
    next_on: date | None = None
    more_wished: bool = False


def in_group(group: Group) -> sa.ColumnElement[bool]:
    """The divestments of a group, said in SQL."""
    if group is Group.TO_APPROVE:
        ready = sa.or_(Divestment.endorsed_at.is_not(None), Divestment.superior_id.is_(None))
        return sa.and_(Divestment.state == DivestmentState.WAITING, ready)
    if group is Group.TO_VERIFY:
        return to_verify()
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


def to_verify() -> sa.ColumnElement[bool]:
    """Those that run and have evidence handed in."""
    handed_in = sa.select(DivestmentStep.id).where(
        DivestmentStep.divestment_id == Divestment.id, DivestmentStep.state == StepState.SUBMITTED
    )
    return sa.and_(Divestment.state.in_(RUNNING), handed_in.exists())


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
    return sa.and_(Divestment.state.in_(RUNNING), asked.exists())


def progress_of(divestment_ids: Sequence[int]) -> dict[int, Progress]:
    """How far the steps of each are, in one query."""
    step = DivestmentStep
    rows = db.session.execute(
        sa.select(
            step.divestment_id,
            sa.func.count(step.id),
            sa.func.count(step.id).filter(step.state == StepState.VERIFIED),
            sa.func.count(step.id).filter(step.state == StepState.SUBMITTED),
            sa.func.min(step.due_on).filter(step.state.in_(OPEN_STEPS)),
            sa.func.max(sa.case((more_is_wished(), 1), else_=0)) == 1,
        )
        .join(Divestment, Divestment.id == step.divestment_id)
        .where(step.divestment_id.in_(divestment_ids))
        .group_by(step.divestment_id)
    )
    return {row[0]: Progress(*row[1:]) for row in rows}

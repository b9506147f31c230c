"""How many divestments wait for each superior and each BKPSDM officer: for the digest of the day."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, raiseload

from app.accounts import queries as accounts
from app.core.actor import Role
from app.database.base import db
from app.deadlines.models import Deadline
from app.divestments import queries
from app.divestments.models import Divestment, DivestmentState, DivestmentStep, StepState

Waiting = dict[int, tuple[int, date | None]]
_RUNNING = (DivestmentState.RUNNING, DivestmentState.LATE)


def waiting_by_decider() -> Waiting:
    """Plans and extensions to decide, evidence to verify: their number and the nearest last day, by person."""
    found: Waiting = {}
    officers = accounts.people_with_role(Role.HR_OFFICER)
    for barred, superior_id, due in (*_plans(), *_proofs(), *_wishes()):
        deciders = [superior_id] if superior_id else [o for o in officers if o not in barred]
        for person_id in deciders:
            number, nearest = found.get(person_id, (0, None))
            found[person_id] = number + 1, min((d for d in (nearest, due) if d), default=None)
    return found


_Waiting = tuple[frozenset[int | None], int | None, date | None]


def _plans() -> list[_Waiting]:
    """Of each plan: whom it concerns, the superior when he is next, the last day."""
    rows = db.session.execute(
        sa.select(Divestment, Deadline.due_on)
        .outerjoin(Deadline, _running_clock(Divestment.__tablename__, Divestment.id))
        .where(Divestment.state == DivestmentState.WAITING)
        .options(raiseload("*"))
    )
    return [
        (_barred(one), one.superior_id if one.endorsed_at is None else None, due)
        for one, due in rows
    ]


def _proofs() -> list[_Waiting]:
    rows = db.session.execute(
        sa.select(Divestment, Deadline.due_on)
        .join(DivestmentStep, DivestmentStep.divestment_id == Divestment.id)
        .outerjoin(Deadline, _running_clock(DivestmentStep.__tablename__, DivestmentStep.id))
        .where(
            DivestmentStep.state == StepState.SUBMITTED,
            Divestment.state.in_(_RUNNING),
        )
        .options(raiseload("*"))
    )
    return [(_barred(one), None, due) for one, due in rows]


def _wishes() -> list[_Waiting]:
    """Extensions asked for: until the target, or as soon as can be once that is over."""
    rows = db.session.scalars(
        sa.select(Divestment).where(queries.more_is_wished()).options(raiseload("*"))
    )
    return [(_barred(one), None, one.target_on) for one in rows]


def _barred(one: Divestment) -> frozenset[int | None]:
    return frozenset((one.person_id, one.named_id, one.superior_id, one.endorsed_by_id))


def _running_clock(table: str, record_id: InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
    return sa.and_(
        Deadline.subject_type == table,
        Deadline.subject_id == record_id,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )

"""How many recusals wait for each superior and each officer of HR: for the digest of the day (N-06)."""

from datetime import date

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.actor import Role
from app.database.base import db
from app.deadlines.models import Deadline
from app.recusals.models import Bar, Recusal, State


def waiting_by_handler() -> dict[int, tuple[int, date | None]]:
    """Their number and the nearest last day, by the handler's id; nobody is told what concerns him."""
    found: dict[int, tuple[int, date | None]] = {}
    for handler, number, due in db.session.execute(_to_answer()):
        if handler is not None:
            found[handler] = (number, due)
    officers = accounts.people_with_role(Role.HR_OFFICER)
    rows = list(db.session.execute(_to_decide()))
    barred = _barred([row[0] for row in rows])
    for officer in officers:
        mine = [row for row in rows if row[1] != officer and officer not in barred.get(row[0], ())]
        if mine:
            days = [row[2] for row in mine if row[2] is not None]
            known, earliest = found.get(officer, (0, None))
            nearest = min([*days, *([earliest] if earliest else [])], default=None)
            found[officer] = (known + len(mine), nearest)
    return found


def _clock() -> sa.ColumnElement[bool]:
    return sa.and_(
        Deadline.subject_type == Recusal.__tablename__,
        Deadline.subject_id == Recusal.id,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )


def _to_answer() -> sa.Select[int | None, int, date]:
    return (
        sa.select(
            Recusal.superior_id,
            sa.func.count(sa.distinct(Recusal.id)),
            sa.func.min(Deadline.due_on),
        )
        .outerjoin(Deadline, _clock())
        .where(Recusal.superior_id.is_not(None), Recusal.state == State.REQUESTED)
        .group_by(Recusal.superior_id)
    )


def _to_decide() -> sa.Select[int, int, date]:
    return (
        sa.select(Recusal.id, Recusal.person_id, sa.func.min(Deadline.due_on))
        .outerjoin(Deadline, _clock())
        .where(Recusal.state == State.WAITING)
        .group_by(Recusal.id, Recusal.person_id)
    )


def _barred(recusal_ids: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = sa.select(Bar.recusal_id, Bar.person_id).where(Bar.recusal_id.in_(recusal_ids))
    for recusal_id, person_id in db.session.execute(rows):
        found.setdefault(recusal_id, set()).add(person_id)
    return found

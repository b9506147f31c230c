"""A statement put together once answers for every value, and is another one for every form."""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core.actor import Role
from app.database.base import db
from app.database.prepared import prepared
from app.regulations.models import PackActivation
from tests.times import MONDAY

EARLY, LATE = date(2031, 3, 2), date(2032, 3, 1)
_built: list[object] = []


@prepared
def _days(first: date, bases: list[str], role: Role | None = None) -> sa.Select[date]:
    _built.append(role)
    asked = (
        sa.select(PackActivation.from_day)
        .where(PackActivation.from_day >= first, PackActivation.basis.in_(bases))
        .order_by(PackActivation.from_day)
    )
    return asked if role is None else asked.limit(1)


def _two_decisions(arranging: Callable[[], Any]) -> None:
    with arranging() as session:
        for basis, day in (("A", EARLY), ("B", LATE)):
            session.add(
                PackActivation(
                    pack_id="nasional", pack_hash="0" * 64, from_day=day, basis=basis,
                    made_by="Uji", made_at=MONDAY,
                )
            )  # fmt: skip


def test_other_values_are_answered_by_the_same_statement(arranging: Callable[[], Any]) -> None:
    _two_decisions(arranging)
    _built.clear()
    both, late, none = _days(EARLY, ["A", "B"]), _days(LATE, ["B"]), _days(EARLY, [])
    assert both[0] is late[0] is none[0] and len(_built) == 1
    assert list(db.session.scalars(*both)) == [EARLY, LATE]
    assert list(db.session.scalars(*late)) == [LATE]
    assert list(db.session.scalars(*none)) == []


def test_a_role_makes_another_statement(arranging: Callable[[], Any]) -> None:
    _two_decisions(arranging)
    everything, limited = _days(EARLY, ["A", "B"]), _days(EARLY, ["A", "B"], role=Role.ADMIN)
    assert everything[0] is not limited[0]
    assert list(db.session.scalars(*limited)) == [EARLY]
    assert _days(LATE, ["B"], role=Role.ADMIN)[0] is limited[0]
    assert _days(EARLY, ["A", "B"], role=Role.REGISTRAR)[0] is not limited[0]

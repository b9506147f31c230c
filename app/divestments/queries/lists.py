"""The lists of divestments: one's own, those of subordinates, the register."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import policy
from app.core.actor import Actor, Role
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_read
from app.divestments.models import Divestment, DivestmentState
from app.divestments.queries.standing import (
    OVER,
    Group,
    Progress,
    in_group,
    more_is_wished,
    progress_of,
    to_verify,
)
from app.people.models import Person, Unit

MOST_EXPORTED = 20_000


@dataclass(frozen=True)
class Wanted:
    """How the register is narrowed."""

    group: Group | None = None
    unit_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Line:
    """One divestment in a list."""

    it: Divestment
    progress: Progress


def own_visible_to(actor: Actor) -> list[Line]:
    """The actor's own divestments, newest first."""
    return _lines(_listed(Divestment.person_id == actor.somebody).order_by(Divestment.id.desc()))


def of_subordinates_visible_to(actor: Actor) -> list[Line]:
    """Those the actor answers for as superior: what waits for him first, then the open ones."""
    me = actor.somebody
    waiting = sa.case((_waits_for_superior(me), 0), (Divestment.state.in_(OVER), 2), else_=1)
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
    for_hr = sa.or_(in_group(Group.TO_APPROVE), to_verify(), more_is_wished())
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
        found.append(in_group(wanted.group))
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
    open_first = sa.case((Divestment.state.in_(OVER), 1), else_=0)
    return query.order_by(
        open_first, Divestment.target_on.is_(None), Divestment.target_on, Divestment.id.desc()
    )


def _lines(query: sa.Select[Divestment]) -> list[Line]:
    found = list(db.session.scalars(query))
    progress = progress_of([one.id for one in found])
    return [Line(one, progress.get(one.id, Progress())) for one in found]

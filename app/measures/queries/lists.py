"""The list of plans one watches (S-65): narrowed, paged, counted, in full for a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.database.paging import Paged, page_of
from app.measures.models import Concerned, Plan, PlanState, Referral
from app.measures.policy import CASES
from app.measures.queries.standing import ENDED, STANDINGS, stands
from app.people import queries as people
from app.people.models import Person
from app.regulations.pack import Level

MOST_EXPORTED = 20_000


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
    return page_of(_in_order(asked), number)


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
        asked = asked.where(stands(wanted.standing))
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


def counts_visible_to(actor: Actor) -> Mapping[str, int]:
    """How many plans stand how, for the tabs of the list."""
    columns = [sa.func.count(Plan.id).filter(stands(one)) for one in STANDINGS]
    row = db.session.execute(sa.select(*columns).where(visible(actor))).one()
    return dict(zip(STANDINGS, row, strict=True))

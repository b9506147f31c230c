"""Who may do what with a matter; whoever is recused from it does not even open it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.database.base import db
from app.matters import obstacles
from app.matters.models import CLOSING_CAUSES, Assignment, Hold, Matter
from app.people import queries as people


def unit_of(actor: Actor) -> int | None:
    """The unit in which the actor holds a post today."""
    if actor.person_id is None:
        return None
    post = people.post_of(actor.person_id, clock.today())
    return post.unit_id if post else None


def assigned_to(person_id: int) -> sa.Select[Any]:
    """The matters in which this person has a role today."""
    return sa.select(Assignment.matter_id).where(
        Assignment.person_id == person_id,
        sa.or_(Assignment.to_day.is_(None), Assignment.to_day >= clock.today()),
    )


def ever_assigned_to(person_id: int) -> sa.Select[Any]:
    """The matters in which this person has, or had, a role."""
    return sa.select(Assignment.matter_id).where(Assignment.person_id == person_id)


def below(person_id: int) -> sa.Select[Any]:
    """The matters in which somebody below this person has, or had, a role."""
    line = people.line_below(person_id, clock.today())
    return sa.select(Assignment.matter_id).where(Assignment.person_id.in_(line))


def closed_to(person_id: int) -> sa.ColumnElement[bool]:
    """Whether the matter is closed to this person: recused, or kept out of it by a plan.

    Also when the hold ended because somebody else took the place: the recusal goes on.
    """
    held = sa.exists().where(
        Hold.matter_id == Matter.id,
        Hold.person_id == person_id,
        Hold.released_at.is_(None),
        Hold.cause.in_(CLOSING_CAUSES),
    )
    return sa.or_(held, *(Matter.id.in_(some) for some in obstacles.closed_to(person_id)))


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `matter.read`, said in SQL: the list and the page ask the same question."""
    if actor.person_id is None:
        return sa.true() if actor.has(Role.SYSTEM) else sa.false()
    if actor.has(Role.INSPECTOR):
        return ~closed_to(actor.person_id)
    # One list of ids, not an OR of several: SQLite walks it in order and stops when a page is full.
    return sa.and_(
        Matter.id.in_(sa.union_all(*_doors(actor, actor.person_id))), ~closed_to(actor.person_id)
    )


def _doors(actor: Actor, me: int) -> list[sa.Select[Any]]:
    """The matters each of the actor's capacities opens to him."""
    doors = [assigned_to(me)]
    if people.is_named_superior(me, clock.today()):
        doors.append(below(me))
    unit_id = unit_of(actor) if actor.has(Role.REGISTRAR) else None
    if unit_id is not None:
        kept = aliased(Matter)
        doors.append(sa.select(kept.id).where(kept.unit_id.in_(people.units_below(unit_id))))
    if actor.has(Role.HR_OFFICER):  # only what somebody was, or is, held from (S-71)
        doors.append(sa.select(Hold.matter_id))
    return doors


@rule("pembaca register urusan")
def reader(actor: Actor, matter: Matter) -> bool:
    found = sa.select(Matter.id).where(Matter.id == matter.id, visible(actor))
    return db.session.scalar(found) is not None


def held_from(person_id: int, matter: Matter) -> Hold | None:
    """What keeps this person from the matter: a hold on him, or one on the whole matter."""
    return next(
        (
            hold
            for hold in matter.holds
            if hold.released_at is None and hold.person_id in (None, person_id)
        ),
        None,
    )


@rule("petugas urusan")
def official(actor: Actor, matter: Matter) -> bool:
    today = clock.today()
    return actor.person_id is not None and any(
        one.person_id == actor.person_id and (one.to_day is None or one.to_day >= today)
        for one in matter.officials
    )


@rule("atasan petugas urusan, yang tidak ditahan dari urusan itu")
def superior(actor: Actor, matter: Matter) -> bool:
    me = actor.person_id
    if me is None or _is_held_himself(me, matter):
        return False
    found = sa.select(Matter.id).where(Matter.id == matter.id, Matter.id.in_(below(me)))
    return db.session.scalar(found) is not None


def _is_held_himself(person_id: int, matter: Matter) -> bool:
    return any(h.person_id == person_id and h.released_at is None for h in matter.holds)


@rule("petugas register unit")
def clerk(actor: Actor, matter: Matter | None) -> bool:
    """Of the unit the matter is of, or of one above; without a matter: of any unit."""
    unit_id = unit_of(actor) if actor.has(Role.REGISTRAR) else None
    if unit_id is None or matter is None:
        return unit_id is not None
    if actor.person_id is not None and _is_held_himself(actor.person_id, matter):
        return False
    return (
        db.session.scalar(sa.select(sa.literal(matter.unit_id).in_(people.units_below(unit_id))))
        or False
    )


hr = role(Role.HR_OFFICER)
inspector = role(Role.INSPECTOR)
keeper = superior | clerk | system
replacer = superior | hr | system

RULES: dict[str, Rule] = {
    "matter.list": signed_in,
    "matter.record": signed_in | system,
    "matter.import": clerk | system,
    "matter.read": reader,
    "matter.correct": keeper,
    "matter.assign": keeper,
    "matter.keep": system,
}

"""One matter, for somebody: the record, who has a role in it, what keeps a person away."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Closed, NotAllowed, NotFound
from app.core.sentences import Sentence
from app.database.base import db
from app.database.reading import reaches
from app.matters import obstacles
from app.matters.finding import Party
from app.matters.models import Assignment, Matter, MatterChange
from app.matters.obstacles import Obstacle
from app.matters.policy import closed_to, held_from, visible
from app.people import queries as people

RECUSED = "Anda menarik diri dari urusan ini. Pejabat pengganti: %(name)s."
RECUSED_WITHOUT = "Anda menarik diri dari urusan ini. Pejabat pengganti belum ditunjuk."
ON_HOLD = "Urusan ditahan."


def matter_for(actor: Actor, matter_id: int) -> Matter:
    """The matter, or NotFound for a stranger.

    Raises NotAllowed, with the sentence of the recusal, for an official who is kept out of it.
    """
    found = db.session.get(Matter, matter_id)
    if found is None:
        raise NotFound(f"matter {matter_id}")
    _tell_the_recused(actor, found)
    if not policy.can(actor, "matter.read", found):
        raise NotFound(f"matter {matter_id}")
    return found


def _tell_the_recused(actor: Actor, matter: Matter) -> None:
    """Whoever had a role and stepped aside is told so, also after his place was taken."""
    me = actor.person_id
    if me is None or all(one.person_id != me for one in matter.officials):
        return
    told = obstacles.told_by_others(me, matter.id, clock.today())
    if told is not None:
        raise Closed(told.reason, told.page) if told.page else NotAllowed(told.reason)
    kept_out = sa.select(Matter.id).where(Matter.id == matter.id, closed_to(me))
    if db.session.scalar(kept_out) is not None:
        raise NotAllowed(recused_sentence(successor_of(matter, me)))


def recused_sentence(successor_id: int | None) -> str:
    """What whoever withdrew reads, with the name of who decides instead."""
    person = people.person(successor_id) if successor_id else None
    return Sentence(RECUSED, name=person.name.removesuffix(".")) if person else RECUSED_WITHOUT


def successor_of(matter: Matter, person_id: int) -> int | None:
    """Who took this person's place in the matter, if anybody did."""
    found = [one for one in matter.officials if one.replaces_id == person_id]
    return found[-1].person_id if found else None


def matter(matter_id: int) -> Matter | None:
    """The matter itself, for the services of other features; pages use `matter_for`."""
    return db.session.get(Matter, matter_id)


def matter_numbered(number: str, unit_id: int | None = None) -> Matter | None:
    """The matter with this number; of that unit, where two units number alike."""
    asked = sa.select(Matter).where(Matter.number == number.strip()).order_by(Matter.id)
    if unit_id is not None:
        asked = asked.where(Matter.unit_id == unit_id)
    return db.session.scalars(asked.limit(1)).first()


def may_read(actor: Actor, matter_id: int) -> bool:
    """Whether this actor may open the matter: asked by letters and mail about it."""
    return reaches(actor, "matter.read", Matter, matter_id)


def readable_ids(actor: Actor) -> sa.Select[Any]:
    """The ids of the matters this actor may open: for lists of what is said about matters."""
    return sa.select(Matter.id).where(visible(actor))


def parties_of(matter: Matter) -> list[Party]:
    """The parties, opened, in their order."""
    return [Party.stored(one.kind, one.words) for one in matter.parties]


def officials_of(matter: Matter, day: date | None = None) -> list[Assignment]:
    """Who has a role in it on the day (today unless one is given)."""
    on = day or clock.today()
    return [
        one
        for one in matter.officials
        if one.from_day <= on and (one.to_day is None or one.to_day >= on)
    ]


def obstacle_to(person_id: int, matter: Matter, day: date | None = None) -> Obstacle | None:
    """Why this person may not decide the matter or take a place in it; None when nothing is known.

    A hold on him or on the whole matter counts, and what other features say (`obstacles`).
    """
    told = obstacles.told_by_others(person_id, matter.id, day or clock.today())
    if told is not None:
        return told
    hold = held_from(person_id, matter)
    if hold is None:
        return None
    if hold.person_id is None:
        return Obstacle(ON_HOLD)
    successor = successor_of(matter, person_id)
    return Obstacle(
        recused_sentence(successor) if hold.cause.value == "recusal" else ON_HOLD, successor
    )


def own_label(actor: Actor) -> str:
    """How the actor is written in a field that looks people up."""
    return people.label_of(people.person(actor.somebody))


def is_own(actor: Actor, matter: Matter) -> bool:
    """Whether the actor has a role in it today."""
    return any(one.person_id == actor.person_id for one in officials_of(matter))


def history_for(actor: Actor, matter: Matter) -> Sequence[MatterChange]:
    """What was put right in it, oldest first."""
    policy.require(actor, "matter.read", matter)
    asked = sa.select(MatterChange).where(MatterChange.matter_id == matter.id)
    return list(db.session.scalars(asked.order_by(MatterChange.id)))

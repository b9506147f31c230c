"""Reading departures, always as somebody; and who is in the cooling-off time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_of
from app.database.prepared import prepared
from app.database.reading import reaches, record_for
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.departures.models import Departure, DepartureState
from app.documents import queries as letters
from app.documents.models import Document
from app.people.models import Person

STATES = tuple(DepartureState)
MOST_EXPORTED = 50_000
_SETTLED = (DepartureState.COOLING, DepartureState.DONE, DepartureState.CANCELLED)
_COUNTING = (DepartureState.VERIFIED, DepartureState.COOLING)
# How many matters of a person are still his to hand over; other features add theirs.
MattersOf = Callable[[int], int]
_matters: list[MattersOf] = []


def count_matters_with(*counters: MattersOf) -> None:
    """Called by the wiring."""
    _matters[:] = counters


def matters_left(departure: Departure) -> int:
    """Matters of the leaver in the registers that nobody else has taken over yet."""
    return sum(counter(departure.person_id) for counter in _matters)


def departure_for(actor: Actor, departure_id: int) -> Departure:
    """The departure, or NotFound for whoever may not read it."""
    return record_for(actor, "departure.read", Departure, departure_id)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed by: a state, and part of a name, NIP or number."""

    state: DepartureState | None = None
    text: str = ""

    @property
    def narrows(self) -> bool:
        return self != Wanted()


def departures_visible_to(
    actor: Actor, wanted: Wanted | None = None, number: int = 1
) -> Paged[Departure]:
    """Departures for BKPSDM: those to be filed or verified first, the soonest first."""
    if not policy.can(actor, "departure.list"):
        return Paged([], 1, 0)
    return page_of(_in_order(_chosen(wanted or Wanted())), number)


def every_departure_for(actor: Actor, wanted: Wanted) -> list[Departure]:
    """The narrowed list as a whole, for a file. Raises NotAllowed."""
    policy.require(actor, "departure.list")
    return list(db.session.scalars(_in_order(_chosen(wanted)).limit(MOST_EXPORTED)))


def _chosen(wanted: Wanted) -> sa.Select[Any]:
    chosen = sa.select(Departure).join(Person, Person.id == Departure.person_id)
    if wanted.state is not None:
        chosen = chosen.where(Departure.state == wanted.state)
    if wanted.text:
        like = sa.or_(
            Person.name.icontains(wanted.text, autoescape=True),
            Person.nip == wanted.text,
            Departure.number.icontains(wanted.text, autoescape=True),
        )
        chosen = chosen.where(like)
    return chosen


def _in_order(chosen: sa.Select[Any]) -> sa.Select[Any]:
    return chosen.options(
        contains_eager(Departure.person), joinedload(Departure.unit), raiseload("*")
    ).order_by(Departure.state.in_(_SETTLED), Departure.last_day, Departure.id)


def own_visible_to(actor: Actor) -> Departure | None:
    """The actor's own exit declaration that is still to be written."""
    if actor.person_id is None or not _leaves(actor):
        return None
    found: Departure | None = db.session.scalar(*_open_of(actor.person_id))
    return found


@fact
def _leaves(actor: Actor) -> sa.Select[bool]:
    return sa.select(_open_departure(actor.person_id).exists())


@prepared
def _open_of(person_id: int) -> sa.Select[Departure]:
    return _open_departure(person_id)


def _open_departure(person_id: Any) -> sa.Select[Departure]:
    return sa.select(Departure).where(
        Departure.person_id == person_id, Departure.state == DepartureState.OPEN
    )


def newest_of_for(actor: Actor, person_id: int) -> Departure | None:
    """The last departure recorded for somebody, as far as this actor may read it."""
    found = db.session.scalar(
        sa.select(Departure)
        .where(Departure.person_id == person_id)
        .order_by(Departure.id.desc())
        .limit(1)
    )
    return found if found is not None and policy.can(actor, "departure.read", found) else None


def to_verify(actor: Actor) -> int:
    """How many wait for BKPSDM: the badge of the menu."""
    if not policy.can(actor, "departure.list"):
        return 0
    return (
        db.session.scalar(
            sa.select(sa.func.count(Departure.id)).where(Departure.state == DepartureState.FILED)
        )
        or 0
    )


def letters_for(actor: Actor, departure: Departure) -> list[Document]:
    """The letters about a departure, oldest first."""
    policy.require(actor, "departure.read", departure)
    return letters.letters_of(Departure.__tablename__, [departure.id])


def verification_clock_for(actor: Actor, departure: Departure) -> RunningClock | None:
    """The time BKPSDM has left to verify; None before filing and afterwards."""
    policy.require(actor, "departure.read", departure)
    running = deadlines.clocks_of(Departure.__tablename__, [departure.id])[departure.id]
    return running[0] if running else None


def may_read(actor: Actor, departure_id: int) -> bool:
    """Whether this actor may read the departure: asked by the letters and mail about it."""
    return reaches(actor, "departure.read", Departure, departure_id)


def cooling_on(person_ids: Iterable[int], day: date) -> dict[int, date]:
    """Of these people, those who left office and are in the cooling-off time on the day, until when.

    For the check before deciding and the cross-check: the duty lies on those who serve (§9, 29).
    """
    rows = db.session.execute(
        sa.select(Departure.person_id, Departure.cooling_until).where(
            Departure.person_id.in_(set(person_ids)),
            Departure.state.in_(_COUNTING),
            Departure.last_day < day,
            Departure.cooling_until >= day,
        )
    )
    return {row[0]: row[1] for row in rows if row[1] is not None}


def days_left(departure: Departure) -> int:
    """Days to the last day in office; negative afterwards."""
    return (departure.last_day - clock.today()).days

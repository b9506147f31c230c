"""Holding a matter for an official, letting it go on, and putting somebody in his place (§4.8)."""

from datetime import date, timedelta
from typing import Any, Final

from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event
from app.core.reasons import check_reason
from app.database import once
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines.models import Deadline
from app.matters import queries
from app.matters.events import (
    ALL_STOPPED_MESSAGE,
    STALLED,
    STOPPED_MESSAGE,
    superiors_of_officials,
)
from app.matters.models import CLOSING_CAUSES, Assignment, Hold, HoldCause, Matter, MatterState
from app.matters.services.checking import wrong_official
from app.matters.services.entries import OfficialWanted
from app.matters.services.keeping import LEAST_REASON, touch
from app.matters.workflow import FLOW, HELD_TERM
from app.notifications.services import notify

# Whose holding tells in the matter's own words; recusals, plans and reports tell in theirs.
_TOLD: Final = {
    HoldCause.RED_CHECK: (STOPPED_MESSAGE, "N-11"),
    HoldCause.INSPECTION: (ALL_STOPPED_MESSAGE, "N-26"),
}


def _matter(matter_id: int) -> Matter:
    found = db.session.get(Matter, matter_id)
    if found is None:
        raise NotFound(f"matter {matter_id}")
    return found


@use_case
def hold(
    actor: Actor,
    matter_id: int,
    person_id: int | None,
    cause: HoldCause,
    *,
    origin: Any = None,
) -> Hold:
    """Stop the matter for this official (`person_id`), or altogether when None, at once.

    Held for the same cause already, it gives the hold there is. After RECUSAL and MEASURE the
    official no longer opens the matter. Raises WrongState when it does not run any more.
    """
    found = _matter(matter_id)
    there = _standing(found, person_id, cause)
    if there is not None:
        return there
    FLOW.check(found, "hold", actor)
    row = Hold(
        matter=found,
        person_id=person_id,
        cause=cause,
        origin_type=getattr(origin, "__tablename__", None),
        origin_id=getattr(origin, "id", None),
        held_at=clock.now(),
        held_by_id=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    event = FLOW.move(found, "hold", actor, person=person_id, cause=cause.value)
    if cause in _TOLD:
        message, code = _TOLD[cause]
        told = [one for one in superiors_of_officials(event) if one != actor.person_id]
        notify(event, told, message, code=code)
    return row


def _standing(matter: Matter, person_id: int | None, cause: HoldCause) -> Hold | None:
    return next(
        (
            one
            for one in matter.holds
            if one.released_at is None and one.person_id == person_id and one.cause is cause
        ),
        None,
    )


@use_case
def release(
    actor: Actor,
    matter_id: int,
    person_id: int | None,
    *,
    cause: HoldCause | None = None,
    reason: str = "",
) -> None:
    """The official goes on with it: there is no conflict, or it is over. Other holds stay.

    `cause` ends only holds for that cause. Nothing happens where nothing of that kind stands.
    """
    found = _matter(matter_id)
    ended = [
        one
        for one in found.holds
        if one.released_at is None
        and one.person_id == person_id
        and (cause is None or one.cause is cause)
    ]
    if not ended:
        return
    action = _action(found, ended, "release")
    FLOW.check(found, action, actor)
    touch(found)
    _end(actor, ended)
    FLOW.move(found, action, actor, person=person_id, reason=reason or None)


def _action(matter: Matter, ended: list[Hold], action: str) -> str:
    """What is left decides whether the matter runs again."""
    left = [one for one in matter.holds if one.released_at is None and one not in ended]
    return f"{action}_one" if left and matter.state is MatterState.HELD else action


def _end(actor: Actor, holds: list[Hold]) -> None:
    for one in holds:
        one.released_at, one.released_by_id = clock.now(), actor.person_id
    for matter in {one.matter for one in holds}:
        matter.stalled_at = None


@use_case
def hand_over(
    actor: Actor, matter_id: int, from_person: int, to_person: int, *, reason: str = ""
) -> Assignment:
    """Put `to_person` in the place of `from_person`, from today; holds on the latter end with it.

    The substitute is told (N-13). Raises Invalid (field `substitute`) when he cannot: not serving,
    the same person, in the matter already, or kept from it; WrongState when there is no place.
    """
    found = _matter(matter_id)
    if actor.person_id is not None:  # not where another record lets it happen
        once.leads_to(f"/urusan/{matter_id}")
    places = [one for one in queries.officials_of(found) if one.person_id == from_person]
    ended = [one for one in found.holds if one.released_at is None and one.person_id == from_person]
    action = _action(found, ended, "hand_over")
    FLOW.check(found, action, actor)
    if not places:
        raise WrongState("Pegawai ini bukan petugas urusan ini lagi.")
    problem = why_not(found, from_person, to_person)
    if problem:
        raise Invalid(fields={"substitute": problem})
    touch(found)
    row = _replace(actor, found, places, to_person)
    _end(actor, ended)
    db.session.flush()
    FLOW.move(
        found, action, actor, from_person=from_person, to_person=to_person, reason=reason or None
    )
    return row


def why_not(matter: Matter, from_person: int, to_person: int) -> str:
    """Why the second cannot take the first one's place in the matter; "" when he can."""
    if to_person == from_person:
        return "Pejabat pengganti harus orang lain."
    if any(one.person_id == to_person for one in queries.officials_of(matter)):
        return "Pegawai ini sudah menjadi petugas urusan ini."
    places = [one for one in queries.officials_of(matter) if one.person_id == from_person]
    problem = wrong_official(OfficialWanted(to_person, places[0].role)) if places else ""
    obstacle = None if problem else queries.obstacle_to(to_person, matter)
    return obstacle.reason if obstacle else problem


def _replace(actor: Actor, matter: Matter, places: list[Assignment], to_person: int) -> Assignment:
    """The old place ends the day before; one that began today was then never held."""
    today = clock.today()
    for place in places:
        place.to_day = today - timedelta(days=1)
    row = Assignment(
        matter=matter,
        person_id=to_person,
        role=places[0].role,
        from_day=today,
        replaces_id=places[0].person_id,
        assigned_at=clock.now(),
        assigned_by_id=actor.person_id,
    )
    db.session.add(row)
    return row


@use_case
def let_go_on(actor: Actor, matter: Matter, person_id: int | None, reason: str) -> None:
    """A superior finds no conflict (telaah awal "tidak ada"). Raises Invalid without a reason;
    NotAllowed where a recusal or plan keeps the official away: that ends where it was decided.
    """
    policy.require(actor, "matter.release", matter)
    once.leads_to(f"/urusan/{matter.id}")
    check_reason(reason, LEAST_REASON)
    if any(
        one.cause in CLOSING_CAUSES and one.person_id == person_id and one.released_at is None
        for one in matter.holds
    ):
        raise Invalid(
            fields={"person": "Penahanan karena penarikan diri berakhir dengan keputusannya."}
        )
    release(actor, matter.id, person_id, reason=reason.strip())


@use_case
def stop_altogether(actor: Actor, matter: Matter, reason: str) -> Hold:
    """The Inspektorat asks that nobody goes on while a decision is imminent (N-26). Raises Invalid."""
    policy.require(actor, "matter.hold", matter)
    once.leads_to(f"/urusan/{matter.id}")
    check_reason(reason, LEAST_REASON)
    return hold(actor, matter.id, None, HoldCause.INSPECTION)


@use_case
def tell_stalled(event: Event) -> None:
    """A clock ran out: if it is that of a held matter, the superiors are told once (N-30)."""
    deadline: Deadline = event.subject
    if deadline.subject_type != Matter.__tablename__ or deadline.code != HELD_TERM:
        return
    found = db.session.get(Matter, deadline.subject_id)
    if found is None or found.state is not MatterState.HELD or found.stalled_at is not None:
        return
    found.stalled_at = clock.now()
    events.emit(Event(STALLED, SYSTEM, found, {"due_on": deadline.due_on.isoformat()}))


def held_since(matter: Matter) -> date | None:
    """Since which day the matter waits, if it does."""
    standing = [one.held_at for one in matter.holds if one.released_at is None]
    return clock.local(min(standing)).date() if standing else None

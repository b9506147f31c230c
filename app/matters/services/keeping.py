"""Keeping a matter: assigning officials, putting facts right, dropping it (S-86)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm.attributes import flag_modified

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import check_reason, short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import services as deadlines
from app.matters import queries
from app.matters.events import ASSIGNED, CORRECTED
from app.matters.models import Assignment, Matter, MatterChange
from app.matters.services.checking import LEAST_TITLE, MOST_DAYS, MOST_TITLE, tidy, wrong_official
from app.matters.services.entries import OfficialWanted
from app.matters.services.recording import enter_official, enter_words
from app.matters.workflow import FLOW, SERVICE_TERM

LEAST_REASON: Final = 10  # letters


@use_case
def assign(actor: Actor, matter: Matter, wanted: OfficialWanted) -> Assignment:
    """Add an official. Raises Invalid when he cannot have the role, or something keeps him away."""
    policy.require(actor, "matter.assign", matter)
    once.leads_to(f"/urusan/{matter.id}")
    _must_be_open(matter)
    problem = wrong_official(wanted)
    if not problem and any(
        one.person_id == wanted.person_id for one in queries.officials_of(matter)
    ):
        problem = "Pegawai ini sudah menjadi petugas urusan ini."
    if not problem and (obstacle := queries.obstacle_to(wanted.person_id, matter)):
        problem = obstacle.reason
    if problem:
        raise Invalid(fields={"person": problem})
    named = OfficialWanted(wanted.person_id, wanted.role, wanted.from_day or clock.today())
    row = enter_official(matter, named, actor.person_id)
    touch(matter)
    db.session.flush()
    facts = {"person": wanted.person_id, "role": wanted.role.value}
    events.emit(Event(ASSIGNED, actor, matter, facts))
    return row


def touch(matter: Matter) -> None:
    """Count this as a change of the matter itself: of two officers at once the second is told."""
    flag_modified(matter, "state")


def _must_be_open(matter: Matter) -> None:
    if not matter.is_open:
        raise Invalid(
            Sentence("Urusan ini sudah tidak berjalan: statusnya “%(state)s”.", state=matter.state)
        )


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What of a matter is put right; None leaves it as it is."""

    title: str | None = None
    complete: bool | None = None
    sop_days: int | None = None
    reason: str = ""


@use_case
def correct(actor: Actor, matter: Matter, wanted: Correction) -> None:
    """Put facts right; how they read before stays in the history. The service clock follows.

    Raises Invalid without a reason or where nothing changes.
    """
    policy.require(actor, "matter.correct", matter)
    once.leads_to(f"/urusan/{matter.id}")
    _must_be_open(matter)
    before, after = _differences(matter, wanted)
    problems = _wrong_correction(wanted, after)
    if problems:
        raise Invalid(fields=problems)
    change = MatterChange(uid=new_uid(), matter_id=matter.id, at=clock.now(), by_id=actor.person_id)
    change.words = {"before": before, "after": after, "reason": wanted.reason.strip()}
    db.session.add(change)
    if "title" in after:
        matter.words = {**matter.words, "title": after["title"]}
        enter_words(matter)
    for name in ("complete", "sop_days"):
        if name in after:
            setattr(matter, name, after[name])
    if "sop_days" in after:
        deadlines.open_clock(SERVICE_TERM, matter, matter.received_on, length=after["sop_days"])
    db.session.flush()
    events.emit(Event(CORRECTED, actor, matter, {"fields": sorted(after)}))


def _differences(matter: Matter, wanted: Correction) -> tuple[dict[str, Any], dict[str, Any]]:
    now: Mapping[str, Any] = {
        "title": matter.title, "complete": matter.complete,
        "sop_days": matter.sop_days,
    }  # fmt: skip
    said: Mapping[str, Any] = {
        "title": tidy(wanted.title) if wanted.title is not None else None,
        "complete": wanted.complete, "sop_days": wanted.sop_days,
    }  # fmt: skip
    after = {name: new for name, new in said.items() if new is not None and new != now[name]}
    return {name: now[name] for name in after}, after


def _wrong_correction(wanted: Correction, after: Mapping[str, Any]) -> dict[str, str]:
    problems: dict[str, str] = {}
    title, days = after.get("title"), after.get("sop_days")
    if title is not None and not LEAST_TITLE <= len(title) <= MOST_TITLE:
        problems["title"] = Sentence(
            "Tulis judul %(least)s sampai %(most)s huruf.", least=LEAST_TITLE, most=MOST_TITLE
        )
    if days is not None and not 1 <= days <= MOST_DAYS:
        problems["sop_days"] = Sentence("Standar hari harus 1 sampai %(n)s.", n=MOST_DAYS)
    problems |= short_reason(wanted.reason, LEAST_REASON)
    if "reason" not in problems and not after:
        problems["title"] = "Belum ada yang diubah."
    return problems


@use_case
def note_pressure(actor: Actor, matter: Matter) -> None:
    """An official says that somebody presses, and lets the Inspektorat see it (R-142)."""
    policy.require(actor, "matter.correct", matter)
    if not matter.pressed:
        matter.pressed = True
        events.emit(Event(CORRECTED, actor, matter, {"fields": ["pressed"]}))


@use_case
def drop(actor: Actor, matter: Matter, reason: str) -> None:
    """The matter ends without a decision (withdrawn by the applicant). Raises Invalid."""
    FLOW.check(matter, "drop", actor)
    once.leads_to(f"/urusan/{matter.id}")
    check_reason(reason, LEAST_REASON)
    _end_all(matter)
    FLOW.move(matter, "drop", actor, reason=reason.strip())


def _end_all(matter: Matter) -> None:
    for hold in matter.holds:
        hold.released_at = hold.released_at or clock.now()

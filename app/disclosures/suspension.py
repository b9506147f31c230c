"""The decision of a Laporan Kejadian is suspended while it waits for its ruling (I.B.4.b, II.G.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.actor import SYSTEM, Actor
from app.disclosures.models import Disclosure, Kind
from app.matters import queries as matters
from app.matters.models import HoldCause, Matter
from app.matters.services import stopping


@dataclass(frozen=True)
class Incident:
    """What a Laporan Kejadian is about, and whether its matter is held for the declarant now."""

    title: str
    what: str
    matter: Matter | None
    held: bool


def incident_of(disclosure: Disclosure) -> Incident | None:
    """None for every other kind, and before the report says anything."""
    said = _said(disclosure)
    if disclosure.kind is not Kind.EVENT or not said:
        return None
    found = matters.matter(int(said["matter_id"])) if said.get("matter_id") else None
    return Incident(
        said.get("matter_title", ""), said.get("what", ""), found, _held(found, disclosure)
    )


def _said(disclosure: Disclosure) -> Mapping[str, Any]:
    """From the newest filing; while it is written, from the draft."""
    version = disclosure.latest
    content = disclosure.answers or (version.content if version else {})
    event: Mapping[str, Any] = content.get("event", {})
    return event


def _held(matter: Matter | None, disclosure: Disclosure) -> bool:
    return matter is not None and any(
        one.released_at is None
        and one.person_id == disclosure.person_id
        and one.cause is HoldCause.INCIDENT
        for one in matter.holds
    )


def suspend(actor: Actor, disclosure: Disclosure) -> None:
    """Hold the matter for its declarant from the moment of filing; nothing where none is linked."""
    incident = incident_of(disclosure)
    if incident is None or incident.matter is None or not incident.matter.is_open:
        return
    acting = actor if matters.is_own(actor, incident.matter) else SYSTEM
    stopping.hold(
        acting, incident.matter.id, disclosure.person_id, HoldCause.INCIDENT, origin=disclosure
    )


def lift(disclosure: Disclosure, reason: str) -> None:
    """The ruling is there, or the report was taken back: this hold ends, others stay."""
    incident = incident_of(disclosure)
    if incident is None or incident.matter is None or not incident.held:
        return
    stopping.release(
        SYSTEM, incident.matter.id, disclosure.person_id, cause=HoldCause.INCIDENT, reason=reason
    )

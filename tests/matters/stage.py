"""Setting the stage for tests of the register of urusan."""

from datetime import timedelta
from typing import Any

from app.core import clock
from app.core.actor import Actor, Role
from app.matters.models import Effect, Matter, MatterKind, OfficialRole
from app.matters.services import recording
from app.matters.services.deciding import DecisionWanted
from app.matters.services.entries import MatterWanted, OfficialWanted, PartyWanted
from app.people import queries as people
from tests.seasons.stage import officer

FOUR_BASES = ("PD-1", "PD-2", "PD-3", "PD-4")
APPLICANT = PartyWanted("org", "CV Contoh Bunga Rampai", nib="9120000000777")


def person_id(code: str) -> int:
    person = people.person_by_code(code)
    assert person is not None, code
    return person.id


def clerk(code: str = "e26") -> Actor:
    return officer(code, Role.REGISTRAR)


def unit_of(code: str) -> int:
    post = people.post_of(person_id(code), clock.today())
    assert post is not None
    return post.unit_id


def wanted(*codes: str, **changed: Any) -> MatterWanted:
    """A permit of the DPMPTSP, received three days ago, handled by these people."""
    facts: dict[str, Any] = {
        "title": "Izin reklame Jalan Kenanga",
        "kind": MatterKind.PERMIT,
        "unit_id": unit_of("e26"),
        "received_on": clock.today() - timedelta(days=3),
        "parties": [APPLICANT],
        "officials": [
            OfficialWanted(person_id(code), OfficialRole.PROCESSES) for code in codes or ("e20",)
        ],
        "complete": True,
        "sop_days": 14,
        **changed,
    }
    return MatterWanted(**facts)


def recorded(*codes: str, **changed: Any) -> Matter:
    return recording.record(clerk(), wanted(*codes, **changed))


def decision_of(code: str, **changed: Any) -> DecisionWanted:
    facts: dict[str, Any] = {
        "person_id": person_id(code),
        "decided_on": clock.today(),
        "number": "503/112/DPMPTSP",
        "effect": Effect.GRANTED,
        "bases": FOUR_BASES,
        **changed,
    }
    return DecisionWanted(**facts)

"""Setting the stage for tests of recusals: e18, whose brother's firm applies for a permit."""

from datetime import timedelta
from typing import Any

from app.core import clock
from app.core.actor import Actor, Role
from app.matters.finding import Party
from app.matters.models import Matter
from app.matters.services.entries import PartyWanted
from app.people import queries as people
from app.recusals import queries
from app.recusals.models import (
    EndsWith,
    Enforcement,
    Limit,
    Recusal,
    Scope,
    Stance,
    Verdict,
)
from app.recusals.request import Request
from app.recusals.services import answering, deciding, requesting
from app.recusals.services.answering import Answer
from app.recusals.services.deciding import Ruling
from tests.disclosures.stage import actor
from tests.matters.stage import person_id, recorded
from tests.seasons.stage import officer

BROTHERS_FIRM = PartyWanted("org", "CV Contoh Karya Wibisono", nib="9120000000002")
FIRM = Party.of("org", "CV Contoh Karya Wibisono", "9120000000002")
WHY_REFUSED = "Urusan ini tidak berkaitan dengan pihak yang disebut; permohonan terlalu luas."
SAFEGUARD = "Keputusan diparaf dua pejabat dan diperiksa Sekretaris."


def hr(code: str = "e45") -> Actor:
    return officer(code, Role.HR_OFFICER)


def inspector(code: str = "e56") -> Actor:
    return officer(code, Role.INSPECTOR)


def permit(*codes: str, **changed: Any) -> Matter:
    """The application of e18's brother, on e18's desk."""
    return recorded(*(codes or ("e18",)), title="PBG gudang", parties=[BROTHERS_FIRM], **changed)


def interests(code: str) -> list[int]:
    return [row.interest_id for row in queries.own_interests_for(actor(code))]


def asked(*matters: Matter, code: str = "e18", **changed: Any) -> Request:
    facts: dict[str, Any] = {
        "scope": Scope.MATTER if matters else Scope.PARTY,
        "matter_ids": tuple(one.id for one in matters),
        "parties": () if matters else (FIRM,),
        "interest_ids": tuple(interests(code)[:1]),
        "limits": (Limit.FILES, Limit.ASSESS, Limit.CONTACT),
        "starts_on": clock.today(),
        "ends_with": EndsWith.MATTER if matters else EndsWith.INTEREST,
        **changed,
    }
    return Request(**facts)


def requested(*matters: Matter, code: str = "e18", **changed: Any) -> Recusal:
    return requesting.request_recusal(actor(code), asked(*matters, code=code, **changed))


def said(substitute: str | None = "e19", **changed: Any) -> Answer:
    facts: dict[str, Any] = {
        "stance": Stance.SUPPORT,
        "substitute_id": person_id(substitute) if substitute else None,
        "gatekeepers": [(person_id("e23"), Enforcement.ACCESS)],
        **changed,
    }
    return Answer(**facts)


def answered(*matters: Matter, **changed: Any) -> Recusal:
    recusal = requested(*matters)
    answering.answer(actor("e17"), recusal, said(**changed))
    return recusal


def ruling(verdict: Verdict = Verdict.APPROVED, **changed: Any) -> Ruling:
    facts: dict[str, Any] = {
        "verdict": verdict,
        "substitute_id": person_id("e19"),
        "starts_on": clock.today(),
        "copy_ids": (person_id("e17"), person_id("e15")),
        **changed,
    }
    if verdict is Verdict.REFUSED:
        facts = {
            "reason": WHY_REFUSED, "safeguard": SAFEGUARD, **facts, "substitute_id": None,
        }  # fmt: skip
    return Ruling(**facts)


def decided(*matters: Matter, verdict: Verdict = Verdict.APPROVED, **changed: Any) -> Recusal:
    recusal = answered(*matters)
    deciding.propose(hr("e45"), recusal, ruling(verdict, **changed))
    deciding.decide(hr("e44"), recusal, ruling(verdict, **changed))
    return recusal


def refused(*matters: Matter) -> Recusal:
    return decided(*matters, verdict=Verdict.REFUSED)


def name_of(code: str) -> str:
    person = people.person_by_code(code)
    assert person is not None
    return person.name


def tomorrow(days: int = 1) -> Any:
    return clock.today() + timedelta(days=days)

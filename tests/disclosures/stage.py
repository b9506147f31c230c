"""Setting the stage for tests of declarations: people of the demo city, filed the quick way."""

from datetime import date
from typing import Any

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.disclosures.models import Disclosure, Kind
from app.disclosures.services import drafting, filing
from app.people import postings
from app.people import queries as people
from app.people.models import Acting

PROFILE = {
    "phone": "", "email": "", "decision_roles": ["memproses"], "risk_positions": [],
    "main_duty": "Memeriksa berkas permohonan izin.",
}  # fmt: skip
BROTHER = {
    "party_kind": "person", "party_name": "Rudi Contoh", "relation": "HA-D3", "nature": "KP-2",
    "party_occupation": "Pedagang", "since": "2020-01-01",
}  # fmt: skip
HARMLESS = {
    "closeness": "keluarga_inti", "authority": "tidak_ada", "benefit": "tidak_ada",
    "time": "lewat", "situation": "potential", "plan": "none",
}  # fmt: skip
GRAVE = {**HARMLESS, "authority": "memutus", "benefit": "pemilik", "situation": "actual"}


def actor(code: str) -> Actor:
    """Somebody of the demo city, as a signed-in employee."""
    person = people.person_by_code(code)
    assert person is not None, code
    account = accounts.account_of(person.id)
    assert account is not None
    return Actor(person.id, person.name, frozenset({Role.EMPLOYEE}), account.id)


def written(
    who: Actor, *items: dict[str, Any], link: dict[str, str] = HARMLESS, kind: Kind = Kind.FIRST
) -> Disclosure:
    """A complete draft with these affiliations, nil without any."""
    draft = drafting.start(who, kind)
    drafting.save_profile(who, draft, PROFILE)
    if not items:
        drafting.state_nil(who, draft, nine_checked=True, family_is_employee="no")
        return draft
    for section in "ABCDEFGHI":
        drafting.answer_section(
            who, draft, f"PK-{section}", "yes" if section == "A" else "no",
            family_is_employee="no" if section == "A" else None,
        )  # fmt: skip
    for fields in items:
        uid = drafting.save_item(who, draft, "PK-A", fields)
        drafting.save_link(who, draft, "PK-A", uid, link)
    return draft


def filed(who: Actor, *items: dict[str, Any], link: dict[str, str] = HARMLESS) -> Disclosure:
    draft = written(who, *items, link=link)
    filing.submit(who, draft)
    return draft


def lend(code: str, to: str, until: date) -> None:
    """Have somebody keep somebody's seat as Plh. from today."""
    keeper, holder = people.person_by_code(to), people.person_by_code(code)
    assert keeper is not None and holder is not None
    postings.appoint_acting(
        SYSTEM,
        keeper,
        holder,
        postings.ActingOrder(Acting.PLH, clock.today(), until, "PLH-1/2026"),
    )

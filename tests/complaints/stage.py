"""Complaints as the desk finds them, and the people of the demo city around them."""

from datetime import date, datetime
from typing import Any

from werkzeug.test import TestResponse

from app.complaints import story
from app.complaints.models import (
    Allegation,
    Channel,
    Complaint,
    ComplaintParty,
    ObjectKind,
    PartyKind,
    State,
)
from app.complaints.services import barring
from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import services as deadlines
from app.people import queries as people
from app.visits import services as visits
from tests.factories.accounts import as_actor
from tests.visitor import Visitor

TEXT = "Pegawai itu memenangkan perusahaan milik iparnya, dan semua orang di kantor mengetahuinya."

CODE = "7KQ2-9FMX-0A1B-ZZTW"
EXTRACT = "Pegawai diduga memenangkan perusahaan milik keluarganya dalam pengadaan langsung."


def of(code: str) -> int:
    """The id of somebody of the demo city."""
    found = people.person_by_code(code.upper().replace("E", "E-", 1))
    assert found is not None, code
    return found.id


def actor_of(code: str) -> Actor:
    person = people.person(of(code))
    assert person is not None
    return as_actor(person)


@use_case
def a_complaint(
    number: str = "ADU-2026-5001",
    *,
    accused: str | None = None,
    words: str = "",
    unit_id: int | None = None,
    parties: tuple[tuple[str, str], ...] = (("company", "CV Contoh Karya Mandiri"),),
    received: datetime | None = None,
    decided_on: date | None = None,
    state: State = State.RECEIVED,
    **facts: Any,
) -> Complaint:
    """A complaint as the portal leaves it: received, its clocks running, its firewall up."""
    at = received or clock.now()
    found = Complaint(
        uid=new_uid(), number=number, state=state, channel=facts.pop("channel", Channel.PORTAL),
        received_at=at, recorded_at=at, counted_from=clock.local(at).date(),
        object_kind=facts.pop("object_kind", ObjectKind.DECISION), decision_on=decided_on,
        unit_id=unit_id, **facts,
    )  # fmt: skip
    told = story.Story(
        accused_mode="name" if accused or words else "unknown",
        accused_id=of(accused) if accused else None,
        accused_words=words, unit_id=unit_id, object_kind="decision",
        object_words="Pemenang pekerjaan jalan", text=TEXT,
        decided_on=decided_on.isoformat() if decided_on else None,
        parties=tuple(story.NamedParty(name=name, kind=kind) for kind, name in parties),
    )  # fmt: skip
    found.story = story.plain(told)
    for kind, name in parties:
        row = ComplaintParty(uid=new_uid(), kind=PartyKind(kind))
        row.words = {"name": name, "relation": "", "numbers": ""}
        found.parties.append(row)
    db.session.add(found)
    db.session.flush()
    if state in (State.RECEIVED, State.VERIFIED, State.EXAMINING):
        deadlines.open_clock("periksa_aduan", found, found.counted_from)
        deadlines.open_clock("cek_kelengkapan_aduan", found, found.counted_from)
    barring.refresh(found)
    return found


@use_case
def with_code(complaint: Complaint, code: str = CODE) -> Complaint:
    """Its reporter has kept this code."""
    complaint.code_hash = visits.code_hash(code)
    return complaint


def enter(client: Visitor, complaint: Complaint, code: str = CODE) -> TestResponse:
    """The reporter opens his complaint."""
    client.get("/lacak")
    return client.post("/lacak", data={"nomor": complaint.number, "kode": code})


@use_case
def a_whole_one() -> Complaint:
    """Complete and cross-checked, about E-32, decided by E-29."""
    found = a_complaint(
        "ADU-2026-0901", accused="e32", state=State.VERIFIED, subject_id=of("e32"),
        decider_id=of("e29"), cs_code="CS-4",
    )  # fmt: skip
    found.extract = {"text": EXTRACT}
    row = Allegation(uid=new_uid(), position=1, form_code="BTK-7", kind_code="JNS-04",
                     source_code="SBR-3")  # fmt: skip
    row.words = {"text": "Memenangkan perusahaan milik ipar."}
    found.allegations.append(row)
    db.session.flush()
    return found

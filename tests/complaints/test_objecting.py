"""The reporter objects to what his complaint came to; a party to what a review decided."""

import pytest

from app.complaints.models import Complaint, State, Step
from app.complaints.policy import reporter_of
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import NotFound
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.objections import queries as objections
from app.objections.models import Filer, Objection, Outcome, Wish
from app.objections.services import admitting, deciding, filing
from app.objections.services.deciding import Ruling
from app.objections.services.filing import Wanted
from app.people import queries as people
from tests.complaints.stage import a_complaint, actor_of, enter, of, with_code
from tests.recusals import stage
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHY = "Pemeriksa tidak menanyakan saksi yang saya sebut dan tidak melihat tanggal suratnya."
BECAUSE = (
    "Saksi yang disebut pelapor memang tidak dimintai keterangan, sehingga kesimpulan bahwa dugaan"
    " tidak benar belum didasarkan pada bukti yang cukup."
)


@use_case
def came_to(complaint: Complaint, state: State, by: str, *steps: Step) -> None:
    complaint.state = state
    for step in steps:
        note_step(actor_of(by), complaint, step)
    if state is State.UNTRUE:
        clocks.open_clock("tanggapan_pelapor", complaint, clock.today())


@pytest.fixture
def untrue(city: None) -> Complaint:
    found = with_code(a_complaint(accused="e18"))
    came_to(found, State.UNTRUE, "e17", Step.VERIFIED, Step.UNTRUE)
    return found


def filed(complaint: Complaint) -> Objection:
    wanted = Wanted(WHY, [Wish.EXAMINE], clock.today())
    return filing.file(reporter_of(complaint), "complaints", complaint.id, wanted)


def test_before_an_outcome_there_is_nothing_to_object_to(client: Visitor) -> None:
    running = a_complaint("ADU-2026-5005", accused="e18")
    with pytest.raises(NotFound):
        filed(running)
    enter(client, with_code(running))
    assert "Ajukan keberatan" not in client.get("/lacak/aduan").text
    assert client.get("/lacak/keberatan/baru/complaints").status_code == 404


def test_from_the_tracking_page_without_writing_ones_identity_again(
    client: Visitor, untrue: Complaint
) -> None:
    enter(client, untrue)
    assert "/lacak/keberatan/baru/complaints" in client.get("/lacak/aduan").text
    path = "/lacak/keberatan/baru/complaints"
    client.get(path)
    today = clock.today()
    fields = {"known_on-day": today.day, "known_on-month": today.month,
              "known_on-year": today.year, "late_reason": "", "wishes": ["examine"]}  # fmt: skip
    short = client.post(path, data={**fields, "reason": "Salah."})
    assert short.status_code == 422
    assert client.post(path, data={**fields, "reason": WHY}).status_code == 303
    page = client.get("/lacak/keberatan?hasil=diajukan").text
    assert "Keberatan diajukan" in page
    for code in ("e17", "e18", "e56"):
        assert people.person(of(code)).name not in page
    objection = db.session.query(Objection).order_by(Objection.id.desc()).first()
    assert (objection.filer, objection.person_id) == (Filer.REPORTER, None)
    assert objection.subject_number == untrue.number
    db.session.refresh(untrue)
    assert deadlines.clock_of("complaints", untrue.id, "tanggapan_pelapor") is None
    assert Step.OBJECTED in [one.step for one in untrue.steps]


def test_neither_the_accused_nor_whoever_handled_it_sees_or_decides_it(
    client: Visitor, untrue: Complaint
) -> None:
    objection = filed(untrue)
    barred = objections.barred_from(objection)
    assert {of("e18"), of("e17")} <= set(barred)
    for code in ("e18", "e17"):
        assert client.be(code).get(f"/keberatan/{objection.id}").status_code == 404, code
    seen = client.be("e51").get(f"/keberatan/{objection.id}")
    assert "Pelapor" in seen.text


def test_refused_the_outcome_stands_and_the_complaint_ends(untrue: Complaint) -> None:
    objection = filed(untrue)
    admitting.admit(stage.inspector("e51"), objection, of("e05"))
    ruling = Ruling(Outcome.REFUSED, BECAUSE, "Hasil pemeriksaan tetap berlaku.")
    deciding.decide(actor_of("e05"), objection, ruling)
    db.session.refresh(untrue)
    assert untrue.state is State.CLOSED
    assert not FLOW.may(untrue, "examine_again", actor_of("e05"))
    assert FLOW.may(untrue, "examine_again", SYSTEM)


def test_a_complaint_not_handled_is_taken_up_again(city: None) -> None:
    found = a_complaint("ADU-2026-5006", accused="e18")
    came_to(found, State.NOT_PROCESSED, "e56", Step.NOT_PROCESSED)
    objection = filed(found)
    assert of("e56") in objections.barred_from(objection)
    admitting.admit(stage.inspector("e51"), objection, of("e05"))
    deciding.decide(
        actor_of("e05"), objection, Ruling(Outcome.GRANTED, BECAUSE, "Diproses seperti biasa.")
    )
    db.session.refresh(found)
    assert found.state is State.RECEIVED

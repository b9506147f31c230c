"""An objection to a refused recusal: in time, to somebody who took no part, with its effects."""

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.deadlines import queries as deadlines
from app.documents.models import Document, DocumentKind
from app.matters import queries as matters
from app.notifications.models import Notice
from app.objections import queries
from app.objections.models import Objection, Outcome, Wish
from app.objections.models import State as ObjectionState
from app.objections.services import admitting, deciding, filing
from app.objections.services.deciding import Ruling
from app.objections.services.filing import Wanted
from app.objections.workflow import FLOW
from app.recusals import queries as recusals
from app.recusals.models import Recusal, State
from tests.disclosures.stage import actor
from tests.matters.stage import person_id
from tests.recusals import stage
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHY = "Pemohon benar usaha kakak saya; NIB pada permohonan sama dengan yang saya nyatakan."
BECAUSE = (
    "Setelah memeriksa permohonan, butir yang dikutip, dan surat penolakan, alasan pemohon"
    " beralasan karena nomor induk usaha pihak sama."
)


def wanted(**changed: Any) -> Wanted:
    facts: dict[str, Any] = {"reason": WHY, "wishes": [Wish.CHANGE], "known_on": clock.today()}
    return Wanted(**{**facts, **changed})


def filed() -> tuple[Objection, Recusal]:
    recusal = stage.refused(stage.permit())
    return filing.file(actor("e18"), "recusals", recusal.id, wanted()), recusal


def ruling(outcome: Outcome = Outcome.GRANTED, **changed: Any) -> Ruling:
    facts: dict[str, Any] = {
        "outcome": outcome, "reason": BECAUSE, "consequence": "Penarikan diri diberlakukan.",
    }  # fmt: skip
    return Ruling(**{**facts, **changed})


def admitted(reviewer: str = "e15") -> tuple[Objection, Recusal]:
    objection, recusal = filed()
    admitting.admit(stage.inspector(), objection, person_id(reviewer))
    return objection, recusal


def test_only_the_person_may_object_and_only_to_a_refusal() -> None:
    recusal = stage.refused(stage.permit())
    with pytest.raises(NotFound):
        filing.file(actor("e17"), "recusals", recusal.id, wanted())
    with pytest.raises(NotFound):
        filing.file(actor("e18"), "recusals", stage.answered(stage.permit()).id, wanted())
    with pytest.raises(NotFound):
        filing.file(actor("e18"), "tabel-lain", recusal.id, wanted())
    filing.file(actor("e18"), "recusals", recusal.id, wanted())
    with pytest.raises((NotFound, WrongState)):
        filing.file(actor("e18"), "recusals", recusal.id, wanted())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": "Tidak setuju."}, "reason"),
        ({"wishes": []}, "wishes"),
        ({"known_on": None}, "known_on"),
    ],
)
def test_what_is_missing_is_said(changed: dict[str, Any], field: str) -> None:
    recusal = stage.refused(stage.permit())
    with pytest.raises(Invalid) as refusal:
        filing.file(actor("e18"), "recusals", recusal.id, wanted(**changed))
    assert field in refusal.value.fields
    late = clock.today() + timedelta(days=2)
    with pytest.raises(Invalid):
        filing.file(actor("e18"), "recusals", recusal.id, wanted(known_on=late))


def test_filed_it_has_its_clock_its_receipt_and_a_reviewer_who_took_no_part() -> None:
    objection, recusal = filed()
    assert objection.number.startswith("KBR-")
    assert recusal.state is State.OBJECTED
    assert objection.reviewer_id == person_id("e15")
    due = deadlines.clock_of("objections", objection.id, "keberatan_putus")
    assert due is not None
    assert due.due_on == deadlines.due_on("keberatan_putus", clock.today())
    asked = db.session.query(Document).filter_by(subject_type="objections")
    kinds = [one.kind for one in asked.filter_by(subject_id=objection.id)]
    assert kinds == [DocumentKind.OBJECTION_RECEIPT]
    barred = queries.barred_from(objection)
    assert {person_id("e17"), person_id("e44"), person_id("e45")} <= set(barred)
    for code in ("e44", "e45", "e17"):
        with pytest.raises(NotFound):
            queries.objection_for(stage.hr(code), objection.id)
    told = db.session.query(Notice).filter_by(
        person_id=person_id("e56"), subject_type="objections", subject_id=objection.id
    )
    assert [one.code for one in told] == ["N-40"]


def test_nobody_who_took_part_is_named_reviewer() -> None:
    objection, _recusal = filed()
    for code in ("e44", "e45", "e17", "e18"):
        with pytest.raises(Invalid, match="tidak ikut memutus"):
            admitting.admit(stage.inspector(), objection, person_id(code))
    admitting.admit(stage.inspector(), objection, person_id("e05"))
    assert objection.state is ObjectionState.REVIEWING
    with pytest.raises(NotAllowed):
        deciding.decide(actor("e15"), objection, ruling())


def test_granted_the_recusal_is_in_force_after_all() -> None:
    objection, recusal = admitted()
    with pytest.raises(Invalid):
        deciding.decide(actor("e15"), objection, ruling(reason="Setuju."))
    deciding.decide(actor("e15"), objection, ruling())
    assert objection.state is ObjectionState.CARRIED_OUT
    assert objection.outcome is Outcome.GRANTED
    assert recusal.state is State.IN_FORCE
    matter = matters.matter(recusal.matters[0].matter_id)
    assert matter is not None
    assert recusals.covering(person_id("e18"), matter.id, clock.today()) is recusal


def test_refused_it_stays_refused_and_may_go_one_step_up() -> None:
    objection, recusal = admitted()
    deciding.decide(actor("e15"), objection, ruling(Outcome.REFUSED))
    assert recusal.state is State.REFUSED
    deciding.appeal(actor("e18"), objection, WHY)
    assert objection.appeal_reviewer_id == person_id("e02")
    with pytest.raises(NotAllowed):
        deciding.decide_appeal(actor("e15"), objection, ruling())
    deciding.decide_appeal(actor("e02"), objection, ruling())
    assert objection.appeal_outcome is Outcome.GRANTED
    assert recusal.state is State.IN_FORCE


def test_inadmissible_it_ends_with_the_reason() -> None:
    objection, recusal = filed()
    with pytest.raises(Invalid):
        admitting.reject(stage.inspector(), objection, "Tidak.")
    admitting.reject(stage.inspector(), objection, "Diajukan bukan oleh yang bersangkutan sendiri.")
    assert objection.state is ObjectionState.INADMISSIBLE
    assert recusal.state is State.REFUSED


def test_of_two_rulings_at_once_the_second_is_told() -> None:
    objection, _recusal = admitted()
    seen = objection.revision
    deciding.decide(actor("e15"), objection, ruling(), revision=seen)
    with pytest.raises(WrongState):
        deciding.decide(actor("e15"), objection, ruling(Outcome.REFUSED), revision=seen)


def test_list_and_page_agree() -> None:
    objection, _recusal = admitted()
    people = [actor(f"e{number:02d}") for number in range(2, 61)]
    people += [stage.hr(), stage.inspector(), stage.inspector("e51")]
    for one in people:
        listed = {row.id for row in queries.objections_visible_to(one).items}
        assert (objection.id in listed) == queries.may_read(one, objection.id), one.name


def test_every_step_is_taken_by_one_kind_of_person_only() -> None:
    objection, _recusal = admitted()
    cast = {"e18": {"appeal"}, "e15": {"grant", "partly", "refuse"}, "e20": set(), "e05": set()}
    for code, may in cast.items():
        open_to = {row.action for row in FLOW.moves_open_to(actor(code), objection)}
        assert open_to <= may, code
    assert {r.action for r in FLOW.moves_open_to(stage.inspector(), objection)} == set()


def test_the_whole_way_on_pages(client: Visitor) -> None:
    recusal = stage.refused(stage.permit())
    client.be("e18")
    assert "Ajukan keberatan" in client.get(f"/penarikan-diri/{recusal.id}").text
    path = f"/keberatan/baru/recusals/{recusal.id}"
    client.get(path)
    today = clock.today()
    fields = {"known_on-day": today.day, "known_on-month": today.month, "known_on-year": today.year,
              "reason": "Pendek.", "wishes": ["change"], "late_reason": ""}  # fmt: skip
    short = client.post(path, data=fields)
    assert short.status_code == 422
    assert short.text.count("Tulis alasan sedikitnya 50 huruf.") == 2
    sent = client.post(path, data={**fields, "reason": WHY})
    assert sent.status_code == 303
    page = sent.location
    client.be("e56").get(f"{page}/syarat")
    nothing = client.post(f"{page}/syarat", data={"result": "admit", "reviewer": ""})
    assert nothing.status_code == 422
    kept = {"result": "admit", "reviewer": str(person_id("e15"))}
    assert client.post(f"{page}/syarat", data=kept).status_code == 303
    client.be("e15").get(f"{page}/putusan")
    revision = str(
        db.session.query(Objection.revision).order_by(Objection.id.desc()).limit(1).scalar()
    )
    decided = {"outcome": "granted", "reason": BECAUSE, "revision": revision,
               "consequence": "Penarikan diri diberlakukan.", "password": PASSWORD}  # fmt: skip
    assert client.post(f"{page}/putusan", data=decided).status_code == 303
    assert "Dikabulkan" in client.be("e18").get(page).text
    assert client.get("/keberatan").status_code == 200
    assert client.be("e20").get(page).status_code == 404


def test_all_pairs_of_state_action_and_person_outside_the_table_are_refused() -> None:
    """Nobody but the person himself, an unconcerned inspector and the two reviewers, each in turn."""
    objection, recusal = admitted()
    everybody = {
        "objector": actor("e18"), "reviewer": actor("e15"), "appeal reviewer": actor("e02"),
        "inspector": stage.inspector(), "superior": actor("e17"), "substitute": actor("e19"),
        "who refused it": stage.hr("e44"), "who proposed it": stage.hr("e45"),
        "hr": stage.hr("e46"), "stranger": actor("e30"), "system": SYSTEM,
    }  # fmt: skip
    wanted = {
        ("filed", "admit"): {"inspector"}, ("filed", "reject"): {"inspector"},
        ("reviewing", "grant"): {"reviewer"}, ("reviewing", "partly"): {"reviewer"},
        ("reviewing", "refuse"): {"reviewer"}, ("refused", "appeal"): {"objector"},
        ("appealed", "decide_appeal"): {"appeal reviewer"},
        ("granted", "carry_out"): {"inspector", "system"},
        ("partly", "carry_out"): {"inspector", "system"},
        **{(state, "be_late"): {"system"} for state in ("filed", "reviewing", "appealed")},
    }  # fmt: skip
    opened: dict[tuple[str, str], set[str]] = {}
    with db.session.no_autoflush:
        objection.appeal_reviewer_id = person_id("e02")
        for state in ObjectionState:
            objection.state = state
            for action in {move.action for move in FLOW.moves}:
                may = {name for name, who in everybody.items() if FLOW.may(objection, action, who)}
                if may:
                    opened[state.value, action] = may
        db.session.rollback()
    assert opened == wanted
    assert recusal.id


def test_the_reviewer_reads_what_was_refused_and_why_on_the_page_he_decides_on(
    client: Visitor,
) -> None:
    objection, _recusal = admitted()
    page = f"/keberatan/{objection.id}"
    shown = client.be("e15").get(f"{page}/putusan").text
    assert stage.WHY_REFUSED in shown and stage.SAFEGUARD in shown
    assert client.be("e20").get(page).status_code == 404


def test_a_wrong_password_hides_nothing_else_that_is_missing(client: Visitor) -> None:
    objection, _recusal = admitted()
    client.be("e15")
    address = f"/keberatan/{objection.id}/putusan"
    assert client.get(address).status_code == 200
    answer = client.post(address, data={"reason": "Beralasan.", "password": "salah sekali"})
    assert answer.status_code == 422
    for words in (
        "Kata sandi tidak cocok.", "Pilih putusan.", "Tulis alasan sedikitnya 100 huruf.",
        "Tulis akibatnya, sedikitnya 20 huruf.", "Beralasan.",
    ):  # fmt: skip
        assert words in answer.text, words

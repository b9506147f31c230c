"""Laporan Kejadian: an actual conflict inside a decision; suspended until the superior has ruled."""

from io import BytesIO
from typing import Any

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.deadlines import queries as deadlines
from app.disclosures import queries
from app.disclosures.models import Change, Disclosure, Kind, State, Verdict
from app.disclosures.services import drafting, filing, incidents, reviewing
from app.disclosures.services.incidents import Told
from app.disclosures.services.reviewing import AssessmentInput
from app.disclosures.suspension import incident_of
from app.matters.models import Matter, MatterState
from app.matters.services import deciding
from app.regulations.pack import Level
from tests.attachments.samples import pdf
from tests.disclosures.stage import actor
from tests.matters.stage import decision_of, recorded
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHAT = "Pemohonnya perusahaan kakak saya; berkasnya sudah di meja saya."


@pytest.fixture
def matter() -> Matter:
    """A permit e18 handles; his brother's firm is declared since long."""
    return recorded("e18")


def interest() -> Any:
    return queries.current_interests_for(actor("e18"))[0]


def told(matter: Matter | None, **changes: Any) -> Told:
    given: dict[str, Any] = {
        "matter_id": matter.id if matter else None, "matter_title": "",
        "interest_uid": interest().interest.uid, "section": "", "what": WHAT, "stopped": True,
        **changes,
    }  # fmt: skip
    return Told(**given)


def filed(matter: Matter) -> Disclosure:
    disclosure, _section, _uid = incidents.begin(actor("e18"), told(matter))
    filing.submit(actor("e18"), disclosure)
    return disclosure


def ruled(disclosure: Disclosure, level: Level | None) -> None:
    superior = actor("e17")
    reviewing.open_for_review(superior, disclosure)
    ((row, _before),) = queries.interests_of_version_for(superior, disclosure.latest)
    reviewing.record(
        superior,
        disclosure,
        [
            AssessmentInput(
                row.id, Verdict.ACTUAL if level else Verdict.NONE, level or Level.LOW,
                reason="Tingkat sesuai keadaan urusan ini sekarang.", direction="Serahkan berkas.",
                forms=("BTK-7",), kinds=("JNS-01",), sources=("SBR-3",),
            )
        ],
    )  # fmt: skip


def test_what_is_missing_is_said_beside_each_question() -> None:
    with pytest.raises(Invalid) as refused:
        incidents.begin(actor("e18"), told(None, interest_uid="", what="?", stopped=False))
    assert set(refused.value.fields) == {"matter_title", "evidence", "interest", "what", "stopped"}
    assert refused.value.fields["evidence"] == "Hubungkan urusan atau unggah bukti."


def test_only_an_own_open_matter_can_be_chosen(matter: Matter) -> None:
    with pytest.raises(NotFound):
        incidents.begin(actor("e20"), told(matter))


def test_a_draft_holds_nothing_and_the_signed_report_holds_the_matter(matter: Matter) -> None:
    disclosure, _section, uid = incidents.begin(actor("e18"), told(matter))
    assert disclosure.kind is Kind.EVENT
    assert uid == interest().interest.uid
    assert matter.state is MatterState.RUNNING
    with pytest.raises(WrongState, match="belum dikirim"):
        incidents.begin(actor("e18"), told(matter))
    filing.submit(actor("e18"), disclosure)
    assert matter.state is MatterState.HELD
    assert incident_of(disclosure).held
    (row,) = [one for one, _ in queries.interests_of_version_for(actor("e18"), disclosure.latest)]
    assert row.change is Change.CHANGED
    assert row.content["link"]["situation"] == "actual"
    (running,) = deadlines.clocks_of("disclosures", [disclosure.id])[disclosure.id]
    assert running.code == "tinjau_deklarasi_tinggi"
    with pytest.raises(NotAllowed):
        deciding.record_decision(actor("e18"), matter, decision_of("e18"))


def test_no_conflict_found_lets_the_matter_go_on(matter: Matter) -> None:
    disclosure = filed(matter)
    ruled(disclosure, None)
    assert disclosure.state is State.RECORDED
    assert matter.state is MatterState.RUNNING


def test_a_conflict_found_keeps_it_held_and_asks_for_a_plan(matter: Matter) -> None:
    disclosure = filed(matter)
    ruled(disclosure, Level.HIGH)
    assert disclosure.state is State.NEEDS_MEASURES
    assert matter.state is MatterState.HELD


def test_taken_back_before_it_was_opened_the_matter_runs_again(matter: Matter) -> None:
    disclosure = filed(matter)
    filing.withdraw(actor("e18"), disclosure)
    assert matter.state is MatterState.RUNNING


def test_two_reports_about_two_matters_stand_beside_each_other(matter: Matter) -> None:
    first = filed(matter)
    ruled(first, None)
    second = filed(recorded("e18", title="Izin reklame Jalan Melati"))
    ruled(second, None)
    assert (first.state, second.state) == (State.RECORDED, State.RECORDED)


def test_an_incident_is_told_on_its_pages(matter: Matter, client: Visitor) -> None:
    client.be("e18")
    page = f"/laporan-kejadian?urusan={matter.id}"
    assert f'<option selected value="{matter.id}">' in client.get(page).text
    nothing = client.post("/laporan-kejadian", data={"matter": "other", "what": WHAT})
    assert nothing.status_code == 422
    assert "Hubungkan urusan atau unggah bukti." in nothing.text
    assert WHAT in nothing.text
    said = {
        "matter": "other", "matter_title": "Penilaian lapangan", "what": WHAT, "stopped": "y",
        "interest": interest().interest.uid, "evidence": (BytesIO(pdf()), "undangan.pdf"),
    }  # fmt: skip
    assert "/kaitan" in client.post("/laporan-kejadian", data=said).location
    draft = (
        db.session.query(Disclosure)
        .filter_by(person_id=actor("e18").person_id, kind=Kind.EVENT)
        .one()
    )
    assert "Laporan Kejadian" in client.get(f"/deklarasi/{draft.id}/isi").text
    check = f"/deklarasi/{draft.id}/periksa"
    assert "Kirim deklarasi" in client.get(check).text
    sent = client.post(check, data={"agree": "y", "password": PASSWORD})
    assert sent.status_code == 303
    text = client.get(f"/deklarasi/{draft.id}").text
    assert "Penilaian lapangan" in text
    assert "undangan.pdf" in text
    client.be("e17").get(f"/tinjauan/{draft.id}")
    client.post(f"/tinjauan/{draft.id}/buka")
    text = client.get(f"/tinjauan/{draft.id}").text
    assert WHAT in text
    assert "undangan.pdf" in text


def test_a_new_interest_is_told_first(matter: Matter, client: Visitor) -> None:
    client.be("e18").get("/laporan-kejadian")
    said = {"matter": str(matter.id), "what": WHAT, "stopped": "y", "interest": "PK-B"}
    answer = client.post("/laporan-kejadian", data=said)
    assert "/PK-B/" in answer.location


def test_a_report_is_no_substitute_for_the_yearly_one() -> None:
    assert queries.kind_to_start(actor("e18")) is Kind.CHANGE
    assert drafting.start(actor("e18"), Kind.EVENT).created_at == clock.now()

"""A granted objection has consequences: another examination or review, by others, on the page of all."""

from datetime import timedelta

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.complaints.models import Complaint, State
from app.complaints.policy import reporter_of
from app.core import clock
from app.core.actor import SYSTEM
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.objections.models import Objection, Wish
from app.objections.models import State as ObjectionState
from app.objections.services import filing
from app.objections.services.filing import Wanted
from app.reviews.models import FollowUpState, Review, Truth
from app.reviews.models import State as ReviewState
from app.reviews.services import concluding, examining, reviewing
from tests.complaints.stage import a_whole_one, actor_of, enter, of, with_code
from tests.reviews import stage as cases
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHY = "Pemeriksa tidak menanyakan saksi yang saya sebut dan tidak melihat tanggal suratnya."
BECAUSE = (
    "Saksi yang disebut pelapor memang tidak dimintai keterangan, sehingga kesimpulan semula belum"
    " didasarkan pada bukti yang cukup dan harus dibuat lagi."
)


def review_of(complaint: Complaint) -> Review:
    db.session.refresh(complaint)
    return db.session.get_one(Review, complaint.review_id)


def examined(client: Visitor, truth: Truth) -> Complaint:
    """Sent by E-56, examined by E-31, who is the direct superior."""
    found = a_whole_one()
    with_code(found)
    client.be("e56").get(f"/pemeriksaan/baru/complaints/{found.id}")
    client.post(f"/pemeriksaan/baru/complaints/{found.id}", data={"who": "superior"})
    review = review_of(found)
    for one in review.allegations:
        examining.save_finding(actor_of("e31"), review, one, cases.finding(truth))
    concluding.conclude(actor_of("e31"), review, cases.outcome(truth))
    return found


def decided(client: Visitor) -> Complaint:
    """Found true and decided by E-04; E-29 had signed and was passed over."""
    found = examined(client, Truth.TRUE)
    review = review_of(found)
    assert review.reviewer_id == of("e04")
    reviewing.decide(actor_of("e04"), review, cases.decided_as())
    db.session.refresh(found)
    assert found.state is State.SUPERVISED
    return found


def admitted(client: Visitor, complaint: Complaint) -> tuple[Objection, str]:
    """The reporter objects, E-51 admits it; who looks at it, and its page."""
    wanted = Wanted(WHY, [Wish.EXAMINE], clock.today())
    objection = filing.file(reporter_of(complaint), "complaints", complaint.id, wanted)
    page = f"/keberatan/{objection.id}"
    client.be("e51").get(f"{page}/syarat")
    answer = client.post(
        f"{page}/syarat", data={"result": "admit", "reviewer": str(objection.reviewer_id)}
    )
    assert answer.status_code == 303
    db.session.refresh(objection)
    return objection, page


def granted(client: Visitor, complaint: Complaint, follows: str) -> Objection:
    objection, page = admitted(client, complaint)
    client.be(code_of(objection.reviewer_id or 0)).get(f"{page}/putusan")
    ruling = {
        "outcome": "granted", "reason": BECAUSE, "consequence": "Dikerjakan lagi oleh pejabat lain.",
        "revision": str(objection.revision), "password": PASSWORD,
    }  # fmt: skip
    unsaid = client.post(f"{page}/putusan", data=ruling)
    assert unsaid.status_code == 422
    assert "Pilih yang terjadi sesudah putusan ini." in unsaid.text
    assert client.post(f"{page}/putusan", data={**ruling, "follows": follows}).status_code == 303
    db.session.expire_all()
    return objection


def code_of(person_id: int) -> str:
    return next(f"e{n:02d}" for n in range(1, 61) if of(f"e{n:02d}") == person_id)


def tracked(client: Visitor, complaint: Complaint) -> str:
    enter(client, complaint)
    return client.get("/lacak/aduan").text


def test_an_outcome_untrue_is_examined_again_by_the_next_one_up_with_a_full_clock(client: Visitor):
    complaint = examined(client, Truth.UNTRUE)
    first = review_of(complaint).id
    objection = granted(client, complaint, "examine")
    assert objection.state is ObjectionState.CARRIED_OUT
    assert complaint.state is State.EXAMINING
    review = review_of(complaint)
    assert review.id != first
    assert review.state is ReviewState.EXAMINING
    assert review.examiner_id not in {None, of("e31"), of("e29"), of("e32")}
    running = deadlines.clock_of("complaints", complaint.id, "periksa_aduan")
    assert running is not None
    assert running.started_on >= clock.today()
    examiner = client.be(code_of(review.examiner_id or 0)).get(f"/pemeriksaan/{review.id}")
    assert "pernah memeriksa atau memutus perkara ini" in examiner.text
    for shut_out in ("e31", "e32", "e29"):
        assert client.be(shut_out).get(f"/pemeriksaan/{review.id}").status_code == 404, shut_out
    page = tracked(client, complaint)
    assert "diperiksa ulang oleh pemeriksa lain sejak" in page
    assert "Ajukan keberatan" not in page


def test_a_decision_is_reviewed_again_above_whoever_decided_it(client: Visitor):
    complaint = decided(client)
    review = review_of(complaint)
    granted(client, complaint, "review")
    assert complaint.state is State.REVIEWING
    assert review.state is ReviewState.REVIEWING
    assert review.reviewer_id not in {None, of("e04"), of("e29"), of("e31")}
    assert [one.state for one in review.follow_ups] == [FollowUpState.DROPPED]
    assert "dihentikan: keberatan dikabulkan" in client.be("e06").get("/pemberitahuan").text
    running = deadlines.clock_of("reviews", review.id, "tinjau_kembali")
    assert running is not None
    assert running.due_on == clock.today() + timedelta(days=2)
    assert client.be("e04").get(f"/pemeriksaan/{review.id}").status_code == 404
    reviewer = code_of(review.reviewer_id or 0)
    assert (
        "Putuskan peninjauan kembali" in client.be(reviewer).get(f"/pemeriksaan/{review.id}").text
    )
    assert "ditinjau kembali oleh peninjau lain sejak" in tracked(client, complaint)
    reviewing.decide(actor_of(reviewer), review, cases.decided_as())
    db.session.expire_all()
    assert complaint.state is State.SUPERVISED
    assert [one.position for one in review.follow_ups] == [1, 2]


def test_a_decision_can_also_be_examined_again_from_the_beginning(client: Visitor):
    complaint = decided(client)
    first = review_of(complaint)
    granted(client, complaint, "examine")
    second = review_of(complaint)
    assert first.state is ReviewState.CANCELLED
    assert second.state is ReviewState.EXAMINING
    assert second.examiner_id not in {None, of("e31"), of("e04"), of("e29")}
    assert complaint.state is State.EXAMINING


def test_what_needs_no_new_examination_is_carried_out_within_five_days_and_written_down(
    client: Visitor,
):
    complaint = examined(client, Truth.UNTRUE)
    objection = granted(client, complaint, "other")
    assert objection.state is ObjectionState.GRANTED
    assert complaint.state is State.CLOSED
    page = f"/keberatan/{objection.id}"
    assert "Catat pelaksanaan" in client.be("e51").get(page).text
    client.get(f"{page}/pelaksanaan")
    assert client.post(f"{page}/pelaksanaan", data={"reason": "Sudah."}).status_code == 422
    done = client.post(
        f"{page}/pelaksanaan", data={"reason": "Penjelasan tertulis dikirim lewat halaman lacak."}
    )
    assert done.status_code == 303
    db.session.refresh(objection)
    assert objection.state is ObjectionState.CARRIED_OUT


def test_a_ruling_that_is_late_goes_one_step_up_and_nothing_is_granted_by_silence(client: Visitor):
    complaint = examined(client, Truth.UNTRUE)
    objection, page = admitted(client, complaint)
    before = objection.reviewer_id
    with clock.frozen_at(clock.now() + timedelta(days=30)):
        clocks.sweep(SYSTEM)
    db.session.refresh(objection)
    assert objection.state is ObjectionState.REVIEWING
    assert objection.late_at is not None
    assert objection.reviewer_id not in {None, before}
    seen = client.be(code_of(objection.reviewer_id or 0))
    assert "Lewat batas, dinaikkan" in seen.get(page).text
    assert complaint.state is State.UNTRUE

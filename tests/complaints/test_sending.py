"""S-82 from the complaint's side: it is offered, sent, read through its extract, and mirrors its review."""

import io

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.complaints.models import Complaint, State
from app.complaints.policy import reporter_of
from app.complaints.queries import following as following_queries
from app.complaints.services import following
from app.database.base import db
from app.deadlines import queries as deadlines
from app.people import queries as people
from app.reviews.models import Review
from app.reviews.models import State as ReviewState
from tests.attachments.samples import jpeg
from tests.complaints.stage import EXTRACT, TEXT, a_whole_one, enter, of, with_code

pytestmark = pytest.mark.usefixtures("city")


def test_a_complete_complaint_goes_to_its_examiner_who_reads_the_extract_alone(client):
    complaint_id = a_whole_one().id
    page = client.be("e56").get(f"/meja-aduan/{complaint_id}").text
    assert f"/pemeriksaan/baru/complaints/{complaint_id}" in page
    route = client.get(f"/pemeriksaan/baru/complaints/{complaint_id}").text
    assert f'href="/meja-aduan/{complaint_id}"' in route
    answer = client.post(f"/pemeriksaan/baru/complaints/{complaint_id}", data={"who": "superior"})
    assert answer.status_code == 303, answer.text
    found = db.session.get(Complaint, complaint_id)
    assert found is not None and found.state is State.EXAMINING and found.review_id
    assert f'/pemeriksaan/{found.review_id}"' in client.get(f"/meja-aduan/{complaint_id}").text
    assert "Buka aduan" in client.get(f"/pemeriksaan/{found.review_id}").text
    room = client.be("e31").get(f"/pemeriksaan/{found.review_id}")
    assert "Buka aduan" not in room.text
    assert room.status_code == 200
    file = client.get(f"/pemeriksaan/{found.review_id}/berkas").text
    assert EXTRACT in file
    assert TEXT not in file + room.text
    _asked_and_answered_with_a_file(client, found)
    assert client.get(f"/meja-aduan/{complaint_id}").status_code == 404
    for stranger in ("e32", "e29", "e20"):
        assert client.be(stranger).get(f"/pemeriksaan/{found.review_id}").status_code == 404


def _asked_and_answered_with_a_file(client, found: Complaint) -> None:
    room = f"/pemeriksaan/{found.review_id}"
    client.get(f"{room}/pelapor")
    due = {"answer_by-day": "4", "answer_by-month": "3", "answer_by-year": "2026"}
    client.post(f"{room}/pelapor", data={"text": "Kapan undangan itu Anda terima?", **due})
    before = client.get(f"{room}/dugaan/1").text
    enter(client, with_code(found))
    question = following_queries.waiting_questions(found)[0]
    client.get("/lacak/aduan/percakapan")
    sent = {"text": "Bulan Agustus.", "question": str(question.id),
            "evidence": (io.BytesIO(jpeg()), "undangan.jpg")}  # fmt: skip
    client.post("/lacak/aduan/percakapan", data=sent, content_type="multipart/form-data")
    answered = "Jawaban pelapor melalui Inspektorat"
    assert answered not in before
    assert answered in client.be("e31").get(f"{room}/dugaan/1").text
    for page in (room, f"{room}/pelapor"):
        read = client.be("e31").get(page).text
        assert "Bulan Agustus." in read and "undangan.jpg" in read


def test_the_route_of_a_complaint_is_open_to_its_inspectors_alone(client):
    complaint_id = a_whole_one().id
    for code, status in (("e57", 403), ("e32", 404), ("e31", 404), ("e49", 404)):
        answer = client.be(code).get(f"/pemeriksaan/baru/complaints/{complaint_id}")
        assert answer.status_code == status, code


REASON = {"reason": "Pelapor sudah mendapat penjelasan yang ia minta."}


def sent_and_taken_back(client) -> Complaint:
    """Under examination, and its reporter asks to end it."""
    complaint_id = a_whole_one().id
    client.be("e56").get(f"/pemeriksaan/baru/complaints/{complaint_id}")
    client.post(f"/pemeriksaan/baru/complaints/{complaint_id}", data={"who": "superior"})
    found = db.session.get_one(Complaint, complaint_id)
    following.withdraw(reporter_of(found), found, "Saya sudah mendapat penjelasan dari kantor.")
    return found


def test_the_inspector_lets_a_withdrawn_complaint_go_and_its_examination_ends(client):
    found = sent_and_taken_back(client)
    assert f"/meja-aduan/{found.id}/terima-pencabutan" in client.get(f"/meja-aduan/{found.id}").text
    client.get(f"/meja-aduan/{found.id}/terima-pencabutan")
    refused = client.post(f"/meja-aduan/{found.id}/terima-pencabutan", data={"reason": "ya"})
    assert refused.status_code == 422
    assert "Tulis alasan sedikitnya 20 huruf." in refused.text
    answer = client.post(f"/meja-aduan/{found.id}/terima-pencabutan", data=REASON)
    assert answer.status_code == 303
    db.session.expire_all()
    assert found.state is State.WITHDRAWN
    review = db.session.get_one(Review, found.review_id)
    assert review.state is ReviewState.CANCELLED
    assert "dihentikan" in client.be("e31").get("/pemberitahuan").text


def test_the_inspectorate_goes_on_though_the_reporter_asked_to_end_it(client):
    found = sent_and_taken_back(client)
    client.get(f"/meja-aduan/{found.id}/lanjutkan")
    assert client.post(f"/meja-aduan/{found.id}/lanjutkan", data=REASON).status_code == 303
    db.session.expire_all()
    assert found.state is State.EXAMINING
    assert found.own_initiative and found.withdrawal_asked_at is None
    went_on = "Inspektorat melanjutkannya atas inisiatif sendiri."
    assert went_on in client.get(f"/meja-aduan/{found.id}").text
    assert went_on in client.be("e31").get(f"/pemeriksaan/{found.review_id}/berkas").text
    assert db.session.get_one(Review, found.review_id).state is ReviewState.EXAMINING


def test_what_was_withdrawn_can_be_taken_up_with_a_new_clock(client):
    found = sent_and_taken_back(client)
    client.get(f"/meja-aduan/{found.id}/terima-pencabutan")
    client.post(f"/meja-aduan/{found.id}/terima-pencabutan", data=REASON)
    client.get(f"/meja-aduan/{found.id}/ambil-kembali")
    assert client.post(f"/meja-aduan/{found.id}/ambil-kembali", data=REASON).status_code == 303
    db.session.expire_all()
    assert found.state is State.RECEIVED
    assert deadlines.clock_of("complaints", found.id, "periksa_aduan") is not None


def decider_form(code: str, **changes: str) -> dict[str, str]:
    person = people.person(of(code))
    reason = "SPK itu ternyata ditandatangani kepala bidang, bukan kepala dinas."
    return {"decider": people.label_of(person), "decider_id": str(of(code)), "reason": reason,
            **changes}  # fmt: skip


def test_another_signatory_found_later_takes_the_case_from_whoever_he_is(client):
    complaint_id = a_whole_one().id
    client.be("e56").get(f"/pemeriksaan/baru/complaints/{complaint_id}")
    client.post(f"/pemeriksaan/baru/complaints/{complaint_id}", data={"who": "superior"})
    review = db.session.get_one(Review, db.session.get_one(Complaint, complaint_id).review_id)
    assert review.examiner_id == of("e31")
    path = f"/meja-aduan/{complaint_id}/pengambil-keputusan"
    assert path in client.get(f"/meja-aduan/{complaint_id}").text
    client.get(path)
    wrong = client.post(path, data=decider_form("e29", reason="ya"))
    assert wrong.status_code == 422
    assert "Pejabat ini sudah tercatat sebagai pengambil keputusan." in wrong.text
    assert "Tulis alasan sedikitnya 20 huruf." in wrong.text
    assert client.post(path, data=decider_form("e31")).status_code == 303
    db.session.expire_all()
    assert review.examiner_id not in (None, of("e31"))
    assert "pihak dalam keputusan yang ditinjau" in (review.examiner_note or "")
    assert client.be("e31").get(f"/pemeriksaan/{review.id}").status_code == 404
    assert client.be("e56").get(f"/pemeriksaan/{review.id}").status_code == 200
    written = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "complaint.recast")
    ).all()
    assert len(written) == 1
    for stranger in ("e31", "e32", "e49"):
        assert client.be(stranger).get(path).status_code == 404, stranger


def test_two_officers_do_not_name_two_signatories_at_once(client):
    complaint_id = a_whole_one().id
    path = f"/meja-aduan/{complaint_id}/pengambil-keputusan"
    client.be("e56").get(path)
    seen = str(db.session.get_one(Complaint, complaint_id).revision)
    client.post(path, data=decider_form("e31", revision=seen))
    late = client.post(path, data=decider_form("e04", revision=seen, _once="lain"))
    assert late.status_code == 409
    db.session.expire_all()
    assert db.session.get_one(Complaint, complaint_id).decider_id == of("e31")

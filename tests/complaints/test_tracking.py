"""A reporter follows his complaint with number and code, talks, withdraws; nothing tells who he is."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.attachments.models import Attachment
from app.complaints import casefile
from app.complaints.models import Complaint, Message, Rating, Sender, State, Step
from app.complaints.policy import reporter_of
from app.complaints.queries import following as queries
from app.complaints.queries.following import Progress
from app.complaints.services import following, inquiring, relaying, talking
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.actor import PUBLIC, SYSTEM, Actor, Role
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.database.once import Submission
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.notifications.models import Notice
from app.people import queries as people
from app.reviews.models import Review
from app.reviews.models import State as ReviewState
from app.visits.models import Visit
from tests.attachments.samples import jpeg
from tests.complaints.stage import a_complaint, actor_of, enter, of, with_code
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

REPORTER = "Budi Pelapor Kenari"
TEXT = "Surat izinnya terbit tanggal 4, dua hari sebelum permohonannya dicatat di loket."


@pytest.fixture
def complaint(city: None) -> Complaint:
    return with_code(a_complaint(accused="e18"))


def desk(code: str = "e57") -> Actor:
    person = people.person(of(code))
    assert person is not None
    return Actor(person.id, person.name, frozenset({Role.EMPLOYEE, Role.INTAKE_OFFICER}))


def asked(complaint: Complaint, text: str = "Tanggal berapa surat itu terbit?") -> Message:
    day = clock.today() + timedelta(days=5)
    return talking.ask(desk(), complaint, text, needs_answer=True, answer_by=day)


@use_case
def made_incomplete(complaint: Complaint) -> Message:
    FLOW.move(complaint, "ask", desk())
    return asked(complaint)


@use_case
def moved(complaint: Complaint, state: State, *steps: Step) -> None:
    complaint.state = state
    for step in steps:
        note_step(SYSTEM, complaint, step)


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def test_number_and_code_lead_to_the_complaint_and_to_that_only(
    client: Visitor, complaint: Complaint
) -> None:
    other = a_complaint("ADU-2026-5002", accused="e20")
    assert client.get("/lacak/aduan").location.startswith("/lacak?")
    answer = enter(client, complaint)
    assert answer.location == "/lacak/aduan"
    page = client.get("/lacak/aduan")
    assert page.headers["Cache-Control"] == "no-store"
    assert complaint.number in page.text
    assert other.number not in page.text
    stranger = reporter_of(other)
    with pytest.raises(NotAllowed):
        queries.thread_for(stranger, complaint)
    with pytest.raises(NotAllowed):
        talking.write(stranger, complaint, TEXT)


def test_the_page_says_whose_move_it_is_until_when_and_by_which_rule(
    client: Visitor, complaint: Complaint
) -> None:
    enter(client, complaint)
    text = client.get("/lacak/aduan").text
    due = deadlines.clock_of("complaints", complaint.id, "periksa_aduan")
    assert due is not None
    assert "meja aduan Inspektorat" in text
    assert due.basis in text
    assert "Sisa" in text
    assert "Identitas Anda dibuka: 0 kali" in text
    assert "Belum ada pertanyaan dari petugas." in text


def test_no_official_and_nobody_else_is_named_on_any_page_of_a_visit(
    client: Visitor, complaint: Complaint
) -> None:
    asked(complaint)
    inquiring.inquire(desk(), complaint, "Saksi Kenari", "Kapan surat itu terbit?", 3)
    talking.write_note(desk(), complaint, "Catatan rahasia kenari.")
    enter(client, complaint)
    names = [people.person(of(code)).name for code in ("e18", "e57", "e56", "e17")]
    for path in ("", "/percakapan", "/bukti", "/cabut", "/balasan"):
        answer = client.get(f"/lacak/aduan{path}")
        assert answer.status_code == 200, path
        for secret in (*names, REPORTER, "Kenari", "Catatan rahasia", "CV Contoh Karya Mandiri"):
            assert secret not in answer.text, (path, secret)


def test_somebody_signed_in_as_an_employee_follows_as_nobody(
    client: Visitor, complaint: Complaint
) -> None:
    client.be("e24")
    enter(client, complaint)
    name = people.person(of("e24")).name
    for path in ("", "/percakapan", "/cabut"):
        assert name not in client.get(f"/lacak/aduan{path}").text
    sent = {"text": TEXT, "question": "", "_once": "the form of the talk"}
    client.post("/lacak/aduan/percakapan", data=sent)
    trail = db.session.execute(
        sa.text("SELECT actor_person_id, actor_name FROM audit_entries ORDER BY seq DESC LIMIT 1")
    ).one()
    assert tuple(trail) == (None, "Pelapor")
    owners = sa.select(Submission.owner).where(Submission.key == sent["_once"])
    assert db.session.scalars(owners).all() == ["public"]


def test_six_steps_with_their_days(complaint: Complaint) -> None:
    def line() -> list[str]:
        return [one.progress.value for one in queries.status_line(complaint)]

    assert line() == ["done", "current", "next", "next", "next", "next"]
    moved(complaint, State.VERIFIED, Step.VERIFIED)
    assert line() == ["done", "done", "current", "next", "next", "next"]
    moved(complaint, State.REVIEWING, Step.TRUE)
    assert line() == ["done", "done", "done", "done", "current", "next"]
    moved(complaint, State.SUPERVISED, Step.DECIDED)
    assert line() == ["done"] * 5 + ["current"]
    moved(complaint, State.CLOSED, Step.CLOSED)
    assert line() == ["done"] * 6
    assert all(one.on == clock.today() for one in queries.status_line(complaint))


def test_untrue_skips_the_review(complaint: Complaint) -> None:
    moved(complaint, State.UNTRUE, Step.VERIFIED, Step.UNTRUE)
    line = queries.status_line(complaint)
    assert [one.progress for one in line][4:] == [Progress.SKIPPED, Progress.CURRENT]


def test_a_merged_complaint_keeps_number_code_and_thread_and_mirrors_the_other(
    client: Visitor, complaint: Complaint, arranging: Callable[[], Any]
) -> None:
    parent = a_complaint("ADU-2026-5009", accused="e18")
    moved(parent, State.EXAMINING, Step.VERIFIED)
    with arranging():
        complaint.state, complaint.parent_id = State.MERGED, parent.id
    enter(client, complaint)
    text = client.get("/lacak/aduan").text
    assert "Sedang diperiksa" in text
    assert "digabung dengan aduan lain" in text
    assert parent.number not in text
    assert [one.progress.value for one in queries.status_line(complaint)][:3] == [
        "done", "done", "current",
    ]  # fmt: skip


# ── the talk ──────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_answered_on_the_page_and_the_office_is_told(
    client: Visitor, complaint: Complaint
) -> None:
    question = asked(complaint)
    enter(client, complaint)
    assert "Jawab pertanyaan (1)" in client.get("/lacak/aduan").text
    client.get("/lacak/aduan/percakapan")
    empty = client.post("/lacak/aduan/percakapan", data={"text": " ", "question": str(question.id)})
    assert empty.status_code == 422
    assert empty.text.count("Isi pesan.") == 2
    sent = client.post("/lacak/aduan/percakapan", data={"text": TEXT, "question": str(question.id)})
    assert sent.status_code == 303
    page = client.get("/lacak/aduan/percakapan").text
    assert "Petugas Inspektorat" in page
    assert TEXT in page
    assert queries.waiting_questions(complaint) == []
    told = db.session.query(Notice).filter_by(person_id=of("e57"), event_name="complaint.wrote")
    assert [one.code for one in told] == ["N-25"]
    assert TEXT[:20] not in told[0].text
    assert db.session.query(Notice).filter_by(
        person_id=of("e18"), subject_type="complaints"
    ).count() == 0  # fmt: skip


def test_a_file_sent_with_an_answer_stands_beside_it(client: Visitor, complaint: Complaint) -> None:
    enter(client, complaint)
    client.get("/lacak/aduan/percakapan")
    file = (io.BytesIO(jpeg()), "loket.jpg")
    sent = client.post(
        "/lacak/aduan/percakapan", data={"text": TEXT, "evidence": file},
        content_type="multipart/form-data",
    )  # fmt: skip
    assert sent.status_code == 303
    own = client.get("/lacak/aduan/percakapan").text
    assert "Lampiran: loket.jpg" in own
    office = client.be("e57").get(f"/meja-aduan/{complaint.id}/percakapan").text
    beside = office[office.index(TEXT) :].split("</li>")[0]
    assert "loket.jpg" in beside
    assert "/berkas/" in beside


def test_the_answer_completes_an_incomplete_complaint_and_the_three_days_begin_anew(
    complaint: Complaint,
) -> None:
    first = deadlines.clock_of("complaints", complaint.id, "periksa_aduan")
    assert first is not None
    question = made_incomplete(complaint)
    assert deadlines.clock_of("complaints", complaint.id, "lengkapi_aduan") is not None
    later = clock.now() + timedelta(days=2)
    with clock.frozen_at(later, everywhere=True):
        talking.write(reporter_of(complaint), complaint, TEXT, answers=question.id)
        assert complaint.state is State.RECEIVED
        again = deadlines.clock_of("complaints", complaint.id, "periksa_aduan")
        assert again is not None
        assert again.due_on == deadlines.due_on("periksa_aduan", clock.today())
        assert again.due_on > first.due_on
        assert complaint.counted_from == again.started_on
    assert deadlines.clock_of("complaints", complaint.id, "lengkapi_aduan") is None
    steps = [one.step for one in complaint.steps]
    assert steps[-2:] == [Step.COMPLETED, Step.RESTARTED]


def test_a_message_of_himself_does_not_complete_it(complaint: Complaint) -> None:
    made_incomplete(complaint)
    talking.write(reporter_of(complaint), complaint, TEXT)
    assert complaint.state is State.INCOMPLETE


def test_a_foreign_question_cannot_be_answered(complaint: Complaint) -> None:
    other = a_complaint("ADU-2026-5003", accused="e20")
    foreign = asked(other)
    with pytest.raises(NotFound):
        talking.write(reporter_of(complaint), complaint, TEXT, answers=foreign.id)


def test_notes_stay_inside_and_whoever_is_accused_talks_with_nobody(complaint: Complaint) -> None:
    talking.write_note(desk(), complaint, "Periksa nomor suratnya.")
    assert queries.thread_for(reporter_of(complaint), complaint) == []
    accused = Actor(of("e18"), "x", frozenset({Role.INTAKE_OFFICER, Role.INSPECTOR}))
    for act in (
        lambda: talking.ask(accused, complaint, TEXT),
        lambda: talking.write_note(accused, complaint, TEXT),
        lambda: inquiring.inquire(accused, complaint, "x", TEXT, 3),
        lambda: following.reset_code(
            accused, complaint, identity_checked=True, how="KTP dicocokkan"
        ),
        lambda: talking.ask(actor_of("e20"), complaint, TEXT),
        lambda: talking.ask(PUBLIC, complaint, TEXT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_desks_page_talks_notes_and_asks(client: Visitor, complaint: Complaint) -> None:
    path = f"/meja-aduan/{complaint.id}"
    client.be("e57").get(f"{path}/percakapan")
    wrong = client.post(f"{path}/pesan", data={"text": TEXT, "needs_answer": "y"})
    assert wrong.status_code == 422
    assert "Isi batas jawaban." in wrong.text
    assert TEXT in wrong.text
    assert client.post(f"{path}/pesan", data={"text": TEXT}).status_code == 303
    assert client.post(f"{path}/catatan", data={"note": "Untuk kita."}).status_code == 303
    page = client.get(f"{path}/percakapan").text
    assert TEXT in page
    assert "Untuk kita." in page
    for code in ("e18", "e20", "e49", "e17"):
        assert client.be(code).get(f"{path}/percakapan").status_code == 404, code


@use_case
def given_to(complaint: Complaint, examiner: str) -> None:
    review = Review(
        uid=new_uid(), number=complaint.number, state=ReviewState.EXAMINING,
        origin_type="complaints", origin_id=complaint.id, subject_id=of("e18"), subject_post="",
        as_of=clock.today(), received_on=clock.today(), opened_at=clock.now(),
        examiner_id=of(examiner),
    )  # fmt: skip
    review.cast_words, review.words = {}, {"object": "Izin"}
    db.session.add(review)
    db.session.flush()
    complaint.review_id = review.id


def test_the_examiner_asks_through_the_relay_and_neither_learns_who_the_other_is(
    client: Visitor, complaint: Complaint
) -> None:
    moved(complaint, State.EXAMINING, Step.VERIFIED)
    given_to(complaint, "e05")
    day = clock.today() + timedelta(days=1)
    for stranger in ("e18", "e20"):
        with pytest.raises(NotAllowed):
            relaying.ask(actor_of(stranger), complaint.id, "Siapa saksinya?", day)
    relaying.ask(actor_of("e05"), complaint.id, "Kapan suratnya diterima?", day)
    enter(client, complaint)
    page = client.get("/lacak/aduan/percakapan").text
    assert "Pemeriksa" in page
    assert people.person(of("e05")).name not in page
    (waiting,) = casefile.answers(actor_of("e05"), complaint.id)
    assert waiting.answer == ""
    question = queries.waiting_questions(complaint)[0]
    sent = {
        "text": TEXT,
        "question": str(question.id),
        "evidence": (io.BytesIO(jpeg()), "surat.jpg"),
    }
    client.post("/lacak/aduan/percakapan", data=sent, content_type="multipart/form-data")
    (answered,) = casefile.answers(actor_of("e05"), complaint.id)
    assert (answered.question, answered.answer) == ("Kapan suratnya diterima?", TEXT)
    assert [one.name for one in answered.files] == ["surat.jpg"]


# ── evidence, withdrawal, rating ──────────────────────────────────────────────────────────────


def test_evidence_is_added_and_not_given_back(client: Visitor, complaint: Complaint) -> None:
    enter(client, complaint)
    client.get("/lacak/aduan/bukti")
    nothing = client.post("/lacak/aduan/bukti", data={"caption": ""})
    assert nothing.status_code == 422
    file = (io.BytesIO(jpeg()), "undangan.jpg")
    sent = client.post("/lacak/aduan/bukti", data={"evidence": file, "caption": "Undangan"})
    assert sent.status_code == 303
    row = db.session.query(Attachment).filter_by(subject_type="complaints").one()
    assert row.stored_by_id is None
    assert "undangan.jpg" in client.get("/lacak/aduan").text
    assert client.get(f"/berkas/{row.id}").status_code in (303, 404)


def test_before_it_is_complete_it_is_withdrawn_at_once(
    client: Visitor, complaint: Complaint
) -> None:
    enter(client, complaint)
    client.get("/lacak/aduan/cabut")
    assert client.post("/lacak/aduan/cabut", data={"reason": "Tidak."}).status_code == 422
    assert (
        client.post(
            "/lacak/aduan/cabut", data={"reason": "Sudah diselesaikan baik-baik."}
        ).status_code
        == 303
    )
    db.session.refresh(complaint)
    assert complaint.state is State.WITHDRAWN
    assert deadlines.clocks_of("complaints", [complaint.id])[complaint.id] == []
    assert client.get("/lacak/aduan/cabut").status_code == 404


def test_later_the_inspektorat_may_go_on(complaint: Complaint) -> None:
    moved(complaint, State.EXAMINING, Step.VERIFIED)
    following.withdraw(reporter_of(complaint), complaint, "Saya takut dibalas atasan saya.")
    assert complaint.state is State.EXAMINING
    assert complaint.withdrawal_asked_at is not None
    with pytest.raises(WrongState):
        following.withdraw(reporter_of(complaint), complaint, "Saya takut dibalas atasan saya.")


def test_after_the_outcome_it_is_not_withdrawn(complaint: Complaint) -> None:
    moved(complaint, State.UNTRUE, Step.VERIFIED, Step.UNTRUE)
    with pytest.raises((WrongState, NotAllowed)):
        following.withdraw(reporter_of(complaint), complaint, "Sudah diselesaikan baik-baik.")


def test_the_service_is_rated_once_and_only_at_the_end(complaint: Complaint) -> None:
    me = reporter_of(complaint)
    with pytest.raises(WrongState):
        following.rate(me, complaint, 4, "")
    moved(complaint, State.CLOSED, Step.CLOSED)
    with pytest.raises(Invalid):
        following.rate(me, complaint, 6, "")
    following.rate(me, complaint, 4, "Cepat.")
    with pytest.raises(WrongState):
        following.rate(me, complaint, 5, "")
    assert db.session.query(Rating).one().stars == 4


# ── a lost code ───────────────────────────────────────────────────────────────────────────────


def test_at_the_counter_a_new_code_kills_the_old_one_and_the_open_visit(
    client: Visitor, complaint: Complaint
) -> None:
    enter(client, complaint)
    assert db.session.query(Visit).count() == 1
    client.be("e57").get(f"/meja-aduan/{complaint.id}/kode")
    unseen = client.post(f"/meja-aduan/{complaint.id}/kode", data={"how": "KTP dicocokkan"})
    assert unseen.status_code == 422
    answer = client.post(
        f"/meja-aduan/{complaint.id}/kode",
        data={"identity_checked": "y", "how": "KTP asli dicocokkan"},
    )
    code = re.search(r"<strong>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</strong>", answer.text)
    assert code
    assert db.session.query(Visit).count() == 0
    assert enter(client, complaint).status_code == 422
    assert enter(client, complaint, code[1]).status_code == 303
    assert Step.CODE_RESET in [one.step for one in complaint.steps]
    inspector = Actor(of("e56"), "x", frozenset({Role.INSPECTOR}))
    with pytest.raises(NotAllowed):
        following.reset_code(inspector, complaint, identity_checked=True, how="KTP dicocokkan")


# ── third parties ─────────────────────────────────────────────────────────────────────────────


def test_a_third_party_answers_once_through_a_link_that_tells_nothing(
    client: Visitor, complaint: Complaint
) -> None:
    path = f"/meja-aduan/{complaint.id}"
    client.be("e57").get(f"{path}/percakapan")
    made = client.post(
        f"{path}/tautan",
        data={"to": "Kepala gudang", "question": "Kapan barang itu diterima?", "days": "3"},
    )
    token = re.search(r"/tanya/([\w-]+)", made.text)
    assert token
    assert token[1] not in client.get(f"{path}/percakapan").text
    row = complaint.inquiries[0]
    assert token[1] not in row.token_fingerprint
    client.delete_cookie("sadar_sesi")
    page = client.get(f"/tanya/{token[1]}")
    assert "Kapan barang itu diterima?" in page.text
    for secret in (
        complaint.number,
        "Kepala gudang",
        people.person(of("e18")).name,
        "pelapor",
        "terlapor",
    ):
        assert secret not in page.text, secret
    assert "Isi jawaban." in client.post(f"/tanya/{token[1]}", data={"text": " "}).text
    assert client.post(f"/tanya/{token[1]}", data={"text": "Tanggal 3 Maret."}).status_code == 200
    assert client.get(f"/tanya/{token[1]}").status_code == 404
    db.session.refresh(complaint)
    assert [one.sender for one in complaint.messages] == [Sender.THIRD]
    assert queries.thread_for(reporter_of(complaint), complaint) == []
    with_reporter, apart = (
        client.be("e57").get(f"{path}/percakapan").text.split('id="pihak-ketiga"')
    )
    assert "Tanggal 3 Maret." in apart and "Tanggal 3 Maret." not in with_reporter


def test_unknown_used_and_expired_links_are_one_page(client: Visitor, complaint: Complaint) -> None:
    _row, token = inquiring.inquire(desk(), complaint, "Saksi", "Kapan itu terjadi?", 1)
    unknown = client.get("/tanya/tidak-ada")
    with clock.frozen_at(clock.now() + timedelta(days=1), everywhere=True):
        expired = client.get(f"/tanya/{token}")
    assert unknown.status_code == expired.status_code == 404
    assert re.sub(r'href="[^"]*"', "", unknown.text) == re.sub(r'href="[^"]*"', "", expired.text)


def test_a_link_is_withdrawn_with_a_reason_and_tells_its_holder_nothing(
    client: Visitor, complaint: Complaint
) -> None:
    row, token = inquiring.inquire(desk(), complaint, "Kepala gudang", "Kapan itu terjadi?", 14)
    path = f"/meja-aduan/{complaint.id}"
    leave = f"{path}/tautan/{row.id}/cabut"
    client.be("e56")
    assert leave in client.get(f"{path}/percakapan").text, "whoever handles it may"
    assert "Kepala gudang" in client.get(leave).text
    short = client.post(leave, data={"reason": "Salah orang"})
    assert short.status_code == 422 and "Salah orang" in short.text
    assert "Tulis alasan sedikitnya 20 huruf." in short.text
    why = "Tautan ini terkirim ke orang yang salah."
    assert client.post(leave, data={"reason": why}).status_code == 303
    assert why in client.get(f"{path}/percakapan").text
    history = client.get(path).text.partition("Riwayat aduan")[2]
    assert "Tautan pihak ketiga dicabut" in history and f"Kepala gudang. {why[:-1]}" in history
    assert client.get(leave).location.endswith("/percakapan"), "not twice"
    assert client.post(leave, data={"reason": why, "_once": "kedua"}).status_code == 422
    assert client.be("e31").get(leave).status_code == 404
    client.delete_cookie("sadar_sesi")
    with pytest.raises(NotFound):
        inquiring.answer(token, "Tanggal 3 Maret.")
    gone, unknown = client.get(f"/tanya/{token}"), client.get("/tanya/tidak-ada")
    assert gone.status_code == unknown.status_code == 404
    assert re.sub(r'href="[^"]*"', "", gone.text) == re.sub(r'href="[^"]*"', "", unknown.text)
    assert "Tautan ini tidak dapat dipakai lagi" in gone.text and why not in gone.text
    enter(client, complaint)
    assert "gudang" not in client.get("/lacak/aduan").text
    db.session.refresh(complaint)
    assert not complaint.messages


def test_a_link_that_was_answered_or_ran_out_is_not_withdrawn(complaint: Complaint) -> None:
    row, token = inquiring.inquire(desk(), complaint, "Saksi", "Kapan itu terjadi?", 1)
    other, _token = inquiring.inquire(desk(), complaint, "Saksi", "Di mana itu terjadi?", 1)
    inquiring.answer(token, "Tanggal 3 Maret.")
    why = "Tautan ini terkirim ke orang yang salah."
    with pytest.raises(WrongState, match="sudah dijawab"):
        inquiring.withdraw(desk(), complaint, row.id, why)
    with (
        clock.frozen_at(clock.now() + timedelta(days=2)),
        pytest.raises(WrongState, match="lewat waktunya"),
    ):
        inquiring.withdraw(desk(), complaint, other.id, why)
    with pytest.raises(NotFound):
        inquiring.withdraw(desk(), a_complaint("ADU-2026-0777", accused="e20"), other.id, why)
    told = [one.step for one in complaint.steps]
    assert told[-3:] == [Step.INQUIRED, Step.INQUIRED, Step.INQUIRY_ANSWERED]


# ── addresses ─────────────────────────────────────────────────────────────────────────────────


def test_the_address_for_news_is_sealed_and_forgotten_at_the_end(
    complaint: Complaint, arranging: Callable[[], Any]
) -> None:
    with arranging():
        complaint.notice = {"channel": "email", "address": "pelapor@warga.example"}
    assert b"warga" not in (complaint.notice_sealed or b"")
    assert queries.address_of(complaint.id) == "pelapor@warga.example"
    assert following.erase_addresses(SYSTEM) == 0
    moved(complaint, State.CLOSED, Step.CLOSED)
    assert following.erase_addresses(SYSTEM) == 1
    assert complaint.notice_sealed is None
    assert queries.address_of(complaint.id) is None


def test_who_wants_whatsapp_gets_no_mail(
    complaint: Complaint, arranging: Callable[[], Any]
) -> None:
    with arranging():
        complaint.notice = {"channel": "whatsapp", "address": "081234567890"}
    assert queries.address_of(complaint.id) is None

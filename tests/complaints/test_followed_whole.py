"""One complaint from the portal to its completion, as its reporter and the desk live through it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.complaints.models import Complaint, State, Step
from app.core import clock
from app.database.base import db
from app.deadlines import queries as deadlines
from app.people import queries as people
from tests.complaints.reporter import SECRET_NAME, SECRET_NIK, SECRET_PHONE, filed
from tests.complaints.stage import of
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

ANSWER = "Foto undangannya saya kirim ulang; nama pengundang ada di baris kedua."


def follow(client: Visitor, number: str, code: str) -> None:
    client.delete_cookie("sadar_sesi")
    client.get("/lacak")
    entered = client.post("/lacak", data={"nomor": number.lower(), "kode": code.replace("-", " ")})
    assert (entered.status_code, entered.location) == (303, "/lacak/aduan")


def test_filed_followed_asked_answered_and_the_clock_begins_anew(client: Visitor) -> None:
    number, code = filed(client)
    complaint = db.session.scalars(sa.select(Complaint).where(Complaint.number == number)).one()
    follow(client, number, code)
    first = client.get("/lacak/aduan").text
    assert "Identitas Anda dibuka: 0 kali" in first
    assert "undangan" in first
    client.be("e57").get(f"/meja-aduan/{complaint.id}/minta")
    sent = {"lacks": "evidence", "text": "Mohon kirim sedikitnya satu bukti yang terbaca."}
    assert client.post(f"/meja-aduan/{complaint.id}/minta", data=sent).status_code == 303
    follow(client, number, code)
    page = client.get("/lacak/aduan")
    assert "Perlu dilengkapi" in page.text
    assert "Jawab pertanyaan (1)" in page.text
    form = client.get("/lacak/aduan/percakapan").text
    assert "Mohon kirim sedikitnya satu bukti" in form
    db.session.refresh(complaint)
    question = complaint.messages[-1].id
    with clock.frozen_at(clock.now() + timedelta(minutes=5), everywhere=True):
        answered = client.post(
            "/lacak/aduan/percakapan", data={"text": ANSWER, "question": str(question)}
        )
        assert answered.location.endswith("hasil=lengkap")
    db.session.refresh(complaint)
    assert complaint.state is State.RECEIVED
    running = {one.code for one in deadlines.clocks_of("complaints", [complaint.id])[complaint.id]}
    assert running == {"periksa_aduan", "cek_kelengkapan_aduan"}
    assert [one.step for one in complaint.steps][-2:] == [Step.COMPLETED, Step.RESTARTED]
    client.be("e57")
    talk = client.get(f"/meja-aduan/{complaint.id}/percakapan").text
    assert ANSWER in talk
    for secret in (SECRET_NAME, SECRET_NIK, SECRET_PHONE.replace(" ", "")):
        for text in (first, page.text, form, talk):
            assert secret not in text
    for official in ("e57", "e56"):
        assert people.person(of(official)).name not in page.text + form

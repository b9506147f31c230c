"""Every address of following and talking, against every kind of visitor: who reaches what."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.complaints.models import Complaint
from app.complaints.policy import reporter_of
from app.complaints.queries import following as queries
from app.complaints.services import inquiring, retaliation, talking
from app.core import clock
from app.core.actor import PUBLIC, Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.database.transaction import use_case
from app.documents import queries as documents
from app.documents import services as letters
from app.documents.letters import Letter
from app.documents.models import Classification, Document, DocumentKind
from app.mail.models import MailMessage
from tests.complaints.stage import a_complaint, actor_of, enter, of, with_code
from tests.mail.conftest import sending_to, work
from tests.mail.server import MailServer
from tests.statements import questions
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHAT = "Perpanjangan izin toko saya tiba-tiba dipersulit sejak aduan ini diperiksa."
# The accused, his superior, a colleague, the administrator, HR, a new employee.
STRANGERS = ("e18", "e20", "e49", "e45", "e24")
OFFICE = ("e57", "e56", "e51")
READING = ("/meja-aduan/{c}/percakapan", "/meja-aduan/{c}/kode", "/tindakan-balasan/{r}")
WRITING = (
    "/meja-aduan/{c}/pesan", "/meja-aduan/{c}/catatan", "/meja-aduan/{c}/tautan",
    "/meja-aduan/{c}/tautan/{i}/cabut",
    "/meja-aduan/{c}/kode", "/tindakan-balasan/{r}/tugaskan", "/tindakan-balasan/{r}/tanggapan",
    "/tindakan-balasan/{r}/selesai",
)  # fmt: skip
OWN = ("", "/percakapan", "/bukti", "/cabut", "/balasan")


@pytest.fixture
def complaint(city: None, arranging: Callable[[], Any]) -> Complaint:
    found = with_code(a_complaint(accused="e18"))
    with arranging():
        found.notice = {"channel": "email", "address": "kenari@warga.example"}
    return found


@pytest.fixture
def sending() -> Iterator[MailServer]:
    with MailServer() as server, sending_to(server.url):
        yield server


def reaches(code: str, path: str) -> bool:
    """The desk resets codes, the inspectors protect, both talk."""
    if code not in OFFICE:
        return False
    if path.endswith("/kode"):
        return code == "e57"
    return code != "e57" or "balasan" not in path


def test_every_address_against_every_kind_of_person(client: Visitor, complaint: Complaint) -> None:
    row = retaliation.report(reporter_of(complaint), complaint, retaliation.Told(WHAT))
    link, _token = inquiring.inquire(actor_of("e57"), complaint, "Saksi", "Kapan itu?", 3)
    cells, unexpected = 0, []

    def note(expected: set[int], status: int, *what: str) -> None:
        nonlocal cells
        cells += 1
        if status not in expected:
            unexpected.append((*what, status))

    for code in (*STRANGERS, *OFFICE):
        client.be(code)
        for path in READING:
            address = path.format(c=complaint.id, r=row.id, i=link.id)
            note(
                {200} if reaches(code, path) else {404},
                client.get(address).status_code,
                code,
                address,
            )
            gone = path.format(c=999_999, r=999_999, i=999_999)
            note({404}, client.get(gone).status_code, code, gone)
        for path in WRITING:
            address = path.format(c=complaint.id, r=row.id, i=link.id)
            note(
                {422} if reaches(code, path) else {404},
                client.post(address, data={}).status_code,
                code,
                address,
            )
        for own in OWN:
            note({303}, client.get(f"/lacak/aduan{own}").status_code, code, own)
    client.delete_cookie("sadar_sesi")
    enter(client, complaint)
    for path in (*READING, *WRITING):
        address = path.format(c=complaint.id, r=row.id, i=link.id)
        asked = client.get(address) if path in READING else client.post(address, data={})
        note({303}, asked.status_code, "reporter", address)
        assert asked.location is None or asked.location.startswith("/masuk")
    assert unexpected == []
    assert cells > 150


def test_unknown_and_forbidden_look_the_same(client: Visitor, complaint: Complaint) -> None:
    client.be("e18").get("/tugas")
    hidden = client.get(f"/meja-aduan/{complaint.id}/percakapan")
    unknown = client.get("/meja-aduan/999999/percakapan")
    texts = [
        one.text.replace(f"/meja-aduan/{number}/", "/").replace(f"%2F{number}%2F", "%2F")
        for one, number in ((hidden, complaint.id), (unknown, 999999))
    ]
    assert hidden.status_code == unknown.status_code == 404
    assert texts[0] == texts[1]


@use_case
def a_letter(complaint: Complaint, holder: int | None) -> Document:
    return letters.order(
        actor_of("e56"),
        complaint,
        Letter(
            kind=DocumentKind.OUTCOME, template="documents/dok_11a.html", title="Uji", series="ADU",
            unit_code="INSP", unit_name="Inspektorat", signatory_post="Inspektur",
            classification=Classification.RESTRICTED, facts={}, schema="uji/1",
            record_name="uji.json", record_description="Uji", holder_person_id=holder,
        ),
    )  # fmt: skip


def test_of_two_notices_the_reporter_gets_his_own(client: Visitor, complaint: Complaint) -> None:
    own, others = a_letter(complaint, None), a_letter(complaint, of("e18"))
    me, stranger = reporter_of(complaint), reporter_of(a_complaint("ADU-2026-5007", accused="e20"))
    assert documents.document_for(me, own.id) is own
    for actor, letter in ((me, others), (stranger, own), (PUBLIC, own)):
        with pytest.raises(NotFound):
            documents.document_for(actor, letter.id)
    enter(client, complaint)
    text = client.get("/lacak/aduan").text
    assert own.number in text
    assert others.number not in text
    assert client.get(f"/lacak/surat/{own.id}.pdf").status_code == 202
    assert client.get(f"/lacak/surat/{others.id}.pdf").status_code == 404


def test_a_question_is_announced_by_mail_without_a_word_of_it(
    sending: Any,
    complaint: Complaint,
) -> None:
    day = clock.today() + timedelta(days=5)
    talking.ask(actor_with_desk(), complaint, "Siapa nama saksi kenari itu?", needs_answer=True, answer_by=day)  # fmt: skip
    work()
    (letter,) = [one for one in sending.arrived if one.to == "kenari@warga.example"]
    assert f"Ada pertanyaan dari petugas pada aduan {complaint.number}." in letter.text
    assert "/lacak" in letter.text
    for secret in ("saksi", "Siapa", "Yth"):
        assert secret not in letter.text
    message = db.session.scalars(
        sa.select(MailMessage).where(MailMessage.outside_type == "complaints")
    ).one()
    assert message.person_id is None
    assert "warga" not in str(message.outside_facts)
    assert queries.address_of(complaint.id) == "kenari@warga.example"


def actor_with_desk() -> Actor:
    return replace(actor_of("e57"), roles=frozenset({Role.EMPLOYEE, Role.INTAKE_OFFICER}))


def test_the_list_of_reports_asks_the_same_number_of_questions_however_long(
    client: Visitor, complaint: Complaint
) -> None:
    def asked() -> int:
        with questions() as seen:
            client.get("/tindakan-balasan")
        return sum(one.startswith("SELECT") for one in seen)

    client.be("e56")
    for _ in range(3):
        retaliation.report(reporter_of(complaint), complaint, retaliation.Told(WHAT))
    asked()
    few = asked()
    for _ in range(6):
        retaliation.report(reporter_of(complaint), complaint, retaliation.Told(WHAT))
    assert asked() == few

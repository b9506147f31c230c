"""Evidence that proves infected after it was filed: the reporter and the desk hear of it in words."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.attachments import scanning
from app.attachments import services as attachments
from app.attachments.clamd import Clamd
from app.attachments.models import Attachment
from app.attachments.scanning import ScannerAway
from app.attachments.sniffing import judge
from app.complaints.models import Complaint
from app.core import clock
from app.core.actor import SYSTEM
from app.database.base import db
from app.database.transaction import use_case
from app.notifications.models import Notice
from app.outbox import services as outbox
from tests.attachments.samples import jpeg, png
from tests.clamd import EICAR
from tests.complaints.stage import a_complaint, enter, of, with_code
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
INFECTED, GOOD = "kenari-kena.jpg", "kenari-baik.png"
# What a scanner calls it is no word for people.
MALWARE = ("Sadar.Test", "EICAR", "FOUND", "virus")


@pytest.fixture(autouse=True)
def _no_scanner_afterwards() -> Iterator[None]:
    yield
    scanning.use()


def away(_content: bytes) -> str | None:
    raise ScannerAway("down")


@pytest.fixture
def complaint() -> Complaint:
    return with_code(a_complaint(accused="e18"))


def hands_in(client: Visitor, complaint: Complaint, name: str, content: bytes) -> None:
    enter(client, complaint)
    client.get("/lacak/aduan/bukti")
    fields = {"evidence": (io.BytesIO(content), name), "caption": ""}
    sent = client.post("/lacak/aduan/bukti", data=fields, content_type="multipart/form-data")
    assert sent.status_code == 303, sent.text


@use_case
def kept(complaint: Complaint) -> None:
    attachments.store(SYSTEM, complaint, [judge(INFECTED, jpeg() + EICAR)])


def scanner_comes_back(clamd: Path) -> None:
    scanning.use(Clamd(clamd))
    with clock.frozen_at(clock.now() + timedelta(minutes=90)):
        outbox.work_off(limit=200)
    db.session.expire_all()


def test_a_reporter_reads_on_his_page_that_a_file_of_his_cannot_be_opened(
    clamd: Path, client: Visitor, complaint: Complaint
) -> None:
    scanning.use(away)
    hands_in(client, complaint, INFECTED, jpeg() + EICAR)
    hands_in(client, complaint, GOOD, png())
    before = client.get("/lacak/aduan").text
    assert before.count("menunggu pemeriksaan keamanan") == 2
    assert "program berbahaya" not in before
    scanner_comes_back(clamd)
    after = client.get("/lacak/aduan").text
    assert "Satu berkas yang Anda kirim ternyata mengandung program berbahaya" in after
    assert "Aduan Anda tetap diproses" in after
    assert after.count("mengandung program berbahaya, tidak dapat dibuka") == 1
    assert "menunggu pemeriksaan keamanan" not in after
    assert [word for word in MALWARE if word in after] == []


def test_the_desk_is_told_and_sees_it_and_nobody_whom_it_concerns(
    clamd: Path, client: Visitor, complaint: Complaint
) -> None:
    concerned = a_complaint("ADU-2026-5009", accused="e55")
    scanning.use(away)
    hands_in(client, complaint, INFECTED, jpeg() + EICAR)
    kept(concerned)
    scanner_comes_back(clamd)
    told = db.session.scalars(
        sa.select(Notice).where(Notice.event_name == "complaint.evidence_infected")
    ).all()
    assert {one.subject_id for one in told} == {complaint.id, concerned.id}
    by_case = {
        number: {one.person_id for one in told if one.subject_id == number}
        for number in (complaint.id, concerned.id)
    }
    assert of("e57") in by_case[complaint.id]
    assert of("e55") in by_case[complaint.id]
    assert of("e55") not in by_case[concerned.id]
    assert [word for one in told for word in (*MALWARE, INFECTED) if word in one.text] == []
    page = client.be("e57").get(f"/meja-aduan/{complaint.id}")
    assert "Mengandung program berbahaya" in page.text
    assert [word for word in MALWARE if word in page.text] == []
    (file,) = db.session.query(Attachment).filter_by(
        subject_type="complaints", subject_id=complaint.id
    )
    answer = client.get(f"/berkas/{file.id}")
    assert answer.status_code == 409
    assert "program berbahaya" in answer.text

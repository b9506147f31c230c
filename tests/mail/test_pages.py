"""The administrator sees how mail is going, repairs what failed, and reads nobody's mail."""

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.actor import Role
from app.database.base import db
from app.mail.models import MailMessage, MailState
from tests.factories.accounts import PASSWORD, a_person, an_account
from tests.mail.conftest import URGENT, tell, work
from tests.statements import questions


@pytest.fixture
def admin():
    return an_account(Role.ADMIN, person=a_person("Hendra Admin", email="admin@contoh.example"))


@pytest.fixture
def visitor(client, admin):
    client.sign_in(admin.nip, PASSWORD)
    return client


def test_without_a_server_the_page_says_so(visitor):
    page = visitor.get("/admin/surel").text
    assert "Surel mati" in page
    assert "Kirim surel uji" not in page


def test_the_log_names_people_and_results_and_no_content(mail_on, visitor):
    mail_on.behaviour.at_rcpt["b@contoh.example"] = "550 tidak ada"
    thing = tell(
        URGENT,
        a_person("Ayu Penerima", email="a@contoh.example"),
        a_person("Bagus Penerima", email="b@contoh.example"),
    )
    work()
    page = visitor.get("/admin/surel").text
    for word in ("Ayu Penerima", "Terkirim", "Bagus Penerima", "Gagal", "SMTP 550", "Segera"):
        assert word in page
    for word in (thing.number, "Atasan menetapkan", "N-09", "a@contoh.example"):
        assert word not in page
    only_dead = visitor.get("/admin/surel?status=dead").text
    assert "Bagus Penerima" in only_dead
    assert "Ayu Penerima" not in only_dead


def test_a_failed_one_is_sent_again_by_a_button_and_the_trail_says_who(mail_on, visitor):
    mail_on.behaviour.at_rcpt["b@contoh.example"] = "550 tidak ada"
    tell(URGENT, a_person(email="b@contoh.example"))
    work()
    message = db.session.scalars(sa.select(MailMessage)).one()
    mail_on.behaviour.at_rcpt.clear()
    visitor.get("/admin/surel")
    assert visitor.post(f"/admin/surel/{message.id}/kirim-lagi").status_code == 303
    work()
    assert len(mail_on.arrived) == 1
    assert visitor.post(f"/admin/surel/{message.id}/kirim-lagi").status_code == 409
    newest = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert (newest.action, newest.actor_name) == ("mail.sent_again", "Hendra Admin")


def test_the_admin_tries_mail_out_on_himself(mail_on, visitor):
    visitor.get("/admin/surel")
    visitor.post("/admin/surel/uji")
    work()
    [mail] = mail_on.arrived
    assert (mail.to, mail.message["Subject"]) == ("admin@contoh.example", "SADAR: surel uji")
    assert "Pengiriman surel berjalan." in mail.text


def test_trying_out_without_an_address_says_what_is_missing(mail_on, client):
    nobody = an_account(Role.ADMIN, person=a_person(email=None))
    client.sign_in(nobody.nip, PASSWORD)
    client.get("/admin/surel")
    client.post("/admin/surel/uji")
    assert "Alamat surel Anda belum tercatat" in client.get("/admin/surel").text


@pytest.mark.parametrize("role", [None, Role.HR_OFFICER, Role.INSPECTOR])
def test_for_everybody_else_the_page_does_not_exist(client, role):
    person = an_account(*([role] if role else []))
    client.sign_in(person.nip, PASSWORD)
    assert client.get("/admin/surel").status_code == 404


def test_the_log_is_read_with_few_queries_however_long(mail_on, visitor):
    tell(URGENT, *(a_person(email=f"p{n}@contoh.example") for n in range(60)))
    with questions() as seen:
        page = visitor.get("/admin/surel").text
    assert "Halaman 1 dari 2" in page
    assert len([one for one in seen if "mail_messages" in one]) == 2


def test_every_state_has_its_word():
    assert {one.label for one in MailState} == {
        "Menunggu", "Terkirim", "Gagal", "Tidak jadi dikirim",
    }  # fmt: skip

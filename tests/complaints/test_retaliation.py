"""Retaliation is told on its own way: to those who protect, never to whom the complaint concerns."""

from datetime import timedelta

import pytest

from app.accounts import queries as accounts
from app.audit.models import AuditEntry
from app.complaints.models import Complaint, Retaliation, RetaliationState
from app.complaints.policy import reporter_of
from app.complaints.queries import protecting
from app.complaints.services import retaliation
from app.core import clock
from app.core.actor import PUBLIC, Actor, Role
from app.core.errors import Invalid, NotAllowed, NotFound
from app.database.base import db
from app.deadlines import queries as deadlines
from app.documents.models import Document
from app.notifications.models import Notice
from app.people import queries as people
from app.reviews import line
from tests.complaints.stage import a_complaint, actor_of, enter, of, with_code
from tests.factories.accounts import as_actor
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHAT = "Perpanjangan izin toko saya tiba-tiba dipersulit sejak aduan ini diperiksa."
STEP = "Berkas izin dipindahkan ke pejabat lain dan diawasi langsung oleh Inspektorat."


@pytest.fixture
def complaint(city: None) -> Complaint:
    return with_code(a_complaint(accused="e18"))


@pytest.fixture
def told(complaint: Complaint) -> Retaliation:
    return retaliation.report(
        reporter_of(complaint), complaint, retaliation.Told(WHAT, "Petugas loket Kenari")
    )


def inspector(code: str = "e56") -> Actor:
    person = people.person(of(code))
    assert person is not None
    account = accounts.account_of(person.id)
    assert account is not None
    return Actor(person.id, person.name, frozenset({Role.EMPLOYEE, Role.INSPECTOR}), account.id)


def test_it_has_a_number_a_day_and_is_told_to_inspektorat_and_sekda_at_once(
    told: Retaliation,
) -> None:
    assert told.number.startswith("BLS-2026-")
    due = deadlines.clock_of("retaliations", told.id, "tanggapan_balasan")
    assert due is not None
    assert due.due_on == deadlines.due_on("tanggapan_balasan", clock.today())
    notices = db.session.query(Notice).filter_by(subject_type="retaliations", subject_id=told.id)
    heard = {one.person_id for one in notices}
    assert set(line.secretary()) <= heard
    assert of("e56") in heard
    assert of("e18") not in heard
    assert {one.code for one in notices} == {"N-32"}
    assert all("Kenari" not in one.text and WHAT[:15] not in one.text for one in notices)
    assert b"Kenari" not in told.words_sealed


def test_from_the_tracking_page_with_what_is_missing_said(
    client: Visitor, complaint: Complaint
) -> None:
    enter(client, complaint)
    client.get("/lacak/aduan/balasan")
    later = clock.today() + timedelta(days=3)
    wrong = client.post(
        "/lacak/aduan/balasan",
        data={"text": WHAT, "who": "", "happened_on-day": later.day,
              "happened_on-month": later.month, "happened_on-year": later.year},
    )  # fmt: skip
    assert wrong.status_code == 422
    assert wrong.text.count("Tanggal kejadian tidak boleh setelah hari ini.") == 2
    short = client.post("/lacak/aduan/balasan", data={"text": "Diancam."})
    assert short.text.count("Tulis sedikitnya 20 huruf.") == 2
    assert client.post("/lacak/aduan/balasan", data={"text": WHAT}).status_code == 303
    row = db.session.query(Retaliation).one()
    assert row.number in client.get("/lacak/aduan").text


def test_whoever_the_complaint_concerns_learns_nothing_of_it(
    client: Visitor, told: Retaliation
) -> None:
    barred = Actor(of("e18"), "x", frozenset({Role.EMPLOYEE, Role.INSPECTOR, Role.LEADER}))
    for stranger in (barred, actor_of("e20"), PUBLIC):
        with pytest.raises(NotFound):
            protecting.retaliation_for(stranger, told.id)
    assert protecting.retaliations_visible_to(barred).page.total == 0
    assert protecting.waiting_for(barred) == 0
    for code in ("e18", "e20", "e49", "e17"):
        assert client.be(code).get(f"/tindakan-balasan/{told.id}").status_code == 404, code
        listed = client.get("/tindakan-balasan").text
        assert told.number not in listed
        unknown = client.get("/tindakan-balasan/999999")
        assert unknown.status_code == 404


def test_list_and_page_agree_for_everybody(told: Retaliation) -> None:
    for number in range(2, 61):
        one = actor_of(f"e{number:02d}")
        listed = {row.id for row in protecting.retaliations_visible_to(one).page.items}
        assert (told.id in listed) == protecting.may_read(one, told.id), one.name


def test_the_first_response_names_what_protects_and_the_reporter_reads_it(
    client: Visitor, told: Retaliation
) -> None:
    page = f"/tindakan-balasan/{told.id}"
    shown = client.be("e56").get(page)
    assert WHAT in shown.text
    short = client.post(f"{page}/tanggapan", data={"text": "Sudah."})
    assert short.status_code == 422
    assert client.post(f"{page}/tanggapan", data={"text": STEP}).status_code == 303
    db.session.refresh(told)
    assert told.state is RetaliationState.HANDLED
    assert deadlines.clock_of("retaliations", told.id, "tanggapan_balasan") is None
    assert deadlines.clock_of("retaliations", told.id, "tangani_balasan") is not None
    client.delete_cookie("sadar_sesi")
    enter(client, told.complaint)
    assert STEP in client.get("/lacak/aduan").text
    ended = client.be("e56").get(page)
    assert "Selesaikan" in ended.text
    nothing = client.post(f"{page}/selesai", data={"text": STEP})
    assert nothing.status_code == 422
    assert client.post(f"{page}/selesai", data={"result": "refer", "text": STEP}).status_code == 303
    db.session.refresh(told)
    assert told.state is RetaliationState.REFERRED
    assert deadlines.clocks_of("retaliations", [told.id])[told.id] == []


def test_it_is_assigned_to_somebody_free_who_then_reads_it(told: Retaliation) -> None:
    for wrong in (of("e18"), None, 999_999):
        with pytest.raises(Invalid, match="tidak terkait"):
            retaliation.assign(inspector(), told, wrong)
    assert not protecting.may_read(actor_of("e25"), told.id)
    retaliation.assign(inspector(), told, of("e25"))
    assert protecting.may_read(actor_of("e25"), told.id)
    assert protecting.is_shown(actor_of("e25"))
    with pytest.raises(NotAllowed):
        retaliation.assign(actor_of("e25"), told, of("e26"))
    with pytest.raises(NotAllowed):
        retaliation.respond(actor_of("e25"), told, STEP)


def test_the_sekda_reads_it_and_does_not_act(told: Retaliation) -> None:
    (secretary,) = line.secretary()
    person = people.person(secretary)
    assert person is not None
    actor = Actor(person.id, person.name, frozenset({Role.EMPLOYEE, Role.LEADER}))
    assert protecting.may_read(actor, told.id)
    with pytest.raises(NotAllowed):
        retaliation.settle(actor, told, STEP, refer=False)


def test_only_the_reporter_of_this_complaint_reports(complaint: Complaint) -> None:
    other = a_complaint("ADU-2026-5004", accused="e20")
    for stranger in (PUBLIC, reporter_of(other), inspector()):
        with pytest.raises(NotAllowed):
            retaliation.report(stranger, complaint, retaliation.Told(WHAT))
    assert db.session.query(Document).filter_by(subject_type="retaliations").count() == 0


# ── an employee or witness, without a complaint ───────────────────────────────────────────────


def reported_by(client: Visitor, code: str, **changed: str) -> Retaliation:
    client.be(code).get("/laporkan/tindakan-balasan/baru")
    fields = {"text": WHAT, "who": "", "who_id": "", "happened_on-day": "", "happened_on-month": "",
              "happened_on-year": "", **changed}  # fmt: skip
    sent = client.post("/laporkan/tindakan-balasan/baru", data=fields)
    assert sent.status_code == 303, sent.text
    return db.session.query(Retaliation).order_by(Retaliation.id.desc()).first()


def test_a_witness_reports_retaliation_without_a_complaint_and_reads_the_answer(
    client: Visitor,
) -> None:
    client.be("e20").get("/laporkan/tindakan-balasan/baru")
    short = client.post("/laporkan/tindakan-balasan/baru", data={"text": "Dibalas."})
    assert short.status_code == 422
    row = reported_by(client, "e20", who=people.person(of("e17")).name)
    assert row.complaint_id is None
    heard = {
        one.person_id
        for one in db.session.query(Notice).filter_by(
            subject_type="retaliations", subject_id=row.id
        )
    }
    assert set(line.secretary()) <= heard
    assert not {of("e17"), of("e20")} & heard
    retaliation.respond(inspector(), row, STEP)
    page = client.be("e20").get("/laporkan/tindakan-balasan").text
    assert row.number in page
    assert STEP in page
    assert "Anda belum melaporkan" in client.be("e21").get("/laporkan/tindakan-balasan").text
    seen = client.be("e56").get(f"/tindakan-balasan/{row.id}")
    assert people.person(of("e20")).name in seen.text
    for stranger in ("e17", "e20", "e21", "e49"):
        assert client.be(stranger).get(f"/tindakan-balasan/{row.id}").status_code == 404, stranger


def test_neither_trail_nor_tables_tell_which_employee_reported(client: Visitor) -> None:
    row = reported_by(client, "e20", who=people.person(of("e17")).name)
    name = people.person(of("e20")).name
    assert name.encode() not in row.words_sealed
    entries = db.session.query(AuditEntry).filter_by(subject_type="retaliations", subject_id=row.id)
    assert {one.actor_person_id for one in entries} <= {None}


def test_when_an_inspector_retaliates_no_inspector_of_his_unit_reads_of_it(client: Visitor) -> None:
    row = reported_by(client, "e20", who=people.person(of("e56")).name)
    assert row.desk_id is not None
    for one in accounts.people_with_role(Role.INSPECTOR):
        with pytest.raises(NotFound):
            protecting.retaliation_for(inspector_of(one), row.id)
    stand_in = people.person(row.desk_id)
    assert stand_in is not None
    assert protecting.retaliations_visible_to(as_actor(stand_in)).page.items == [row]
    assert protecting.is_shown(as_actor(stand_in))


def inspector_of(person_id: int) -> Actor:
    person = people.person(person_id)
    assert person is not None
    return Actor(person.id, person.name, frozenset({Role.EMPLOYEE, Role.INSPECTOR}))

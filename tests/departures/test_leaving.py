"""Leaving office: the exit declaration, its verification, and the cooling-off time."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pypdf
import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database import paging
from app.database.base import db
from app.departures import mailing, queries, services
from app.departures.models import Cause, Departure, DepartureFiling, DepartureState
from app.documents.models import DocumentState
from app.notifications.models import Notice
from app.outbox import services as outbox
from app.people import queries as people
from tests.disclosures.stage import actor
from tests.seasons.stage import hr
from tests.statements import questions
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

COMPLETE = {
    "plan": "work", "body_name": "PT Contoh Konsultan", "ties": "yes",
    "tie_note": "Pernah mendapat izin usaha tahun 2024.", "handed_over": "Berkas pameran: Ni Luh",
    "information_returned": True, "contact": "0812000111", "agrees_cooling": True,
}  # fmt: skip


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(8), clock.zone()), everywhere=True):
        yield


@pytest.fixture
def leaving() -> Departure:
    """e28 of the story, who retires in forty days."""
    person = people.person_by_code("e28")
    return db.session.query(Departure).filter_by(person_id=person.id).one()


@pytest.fixture
def verified(leaving: Departure) -> Departure:
    services.file(actor("e28"), leaving, COMPLETE)
    services.verify(hr(), leaving, access_revoked=True, goods_returned=True)
    return leaving


def told(code: str) -> int:
    """How often this person heard of a departure since the demo city began."""
    person = people.person_by_code(code)
    asked = db.session.query(Notice).filter_by(person_id=person.id, subject_type="departures")
    former = people.person_by_code("x11")
    earlier = db.session.query(Departure.id).filter_by(person_id=former.id)
    return asked.filter(Notice.subject_id.not_in(earlier)).count()


def test_the_one_who_leaves_is_asked_on_his_task_page(client: Visitor) -> None:
    text = client.be("e28").get("/tugas").text
    assert "Isi Pernyataan Akhir Jabatan" in text
    assert told("e28") == 1


def test_it_is_filled_in_and_signed_on_one_page(leaving: Departure, client: Visitor) -> None:
    page = f"/akhir-jabatan/{leaving.id}/isi"
    client.be("e28").get(page)
    fields = {name: ("y" if value is True else value) for name, value in COMPLETE.items()}
    wrong = client.post(page, data={**fields, "password": "bukan"})
    assert wrong.status_code == 422
    assert "PT Contoh Konsultan" in wrong.text
    sent = client.post(page, data={**fields, "password": PASSWORD})
    assert sent.status_code == 303
    db.session.expire_all()
    assert leaving.state is DepartureState.FILED
    assert "PT Contoh Konsultan" in client.get(sent.location).text


def test_what_is_missing_stands_beside_its_question(leaving: Departure, client: Visitor) -> None:
    page = f"/akhir-jabatan/{leaving.id}/isi"
    client.be("e28").get(page)
    answer = client.post(page, data={"plan": "work"})
    assert answer.status_code == 422
    for sentence in (
        "Isi kata sandi Anda.",
        "Isi nama tempatnya.",
        "Isi kontak Anda.",
        "Tulis urusan dan penerimanya",
    ):
        assert answer.text.count(sentence) == 2


def test_without_plans_no_place_is_asked(leaving: Departure) -> None:
    answers = {**COMPLETE, "plan": "none", "ties": "", "tie_note": ""}
    filing = services.file(actor("e28"), leaving, answers)
    assert filing.content["body_name"] == ""


def test_a_draft_is_kept(leaving: Departure, client: Visitor) -> None:
    page = f"/akhir-jabatan/{leaving.id}/isi"
    client.be("e28").get(page)
    client.post(page, data={"contact": "0812000111", "aksi": "draf"})
    assert 'value="0812000111"' in client.get(page).text


def test_matters_in_a_register_must_be_handed_over_first(
    leaving: Departure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_matters", [lambda _person: 2])
    with pytest.raises(Invalid, match="Masih ada 2 urusan belum diserahterimakan"):
        services.file(actor("e28"), leaving, COMPLETE)


def test_what_was_filed_is_sealed_and_never_changed(leaving: Departure) -> None:
    filing = services.file(actor("e28"), leaving, COMPLETE)
    assert b"Konsultan" not in filing.content_sealed
    with pytest.raises(WrongState):
        services.file(actor("e28"), leaving, COMPLETE)
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("UPDATE departure_filings SET sha256 = 'x'")


def test_hr_verifies_what_it_has_seen_and_the_cooling_off_begins_after_the_last_day(
    leaving: Departure,
) -> None:
    services.file(actor("e28"), leaving, COMPLETE)
    with pytest.raises(Invalid):
        services.verify(hr(), leaving, access_revoked=True, goods_returned=False)
    services.verify(hr(), leaving, access_revoked=True, goods_returned=True)
    last = leaving.last_day
    assert leaving.cooling_until == last.replace(year=last.year + 2)
    person = leaving.person_id
    assert queries.cooling_on([person], last) == {}
    assert queries.cooling_on([person], last + timedelta(days=1)) == {person: leaving.cooling_until}
    assert queries.cooling_on([person], leaving.cooling_until + timedelta(days=1)) == {}


def test_the_days_pass_and_the_state_follows(verified: Departure) -> None:
    with on(verified.last_day):
        assert services.keep_up(SYSTEM) == 0
    with on(verified.last_day + timedelta(days=1)):
        assert services.keep_up(SYSTEM) == 1
        assert verified.state is DepartureState.COOLING
        assert services.keep_up(SYSTEM) == 0
    with on(verified.cooling_until + timedelta(days=1)):
        services.keep_up(SYSTEM)
        assert verified.state is DepartureState.DONE


def test_a_fortnight_before_he_is_reminded_once(leaving: Departure) -> None:
    with on(leaving.last_day - timedelta(days=15)):
        services.keep_up(SYSTEM)
        assert told("e28") == 1
    for days in (14, 13):
        with on(leaving.last_day - timedelta(days=days)):
            services.keep_up(SYSTEM)
        assert told("e28") == 2


def test_who_left_without_it_is_told_to_the_superior_and_hr_once(leaving: Departure) -> None:
    for days in (1, 2):
        with on(leaving.last_day + timedelta(days=days)):
            services.keep_up(SYSTEM)
        assert (told("e15"), told("e45")) == (1, 1)


def test_the_city_remembers_somebody_in_the_cooling_off_time(client: Visitor) -> None:
    former = people.person_by_code("x11")
    (until,) = queries.cooling_on([former.id], clock.today()).values()
    assert until == former.left_on.replace(year=former.left_on.year + 2) - timedelta(days=1)
    text = client.be("e45").get("/akhir-jabatan?status=cooling").text
    assert "Drs. Wiyono Hadikusumo" in text
    assert "Masa tunggu" in text


def test_nobody_else_reads_it(verified: Departure, client: Visitor) -> None:
    for code in ("e15", "e18", "e49", "e56"):
        with pytest.raises(NotFound):
            queries.departure_for(actor(code), verified.id)
        assert client.be(code).get(f"/akhir-jabatan/{verified.id}").status_code == 404
        assert client.get("/akhir-jabatan").status_code == 404


def test_reading_by_hr_is_written_to_the_trail(verified: Departure, client: Visitor) -> None:
    client.be("e45").get(f"/akhir-jabatan/{verified.id}")
    entries = db.session.connection().exec_driver_sql(
        "SELECT count(*) FROM audit_entries WHERE subject_type = 'departures' "
        "AND reason = 'Memeriksa pernyataan akhir jabatan'"
    )
    assert entries.scalar_one() == 1


def test_hr_records_a_departure_on_a_page(client: Visitor) -> None:
    client.be("e45").get("/akhir-jabatan/baru")
    day = clock.today() + timedelta(days=60)
    fields: dict[str, Any] = {
        "person": "Taufik Hidayatullah, S.T.", "person_id": "", "cause": "transfer",
        "last_day-day": str(day.day), "last_day-month": str(day.month),
        "last_day-year": str(day.year),
    }  # fmt: skip
    sent = client.post("/akhir-jabatan/baru", data=fields)
    assert sent.status_code == 303
    assert told("e27") == 1
    client.get("/akhir-jabatan/baru")
    twice = client.post("/akhir-jabatan/baru", data=fields)
    assert "sudah dicatat" in twice.text


def test_nobody_handles_his_own_leaving() -> None:
    day = clock.today() + timedelta(days=60)
    with pytest.raises(Invalid, match="petugas lain"):
        services.record(hr(), hr().somebody, Cause.TRANSFER, day)
    with pytest.raises(NotAllowed):
        services.record(actor("e28"), hr().somebody, Cause.TRANSFER, day)


def test_whoever_stays_after_all_owes_nothing(leaving: Departure) -> None:
    with pytest.raises(Invalid):
        services.cancel(hr(), leaving, "Batal.")
    services.cancel(hr(), leaving, "Masa kerja diperpanjang satu tahun oleh Wali Kota.")
    assert leaving.state is DepartureState.CANCELLED
    assert queries.own_visible_to(actor("e28")) is None


def test_the_letter_says_when_the_cooling_off_ends(verified: Departure) -> None:
    letters = queries.letters_for(actor("e28"), verified)
    assert len(letters) == 2
    facts = letters[-1].facts["facts"]
    assert facts["cooling_until"] == verified.cooling_until.isoformat()
    assert facts["verifier"].startswith("Novita Sari")
    assert db.session.query(DepartureFiling).filter_by(departure_id=verified.id).count() == 1


def test_the_printed_letter_says_what_was_declared_and_verified(verified: Departure) -> None:
    outbox.work_off(limit=500)
    db.session.expire_all()
    first, final = queries.letters_for(actor("e28"), verified)
    assert (first.state, final.state) == (DocumentState.SUPERSEDED, DocumentState.ISSUED)
    pages = pypdf.PdfReader(io.BytesIO(final.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for expected in (
        final.code, verified.number, "PT Contoh Konsultan", "Berkas pameran: Ni Luh",
        "Masa tunggu sampai", "akses ke sistem sudah dicabut", "Novita Sari", "RAHASIA",
    ):  # fmt: skip
        assert expected in text, expected


def test_the_letter_opens_for_the_leaver_and_hr_and_for_nobody_else(
    verified: Departure, client: Visitor
) -> None:
    outbox.work_off(limit=500)
    db.session.expire_all()
    address = f"/surat/{queries.letters_for(actor('e28'), verified)[-1].id}.pdf"
    for code, status in (("e28", 200), ("e45", 200), ("e15", 404), ("e49", 404)):
        assert client.be(code).get(address).status_code == status, code


def test_a_departure_called_off_after_filing_revokes_its_letter(leaving: Departure) -> None:
    services.file(actor("e28"), leaving, COMPLETE)
    outbox.work_off(limit=500)
    services.cancel(hr(), leaving, "Masa kerja diperpanjang satu tahun oleh Wali Kota.")
    db.session.expire_all()
    (letter,) = queries.letters_for(actor("e28"), leaving)
    assert letter.state is DocumentState.REVOKED


# ── the list of BKPSDM ────────────────────────────────────────────────────────────────────────


def leave_all(codes: list[str]) -> None:
    day = clock.today() + timedelta(days=90)
    for code in codes:
        services.record(hr(), people.person_by_code(code).id, Cause.RETIREMENT, day)


def test_the_list_is_narrowed_by_state_and_name(verified: Departure, client: Visitor) -> None:
    leave_all(["e27", "e19"])
    client.be("e45")
    rest = client.get("/akhir-jabatan?status=open").text
    assert verified.number not in rest
    assert "Taufik Hidayatullah" in rest
    found = client.get("/akhir-jabatan?cari=taufik").text
    assert "Taufik Hidayatullah" in found
    assert "Dewi Sekar" not in found
    none = client.get("/akhir-jabatan?cari=tidak+ada+orangnya").text
    assert "Tidak ada akhir jabatan yang cocok dengan saringan ini." in none
    assert client.get("/akhir-jabatan?status=ngawur&halaman=99").status_code == 200


def test_a_long_list_has_pages_and_takes_as_many_queries_as_a_short_one(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = hr()
    db.session.expire_all()
    with questions() as few:
        queries.departures_visible_to(officer)
    leave_all(["e27", "e19", "e20", "e24"])
    monkeypatch.setattr(paging, "PAGE_SIZE", 3)
    client.be("e45").get("/akhir-jabatan")
    assert "Halaman 2 dari 2" in client.get("/akhir-jabatan?halaman=2").text
    monkeypatch.setattr(paging, "PAGE_SIZE", 25)
    db.session.expire_all()
    with questions() as many:
        page = queries.departures_visible_to(officer)
        assert [one.person.name for one in page.items]
    assert page.total == 6
    assert len(many) == len(few)


@pytest.mark.parametrize(("form", "start"), [("csv", "\ufeffnomor;nama".encode()), ("xlsx", b"PK")])
def test_the_list_is_taken_out_as_a_file_and_that_is_written_down(
    verified: Departure, client: Visitor, form: str, start: bytes
) -> None:
    answer = client.be("e45").get(f"/akhir-jabatan/unduh.{form}?status=verified")
    assert answer.data.startswith(start)
    assert b"PT Contoh Konsultan" not in answer.data
    entries = db.session.connection().exec_driver_sql(
        "SELECT count(*) FROM audit_entries WHERE action = 'departure.exported'"
    )
    assert entries.scalar_one() == 1
    assert client.get("/akhir-jabatan/unduh.exe").status_code == 404
    assert client.be("e49").get(f"/akhir-jabatan/unduh.{form}").status_code == 404


# ── clocks and mail ───────────────────────────────────────────────────────────────────────────


def test_bkpsdm_has_five_working_days_to_verify(leaving: Departure, client: Visitor) -> None:
    services.file(actor("e28"), leaving, COMPLETE)
    text = client.be("e45").get(f"/akhir-jabatan/{leaving.id}").text
    assert "Sisa 5 hari kerja" in text
    services.verify(hr(), leaving, access_revoked=True, goods_returned=True)
    assert "Sisa 5 hari kerja" not in client.get(f"/akhir-jabatan/{leaving.id}").text


def test_the_superior_is_told_of_lateness_without_a_link_he_may_not_open(
    leaving: Departure,
) -> None:
    with on(leaving.last_day + timedelta(days=1)):
        services.keep_up(SYSTEM)
    told_to = {row.person_id: row.link for row in db.session.query(Notice).filter_by(
        event_name="departure.late")}  # fmt: skip
    assert told_to[people.person_by_code("e15").id] is None
    assert told_to[people.person_by_code("e45").id] == f"/akhir-jabatan/{leaving.id}"


def test_lateness_is_mailed_to_superior_and_hr_until_it_is_filed(leaving: Departure) -> None:
    superior, officer, stranger = actor("e15"), hr(), actor("e18")
    with on(leaving.last_day + timedelta(days=1)):
        concerned = [
            mailing.lateness_still_concerns(one, leaving.id)
            for one in (superior, officer, stranger, actor("e28"))
        ]
    assert concerned == [True, True, False, False]
    services.file(actor("e28"), leaving, COMPLETE)
    assert not mailing.lateness_still_concerns(superior, leaving.id)


def test_two_officers_at_once_the_second_is_told(leaving: Departure, client: Visitor) -> None:
    services.file(actor("e28"), leaving, COMPLETE)
    page = f"/akhir-jabatan/{leaving.id}/verifikasi"
    client.be("e45").get(page)
    services.verify(hr(), leaving, access_revoked=True, goods_returned=True)
    answer = client.post(page, data={"access_revoked": "y", "goods_returned": "y"})
    assert answer.status_code == 409
    assert db.session.query(Departure).filter_by(id=leaving.id).one().state is not None
    assert len(queries.letters_for(hr(), leaving)) == 2

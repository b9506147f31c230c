"""S-97: who may see the trail, what it shows, and how it is searched and taken out."""

import csv
import io
import re

import pytest
import sqlalchemy as sa

from app.audit import queries, services
from app.audit.models import AuditEntry
from app.audit.queries import Filter, log_visible_to
from app.audit.vocabulary import kind_of
from app.core.actor import Role
from app.core.errors import NotAllowed
from app.database.base import db
from app.people import queries as people
from tests.audit.test_chain import OFFICER, Thing, something_happens
from tests.factories.accounts import PASSWORD, a_person, an_account, as_actor


@pytest.fixture
def keeper(client):
    person = an_account(Role.ADMIN, person=a_person("Ratna Ayu Puspita, S.Kom."))
    client.sign_in(person.nip, PASSWORD)
    return person


def test_the_log_shows_who_what_when_and_why(client, keeper):
    services.record_reading(OFFICER, Thing(person_id=keeper.id), "Meninjau deklarasi DEK-1")
    page = client.get("/admin/log").text
    for text in (
        "Wira Dananjaya",
        "BKPSDM",
        "Catatan dibuka",
        "Meninjau deklarasi DEK-1",
        "Ratna Ayu",
    ):
        assert text in page


@pytest.mark.parametrize("roles", [(), (Role.HR_OFFICER,), (Role.UPG_OFFICER,), (Role.LEADER,)])
def test_for_others_the_log_does_not_exist(client, roles):
    person = an_account(*roles)
    client.sign_in(person.nip, PASSWORD)
    assert client.get("/admin/log").status_code == 404
    assert client.get("/admin/log.csv").status_code == 404
    with pytest.raises(NotAllowed):
        log_visible_to(as_actor(person), Filter())


def test_an_inspector_may_read_the_log(client):
    person = an_account(Role.INSPECTOR)
    client.sign_in(person.nip, PASSWORD)
    assert client.get("/admin/log").status_code == 200


def test_the_log_is_filtered_by_person_action_and_day(client, keeper):
    something_happens(number="DEK-2026-000001")
    services.record_reading(OFFICER, Thing(), "Meninjau")
    found = client.get("/admin/log?tindakan=record.read").text
    assert "DEK-2026-000001" not in found
    assert "Meninjau" in found
    assert "Wira Dananjaya" not in client.get("/admin/log?pegawai=Ratna").text
    later = "dari-day=3&dari-month=3&dari-year=2026"
    assert "Wira Dananjaya" not in client.get(f"/admin/log?{later}").text
    today = "dari-day=2&dari-month=3&dari-year=2026&sampai-day=2&sampai-month=3&sampai-year=2026"
    assert "Wira Dananjaya" in client.get(f"/admin/log?{today}").text


def test_a_percent_sign_in_the_name_is_only_a_percent_sign(client, keeper):
    something_happens()
    assert "Wira Dananjaya" not in client.get("/admin/log?pegawai=%25").text


def test_an_impossible_day_is_said_beside_the_field_and_keeps_what_was_typed(client, keeper):
    answer = client.get("/admin/log?dari-day=31&dari-month=2&dari-year=2026")
    assert answer.status_code == 422
    assert "Ada yang perlu diperbaiki" in answer.text
    assert 'value="31"' in answer.text


def test_long_logs_are_paged(client, keeper):
    something_happens(60)
    assert "Halaman 1 dari 2" in client.get("/admin/log?tindakan=test.happened").text
    second = client.get("/admin/log?tindakan=test.happened&halaman=2")
    assert second.status_code == 200
    assert "Halaman 2 dari 2" in second.text


def test_of_a_very_long_log_the_newest_are_shown_and_the_page_says_so(client, keeper, monkeypatch):
    monkeypatch.setattr(queries, "MOST_SHOWN", 55)
    something_happens(60)
    last = client.get("/admin/log?tindakan=test.happened&halaman=9").text
    assert "Halaman 2 dari 2" in last
    assert "Hanya 55 entri terbaru yang ditampilkan." in last


def test_the_export_is_safe_in_a_spreadsheet_and_is_itself_logged(client, keeper):
    services.record_reading(OFFICER, Thing(), '=HYPERLINK("x")')
    answer = client.get("/admin/log.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert rows[0]["alasan"] == '\'=HYPERLINK("x")'
    assert rows[0]["pelaku"] == "Wira Dananjaya, S.T."
    assert "Log akses &amp; perubahan diunduh" in client.get("/admin/log").text


def test_every_record_of_the_city_is_called_by_a_word_and_not_by_its_table(client, city):
    kinds = {entry.subject_type: entry for entry in db.session.scalars(sa.select(AuditEntry))}
    assert len(kinds) > 15
    assert [name for name in kinds if kind_of(name) == name] == []
    page = client.be("e49").get("/admin/log?tindakan=matter.recorded").text
    assert records_told_in(page) == {"Urusan"}


def test_a_rebuilt_index_and_a_wrong_password_are_called_by_a_word_too(app, client, city):
    assert app.test_cli_runner().invoke(args=["crosscheck", "rebuild"]).exit_code == 0
    client.sign_in(people.person_by_code("E-24").nip, "bukan sandi saya")
    keeper = client.be("e49")
    built = keeper.get("/admin/log?tindakan=crosscheck.index_built").text
    assert records_told_in(built) == {"Indeks nama"}
    failed = keeper.get("/admin/log?tindakan=account.sign_in_failed").text
    assert records_told_in(failed) == {"Percobaan masuk"}


def records_told_in(page):
    told = re.findall(r'data-label="Catatan"><span class="cell">([^<]+)', page)
    return {one.strip() for one in told}

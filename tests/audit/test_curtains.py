"""What even a keeper of the trail does not see: entries about records that are kept from him."""

import re

import pytest
import sqlalchemy as sa

from app.audit import curtains
from app.audit.queries import Filter, log_visible_to
from app.core import events
from app.core.actor import Role
from app.core.events import Event
from app.database.transaction import use_case
from app.people.models import Person
from tests.audit.test_chain import HAPPENED, OFFICER
from tests.factories.accounts import PASSWORD, a_person, an_account, as_actor


@pytest.fixture
def drawn():
    """Entries about people are hidden from everybody but these people themselves."""
    before = dict(curtains._curtains)
    curtains.draw(
        "people", lambda actor: sa.select(Person.id).where(Person.id == (actor.person_id or -1))
    )
    yield
    curtains._curtains.clear()
    curtains._curtains.update(before)


@use_case
def something_happens_to(person: Person) -> None:
    events.emit(Event(HAPPENED, OFFICER, person, {"number": "ADU-2026-0042"}))


def test_an_entry_about_a_hidden_record_is_on_no_page_in_no_file_and_in_no_list(client, drawn):
    inspector, hidden = an_account(Role.INSPECTOR), a_person("Kartini Wulandari")
    client.sign_in(inspector.nip, PASSWORD)
    offered = re.findall("<option[^>]*>", client.get("/admin/log").text)
    before = log_visible_to(as_actor(inspector), Filter()).total
    something_happens_to(hidden)
    assert log_visible_to(as_actor(inspector), Filter()).total == before
    for path in ("/admin/log", "/admin/log.csv", "/admin/log?pegawai=Kartini"):
        assert "ADU-2026-0042" not in client.get(path).text, path
        assert "Kartini Wulandari" not in client.get(path).text.replace('value="Kartini', "")
    page = client.get("/admin/log?tindakan=test.happened").text
    assert "Tidak ada entri yang cocok" in page
    assert re.findall("<option[^>]*>", client.get("/admin/log").text) == offered


def test_an_inspector_reads_no_running_numbers_since_a_gap_would_betray_what_is_hidden(client):
    inspector = an_account(Role.INSPECTOR)
    client.sign_in(inspector.nip, PASSWORD)
    assert "entri " not in client.get("/admin/log").text
    rows = client.get("/admin/log.csv").text.splitlines()
    assert len(rows) > 1
    assert all(row.startswith(";") for row in rows[1:])

"""English is the second language of every page; what is made by use cases is translated when shown."""

import pytest
from babel.messages.frontend import CommandLineInterface
from flask_babel import force_locale

from app.core import firewall
from app.core.actor import Role
from app.core.sentences import Sentence
from app.recusals import guard
from app.web import filters
from app.web.filters import lines_said, said
from tests.architecture.source import ROOT


@pytest.fixture(scope="module", autouse=True)
def compiled_catalogues():
    """`./manage setup` compiles them; a run of this file alone may find none."""
    folder = ROOT / "translations"
    if not list(folder.glob("*/LC_MESSAGES/*.mo")):
        CommandLineInterface().run(["pybabel", "-q", "compile", "-d", str(folder)])


@pytest.fixture
def reader(client, database):
    client.get("/bahasa/en")
    return client


def test_who_chose_english_reads_english(reader):
    page = reader.get("/masuk").text
    assert '<html lang="en">' in page
    assert "Sign in" in page
    assert "Kata sandi" not in page


def test_who_chose_nothing_reads_indonesian(client, database):
    page = client.get("/masuk").text
    assert '<html lang="id">' in page
    assert "Kata sandi" in page


def test_a_refusal_of_a_use_case_is_read_in_english(reader):
    page = reader.post("/masuk", data={"nip": "198001012005011001", "password": "salah benar"})
    assert "The NIP or password is not correct." in page.text


def test_a_sentence_with_values_is_translated_with_them(app):
    refusal = Sentence("Peran %(role)s sudah dipegang.", role=Role.LEADER)
    with app.test_request_context(), force_locale("en"):
        assert said(refusal) == "The role Leader is already held."
    with app.test_request_context():
        assert said(refusal) == "Peran Pimpinan sudah dipegang."


def test_what_has_no_english_stays_as_it_was_written(app):
    with app.test_request_context(), force_locale("en"):
        assert said("Dinas Contoh Raya.") == "Dinas Contoh Raya."
        assert said("") == ""


ENGLISH = {
    "Dilewati: %(name)s, %(reason)s.": "Passed over: %(name)s, %(reason)s.",
    "Pengganti tidak lolos: %(reason)s.": "The substitute does not pass: %(reason)s.",
    guard.IS_PARTY: "has the name of a party",
}


@pytest.fixture
def in_english(monkeypatch):
    monkeypatch.setattr(filters, "gettext", lambda text: ENGLISH.get(text, text))


@pytest.mark.usefixtures("in_english")
def test_a_reason_inside_a_sentence_is_translated_with_it():
    refusal = Sentence("Pengganti tidak lolos: %(reason)s.", reason=guard.IS_PARTY)
    assert refusal == "Pengganti tidak lolos: bernama sama dengan pihak."
    assert said(refusal) == "The substitute does not pass: has the name of a party."


@pytest.mark.usefixtures("in_english")
def test_a_kept_line_on_who_was_passed_over_is_read_in_the_readers_language():
    line = str(firewall.passed_over("Dr. Sari Contoh, S.H., M.Si.", guard.IS_PARTY))
    assert line == "Dilewati: Dr. Sari Contoh, S.H., M.Si., bernama sama dengan pihak."
    assert lines_said(f"{line}\nTinjauan dialihkan.") == [
        "Passed over: Dr. Sari Contoh, S.H., M.Si., has the name of a party.",
        "Tinjauan dialihkan.",
    ]
    assert lines_said(None) == []

"""English is the second language of every page; what is made by use cases is translated when shown."""

import pytest
from babel.messages.frontend import CommandLineInterface
from flask_babel import force_locale

from app.core.actor import Role
from app.core.sentences import Sentence
from app.web.filters import said
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

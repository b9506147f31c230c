"""What leaves a divestment on paper, and what the cross-check is told of it."""

import io

import pytest
from pypdf import PdfReader

from app.core import clock
from app.crosscheck.outside_facts import AskedParty, Question
from app.database.base import db
from app.divestments import outside, queries
from app.divestments.models import DivestmentState
from app.documents import services as documents
from app.outbox.handlers import Task
from tests.divestments import stage

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.slow
def test_the_letter_names_interest_steps_evidence_and_who_verified() -> None:
    found = stage.of_the_story("e07")
    letter = queries.letters_for(stage.owner(), found)[-1]
    documents.render(Task(0, "documents.render", "documents", letter.id, 1))
    db.session.refresh(letter)
    pages = PdfReader(io.BytesIO(letter.content)).pages
    # Without spaces: a long file name is broken at the end of a line.
    text = "".join("".join(page.extract_text().split()) for page in pages).lower()
    for words in (
        "RENCANA DAN LAPORAN DIVESTASI", found.number, "PT Contoh Sinar Bina", "15 persen",
        "PT Contoh Modal Nusantara", "1 dari 4 langkah terverifikasi", "surat-penawaran-saham.pdf",
        "Akta jual beli saham", "Disetujui atasan", "Disetujui BKPSDM", "RAHASIA",
    ):  # fmt: skip
        assert "".join(words.split()).lower() in text, words


def test_the_newest_letter_stands_and_the_older_ones_say_they_were_replaced() -> None:
    letters = queries.letters_for(stage.owner(), stage.of_the_story("e07"))
    assert [one.state.value for one in letters] == ["superseded", "superseded", "ordered"]


def test_the_cross_check_hears_of_a_divestment_of_the_party_it_asks_about() -> None:
    found = stage.of_the_story("e07")
    party = AskedParty(1, "org", "PT Contoh Sinar Bina", {}, (found.interest_id,))
    [fact] = outside.facts_about(Question(found.person_id, (party,), clock.today()))
    assert (fact.number, fact.party_ids) == (found.number, (1,))
    assert "berjalan" in fact.sentence
    other = stage.of_the_story("e16")
    assert other.state is DivestmentState.DONE
    assert outside.facts_about(Question(other.person_id, (party,), clock.today())) == []

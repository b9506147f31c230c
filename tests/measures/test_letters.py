"""Both letters of a plan."""

import pytest

from app.database.base import db
from app.documents import typesetting
from app.documents.models import Document
from app.measures import queries
from app.measures.services import referring
from tests.disclosures.stage import actor
from tests.measures.stage import LONG, breach, running, with_incident

pytestmark = pytest.mark.usefixtures("city")


def words_of(letter: Document) -> str:
    return typesetting.html_of(letter.template, letter.facts, letter.record_sha256)


def test_both_letters_read_as_letters() -> None:
    plan = with_incident()
    referring.refer(actor("e17"), plan, breach())
    plan_letter, referral_letter = queries.letters_for(actor("e17"), plan)
    text = words_of(plan_letter)
    for part in ("TND-B", "Semua urusan dengan CV Contoh Karya.", "setiap 30 hari", LONG, "Setuju"):
        assert part in text, part
    text = words_of(referral_letter)
    assert "merujuk dan tidak memutus" in text
    assert "Memeriksa berkas pihak itu pada hari kerja." in text
    # The office's own inspectorate, whatever town the rules in force were written in.
    assert "Kepada Inspektorat Daerah dan pejabat" in text


def test_the_letter_of_the_plan_can_be_verified() -> None:
    plan = running()
    letter = db.session.query(Document).filter_by(
        subject_type="measures_plans", subject_id=plan.id
    ).one()  # fmt: skip
    assert letter.code.startswith("SADAR-")
    assert letter.holder_person_id == plan.person_id

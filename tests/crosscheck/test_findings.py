"""Detection: one-sided family declarations and others, dismissed with a reason, back on new facts only."""

import pytest
import sqlalchemy as sa

from app.core import clock
from app.crosscheck import detection
from app.crosscheck.models import Finding, FindingState, Rule
from app.crosscheck.services import detecting
from app.database.base import db
from app.database.transaction import bookkeeping
from tests.crosscheck.stage import declare, person
from tests.visitor import Visitor


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    detecting.look_everywhere()
    return client.be("e56")


def between(one: str, other: str) -> Finding:
    return db.session.scalars(
        sa.select(Finding).where(
            Finding.subject_id == person(one).id, Finding.other_id == person(other).id
        )
    ).one()


def test_a_sister_who_is_not_named_back_is_a_hint_not_a_violation(inspector: Visitor) -> None:
    page = inspector.get("/deteksi").text
    assert "Ada yang perlu diperbaiki" not in page
    putri, siti = person("E-38").name, person("E-13").name
    assert f"{putri} menyatakan {siti} sebagai saudara kandung; {siti} belum menyatakan" in page
    assert "Petunjuk bukan pelanggaran" in page
    assert between("E-13", "E-38").state is FindingState.NEW


def test_the_hint_of_story_3_was_raised_by_the_filing_itself(city: None) -> None:
    raised = between("E-32", "E-47")
    assert raised.rule is Rule.DT_01
    assert raised.found_at < clock.now()


def test_looking_twice_finds_nothing_twice(inspector: Visitor) -> None:
    before = db.session.scalar(sa.select(sa.func.count(Finding.id)))
    detecting.look_everywhere()
    assert db.session.scalar(sa.select(sa.func.count(Finding.id))) == before


def test_a_hint_is_dismissed_with_a_reason_and_counts_in_the_months_figure(
    inspector: Visitor,
) -> None:
    finding = between("E-13", "E-38")
    place = f"/deteksi/{finding.id}"
    assert "Mulai telaah" in inspector.get(place).text
    assert inspector.post(f"{place}/telaah").status_code == 303
    answer = inspector.post(f"{place}/putus", data={"outcome": "dismiss", "reason": "ya"})
    assert answer.status_code == 422
    reason = "Sudah dijelaskan pada pernyataan tertulis."
    assert (
        inspector.post(f"{place}/putus", data={"outcome": "dismiss", "reason": reason}).status_code
        == 303
    )
    other = between("E-32", "E-47")
    inspector.post(f"/deteksi/{other.id}/telaah")
    inspector.post(
        f"/deteksi/{other.id}/putus",
        data={"outcome": "follow_up", "reason": "Naik telaah bersama aduan."},
    )
    page = inspector.get("/deteksi?keadaan=no_problem").text
    assert f'/deteksi/{finding.id}"' in page
    assert f'/deteksi/{other.id}"' not in page
    assert "50 %" in inspector.get("/deteksi").text
    assert reason in inspector.get(place).text


def test_a_dismissed_hint_comes_back_only_with_new_facts(inspector: Visitor) -> None:
    finding = between("E-13", "E-38")
    inspector.post(f"/deteksi/{finding.id}/telaah")
    inspector.post(
        f"/deteksi/{finding.id}/putus",
        data={"outcome": "dismiss", "reason": "Sudah jelas bagi kami."},
    )
    detecting.look_everywhere()
    assert between("E-13", "E-38").state is FindingState.NO_PROBLEM

    @bookkeeping
    def otherwise() -> None:
        between("E-13", "E-38").facts_key = "something known before"

    otherwise()
    detecting.look_everywhere()
    assert between("E-13", "E-38").state is FindingState.NEW


def test_nobody_reviews_a_hint_about_himself(inspector: Visitor) -> None:
    @bookkeeping
    def about(code: str) -> int:
        finding = between("E-13", "E-38")
        finding.subject_id = person(code).id
        return finding.id

    finding_id = about("E-56")
    assert inspector.get(f"/deteksi/{finding_id}").status_code == 404
    assert person("E-38").name not in inspector.get("/deteksi").text
    assert inspector.be("e53").get(f"/deteksi/{finding_id}").status_code == 200


def test_superiors_and_the_admin_see_no_hints(inspector: Visitor) -> None:
    for code in ("e31", "e49", "e57", "e45"):
        assert inspector.be(code).get("/deteksi").status_code == 404


def test_one_party_of_a_superior_and_his_subordinate_is_a_hint(client: Visitor, city: None) -> None:
    declare("E-08", "CV Contoh Serba Guna Rimba")
    declare("E-06", "Serba Guna Rimba Contoh, CV")
    hints = detection.shared_parties([person("E-08").id, person("E-06").id])
    assert hints == []  # another order of words is left to a person
    declare("E-09", "PT Contoh Sinar Bina")
    found = detection.shared_parties()
    assert {(h.subject_id, h.other_id) for h in found} == set()
    declare("E-06", "PT Contoh Sinar Bina")
    found = {(h.subject_id, h.other_id) for h in detection.shared_parties()}
    assert (person("E-09").id, person("E-06").id) in found
    assert (person("E-07").id, person("E-06").id) in found


def test_declarations_past_their_day_are_hints(city: None) -> None:
    late = detection.overdue_declarations()
    assert all(hint.facts["due"] < clock.today().isoformat() for hint in late)
    assert {hint.subject_id for hint in late} == {person("E-40").id}

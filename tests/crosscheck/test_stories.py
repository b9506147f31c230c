"""The stories of the demo city, typed into a screening by the inspector (service design §8.4, §8.6)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import clock
from app.crosscheck.models import LookupBudget
from app.database.base import db
from tests.crosscheck.stage import declared_on, firm, form, human, opened, person, verdict
from tests.visitor import Visitor

TIRTA = "CV Contoh Tirta Mulya"
NIB = "9120000000004"


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    return client.be("e56")


def test_a_sister_in_laws_firm_is_found_through_the_spouses_declaration(inspector: Visitor) -> None:
    decided = clock.today() - timedelta(days=75)
    gap = (decided - declared_on("E-47")).days
    page = inspector.get(
        opened(inspector, "E-32", [firm(TIRTA, NIB), human("Kartika A.")], decided)
    ).text
    assert verdict(page) == "CS-4"
    assert "Tidak dideklarasikan oleh terlapor; tercatat di deklarasi ASN lain." in page
    assert "Sama (NIB)" in page
    assert f"{gap} hari sebelum keputusan" in page
    assert gap > 300
    ratih, surya = person("E-47").name, person("E-32").name
    assert f"{ratih} menyatakan {surya} sebagai suami/istri" in page
    assert "saudara kandung; direksi" in page
    assert "bukan kesimpulan bersalah" in page
    assert page.count("<svg xmlns") == 1


def test_the_firm_is_found_without_its_number_and_with_other_spelling(inspector: Visitor) -> None:
    decided = clock.today() - timedelta(days=75)
    page = inspector.get(
        opened(inspector, "E-32", [firm("Tirta Moelja Contoh, CV.")], decided)
    ).text
    assert verdict(page) == "CS-4"
    assert "Mirip (" in page


def test_a_brothers_firm_was_declared_before_the_decision(inspector: Visitor) -> None:
    decided = clock.today() - timedelta(days=44)
    gap = (decided - declared_on("E-18")).days
    page = inspector.get(
        opened(
            inspector, "E-18", [firm("CV Contoh Karya Wibisono"), human("Bagas Adi W.")], decided
        )
    ).text
    assert verdict(page) == "CS-2"
    assert f"{gap} hari sebelum keputusan" in page
    assert 500 < gap < 600
    assert "Register penarikan diri belum terhubung" not in page


def test_before_it_was_declared_the_same_relation_counts_as_declared_later(
    inspector: Visitor,
) -> None:
    first = declared_on("E-18")
    page = inspector.get(
        opened(inspector, "E-18", [human("Bagas Adi Wibisono")], first - timedelta(days=10))
    ).text
    assert verdict(page) == "CS-3"
    assert "10 hari setelah keputusan" in page


def test_nothing_found_is_no_proof_of_nothing(inspector: Visitor) -> None:
    page = inspector.get(
        opened(inspector, "E-18", [firm("PT Contoh Zamrud Kelabu")], clock.today())
    ).text
    assert verdict(page) == "CS-5"
    assert "Tidak berarti tidak ada hubungan." in page
    assert "Minta akta pendirian" in page


def test_a_name_of_one_word_is_checked_by_hand(inspector: Visitor) -> None:
    page = inspector.get(opened(inspector, "E-18", [human("Bagas")], clock.today())).text
    assert verdict(page) == "CS-0"
    assert "Nama satu kata perlu tanda kedua" in page


def test_strangers_and_the_admin_find_no_screening(inspector: Visitor) -> None:
    place = opened(inspector, "E-32", [firm(TIRTA)], clock.today())
    for code in ("e18", "e32", "e49", "e45", "e01"):
        inspector.be(code)
        answer = inspector.get(place)
        assert answer.status_code == 404, code
        assert "Tirta" not in answer.text
        assert inspector.get("/cek-silang").status_code == 404
    inspector.be("e53")  # another inspector has screenings of his own only
    assert inspector.get(place).status_code == 404
    assert "CSL-" not in inspector.get("/cek-silang").text


def test_every_look_up_is_in_the_trail_without_the_name(inspector: Visitor) -> None:
    opened(inspector, "E-32", [firm(TIRTA), human("Kartika A.")], clock.today())
    rows = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "screening.looked_up")
    ).all()
    assert len(rows) == 2
    assert not any("Tirta" in row.body or "Kartika" in row.body for row in rows)
    used = db.session.scalars(sa.select(LookupBudget.used)).all()
    assert set(used) == {2}


def test_the_budget_of_a_day_ends_the_search(inspector: Visitor) -> None:
    names = [firm(f"CV Contoh Satu {letter}") for letter in "ABCDEFGHIJ"]
    for _turn in range(6):
        opened(inspector, "E-32", names, clock.today())
    answer = inspector.post("/cek-silang/baru", data=form("E-32", names, clock.today()))
    assert answer.status_code == 422
    assert "Batas pencarian hari ini" in answer.text
    assert "CV Contoh Satu J" in answer.text  # nothing typed is lost


def test_nobody_searches_about_himself_his_family_or_his_office(inspector: Visitor) -> None:
    for subject, words in (
        ("E-56", "tentang diri Anda sendiri"),
        ("E-55", "bertugas di unit Anda"),
    ):
        answer = inspector.post(
            "/cek-silang/baru", data=form(subject, [firm(TIRTA)], clock.today())
        )
        assert answer.status_code == 422
        assert words in answer.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CV Contoh\u200b Tirta", "tanda yang tidak terlihat"),
        ("\u202eCV Contoh", "tanda yang tidak terlihat"),
        ("CV Соntoh", "huruf Latin"),
        ("😀😀", "harus berisi huruf"),
        ("...", "harus berisi huruf"),
        ("x" * 1500, "paling panjang 200"),
    ],
)
def test_what_is_no_name_is_refused_with_words(name: str, words: str, inspector: Visitor) -> None:
    answer = inspector.post("/cek-silang/baru", data=form("E-32", [firm(name)], clock.today()))
    assert answer.status_code == 422
    assert words in answer.text


def test_without_javascript_the_page_asks_which_colleague_is_meant(inspector: Visitor) -> None:
    data = form("E-32", [firm(TIRTA)], clock.today(), subject_search="Siti", subject_id="")
    answer = inspector.post("/cek-silang/baru", data={**data, "subject_search": "ra"})
    assert answer.status_code == 422
    answer = inspector.post("/cek-silang/baru", data={**data, "subject_search": "Surya Atmaja"})
    assert answer.status_code == 303


def test_more_parties_can_be_added_without_javascript(inspector: Visitor) -> None:
    data = form("E-32", [firm(TIRTA)], clock.today(), aksi="tambah")
    page = inspector.post("/cek-silang/baru", data=data).text
    assert "parties-1-name" in page
    assert TIRTA in page

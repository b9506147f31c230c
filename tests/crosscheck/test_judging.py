"""Judging matches: needed before saving, remembered for the same pair, warned when contradicting."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.crosscheck import guard, rebuilding
from app.crosscheck.matching import Wanted, search_parties
from app.crosscheck.models import Judgement, LookupBudget, Screening, ScreeningMatch
from app.crosscheck.services import names
from app.database.base import db
from app.documents import services as documents
from app.documents import typesetting
from app.documents.models import Document
from app.outbox.handlers import Task
from tests.crosscheck.stage import declare, firm, human, opened, person, verdict
from tests.visitor import Visitor

TIRTA, NIB = "CV Contoh Tirta Mulya", "9120000000004"
BASIS = "NIB pada akta pendirian sama."


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    return client.be("e56")


def matches(page: str) -> list[int]:
    return [int(one) for one in re.findall(r"/nilai/(\d+)", page)]


def judge(visitor: Visitor, place: str, match_id: int, said: str, reason: str = BASIS, **others):
    data = {f"n{match_id}-verdict": said, f"n{match_id}-reason": reason}
    data |= {f"n{match_id}-{name}": value for name, value in others.items()}
    return visitor.post(f"{place}/nilai/{match_id}", data=data)


def screen(visitor: Visitor, *parties, days: int = 75) -> tuple[str, str]:
    decided = clock.today() - timedelta(days=days)
    place = opened(visitor, "E-32", list(parties or [firm(TIRTA, NIB)]), decided)
    return place, visitor.get(place).text


def test_a_screening_is_saved_only_when_every_match_is_judged(inspector: Visitor) -> None:
    place, page = screen(inspector)
    answer = inspector.post(f"{place}/simpan", data={"s-code": ""})
    assert answer.status_code == 422
    assert "Nilai semua kecocokan sebelum menyimpan." in answer.text
    for match_id in matches(page):
        assert judge(inspector, place, match_id, "same").status_code == 303
    assert (
        inspector.post(f"{place}/simpan", data={"s-code": "", "s-note": "Lengkap."}).status_code
        == 303
    )
    page = inspector.get(place).text
    assert verdict(page) == "CS-4"
    assert "Tersimpan" in page and "Lengkap." in page
    assert inspector.get("/cek-silang").text.count("CSL-") >= 1


def test_nothing_is_searched_again_in_an_index_that_is_still_being_built(
    inspector: Visitor,
) -> None:
    place, _page = screen(inspector)
    rebuilding.empty()
    used = sa.select(sa.func.sum(LookupBudget.used))
    spent = db.session.scalar(used)
    answer = inspector.post(f"{place}/ulang")
    page = inspector.get(answer.location).text
    assert "Indeks nama masih disusun ulang; coba lagi nanti." in page
    assert "Sudah dicek ulang" not in page
    assert db.session.scalar(used) == spent
    names.rebuild()
    page = inspector.get(inspector.post(f"{place}/ulang").location).text
    assert "Sudah dicek ulang. Tidak ada fakta baru." in page
    assert db.session.scalar(used) > spent


def test_nothing_is_saved_of_a_search_in_an_index_that_was_being_built(inspector: Visitor) -> None:
    rebuilding.empty()
    place, page = screen(inspector)
    assert verdict(page) == "CS-5"
    assert "hasil bisa belum lengkap" in page
    answer = inspector.post(f"{place}/simpan", data={"s-code": ""})
    assert answer.status_code == 422
    assert "indeks nama sedang disusun ulang" in answer.text
    names.rebuild()
    inspector.post(f"{place}/ulang")
    page = inspector.get(place).text
    assert verdict(page) == "CS-4"
    assert "hasil bisa belum lengkap" not in page
    for match_id in matches(page):
        judge(inspector, place, match_id, "same")
    assert inspector.post(f"{place}/simpan", data={"s-code": ""}).status_code == 303


def test_a_judgement_needs_its_basis(inspector: Visitor) -> None:
    place, page = screen(inspector)
    answer = judge(inspector, place, matches(page)[0], "same", "ya")
    assert answer.status_code == 422
    assert "sedikitnya 10 huruf" in answer.text


def test_the_same_pair_is_remembered_in_the_next_screening(inspector: Visitor) -> None:
    place, page = screen(inspector)
    judge(inspector, place, matches(page)[0], "same")
    number = re.search(r"CSL-\d{4}-\d{6}", page).group(0)
    _place, page = screen(inspector, days=60)
    assert f"Penilaian terdahulu: Cocok ({number}" in page
    assert "Hasil sementara" not in page


def test_a_judgement_on_other_facts_is_asked_again(inspector: Visitor) -> None:
    place, page = screen(inspector, firm(TIRTA))
    judge(inspector, place, matches(page)[0], "same")
    _place, page = screen(inspector, firm(TIRTA, NIB))  # now the number is known
    assert "ada fakta baru. Nilai sekali lagi." in page


def test_an_opposite_judgement_is_warned_of_and_needs_a_yes(inspector: Visitor) -> None:
    place, page = screen(inspector)
    judge(inspector, place, matches(page)[0], "same")
    place, page = screen(inspector, days=60)
    match_id = matches(page)[0]
    answer = judge(inspector, place, match_id, "not_same")
    assert answer.status_code == 422
    assert "dinilai sebaliknya pada CSL-" in answer.text
    assert "NIB keduanya sama" in answer.text
    assert judge(inspector, place, match_id, "not_same", confirmed="y").status_code == 303
    assert verdict(inspector.get(place).text) == "CS-5"
    last = db.session.scalars(sa.select(Judgement).order_by(Judgement.id.desc())).first()
    assert last.words["against"] == ["opposite", "identical"]


def test_not_the_same_takes_the_match_out_of_the_verdict(inspector: Visitor) -> None:
    place, page = screen(inspector, human("Kartika Ayuningtyas"))
    assert verdict(page) == "CS-4"
    judge(inspector, place, matches(page)[0], "not_same", "Tanggal lahirnya berbeda jauh.")
    assert verdict(inspector.get(place).text) == "CS-5"
    judge(inspector, place, matches(page)[0], "unsure", "Menunggu salinan KTP.", confirmed="y")
    assert verdict(inspector.get(place).text) == "CS-0"


def test_a_name_whose_number_differs_is_folded_away(inspector: Visitor) -> None:
    _place, page = screen(inspector, firm(TIRTA, "9120000000999"))
    assert verdict(page) == "CS-5"
    assert "Identitas berbeda" in page
    assert "NIB berbeda" in page


def test_namesakes_are_all_shown_with_a_warning(inspector: Visitor) -> None:
    for code in ("E-08", "E-30"):
        declare(code, "PT Contoh Rimba Satwika")
    _place, page = screen(inspector, firm("Rimba Satwika Contoh"), days=0)
    assert len(matches(page)) == 2
    assert page.count("1 catatan lain memakai nama ini.") == 2


def test_a_saved_screening_is_reopened_only_by_something_new(inspector: Visitor) -> None:
    place, page = screen(inspector)
    for match_id in matches(page):
        judge(inspector, place, match_id, "same")
    inspector.post(f"{place}/simpan", data={"s-code": ""})
    inspector.post(f"{place}/ulang")
    page = inspector.get(place).text
    assert "Sudah dicek ulang. Tidak ada fakta baru." in page
    assert "pencarian ke-2" in page
    assert "/nilai/" not in page


def test_the_computed_code_is_overridden_only_with_a_reason(inspector: Visitor) -> None:
    place, page = screen(inspector)
    for match_id in matches(page):
        judge(inspector, place, match_id, "same")
    answer = inspector.post(f"{place}/simpan", data={"s-code": "CS-0"})
    assert answer.status_code == 422
    data = {"s-code": "CS-0", "s-override_reason": "Akta yang dilampirkan masih diverifikasi."}
    assert inspector.post(f"{place}/simpan", data=data).status_code == 303
    assert verdict(inspector.get(place).text) == "CS-0"


def test_the_summary_letter_holds_the_finding_and_no_complainant(inspector: Visitor) -> None:
    place, page = screen(inspector, firm(TIRTA, NIB), human("Kartika A."))
    for match_id in matches(page):
        judge(inspector, place, match_id, "same")
    inspector.post(f"{place}/simpan", data={"s-code": ""})
    letter = db.session.scalars(
        sa.select(Document).where(Document.subject_type == "screenings")
    ).one()
    assert letter.kind.value == "DOK-09"
    facts = letter.facts["facts"]
    assert facts["code"] == "CS-4"
    assert facts["disclaimer"].endswith("bukan kesimpulan bersalah.")
    assert any(source["label"].startswith("Deklarasi terlapor") for source in facts["sources"])
    paper = typesetting.html_of(letter.template, letter.facts, letter.record_sha256)
    assert paper.count("bukan kesimpulan bersalah") == 1
    assert paper.index("bukan kesimpulan bersalah") < paper.index("Sumber yang dicari")
    documents.render(Task(0, "documents.render", "documents", letter.id, 1))
    answer = inspector.get(f"/surat/{letter.id}.pdf")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
    assert inspector.be("e53").get(f"/surat/{letter.id}.pdf").status_code == 404
    assert inspector.be("e32").get(f"/surat/{letter.id}.pdf").status_code == 404


def test_a_whole_declaration_is_opened_only_for_a_reason(inspector: Visitor) -> None:
    place, page = screen(inspector)
    match_id = matches(page)[0]
    answer = inspector.post(f"{place}/buka/{match_id}", data={f"b{match_id}-reason": "ingin tahu"})
    assert answer.status_code == 422
    reason = "Memastikan peran pada badan usaha."
    answer = inspector.post(f"{place}/buka/{match_id}", data={f"b{match_id}-reason": reason})
    assert answer.status_code == 303
    page = inspector.get(answer.location).text
    assert "Kartika Ayuningtyas" in page and reason in page
    assert inspector.be("e53").get(answer.location).status_code == 404


def test_the_searchers_own_relations_stay_out_of_the_result(client: Visitor, city: None) -> None:
    """E-31 declared a cousin's firm; were E-31 an inspector, it would not be shown to him."""
    wanted = [Wanted("org", "UD Contoh Aspal Jaya", {})]
    other, own = (guard.guard_of_person(person(code).id) for code in ("E-56", "E-31"))
    assert len(search_parties(wanted, other, 0)[0].matches) == 1
    assert search_parties(wanted, own, 0)[0].matches == ()


def test_what_is_stored_of_a_screening_is_sealed(inspector: Visitor) -> None:
    _place, _page = screen(inspector, firm(TIRTA, NIB), human("Kartika A."))
    for table in (Screening, ScreeningMatch):
        for row in db.session.execute(sa.select(table.__table__)):
            assert not any(b"Tirta" in value for value in row if isinstance(value, bytes))
            assert not any(
                "Tirta" in str(v) or NIB in str(v) for v in row if not isinstance(v, bytes)
            )

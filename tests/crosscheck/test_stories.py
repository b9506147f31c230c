"""The stories of the demo city, typed into a screening by the inspector (service design §8.4, §8.6)."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import clock
from app.crosscheck import indexing
from app.crosscheck.models import LookupBudget
from app.crosscheck.services import names
from app.database.base import db
from app.database.transaction import bookkeeping
from app.disclosures.models import Change, Disclosure, InterestVersion, Withdrawal
from app.disclosures.services import filing
from app.outbox.handlers import Task
from app.people.models import Person
from tests.crosscheck.stage import (
    actor,
    declare,
    declared_on,
    firm,
    form,
    human,
    opened,
    person,
    verdict,
)
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
        ("PT", "hanya berisi gelar, sebutan, atau bentuk badan"),
        ("Drs. H. Ir.", "hanya berisi gelar, sebutan, atau bentuk badan"),
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


def test_on_the_very_day_the_hour_of_the_declaration_is_said(inspector: Visitor) -> None:
    decided = declared_on("E-47")
    page = inspector.get(opened(inspector, "E-32", [firm("CV Contoh Tirta Mulya")], decided)).text
    assert re.search(r"pukul \d\d\.\d\d, pada hari keputusan", page)


def test_a_complaint_does_not_come_from_the_future(inspector: Visitor) -> None:
    later = clock.today() + timedelta(days=3)
    days = {
        "complaint_on-day": str(later.day), "complaint_on-month": str(later.month),
        "complaint_on-year": str(later.year),
    }  # fmt: skip
    data = form("E-32", [firm("CV Contoh Tirta Mulya")], clock.today(), **days)
    answer = inspector.post("/cek-silang/baru", data=data)
    assert answer.status_code == 422
    assert "Tanggal aduan tidak boleh setelah hari ini." in answer.text


def test_what_was_taken_back_before_the_decision_is_checked_by_hand(
    client: Visitor, city: None, arranging
) -> None:
    name = "CV Contoh Rimba Satwika"
    declare("E-08", name)
    with arranging() as session:
        version = session.scalars(
            sa.select(InterestVersion).order_by(InterestVersion.id.desc())
        ).first()
        at = version.declared_at + timedelta(hours=1)
        session.add(Withdrawal(version_id=version.disclosure_version_id, at=at))
    with clock.frozen_at(clock.now() + timedelta(days=2), everywhere=True):
        inspector = client.be("e56")
        for subject in ("E-08", "E-32"):  # by the accused, and by another
            page = inspector.get(opened(inspector, subject, [firm(name)], clock.today())).text
            assert verdict(page) == "CS-0"
            assert "Pernyataan yang memuat nama ini ditarik kembali sebelum keputusan." in page


def told_again_with(number: str, **later: int) -> None:
    """The newest interest is declared once more so much later, now with its number."""

    @bookkeeping
    def tell() -> None:
        first = db.session.scalars(
            sa.select(InterestVersion).order_by(InterestVersion.id.desc())
        ).first()
        again = InterestVersion(
            interest_id=first.interest_id, disclosure_version_id=first.disclosure_version_id,
            declared_at=first.declared_at + timedelta(**later), change=Change.CHANGED,
            suggested_level=first.suggested_level,
        )  # fmt: skip
        again.content = {**first.content, "fields": {**first.content["fields"], "nib": number}}
        db.session.add(again)
        indexing.add(indexing.sources_of([(first.interest_id, "PK-E", again.content)]))

    tell()


@pytest.mark.parametrize(
    ("asked", "code"), [("", "CS-2"), (NIB, "CS-2"), ("9120000000999", "CS-5")]
)
def test_a_firm_whose_number_was_added_after_the_decision_was_declared_before_it(
    client: Visitor, city: None, asked: str, code: str
) -> None:
    name = "CV Contoh Rimba Satwika"
    declare("E-08", name)
    told_again_with(NIB, days=3)
    decided = clock.today() + timedelta(days=1)
    with clock.frozen_at(clock.now() + timedelta(days=5), everywhere=True):
        inspector = client.be("e56")
        page = inspector.get(opened(inspector, "E-08", [firm(name, asked)], decided)).text
    assert verdict(page) == code
    if code == "CS-2":
        assert "1 hari sebelum keputusan" in page


@pytest.mark.parametrize("asked", ["", NIB])
def test_the_hour_is_that_of_the_first_declaration_also_when_the_number_came_later_that_day(
    client: Visitor, city: None, asked: str
) -> None:
    name = "CV Contoh Rimba Satwika"
    declare("E-08", name)
    told_again_with(NIB, minutes=90)
    hour = clock.local(newest_version(2).declared_at).strftime("%H.%M")
    with clock.frozen_at(clock.now() + timedelta(days=5), everywhere=True):
        inspector = client.be("e56")
        decided = clock.today() - timedelta(days=5)
        page = inspector.get(opened(inspector, "E-08", [firm(name, asked)], decided)).text
    assert f"pukul {hour}, pada hari keputusan" in page


def test_what_was_taken_back_and_filed_again_that_day_counts_from_the_second_filing(
    client: Visitor, city: None
) -> None:
    name = "CV Contoh Rimba Satwika"
    declare("E-08", name)
    who, disclosure = actor("E-08"), newest_declaration()
    with clock.frozen_at(clock.now() + timedelta(hours=2)):
        filing.withdraw(who, disclosure)
    with clock.frozen_at(clock.now() + timedelta(hours=4)):
        filing.submit(who, disclosure)
    hour = clock.local(clock.now() + timedelta(hours=4)).strftime("%H.%M")
    with clock.frozen_at(clock.now() + timedelta(days=5), everywhere=True):
        inspector = client.be("e56")
        decided = clock.today() - timedelta(days=5)
        page = inspector.get(opened(inspector, "E-08", [firm(name)], decided)).text
    assert f"pukul {hour}, pada hari keputusan" in page
    assert "Ada pernyataan yang memuat nama ini lalu ditarik kembali." in page


def newest_declaration() -> Disclosure:
    return db.session.scalars(sa.select(Disclosure).order_by(Disclosure.id.desc())).first()


def newest_version(number: int) -> InterestVersion:
    """The number-th newest of all versions of interests."""
    newest = sa.select(InterestVersion).order_by(InterestVersion.id.desc())
    return db.session.scalars(newest.offset(number - 1)).first()


def test_a_former_officials_waiting_time_is_told_to_its_last_day(
    inspector: Visitor, arranging
) -> None:
    left, last = date(2024, 1, 31), date(2026, 1, 31)  # two years
    with arranging() as session:
        session.get(Person, person("E-30").id).left_on = left
    names.index_staff(Task(0, names.INDEX_STAFF, None, None, 1))
    for decided, words in (
        (last, "keputusan jatuh di dalamnya"),
        (last + timedelta(days=1), "masa tunggu sudah lewat sejak 31 Januari 2026"),
    ):
        place = opened(inspector, "E-32", [human(person("E-30").name)], decided)
        page = inspector.get(place).text
        assert words in page
        assert verdict(page) == "CS-5"  # a name in the directory is no declaration


def test_ones_screenings_are_found_by_number_and_by_the_accused(inspector: Visitor) -> None:
    place = opened(inspector, "E-32", [firm("CV Contoh Tirta Mulya")], clock.today())
    opened(inspector, "E-18", [human("Bagas Adi Wibisono")], clock.today())
    page = inspector.get("/cek-silang?cari=surya").text
    assert f'href="{place}"' in page and "Bagas Adi Wibisono" not in page
    number = re.search(r"CSL-\d{4}-\d{6}", inspector.get(place).text)
    assert (
        number is not None
        and f'href="{place}"'
        in inspector.get(f"/cek-silang?cari={number.group(0)[-6:]}&keadaan=open").text
    )
    assert "Tidak ada cek silang yang cocok" in inspector.get("/cek-silang?cari=takada").text

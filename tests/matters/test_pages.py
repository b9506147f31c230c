"""The register's pages, as people of the demo city use them."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock
from app.core.actor import SYSTEM
from app.database.base import db
from app.matters import exports, queries
from app.matters.models import HoldCause, Matter, MatterState
from app.matters.queries import register
from app.matters.services import deciding, stopping
from app.matters.services.entries import PartyWanted
from app.people import queries as people
from tests.disclosures.stage import actor
from tests.matters.stage import APPLICANT, clerk, decision_of, person_id, recorded, unit_of
from tests.statements import questions
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def typed(**changed: str) -> dict[str, str]:
    day = clock.today() - timedelta(days=2)
    return {
        "title": "Izin reklame Jalan Cempaka", "number": "", "kind": "perizinan",
        "unit": str(unit_of("e26")), "parties-0-kind": "org",
        "parties-0-name": "CV Contoh Bunga Rampai", "parties-0-nib": "9120 0000 0077 7",
        "parties-0-npwp": "", "officials-0-person": "Yusuf Abdillah Karim, S.H.",
        "officials-0-person_id": "", "officials-0-role": "memproses",
        "received_on-day": str(day.day), "received_on-month": str(day.month),
        "received_on-year": str(day.year), "sop_days": "14", "complete": "ya", **changed,
    }  # fmt: skip


def newest() -> Matter:
    found = db.session.scalars(sa.select(Matter).order_by(Matter.id.desc()).limit(1)).one()
    db.session.refresh(found)
    return found


def test_a_clerk_enters_a_matter_by_hand(client: Visitor) -> None:
    client.be("e26").get("/urusan/baru")
    more = client.post("/urusan/baru", data=typed(aksi="pihak"))
    assert "Pihak 2" in more.text
    assert "CV Contoh Bunga Rampai" in more.text
    done = client.post("/urusan/baru", data=typed())
    assert done.status_code == 303
    text = client.get(done.location).text
    assert "Izin reklame Jalan Cempaka" in text
    assert "9120000000777" in text
    assert newest().officials[0].person_id == person_id("e20")


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(client: Visitor) -> None:
    client.be("e26").get("/urusan/baru")
    bad = typed(
        **{"title": "abc", "parties-0-nib": "12", "officials-0-person": "Tidak Ada Orangnya",
           "received_on-year": str(clock.today().year + 1)}
    )  # fmt: skip
    answer = client.post("/urusan/baru", data=bad)
    assert answer.status_code == 422
    assert "Tidak ada pegawai dengan nama ini" in answer.text
    for sentence in (
        "NIB harus 13 angka.",
        "Tulis judul 5 sampai 200 huruf.",
        "tidak boleh sesudah hari ini",
    ):
        assert sentence in answer.text
    assert 'value="12"' in answer.text
    empty = typed(**{"title": "", "parties-0-name": "", "parties-0-nib": ""})
    answer = client.post("/urusan/baru", data=empty)
    assert "Tulis judul urusan." in answer.text
    assert "Tambah sedikitnya satu pihak." in answer.text


def test_a_row_left_blank_takes_no_error_of_the_row_after_it(client: Visitor) -> None:
    client.be("e26").get("/urusan/baru")
    bad = typed(
        **{"parties-0-name": "", "parties-0-nib": "", "parties-1-kind": "org",
           "parties-1-name": "CV Contoh Bunga Rampai", "parties-1-nib": "12",
           "officials-0-person": "", "officials-1-person": "Tidak Ada Orangnya",
           "officials-1-person_id": "", "officials-1-role": "memproses"}
    )  # fmt: skip
    answer = client.post("/urusan/baru", data=bad)
    assert answer.status_code == 422
    assert 'href="#parties-1-nib"' in answer.text
    assert 'href="#officials-1-person"' in answer.text
    assert 'href="#parties-0' not in answer.text
    assert 'href="#officials-0' not in answer.text
    name = {"officials-1-person": "Yusuf Abdillah Karim, S.H."}
    answer = client.post("/urusan/baru", data=bad | name)
    assert 'href="#parties-1-nib"' in answer.text
    assert 'href="#parties-0' not in answer.text
    done = client.post("/urusan/baru", data=bad | name | {"parties-1-nib": ""})
    assert done.status_code == 303
    assert newest().officials[0].person_id == person_id("e20")


def test_a_decision_to_be_made_again_gets_its_successor_with_other_officials(
    client: Visitor,
) -> None:
    matter = recorded("e20")
    deciding.record_decision(actor("e20"), matter, decision_of("e20"))
    deciding.begin_review(SYSTEM, matter)
    page = f"/urusan/{matter.id}/ulang"
    assert client.be("e26").get(page).status_code == 409, "nothing is to be made again yet"
    deciding.settle_review(SYSTEM, matter, "redo")
    assert page in client.get(f"/urusan/{matter.id}").text
    form = client.get(page).text
    assert matter.title in form and APPLICANT.name in form
    assert f"Keputusan urusan {matter.number} harus diulang oleh petugas lain." in form
    assert "Petugas 2" in client.post(page, data=typed(aksi="petugas")).text
    same = typed(**{"officials-0-person": people.person(person_id("e20")).name})
    refused = client.post(page, data=same)
    assert refused.status_code == 422
    assert "Pilih petugas lain: pegawai ini menangani urusan yang diulang." in refused.text
    other = typed(**{"officials-0-person": people.person(person_id("e19")).name})
    done = client.post(page, data=other)
    new = client.get(done.location).text
    assert "Mengulang urusan" in new and matter.number in new
    old = client.get(f"/urusan/{matter.id}").text
    assert newest().number in old and page not in old
    assert matter.state is MatterState.CLOSED
    assert client.get(page).status_code == 409
    assert client.be("e24").get(page).status_code == 404


def test_two_clicks_enter_one_matter(client: Visitor) -> None:
    client.be("e26").get("/urusan/baru")
    before = db.session.query(Matter).count()
    client.post("/urusan/baru", data={**typed(), "_once": "sekali"})
    again = client.post("/urusan/baru", data={**typed(), "_once": "sekali"})
    assert again.status_code in (200, 303)
    assert db.session.query(Matter).count() == before + 1


@pytest.mark.parametrize("code", ["e20", "e17", "e26", "e56"])
def test_the_page_and_the_list_show_it_to_whom_it_concerns(client: Visitor, code: str) -> None:
    matter = recorded()
    assert client.be(code).get(f"/urusan/{matter.id}").status_code == 200
    assert matter.number in client.get("/urusan").text


@pytest.mark.parametrize(
    "path", ["", "/ubah", "/petugas", "/ganti", "/tahan", "/lanjutkan", "/putus", "/batal"]
)
def test_a_stranger_gets_no_page_of_it(client: Visitor, path: str) -> None:
    matter = recorded()
    assert client.be("e32").get(f"/urusan/{matter.id}{path}").status_code == 404
    assert matter.number not in client.get("/urusan").text


def test_the_recused_official_reads_why_the_page_is_closed(client: Visitor) -> None:
    matter = recorded()
    stopping.hold(SYSTEM, matter.id, person_id("e20"), HoldCause.RECUSAL)
    answer = client.be("e20").get(f"/urusan/{matter.id}")
    assert answer.status_code == 403
    assert "Anda menarik diri dari urusan ini." in answer.text
    assert "Kenanga" not in answer.text


def test_a_superior_names_a_substitute_on_one_page(client: Visitor) -> None:
    matter = recorded()
    stopping.hold(SYSTEM, matter.id, person_id("e20"), HoldCause.RED_CHECK)
    page = f"/urusan/{matter.id}/ganti"
    client.be("e17").get(page)
    fields = {"from_person": str(person_id("e20")), "substitute": "Yusuf Abdillah Karim, S.H."}
    assert "harus orang lain" in client.post(page, data=fields).text
    done = client.post(page, data={**fields, "substitute": "Dewi Sekar Maharani, S.T."})
    assert done.status_code == 303
    assert "menggantikan" in client.get(done.location).text


def test_an_official_records_his_decision_on_the_four_bases(client: Visitor) -> None:
    matter = recorded()
    page = f"/urusan/{matter.id}/putus"
    client.be("e20").get(page)
    today = clock.today()
    fields = {
        "person": str(person_id("e20")), "decided_on-day": str(today.day),
        "decided_on-month": str(today.month), "decided_on-year": str(today.year),
        "number": "503/1", "effect": "granted", "bases": ["PD-1"],
    }  # fmt: skip
    refused = client.post(page, data=fields)
    assert refused.status_code == 422
    assert "Centang keempat dasar keputusan sebelum melanjutkan." in refused.text
    done = client.post(page, data={**fields, "bases": ["PD-1", "PD-2", "PD-3", "PD-4"]})
    assert done.status_code == 303
    assert newest().state is MatterState.DECIDED


def test_a_decision_by_an_official_who_was_replaced_is_not_entered(client: Visitor) -> None:
    matter = recorded("e20", "e19")
    page = f"/urusan/{matter.id}/putus"
    client.be("e26").get(page)
    stopping.hold(SYSTEM, matter.id, person_id("e20"), HoldCause.RECUSAL)
    stopping.hand_over(SYSTEM, matter.id, person_id("e20"), person_id("e18"))
    today = clock.today()
    fields = {
        "person": str(person_id("e20")), "decided_on-day": str(today.day),
        "decided_on-month": str(today.month), "decided_on-year": str(today.year),
        "number": "503/1", "effect": "granted", "bases": ["PD-1", "PD-2", "PD-3", "PD-4"],
    }  # fmt: skip
    answer = client.post(page, data=fields)
    assert answer.status_code == 422
    assert "Pilih petugas urusan ini pada tanggal keputusan." in answer.text


def test_the_inspektorat_stops_a_matter_and_the_superior_lets_it_go_on(client: Visitor) -> None:
    matter = recorded()
    client.be("e56").get(f"/urusan/{matter.id}/tahan")
    assert client.post(f"/urusan/{matter.id}/tahan", data={"reason": "x"}).status_code == 422
    done = client.post(f"/urusan/{matter.id}/tahan", data={"reason": "Keputusan sudah dekat."})
    assert done.status_code == 303
    page = f"/urusan/{matter.id}/lanjutkan"
    client.be("e17").get(page)
    done = client.post(page, data={"person": "0", "reason": "Telaah awal: tidak ada benturan."})
    assert done.status_code == 303
    db.session.expire_all()
    assert db.session.get(Matter, matter.id).state is MatterState.RUNNING


def test_facts_are_put_right_and_an_end_without_decision_is_recorded(client: Visitor) -> None:
    matter = recorded()
    page = f"/urusan/{matter.id}/ubah"
    client.be("e26").get(page)
    fields = {"title": "Izin reklame Jalan Anggrek", "complete": "tidak", "sop_days": "14"}
    assert client.post(page, data={**fields, "reason": "salah"}).status_code == 422
    done = client.post(page, data={**fields, "reason": "Salah ketik nama jalan."})
    assert "Salah ketik nama jalan." in client.get(done.location).text
    assert "Jalan Anggrek" in client.get("/urusan?cari=anggrek").text
    client.get(f"/urusan/{matter.id}/petugas")
    added = client.post(
        f"/urusan/{matter.id}/petugas",
        data={"person": "Dewi Sekar Maharani, S.T.", "role": "menilai"},
    )
    assert added.status_code == 303
    client.get(f"/urusan/{matter.id}/batal")
    ended = client.post(f"/urusan/{matter.id}/batal", data={"reason": "Pemohon menarik berkas."})
    assert "Batal" in client.get(ended.location).text


# ── the list ──────────────────────────────────────────────────────────────────────────────────


def test_the_list_is_narrowed_and_searched_by_words_of_title_and_party(client: Visitor) -> None:
    recorded()
    recorded(title="Pengawasan usaha mikro", parties=[PartyWanted("person", "Sekar Kencana")])
    client.be("e26")
    found = client.get("/urusan?cari=kencana").text
    assert "Pengawasan usaha mikro" in found
    assert "Jalan Kenanga" not in found
    assert "Tidak ada urusan yang cocok" in client.get("/urusan?cari=melambung+tinggi").text
    assert client.get("/urusan?status=held&jenis=perizinan&tanda=late").status_code == 200
    assert client.get("/urusan?status=ngawur&unit=abc&sebelum=x").status_code == 200


def test_pages_follow_each_other_by_key(client: Visitor) -> None:
    for number in range(30):
        recorded(title=f"Urusan halaman {number}")
    client.be("e26")
    first = client.get("/urusan").text
    page = queries.matters_visible_to(clerk())
    second = client.get(f"/urusan?sebelum={page.older}").text
    assert "Urusan halaman 29" in first
    assert "Urusan halaman 29" not in second
    assert "Lebih baru" in second
    older = queries.matters_visible_to(clerk(), queries.MatterFilter(before=page.older))
    back = queries.matters_visible_to(clerk(), queries.MatterFilter(after=older.newer))
    assert [line.matter.id for line in back.items] == [line.matter.id for line in page.items]


def test_the_register_is_downloaded_without_anything_a_spreadsheet_would_run(
    client: Visitor,
) -> None:
    recorded(number="=1+1")
    client.be("e26").get("/urusan")
    text = client.get("/urusan/daftar.csv").get_data(as_text=True)
    assert "'=1+1" in text
    book = openpyxl.load_workbook(io.BytesIO(client.get("/urusan/daftar.xlsx").data))
    assert any(row[0].value == "=1+1" and row[0].data_type == "s" for row in book.active.rows)


def test_what_a_word_processor_copies_along_breaks_no_download(client: Visitor) -> None:
    client.be("e26").get("/urusan/baru")
    client.post("/urusan/baru", data=typed(title="Izin reklame\x0bJalan\x02 Cempaka"))
    assert newest().title == "Izin reklame Jalan Cempaka"
    recorded(number="LAMA-1", title="Ditulis\x0b sebelum itu")
    book = openpyxl.load_workbook(io.BytesIO(client.get("/urusan/daftar.xlsx").data))
    cells = {cell.value for row in book.active.rows for cell in row}
    assert {"Izin reklame Jalan Cempaka", "Ditulis sebelum itu"} <= cells


def test_a_long_register_leaves_in_pieces_and_reads_no_more_than_a_block_at_once(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "AT_ONCE", 2)
    numbers = [recorded(number=f"BL-{at}").number for at in range(5)]
    client.be("e26").get("/urusan")
    answer = client.get("/urusan/daftar.csv?cari=BL-")
    assert answer.is_streamed
    rows = list(
        csv.DictReader(
            io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"
        )
    )
    assert [row["nomor"] for row in rows] == numbers[::-1]


def test_whoever_asks_for_too_long_a_workbook_is_shown_the_way_to_csv(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS_XLSX", 1)
    recorded(number="BL-1"), recorded(number="BL-2")
    client.be("e26").get("/urusan")
    answer = client.get("/urusan/daftar.xlsx?cari=BL-", follow_redirects=True)
    assert "Unduh CSV, atau persempit saringan." in answer.text
    assert answer.request.args["cari"] == "BL-"


def test_only_the_inspektorat_reads_that_somebody_pressed(client: Visitor) -> None:
    matter = recorded(pressed=True)
    words = "Ada desakan untuk mempercepat"
    for code in ("e20", "e17", "e26"):
        client.be(code)
        for path in ("", "/ubah") if code == "e26" else ("",):
            assert words not in client.get(f"/urusan/{matter.id}{path}").text
        assert ";ya\r" not in client.get("/urusan/daftar.csv?cari=" + matter.number).text
    assert words in client.be("e56").get(f"/urusan/{matter.id}").text


def test_of_two_superiors_at_once_the_second_is_told(client: Visitor) -> None:
    matter = recorded()
    page = f"/urusan/{matter.id}/ganti"
    client.be("e17").get(page)
    fields = {"from_person": str(person_id("e20")), "substitute": "Dewi Sekar Maharani, S.T."}
    stopping.hand_over(SYSTEM, matter.id, person_id("e20"), person_id("e18"))
    late = client.post(page, data=fields)
    assert late.status_code in (409, 422)
    db.session.expire_all()
    assert [one.person_id for one in queries.officials_of(db.session.get(Matter, matter.id))] == [
        person_id("e18")
    ]


def test_a_field_that_looks_matters_up_offers_only_visible_ones(client: Visitor) -> None:
    matter = recorded()
    label = f"{matter.number} · {matter.title}"
    assert {"id": matter.id, "label": label} in client.be("e20").get("/urusan/cari?q=kenanga").json
    assert client.be("e32").get("/urusan/cari?q=kenanga").json == []


def test_a_page_of_the_list_costs_the_same_however_many_rows(app: Flask) -> None:
    def statements() -> int:
        db.session.expire_all()
        with questions() as asked:
            page = queries.matters_visible_to(clerk())
            for line in page.items:
                assert line.matter.unit.name
                assert [one.person.name for one in line.officials]
        return len(asked)

    for number in range(3):
        recorded(title=f"Urusan ke-{number}")
    few = statements()
    for number in range(20):
        recorded("e20", "e19", title=f"Urusan lagi {number}")
    assert statements() == few


# ── lists from files ──────────────────────────────────────────────────────────────────────────

HEAD = "Nomor;Judul;Jenis;Pihak;NIB;Petugas;Diterima;Standar hari;Syarat lengkap;Tanggal keputusan;Nomor keputusan;Hasil\n"


def uploaded(client: Visitor, text: str) -> str:
    client.be("e26").get("/urusan/impor")
    sent = client.post(
        "/urusan/impor",
        data={"file": (io.BytesIO(text.encode()), "urusan.csv"), "unit": str(unit_of("e26"))},
        content_type="multipart/form-data",
    )
    assert sent.status_code == 303, sent.text
    return sent.location


def test_a_list_is_previewed_and_imported_and_a_second_run_changes_nothing(client: Visitor) -> None:
    lines = HEAD + (
        "IM/1;Izin gudang Jalan Mawar;Perizinan;CV Contoh Satu;9120000000123;e20;02/02/2026;14;ya;;;\n"
        '"IM/2";"Izin usaha toko";Perizinan;"CV Contoh Dua; Rina Contoh";;"e20; e19";01/02/2026;5;tidak;10/02/2026;503/9;Ditolak\n'
        "IM/3;Izin;Perizinan;CV Contoh Tiga;;e999;30/02/2026;x;ya;;;\n"
    )
    page = uploaded(client, lines)
    text = client.get(page).text
    assert "Petugas “e999” tidak ada di daftar pegawai. Tulis NIP atau kodenya." in text
    assert db.session.query(Matter).filter_by(number="IM/1").count() == 0
    done = client.post(f"{page}/simpan")
    assert "Urusan diimpor" in client.get(done.location).text
    first = db.session.query(Matter).filter_by(number="IM/1").one()
    second = db.session.query(Matter).filter_by(number="IM/2").one()
    assert queries.parties_of(first)[0].numbers
    assert [one.kind for one in second.parties] == ["org", "person"]
    assert second.state is MatterState.DECIDED
    assert second.decision.number == "503/9"
    before = db.session.query(Matter).count()
    again = uploaded(client, lines)
    assert "Sudah ada" in client.get(again).text
    assert "Impor 0" not in client.get(again).text
    client.post(f"{again}/simpan")
    assert db.session.query(Matter).count() == before


def test_a_missing_column_is_chosen_by_hand(client: Visitor) -> None:
    text = (
        HEAD.replace("Judul", "Apa")
        + "IM/9;Izin lain;Perizinan;CV Contoh Satu;;e20;02/02/2026;14;ya;;;\n"
    )
    page = uploaded(client, text)
    assert "Kolom Judul tidak ditemukan" in client.get(page).text
    columns = {
        f"column_{name}": ""
        for name in (
            "nib",
            "npwp",
            "role",
            "pressed",
            "effect",
            "complete",
            "decided_on",
            "decision_number",
        )
    }
    columns |= {
        "column_number": "0", "column_title": "1", "column_kind": "2", "column_parties": "3",
        "column_officials": "5", "column_received_on": "6", "column_sop_days": "7",
    }  # fmt: skip
    client.post(f"{page}/kolom", data=columns)
    assert "Impor 1 baris yang diterima" in client.get(page).text
    assert client.post(f"{page}/batal").status_code == 303
    assert client.get(page).status_code == 303


def test_nobody_but_a_clerk_imports(client: Visitor) -> None:
    assert client.be("e20").get("/urusan/impor").status_code == 404
    page = uploaded(
        client, HEAD + "IM/1;Izin gudang;Perizinan;CV Contoh;;e20;02/02/2026;14;ya;;;\n"
    )
    assert client.be("e41").get(page).status_code == 404


def test_what_an_official_records_himself_is_his_own(client: Visitor) -> None:
    client.be("e20").get("/urusan/baru")
    fields = typed(**{"officials-0-person": "Dewi Sekar Maharani, S.T."})
    assert "Anda hanya dapat mencatat" in client.post("/urusan/baru", data=fields).text
    assert client.post("/urusan/baru", data=typed()).status_code == 303


@pytest.mark.parametrize("code", ["e26", "e15", "e20", "e45", "e56"])
def test_the_list_is_narrowed_to_a_unit_by_every_reader(client: Visitor, code: str) -> None:
    matter = recorded()
    page = client.be(code).get(
        f"/urusan?unit={matter.unit_id}&cari={matter.number}&tanda=incomplete"
    )
    assert page.status_code == 200
    shown = matter.number in client.get(f"/urusan?unit={matter.unit_id}").text
    assert shown == (code != "e45")

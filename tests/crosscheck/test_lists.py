"""Lists of vendors: preview, checking in the background with resume, results, safe exports, re-check."""

import io

import openpyxl
import pytest
import sqlalchemy as sa

from app.core import clock
from app.crosscheck.models import Sweep, SweepChunk, SweepHit
from app.crosscheck.services import sweeping
from app.database.base import db
from app.outbox import services as outbox
from app.outbox.models import Job, JobState
from tests.crosscheck.stage import declare, firm, opened, verdict
from tests.visitor import Visitor

CSV = """No;Nama Penyedia;NIB;Alamat
1;TIRTA MULJA CONTOH CV;9120000000004;Jalan A
2;Bagas Adi Wibisono;;Jalan B
3;PT Zamrud Kelabu Contoh;9120000000555;Jalan C
4;=cmd|' /C calc'!A0;;Jalan D
5;;;Jalan E
6;CV Contoh Karya Wibisana;;Jalan F
"""
REASON = "Pemeriksaan daftar penyedia sebelum lelang."


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    return client.be("e56")


def upload(visitor: Visitor, content: bytes = CSV.encode(), name: str = "daftar.csv"):
    return visitor.post(
        "/cek-daftar/baru",
        data={"title": "Penyedia 2026", "reason": REASON, "file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )


def started(visitor: Visitor, **choices: str) -> str:
    place = upload(visitor).location
    page = visitor.get(place).text
    assert "Bagas Adi Wibisono" in page and "6 baris" in page
    data = {"name": "1", "nib": "2", "npwp": "", "nik": "", "kind": "auto"} | choices
    answer = visitor.post(f"{place}/mulai", data=data)
    assert answer.status_code == 303, answer.text
    return place


def test_a_list_is_checked_and_its_results_are_shown_best_first(inspector: Visitor) -> None:
    place = started(inspector)
    page = inspector.get(place).text
    assert "0 dari 5 baris" in page
    assert "1 baris tanpa nama" in page
    outbox.work_off()
    page = inspector.get(place).text
    assert "5 dari 5 baris" in page and "Selesai" in page
    assert page.index("Sama (NIB)") < page.index("Bagas Adi Wibisono")
    assert "saudara kandung; direksi" in page
    assert "Zamrud" not in page
    assert "Sama (NIB)" in inspector.get(f"{place}?kuat=identik").text
    assert "Bagas" not in inspector.get(f"{place}?kuat=identik").text


def test_the_columns_are_guessed_and_must_hold_names(inspector: Visitor) -> None:
    place = upload(inspector).location
    page = inspector.get(place).text
    assert '<option selected value="1">Nama Penyedia</option>' in page
    data = {"name": "0", "nib": "", "npwp": "", "nik": "", "kind": "auto"}
    answer = inspector.post(f"{place}/mulai", data=data)
    assert answer.status_code == 422
    assert "Kolom itu tidak berisi nama" in answer.text


def test_a_spreadsheet_is_read_like_a_text_file(inspector: Visitor) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nama Perusahaan", "NIB"])
    book.active.append(["CV Contoh Tirta Mulya", "9120000000004"])
    out = io.BytesIO()
    book.save(out)
    place = upload(inspector, out.getvalue(), "daftar.xlsx").location
    assert "CV Contoh Tirta Mulya" in inspector.get(place).text


def test_what_is_no_table_is_refused_with_words(inspector: Visitor) -> None:
    answer = upload(inspector, b"%PDF-1.7 ...", "daftar.csv")
    assert answer.status_code == 422
    assert "bukan CSV atau XLSX" in answer.text
    assert "Penyedia 2026" in answer.text


def test_a_list_goes_on_where_a_broken_worker_left_it(inspector: Visitor, monkeypatch) -> None:
    monkeypatch.setattr(sweeping, "LINES_A_CHUNK", 2)
    place = started(inspector)
    assert outbox.work_off(limit=1) == 1
    assert "2 dari 5 baris" in inspector.get(place).text
    job = db.session.scalars(
        sa.select(Job).where(Job.kind == sweeping.SWEEP_CHUNK, Job.state == JobState.DONE)
    ).first()
    task = sweeping.Task(job.id, job.kind, None, None, 2, job.payload)
    db.session.rollback()
    sweeping.check_chunk(task)  # done a second time: nothing is doubled
    hits = db.session.scalar(sa.select(sa.func.count(SweepHit.id)))
    outbox.work_off()
    assert "5 dari 5 baris" in inspector.get(place).text
    assert db.session.scalar(sa.select(sa.func.count(SweepHit.id))) >= hits
    assert db.session.scalars(sa.select(SweepChunk.round)).all() == [1, 1, 1]


def test_exports_are_safe_to_open_in_a_spreadsheet(inspector: Visitor) -> None:
    place = started(inspector)
    outbox.work_off()
    with_formula = db.session.scalars(sa.select(SweepHit).order_by(SweepHit.id)).first()
    from app.database.transaction import bookkeeping

    @bookkeeping
    def plant() -> None:
        db.session.get(SweepHit, with_formula.id).words = {**with_formula.words, "listed": "=1+1"}

    plant()
    text = inspector.get(f"{place}/hasil.csv").get_data(as_text=True)
    assert text.startswith("\ufeffbaris;nama_dalam_daftar")
    assert ";'=1+1;" in text
    assert "Sama (NIB)" in text
    book = openpyxl.load_workbook(io.BytesIO(inspector.get(f"{place}/hasil.xlsx").data))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == "=1+1" for cell in cells)


def test_a_new_declaration_makes_the_list_stale_and_is_found_again(inspector: Visitor) -> None:
    place = started(inspector, watched="y")
    outbox.work_off()
    answer = inspector.post(f"{place}/ulang")
    assert "Belum ada deklarasi baru" in inspector.get(answer.location).text
    declare("E-08", "PT Zamrud Kelabu Contoh")
    assert "Ada deklarasi baru sejak pengecekan ini." in inspector.get(place).text
    assert sweeping.check_watched() == 1
    outbox.work_off()
    page = inspector.get(place).text
    assert "PT Zamrud Kelabu Contoh" in page and "Baru" in page
    assert sweeping.check_watched() == 0


def test_a_filing_made_now_is_found_by_the_next_request(inspector: Visitor) -> None:
    declare("E-08", "CV Contoh Rimba Satwika")
    place = opened(inspector, "E-08", [firm("Rimba Satwika Contoh")], clock.today())
    assert verdict(inspector.get(place).text) == "CS-2"


def test_a_body_is_found_by_the_short_form_people_write(inspector: Visitor) -> None:
    declare("E-08", "Koperasi Pegawai Negeri Dinas Kesehatan Kabupaten Tanah Laut")
    declare("E-09", "Dinas Kesehatan Kabupaten Banjar")
    page = inspector.get(
        opened(inspector, "E-09", [firm("Dinkes Kab. Banjar")], clock.today())
    ).text
    assert verdict(page) == "CS-2"
    assert "Singkatan “DINKES” dibaca “dinas kesehatan”." in page
    place = opened(inspector, "E-08", [firm("KPN Dinkes Tala")], clock.today())
    assert verdict(inspector.get(place).text) == "CS-2"
    place = opened(inspector, "E-09", [firm("Dinkes Kota Banjar")], clock.today())
    assert verdict(inspector.get(place).text) == "CS-5"


def test_a_result_leads_to_a_screening_already_filled_in(inspector: Visitor) -> None:
    started(inspector)
    outbox.work_off()
    hit = db.session.scalars(sa.select(SweepHit).order_by(SweepHit.rank)).first()
    page = inspector.get(f"/cek-silang/baru?hasil={hit.id}").text
    assert "TIRTA MULJA CONTOH CV" in page and "9120000000004" in page
    assert "Ratih Ayuningtyas" in page


def test_lists_belong_to_the_inspector_who_uploaded_them(inspector: Visitor) -> None:
    place = started(inspector)
    outbox.work_off()
    for code in ("e53", "e57", "e49", "e18"):
        inspector.be(code)
        for address in (place, f"{place}/hasil.csv", f"{place}/hasil.xlsx"):
            assert inspector.get(address).status_code == 404, (code, address)
    assert "Penyedia 2026" not in inspector.be("e53").get("/cek-daftar").text


def test_the_file_is_gone_once_the_checking_begins(inspector: Visitor) -> None:
    started(inspector)
    sweep = db.session.scalars(sa.select(Sweep)).one()
    assert sweep.content_sealed is None
    chunk = db.session.scalars(sa.select(SweepChunk)).one()
    assert b"Bagas" not in chunk.lines_sealed
    assert len(chunk.lines) == 5


def test_only_so_many_lists_a_day(inspector: Visitor) -> None:
    for _turn in range(5):
        started(inspector)
    place = upload(inspector).location
    data = {"name": "1", "nib": "2", "npwp": "", "nik": "", "kind": "auto"}
    answer = inspector.post(f"{place}/mulai", data=data)
    assert answer.status_code == 422
    assert "Batas hari ini sudah tercapai" in answer.text

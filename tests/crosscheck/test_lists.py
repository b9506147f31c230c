"""Lists of vendors: preview, checking in the background with resume, results, safe exports, re-check."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import clock
from app.core.errors import Busy
from app.core.names import NORM_VERSION
from app.crosscheck import lookup, rebuilding
from app.crosscheck.events import INDEX_BUILT
from app.crosscheck.indexing import the_state
from app.crosscheck.models import Sweep, SweepChunk, SweepHit
from app.crosscheck.services import names, sweeping
from app.database.base import db
from app.database.transaction import bookkeeping
from app.outbox import services as outbox
from app.outbox.models import Job, JobState
from app.people import queries as people
from tests.crosscheck.stage import declare, firm, opened, verdict
from tests.statements import questions
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


def test_a_list_waits_while_the_index_is_being_built_and_goes_on_after_it(
    inspector: Visitor,
) -> None:
    rebuilding.empty()
    place = started(inspector)
    outbox.work_off()
    page = inspector.get(place).text
    assert "0 dari 5 baris" in page
    assert "Indeks nama sedang disusun ulang" in page
    names.rebuild()
    outbox.work_off()
    page = inspector.get(place).text
    assert "5 dari 5 baris" in page and "Selesai" in page
    assert "Sama (NIB)" in page
    assert "Indeks nama sedang disusun ulang" not in page


def test_a_list_begun_while_the_index_is_being_built_is_checked_once(inspector: Visitor) -> None:
    rebuilding.empty()
    place = started(inspector, watched="y")
    names.rebuild()
    outbox.work_off()
    page = inspector.get(place).text
    assert "5 dari 5 baris" in page
    assert "Ada data baru sejak pengecekan ini" not in page
    assert sweeping.check_watched() == 0


def test_a_list_of_which_some_was_checked_before_the_rebuild_is_worth_another_look(
    inspector: Visitor, monkeypatch
) -> None:
    monkeypatch.setattr(sweeping, "LINES_A_CHUNK", 2)
    place = started(inspector)
    assert outbox.work_off(limit=1) == 1
    names.rebuild()
    outbox.work_off()
    page = inspector.get(place).text
    assert "5 dari 5 baris" in page
    assert "Ada data baru sejak pengecekan ini" in page


def test_what_waits_for_the_index_goes_on_though_its_worker_broke_off_once_it_was_built(
    inspector: Visitor, monkeypatch
) -> None:
    make_old()
    place = started(inspector)
    names.keep_up()
    go_on, calls = names._go_on, []

    def busy_at_first() -> None:
        calls.append(lookup.whole_build())
        if len(calls) == 1:
            raise Busy("Sistem sedang sibuk.")
        go_on()

    monkeypatch.setattr(names, "_go_on", busy_at_first)
    outbox.work_off()
    assert calls == [lookup.whole_build()] != [None]
    assert "0 dari 5 baris" in inspector.get(place).text
    assert told_of_the_index() == 0
    with clock.frozen_at(clock.now() + timedelta(minutes=1), everywhere=True):
        outbox.work_off()
    assert "5 dari 5 baris" in inspector.get(place).text
    assert told_of_the_index() == 1


@bookkeeping
def make_old() -> None:
    the_state().norm_version = NORM_VERSION - 1


def told_of_the_index() -> int:
    written = sa.select(sa.func.count(AuditEntry.seq)).where(AuditEntry.action == INDEX_BUILT.name)
    return db.session.scalar(written) or 0


def test_what_was_looked_up_in_an_index_that_is_gone_is_looked_up_again(
    inspector: Visitor, monkeypatch
) -> None:
    rebuilding.rebuild()
    place = started(inspector)
    looked_up: list[int] = []
    roles = sweeping._roles

    def built_anew_meanwhile(hits):
        looked_up.append(len(hits))
        if len(looked_up) == 1:
            names.rebuild()
        return roles(hits)

    monkeypatch.setattr(sweeping, "_roles", built_anew_meanwhile)
    assert outbox.work_off(limit=1) == 1
    assert "0 dari 5 baris" in inspector.get(place).text
    outbox.work_off()
    assert "5 dari 5 baris" in inspector.get(place).text
    assert looked_up[0] == looked_up[1] > 0


def test_a_rebuilt_index_is_a_reason_to_check_a_list_again(inspector: Visitor) -> None:
    place = started(inspector, watched="y")
    outbox.work_off()
    assert sweeping.check_watched() == 0
    names.rebuild()
    assert sweeping.check_watched() == 1
    outbox.work_off()
    assert sweeping.check_watched() == 0
    declare("E-08", "PT Zamrud Kelabu Contoh")
    assert sweeping.check_watched() == 1
    outbox.work_off()
    assert "PT Zamrud Kelabu Contoh" in inspector.get(place).text


def test_many_lists_are_shown_with_as_few_questions_as_one(inspector: Visitor) -> None:
    started(inspector)
    outbox.work_off()
    inspector.get("/cek-daftar")
    with questions() as of_one:
        inspector.get("/cek-daftar")
    for _turn in range(3):
        started(inspector)
    outbox.work_off()
    declare("E-08", "PT Zamrud Kelabu Contoh")
    inspector.get("/cek-daftar")  # takes away what was flashed
    with questions() as of_four:
        page = inspector.get("/cek-daftar").text
    assert page.count("Ada data baru") == 4
    assert len(of_four) == len(of_one)


def test_exports_are_safe_to_open_in_a_spreadsheet(inspector: Visitor) -> None:
    place = started(inspector)
    outbox.work_off()
    with_formula = db.session.scalars(sa.select(SweepHit).order_by(SweepHit.id)).first()

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
    assert "Ada data baru sejak pengecekan ini" in inspector.get(place).text
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


# ── files as offices write them ───────────────────────────────────────────────────────────────


def preview(visitor: Visitor, content: bytes | str, name: str = "daftar.csv") -> tuple[str, str]:
    """The address of an uploaded list and its preview."""
    sent = content.encode() if isinstance(content, str) else content
    answer = upload(visitor, sent, name)
    assert answer.status_code == 303, answer.text
    return answer.location, visitor.get(answer.location).text


def test_the_headings_are_found_beneath_a_title(inspector: Visitor) -> None:
    text = "PEMERINTAH KOTA CONTOH\nDAFTAR PENYEDIA 2026\n\nNo;Nama Penyedia;NIB\n1;CV Contoh Tirta Mulya;9120000000004\n"
    place, page = preview(inspector, text)
    assert "1 baris. Periksa" in page
    assert '<option selected value="1">Nama Penyedia</option>' in page
    data = {"name": "1", "nib": "2", "npwp": "", "nik": "", "kind": "auto", "heading": "2"}
    assert inspector.post(f"{place}/mulai", data=data).status_code == 303
    outbox.work_off()
    assert "Sama (NIB)" in inspector.get(place).text


def test_a_list_without_headings_loses_no_line(inspector: Visitor) -> None:
    place, page = preview(inspector, "CV Contoh Tirta Mulya;9120000000004\nBagas Adi Wibisono;\n")
    assert "2 baris. Periksa" in page
    assert '<option selected value="0">Kolom 1</option>' in page
    data = {"name": "0", "nib": "1", "npwp": "", "nik": "", "kind": "auto", "heading": "-"}
    assert inspector.post(f"{place}/mulai", data=data).status_code == 303
    outbox.work_off()
    page = inspector.get(place).text
    assert "2 dari 2 baris" in page and "CV Contoh Tirta Mulya" in page


def test_the_heading_row_can_be_chosen_otherwise(inspector: Visitor) -> None:
    place, page = preview(inspector, "Daftar\nBadan;Nomor\nCV Contoh Tirta Mulya;9120000000004\n")
    assert '<option selected value="0">1: Daftar</option>' in page
    page = inspector.get(f"{place}?judul=1").text
    assert '<option selected value="1">2: Badan, Nomor</option>' in page
    assert '<option selected value="0">Badan</option>' in page
    assert '<option selected value="1">Nomor</option>' in page  # read as NIB by its digits
    assert inspector.get(f"{place}?judul=99x").status_code == 200


def test_a_column_of_names_is_found_by_its_cells_where_only_the_numbers_have_a_known_heading(
    inspector: Visitor,
) -> None:
    text = "No;Nama Pelaksana;NIB\n1;CV Contoh Tirta Mulya;9120000000004\n2;PT Contoh Dua;9120000000012\n"
    _place, page = preview(inspector, text)
    assert '<option selected value="1">Nama Pelaksana</option>' in page
    assert '<option selected value="2">NIB</option>' in page
    assert "(baris 2, 3)" not in page


def test_a_column_known_by_its_heading_is_not_taken_for_another(inspector: Visitor) -> None:
    text = "Pelaksana;NIK\nContoh Wiragata;6371014503900002\n"
    _place, page = preview(inspector, text)
    assert page.count('<option selected value="1">NIK</option>') == 1
    assert '<option selected value="0">Pelaksana</option>' in page


def test_without_a_column_of_names_the_preview_calls_no_line_nameless(inspector: Visitor) -> None:
    _place, page = preview(inspector, "Kode;NIB\n1;9120000000004\n2;9120000000012\n")
    assert "Belum dikenali. Pilih kolomnya di bawah." in page
    assert "Tanpa nama, dilewati" not in page and "(baris 2, 3)" not in page


@pytest.mark.parametrize("chosen", ["1", "99"])
def test_the_last_row_is_not_offered_as_heading(inspector: Visitor, chosen: str) -> None:
    place, page = preview(inspector, "Nama;NIB\nCV Contoh Tirta Mulya;9120000000004\n")
    assert "1: Nama, NIB</option>" in page and "2: CV Contoh" not in page
    answer = inspector.get(f"{place}?judul={chosen}")
    assert answer.status_code == 200
    assert '<option selected value="0">Nama</option>' in answer.text
    data = {"name": "0", "nib": "1", "npwp": "", "nik": "", "kind": "auto", "heading": chosen}
    assert inspector.post(f"{place}/mulai", data=data).status_code == 303


def test_the_preview_says_what_cannot_be_looked_up(inspector: Visitor) -> None:
    text = (
        "nama;nib\nCV Contoh Tirta Mulya;9120000000004\nCV Contoh Tirta Mulya;9120000000004\n"
        "12345;\nPT Contoh Dua;9,12E+12\nPT Contoh Tiga;-\n#REF!;\n"
    )
    place, page = preview(inspector, text)
    for line in ("2 (baris 4, 7)", "1 (baris 3)", "1 (baris 5)"):
        assert line in page, line
    data = {"name": "0", "nib": "1", "npwp": "", "nik": "", "kind": "auto", "heading": "0"}
    inspector.post(f"{place}/mulai", data=data)
    outbox.work_off()
    page = inspector.get(place).text
    assert "3 dari 3 baris" in page
    assert "1 baris yang sama dengan baris lain dicek sekali." in page
    assert "1 baris dicek tanpa nomornya, yang tidak terbaca." in page
    assert page.count("Sama (NIB)") == 1 + page.count("Sama (NIB)</option>")


def test_a_file_of_headings_only_is_refused_with_words(inspector: Visitor) -> None:
    answer = upload(inspector, b"Nama;NIB\n")
    assert answer.status_code == 422 and "hanya berisi judul kolom" in answer.text


def test_which_sheet_was_read_is_said(inspector: Visitor) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nama", "NIB", "Tanggal"])
    book.active.append(["CV Contoh Tirta Mulya", 9120000000004, clock.now().replace(tzinfo=None)])
    book.create_sheet("Catatan").append(["lain"])
    out = io.BytesIO()
    book.save(out)
    _place, page = preview(inspector, out.getvalue(), "daftar.xlsx")
    assert "Berkas berisi 2 lembar" in page
    assert "9120000000004" in page and clock.today().isoformat() in page


def test_signs_nobody_sees_do_not_hide_a_name(inspector: Visitor) -> None:
    place, _page = preview(inspector, "nama\nCV Contoh\u200b Tirta\u00a0Mulya\u00ad\n")
    data = {"name": "0", "nib": "", "npwp": "", "nik": "", "kind": "auto", "heading": "0"}
    inspector.post(f"{place}/mulai", data=data)
    outbox.work_off()
    assert "Mirip" in inspector.get(place).text


def test_a_list_nobody_starts_is_thrown_away(inspector: Visitor) -> None:
    place = upload(inspector).location
    assert sweeping.drop_forgotten() == 0
    with clock.frozen_at(clock.now() + sweeping.FORGOTTEN_AFTER + timedelta(hours=1)):
        assert sweeping.drop_forgotten() == 1
    sweep = db.session.scalars(sa.select(Sweep)).one()
    assert sweep.content_sealed is None
    assert inspector.get(place).location.endswith("/cek-daftar")


def test_results_are_narrowed_by_owner_unit_and_what_was_judged(inspector: Visitor) -> None:
    place = started(inspector)
    outbox.work_off()
    hit = db.session.scalars(
        sa.select(SweepHit).where(SweepHit.identical.is_not(None)).order_by(SweepHit.rank)
    ).first()
    owner, words = people.person(hit.owner_id), hit.words
    number = dict(words["numbers"])["nib"]
    screened = opened(inspector, "E-32", [firm(words["listed"], number)], clock.today())
    for match in re.findall(
        r'action="(/cek-silang/\d+/nilai/(\d+))"', inspector.get(screened).text
    ):
        data = {f"n{match[1]}-verdict": "not_same", f"n{match[1]}-reason": "Alamatnya berbeda."}
        data[f"n{match[1]}-confirmed"] = "y"
        assert inspector.post(match[0], data=data).status_code == 303
    rows = inspector.get(f"{place}?penilaian=not_same").text
    assert words["name"] in rows and "Bukan orang yang sama" in rows.split("<tbody")[1]
    rest = inspector.get(f"{place}?penilaian=belum").text
    assert "Sama (NIB)</span>" not in rest and "Bagas Adi Wibisono" in rest
    assert owner.name in inspector.get(f"{place}?pemilik={owner.name.split()[0]}").text
    none = inspector.get(f"{place}?pemilik=Tidakada").text
    assert "Tidak ada hasil yang cocok dengan saringan." in none
    post = people.post_of(owner.id, clock.today())
    there = inspector.get(f"{place}?unit={post.unit_id}").text.split("<tbody")[1]
    assert owner.name in there
    exported = inspector.get(f"{place}/hasil.csv?penilaian=not_same").get_data(as_text=True)
    assert "Bukan orang yang sama" in exported and "Bagas" not in exported

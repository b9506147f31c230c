"""Story 3 in a browser (service design §8.6): the relation that was not declared.

A citizen files on his phone, answers what he is asked and follows every step by number and code. The
desk, the inspector, the examiner, the accused, the reviewer and whoever carries out the decision
take it from the portal to the last follow-up. Each due date is what the office's own function of
working days says; letters are opened and verified.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from babel.dates import format_date
from flask import Flask

from app.core import clock, working_days
from app.core.working_days import Calendar
from app.deadlines.models import Holiday
from app.regulations import queries as regulations
from tests.attachments import samples
from tests.browser import click, shows, titled, visible
from tests.flows.test_every_page import kind_of
from tests.flows.walking import (
    PASSWORD,
    Look,
    Opened,
    Visit,
    choose,
    code_in,
    downloaded,
    fill_day,
    follow,
    in_days,
    look_up,
    now,
    press,
    text_of,
    today,
    told,
    told_anywhere,
)
from tests.live import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
NUMBER = re.compile(r"ADU-\d{4}-\d{4,}")
COMPANY, DIRECTOR = "CV Contoh Tirta Mulya", "Kartika Ayuningtyas"
REPORTER, NIK = "Sugeng Hartawan", "6371014503880007"
ACCUSED, SIGNER = "Surya Atmaja Lubis, S.T., M.T.", "Ir. Darmawan Sutisna, M.T."
EXAMINER, REVIEWER = "Zainal Rasyidin Tanjung, S.T., M.T.", "Ir. Gunadi Prasetyanto, M.T."
EXTRACT = (
    "Pemeliharaan Jalan Melati dikerjakan perusahaan yang direkturnya kakak ipar PPKom. Terlampir"
    " foto dan tangkapan layar."
)


@dataclass
class Term:
    """What the office's own function says of a term; days as the pages write them."""

    calendar: Calendar
    received: date

    def working(self, count: int, since: date | None = None) -> date:
        return working_days.add_working_days(since or self.received, count, self.calendar)


def written(day: date) -> str:
    return str(format_date(day, "EEEE, d MMMM yyyy", locale="id"))


@pytest.fixture
def term(app: Flask, office: LiveServer) -> Term:
    """Counted from the day on which what arrives now counts as received."""
    days = sa.select(Holiday.day, Holiday.kind).where(Holiday.removed_in_id.is_(None))
    with app.app_context(), office.inspected() as session:
        hours = regulations.pack_on(clock.today()).service_hours
        calendar = Calendar.of([(one.day, one.kind) for one in session.execute(days)])
    received = working_days.effective_start(now(), calendar, clock.zone(), hours)
    return Term(calendar, received)


@pytest.fixture
def visit(visit: Visit) -> Visit:
    """Whoever came back goes on in the page that stands open."""
    return cache(visit)


@pytest.fixture
def axe(axe: Callable[[Any], list[str]]) -> Callable[[Any], list[str]]:
    """Asked where a page of its kind is met first: this story sees most pages many times."""
    met: set[str] = set()

    def violations(page: Any) -> list[str]:
        kind = kind_of(urlsplit(page.url).path)
        found = [] if kind in met else axe(page)
        met.add(kind)
        return found

    return violations


# ── the reporter ──────────────────────────────────────────────────────────────────────────────


@dataclass
class Kept:
    """What the reporter keeps, and where the office has his complaint."""

    number: str
    code: str
    letters: list[str] = field(default_factory=list)


def test_without_javascript_a_complaint_is_filed_followed_and_completed(
    opened: Opened, visit: Visit, term: Term
) -> None:
    phone, desk = opened("phone", javascript=False), visit("e57")
    kept = he_files(phone, term, unseen)
    case = the_desk_asks_for_what_is_missing(desk, kept, term, unseen)
    he_completes_it(phone, kept, term, unseen)
    desk.goto(case)
    shows(desk, "loket.jpg")
    shows(desk, "Diterima")


def unseen(_page: Any, _name: str) -> None:
    """Looked at in the story below, which goes the same way with JavaScript."""


def test_story_three_goes_from_the_portal_to_the_last_follow_up(
    opened: Opened, visit: Visit, look: Look, term: Term, tmp_path: Path
) -> None:
    phone, desk, inspector = opened("phone"), visit("e57"), visit("e56")
    kept = he_files(phone, term, look)
    case = the_desk_asks_for_what_is_missing(desk, kept, term, look)
    he_completes_it(phone, kept, term, look)
    the_desk_sorts_it(desk, case, look)
    the_inspector_cross_checks(inspector, case, look)
    room = she_sends_it_along_the_line(inspector, case, term, look)
    examiner, accused, reviewer = visit("e31"), visit("e32"), visit("e04")
    the_examiner_reads_and_asks(examiner, room, term, look)
    he_answers_the_examiner(phone, kept, term, look)
    the_accused_replies(accused, term, look)
    the_examiner_finds_it_true(examiner, room, look)
    he_sees_what_came_of_it(phone, kept, look)
    the_reviewer_decides(reviewer, room, look)
    he_sees_until_when_it_is_carried_out(phone, kept, look)
    head = visit("e51")
    each_owner_does_it(visit, head, tmp_path, look)
    the_inspector_closes_it(head, room, look)
    assert "Selesai" in he_looks(phone, kept)
    look(phone, "lacak-selesai")
    letters_are_real(visit, {inspector: (case, 1), head: (room, 3), accused: ("/keterangan", 1)})


def said(page: Any, text: str) -> None:
    """The page that follows a button says so."""
    page.locator("body").get_by_text(text).first.wait_for()


def he_files(page: Any, term: Term, look: Look) -> Kept:
    page.goto("/aduan")
    shows(page, "3 hari kerja")
    look(page, "sebelum-melapor")
    follow(page, "Mulai")
    tells_who(page)
    look(page, "aduan-1")
    press(page, "Simpan dan lanjut")
    tells_what(page)
    look(page, "aduan-2")
    press(page, "Simpan dan lanjut")
    upload(page)
    look(page, "aduan-3")
    press(page, "Simpan dan lanjut")
    tells_who_he_is(page)
    look(page, "aduan-4")
    press(page, "Lanjut ke periksa jawaban")
    said(page, "Foto undangan keluarga")
    look(page, "periksa-jawaban")
    press(page, "Kirim aduan")
    page.wait_for_url("**/aduan/tanda-terima")
    return he_keeps_number_and_code(page, term, look)


def tells_who(page: Any) -> None:
    choose(page, "terlapor_mode", "post")
    page.fill("input[name=terlapor_uraian]", "PPKom Bina Marga yang menandatangani SPK")
    page.select_option("select[name=unit_id]", label="Dinas Pekerjaan Umum dan Penataan Ruang")
    choose(page, "objek", "decision")
    page.fill("input[name=objek_uraian]", "penunjukan pelaksana pemeliharaan Jalan Melati")
    page.fill("input[name=objek_nomor]", "027/SPK-JM/DPUPR")
    page.select_option("select[name=objek_tanggal-month]", "12")
    page.fill("input[name=objek_tanggal-year]", "2025")


def tells_what(page: Any) -> None:
    choose(page, "dugaan_kepentingan", "family")
    for n, (name, kind, relation) in enumerate(
        ((COMPANY, "company", "perusahaan iparnya"), (DIRECTOR, "person", "direktur, kakak ipar"))
    ):
        if n:
            press(page, "Tambah pihak")
        page.fill(f"input[name=pihak-{n}-nama]", name)
        page.select_option(f"select[name=pihak-{n}-jenis]", kind)
        page.fill(f"input[name=pihak-{n}-hubungan]", relation)
    page.fill("input[name=pihak-0-nomor]", "NIB 9120000000004")
    page.fill(
        "textarea[name=uraian]",
        "Pekerjaan Jalan Melati diberikan kepada perusahaan kakak ipar PPKom. Saya melihat keduanya"
        " pada foto undangan keluarga, dan jalannya retak dalam dua minggu.",
    )


def upload(page: Any) -> None:
    photo = {"name": "undangan.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg(exif=True)}
    page.set_input_files("input[name=bukti]", photo)
    page.fill("input[name=keterangan]", "Foto undangan keluarga")
    press(page, "Unggah berkas")
    visible(page.get_by_text("undangan.jpg").first)


def tells_who_he_is(page: Any) -> None:
    page.fill("input[name=nama]", REPORTER)
    page.fill("input[name=nik]", NIK)
    page.fill("input[name=alamat]", "Jalan Melati Nomor 12, Kota Contoh")
    page.fill("input[name=hp]", "0812 3344 5566")
    choose(page, "kapasitas", "warga")
    choose(page, "kabar", "tidak")
    page.check("input[name=benar]")


def he_keeps_number_and_code(page: Any, term: Term, look: Look) -> Kept:
    number, code = NUMBER.search(told(page)), CODE.search(told(page))
    assert number and code
    shows(page, f"paling lambat {written(term.working(3))}, 23.59")
    look(page, "tanda-terima")
    with page.expect_download() as paper:
        press(page, "Unduh tanda terima (PDF)")
    receipt = text_of(Path(paper.value.path()).read_bytes())
    assert number.group() in receipt
    assert code.group() in receipt
    assert REPORTER not in receipt
    page.fill("input[name=akhir]", code.group()[-4:].lower())
    press(page, "Kode sudah saya simpan")
    said(page, "Kode sudah Anda simpan")
    look(page, "kode-tersimpan")
    return Kept(number.group(), code.group())


def he_looks(page: Any, kept: Kept) -> str:
    """The tracking page; by number and code where this browser no longer remembers them."""
    page.goto("/lacak/aduan")
    if page.locator("input[name=kode]").count():
        page.fill("input[name=nomor]", kept.number)
        page.fill("input[name=kode]", kept.code.lower().replace("-", " "))
        press(page, "Lihat")
        page.wait_for_url("**/lacak/aduan")
    return told(page)


def he_completes_it(page: Any, kept: Kept, term: Term, look: Look) -> None:
    page.goto("/lacak")
    look(page, "lacak-masuk")
    seen = he_looks(page, kept)
    assert "Perlu dilengkapi" in seen
    assert "Sekarang di: Anda" in seen
    assert f"Jawab paling lambat {written(term.working(10))}." in seen
    look(page, "lacak-perlu-dilengkapi")
    follow(page, "Jawab pertanyaan (1)")
    page.fill(
        "textarea[name=text]", "Pekerjaan itu ditetapkan dengan SPK pada bulan Desember 2025."
    )
    photo = {"name": "loket.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg()}
    page.set_input_files("input[name=evidence]", photo)
    look(page, "jawab-pertanyaan")
    press(page, "Kirim jawaban")
    said(page, "aduan Anda lengkap")
    look(page, "sudah-lengkap")
    assert f"batas {written(term.working(3))}" in he_looks(page, kept)


def he_sees_what_came_of_it(page: Any, kept: Kept, look: Look) -> None:
    seen = he_looks(page, kept)
    assert "Hasil: benar" in seen
    assert "Sekarang di: peninjau: pejabat di atas pemeriksa" in seen
    assert f"batas {written(in_days(2))}" in seen
    look(page, "lacak-hasil")
    letter = page.locator("main a[href*='/surat/']").first.get_attribute("href")
    text = text_of(downloaded(page, letter))
    assert kept.number in text
    assert REPORTER not in text


def he_sees_until_when_it_is_carried_out(page: Any, kept: Kept, look: Look) -> None:
    seen = he_looks(page, kept)
    assert "Putusan peninjauan kembali: diulang oleh pejabat lain." in seen
    assert "Sekarang di: Inspektorat, mengawasi tindak lanjut" in seen
    assert f"batas {written(in_days(14))}" in seen
    look(page, "lacak-diawasi")


# ── the desk and the cross-check ──────────────────────────────────────────────────────────────


def the_desk_asks_for_what_is_missing(page: Any, kept: Kept, term: Term, look: Look) -> str:
    page.goto("/meja-aduan")
    look(page, "meja-aduan")
    follow(page, kept.number)
    assert REPORTER not in told_anywhere(page)
    shows(page, f"batas {written(term.working(3))}")
    shows(page, f"batas {written(term.working(1))} (target layanan)")
    case = str(page.url)
    look(page, "aduan-di-meja")
    follow(page, "Minta dilengkapi")
    choose(page, "lacks", "decision")
    press(page, "Isi pesan dari pilihan")
    page.locator("textarea[name=text]", has_text="Mohon tulis keputusan").wait_for()
    look(page, "minta-dilengkapi")
    press(page, "Kirim permintaan")
    said(page, "Permintaan terkirim.")
    shows(page, "Perlu dilengkapi")
    shows(page, f"batas {written(term.working(10))}")
    return case


def the_desk_sorts_it(page: Any, case: str, look: Look) -> None:
    page.goto(case)
    follow(page, "Telaah aduan")
    for name in ("identity_clear", "has_evidence", "scope"):
        choose(page, name, "yes")
    look_up(page, "subject", "Surya Atmaja")
    look_up(page, "decider", "Darmawan")
    page.fill("input[name=matter]", "URS-0004")
    page.fill("textarea[name=allegations-0-text]", "PPKom memilih perusahaan kakak iparnya.")
    for name, code in (("form", "BTK-7"), ("kind", "JNS-04"), ("source", "SBR-3")):
        page.select_option(f"select[name=allegations-0-{name}]", code)
    page.fill("textarea[name=extract]", EXTRACT)
    look(page, "telaah")
    press(page, "Simpan hasil telaah")
    said(page, "Hasil telaah tersimpan.")
    shows(page, ACCUSED)
    look(page, "sesudah-telaah")


def the_inspector_cross_checks(page: Any, case: str, look: Look) -> None:
    page.goto(case)
    follow(page, "Cek silang")
    look(page, "cek-silang-pihak")
    press(page, "Cari")
    page.wait_for_url(re.compile(r"/cek-silang/\d+$"))
    shows(page, "CS-4")
    look(page, "cek-silang")
    judges_the_matches(page)
    look(page, "cek-silang-dinilai")
    press(page, "Simpan cek silang")
    said(page, "Cek silang tersimpan.")
    shows(page, "Tidak dideklarasikan oleh terlapor; tercatat di deklarasi ASN lain")
    look(page, "cek-silang-tersimpan")
    page.goto(case)
    press(page, "Nyatakan lengkap")
    said(page, "Aduan lengkap. Kirim ke pemeriksa.")
    look(page, "lengkap")


def judges_the_matches(page: Any) -> None:
    asked = page.locator("main article:has(details[open] input[name$=verdict])").all()
    for place in [one.get_attribute("id") for one in asked]:
        match = page.locator(f"#{place}")
        match.locator("input[name$=verdict][value=same]").check()
        match.locator("form[action*='/nilai/'] textarea").fill(
            "NIB dan nama sama dengan butir yang tercatat."
        )
        click(match.get_by_role("button", name="Simpan penilaian"))
        said(page, "Penilaian tercatat.")


def she_sends_it_along_the_line(page: Any, case: str, term: Term, look: Look) -> str:
    page.goto(case)
    follow(page, "Rute dan pemeriksa")
    shows(page, EXAMINER)
    shows(page, REVIEWER)
    shows(page, f"Dilewati: {SIGNER}, pihak dalam keputusan yang ditinjau.")
    choose(page, "who", "superior")
    companion = page.locator("select[name=companion] option", has_text="Widya Astuti")
    page.select_option("select[name=companion]", companion.get_attribute("value"))
    look(page, "rute")
    press(page, "Kirim")
    said(page, "Dikirim ke pemeriksa.")
    shows(page, f"batas {written(term.working(3))}, 23.59")
    look(page, "terkirim-ke-pemeriksa")
    return str(page.url)


# ── the examination ───────────────────────────────────────────────────────────────────────────


def the_examiner_reads_and_asks(page: Any, room: str, term: Term, look: Look) -> None:
    page.goto("/tugas")
    shows(page, "Anda pemeriksanya.")
    look(page, "tugas-pemeriksa")
    page.goto("/pemeriksaan")
    look(page, "pemeriksaan-daftar")
    page.goto(room)
    shows(page, f"batas {written(term.working(3))}, 23.59")
    assert REPORTER not in told_anywhere(page)
    look(page, "ruang-pemeriksaan")
    follow(page, "1. Baca dugaan dan bukti")
    shows(page, EXTRACT)
    look(page, "dugaan-dan-bukti")
    press(page, "Sudah saya baca")
    follow(page, "2. Baca ringkasan cek silang")
    look(page, "ringkasan-cek-silang")
    press(page, "Sudah saya baca")
    follow(page, "3. Minta keterangan terlapor")
    page.fill(
        "textarea[name=allegation]", "SPK Jalan Melati diberikan kepada perusahaan ipar Anda."
    )
    page.fill("textarea[name=questions]", "Apa hubungan Anda dengan direktur penyedia?")
    fill_day(page, "due_on", term.working(3))
    look(page, "minta-keterangan")
    press(page, "Kirim permintaan")
    follow(page, "4. Tanya pelapor")
    page.fill("textarea[name=text]", "Kapan foto undangan itu Anda lihat, dan siapa yang tampak?")
    fill_day(page, "answer_by", term.working(2))
    look(page, "tanya-pelapor")
    press(page, "Kirim pertanyaan")
    said(page, "Pertanyaan dikirim melalui Inspektorat.")
    look(page, "sudah-bertanya")


def he_answers_the_examiner(page: Any, kept: Kept, term: Term, look: Look) -> None:
    seen = he_looks(page, kept)
    assert "Sedang diperiksa" in seen
    assert "Sekarang di: pemeriksa: atasan pegawai yang dilaporkan" in seen
    assert f"batas {written(term.working(3))}" in seen
    assert f"Jawab paling lambat {written(term.working(2))}." in seen
    look(page, "lacak-diperiksa")
    follow(page, "Jawab pertanyaan (1)")
    page.fill("textarea[name=text]", "Bulan Agustus. Direktur itu berdiri di samping PPKom.")
    press(page, "Kirim jawaban")
    said(page, "Pesan terkirim.")
    look(page, "jawaban-terkirim")
    he_looks(page, kept)
    follow(page, "Tambah bukti")
    photo = {"name": "jalan.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg((60, 40))}
    page.set_input_files("input[name=evidence]", photo)
    page.fill("input[name=caption]", "Jalan retak")
    look(page, "tambah-bukti")
    press(page, "Tambah bukti")
    said(page, "jalan.jpg")


def the_accused_replies(page: Any, term: Term, look: Look) -> None:
    page.goto("/tugas")
    look(page, "tugas-terlapor")
    click(page.locator("main .task-cards a[href^='/keterangan/']"))
    assert EXTRACT not in told(page)
    assert written(term.working(3)) in told(page)
    page.fill(
        "textarea[name=statement]", "Ipar saya tidak ikut di kantor. Benar ia kakak istri saya."
    )
    look(page, "keterangan")
    press(page, "Kirim keterangan")
    said(page, "Keterangan terkirim.")
    look(page, "keterangan-terkirim")


def the_examiner_finds_it_true(page: Any, room: str, look: Look) -> None:
    page.goto(room)
    follow(page, "Catat kunjungan atau dokumen")
    choose(page, "kind", "visit")
    today(page, "on_day")
    page.fill("textarea[name=text]", "Jalan Melati retak sepanjang dua belas meter.")
    look(page, "catat-kunjungan")
    press(page, "Simpan catatan")
    said(page, "Catatan disimpan.")
    follow(page, "5. Catat temuan per dugaan")
    look(page, "temuan-per-dugaan")
    follow(page, "Dugaan 1")
    choose(page, "truth", "true")
    page.fill(
        "textarea[name=explanation]",
        "Direktur penyedia adalah kakak istri PPKom. PPKom mengakuinya dan tidak menyatakannya.",
    )
    page.locator("main input[name=basis]").first.check()
    page.locator("main input[name=basis]").nth(2).check()
    choose(page, "weak", "yes")
    page.fill("textarea[name=sop]", "SOP Pengadaan Langsung belum mewajibkan cek afiliasi.")
    page.fill("input[name=loss]", "12400000")
    look(page, "temuan")
    press(page, "Simpan temuan")
    said(page, "Temuan disimpan.")
    look(page, "temuan-tersimpan")
    follow(page, "Berita acara dan hasil")
    page.fill(
        "textarea[name=summary]",
        "PPKom menandatangani SPK dengan perusahaan kakak iparnya tanpa menyatakan hubungan itu.",
    )
    page.fill("input[name=password]", PASSWORD)
    look(page, "berita-acara")
    press(page, "Tetapkan hasil: Benar – kirim untuk peninjauan kembali")
    said(page, "Hasil ditetapkan.")
    look(page, "hasil-ditetapkan")


# ── the review and its oversight ──────────────────────────────────────────────────────────────


def the_reviewer_decides(page: Any, room: str, look: Look) -> None:
    page.goto(room)
    due = written(in_days(2))
    shows(page, f"batas {due}, 23.59")
    shows(page, f"Dilewati: {SIGNER}, pihak dalam keputusan yang ditinjau.")
    look(page, "ruang-peninjau")
    follow(page, "Putuskan peninjauan kembali")
    choose(page, "ruling", "redo")
    page.fill(
        "textarea[name=reason]",
        "SPK Jalan Melati dihentikan dan pemilihan penyedia diulang pejabat lain, karena pejabat yang"
        " menandatanganinya mempunyai hubungan keluarga dengan direktur penyedia.",
    )
    choose(page, "bases", "PD-1")
    page.fill("textarea[name=principles]", "Kecermatan dan ketidakberpihakan.")
    page.fill(
        "textarea[name=public]", "Jalan tetap diperbaiki, dengan penyedia yang dipilih ulang."
    )
    page.check("input[name=measures-2-ordered]")
    page.fill("textarea[name=measures-2-what]", "Dialihtugaskan dari pekerjaan PPKom.")
    look_up(page, "measures-2-person", "Zainal Rasyidin")
    things = (
        ("Menghentikan SPK dan memberi tahu penyedia.", "Herlina", 7, False),
        ("Memperketat SOP Pengadaan Langsung.", "Wening", 14, True),
    )
    for n, (what, owner, days, is_sop) in enumerate(things):
        page.fill(f"textarea[name=to_do-{n}-description]", what)
        look_up(page, f"to_do-{n}-owner", owner)
        fill_day(page, f"to_do-{n}-due_on", in_days(days))
        page.fill(f"input[name=to_do-{n}-proof]", "Surat yang sudah ditandatangani")
        if is_sop:
            page.check(f"input[name=to_do-{n}-is_sop]")
    page.fill("input[name=password]", PASSWORD)
    look(page, "putusan")
    press(page, "Tetapkan putusan")
    said(page, "Putusan ditetapkan.")
    look(page, "putusan-ditetapkan")


def each_owner_does_it(visit: Visit, inspector: Any, tmp_path: Path, look: Look) -> None:
    paper = tmp_path / "surat.pdf"
    paper.write_bytes(samples.pdf("Surat penghentian"))
    for code, days in (("e30", 7), ("e06", 14)):
        owner = visit(code)
        owner.goto("/tugas")
        look(owner, f"tugas-{code}")
        click(owner.locator("main .task-cards a[href^='/tindak-lanjut/']"))
        shows(owner, f"batas {written(in_days(days))}")
        assert REPORTER not in told_anywhere(owner)
        look(owner, f"satu-tindak-lanjut-{code}")
        follow(owner, "Unggah bukti")
        owner.fill("textarea[name=text]", "Sudah dilaksanakan, suratnya terlampir.")
        owner.set_input_files("input[type=file]", str(paper))
        look(owner, f"unggah-bukti-{code}")
        press(owner, "Kirim bukti")
        said(owner, "Bukti terkirim untuk diverifikasi.")
        inspector.goto("/pengawasan")
        look(inspector, f"pengawasan-{code}")
        click(inspector.locator("main tbody tr", has_text="Bukti diunggah").locator("a").nth(1))
        follow(inspector, "Verifikasi")
        choose(inspector, "enough", "yes")
        look(inspector, f"verifikasi-{code}")
        press(inspector, "Simpan verifikasi")
        said(inspector, "Verifikasi dicatat.")


def the_inspector_closes_it(page: Any, room: str, look: Look) -> None:
    page.goto(room)
    look(page, "semua-terverifikasi")
    follow(page, "Tutup pengawasan")
    look(page, "tutup-pengawasan")
    press(page, "Tutup pengawasan")
    said(page, "Pengawasan ditutup.")
    look(page, "ditutup")


def letters_are_real(visit: Visit, shown: dict[Any, tuple[str, int]]) -> None:
    """Each is downloaded where it is shown, and verified by somebody it does not concern."""
    anybody = visit("e20")
    for page, (place, many) in shown.items():
        page.goto(place)
        links = page.locator("main a[href^='/surat/']").all()
        addresses = [str(one.get_attribute("href")) for one in links]
        assert len(addresses) >= many, place
        for address in addresses:
            pdf = downloaded(page, address)
            assert REPORTER not in text_of(pdf)
            anybody.goto(f"/v/{code_in(pdf)}")
            titled(anybody, "Dokumen sah")
            assert ACCUSED not in told(anybody)

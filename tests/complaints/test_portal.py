"""The public portal: a complaint is told in four steps, filed once, and its code is shown once."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.complaints import lookups, story
from app.complaints.models import Channel, Complaint, ComplaintBar, Draft, State
from app.complaints.services import drafts
from app.core import clock
from app.database.base import db
from app.deadlines.models import Deadline
from app.notifications.models import Notice
from app.people import queries as people
from app.vault.models import Identity, Paper
from app.visits import services as visits
from tests.attachments.samples import jpeg
from tests.complaints.reporter import (
    CODE,
    IDENTITY,
    SECRET_NAME,
    SECRET_NIK,
    WHAT,
    WHO,
    evidence,
    filed,
    first_three,
)
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
WITA = ZoneInfo("Asia/Makassar")


def only_complaint(number: str) -> Complaint:
    return db.session.scalars(sa.select(Complaint).where(Complaint.number == number)).one()


def complaints() -> int:
    return db.session.scalar(sa.select(sa.func.count(Complaint.id))) or 0


def test_a_complaint_is_filed_without_an_account_and_its_identity_is_sealed(
    client: Visitor,
) -> None:
    number, code = filed(client)
    complaint = only_complaint(number)
    assert complaint.state is State.RECEIVED
    assert complaint.channel is Channel.PORTAL
    assert visits.is_code(complaint.code_hash, code)
    told = story.read(complaint.story)
    assert told.accused_words == WHO["terlapor_uraian"]
    assert told.parties[0].name == WHAT["pihak-0-nama"]
    sealed = db.session.scalars(
        sa.select(Identity).where(
            Identity.subject_type == "complaints", Identity.subject_id == complaint.id
        )
    ).one()
    assert sealed.erased_at is None
    assert db.session.scalar(sa.select(sa.func.count(Draft.id))) == 0
    assert "Bukti diterima: 1" in client.get("/aduan/tanda-terima").text


def test_the_identity_is_in_no_row_but_the_sealed_one(client: Visitor) -> None:
    first_three(client)
    client.get("/aduan/4")
    client.post("/aduan/4", data=IDENTITY)
    draft = db.session.scalars(sa.select(Draft)).one()
    assert SECRET_NAME not in str(draft.story)
    assert SECRET_NIK not in str(draft.story)


def test_the_desk_and_the_inspectors_hear_of_it_by_number_only(client: Visitor) -> None:
    number, _code = filed(client)
    complaint = only_complaint(number)
    notices = db.session.scalars(
        sa.select(Notice).where(
            Notice.subject_type == "complaints", Notice.subject_id == complaint.id
        )
    ).all()
    assert notices
    assert all(one.code == "N-21" and number in one.text for one in notices)
    assert not any("loket" in one.text for one in notices)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 13, 10, 0, tzinfo=WITA), "2026-11-18"),
        (datetime(2026, 11, 13, 18, 30, tzinfo=WITA), "2026-11-19"),
        (datetime(2026, 11, 14, 9, 0, tzinfo=WITA), "2026-11-19"),
    ],
    ids=["friday morning", "friday after hours", "saturday"],
)
def test_the_receipt_shows_the_true_time_and_the_clock_counts_as_the_office_does(
    client: Visitor, received: datetime, due: str
) -> None:
    with clock.frozen_at(received, everywhere=True):
        number, _code = filed(client)
        complaint = only_complaint(number)
        page = client.get("/aduan/tanda-terima").text
        assert f"{received:%H.%M}" in page
        clocks = {
            one.code: one.due_on.isoformat()
            for one in db.session.scalars(
                sa.select(Deadline).where(
                    Deadline.subject_type == "complaints", Deadline.subject_id == complaint.id
                )
            )
        }
    assert complaint.received_at == received
    assert clocks["periksa_aduan"] == due
    assert "cek_kelengkapan_aduan" in clocks
    after_hours = complaint.counted_from != received.date()
    assert ("hari kerja berikutnya" in page) == after_hours


def test_two_clicks_make_one_complaint(client: Visitor) -> None:
    before = complaints()
    filed(client)
    again = client.post("/aduan/kirim", data=IDENTITY)
    assert again.status_code == 303
    assert again.location == "/aduan/tanda-terima"
    assert complaints() == before + 1


def test_the_code_is_shown_once_and_once_again(client: Visitor) -> None:
    _number, code = filed(client)
    second = client.get("/aduan/tanda-terima")
    assert not CODE.search(second.text)
    shown = client.post("/aduan/tanda-terima/lagi")
    assert code in shown.text
    refused = client.post("/aduan/tanda-terima/lagi")
    assert refused.status_code == 303
    page = client.get("/aduan/tanda-terima")
    assert not CODE.search(page.text)
    assert "Tampilkan lagi" not in page.text


def test_the_code_stands_in_no_row(client: Visitor) -> None:
    number, code = filed(client)
    plain = code.replace("-", "")
    for table in sa.inspect(db.engine).get_table_names():
        for row in db.session.execute(sa.text(f'SELECT * FROM "{table}"')):
            assert not any(plain in str(value) or code in str(value) for value in row), table
    assert only_complaint(number).code_hash


@pytest.mark.parametrize("typed", ["as shown", "lower case", "look-alikes", "all of it"])
def test_the_last_group_confirms_that_the_code_was_kept(client: Visitor, typed: str) -> None:
    number, code = filed(client)
    wrong = client.post("/aduan/tanda-terima", data={"akhir": "****"})
    assert wrong.status_code == 422
    assert "Empat huruf atau angka terakhir tidak cocok" in wrong.text
    last = {
        "as shown": code[-4:],
        "lower case": f" {code[-4:-2].lower()} {code[-2:].lower()}",
        "look-alikes": code[-4:].replace("0", "o").replace("1", "l"),
        "all of it": code,
    }[typed]
    done = client.post("/aduan/tanda-terima", data={"akhir": last})
    assert done.status_code == 200, done.text
    assert number in done.text
    assert only_complaint(number).code_confirmed_at is not None
    assert client.get("/aduan/tanda-terima").location == "/aduan"


def test_the_receipt_of_one_visit_is_no_other_visits(client: Visitor, app: object) -> None:
    filed(client)
    other = app.test_client()  # type: ignore[attr-defined]
    assert other.get("/aduan/tanda-terima").location == "/aduan"


def test_nothing_typed_is_lost_when_something_is_missing(client: Visitor) -> None:
    client.get("/aduan/1")
    answer = client.post("/aduan/1", data={**WHO, "objek": "", "objek_uraian": "pendek"})
    assert answer.status_code == 422
    assert "Pilih yang dilaporkan." in answer.text
    assert WHO["terlapor_uraian"] in answer.text
    nobody = client.post("/aduan/1", data={})
    assert "Pilih siapa yang Anda laporkan." in nobody.text
    assert "Tulis keputusan atau tindakannya." in nobody.text


def test_a_month_is_enough_and_a_day_to_come_is_refused(client: Visitor) -> None:
    client.get("/aduan/1")
    assert client.post("/aduan/1", data={**WHO, "objek_tanggal-day": ""}).status_code == 303
    draft = db.session.scalars(sa.select(Draft)).one()
    told = story.read(draft.story)
    assert (told.decided_on, told.approximate) == ("2026-02-01", True)
    late = client.post("/aduan/1", data={**WHO, "objek_tanggal-year": "2027"})
    assert "Tanggal tidak boleh setelah hari ini." in late.text


def test_a_story_needs_fifty_letters_and_a_party_or_that_none_is_known(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    short = client.post("/aduan/2", data={**WHAT, "uraian": "pendek", "pihak-0-nama": ""})
    assert "Ceritakan kejadiannya sedikitnya 50 huruf." in short.text
    assert "Belum ada pihak. Tambah pihak atau pilih ‘Tidak tahu’." in short.text
    unknown = {**WHAT, "pihak-0-nama": "", "pihak_tidak_tahu": "y"}
    assert client.post("/aduan/2", data=unknown).status_code == 303


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Вudi Sаntoso", "huruf Latin saja"),
        ("B\u200budi Santoso", "tanda yang tidak terlihat"),
        ("Drs. H. Ir.", "hanya berisi gelar, sebutan, atau bentuk badan"),
        ("😀😀😀", "Nama harus berisi huruf."),
    ],
)
def test_a_party_that_cannot_be_a_name_is_refused_with_words(
    client: Visitor, name: str, words: str
) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    answer = client.post("/aduan/2", data={**WHAT, "pihak-0-nama": name})
    assert answer.status_code == 422
    assert words in answer.text


def test_a_party_is_a_person_or_a_company_by_the_reporters_own_word(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    unsaid = client.post("/aduan/2", data={**WHAT, "pihak-0-jenis": ""})
    assert unsaid.status_code == 422
    assert "Pilih: orang, perusahaan, atau organisasi." in unsaid.text
    nameless = {**WHAT, "pihak-1-nama": "", "pihak-1-jenis": "", "pihak-1-hubungan": "kakak ipar"}
    told = client.post("/aduan/2", data=nameless)
    assert told.status_code == 422 and 'value="kakak ipar"' in told.text
    assert "Isi nama pihak ini, atau kosongkan isian lainnya." in told.text
    blank = {**WHAT, "pihak-1-nama": "", "pihak-1-jenis": "", "pihak-1-hubungan": ""}
    assert client.post("/aduan/2", data=blank).status_code == 303


def test_more_parties_can_be_added_without_javascript(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    more = client.post("/aduan/2", data={**WHAT, "aksi": "tambah"})
    assert "pihak-1-nama" in more.text
    assert WHAT["uraian"] in more.text


def test_a_step_cannot_be_skipped(client: Visitor) -> None:
    assert client.get("/aduan/3").location == "/aduan/1"
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    assert client.get("/aduan/4").location == "/aduan/2"
    assert client.get("/aduan/5").status_code == 404


def test_evidence_is_required_and_what_was_uploaded_stays(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    client.post("/aduan/2", data=WHAT)
    none = client.post("/aduan/3", data={}, content_type="multipart/form-data")
    assert "Unggah sedikitnya satu bukti. Aturan mewajibkan bukti." in none.text
    bad_link = {**evidence(), "tautan-0-url": "ftp://x", "tautan-0-keterangan": "pendek"}
    answer = client.post("/aduan/3", data=bad_link, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "undangan.jpg" in answer.text
    assert "Tautan harus diawali https://." in answer.text
    assert client.post("/aduan/3", data={}, content_type="multipart/form-data").status_code == 303


def test_a_good_file_beside_a_refused_one_is_kept(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    client.post("/aduan/2", data=WHAT)
    both = [(io.BytesIO(jpeg()), "undangan.jpg"), (io.BytesIO(b"MZ"), "program.exe")]
    answer = client.post("/aduan/3", data={"bukti": both}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Jenis berkas program.exe belum bisa diterima." in answer.text
    assert "Berkas yang baik sudah tersimpan" in answer.text
    held = drafts.files_of(db.session.scalars(sa.select(Draft)).one())
    assert [one.name for one in held] == ["undangan.jpg"]


def test_a_link_with_a_caption_is_evidence(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    client.post("/aduan/2", data=WHAT)
    link = {
        "tautan-0-url": "https://contoh.example/berita",
        "tautan-0-keterangan": "berita pelantikan dengan foto keluarga",
    }
    sent = client.post("/aduan/3", data=link, content_type="multipart/form-data")
    assert sent.status_code == 303
    assert "https://contoh.example/berita" in client.get("/aduan/3").text


def test_a_file_can_be_taken_out_again(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    client.post("/aduan/2", data=WHAT)
    client.post(
        "/aduan/3", data={**evidence(), "aksi": "unggah"}, content_type="multipart/form-data"
    )
    draft = db.session.scalars(sa.select(Draft)).one()
    held = drafts.files_of(draft)
    assert [one.name for one in held] == ["undangan.jpg"]
    client.post("/aduan/3", data={"hapus": str(held[0].id)}, content_type="multipart/form-data")
    assert drafts.files_of(db.session.scalars(sa.select(Draft)).one()) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nik": "123"}, "NIK harus 16 angka."),
        ({"nama": ""}, "Isi nama sesuai KTP."),
        ({"hp": ""}, "Isi HP atau surel."),
        ({"hp": "12345"}, "Nomor HP harus diawali 08 atau +62."),
        ({"benar": ""}, "Centang pernyataan."),
        ({"kabar": "surel"}, "Isi surel bila ingin dikabari lewat surel."),
        ({"rahasia": ""}, "Centang bila identitas Anda boleh diketahui"),
    ],
)
def test_the_identity_is_asked_in_words_that_help(
    client: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    first_three(client)
    client.get("/aduan/4")
    data = {name: value for name, value in {**IDENTITY, **wrong}.items() if value}
    answer = client.post("/aduan/4", data=data)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_check_page_repeats_everything_and_leads_back(client: Visitor) -> None:
    first_three(client)
    client.get("/aduan/4")
    page = client.post("/aduan/4", data=IDENTITY).text
    for text in (WHO["objek_uraian"], WHAT["uraian"], SECRET_NAME, "undangan.jpg"):
        assert text in page
    assert "/aduan/1?dari=periksa" in page
    assert "Warga" in page
    back = client.post("/aduan/1?dari=periksa", data=WHO)
    assert back.location == "/aduan/4"
    changed = client.post("/aduan/4", data={**IDENTITY, "aksi": "ubah"})
    assert f'value="{SECRET_NAME}"' in changed.text


def test_an_answer_changed_from_the_check_page_does_not_cost_the_identity(client: Visitor) -> None:
    first_three(client)
    client.get("/aduan/4")
    client.post("/aduan/4", data=IDENTITY)
    step = client.post("/aduan/2?dari=periksa", data={**IDENTITY, "aksi": "ubah"})
    assert step.status_code == 200
    assert WHAT["uraian"] in step.text
    assert f'name="nik" value="{SECRET_NIK}"' in step.text
    other = {**WHAT, "uraian": f"{WHAT['uraian']} Jalannya retak."}
    sent = client.post("/aduan/2?dari=periksa", data={**IDENTITY, **other})
    assert (sent.status_code, sent.location) == (307, "/aduan/4"), "the browser sends it once more"
    sent = client.post(sent.location, data={**IDENTITY, **other})
    assert "Periksa jawaban Anda" in sent.text
    assert "Jalannya retak." in sent.text
    assert SECRET_NAME in sent.text


def test_errors_of_the_identity_are_told_in_the_order_of_the_page(client: Visitor) -> None:
    first_three(client)
    client.get("/aduan/4")
    page = client.post("/aduan/4", data={"nik": "1"}).text
    summary = page[: page.index("<h1>")]
    sentences = ("Isi nama sesuai KTP.", "NIK harus 16 angka.", "Isi HP atau surel.", "Centang")
    places = [summary.index(one) for one in sentences]
    assert places == sorted(places)


# ── the draft ─────────────────────────────────────────────────────────────────────────────────


def draft_code(client: Visitor) -> str:
    page = client.get("/aduan/draf").text
    return page.split('secret-code"')[1].split(">")[1].split("<")[0].strip()


def test_a_draft_goes_on_from_another_phone_by_its_code(client: Visitor, app: object) -> None:
    first_three(client)
    code = draft_code(client)
    other = app.test_client()  # type: ignore[attr-defined]
    other.get("/aduan/draf")
    wrong = other.post("/aduan/draf", data={"kode": "AAAA-BBBB"})
    assert wrong.status_code == 422
    resumed = other.post("/aduan/draf", data={"kode": code.lower().replace("-", " ")})
    assert resumed.location == "/aduan/4"
    assert "undangan.jpg" in other.get("/aduan/3").text
    assert client.get("/aduan/3").location == "/aduan/1"


def test_who_must_go_keeps_what_is_not_finished_and_is_asked_for_the_rest(client: Visitor) -> None:
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    sent = client.post("/aduan/2", data={"uraian": "Saya melihat", "aksi": "draf"})
    assert sent.location == "/aduan/draf"
    assert client.get("/aduan/3").location == "/aduan/2"
    assert "Saya melihat" in client.get("/aduan/2").text
    half = client.post("/aduan/1", data={"terlapor_mode": "post", "aksi": "draf"})
    assert half.location == "/aduan/draf"
    assert client.get("/aduan/2").location == "/aduan/1"
    flood = client.post("/aduan/1", data={"terlapor_uraian": "x" * 30_000, "aksi": "draf"})
    assert flood.status_code == 422


def test_a_draft_lives_thirty_days(client: Visitor) -> None:
    first_three(client)
    with clock.frozen_at(clock.now() + timedelta(days=29), everywhere=True):
        assert client.get("/aduan/2").status_code == 200
        assert drafts.forget_expired() == 0
    with clock.frozen_at(clock.now() + timedelta(days=32), everywhere=True):
        assert client.get("/aduan/2").location == "/aduan/1"
        assert drafts.forget_expired() == 1


def test_a_draft_can_be_thrown_away(client: Visitor) -> None:
    first_three(client)
    client.get("/aduan/draf")
    assert client.post("/aduan/buang").status_code == 303
    assert db.session.scalar(sa.select(sa.func.count(Draft.id))) == 0


# ── names ─────────────────────────────────────────────────────────────────────────────────────


def test_names_are_found_with_and_without_javascript_and_never_with_a_nip(client: Visitor) -> None:
    found = client.get("/aduan/nama?q=yus").json
    assert 0 < len(found) <= 5
    assert client.get("/aduan/nama?q=yu").json == []
    client.get("/aduan/1")
    searching = {**WHO, "terlapor_mode": "name", "terlapor_cari": "yus", "aksi": "cari"}
    page = client.post("/aduan/1", data=searching)
    assert found[0]["label"] in page.text
    chosen = {**searching, "aksi": "", "terlapor_id": str(found[0]["id"])}
    assert client.post("/aduan/1", data=chosen).status_code == 303
    none = client.post("/aduan/1", data={**searching, "terlapor_cari": "zzzqqq"})
    assert "Nama tidak ditemukan. Pilih ‘tahu jabatannya’." in none.text


def test_whoever_picked_a_name_need_not_know_the_unit(client: Visitor) -> None:
    client.get("/aduan/1")
    person = people.person_by_code("E-32")
    assert person is not None
    named = {**WHO, "terlapor_mode": "name", "terlapor_cari": "surya", "unit_id": ""}
    assert "Pilih unit." in client.post("/aduan/1", data=named).text
    sent = client.post("/aduan/1", data={**named, "terlapor_id": str(person.id)})
    assert sent.status_code == 303
    told = story.read(db.session.scalars(sa.select(Draft)).one().story)
    post = people.post_of(person.id, clock.today())
    assert post is not None
    assert told.unit_id == post.unit_id
    assert told.accused_words == person.name  # he reads whom he picked, not what he typed


def test_names_cannot_be_collected(client: Visitor) -> None:
    answers = [client.get("/aduan/nama?q=mar").status_code for _ in range(61)]
    assert answers.count(200) == 60
    assert answers[-1] == 429


# ── employees and the counter ─────────────────────────────────────────────────────────────────


def test_an_employee_reports_somebody_else_with_the_identity_of_the_account(
    client: Visitor,
) -> None:
    assert "/laporkan/tindakan-balasan" not in client.be("e01").get("/laporkan").text
    assert "/laporkan/tindakan-balasan" in client.be("e18").get("/laporkan").text
    assert client.post("/laporkan", data={"tentang": "orang_lain"}).location == "/aduan/pegawai"
    assert client.get("/aduan/pegawai").location == "/aduan/1?sebagai=pegawai"
    client.get("/aduan/1?sebagai=pegawai")
    assert client.post("/aduan/1?sebagai=pegawai", data=WHO).status_code == 303
    client.post("/aduan/2", data=WHAT)
    client.post("/aduan/3", data=evidence(), content_type="multipart/form-data")
    page = client.get("/aduan/4")
    assert "Anda dilindungi. Laporkan tindakan balasan kapan saja." in page.text
    reach = {"hp": "081233445566", "kabar": "tidak", "benar": "y", "rahasia": "y"}
    assert client.post("/aduan/4", data=reach).status_code == 200
    assert client.post("/aduan/kirim", data=reach).status_code == 303
    complaint = db.session.scalars(sa.select(Complaint).order_by(Complaint.id.desc())).first()
    assert complaint is not None
    assert complaint.channel is Channel.EMPLOYEE
    assert complaint.recorded_by_id is None
    entries = db.session.scalars(
        sa.select(AuditEntry).where(
            AuditEntry.subject_type == "complaints", AuditEntry.subject_id == complaint.id
        )
    ).all()
    assert {one.actor_person_id for one in entries} == {None}


def test_a_superior_who_reports_will_not_meet_his_own_complaint(client: Visitor) -> None:
    client.be("e17")
    client.get("/aduan/pegawai")
    client.get("/aduan/1?sebagai=pegawai")
    client.post("/aduan/1?sebagai=pegawai", data=WHO)
    client.post("/aduan/2", data=WHAT)
    client.post("/aduan/3", data=evidence(), content_type="multipart/form-data")
    client.get("/aduan/4")
    reach = {"hp": "081233445566", "kabar": "tidak", "benar": "y", "rahasia": "y"}
    client.post("/aduan/4", data=reach)
    client.post("/aduan/kirim", data=reach)
    complaint = db.session.scalars(sa.select(Complaint).order_by(Complaint.id.desc())).first()
    assert complaint is not None
    bars = db.session.scalars(
        sa.select(ComplaintBar).where(ComplaintBar.complaint_id == complaint.id)
    ).all()
    assert bars


AT_COUNTER = {
    "saluran": "in_person", "diterima_tanggal-day": "27", "diterima_tanggal-month": "2",
    "diterima_tanggal-year": "2026", "diterima_jam": "18.30",
}  # fmt: skip
WITHOUT_PHONE = {name: value for name, value in IDENTITY.items() if name != "hp"}


def told_at_counter(client: Visitor) -> str:
    """Everything up to the check page, whose text it gives."""
    client.be("e57")
    client.get("/aduan/loket")
    begun = client.post("/aduan/loket", data=AT_COUNTER)
    assert begun.location == "/aduan/1", begun.text
    client.get("/aduan/1")
    client.post("/aduan/1", data=WHO)
    client.post("/aduan/2", data=WHAT)
    paper = client.post("/aduan/3", data={}, content_type="multipart/form-data")
    assert paper.status_code == 303
    assert "Identitas pelapor" in client.get("/aduan/4").text
    return client.post("/aduan/4", data=WITHOUT_PHONE).text


def newest() -> Complaint:
    complaint = db.session.scalars(sa.select(Complaint).order_by(Complaint.id.desc())).first()
    assert complaint is not None
    return complaint


def test_the_desk_writes_down_what_came_to_the_counter(client: Visitor) -> None:
    assert "Foto formulir bertanda tangan" in told_at_counter(client)
    form = "multipart/form-data"
    paper = {**WITHOUT_PHONE, "formulir": (io.BytesIO(b"%PDF-1.4"), "formulir.pdf")}
    refused = client.post("/aduan/kirim", data=paper, content_type=form)
    assert refused.status_code == 422
    photo = {**WITHOUT_PHONE, "formulir": (io.BytesIO(jpeg()), "formulir.jpg")}
    assert client.post("/aduan/kirim", data=photo, content_type=form).status_code == 303
    complaint = newest()
    assert db.session.scalar(sa.select(sa.func.count(Paper.id))) == 1
    assert lookups.evidence_count(complaint) == 0
    assert complaint.channel is Channel.IN_PERSON
    assert clock.local(complaint.received_at).strftime("%d %H.%M") == "27 18.30"
    assert complaint.counted_from.isoformat() == "2026-03-02"
    assert complaint.recorded_by_id is not None
    assert "Salinan kantor" in client.get("/aduan/tanda-terima").text


def test_how_it_came_to_the_counter_is_read_before_sending_and_put_right(client: Visitor) -> None:
    assert "27 Februari 2026, 18.30 WITA" in told_at_counter(client)
    opened = client.post("/aduan/loket", data={**WITHOUT_PHONE, "aksi": "ubah"}).text
    assert 'value="18.30"' in opened and "Galat" not in opened
    right = {**WITHOUT_PHONE, **AT_COUNTER, "saluran": "letter", "diterima_jam": "17.45"}
    back = client.post("/aduan/loket", data=right)
    assert (back.status_code, back.location) == (307, "/aduan/4")
    assert "27 Februari 2026, 17.45 WITA" in client.post("/aduan/4", data=right).text
    client.post("/aduan/kirim", data=WITHOUT_PHONE)
    assert newest().channel is Channel.LETTER
    code = CODE.search(client.get("/aduan/tanda-terima").text)
    assert code
    done = client.post("/aduan/tanda-terima", data={"akhir": code.group()[-4:]}).text
    assert "Catat aduan lain" in done and 'href="/meja-aduan"' in done


def test_the_counter_does_not_exist_for_others(client: Visitor) -> None:
    client.be("e24")
    assert client.get("/aduan/loket").status_code == 404

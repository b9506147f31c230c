"""Other names of a body: entered once, asked for in every search, struck when they were wrong."""

import io

import openpyxl
import pytest
import sqlalchemy as sa

from app.core import clock
from app.crosscheck.models import OtherName, StruckName
from app.database.base import db
from app.outbox import services as outbox
from tests.crosscheck.stage import declare, firm, opened
from tests.statements import questions
from tests.visitor import Visitor

LIST = "/cek-silang/nama-lain"
SOURCE = "Akta perubahan nama tahun 2024."


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    return client.be("e56")


def enter(visitor: Visitor, name: str, other: str, source: str = SOURCE):
    return visitor.post(f"{LIST}/baru", data={"name": name, "other": other, "source": source})


def newest() -> OtherName:
    return db.session.scalars(sa.select(OtherName).order_by(OtherName.id.desc())).first()


def screening_of(visitor: Visitor, name: str) -> str:
    return visitor.get(opened(visitor, "e24", [firm(name)], clock.today())).text


def test_a_complaint_under_the_new_name_finds_what_was_declared_under_the_old(inspector) -> None:
    declare("e27", "PT Zamrud Kelabu Contoh")
    assert "Zamrud" not in screening_of(inspector, "PT Wanodya Raya")
    answer = enter(inspector, "PT Wanodya Raya", "PT Zamrud Kelabu Contoh")
    assert answer.status_code == 303
    page = screening_of(inspector, "WANODYA RAYA, P.T.")
    assert "Dicari juga dengan nama lain dari daftar kantor: PT Zamrud Kelabu Contoh." in page
    assert "PT Zamrud Kelabu Contoh" in page and "nama terdahulu" in page


def test_names_lead_on_to_the_names_of_their_names(inspector) -> None:
    declare("e27", "PT Zamrud Kelabu Contoh")
    enter(inspector, "PT Wanodya Raya", "PT Sengkuni Utama")
    enter(inspector, "PT Zamrud Kelabu Contoh", "PT Sengkuni Utama")
    page = screening_of(inspector, "PT Wanodya Raya")
    assert "PT Sengkuni Utama; PT Zamrud Kelabu Contoh" in page


def test_a_list_of_vendors_is_asked_for_under_the_other_names_too(inspector) -> None:
    declare("e27", "PT Zamrud Kelabu Contoh")
    enter(inspector, "PT Wanodya Raya", "PT Zamrud Kelabu Contoh")
    place = inspector.post(
        "/cek-daftar/baru",
        data={
            "title": "Penyedia", "reason": "Pemeriksaan penyedia sebelum lelang.",
            "file": (io.BytesIO(b"Nama Penyedia\nPT Wanodya Raya\n"), "daftar.csv"),
        },
        content_type="multipart/form-data",
    ).location  # fmt: skip
    inspector.post(
        f"{place}/mulai", data={"name": "0", "nib": "", "npwp": "", "nik": "", "kind": "org"}
    )
    outbox.work_off()
    assert "PT Zamrud Kelabu Contoh" in inspector.get(place).text


def test_a_struck_name_is_asked_for_no_longer_but_stays_in_the_list(inspector) -> None:
    declare("e27", "PT Zamrud Kelabu Contoh")
    enter(inspector, "PT Wanodya Raya", "PT Zamrud Kelabu Contoh")
    place = f"{LIST}/{newest().id}/coret"
    short = inspector.post(place, data={"reason": "salah"})
    assert short.status_code == 422 and "salah" in short.text
    assert inspector.post(place, data={"reason": "Ternyata dua badan berbeda."}).status_code == 303
    assert "Zamrud" not in screening_of(inspector, "PT Wanodya Raya")
    page = inspector.get(LIST).text
    assert "Dicoret" in page and "Ternyata dua badan berbeda." in page
    again = inspector.post(place, data={"reason": "Ternyata dua badan berbeda."})
    assert "sudah dicoret" in again.text
    assert db.session.scalar(sa.select(sa.func.count(StruckName.other_name_id))) == 1
    assert enter(inspector, "PT Wanodya Raya", "PT Zamrud Kelabu Contoh").status_code == 303


@pytest.mark.parametrize(
    ("name", "other", "source", "said"),
    [
        ("PT Wanodya Raya", "Wanodya Raya, P.T.", SOURCE, "sudah dianggap sama"),
        ("PT Wanodya Raya", "🙂", SOURCE, "Nama harus berisi huruf."),
        ("PT Wanodya Raya", "PT Zam\u200brud", SOURCE, "tanda yang tidak terlihat"),
        ("PT Wanodya Raya", "", SOURCE, "Isi nama lainnya."),
        ("PT Wanodya Raya", "PT Zamrud", "kata", "sedikitnya 10 huruf"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    inspector, name, other, source, said
) -> None:
    answer = enter(inspector, name, other, source)
    assert answer.status_code == 422
    assert said in answer.text and "PT Wanodya Raya" in answer.text


def test_a_pair_is_in_the_list_once_whichever_way_round(inspector) -> None:
    enter(inspector, "PT Wanodya Raya", "PT Zamrud Kelabu")
    answer = enter(inspector, "CV Zamrud Kelabu", "WANODYA RAYA PT")
    assert answer.status_code == 422 and "sudah ada di daftar" in answer.text


def test_the_list_is_searched_paged_and_taken_out_with_few_questions(inspector) -> None:
    enter(inspector, "=PT Sengkuni Raya", "CV Rongkop")
    with questions() as asked_for_one:
        inspector.get(LIST)
    for at in range(27):
        enter(inspector, f"PT Wanodya Karsa {at}", f"PT Zamrud Kelabu {at}")
    with questions() as asked:
        page = inspector.get(LIST).text
    assert len(asked) == len(asked_for_one)
    assert "28" in page and f"{LIST}?halaman=2" in page
    found = inspector.get(f"{LIST}?cari=sengkuni").text
    assert "CV Rongkop" in found and "Wanodya" not in found
    assert "Tidak ada nama yang cocok" in inspector.get(f"{LIST}?cari=planet").text
    assert "'=PT Sengkuni Raya" in inspector.get(f"{LIST}/daftar.csv").text
    book = openpyxl.load_workbook(io.BytesIO(inspector.get(f"{LIST}/daftar.xlsx").data))
    assert book.active.max_row == 29


def test_intake_officers_read_the_list_and_nobody_else_sees_it(client: Visitor, city: None) -> None:
    enter(client.be("e56"), "PT Wanodya Raya", "PT Zamrud Kelabu")
    intake = client.be("e57")
    assert "Zamrud" in intake.get(LIST).text
    assert intake.get(f"{LIST}/baru").status_code in (403, 404)
    employee = client.be("e27")
    assert employee.get(LIST).status_code in (403, 404)
    assert enter(employee, "PT Wanodya", "PT Rongkop").status_code in (403, 404)


def test_an_entry_can_be_neither_changed_nor_removed(inspector) -> None:
    enter(inspector, "PT Wanodya Raya", "PT Zamrud Kelabu")
    for change in ("DELETE FROM crosscheck_other_names", "UPDATE crosscheck_other_names SET at=at"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            db.session.execute(sa.text(change))
        db.session.rollback()

"""The pages of a case over HTTP: from the route to the last follow-up, and who finds nothing there."""

import io
import re
from datetime import date
from typing import Any

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.crosscheck import rebuilding
from app.crosscheck.services import names
from app.database.base import db
from app.matters.finding import Party
from app.measures.models import Referral
from app.measures.services.ordering import Order
from app.outbox import services as outbox
from app.reviews.guard import Cast
from app.reviews.models import FollowUp, FollowUpState, Review, State
from app.reviews.queries import matrix
from app.reviews.services import examining
from tests.attachments import samples
from tests.disclosures.stage import BROTHER, actor, filed
from tests.matters.stage import person_id
from tests.reviews import stage
from tests.statements import statements
from tests.visitor import Visitor

UNSURE = "Pagar benturan belum pasti"
pytestmark = pytest.mark.usefixtures("city")


def day(on: Any, name: str) -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def test_an_inspector_sends_a_case_along_the_computed_line(client: Visitor) -> None:
    relay = stage.relay()
    matter = stage.procurement(subject="e20", signer="e17")
    stage.offered(matter, relay, subject="e20")
    client.be("e56")
    page = client.get(f"/pemeriksaan/baru/matters/{matter.id}")
    assert stage.name_of("e15") in page.text
    assert f"Dilewati: {stage.name_of('e17')}, pihak dalam keputusan yang ditinjau." in page.text
    wrong = client.post(f"/pemeriksaan/baru/matters/{matter.id}", data={"who": "inspectorate"})
    assert wrong.status_code == 422
    assert "Pilih alasan mengambil alih." in wrong.text
    client.post(f"/pemeriksaan/baru/matters/{matter.id}", data={"who": "superior"})
    review = db.session.query(Review).filter_by(origin_id=matter.id, origin_type="matters").one()
    assert review.examiner_id == person_id("e15")
    client.be("e17")
    assert client.get(f"/pemeriksaan/baru/matters/{matter.id}").status_code == 404


def test_who_sends_a_case_is_told_while_affiliates_cannot_all_be_found_and_they_lose_it_later(
    client: Visitor,
) -> None:
    relay = stage.relay()
    matter, firm = stage.procurement(), stage.ROAD
    about = Party.of("org", firm.name, firm.nib)
    stage.offered(matter, relay, cast=Cast(frozenset({person_id("e32")}), parties=(about,)))
    brother = {"body_name": firm.name, "body_nib": firm.nib, "body_role": "owner"}
    filed(actor("e31"), {**BROTHER, **brother})
    rebuilding.empty()
    client.be("e56")
    page = client.get(f"/pemeriksaan/baru/matters/{matter.id}").text
    assert UNSURE in page
    client.post(f"/pemeriksaan/baru/matters/{matter.id}", data={"who": "superior"})
    review = db.session.query(Review).filter_by(origin_id=matter.id, origin_type="matters").one()
    assert review.examiner_id == person_id("e31")
    for path in ("rute", "pendamping"):
        assert UNSURE in client.get(f"/pemeriksaan/{review.id}/{path}").text
    names.rebuild()
    outbox.work_off()
    assert review.examiner_id == person_id("e29")
    assert client.be("e31").get(f"/pemeriksaan/{review.id}").status_code == 404
    client.be("e56")
    for path in ("rute", "pendamping"):
        assert UNSURE not in client.get(f"/pemeriksaan/{review.id}/{path}").text


def test_a_case_is_examined_and_its_outcome_signed(client: Visitor) -> None:  # noqa: PLR0915
    review = stage.opened()
    room = f"/pemeriksaan/{review.id}"
    client.be("e31")
    page = client.get(room)
    assert "Hari ke-1 dari 3: Selasa, 3 Maret 2026" in page.text
    assert "Belum mulai" in page.text
    client.get(f"{room}/berkas")
    client.post(f"{room}/sudah-dibaca/read")
    client.get(f"{room}/cek-silang")
    client.post(f"{room}/sudah-dibaca/crosscheck_read")
    client.get(f"{room}/terlapor")
    bad = client.post(f"{room}/terlapor", data={"allegation": "", "questions": ""})
    assert bad.status_code == 422
    client.post(
        f"{room}/terlapor",
        data={"allegation": "Pemenang adalah milik ipar Anda.",
              "questions": "Apakah Anda mengetahui hubungan itu?", **day(clock.today(), "due_on")},
    )  # fmt: skip
    client.get(f"{room}/pelapor")
    client.post(f"{room}/pelapor", data={"text": "Kapan undangan itu Anda terima?"})
    client.get(f"{room}/catatan")
    client.post(
        f"{room}/catatan",
        data={"kind": "visit", "text": "Papan nama usaha ada di rumah ipar terlapor.",
              "evidence": (io.BytesIO(samples.jpeg()), "rumah.jpg"),
              **day(clock.today(), "on_day")},
        content_type="multipart/form-data",
    )  # fmt: skip
    client.get(f"{room}/dugaan")
    assert "Penyalahgunaan jabatan (BTK-7)" in client.get(f"{room}/dugaan/1").text
    empty = client.post(f"{room}/dugaan/1", data={})
    assert empty.status_code == 422
    client.post(
        f"{room}/dugaan/1",
        data={"truth": "true", "explanation": stage.EXPLAINED, "basis": ["crosscheck"],
              "form_code": "BTK-7", "kind_code": "JNS-04", "source_code": "SBR-3",
              "weak": "yes", "sop": "SOP Pengadaan Langsung tanpa cek afiliasi.",
              "loss": "12.400.000"},
    )  # fmt: skip
    assert "Hubungan afiliasi <span" in client.get(f"{room}/hasil").text
    refused = client.post(f"{room}/hasil", data={"aksi": "true", "summary": "Pendek."})
    assert refused.status_code == 422
    assert "Isi kata sandi Anda." in refused.text
    assert "Tulis ringkasan sedikitnya 50 huruf." in refused.text
    done = client.post(
        f"{room}/hasil", data={"aksi": "true", "summary": stage.SUMMARY, "password": PASSWORD}
    )
    assert done.status_code in (200, 303)
    assert stage.fresh(review).state is State.REVIEWING
    assert "Berita Acara Pemeriksaan" in client.get(room).text


def test_the_accused_replies_and_sees_nothing_else(client: Visitor) -> None:
    review = stage.opened()
    question = examining.ask_accused(
        actor("e31"), review, "Pemenang adalah milik ipar Anda.",
        "Apakah Anda mengetahui hubungan itu?", clock.today(),
    )  # fmt: skip
    client.be("e32")
    assert "Belum dijawab" in client.get("/keterangan").text
    page = client.get(f"/keterangan/{question.id}")
    assert stage.EXTRACT not in page.text
    assert stage.NUMBER not in page.text
    assert client.post(f"/keterangan/{question.id}", data={"statement": ""}).status_code == 422
    both = {"statement": "Ipar saya tidak ikut di kantor.", "declined": "y"}
    kept = client.post(f"/keterangan/{question.id}", data=both)
    assert kept.status_code == 422 and "Ipar saya tidak ikut di kantor." in kept.text
    client.post(
        f"/keterangan/{question.id}",
        data={"statement": "Ipar saya tidak ikut di kantor.",
              "evidence": (io.BytesIO(samples.jpeg()), "foto.jpg")},
        content_type="multipart/form-data",
    )  # fmt: skip
    assert "Ipar saya tidak ikut di kantor." in client.get(f"/keterangan/{question.id}").text
    assert client.get(f"/pemeriksaan/{review.id}").status_code == 404
    client.be("e33")
    assert client.get(f"/keterangan/{question.id}").status_code == 404
    client.be("e31")
    assert "Ipar saya tidak ikut di kantor." in client.get(f"/pemeriksaan/{review.id}").text


def decision() -> dict[str, Any]:
    due = clock.today().replace(day=16)
    return {
        "aksi": "putus", "ruling": "redo", "reason": stage.BECAUSE, "bases": ["PD-1", "PD-4"],
        "principles": "Asas kecermatan dan ketidakberpihakan.", "public": "Jalan dipelihara.",
        "measures-2-ordered": "y", "measures-2-what": "Tugas menilai penawaran dialihkan.",
        "measures-2-person": stage.name_of("e33"),
        "measures-2-person_id": str(person_id("e33")),
        "to_do-0-description": "Ulangi pemilihan dengan panitia lain.",
        "to_do-0-owner": stage.name_of("e06"), "to_do-0-owner_id": str(person_id("e06")),
        **day(due, "to_do-0-due_on"), "password": PASSWORD,
    }  # fmt: skip


def test_the_reviewer_decides_and_the_owner_finishes_it(client: Visitor) -> None:  # noqa: PLR0915
    review = stage.examined()
    room = f"/pemeriksaan/{review.id}"
    client.be("e04")
    page = client.get(f"{room}/putusan")
    assert "Hari ke-1 dari 2: Selasa, 3 Maret 2026" in page.text
    unnamed = {"measures-2-ordered": "y", "measures-2-person": "Tidak ada orangnya"}
    lacking = client.post(f"{room}/putusan", data={"aksi": "putus", **unnamed})
    assert lacking.status_code == 422
    assert "Tambah sedikitnya satu tindak lanjut." in lacking.text
    assert "Tulis apa yang diperintahkan." in lacking.text
    assert "Isi kata sandi Anda." in lacking.text
    more = client.post(f"{room}/putusan", data={**decision(), "aksi": "tambah"})
    assert "Ulangi pemilihan" in more.text
    client.post(f"{room}/putusan", data=decision())
    review = stage.fresh(review)
    assert review.state is State.SUPERVISED
    (row,) = review.follow_ups
    task = f"/tindak-lanjut/{row.id}"
    assert "Diulang oleh pejabat lain" in client.get(room).text
    measure = re.search(r"<li><strong>(.+?)</strong> <span[^>]*>TND-", client.get(room).text)
    assert measure, "what was ordered is read in words, its code beside it"
    client.be("e06")
    assert "Ulangi pemilihan" in client.get("/tindak-lanjut").text
    client.get(task)
    client.post(f"{task}/mulai")
    assert client.get(f"{task}/bukti").status_code == 200
    nothing = client.post(f"{task}/bukti", data={"text": " "}).text
    assert "Tulis apa yang sudah dilakukan." in nothing
    assert "Unggah sedikitnya satu bukti." in nothing
    client.post(
        f"{task}/bukti",
        data={"text": "Pemilihan sudah diulang.",
              "evidence": (io.BytesIO(samples.jpeg()), "ba.jpg")},
        content_type="multipart/form-data",
    )  # fmt: skip
    assert client.get(f"{task}/verifikasi").status_code in (403, 404)
    assert client.get(room).status_code == 404
    client.be("e56")
    assert "Bukti diunggah" in client.get("/pengawasan").text
    assert client.get("/pengawasan/unduh.csv").status_code == 200
    assert client.get("/pengawasan/unduh.xlsx").status_code == 200
    assert "Tutup pengawasan" not in client.get(room).text + client.get(task).text
    early = client.get(f"{room}/tutup").text
    assert (
        "Belum dapat ditutup: masih ada 1 tindak lanjut" in early and 'name="revision"' not in early
    )
    client.get(f"{task}/verifikasi")
    assert client.post(f"{task}/verifikasi", data={}).status_code == 422
    client.post(f"{task}/verifikasi", data={"enough": "yes", "note": ""})
    assert "Tutup pengawasan" in client.get(room).text
    assert "pelapor menerima surat penutup" in client.get(f"{room}/tutup").text
    client.post(f"{room}/tutup")
    assert stage.fresh(review).state is State.CLOSED


def test_an_inspector_takes_over_reminds_and_raises(client: Visitor) -> None:
    review = stage.opened()
    other = stage.decided(number="ADU-2026-0009")
    (row,) = other.follow_ups
    client.be("e56")
    page = client.get(f"/pemeriksaan/{review.id}/rute")
    seen = re.search(r'name="revision"[^>]*value="(\d+)"', page.text)
    assert seen is not None
    client.post(
        f"/pemeriksaan/{review.id}/rute",
        data={"who": "inspectorate", "inspector": str(person_id("e55")), "why": "silent",
              "reason": "Atasan belum melangkah sampai hari kedua.", "revision": seen.group(1)},
    )  # fmt: skip
    assert stage.fresh(review).by_inspectorate
    client.get(f"/pemeriksaan/{review.id}/pendamping")
    client.post(f"/pemeriksaan/{review.id}/pendamping", data={"companion": str(person_id("e56"))})
    client.get(f"/tindak-lanjut/{row.id}")
    client.post(f"/tindak-lanjut/{row.id}/ingatkan")
    client.get(f"/tindak-lanjut/{row.id}/naikkan")
    client.post(f"/tindak-lanjut/{row.id}/naikkan", data={"note": "Belum bergerak."})
    assert "Dinaikkan" in client.get("/pengawasan").text


def test_a_reviewer_hands_it_up_on_its_own_page(client: Visitor) -> None:
    review = stage.examined()
    client.be("e04")
    client.get(f"/pemeriksaan/{review.id}/mundur")
    assert client.post(f"/pemeriksaan/{review.id}/mundur", data={"reason": "x"}).status_code == 422
    client.post(
        f"/pemeriksaan/{review.id}/mundur", data={"reason": "Saya ikut membahas pengadaan ini."}
    )
    assert client.get(f"/pemeriksaan/{review.id}").status_code == 404
    assert stage.fresh(review).reviewer_id == person_id("e02")


@pytest.mark.parametrize("code", ["e29", "e32", "e33", "e17", "e44", "e49"])
def test_whoever_has_nothing_to_do_with_it_finds_the_same_nothing(
    client: Visitor, code: str
) -> None:
    review = stage.decided()
    (row,) = review.follow_ups
    client.be(code)
    for path in (
        "",
        "/berkas",
        "/cek-silang",
        "/rute",
        "/terlapor",
        "/hasil",
        "/putusan",
        "/tutup",
    ):
        hidden = client.get(f"/pemeriksaan/{review.id}{path}")
        unknown = client.get(f"/pemeriksaan/999999{path}")
        assert (hidden.status_code, unknown.status_code) == (404, 404), path
    assert client.get(f"/tindak-lanjut/{row.id}").status_code == 404
    assert stage.NUMBER not in client.get("/pemeriksaan").text
    assert stage.NUMBER not in client.get("/pengawasan").text


@pytest.mark.parametrize("path", ["/pemeriksaan", "/pengawasan"])
def test_a_list_asks_the_database_no_more_for_many_cases(client: Visitor, path: str) -> None:
    stage.decided()
    stage.opened(number="ADU-2026-0100")
    few = statements(client, "e56", path)
    for number in range(5):
        stage.opened(number=f"ADU-2026-02{number:02d}")
        stage.decided(number=f"ADU-2026-03{number:02d}")
    assert statements(client, "e56", path) <= few


def test_the_matrix_reads_the_same_sorted_or_walked_by_its_index(
    client: Visitor, arranging: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, states = stage.decided(), list(FollowUpState)
    with arranging() as session:
        session.add_all(
            FollowUp(
                review_id=review.id, position=100 + at, owner_id=person_id("e31"),
                state=states[at % 7 % len(states)], due_on=date(2026, 3, 1 + at * 5 % 9),
                words={"description": f"Langkah {at}"},
            )
            for at in range(70)
        )  # fmt: skip
    client.be("e56")

    def listed() -> list[list[str]]:
        pages = [client.get(f"/pengawasan?halaman={number}").text for number in (1, 2, 3)]
        return [re.findall(r"/tindak-lanjut/(\d+)", page) for page in pages]

    sorted_at_once = listed()
    monkeypatch.setattr(matrix, "_FEW", 0)
    assert listed() == sorted_at_once
    assert len({one for page in sorted_at_once for one in page}) == 71


def test_the_oversight_lists_what_became_of_measures_and_referrals(client: Visitor) -> None:
    said = stage.decided_as(
        measures=[Order("TND-F", "Menilai penawaran milik ipar tanpa menyatakan hubungan.")]
    )
    review = stage.decided(said=said)
    referral = db.session.query(Referral).filter_by(plan_id=review.plan_id).one()
    page = client.be("e56").get("/pengawasan").text
    assert "Rujukan sanksi" in page
    assert referral.number in page
    assert referral.number in client.get(f"/pemeriksaan/{review.id}").text
    assert referral.number not in client.be("e20").get("/pengawasan").text

"""The pages of a divestment, walked through by the people who use them."""

import io
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from app.accounts.tour import DEMO_PASSWORD
from app.audit.models import AuditEntry
from app.core import clock
from app.database.base import db
from app.divestments import queries
from app.divestments.models import DivestmentState, Reassignment, StepState
from app.matters.finding import Party
from app.people import queries as people
from app.recusals import queries as recusals
from app.recusals.models import EndsWith, Origin, Recusal, Scope, State, Verdict
from app.recusals.request import Request
from app.recusals.services import deciding
from app.recusals.services.requesting import Imposed, impose_recusal
from tests.attachments import samples
from tests.divestments import stage
from tests.recusals import stage as asked_of
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def parts(name: str, day: Any) -> dict[str, str]:
    return {
        f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year),
    }  # fmt: skip


def typed(**other: str) -> dict[str, str]:
    """A complete plan as a browser sends it."""
    return {
        "interest": stage.interest_of(stage.owner(), "PK-C"), "asset_form": "cooperation",
        "amount": "Kontrak mengajar", "way": "sold", "recipient": "PT Contoh Modal",
        "relation": "stranger", "steps-0-title": "Surat pengakhiran kontrak",
        **parts("steps-0-due_on", stage.days(20)), **parts("target_on", stage.days(50)), **other,
    }  # fmt: skip


def number_of(code: str) -> int:
    return stage.of_the_story(code).id


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


def test_a_plan_is_written_sent_approved_proved_verified_and_completed(client: Visitor) -> None:
    client.be("e07").get("/divestasi/baru")
    sent = client.post("/divestasi/baru", data=typed(aksi="kirim"))
    assert sent.status_code == 303
    page = sent.location
    boss = str(people.person(stage.of_the_story("e07").superior_id or 0).code)  # type: ignore[union-attr]
    for code in (boss, "e45"):
        client.be(code).get(f"{page}/putusan")
        assert client.post(f"{page}/putusan", data={"decision": "approve"}).status_code == 303
    client.be("e07").get(f"{page}/langkah/1/bukti")
    proof = {
        **parts("done_on", stage.days(0)), "evidence": (io.BytesIO(samples.pdf()), "surat.pdf"),
        "note": "Kontrak diakhiri.",
    }  # fmt: skip
    answer = client.post(f"{page}/langkah/1/bukti", data=proof, content_type="multipart/form-data")
    assert answer.status_code == 303
    client.be("e45")
    assert "surat.pdf" in client.get(f"{page}/langkah/1/verifikasi").text
    answer = client.post(f"{page}/langkah/1/verifikasi", data={"result": "verified"})
    assert answer.status_code == 303
    client.get(f"{page}/selesai")
    assert client.post(f"{page}/selesai", data={"recusal": "end"}).status_code == 303
    text = client.be("e07").get(page).text
    assert "Selesai" in text
    assert "1 dari 1 langkah terverifikasi" in text


def test_selling_to_a_husband_is_refused_beside_the_field_and_nothing_typed_is_lost(
    client: Visitor,
) -> None:
    client.be("e07").get("/divestasi/baru")
    answer = client.post("/divestasi/baru", data=typed(relation="nuclear", aksi="kirim"))
    assert answer.status_code == 422
    sentence = (
        "Pengalihan kepada keluarga inti belum menghilangkan benturan kepentingan. "
        "Pilih cara lain atau jelaskan pengaman."
    )
    assert answer.text.count(sentence) == 2
    assert "Surat pengakhiran kontrak" in answer.text
    assert 'value="PT Contoh Modal"' in answer.text


def test_a_date_that_does_not_exist_is_told_where_it_was_typed(client: Visitor) -> None:
    client.be("e07").get("/divestasi/baru")
    bad = {"steps-0-due_on-day": "31", "steps-0-due_on-month": "2", "steps-0-due_on-year": "2026"}
    answer = client.post("/divestasi/baru", data=typed(**bad, aksi="kirim"))
    assert answer.status_code == 422
    assert "Tanggal harus ada di kalender" in answer.text


def test_more_steps_are_offered_without_javascript(client: Visitor) -> None:
    client.be("e07").get("/divestasi/baru")
    answer = client.post("/divestasi/baru", data=typed(aksi="tambah"))
    assert answer.status_code == 200
    assert "Langkah 4" not in client.get("/divestasi/baru").text
    fields = {f"steps-{n}-title": "" for n in range(3)}
    answer = client.post("/divestasi/baru", data={**fields, **typed(aksi="tambah")})
    assert "Langkah 4" in answer.text


def test_a_draft_is_kept_and_gone_on_with(client: Visitor) -> None:
    client.be("e07").get("/divestasi/baru")
    kept = client.post("/divestasi/baru", data=typed(relation="", aksi="draf"))
    assert kept.status_code == 303
    text = client.get(f"{kept.location}/ubah").text
    assert "Surat pengakhiran kontrak" in text
    again = client.post(f"{kept.location}/ubah", data=typed(aksi="kirim"))
    assert again.status_code == 303
    assert stage.of_the_story("e07").state is DivestmentState.WAITING


def test_the_form_begins_with_the_interest_a_link_names(client: Visitor) -> None:
    uid = stage.interest_of(stage.owner(), "PK-C")
    text = client.be("e07").get(f"/divestasi/baru?butir={uid}&rencana=PNG-2026-0002").text
    assert f'selected value="{uid}"' in text or f'value="{uid}" selected' in text
    assert 'value="PNG-2026-0002"' in text


def test_what_is_being_given_up_already_is_not_offered_again(client: Visitor) -> None:
    uid = stage.interest_of(stage.owner(), "PK-C")
    client.be("e07")
    assert f'value="{uid}"' in client.get("/divestasi/baru").text
    assert client.post("/divestasi/baru", data=typed(aksi="kirim")).status_code == 303
    assert f'value="{uid}"' not in client.get("/divestasi/baru").text
    again = client.post("/divestasi/baru", data=typed(interest=uid, aksi="kirim"))
    assert again.status_code == 422
    assert "Kepentingan ini sudah punya rencana: DIV-" in again.text
    assert "Kontrak mengajar" in again.text


def test_two_clicks_make_one_divestment(client: Visitor) -> None:
    client.be("e07").get("/divestasi/baru")
    before = len(queries.own_visible_to(stage.owner()))
    data = {**typed(aksi="kirim"), "_once": "satu-kali"}
    first = client.post("/divestasi/baru", data=data)
    second = client.post("/divestasi/baru", data=data)
    assert second.location == first.location
    assert len(queries.own_visible_to(stage.owner())) == before + 1


# ── the story ─────────────────────────────────────────────────────────────────────────────────


def test_the_returned_plan_says_why(client: Visitor) -> None:
    """DIV-0003: E-37 wanted to give it to his wife."""
    text = client.be("e37").get(f"/divestasi/{number_of('e37')}").text
    assert "Istri termasuk keluarga inti" in text
    assert "Ubah rencana" in text
    assert "Ubah rencana DIV-" in client.get("/tugas").text


def test_one_of_four_verified_and_one_lacking(client: Visitor) -> None:
    """DIV-0002: E-07."""
    text = client.be("e07").get(f"/divestasi/{number_of('e07')}").text
    assert "1 dari 4 langkah terverifikasi" in text
    assert "Akta belum ditandatangani notaris" in text
    assert "Unggah bukti langkah 2" in text
    assert "Unggah bukti divestasi, langkah 2" in client.get("/tugas").text


def test_a_finished_divestment_shows_three_of_three_steps(client: Visitor) -> None:
    """DIV-0001: E-16."""
    text = client.be("e16").get(f"/divestasi/{number_of('e16')}").text
    assert "3 dari 3 langkah terverifikasi" in text
    assert "Dinyatakan selesai" in text


# ── evidence ──────────────────────────────────────────────────────────────────────────────────


def proof(*files: tuple[bytes, str], **other: str) -> dict[str, Any]:
    given = [(io.BytesIO(content), name) for content, name in files]
    return {**parts("done_on", stage.days(0)), "evidence": given, "note": "Catatan saya", **other}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "kosong.pdf", "Berkas kosong.pdf kosong"),
        (b"PK\x03\x04", "surat.docx", "Gunakan JPG, PNG, atau PDF"),
        (samples.ACTIVE["a script on opening"], "akta.pdf", "perintah yang berjalan sendiri"),
        (samples.huge_png(), "bom.png", "juta piksel"),
    ],
    ids=["empty", "docx", "script", "bomb"],
)
def test_a_refused_file_is_said_beside_the_field_and_what_was_typed_stays(
    client: Visitor, content: bytes, name: str, said: str
) -> None:
    page = f"/divestasi/{number_of('e07')}/langkah/2/bukti"
    client.be("e07").get(page)
    answer = client.post(page, data=proof((content, name)), content_type="multipart/form-data")
    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert "Pilih lagi berkasnya." in answer.text
    assert "Catatan saya" in answer.text
    assert stage.of_the_story("e07").steps[1].state is StepState.LACKING


def test_a_file_that_is_too_large_loses_nothing_typed_either(client: Visitor) -> None:
    page = f"/divestasi/{number_of('e07')}/langkah/2/bukti"
    client.be("e07").get(page)
    fields = {**parts("done_on", stage.days(0)), "note": "Catatan saya", "csrf_token": client.token}
    lines = [
        f'--batas\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    lines.append(
        '--batas\r\nContent-Disposition: form-data; name="evidence"; filename="besar.pdf"\r\n\r\n'
    )
    body = "".join(lines).encode() + b"%PDF-" + b"0" * (31 * 1024 * 1024) + b"\r\n--batas--\r\n"
    answer = client.post(page, data=body, content_type="multipart/form-data; boundary=batas")
    assert answer.status_code == 422
    assert answer.text.count("Berkas besar.pdf lebih dari 10 MB") == 2
    assert "Catatan saya" in answer.text


def test_without_a_file_the_evidence_is_asked_for(client: Visitor) -> None:
    page = f"/divestasi/{number_of('e07')}/langkah/2/bukti"
    client.be("e07").get(page)
    answer = client.post(page, data=proof(), content_type="multipart/form-data")
    assert answer.status_code == 422
    assert answer.text.count("Unggah bukti untuk langkah ini.") == 2


def test_several_files_at_once_are_kept_and_served_to_those_who_verify(client: Visitor) -> None:
    number = number_of("e07")
    page = f"/divestasi/{number}/langkah/2/bukti"
    client.be("e07").get(page)
    both = proof((samples.pdf(), "akta.pdf"), (samples.jpeg(exif=True), "foto.jpg"))
    assert client.post(page, data=both, content_type="multipart/form-data").status_code == 303
    text = client.be("e45").get(f"/divestasi/{number}").text
    assert "akta.pdf" in text
    assert "foto.jpg" in text
    link = text.split('href="/berkas/')[-1].split('"')[0]
    served = client.get(f"/berkas/{link}")
    assert served.status_code == 200
    assert samples.SECRET.encode() not in served.data
    assert client.be("e30").get(f"/berkas/{link}").status_code == 404


def test_only_the_owner_hands_in_and_only_hr_verifies(client: Visitor) -> None:
    number = number_of("e07")
    assert client.be("e45").get(f"/divestasi/{number}/langkah/2/bukti").status_code == 403
    assert client.be("e06").get(f"/divestasi/{number}/langkah/2/verifikasi").status_code == 404
    assert client.be("e30").get(f"/divestasi/{number}").status_code == 404


def test_a_foreign_reading_is_written_down(client: Visitor) -> None:
    number = number_of("e07")
    client.be("e45").get(f"/divestasi/{number}")
    asked = db.session.query(AuditEntry).filter_by(subject_type="divestments", action="record.read")
    assert asked.filter_by(subject_id=number).count() == 1


def test_the_superior_states_with_proof_that_it_is_not_carried_out(client: Visitor) -> None:
    page = f"/divestasi/{number_of('e07')}/tidak-dilaksanakan"
    client.be("e06").get(page)
    data = {"reason": "Pemilik menolak menjual sahamnya sampai sekarang.", "measure": "TND-D"}
    refused = client.post(page, data=data, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "Pemilik menolak menjual" in refused.text
    data |= {"evidence": (io.BytesIO(samples.pdf()), "surat.pdf")}  # type: ignore[dict-item]
    assert client.post(page, data=data, content_type="multipart/form-data").status_code == 303
    assert stage.of_the_story("e07").state is DivestmentState.FAILED


def test_hr_extends_the_target_once(client: Visitor) -> None:
    page = f"/divestasi/{number_of('e07')}"
    client.be("e45").get(f"{page}/perpanjangan")
    target = stage.of_the_story("e07").target_on
    assert target is not None
    bad = {**parts("until", target + timedelta(days=91)), "reason": "kurang"}
    refused = client.post(f"{page}/perpanjangan", data=bad)
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text
    assert "Perpanjangan paling lama 90 hari" in refused.text
    data = {**parts("until", stage.days(100)), "reason": "Pembeli menunggu izin pemegang saham."}
    assert client.post(f"{page}/perpanjangan", data=data).status_code == 303
    assert "diperpanjang dari" in client.get(page).text
    assert client.get(f"{page}/perpanjangan").status_code == 403


def test_the_owner_asks_for_more_time_and_hr_sees_what_is_wished(client: Visitor) -> None:
    page = f"/divestasi/{number_of('e07')}"
    client.be("e07").get(page)
    client.get(f"{page}/minta-perpanjangan")
    late = client.post(
        f"{page}/minta-perpanjangan", data={**parts("until", stage.days(1)), "reason": "Akta."}
    )
    assert late.status_code == 422
    assert "Target baru harus setelah target sekarang." in late.text
    data = {**parts("until", stage.days(100)), "reason": "Notaris menunggu izin pemegang saham."}
    assert client.post(f"{page}/minta-perpanjangan", data=data).status_code == 303
    text = client.get(page).text
    assert "menunggu BKPSDM" in text
    assert "Ubah permintaan perpanjangan" in text
    assert "Notaris menunggu izin pemegang saham." in client.get(f"{page}/minta-perpanjangan").text
    assert "minta perpanjangan" in client.be("e45").get("/pemberitahuan").text
    wanted = client.get(f"{page}/perpanjangan").text
    assert "Notaris menunggu izin pemegang saham." in wanted
    assert f'value="{stage.days(100).year}"' in wanted
    assert client.be("e06").get(f"{page}/minta-perpanjangan").status_code == 403


def test_hr_refuses_more_time_on_the_page_and_nothing_typed_is_lost(client: Visitor) -> None:
    page = f"/divestasi/{number_of('e07')}"
    client.be("e07").get(f"{page}/minta-perpanjangan")
    wish = {**parts("until", stage.days(100)), "reason": "Notaris menunggu izin pemegang saham."}
    assert client.post(f"{page}/minta-perpanjangan", data=wish).status_code == 303
    assert "Putuskan perpanjangan" in client.be("e45").get(page).text
    assert "Perpanjangan diminta</span>" in client.get("/divestasi/register").text
    empty = client.post(f"{page}/perpanjangan", data={}).text
    assert empty.index("Pilih putusan.") < empty.index("Tulis alasan sedikitnya")
    client.get(f"{page}/perpanjangan")
    for typed_, said in (
        ({**wish, "reason": "Pembeli sudah ada."}, "Pilih putusan."),
        ({"decision": "refuse", "reason": "Singkat"}, "Tulis alasan sedikitnya 20 huruf."),
        (
            {"decision": "grant", "reason": "Pembeli sudah ada.", "until-day": ""},
            "Isi target baru.",
        ),
    ):
        answer = client.post(f"{page}/perpanjangan", data=typed_)
        assert answer.status_code == 422
        assert said in answer.text
        assert typed_["reason"] in answer.text
    refused = {"decision": "refuse", "reason": "Pembeli sudah ada; akta dapat dibuat bulan ini."}
    assert client.post(f"{page}/perpanjangan", data=refused).status_code == 303
    text = client.be("e07").get(page).text
    assert "Perpanjangan ditolak" in text
    assert "akta dapat dibuat bulan ini" in text
    assert "menunggu BKPSDM" not in text
    assert "perpanjangan ditolak, target tetap" in client.get("/pemberitahuan").text


# ── the recusal afterwards ────────────────────────────────────────────────────────────────────


def with_interim_recusal() -> tuple[str, Recusal]:
    """The page of e14's divestment, whose steps are verified, and the recusal imposed for it."""
    found = stage.verified_of("e14", "PK-G")
    [recusal] = recusals.recusals_in_force(found.person_id, clock.today())
    assert recusal.number == found.recusal_number
    return f"/divestasi/{found.id}", recusal


def completed(client: Visitor, page: str, choice: str) -> str:
    """HR states that it is done; gives the page it then stands before."""
    client.be("e45").get(f"{page}/selesai")
    done = client.post(f"{page}/selesai", data={"recusal": choice})
    assert done.status_code == 303
    return client.get(done.location).text


def recorded(page: str) -> dict[str, Any]:
    """What the trail says about the end of the divestment."""
    asked = db.session.query(AuditEntry).filter_by(action="divestment.completed")
    (entry,) = asked.filter_by(subject_id=int(page.rsplit("/", 1)[1])).all()
    return {name: entry.details[name] for name in ("recusal_ends", "recusal")}


def state_of(recusal: Recusal) -> State:
    db.session.expire_all()
    return db.session.get_one(Recusal, recusal.id).state


def test_hr_reads_that_the_recusal_has_ended(client: Visitor) -> None:
    page, recusal = with_interim_recusal()
    assert f"Penarikan diri {recusal.number} berakhir." in completed(client, page, "end")
    assert state_of(recusal) is State.ENDED
    assert recorded(page) == {"recusal_ends": True, "recusal": "ended"}


@pytest.mark.parametrize("objected", [False, True])
@pytest.mark.parametrize("choice", ["end", "keep"])
def test_a_recusal_that_was_refused_goes_its_own_way_and_the_divestment_is_done(
    client: Visitor, choice: str, objected: bool
) -> None:
    page, recusal = with_interim_recusal()
    refusal = asked_of.ruling(Verdict.REFUSED)
    deciding.propose(stage.hr("e45"), recusal, refusal)
    deciding.decide(stage.hr("e44"), recusal, refusal)
    if objected:
        deciding.object_to_refusal(stage.actor("e14"), recusal)
    before = recusal.state
    text = completed(client, page, choice)
    assert f"Penarikan diri {recusal.number} sudah ditolak;" in text
    assert state_of(recusal) is before
    assert recorded(page) == {"recusal_ends": False, "recusal": "refused"}


def test_a_recusal_that_rests_on_another_interest_stays_and_hr_reads_it(client: Visitor) -> None:
    """Hers cites the side job at the same company, too."""
    found = stage.verified_rest_of("e07")
    text = completed(client, f"/divestasi/{found.id}", "end")
    assert "tetap berlaku: masih ada kepentingan lain" in text
    assert recorded(f"/divestasi/{found.id}") == {
        "recusal_ends": False, "recusal": "other_interest",
    }  # fmt: skip


def test_a_recusal_that_cites_no_interest_is_left_to_the_superior_who_imposed_it(
    client: Visitor,
) -> None:
    member = stage.actor("e14")
    boss = people.superior_of(member.somebody, clock.today())
    assert boss is not None
    known = Request(
        scope=Scope.PARTY, parties=(Party.of("org", "Ikatan Analis Kebijakan Contoh"),),
        starts_on=clock.today(), ends_with=EndsWith.INTEREST,
    )  # fmt: skip
    how = Imposed(Origin.SUPERIOR, "Ia pengurus perkumpulan yang meminta hibah ini.")
    standing = impose_recusal(stage.actor(str(boss.code)), member.somebody, known, how)
    page, recusal = with_interim_recusal()
    assert recusal.id == standing.id
    assert "ditetapkan tanpa mengutip kepentingan" in completed(client, page, "end")
    assert state_of(recusal) is State.WAITING
    assert recorded(page) == {"recusal_ends": False, "recusal": "no_interest"}


def test_a_recusal_that_hr_keeps_says_so_in_its_history_and_to_those_concerned(
    client: Visitor,
) -> None:
    page, recusal = with_interim_recusal()
    divestment = stage.of_the_story("e14")
    assert f"Penarikan diri {recusal.number} tetap berlaku." in completed(client, page, "keep")
    assert recorded(page) == {"recusal_ends": False, "recusal": "kept"}
    boss = people.person(recusal.superior_id or 0)
    assert boss is not None
    for code in ("e14", str(boss.code)):
        text = client.be(code).get(f"/penarikan-diri/{recusal.id}").text
        assert "Tetap berlaku sesudah divestasi" in text
        assert f"Divestasi {divestment.number} selesai." in text
        assert "sampai diakhiri" in text
        assert (
            f"Penarikan diri {recusal.number} tetap berlaku dan tidak lagi berakhir bersama"
            in client.get("/pemberitahuan").text
        ), code
    kept = db.session.query(AuditEntry).filter_by(action="recusal.kept").one()
    assert (kept.subject_id, kept.actor_name) == (recusal.id, stage.hr().name)


def test_what_hr_kept_before_it_was_decided_is_still_proposed_and_decided(client: Visitor) -> None:
    page, recusal = with_interim_recusal()
    completed(client, page, "keep")
    free = next(
        one for one in recusals.candidates_for(stage.hr(), recusal)
        if not one.barred and not one.caution
    )  # fmt: skip
    ruling = {
        "verdict": "approved", "substitute": str(free.person_id), **parts("starts_on", stage.days(0)),
        "keepers-0-way": "files", "keepers-0-person": asked_of.name_of("e23"), "copies": [str(recusal.superior_id)],
        "keepers-0-person_id": str(stage.actor("e23").somebody),
    }  # fmt: skip
    deciding_page = f"/penarikan-diri/{recusal.id}/putusan"
    for code, more in (("e45", {}), ("e44", {"password": DEMO_PASSWORD})):
        assert client.be(code).get(deciding_page).status_code == 200, code
        assert client.post(deciding_page, data={**ruling, **more}).status_code == 303, code
    assert state_of(recusal) is State.IN_FORCE
    assert "sampai diakhiri" in client.get(f"/penarikan-diri/{recusal.id}").text


# ── register ──────────────────────────────────────────────────────────────────────────────────


def test_the_register_lists_filters_and_leaves_as_a_file(client: Visitor) -> None:
    text = client.be("e45").get("/divestasi/register").text
    assert text.count("DIV-") >= 3
    text = client.get("/divestasi/register?status=berjalan").text
    assert "1 dari 4" in text
    assert "3 dari 3" not in text
    assert "Tidak ada bukti menunggu." in client.get("/divestasi/register?status=bukti").text
    assert client.get("/divestasi/register?status=ngawur&unit=x&halaman=99").status_code == 200
    answer = client.get("/divestasi/register/unduh.csv?status=selesai")
    assert answer.data.decode().count("\n") == 2
    book = load_workbook(io.BytesIO(client.get("/divestasi/register/unduh.xlsx").data))
    assert len(list(book["Divestasi"].iter_rows())) == 4
    assert client.get("/divestasi/register/unduh.pdf").status_code == 404
    taken = db.session.query(AuditEntry).filter_by(action="divestment.exported").count()
    assert taken == 2


def test_the_register_is_for_officers(client: Visitor) -> None:
    assert client.be("e07").get("/divestasi/register").status_code == 404
    assert client.be("e56").get("/divestasi/register").status_code == 200


# ── alih tugas ────────────────────────────────────────────────────────────────────────────────


def test_an_order_of_reassignment_is_recorded_with_its_file(client: Visitor) -> None:
    client.be("e45").get("/divestasi/alih-tugas/baru")
    person = people.person_by_code("e32")
    assert person is not None
    data: dict[str, Any] = {
        "person": person.name, "person_id": str(person.id), "number": "800/12/2026",
        **parts("order_on", stage.days(-1)), "note": "Pengadaan jalan",
    }  # fmt: skip
    page = "/divestasi/alih-tugas/baru"
    refused = client.post(page, data=data, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "Unggah surat perintahnya." in refused.text
    data["evidence"] = (io.BytesIO(samples.pdf("Perintah")), "perintah.pdf")
    assert client.post(page, data=data, content_type="multipart/form-data").status_code == 303
    text = client.get("/divestasi/alih-tugas").text
    assert "800/12/2026" in text
    assert "perintah.pdf" in text
    assert db.session.query(Reassignment).count() == 1
    assert client.be("e32").get("/divestasi/alih-tugas").status_code == 404

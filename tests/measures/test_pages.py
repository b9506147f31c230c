"""The pages of plans: written by the superior, answered by the employee, watched in a list."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.actor import SYSTEM
from app.database.base import db
from app.measures import queries
from app.measures.models import Plan, PlanState, ReplyKind
from app.measures.services import deciding, keeping, planning, revising
from tests.attachments.samples import pdf
from tests.disclosures.stage import actor, lend
from tests.measures.stage import (
    LONG,
    basis,
    drafted,
    known,
    on,
    reviewed,
    running,
    sent,
    with_incident,
    written,
)
from tests.statements import questions
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def day(name: str, value: date) -> dict[str, str]:
    return {
        f"{name}-day": str(value.day), f"{name}-month": str(value.month),
        f"{name}-year": str(value.year),
    }  # fmt: skip


def name_of(code: str) -> str:
    return actor(code).name


def recusal(**changes: Any) -> dict[str, str]:
    today = clock.today()
    return {
        "description": "Tidak memeriksa berkas pihak ini.", "scope": "Semua urusan CV Contoh Karya.",
        "recipient": name_of("e19"), "executor": name_of("e24"),
        "evidence": "Daftar pembagian berkas.", **day("starts_on", today),
        **day("due_on", today + timedelta(days=60)), **changes,
    }  # fmt: skip


def test_the_whole_way_in_a_browser_without_javascript(client: Visitor) -> None:
    disclosure = reviewed()
    client.be("e17")
    assert "Perlu rencana penanganan" in client.get("/rencana").text
    page = f"/rencana/deklarasi/{disclosure.id}"
    client.get(page)
    plan = client.post(page).location
    assert "Belum dapat dikirim" in client.get(plan).text
    client.get(f"{plan}/dasar")
    said = {
        "situation": LONG, "impact": "Izin dinilai memihak.", "public": "Perlakuan yang sama.",
        "interval": "pemantauan_rencana_tinggi", **day("discussed_on", clock.today()),
    }  # fmt: skip
    assert client.post(f"{plan}/dasar", data=said).location == plan
    action = f"{plan}/tindakan/baru?kode=TND-B"
    assert "pejabat pengganti" in client.get(action).text.lower()
    assert client.post(action, data=recusal()).location == plan
    text = client.get(plan).text
    assert "Semua urusan CV Contoh Karya." in text
    assert "Belum dapat dikirim" not in text
    assert client.post(f"{plan}/minta-tanggapan").status_code == 303

    answered_and_set(client, plan)
    assert "Buka rencana penanganan" in client.be("e24").get(f"/deklarasi/{disclosure.id}").text


def answered_and_set(client: Visitor, plan: str) -> None:
    client.be("e24")
    assert "Tanggapi rencana" in client.get("/tugas").text
    assert "Menunggu tanggapan Anda." in client.get("/rencana/saya").text
    assert LONG in client.get(f"{plan}/tanggapan").text
    wrong = client.post(f"{plan}/tanggapan", data={"kind": "agrees", "password": "bukan"})
    assert wrong.status_code == 422
    agreed = client.post(f"{plan}/tanggapan", data={"kind": "agrees", "password": PASSWORD})
    assert agreed.status_code == 303

    client.be("e17")
    assert "Setuju" in client.get(f"{plan}/tetapkan").text
    assert client.post(f"{plan}/tetapkan", data={"password": PASSWORD}).location == plan
    text = client.get(plan).text
    assert "Berjalan" in text
    assert "Rencana Penanganan Benturan Kepentingan" in text


@pytest.mark.parametrize("keeper", ["e25", "e15"])  # e15 stands above e17 himself
def test_a_plan_goes_with_the_seat_and_comes_back(client: Visitor, keeper: str) -> None:
    plan, until = running(), clock.today() + timedelta(days=3)
    check = f"/rencana/{plan.id}/periksa"
    lend("e17", keeper, until)
    text = client.be(keeper).get(f"/rencana/{plan.id}").text
    assert f"{name_of('e17')} digantikan Plh. {name_of(keeper)} sampai {until:%d-%m-%Y}." in text
    assert "tidak lagi atasan" not in text
    assert check in text
    assert check not in client.be("e17").get(f"/rencana/{plan.id}").text
    with on(until + timedelta(days=1)):
        keeping.hand_over(SYSTEM)
        text = client.be("e17").get(f"/rencana/{plan.id}").text
        assert f"Rencana kembali dari {name_of(keeper)}: penugasan sementara berakhir." in text
        assert check in text
        assert check not in client.be(keeper).get(f"/rencana/{plan.id}").text
        assert keeping.hand_over(SYSTEM) == 0


def test_a_plan_begun_by_the_keeper_of_a_seat_goes_to_its_holder(client: Visitor) -> None:
    lend("e17", "e15", clock.today())
    plan = known(by="e15")
    page, basis = f"/rencana/{plan.id}", f"/rencana/{plan.id}/dasar"
    assert basis in client.be("e15").get(page).text
    with on(clock.today() + timedelta(days=1)):
        keeping.hand_over(SYSTEM)
        assert basis in client.be("e17").get(page).text
        assert basis not in client.be("e15").get(page).text


def test_a_plan_in_ones_own_right_stays_when_an_order_ends(client: Visitor) -> None:
    plan = known(by="e15")
    page = f"/rencana/{plan.id}"
    lend("e17", "e25", clock.today())
    with on(clock.today() + timedelta(days=1)):
        keeping.hand_over(SYSTEM)
        assert page + "/dasar" in client.be("e15").get(page).text


def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(client: Visitor) -> None:
    plan = drafted()
    client.be("e17")
    page = f"/rencana/{plan.id}/tindakan/baru?kode=TND-B"
    client.get(page)
    yesterday = clock.today() - timedelta(days=1)
    answer = client.post(
        page, data=recusal(executor="Tidak Ada Orangnya", **day("due_on", yesterday))
    )
    assert answer.status_code == 422
    assert "Semua urusan CV Contoh Karya." in answer.text
    answer = client.post(page, data=recusal(**day("due_on", yesterday)))
    assert answer.text.count("Batas harus setelah tanggal mulai.") == 2
    for code in ("TND-F", "TND-Z", ""):
        assert client.get(f"/rencana/{plan.id}/tindakan/baru?kode={code}").status_code == 303
    late = client.post(f"/rencana/{plan.id}/minta-tanggapan")
    assert late.status_code == 422
    assert "Pilih sedikitnya satu tindakan." in late.text


def test_every_kind_of_measure_has_its_page_and_is_changed_and_removed(client: Visitor) -> None:
    plan = drafted()
    client.be("e17")
    for code in ("TND-A", "TND-B", "TND-C", "TND-D", "TND-E", "TND-X"):
        assert client.get(f"/rencana/{plan.id}/tindakan/baru?kode={code}").status_code == 200
    add = f"/rencana/{plan.id}/tindakan/baru?kode=TND-D"
    sentence = {"task": "Pemeriksaan berkas.", "control": "UBAH_TUGAS"}
    assert client.post(add, data=recusal(**sentence)).status_code == 303
    db.session.expire_all()
    (item,) = plan.draft["actions"]
    assert item["control"] == "UBAH_TUGAS"
    page = f"/rencana/{plan.id}/tindakan/{item['key']}"
    assert "Pemeriksaan berkas." in client.get(page).text
    client.post(page, data=recusal(task="Pemeriksaan izin.", control="UBAH_TUGAS"))
    db.session.expire_all()
    assert plan.draft["actions"][0]["details"]["task"] == "Pemeriksaan izin."
    client.get(f"/rencana/{plan.id}")
    client.post(f"{page}/hapus")
    db.session.expire_all()
    assert plan.draft["actions"] == []


def test_a_case_is_opened_by_name(client: Visitor) -> None:
    client.be("e17")
    client.get("/rencana/baru")
    said = {
        "person": name_of("e24"), "own_interest": "no", "truth": "potential", "situation": LONG,
        "impact": "Izin dapat dinilai memihak pemohon.", "level": "medium",
    }  # fmt: skip
    missing = client.post("/rencana/baru", data={**said, "own_interest": "", "person": ""})
    assert missing.status_code == 422
    assert "Pilih ya atau tidak." in missing.text
    assert client.post("/rencana/baru", data=said).status_code == 303
    handed = client.post("/rencana/baru", data={**said, "own_interest": "yes"})
    assert handed.location == "/rencana"
    assert "Diserahkan kepada" in client.get("/rencana").text


def test_the_employee_sees_the_cards_and_brings_evidence(client: Visitor) -> None:
    plan = running()
    client.be("e24")
    text = client.get("/rencana/saya").text
    assert "Penarikan diri" in text
    assert "Titik pantau berikutnya" in text
    more_time = client.get(f"/rencana/{plan.id}/perpanjangan").text
    assert "batas sekarang" in more_time
    assert "Rencana secara keseluruhan" not in more_time
    page = f"/rencana/{plan.id}/bukti"
    assert "wajib bila rencana ditaati" in client.get(page).text
    empty = client.post(page, data={"found": "kept", **day("on_day", clock.today())})
    assert empty.status_code == 422
    assert "Unggah bukti untuk langkah ini." in empty.text
    wrong = {"found": "kept", "evidence": (BytesIO(b"bukan berkas"), "akta.pdf")}
    assert client.post(page, data={**wrong, **day("on_day", clock.today())}).status_code == 422
    right = {"found": "kept", "evidence": (BytesIO(pdf()), "akta.pdf")}
    kept = client.post(page, data={**right, **day("on_day", clock.today())})
    assert kept.status_code == 303
    assert "akta.pdf" in client.get(f"/rencana/{plan.id}").text
    with_words = {"found": "incident", "incident": "Saya tanpa sengaja menerima berkas pihak itu."}
    sent_in = client.post(page, data={**with_words, **day("on_day", clock.today())})
    assert sent_in.status_code == 303
    assert "tanpa sengaja" in client.be("e17").get(f"/rencana/{plan.id}/periksa").text


def test_a_check_a_revision_and_a_breach_on_pages(client: Visitor) -> None:
    plan = running()
    client.be("e17")
    page = f"/rencana/{plan.id}"
    client.get(f"{page}/periksa")
    assert client.post(f"{page}/periksa", data={"revision": "0"}).status_code == 422
    said = {
        "revision": "0",
        "found": "incident",
        "next": "revise",
        "result": "Ada berkas pihak itu di mejanya.",
    }
    assert client.post(f"{page}/periksa", data=said).status_code == 303
    client.get(f"{page}/pelanggaran")
    breach = {
        "what": "Memeriksa berkas pihak itu.", "proof": "Catatan aplikasi perizinan.",
        "password": PASSWORD, **day("happened_on", clock.today()),
    }  # fmt: skip
    assert client.post(f"{page}/pelanggaran", data=breach).status_code == 303
    text = client.be("e56").get(page).text
    assert "Dirujuk sanksi" in text
    (referral,) = queries.history_for(actor("e17"), db.session.get(Plan, plan.id)).referrals
    client.post(f"/rujukan/{referral.id}/proses")
    client.get(f"/rujukan/{referral.id}/putusan")
    decided = {"decision_number": "800/1", "kind": "Teguran", **day("decided_on", clock.today())}
    assert client.post(f"/rujukan/{referral.id}/putusan", data=decided).status_code == 303
    assert "800/1" in client.be("e24").get(page).text
    client.be("e17").get(page)
    assert client.post(f"{page}/ubah").status_code == 303
    assert "Rujukan sanksi" in client.get(page).text


def test_each_deadline_says_what_is_due(client: Visitor) -> None:
    plan = running()
    page, check, reply = f"/rencana/{plan.id}", "<strong>Titik pantau</strong>", "<strong>Tanggapan pegawai</strong>"  # fmt: skip
    client.be("e17")
    assert check in client.get(page).text
    revising.revise(actor("e17"), plan)
    planning.save_basis(actor("e17"), plan, basis())
    deciding.ask_reply(actor("e17"), plan)
    text = client.get(page).text
    assert (check in text, reply in text) == (True, True)
    assert reply in client.get("/rencana").text
    assert reply in client.be("e24").get("/rencana/saya").text


def test_strangers_find_nothing(client: Visitor) -> None:
    plan = with_incident()
    for code in ("e18", "e20", "e45", "e49"):
        client.be(code)
        for tail in ("", "/tanggapan", "/bukti", "/periksa", "/dasar", "/tetapkan", "/pelanggaran"):
            assert client.get(f"/rencana/{plan.id}{tail}").status_code == 404, (code, tail)
        assert plan.number not in client.get("/rencana").text


def test_a_step_that_cannot_be_taken_now_is_said_before_its_page_is_drawn(client: Visitor) -> None:
    plan = running()
    client.be("e17")
    for tail in ("/dasar", "/tetapkan", "/tindakan/baru?kode=TND-B", "/pelanggaran"):
        answer = client.get(f"/rencana/{plan.id}{tail}")
        assert answer.status_code == 409, tail
        assert "Berjalan" in answer.text
        assert f'href="/rencana/{plan.id}"' in answer.text
    client.be("e24")
    assert client.get(f"/rencana/{plan.id}/tanggapan").status_code == 409
    assert client.get(f"/rencana/{plan.id}/pelanggaran").status_code == 403


def test_the_employee_never_sees_a_draft_that_was_not_sent(client: Visitor) -> None:
    plan = known()
    client.be("e24")
    assert client.get(f"/rencana/{plan.id}").status_code == 404
    assert "Tidak ada rencana penanganan." in client.get("/rencana/saya").text


def test_a_case_without_a_conflict_says_why_to_whoever_was_asked(client: Visitor) -> None:
    quiet, asked = known(), written(known())
    deciding.ask_reply(actor("e17"), asked)
    deciding.reply(actor("e24"), asked, ReplyKind.COMMENTS, "Orang itu bukan keluarga saya.")
    deciding.redraft(actor("e17"), asked)
    assert "Anda diminta menanggapinya lagi" in client.be("e24").get(f"/rencana/{asked.id}").text
    why = {"reason": "Pemohon itu ternyata bukan keluarganya."}
    for plan in (quiet, asked):
        page = f"/rencana/{plan.id}/tidak-ada-benturan"
        assert "tidak dapat dibuka lagi" in client.be("e17").get(page).text
        assert client.post(page, data={"reason": "bukan"}).status_code == 422
        assert client.post(page, data=why).status_code == 303
        text = client.get(f"/rencana/{plan.id}").text
        assert why["reason"] in text
        assert "Diputus: tidak ada benturan kepentingan" in text
        assert "Pilih sedikitnya satu" not in text
        assert client.get(page).status_code == 409
    assert client.be("e24").get(f"/rencana/{quiet.id}").status_code == 404
    assert quiet.number not in client.get("/rencana/saya").text
    text = client.get(f"/rencana/{asked.id}").text
    assert why["reason"] in text
    assert LONG not in text
    assert asked.number in client.get("/rencana/saya").text
    told_of = client.get("/pemberitahuan").text
    assert f"{asked.number}: diputus tidak ada benturan" in told_of
    assert f"{quiet.number}: diputus" not in told_of


def test_while_a_revision_is_written_the_employee_reads_what_is_in_force(client: Visitor) -> None:
    plan = with_incident()
    client.be("e17").get(f"/rencana/{plan.id}")
    client.post(f"/rencana/{plan.id}/ubah")
    client.get(f"/rencana/{plan.id}/dasar")
    said = {"situation": "Rancangan rahasia atasan.", "interval": "pemantauan_rencana_tinggi"}
    client.post(f"/rencana/{plan.id}/dasar", data=said)
    text = client.be("e24").get(f"/rencana/{plan.id}").text
    assert "Rancangan rahasia atasan." not in text
    assert LONG in text
    assert LONG in client.get(f"/rencana/{plan.id}/revisi/1").text


def test_the_list_is_narrowed_and_taken_out(client: Visitor) -> None:
    plan = running()
    client.be("e17")
    for query in ("", "?keadaan=sesuai", "?tingkat=high", "?jatuh=bulan", f"?cari={plan.number}"):
        assert plan.number in client.get(f"/rencana{query}").text, query
    for query in ("?keadaan=terlambat", "?tingkat=low", "?cari=100%25_"):
        assert plan.number not in client.get(f"/rencana{query}").text, query
    assert plan.number in client.get("/rencana/unduh.csv?keadaan=sesuai").text
    assert client.get("/rencana/unduh.xlsx").data[:2] == b"PK"
    assert client.get("/rencana/unduh.pdf").status_code == 404
    with on(plan.next_check_on + timedelta(days=1)):
        assert plan.number in client.be("e17").get("/rencana?keadaan=terlambat").text


def test_the_list_takes_as_many_queries_for_twenty_plans_as_for_two(client: Visitor) -> None:
    client.be("e17")
    known()

    def queries_of() -> int:
        with questions() as asked:
            client.get("/rencana")
        return len(asked)

    queries_of()
    few = queries_of()
    for _turn in range(12):
        known()
    assert queries_of() <= few + 1


def test_reading_by_somebody_above_is_written_to_the_trail(client: Visitor) -> None:
    plan = running()
    client.be("e15").get(f"/rencana/{plan.id}")
    found = db.session.connection().exec_driver_sql(
        "SELECT count(*) FROM audit_entries WHERE subject_type = 'measures_plans' "
        "AND reason = 'Membaca Rencana Penanganan'"
    )
    assert found.scalar_one() == 1


def test_two_clicks_set_one_version(client: Visitor) -> None:
    plan = sent()
    client.be("e24").get(f"/rencana/{plan.id}/tanggapan")
    client.post(f"/rencana/{plan.id}/tanggapan", data={"kind": "agrees", "password": PASSWORD})
    client.be("e17").get(f"/rencana/{plan.id}/tetapkan")
    client.post(f"/rencana/{plan.id}/tetapkan", data={"password": PASSWORD})
    again = client.post(f"/rencana/{plan.id}/tetapkan", data={"password": PASSWORD})
    assert again.status_code in (303, 409)
    db.session.expire_all()
    assert plan.state is PlanState.RUNNING
    assert len(plan.versions) == 1


def test_a_prohibition_that_names_nobody_says_that_it_holds_nothing(client: Visitor) -> None:
    plan = written(drafted(), "TND-B")
    said = client.be("e17").get(f"/rencana/{plan.id}").text
    assert "Tindakan ini tidak menahan urusan dengan sendirinya" in said
    client.get(f"/rencana/{plan.id}/tindakan/baru?kode=TND-B")
    named = recusal(party_name="CV Contoh Karya")
    assert (
        client.post(f"/rencana/{plan.id}/tindakan/baru?kode=TND-B", data=named).status_code == 303
    )
    assert client.get(f"/rencana/{plan.id}").text.count("tidak menahan urusan") == 1

"""S-80: what the desk does with a complaint, through its pages."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import url_for

from app.accounts import queries as accounts
from app.accounts.models import RoleRevocation
from app.complaints.models import Complaint, Message, State, Step
from app.complaints.queries import desk
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.actor import SYSTEM
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.documents.models import Document
from app.matters.services import deciding
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.wording import alleged
from tests.complaints.stage import a_complaint, a_whole_one, actor_of, of
from tests.matters import stage as matters
from tests.statements import questions

pytestmark = pytest.mark.usefixtures("city")
EXTRACT = (
    "Pegawai diduga memenangkan perusahaan milik keluarganya dalam pengadaan langsung tahun ini."
)
REASON = "Hal ini keluhan layanan dan bukan benturan kepentingan."


def label(code: str) -> str:
    return people.label_of(people.person(of(code)))


def finding(**changes: str) -> dict[str, str]:
    return {
        "identity_clear": "yes", "has_evidence": "yes", "scope": "yes",
        "subject": label("e32"), "subject_id": str(of("e32")),
        "decider": label("e29"), "decider_id": str(of("e29")),
        "object_kind": "decision", "decision_on-day": "2", "decision_on-month": "2",
        "decision_on-year": "2026", "allegations-0-text": "Memenangkan perusahaan milik ipar.",
        "allegations-0-form": "BTK-7", "allegations-0-kind": "JNS-04",
        "allegations-0-source": "SBR-3", "extract": EXTRACT, **changes,
    }  # fmt: skip


def again(found: Complaint) -> Complaint:
    db.session.expire_all()
    fresh = db.session.get(Complaint, found.id)
    assert fresh is not None
    return fresh


def steps(found: Complaint) -> list[Step]:
    return [one.step for one in again(found).steps]


def test_the_desk_finds_the_oldest_clock_first_and_narrows_the_list(client):
    a_complaint("ADU-2026-0101", accused="e32", cs_code="CS-4")
    a_complaint("ADU-2026-0102", accused="e20", channel="letter")
    client.be("e57")
    page = client.get("/meja-aduan").text
    assert "ADU-2026-0101" in page and "Surya Atmaja" not in page  # not confirmed yet
    assert "ADU-2026-0102" not in client.get("/meja-aduan?cs=CS-4").text
    assert "ADU-2026-0101" not in client.get("/meja-aduan?saluran=letter").text
    assert "ADU-2026-0102" in client.get("/meja-aduan?cari=adu-2026-0102").text
    assert "ADU-2026-0101" in client.get("/meja-aduan?umur=1").text
    assert "ADU-2026-0101" not in client.get("/meja-aduan?umur=late").text
    assert "Tidak ada aduan yang cocok" in client.get("/meja-aduan?status=closed").text


def test_an_employee_without_a_desk_meets_no_desk(client):
    found = a_complaint(accused="e32")
    client.be("e31")
    for path in ("", f"/{found.id}", "/unduh.csv", f"/{found.id}/telaah", "/999999"):
        assert client.get(f"/meja-aduan{path}").status_code == 404, path
    assert "Meja aduan" not in client.get("/").text


def test_a_finding_is_kept_and_closes_the_case_to_whom_it_concerns(client):
    found = a_complaint(words="petugas pengadaan")
    client.be("e57").get(f"/meja-aduan/{found.id}/telaah")
    answer = client.post(f"/meja-aduan/{found.id}/telaah", data=finding())
    assert answer.status_code == 303, answer.text
    fresh = again(found)
    assert fresh.subject_id == of("e32") and fresh.unit_id
    assert [row.kind_code for row in fresh.allegations] == ["JNS-04"]
    page = client.get(f"/meja-aduan/{found.id}").text
    assert "Surya Atmaja" in page and EXTRACT in page


def test_a_linked_matters_own_decision_dates_the_case(client):
    told = clock.today() - timedelta(days=40)
    found = a_complaint(words="petugas izin", decided_on=told)
    entry = matters.recorded("e20", received_on=clock.today() - timedelta(days=30))
    decided = clock.today() - timedelta(days=20)
    deciding.record_decision(matters.clerk(), entry, matters.decision_of("e20", decided_on=decided))
    path = f"/meja-aduan/{found.id}/telaah"
    client.be("e57").get(path)
    days = {f"decision_on-{part}": str(getattr(told, part)) for part in ("day", "month", "year")}
    sent = finding(subject=label("e20"), subject_id=str(of("e20")), matter=entry.number, **days)
    assert client.post(path, data=sent).status_code == 303
    assert again(found).decision_on == decided, "a reporter guesses, the register knows"
    typed = clock.today() - timedelta(days=10)
    days = {f"decision_on-{part}": str(getattr(typed, part)) for part in ("day", "month", "year")}
    assert client.post(path, data={**sent, **days, "_once": "kedua"}).status_code == 303
    assert again(found).decision_on == typed, "what the desk reads in the letter stands"


def test_whoever_is_not_identified_is_asked_for_at_the_unit(client):
    found = a_complaint(words="petugas loket 3")
    page = client.be("e57").get(f"/meja-aduan/{found.id}/telaah").text
    link = f"/meja-aduan/{found.id}/percakapan?tanya=orang"
    assert link in page
    assert "Siapa nama pegawai yang bertugas sebagai" in client.get(link).text
    gaps = {
        "to": "Kepala loket",
        "question": "Siapa yang bertugas sebagai … pagi itu?",
        "days": "3",
    }
    sent = client.post(f"/meja-aduan/{found.id}/tautan", data=gaps)
    assert "Ganti tiap tanda … dengan isinya." in sent.text


def test_what_is_missing_in_a_finding_is_said_beside_its_field(client):
    found = a_complaint()
    client.be("e57").get(f"/meja-aduan/{found.id}/telaah")
    answer = client.post(
        f"/meja-aduan/{found.id}/telaah", data={"allegations-0-text": "x", "extract": "pendek"}
    )
    assert answer.status_code == 422
    for sentence in ("Pilih terlapor", "Pilih jenis dari daftar", "Tulis petikan", "pendek"):
        assert sentence in answer.text


def test_whoever_turns_out_to_be_concerned_hands_it_over_by_setting_the_accused(client):
    found = a_complaint()
    client.be("e57").get(f"/meja-aduan/{found.id}/telaah")
    sent = finding(subject=label("e55"), subject_id=str(of("e55")))
    answer = client.post(f"/meja-aduan/{found.id}/telaah", data=sent)
    assert answer.location.endswith("/meja-aduan")
    assert client.get(f"/meja-aduan/{found.id}").status_code == 404
    assert found.number not in client.get("/meja-aduan").text
    assert client.be("e05").get(f"/meja-aduan/{found.id}").status_code == 200


def test_asking_pauses_the_clock_once_for_each_thing_and_silence_closes_it(client):
    found = a_complaint(accused="e32")
    client.be("e57").get(f"/meja-aduan/{found.id}/minta")
    sent = {"lacks": "evidence", "text": "Mohon kirim sedikitnya satu bukti yang terbaca."}
    assert client.post(f"/meja-aduan/{found.id}/minta", data=sent).status_code == 303
    running = deadlines.clocks_of("complaints", [found.id])[found.id]
    assert [one.code for one in running] == ["lengkapi_aduan"]
    assert db.session.scalar(sa.select(Message.needs_answer)) is True
    assert steps(found)[-2:] == [Step.ASKED, Step.PAUSED]
    with clock.frozen_at(clock.now().replace(month=4)):
        clocks.sweep(SYSTEM)
    assert again(found).state is State.CLOSED_INCOMPLETE
    client.get(f"/meja-aduan/{found.id}/buka")
    client.post(f"/meja-aduan/{found.id}/buka", data={"reason": "Pelapor datang membawa bukti."})
    assert again(found).state is State.RECEIVED
    assert client.post(f"/meja-aduan/{found.id}/minta", data=sent).status_code == 422


def test_a_complaint_for_another_channel_is_referred_with_a_letter(client):
    found = a_complaint(accused="e32")
    client.be("e57").get(f"/meja-aduan/{found.id}/teruskan")
    client.post(f"/meja-aduan/{found.id}/teruskan", data={"channel": "lapor", "reason": REASON})
    assert again(found).state is State.REFERRED
    assert _letters(found) == 1


def _letters(found: Complaint) -> int:
    asked = sa.select(sa.func.count(Document.id)).where(
        Document.subject_type == "complaints", Document.subject_id == found.id
    )
    return db.session.scalar(asked) or 0


@pytest.mark.parametrize(
    ("act", "choice"),
    [("teruskan", "Pilih kanal tujuan."), ("tidak-diproses", "Pilih alasan dari daftar."),
     ("minta", "Pilih apa yang perlu dilengkapi.")],
)  # fmt: skip
def test_all_that_is_missing_is_told_in_one_round(client, act, choice):
    path = f"/meja-aduan/{a_complaint(accused='e32').id}/{act}"
    client.be("e57").get(path)
    answer = client.post(path, data={})
    assert answer.status_code == 422
    assert choice in answer.text and "sedikitnya 20 huruf" in answer.text.partition("<form")[2]


def test_a_refused_complaint_waits_for_nobody_any_more(client):
    found = a_complaint(accused="e32")
    path = f"/meja-aduan/{found.id}"
    client.be("e57").get(f"{path}/tidak-diproses")
    sent = {"ground": "in_court", "reason": "Perkara ini sedang diperiksa pengadilan negeri."}
    client.post(f"{path}/tidak-diproses", data=sent)
    assert "Menunggu inspektur lain" in client.get(path).text
    client.be("e53").get(f"{path}/tidak-diproses/tetapkan")
    assert client.post(f"{path}/tidak-diproses/tetapkan").status_code == 303
    page = client.get(path).text
    assert "Menunggu inspektur lain" not in page and "Diusulkan tidak diproses" not in page
    assert "Tidak ada langkah yang menunggu meja aduan." in page
    assert "Usul tidak diproses" not in client.get("/meja-aduan?tampil=all").text


def test_two_pairs_of_eyes_refuse_a_complaint(client):
    found = a_complaint(accused="e32")
    client.be("e56").get(f"/meja-aduan/{found.id}/tidak-diproses")
    sent = {"ground": "in_court", "reason": "Perkara ini sedang diperiksa pengadilan negeri."}
    client.post(f"/meja-aduan/{found.id}/tidak-diproses", data=sent)
    own = client.post(f"/meja-aduan/{found.id}/tidak-diproses/tetapkan")
    assert own.status_code == 403
    assert again(found).state is State.RECEIVED
    client.be("e57").get(f"/meja-aduan/{found.id}")
    client.post(f"/meja-aduan/{found.id}/tidak-diproses/tetapkan")
    assert again(found).state is State.RECEIVED  # the desk alone does not refuse
    twice = client.post(f"/meja-aduan/{found.id}/tidak-diproses", data=sent)
    assert "sudah ada dan menunggu inspektur lain" in twice.text
    page = client.be("e53").get(f"/meja-aduan/{found.id}").text
    sure = client.get(f"/meja-aduan/{found.id}/tidak-diproses/tetapkan")
    assert "Tidak dapat dibatalkan." in sure.text and sent["reason"] in sure.text
    assert again(found).state is State.RECEIVED, "a page that asks decides nothing"
    assert "Sedang diperiksa pengadilan" in page and "Usulkan tidak diproses" not in page
    back = {"reason": "Yang diperiksa pengadilan perkara lain."}
    client.post(f"/meja-aduan/{found.id}/tidak-diproses/kembalikan", data=back)
    read = client.be("e56").get(f"/meja-aduan/{found.id}").text
    assert "Yang diperiksa pengadilan perkara lain" in read and "Usulkan tidak diproses" in read
    client.post(f"/meja-aduan/{found.id}/tidak-diproses", data=sent)
    client.be("e53").get(f"/meja-aduan/{found.id}")
    client.post(f"/meja-aduan/{found.id}/tidak-diproses/tetapkan")
    assert again(found).state is State.NOT_PROCESSED
    assert _letters(found) == 1


def test_two_complaints_about_one_act_become_one_and_keep_their_numbers(client):
    first = a_complaint("ADU-2026-0201", accused="e32")
    second = a_complaint("ADU-2026-0202", accused="e55")
    assert again(second).desk_id == of("e05")
    second = a_complaint("ADU-2026-0203", accused="e20", subject_id=of("e20"))
    client.be("e57").get(f"/meja-aduan/{second.id}/gabung")
    unsaid = client.post(f"/meja-aduan/{second.id}/gabung", data={"into": " "})
    assert "Isi nomor aduan." in unsaid.text
    answer = client.post(f"/meja-aduan/{second.id}/gabung", data={"into": first.number})
    assert answer.status_code == 303, answer.text
    assert again(second).state is State.MERGED and again(second).parent_id == first.id
    assert {bar.person_id for bar in again(second).bars} == {
        bar.person_id for bar in again(first).bars
    }
    hidden = client.post(f"/meja-aduan/{first.id}/gabung", data={"into": "ADU-2026-0202"})
    missing = client.post(f"/meja-aduan/{first.id}/gabung", data={"into": "ADU-2026-9999"})
    assert hidden.status_code == missing.status_code == 422
    assert "Nomor aduan ini tidak ada di meja aduan." in hidden.text
    assert f'<a href="/meja-aduan/{first.id}">' in client.get(f"/meja-aduan/{second.id}").text
    joined = client.get(f"/meja-aduan/{first.id}").text
    assert "Aduan lain digabungkan ke sini" in joined and second.number in joined


def test_the_cross_check_opens_with_the_case_as_its_reason_and_its_code_comes_back(client):
    found = a_complaint(parties=(("company", "CV Contoh Tirta Mulya"),))
    client.be("e57").get(f"/meja-aduan/{found.id}/telaah")
    client.post(f"/meja-aduan/{found.id}/telaah", data=finding())
    client.be("e56").get(f"/meja-aduan/{found.id}/cek-silang")
    opened = client.post(f"/meja-aduan/{found.id}/cek-silang", data={"kind": "org", "name": ""})
    assert "/cek-silang/" in opened.location, opened.text
    page = client.get(opened.location).text
    assert found.number in page
    for match in _matches(page):
        client.post(f"{opened.location}/nilai/{match}", data={
            f"n{match}-verdict": "same", f"n{match}-reason": "Nomor induk berusaha sama.",
            f"n{match}-confirmed": "y",
        })  # fmt: skip
    client.get(opened.location)
    saved = client.post(f"{opened.location}/simpan", data={})
    assert saved.status_code == 303, saved.text
    assert f'href="/meja-aduan/{found.id}"' in client.get(opened.location).text
    fresh = again(found)
    assert fresh.cs_code and fresh.screening_id
    assert Step.CHECKED in steps(found)
    letter = db.session.scalar(sa.select(Document).where(Document.subject_type == "screenings"))
    assert letter is not None
    client.be("e57")
    assert fresh.cs_code in client.get(f"/meja-aduan/{found.id}").text
    client.post(f"/meja-aduan/{found.id}/lengkap")
    assert again(found).state is State.VERIFIED


def _matches(page: str) -> list[str]:
    return sorted(set(re.findall(r"/nilai/(\d+)", page)))


def test_a_handler_who_is_concerned_steps_aside_and_the_next_one_is_told(client):
    found = a_complaint(accused="e32")
    client.be("e57").get(f"/meja-aduan/{found.id}/serahkan")
    reason = {"reason": "Terlapor adalah tetangga dekat saya di kompleks."}
    assert client.post(f"/meja-aduan/{found.id}/serahkan", data=reason).status_code == 303
    assert client.get(f"/meja-aduan/{found.id}").status_code == 404
    assert found.number not in client.get("/meja-aduan").text
    assert found.number in client.be("e56").get("/pemberitahuan").text
    assert "tetangga" not in client.get("/admin/log").text


def test_under_kaltims_pack_the_desk_chooses_among_14_kinds_and_5_sources(client, monkeypatch):
    found = a_complaint()
    monkeypatch.setattr(regulations, "pack_id_on", lambda _day: "kaltim-31-2015")
    page = client.be("e57").get(f"/meja-aduan/{found.id}/telaah").text
    assert page.count('value="JNS-') == 14
    assert page.count('value="SBR-') == 5
    assert 'value="JNS-11"' not in page


def test_the_export_holds_nothing_of_who_complained(client):
    a_complaint("ADU-2026-0301", accused="e32")
    client.be("e57")
    text = client.get("/meja-aduan/unduh.csv").text
    assert "ADU-2026-0301" in text
    assert text.splitlines()[0].count(";") == 12
    assert client.get("/meja-aduan/unduh.xlsx").status_code == 200


def test_a_longer_list_costs_no_further_questions(client, monkeypatch):
    def asked() -> int:
        with questions() as said:
            client.get("/meja-aduan")
        return len(said)

    client.be("e57")
    for at in range(3):
        a_complaint(f"ADU-2026-04{at:02d}", accused="e32")
    asked()
    few = asked()
    for at in range(3, 20):
        a_complaint(f"ADU-2026-04{at:02d}", accused="e20")
    assert asked() <= few + 1


def test_pages_of_the_list_follow_each_other_without_a_gap(client):
    for at in range(60):
        a_complaint(f"ADU-2026-05{at:02d}")
    actor_list = desk.Filter()
    seen: list[str] = []
    from tests.complaints.stage import actor_of

    actor = actor_of("e57")
    while True:
        page = desk.complaints_visible_to(actor, actor_list)
        seen += [line.complaint.number for line in page.items]
        if not page.later:
            break
        actor_list = desk.Filter(before=page.later)
    assert seen == [f"ADU-2026-05{at:02d}" for at in range(60)]
    back = desk.complaints_visible_to(actor, desk.Filter(after=page.earlier))
    assert [line.complaint.number for line in back.items] == seen[25:50]


def test_who_stands_in_for_the_inspectorate_cross_checks_his_case_without_a_role(client):
    found = a_complaint(
        "ADU-2026-0301", accused="e55", subject_id=of("e55"), decided_on=clock.today(),
        parties=(("company", "CV Contoh Tirta Mulya"),),
    )  # fmt: skip
    assert found.desk_id == of("e05")
    _take_every_role("e05")
    client.be("e05").get(f"/meja-aduan/{found.id}/cek-silang")
    opened = client.post(f"/meja-aduan/{found.id}/cek-silang", data={"kind": "org", "name": ""})
    assert "/cek-silang/" in opened.location, opened.text
    page = client.get(opened.location)
    assert page.status_code == 200
    for match in _matches(page.text):
        client.post(f"{opened.location}/nilai/{match}", data={
            f"n{match}-verdict": "same", f"n{match}-reason": "Nomor induk berusaha sama.",
            f"n{match}-confirmed": "y",
        })  # fmt: skip
    client.get(opened.location)
    assert client.post(f"{opened.location}/simpan", data={}).status_code == 303
    assert again(found).cs_code
    assert client.get("/cek-silang").status_code == 200
    assert client.get("/cek-silang/baru").status_code == 404
    for stranger in ("e20", "e31"):
        assert client.be(stranger).get(opened.location).status_code == 404
        assert client.get("/cek-silang").status_code == 404


@use_case
def _take_every_role(code: str) -> None:
    account = accounts.account_of(of(code))
    assert account is not None
    for grant in account.grants:
        db.session.add(RoleRevocation(grant_id=grant.id, revoked_at=clock.now(), reason="uji"))
    db.session.flush()
    db.session.expire_all()


def test_codes_of_an_allegation_and_of_the_cross_check_are_told_in_words(client):
    found = a_complaint(cs_code="CS-4")
    path = f"/meja-aduan/{found.id}/telaah"
    assert ">Penyalahgunaan jabatan (BTK-7)</option>" in client.be("e57").get(path).text
    client.post(path, data=finding())
    page = " ".join(client.get(f"/meja-aduan/{found.id}").text.split())
    for words, code in (
        ("Bentuk:</span> Penyalahgunaan jabatan", "BTK-7"),
        ("Jenis:</span> Pemilihan rekanan tidak profesional", "JNS-04"),
        ("Sumber penyebab:</span> Hubungan afiliasi", "SBR-3"),
    ):
        assert f'{words} <span class="small muted">{code}</span>' in page
    listed = client.get("/meja-aduan?tampil=all").text
    assert "tercatat di deklarasi ASN lain. <span" in listed
    assert "Tidak ada catatan yang cocok (CS-5)" in listed, "the filter says it in words"
    assert "tercatat di deklarasi ASN lain" in client.get("/meja-aduan/unduh.csv?tampil=all").text


def test_a_code_no_list_knows_any_more_is_shown_as_it_stands(client):
    found = a_whole_one()
    pack = regulations.pack_on(clock.today())
    row = found.allegations[0]
    row.form_code, row.kind_code, row.attention_code = "BTK-99", "JNS-14", "AF-5"
    told = [(one.label, one.code) for one in alleged(pack, row)]
    db.session.rollback()
    assert told == [
        ("BTK-99", "BTK-99"),
        ("Penuntutan karena pengaruh pihak lain", "JNS-14"),
        ("Hubungan afiliasi", "SBR-3"),
        ("Keluarga", "AF-5"),
    ]


def test_a_party_nobody_can_be_looked_for_by_does_not_block_the_cross_check(client):
    found = a_complaint(
        parties=(("company", "CV Contoh Tirta Mulya"), ("person", "Drs. H."), ("person", "😀😀")),
    )  # as a complaint taken down from paper or filed before may name them
    client.be("e57").get(f"/meja-aduan/{found.id}/telaah")
    client.post(f"/meja-aduan/{found.id}/telaah", data=finding())
    address = f"/meja-aduan/{found.id}/cek-silang"
    page = client.be("e56").get(address).text
    assert "Tidak dapat dicari karena bukan nama: Drs. H.; 😀😀." in page
    opened = client.post(address, data={"kind": "org", "name": ""})
    assert "/cek-silang/" in opened.location, opened.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "\u202eodiB"}, {"name": "tanda yang tidak terlihat"}),
        ({"name": "محمد"}, {"name": "huruf Latin saja"}),
        ({"name": "PT Tbk"}, {"name": "hanya berisi gelar, sebutan, atau bentuk badan"}),
        ({"name": "CV Contoh", "nib": "912"}, {"nib": "NIB harus 13 angka."}),
        ({"name": "CV Contoh", "nib": "a" * 13}, {"nib": "NIB harus 13 angka."}),
        (
            {"name": "CV Contoh", "nib": "1" * 13},
            {"nib": "NIB ini tidak mungkin: semua angkanya sama."},
        ),
        ({"name": "", "nib": "9120000000777"}, {"name": "Isi nama pihak."}),
        ({"name": "", "nib": "912"}, {"name": "Isi nama pihak.", "nib": "NIB harus 13 angka."}),
    ],
)
def test_what_is_no_name_or_number_is_told_beside_it_where_a_case_is_checked(client, typed, said):
    found = a_complaint()
    client.be("e57").get(f"/meja-aduan/{found.id}/telaah")
    client.post(f"/meja-aduan/{found.id}/telaah", data=finding())
    address = f"/meja-aduan/{found.id}/cek-silang"
    client.be("e56").get(address)
    answer = client.post(address, data={"kind": "org", **typed})
    assert answer.status_code == 422
    told = dict(re.findall(r'<p class="error" id="(\w+)-error">(.*?)</p>', answer.text, re.S))
    assert told.keys() == said.keys()
    assert [words for field, words in said.items() if words not in told[field]] == []
    assert all(f'value="{one}"' in answer.text for one in typed.values() if one)


# Beside the steps of the workflow: what each of these pages asks of the case.
HANDLED = (State.RECEIVED, State.VERIFIED, State.EXAMINING)
STEP_OF = {
    "desk.ask": "ask", "desk.refer": "refer", "desk.merge": "merge",
    "desk.propose": "propose_refusal", "desk.hand_back": "hand_back", "desk.refuse": "refuse",
    "desk.reopen": "reopen", "desk.let_go": "let_go", "desk.go_on": "go_on",
    "desk.take_up": "take_up", "desk.correct_decider": "recast",
}  # fmt: skip
STATES_OF = {
    "desk.show": tuple(State), "desk.step_aside": tuple(State), "desk.classify": (State.RECEIVED,),
    "desk.check": HANDLED, "desk.stop": HANDLED,
}  # fmt: skip


def addresses_of_a_case(app) -> list[str]:
    """Every page of the desk that names a case."""
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.")
        and "GET" in rule.methods
        and rule.arguments == {"complaint_id"}
    )


@pytest.mark.parametrize("state", State)
def test_a_step_that_is_impossible_in_a_state_shows_no_page_at_its_address(app, client, state):
    matter = matters.recorded("e29")
    found = a_complaint(accused="e32", state=state, subject_id=of("e32"), matter_id=matter.id)
    client.be("e56")
    actor, pages = actor_of("e56"), addresses_of_a_case(app)
    assert set(pages) == {*STEP_OF, *STATES_OF}
    for endpoint in pages:
        possible = (
            FLOW.may(found, STEP_OF[endpoint], actor)
            if endpoint in STEP_OF
            else state in STATES_OF[endpoint]
        )
        with app.test_request_context():
            path = url_for(endpoint, complaint_id=found.id)
        answer = client.get(path)
        if possible:
            assert answer.status_code == 200, endpoint
        elif endpoint == "desk.classify":
            assert answer.location == f"/meja-aduan/{found.id}"
        else:
            assert answer.status_code in (403, 409), endpoint
            assert '<form method="post"' not in answer.text.split("<main")[1], endpoint
            if answer.status_code == 409:
                assert f'href="/meja-aduan/{found.id}"' in answer.text, endpoint


def test_what_cannot_be_searched_or_held_says_why_before_its_page_is_drawn(client) -> None:
    found = a_complaint(words="kepala dinas")
    client.be("e57")
    for tail, why in (("cek-silang", "Tetapkan dulu terlapornya."),
                      ("hentikan", "Hubungkan dulu aduan ini dengan urusan di register.")):  # fmt: skip
        answer = client.get(f"/meja-aduan/{found.id}/{tail}")
        assert answer.status_code == 409
        assert why in answer.text


def test_a_second_proposal_is_not_begun_while_one_waits(client) -> None:
    found = a_complaint(accused="e32", refusal_proposed_by_id=of("e31"))
    answer = client.be("e56").get(f"/meja-aduan/{found.id}/tidak-diproses")
    assert answer.status_code == 409
    assert "Usul tidak diproses sudah ada dan menunggu inspektur lain." in answer.text

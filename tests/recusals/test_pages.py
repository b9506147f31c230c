"""The pages of a recusal, as the office uses them: asking, answering, deciding, keeping."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.database.base import db
from app.outbox import services as outbox
from app.recusals import coverage, queries
from app.recusals.models import Recusal, State, Verdict
from app.recusals.services import deciding, requesting
from tests.disclosures.stage import BROTHER, filed
from tests.matters.stage import person_id
from tests.recusals import stage
from tests.recusals.stage import FIRM
from tests.statements import questions
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
MISSING_OUTSIDE = ("Isi nomor dan tanggal surat Gubernur.", "Pilih sedikitnya satu tembusan.")


def newest() -> Recusal:
    db.session.expire_all()
    return db.session.query(Recusal).order_by(Recusal.id.desc()).first()


def day(name: str, offset: int = 0) -> dict[str, str]:
    when = stage.tomorrow(offset)
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month),
            f"{name}-year": str(when.year)}  # fmt: skip


def request_fields(**changed: Any) -> dict[str, Any]:
    return {
        "scope": "matter", "limits": ["files", "assess"], "ends_with": "matter",
        "parties-0-kind": "org", "parties-0-name": "", "parties-0-nib": "",
        "interests": [str(one) for one in stage.interests("e18")], **day("starts_on"), **changed,
    }  # fmt: skip


def test_from_the_check_page_to_the_held_matter_in_two_steps(client: Visitor) -> None:
    matter = stage.permit()
    page = client.be("e18").get(f"/penarikan-diri/baru?urusan={matter.id}")
    assert re.search(rf'<input checked [^>]*value="{matter.id}"', page.text)
    sent = client.post("/penarikan-diri/baru", data=request_fields(matters=[str(matter.id)]))
    assert sent.status_code == 303
    check = client.get(sent.location)
    assert "Periksa jawaban Anda" in check.text
    assert matter.number in check.text
    done = client.post(sent.location, data={})
    assert done.location.endswith("/terkirim")
    assert "Anda tidak lagi menangani urusan ini sejak sekarang." in client.get(done.location).text
    assert newest().state is State.REQUESTED
    assert client.get(f"/urusan/{matter.id}").status_code == 403
    assert client.get(done.location.replace("/terkirim", "")).status_code == 200


def test_three_spellings_of_a_party_are_matched_and_shown(client: Visitor) -> None:
    matter = stage.permit()
    client.be("e18").get("/penarikan-diri/baru")
    for spelling in (
        "CV. CONTOH KARYA WIBISONO",
        "Contoh Karya Wibisono, CV",
        "CV Contoh Karya Wibisana",
    ):
        sent = client.post(
            "/penarikan-diri/baru",
            data=request_fields(
                **{"scope": "party", "ends_with": "interest", "parties-0-name": spelling}
            ),
        )
        assert sent.status_code == 303, spelling
        assert matter.number in client.get(sent.location).text, spelling


def test_nothing_typed_is_lost_when_something_is_missing(client: Visitor) -> None:
    client.be("e18").get("/penarikan-diri/baru")
    fields = request_fields(
        **{"scope": "party", "parties-0-name": "CV Contoh Karya Wibisono", "note": "Kakak saya.",
           "interests": [], **day("starts_on", -3)}
    )  # fmt: skip
    answer = client.post("/penarikan-diri/baru", data=fields)
    assert answer.status_code == 422
    for words in (
        "Pilih butir yang menjadi alasan.",
        "Tanggal mulai tidak boleh sebelum hari ini.",
    ):
        assert answer.text.count(words) == 2
    assert "Kakak saya." in answer.text
    assert "CV Contoh Karya Wibisono" in answer.text


@pytest.mark.parametrize(
    ("name", "nib", "said"),
    [
        ("CV Contoh", "123", {"nib": "NIB harus 13 angka."}),
        ("CV Contoh", "1" * 13, {"nib": "NIB ini tidak mungkin: semua angkanya sama."}),
        ("", "9120000000777", {"name": "Isi nama pihak."}),
    ],
)
def test_a_party_row_with_a_wrong_number_says_so(
    client: Visitor, name: str, nib: str, said: dict[str, str]
) -> None:
    client.be("e18").get("/penarikan-diri/baru")
    fields = request_fields(**{"scope": "party", "parties-0-name": name, "parties-0-nib": nib})
    answer = client.post("/penarikan-diri/baru", data=fields)
    assert answer.status_code == 422
    wrong = re.findall(r'<p class="error" id="parties-0-(\w+)-error">(.*?)</p>', answer.text, re.S)
    assert {field for field, _words in wrong} == set(said)
    for field, words in wrong:
        assert said[field] in words


def test_a_draft_can_be_left_and_thrown_away(client: Visitor) -> None:
    client.be("e18").get("/penarikan-diri/baru")
    kept = client.post(
        "/penarikan-diri/baru", data=request_fields(scope="", aksi="draf", interests=[])
    )
    assert kept.status_code == 303
    assert "Draf ini belum dikirim" in client.get(kept.location).text
    gone = client.post(f"{kept.location}/buang", data={})
    assert gone.status_code == 303
    assert newest().state is State.CANCELLED
    for step in ("buang", "batal"):  # neither can be done any more, so neither is offered
        assert client.get(f"{kept.location}/{step}").location == kept.location, step


def test_a_draft_that_lacks_something_leads_from_its_check_page_back_to_the_form(
    client: Visitor,
) -> None:
    client.be("e18").get("/penarikan-diri/baru")
    facts = {"scope": "party", "parties-0-name": "CV Contoh Karya Wibisono", "note": "Kakak saya."}
    kept = client.post(
        "/penarikan-diri/baru", data=request_fields(**facts, ends_with="", aksi="draf")
    )
    assert kept.status_code == 303
    sent_on = client.get(f"{kept.location}/periksa")
    assert sent_on.status_code == 303
    form = client.get(sent_on.location).text
    assert form.count("Pilih sampai kapan.") == 2  # above, and beside the field
    assert "Kakak saya." in form
    assert "CV Contoh Karya Wibisono" in form
    assert "Pilih sampai kapan." not in client.get(f"{kept.location}/ubah").text
    whole = request_fields(**facts, ends_with="interest")
    checked = client.post(sent_on.location, data=whole)
    assert checked.location == f"{kept.location}/periksa"
    assert "sampai kepentingan berakhir" in client.get(checked.location).text.lower()
    assert client.post(checked.location, data={}).location.endswith("/terkirim")
    assert newest().state is State.REQUESTED


def test_a_draft_whose_first_day_has_passed_is_not_sent_but_led_back_to_the_form(
    client: Visitor,
) -> None:
    asked = stage.asked(stage.permit(), starts_on=stage.tomorrow(-1))
    path = f"/penarikan-diri/{requesting.start(stage.actor('e18'), asked).id}/periksa"
    led = client.be("e18").post(path, data={})
    assert led.status_code == 303
    assert client.get(led.location).text.count("Tanggal mulai tidak boleh sebelum hari ini.") == 2
    assert newest().state is State.DRAFT


def answer_fields(**changed: Any) -> dict[str, Any]:
    return {
        "stance": "support", "reason": "", "substitute": str(person_id("e19")), "other": "",
        "keepers-0-way": "access", "keepers-0-person": stage.name_of("e23"),
        "keepers-0-person_id": str(person_id("e23")), "keepers-1-way": "",
        "keepers-1-person": "", "keepers-1-person_id": "", **changed,
    }  # fmt: skip


def test_the_superior_answers_on_one_page(client: Visitor) -> None:
    recusal_id = stage.requested(stage.permit()).id
    path = f"/penarikan-diri/{recusal_id}/tanggapi"
    page = client.be("e17").get(path)
    assert "Bagas Adi Wibisono" in page.text
    assert "tidak ada butir yang cocok dengan pihak" in page.text
    half = client.post(
        path, data=answer_fields(**{"keepers-0-person": "", "keepers-0-person_id": ""})
    )
    assert half.status_code == 422
    assert half.text.count("Pilih penjaganya.") == 2
    none = client.post(path, data=answer_fields(substitute=""))
    assert none.text.count("Pilih pejabat pengganti.") == 2
    assert client.post(path, data=answer_fields()).status_code == 303
    assert newest().state is State.WAITING


def test_without_anybody_free_in_the_unit_hr_looks_for_one(client: Visitor) -> None:
    recusal_id = stage.requested(stage.permit()).id
    path = f"/penarikan-diri/{recusal_id}/tanggapi"
    client.be("e17").get(path)
    assert client.post(path, data=answer_fields(substitute="tidak-ada")).status_code == 303
    assert newest().substitute_id is None
    page = client.be("e45").get(f"/penarikan-diri/{recusal_id}")
    assert "Tidak ada pengganti yang lolos di unit" in page.text


def ruling_fields(recusal: Recusal, **changed: Any) -> dict[str, Any]:
    return {
        "verdict": "approved", "reason": "", "safeguard": "", "granted": "",
        "substitute": str(person_id("e19")), "other": "", "keepers-0-way": "",
        "keepers-0-person": "", "keepers-0-person_id": "", "copies": [str(person_id("e17"))],
        "revision": str(recusal.revision), **day("starts_on"), **changed,
    }  # fmt: skip


def chosen_in(page: str) -> list[str]:
    return re.findall(r'<input[^>]*name="verdict"[^>]*\bchecked\b[^>]*>', page)


def test_no_verdict_is_chosen_before_whoever_decides_has_chosen_it(client: Visitor) -> None:
    recusal = stage.answered(stage.permit())
    path = f"/penarikan-diri/{recusal.id}/putusan"
    for who, more in (("e45", {}), ("e44", {"password": PASSWORD})):
        page = client.be(who).get(path).text
        assert page.count('name="verdict"') == len(Verdict)
        assert not chosen_in(page), who
        nothing = ruling_fields(newest(), **more, reason="Tetap ditulis.")
        del nothing["verdict"]
        answer = client.post(path, data=nothing)
        assert answer.status_code == 422
        assert answer.text.count("Pilih putusan.") == 2, who  # above, and beside the field
        assert "Tetap ditulis." in answer.text
        assert not chosen_in(answer.text), who
        assert client.post(path, data=ruling_fields(newest(), **more)).status_code == 303
    assert newest().state is State.IN_FORCE


def test_who_decides_reads_what_was_proposed(client: Visitor) -> None:
    recusal = stage.answered(stage.permit())
    deciding.propose(stage.hr("e45"), recusal, stage.ruling())
    page = client.be("e44").get(f"/penarikan-diri/{recusal.id}/putusan").text
    assert re.search(r"Usul [^:<]+: Disetujui\.", page)


def test_hr_decides_on_one_page_that_shows_everything(client: Visitor) -> None:
    recusal = stage.answered(stage.permit())
    path = f"/penarikan-diri/{recusal.id}/putusan"
    page = client.be("e45").get(path)
    for words in ("Alasan: butir yang dikutip", "Bagas Adi Wibisono", "Pandangan atasan",
                  "Dampak pada layanan", "Calon pengganti", "Penegakan", "Putusan serupa terdahulu"):  # fmt: skip
        assert words in page.text, words
    refused = client.post(path, data=ruling_fields(recusal, verdict="refused", reason="Tidak."))
    assert refused.status_code == 422
    assert refused.text.count("Tulis pengaman bila permohonan ditolak.") == 2
    assert refused.text.count("Tulis alasan sedikitnya 50 huruf.") == 2
    assert client.post(path, data=ruling_fields(recusal)).status_code == 303
    recusal = newest()
    client.be("e44").get(path)
    wrong = client.post(path, data=ruling_fields(recusal, password="bukan"))
    assert "Kata sandi tidak cocok" in wrong.text
    refusing = {"verdict": "refused", "reason": "Tidak."}
    everything = client.post(path, data=ruling_fields(recusal, password="", **refusing)).text
    for sentence in ("Isi kata sandi Anda.", "Tulis alasan sedikitnya 50 huruf.",
                     "Tulis pengaman bila permohonan ditolak."):  # fmt: skip
        assert everything.count(sentence) == 2, sentence
    done = client.post(path, data=ruling_fields(recusal, password=PASSWORD))
    assert done.status_code == 303
    assert newest().state is State.IN_FORCE


@pytest.mark.parametrize(
    ("code", "copy"), [("e02", "e01"), ("e01", "e51")], ids=["Sekretaris Daerah", "Wali Kota"]
)
def test_a_decision_from_outside_tells_all_that_is_missing_in_one_round(
    client: Visitor, code: str, copy: str
) -> None:
    """Everybody who might decide is concerned: the Gubernur does. Above the Wali Kota nobody gets a
    copy, but the Inspektur does."""
    firm = {"party_name": FIRM.name, "body_name": FIRM.name, "body_nib": "9120000000002"}
    for one in ("e01", "e02", "e03", "e05", "e44", "e45", "e46"):
        filed(stage.actor(one), {**BROTHER, **firm, "body_role": "employee"})
    recusal = stage.requested(code=code)
    assert recusal.outside
    path = f"/penarikan-diri/{recusal.id}/putusan"
    client.be("e56").get(path)
    lacking = ruling_fields(
        newest(), substitute="lain", copies=[],
        other=stage.name_of("e19"), other_id=str(person_id("e19")),
    )  # fmt: skip
    for password, wrong in (("", "Isi kata sandi Anda."), ("bukan", "Kata sandi tidak cocok.")):
        answer = client.post(path, data={**lacking, "password": password}).text
        assert wrong in answer
        for sentence in MISSING_OUTSIDE:
            assert answer.count(sentence) == 2, (sentence, password)  # above, and beside the field
    signed = client.post(path, data={**lacking, "password": PASSWORD}).text
    for sentence in MISSING_OUTSIDE:
        assert signed.count(sentence) == 2, sentence
    whole = {
        **lacking, "copies": [str(person_id(copy))], "outside_number": "800/12 tanggal 2 Maret 2026",
        "keepers-0-way": "access", "keepers-0-person": stage.name_of("e23"),
        "keepers-0-person_id": str(person_id("e23")), "password": PASSWORD,
    }  # fmt: skip
    assert client.post(path, data=whole).status_code == 303
    assert newest().state is State.IN_FORCE


def test_who_only_proposes_is_not_asked_for_a_letter_from_outside(arranging: Any) -> None:
    """While it was on the way, others became free again: that is found out when the step is taken."""
    recusal = stage.answered(stage.permit())
    with arranging() as session:
        session.merge(recusal).outside = True
    lacking = deciding.problems_with(newest(), stage.ruling(), final=False)
    assert "outside_number" not in lacking


def test_the_second_of_two_deciders_is_told(client: Visitor) -> None:
    recusal = stage.answered(stage.permit())
    path = f"/penarikan-diri/{recusal.id}/putusan"
    client.be("e45").get(path)
    fields = ruling_fields(recusal)
    assert client.post(path, data=fields).status_code == 303
    late = client.be("e46").post(path, data={**fields, "password": PASSWORD})
    assert late.status_code == 409
    assert "Orang lain lebih dulu mengubah permohonan ini." in late.text


def test_the_letter_is_printed_and_verified_by_anybody(client: Visitor) -> None:
    recusal = stage.decided(stage.permit())
    outbox.work_off(limit=200)
    (letter,) = queries.letters_for(stage.actor("e18"), recusal)
    db.session.refresh(letter)
    assert letter.is_rendered
    assert "sah" in client.get(f"/v/{letter.code}").text.lower()
    pdf = client.be("e18").get(f"/surat/{letter.id}.pdf")
    assert pdf.status_code in (200, 404)


def test_the_own_list_names_the_party_and_the_lists_of_others_do_not(client: Visitor) -> None:
    (party,) = coverage.parties_of(stage.requested())
    assert party.name in client.be("e18").get("/penarikan-diri").text
    assert party.name not in client.be("e17").get("/penarikan-diri").text


def test_the_own_list_does_not_repeat_ones_own_name(client: Visitor) -> None:
    found = stage.requested(stage.permit())
    text = client.be("e18").get("/penarikan-diri").text
    assert found.number in text
    assert '<th scope="col">Pegawai</th>' not in text
    assert "Pegawai</th>" in client.be("e17").get("/penarikan-diri").text


def test_a_gatekeeper_confirms_on_the_page_and_sees_no_reasons(client: Visitor) -> None:
    recusal = stage.answered(stage.permit())
    page = client.be("e23").get(f"/penarikan-diri/{recusal.id}")
    assert "Anda penjaga pelaksanaan" in page.text
    assert "Bagas" not in page.text
    assert client.post(f"/penarikan-diri/{recusal.id}/benarkan", data={}).status_code == 303
    assert newest().gatekeepers[0].confirmed_at is not None


def test_the_list_asks_the_database_the_same_for_one_row_as_for_twenty(client: Visitor) -> None:
    def asked(act: Callable[[], Any]) -> int:
        with questions() as seen:
            act()
        return len(seen)

    officer = stage.hr()
    stage.answered(stage.permit())
    few = asked(lambda: queries.recusals_visible_to(officer))
    for _turn in range(6):
        stage.answered(stage.permit())
    many = asked(lambda: queries.recusals_visible_to(officer))
    assert many == few


def test_the_register_is_narrowed_paged_and_taken_out(client: Visitor) -> None:
    recusal = stage.decided(stage.permit())
    client.be("e45")
    assert recusal.number in client.get("/penarikan-diri/antrean?tampil=berlaku").text
    for query, found in (
        ("status=in_force", True), ("status=refused", False), (f"cari={recusal.number}", True),
        ("cari=Rangga", True), ("cari=zzz", False), ("tanda=in_effect", True),
        ("tanda=breached", False), ("cakupan=matter", True), ("unit=999999", False),
        ("sejak=2020-01-01", True), ("hingga=2020-01-01", False), ("status=salah", True),
    ):  # fmt: skip
        text = client.get(f"/penarikan-diri/register?{query}").text
        assert (f">{recusal.number}<" in text) == found, query
    exported = client.get("/penarikan-diri/register/unduh.csv?status=in_force")
    assert recusal.number in exported.text
    assert "Bagas" not in exported.text
    assert client.get("/penarikan-diri/register/unduh.xlsx").data[:2] == b"PK"
    assert client.be("e18").get("/penarikan-diri/register").status_code == 404
    assert clock.today()


def test_what_is_closed_to_the_recused_stands_in_no_list_and_leads_to_his_recusal(
    client: Visitor,
) -> None:
    matter = stage.permit()
    recusal = stage.answered(matter)  # the substitute is in place and the hold has ended
    closed = client.be("e18").get(f"/urusan/{matter.id}")
    assert closed.status_code == 403
    assert "Urusan ini tertutup bagi Anda" in closed.text
    assert f'href="/penarikan-diri/{recusal.id}"' in closed.text
    assert matter.title not in client.get("/urusan").text
    assert matter.title not in client.get("/urusan/daftar.csv").text
    assert matter.title not in client.get("/urusan/cari?q=PBG").text
    assert matter.title in client.be("e19").get("/urusan").text

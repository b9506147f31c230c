"""The superior's pages, what comes back to the employee, and the own declarations."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.disclosures import queries
from app.disclosures.models import Disclosure, State
from app.disclosures.services import drafting, filing, reviewing
from tests.disclosures.stage import BROTHER, GRAVE, HARMLESS, actor, filed, written
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

SIGNED = {"agree": "y", "password": PASSWORD}
SENTENCE = "Sebutkan jenis izin yang Anda periksa."


def text_of(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


TEACHING = {
    "employer": "Kampus Contoh", "field": "Pendidikan", "role": "pengajar", "pay": "fixed",
    "pay_band": "", "hours_week": "25", "permission": "no", "overlaps": "no", "since": "2025-08-01",
    "until": "", "employer_deals": "no",
}  # fmt: skip


@pytest.fixture
def sent() -> Disclosure:
    """e24's first declaration, naming a brother; it waits for e17."""
    return filed(actor("e24"), BROTHER)


@pytest.fixture
def superior(client: Visitor) -> Visitor:
    return client.be("e17")


@pytest.fixture
def opened(sent: Disclosure, superior: Visitor) -> str:
    """The address of e17's review of it, opened."""
    page = f"/tinjauan/{sent.id}"
    superior.get(page)
    assert superior.post(f"{page}/buka").location == page
    return page


def fields_of(disclosure: Disclosure, **changes: Any) -> dict[str, Any]:
    """Telaah awal of the only interest, with these changes."""
    ((row, _none),) = queries.interests_of_version_for(actor("e17"), disclosure.latest)
    given = {
        "verdict": "potential",
        "level": row.suggested_level.value,
        "forms": "BTK-7",
        "kinds": "JNS-01",
        "sources": "SBR-3",
        "reason": "",
        "direction": "",
        **changes,
    }
    return {f"butir-{row.id}-{name}": value for name, value in given.items()}


def paths(disclosure: Disclosure) -> list[str]:
    """The fields that may be asked again, in the order of the page."""
    skipped = ("employee_id", "related_units", "employee_name", "related_unit_names")
    content = disclosure.latest.content
    return [p for p in queries.paths_in(content) if not p.endswith(skipped)]


def number_of(page: str, label: str) -> str:
    """The prefix of the checkbox with this label on the page "Minta dilengkapi"."""
    before = page.split(f'choice-text">{label}<', maxsplit=1)[0]
    return before.rsplit('name="', 1)[1].split("-asked")[0]


def ask_again(superior: Visitor, review: str, **sentences: str) -> TestResponse:
    page = text_of(superior.get(f"{review}/kembalikan"))
    data = {}
    for label, sentence in sentences.items():
        number = number_of(page, label)
        data |= {f"{number}-asked": "y", f"{number}-text": sentence}
    return superior.post(f"{review}/kembalikan", data=data)


# ── the box ───────────────────────────────────────────────────────────────────────────────────


def test_the_box_shows_what_waits_with_its_clock(sent: Disclosure, superior: Visitor) -> None:
    text = text_of(superior.get("/tinjauan"))
    assert "Khairunnisa Salsabila" in text
    assert sent.number in text
    assert "hari kerja · batas" in text


def test_the_box_can_show_nil_declarations_only(sent: Disclosure, superior: Visitor) -> None:
    nil = filed(actor("e27"))
    text = text_of(superior.get("/tinjauan?saring=nihil"))
    assert nil.number in text
    assert sent.number not in text


def test_an_empty_box_says_so(client: Visitor) -> None:
    assert "Semua sudah ditinjau." in text_of(client.be("e08").get("/tinjauan"))


def test_a_declaration_is_closed_until_it_is_opened(sent: Disclosure, superior: Visitor) -> None:
    text = text_of(superior.get(f"/tinjauan/{sent.id}"))
    assert "Setelah dibuka, pegawai tidak bisa menariknya lagi." in text
    assert "Rudi Contoh" not in text


def test_nobody_else_finds_the_review(sent: Disclosure, client: Visitor) -> None:
    for code in ("e24", "e18", "e15", "e56", "e49"):
        assert client.be(code).get(f"/tinjauan/{sent.id}").status_code == 404


def test_the_superior_is_led_from_the_declaration_to_the_review(
    sent: Disclosure, superior: Visitor
) -> None:
    assert superior.get(f"/deklarasi/{sent.id}").location == f"/tinjauan/{sent.id}"
    assert superior.get(f"/deklarasi/{sent.id}/versi/1").status_code == 404


# ── telaah awal ───────────────────────────────────────────────────────────────────────────────


def test_the_four_factors_stand_beside_the_questions(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    text = text_of(superior.get(opened))
    assert "Rudi Contoh" in text
    assert "Kedekatan: diri sendiri / keluarga inti (3)" in text
    assert "Patut diduga pun termasuk." in text


def test_the_superior_reads_of_the_employee_not_of_himself(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    for page in (opened, f"{opened}/kembalikan"):
        text = text_of(superior.get(page))
        assert "Hubungan dengan pegawai" in text
        assert "Hubungan dengan Anda" not in text
        assert "wewenang Anda" not in text
    own = text_of(superior.be("e24").get(f"/deklarasi/{sent.id}/versi/1"))
    assert "Hubungan dengan Anda" in own


def test_a_low_interest_is_recorded(opened: str, superior: Visitor, sent: Disclosure) -> None:
    superior.get(opened)
    answer = superior.post(f"{opened}/catat", data=fields_of(sent))
    assert answer.location == "/tinjauan"
    assert queries.disclosure_for(actor("e24"), sent.id).state is State.RECORDED
    assert "Isinya hanya dapat dibaca." in text_of(superior.get(opened))


def test_an_unanswered_review_says_what_is_missing(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    superior.get(opened)
    answer = superior.post(f"{opened}/catat", data=fields_of(sent, verdict=""))
    assert answer.status_code == 422
    assert text_of(answer).count("Pilih apakah ada benturan kepentingan.") == 2


def test_the_summary_of_errors_speaks_the_readers_language(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    superior.get(opened)
    superior.set_cookie("sadar_bahasa", "en")
    refused = superior.post(
        f"{opened}/catat", data=fields_of(sent, verdict="actual", level="high", forms=[])
    )
    assert text_of(refused).count("Choose at least one form.") == 2  # in the summary and beside it
    assert "Pilih sedikitnya satu bentuk." not in refused.text


def test_another_level_needs_its_reason_and_a_direction(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    superior.get(opened)
    higher = fields_of(sent, verdict="actual", level="high", forms=[], reason="singkat")
    text = text_of(superior.post(f"{opened}/catat", data=higher))
    assert text.count("Tulis alasan perbedaan tingkat, sedikitnya 20 huruf.") == 2
    assert "Tingkat Sedang dan Tinggi harus punya penanganan. Tulis arahan." in text
    assert "Pilih sedikitnya satu bentuk." in text
    assert "singkat</textarea>" in text
    good = fields_of(
        sent,
        level="high",
        reason="Kakaknya sedang mengajukan izin gudang.",
        direction="Jangan menangani berkas kakak Anda.",
    )
    assert superior.post(f"{opened}/catat", data=good).status_code == 303
    assert queries.disclosure_for(actor("e24"), sent.id).state is State.NEEDS_MEASURES


def test_the_employee_reads_level_reason_and_direction(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    client.get(opened)
    decided = fields_of(
        sent,
        level="medium",
        reason="Kakaknya sedang mengajukan izin gudang.",
        direction="Jangan menangani berkas kakak Anda.",
    )
    client.post(f"{opened}/catat", data=decided)
    text = text_of(client.be("e24").get(f"/deklarasi/{sent.id}"))
    assert "Tingkat: Sedang" in text
    assert "Jangan menangani berkas kakak Anda." in text
    assert "Alasan tingkat berbeda dari perkiraan Rendah" in text


def test_a_nil_declaration_is_recorded_with_one_button(superior: Visitor) -> None:
    nil = filed(actor("e27"))
    page = f"/tinjauan/{nil.id}"
    superior.get(page)
    superior.post(f"{page}/buka")
    assert "Tidak ada butir untuk dinilai." in text_of(superior.get(page))
    assert superior.post(f"{page}/catat").status_code == 303
    assert queries.disclosure_for(actor("e27"), nil.id).state is State.RECORDED


def test_the_second_of_two_decisions_is_told(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    superior.get(opened)
    given = fields_of(sent)
    superior.post(f"{opened}/catat", data=given)
    late = superior.post(f"{opened}/catat", data=given)
    assert late.status_code == 409
    assert "Dicatat" in text_of(late)


# ── sending back ──────────────────────────────────────────────────────────────────────────────


def test_sending_back_wants_a_field_and_a_sentence(opened: str, superior: Visitor) -> None:
    page = f"{opened}/kembalikan"
    text = text_of(superior.get(page))
    none_chosen = superior.post(page)
    assert none_chosen.status_code == 422
    assert "Pilih sedikitnya satu isian" in text_of(none_chosen)
    number = number_of(text, "Nama orangnya")
    silent = superior.post(page, data={f"{number}-asked": "y"})
    assert text_of(silent).count("Tulis apa yang perlu dilengkapi pada Nama orangnya.") == 2


def test_a_sentence_under_a_field_that_was_not_ticked_is_not_lost(
    opened: str, superior: Visitor
) -> None:
    page = f"{opened}/kembalikan"
    number = number_of(text_of(superior.get(page)), "Nama orangnya")
    answer = superior.post(page, data={f"{number}-text": "Tulis nama lengkap."})
    assert answer.status_code == 422
    assert "Centang Nama orangnya agar permintaannya ikut terkirim" in text_of(answer)
    assert "Tulis nama lengkap.</textarea>" in text_of(answer)
    assert f'data-shows-when="{number}-asked=y"' not in answer.text  # it can be emptied
    assert f'data-shows-when="{number}-asked=y"' in superior.get(page).text


def test_what_was_just_sent_back_stands_above_what_is_done(
    opened: str, superior: Visitor, sent: Disclosure
) -> None:
    earlier = filed(actor("e27"))
    reviewing.open_for_review(actor("e17"), earlier)
    reviewing.record(actor("e17"), earlier, [])
    ask_again(superior, opened, **{"Nama orangnya": "Tulis nama lengkap."})
    done = text_of(superior.get("/tinjauan")).split("Sudah ditinjau", maxsplit=1)[1]
    assert done.index(sent.number) < done.index(earlier.number)


def test_a_side_job_without_an_end_is_sent_back_and_answered(client: Visitor) -> None:
    draft = written(actor("e24"), BROTHER)
    drafting.answer_section(actor("e24"), draft, "PK-C", "yes")
    uid = drafting.save_item(actor("e24"), draft, "PK-C", TEACHING)
    drafting.save_link(actor("e24"), draft, "PK-C", uid, HARMLESS)
    own = client.be("e24").get(f"/deklarasi/{draft.id}/isi/PK-C/butir/{uid}")
    assert 'value="Kampus Contoh"' in text_of(own)
    filing.submit(actor("e24"), draft)
    reviewing.open_for_review(actor("e17"), draft)
    assert "Lebih dari 20 jam per minggu" in text_of(client.be("e17").get(f"/tinjauan/{draft.id}"))
    sentence = "Tulis jam dari surat tugas."
    reviewing.send_back(actor("e17"), draft, {f"PK-C/{uid}/hours_week": sentence})
    assert sentence in text_of(client.be("e24").get(f"/deklarasi/{draft.id}/lengkapi"))


def test_only_the_named_fields_come_back_each_under_its_sentence(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    sentences = {
        "Tugas pegawai dengan kata sendiri": SENTENCE,
        "Nama orangnya": "Tulis nama lengkap.",
    }
    assert ask_again(client, opened, **sentences).location == "/tinjauan"
    employee = client.be("e24")
    text = text_of(employee.get(f"/deklarasi/{sent.id}/lengkapi"))
    assert SENTENCE in text
    assert "Tulis nama lengkap." in text
    assert text.count("<textarea") == 1
    assert 'value="Rudi Contoh"' in text
    assert "Hubungan dengan Anda" not in text


def test_other_pages_lead_back_to_the_remarks(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    ask_again(client, opened, **{"Nama orangnya": "Tulis nama lengkap."})
    employee = client.be("e24")
    for page in ("isi", "isi/data-diri", "isi/PK-A", "isi/nihil"):
        led = employee.get(f"/deklarasi/{sent.id}/{page}").location
        assert led == f"/deklarasi/{sent.id}/lengkapi"


def test_an_answer_to_a_remark_is_checked_like_the_first(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    ask_again(client, opened, **{"Tugas pegawai dengan kata sendiri": SENTENCE})
    employee, page = client.be("e24"), f"/deklarasi/{sent.id}/lengkapi"
    employee.get(page)
    answer = employee.post(page, data={"r1-main_duty": "pendek"})
    assert answer.status_code == 422
    assert text_of(answer).count("Tulis 20 sampai 500 huruf.") == 2
    assert "pendek</textarea>" in text_of(answer)


def test_half_typed_answers_to_remarks_are_kept(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    ask_again(client, opened, **{"Tugas pegawai dengan kata sendiri": SENTENCE})
    employee, page = client.be("e24"), f"/deklarasi/{sent.id}/lengkapi"
    employee.get(page)
    employee.post(page, data={"r1-main_duty": "Belum selesai", "aksi": "draf"})
    assert "Belum selesai</textarea>" in text_of(employee.get(page))


def completed(client: Visitor, review: str, disclosure: Disclosure) -> None:
    """e17 asks for the name; e24 answers and signs again; e17 is back."""
    ask_again(client, review, **{"Nama orangnya": "Tulis nama lengkap."})
    employee, page = client.be("e24"), f"/deklarasi/{disclosure.id}"
    employee.get(f"{page}/lengkapi")
    answered = employee.post(f"{page}/lengkapi", data={"r1-party_name": "Rudi Contoh Wibisono"})
    assert answered.location == f"{page}/periksa"
    employee.get(f"{page}/periksa")
    assert employee.post(f"{page}/periksa", data=SIGNED).location == f"{page}/terkirim"
    client.be("e17")


def test_the_changed_answer_is_marked_for_the_reviewer(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    completed(client, opened, sent)
    client.get(opened)
    client.post(f"{opened}/buka")
    text = text_of(client.get(opened))
    assert "Versi 2. Isian yang berubah sejak versi 1 ditandai kuning." in text
    assert "Rudi Contoh</del>" in text
    assert "Rudi Contoh Wibisono</ins>" in text
    assert text.count('class="summary-row is-changed"') == 1


def test_both_versions_and_their_difference_stay_readable(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    completed(client, opened, sent)
    employee, page = client.be("e24"), f"/deklarasi/{sent.id}"
    assert "Wibisono" not in text_of(employee.get(f"{page}/versi/1"))
    assert "Rudi Contoh Wibisono" in text_of(employee.get(f"{page}/versi/2"))
    text = text_of(employee.get(f"{page}/beda?dari=1&ke=2"))
    assert "Nama orangnya" in text
    assert "Rudi Contoh</del>" in text
    assert employee.get(f"{page}/beda?dari=1&ke=9").status_code == 404
    assert employee.get(f"{page}/beda?dari=satu").status_code == 404
    assert "Sudah dijawab" in text_of(employee.get(page))


# ── handing on ────────────────────────────────────────────────────────────────────────────────


def test_handing_on_needs_a_reason_of_twenty_letters(opened: str, superior: Visitor) -> None:
    superior.get(f"{opened}/teruskan")
    short = superior.post(f"{opened}/teruskan", data={"reason": "tidak bisa"})
    assert short.status_code == 422
    assert "Tulis alasan sedikitnya 20 huruf." in text_of(short)
    assert "tidak bisa</textarea>" in text_of(short)


def test_handed_on_it_waits_for_the_superior_above(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    client.get(f"{opened}/teruskan")
    reason = "Saya berteman dekat dengan kakak pegawai ini."
    assert client.post(f"{opened}/teruskan", data={"reason": reason}).location == "/tinjauan"
    assert client.get(opened).status_code == 404
    assert client.be("e15").get(opened).status_code == 200


# ── own declarations ──────────────────────────────────────────────────────────────────────────


def test_an_empty_register_says_what_it_is_for(client: Visitor) -> None:
    text = text_of(client.be("e01").get("/deklarasi"))
    assert "Anda belum punya deklarasi." in text


def test_own_declarations_show_interests_with_their_level(
    sent: Disclosure, client: Visitor
) -> None:
    text = text_of(client.be("e24").get("/deklarasi"))
    assert "Rudi Contoh" in text
    assert "Perkiraan tingkat: Rendah" in text
    assert sent.number in text


def test_who_opened_it_is_told_to_its_owner(opened: str, client: Visitor, sent: Disclosure) -> None:
    client.get(opened)
    text = text_of(client.be("e24").get("/deklarasi/akses"))
    assert "Lukman Arif Siregar" in text
    assert f"Meninjau deklarasi {sent.number}" in text


def test_as_of_a_day_shows_what_was_known_then(sent: Disclosure, client: Visitor) -> None:
    employee = client.be("e24")
    then = "/deklarasi/per-tanggal?day-day={}&day-month=3&day-year=2026"
    assert "Rudi Contoh" in text_of(employee.get(then.format(2)))
    assert "Rudi Contoh" not in text_of(employee.get(then.format(1)))
    assert "Tanggal yang dilihat tidak boleh setelah hari ini." in text_of(
        employee.get(then.format(30))
    )


def test_a_grave_declaration_stands_above_older_ones(superior: Visitor) -> None:
    mild = filed(actor("e27"), BROTHER)
    grave = filed(actor("e24"), BROTHER, link={**GRAVE, "time": "berjalan"})
    text = text_of(superior.get("/tinjauan"))
    assert text.index(grave.number) < text.index(mild.number)


def test_a_reviewer_named_in_it_never_sees_it(client: Visitor) -> None:
    me = actor("e17")
    disclosure = filed(
        actor("e24"),
        {
            **BROTHER,
            "party_kind": "employee",
            "employee_id": me.person_id,
            "employee_name": me.name,
        },
    )
    assert client.be("e17").get(f"/tinjauan/{disclosure.id}").status_code == 404
    assert "Dilewati:" in text_of(client.be("e15").get(f"/tinjauan/{disclosure.id}"))


def test_an_answered_declaration_keeps_its_reviewer(
    opened: str, client: Visitor, sent: Disclosure
) -> None:
    completed(client, opened, sent)
    assert queries.disclosure_for(actor("e24"), sent.id).reviewer_id == actor("e17").person_id

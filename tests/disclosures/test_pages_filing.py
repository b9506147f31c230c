"""Writing and filing a declaration through its pages, as a browser without scripts does it."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.database.base import db
from app.disclosures import queries
from app.disclosures.forms.sections import SECTION_FORMS
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.services import drafting, filing, reviewing
from app.people import queries as people
from tests.disclosures.stage import BROTHER, GRAVE, actor, filed, written
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

PROFILE = {
    "phone": "081234567890",
    "email": "khairunnisa@kota-contoh.example",
    "decision_roles": "memproses",
    "risk_positions": "POS-5",
    "main_duty": "Memeriksa kelengkapan berkas permohonan izin usaha.",
}
FRIEND = {
    "party_kind": "person",
    "party_name": "Rudi Contoh",
    "relation": "HA-T1",
    "nature": "KP-3",
    "since-month": "3",
    "since-year": "2019",
}
LINK = {
    "closeness": "kelompok",
    "authority": "tidak_ada",
    "benefit": "tidak_ada",
    "time": "lewat",
    "situation": "potential",
    "plan": "none",
}
SIGNED = {"agree": "y", "password": PASSWORD}
# The sentences a section says when its form is sent empty.
EMPTY = {
    "PK-A": ("Pilih siapa pihak terkait.", "Pilih hubungan dengan Anda."),
    "PK-B": ("Isi siapa yang memberi atau menawarkan.", "Pilih tanggapan Anda."),
    "PK-C": ("Isi nama pemberi kerja atau usaha.", "Jam per minggu harus 0 sampai 60."),
    "PK-D": ("Isi informasi apa.", "Isi siapa yang bisa diuntungkan."),
    "PK-E": ("Pilih siapa pemiliknya.", "Isi nama usaha."),
    "PK-F": ("Isi siapa yang meminta.", "Isi apa yang diminta."),
    "PK-G": ("Isi nama organisasi.", "Pilih jenis organisasi."),
    "PK-H": ("Isi jabatan sebelumnya.", "Pilih bentuk kaitannya."),
    "PK-I": ("Isi jabatan publik pertama.", "Isi nomor SK."),
}


@pytest.fixture
def newcomer(client: Visitor) -> Visitor:
    """e24, who has never declared anything."""
    return client.be("e24")


@pytest.fixture
def draft(newcomer: Visitor) -> str:
    """The address of e24's draft, just begun."""
    return str(newcomer.post("/deklarasi/mulai").location).removesuffix("/isi")


def post(visitor: Visitor, address: str, **fields: Any) -> TestResponse:
    """Send a form as it is after looking at its page."""
    visitor.get(address)
    return visitor.post(address, data=fields)


def text_of(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def answer_all_no(visitor: Visitor, draft: str, *but: str) -> None:
    for letter in "ABCDEFGHI":
        if f"PK-{letter}" not in but:
            family = {"family_is_employee": "no"} if letter == "A" else {}
            post(visitor, f"{draft}/isi/PK-{letter}", answer="no", **family)


def mine(code: str = "e24") -> Disclosure:
    (found,) = [
        one for one in queries.my_disclosures_visible_to(actor(code)) if one.kind is Kind.FIRST
    ]
    return found


# ── the straight way ──────────────────────────────────────────────────────────────────────────


def test_the_start_page_reassures_and_says_who_may_look(newcomer: Visitor) -> None:
    text = text_of(newcomer.get("/deklarasi/mulai"))
    assert "Memiliki kepentingan pribadi bukan pelanggaran." in text
    assert "Atasan langsung, BKPSDM bila ada penanganan" in text
    assert "UU 27/2022" in text


def test_a_new_employee_files_a_first_declaration_page_by_page(
    newcomer: Visitor, draft: str
) -> None:
    assert "0 dari 11 bagian selesai" in text_of(newcomer.get(f"{draft}/isi"))
    assert post(newcomer, f"{draft}/isi/data-diri", **PROFILE).location.endswith("/isi")
    gate = post(newcomer, f"{draft}/isi/PK-A", answer="yes", family_is_employee="no")
    assert gate.location == f"{draft}/isi/PK-A/butir/baru"
    link = post(newcomer, gate.location, **FRIEND).location
    assert link.endswith("/kaitan")
    back = post(newcomer, link, **LINK).location
    assert back.startswith(f"{draft}/isi/PK-A#b-")
    assert "Perkiraan tingkat: Rendah" in text_of(newcomer.get(back))
    answer_all_no(newcomer, draft, "PK-A")
    assert "10 dari 11 bagian selesai" in text_of(newcomer.get(f"{draft}/isi"))
    check = text_of(newcomer.get(f"{draft}/periksa"))
    assert "Rudi Contoh" in check
    assert "Teman dekat" in check
    assert "saya akan melaporkan perubahan" in check
    sent = newcomer.post(f"{draft}/periksa", data=SIGNED)
    assert sent.location == f"{draft}/terkirim"
    receipt = text_of(newcomer.get(sent.location))
    assert "DEK-2026-" in receipt
    assert "Ditinjau Lukman Arif Siregar, S.T., M.T. paling lambat" in receipt
    assert mine().state is State.SUBMITTED


def test_nil_lists_the_nine_and_goes_straight_to_the_check_page(
    newcomer: Visitor, draft: str
) -> None:
    post(newcomer, f"{draft}/isi/data-diri", **PROFILE)
    page = text_of(newcomer.get(f"{draft}/isi/nihil"))
    assert page.count("<li><strong>") == 9
    done = newcomer.post(
        f"{draft}/isi/nihil",
        data={"nine_checked": "y", "family_is_employee": "no", "knows_served_party": "no"},
    )
    assert done.location == f"{draft}/periksa"
    newcomer.get(f"{draft}/periksa")
    newcomer.post(f"{draft}/periksa", data=SIGNED)
    assert mine().nil is True


def test_nil_with_family_among_the_employees_opens_the_affiliation_form(
    newcomer: Visitor, draft: str
) -> None:
    post(newcomer, f"{draft}/isi/data-diri", **PROFILE)
    asked = post(
        newcomer,
        f"{draft}/isi/nihil",
        nine_checked="y",
        family_is_employee="yes",
        knows_served_party="no",
    )
    assert asked.location == f"{draft}/isi/PK-A/butir/baru"


def test_a_post_at_risk_gets_one_question_more_on_the_nil_page(
    newcomer: Visitor, draft: str
) -> None:
    question = "Apakah ada pihak yang Anda layani/awasi yang Anda kenal dekat?"
    assert question in text_of(newcomer.get(f"{draft}/isi/nihil"))
    post(newcomer, f"{draft}/isi/data-diri", **{**PROFILE, "risk_positions": []})
    assert question not in text_of(newcomer.get(f"{draft}/isi/nihil"))


def test_an_empty_nil_page_says_what_is_missing(newcomer: Visitor, draft: str) -> None:
    answer = post(newcomer, f"{draft}/isi/nihil")
    assert answer.status_code == 422
    text = text_of(answer)
    assert text.count("Jawab: adakah keluarga inti Anda yang juga ASN di sini?") == 2
    assert "Centang bahwa Anda sudah memeriksa kesembilan hal ini." in text


# ── bad input keeps what was typed ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("section", sorted(SECTION_FORMS))
def test_an_empty_interest_says_each_missing_answer_twice(
    section: str, newcomer: Visitor, draft: str
) -> None:
    answer = post(newcomer, f"{draft}/isi/{section}/butir/baru")
    assert answer.status_code == 422
    text = text_of(answer)
    assert "<title>Galat: " in text
    assert "Ada yang perlu diperbaiki" in text
    for sentence in EMPTY[section]:
        assert text.count(sentence) == 2, f"{sentence!r} belongs in the summary and at its field"


def test_wrong_answers_about_oneself_are_kept_and_explained(newcomer: Visitor, draft: str) -> None:
    answer = post(
        newcomer,
        f"{draft}/isi/data-diri",
        phone="0211234",
        email="bukan surel",
        main_duty="singkat",
    )
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Nomor HP harus diawali 08 atau +62." in text
    assert "Surel harus berbentuk nama@contoh.id." in text
    assert "Tulis 20 sampai 500 huruf." in text
    assert 'value="0211234"' in text
    assert "singkat</textarea>" in text


def test_a_month_that_does_not_exist_or_lies_ahead_is_refused(
    newcomer: Visitor, draft: str
) -> None:
    new = f"{draft}/isi/PK-A/butir/baru"
    strange = text_of(post(newcomer, new, **{**FRIEND, "since-month": "13"}))
    assert "Isi bulan dan tahun, misalnya Agustus 2026." in strange
    ahead = text_of(post(newcomer, new, **{**FRIEND, "since-year": "2031"}))
    assert "Tanggal mulai tidak boleh setelah hari ini." in ahead
    assert 'value="2031"' in ahead


def test_the_gate_wants_an_answer_and_asks_about_family(newcomer: Visitor, draft: str) -> None:
    text = text_of(post(newcomer, f"{draft}/isi/PK-A"))
    assert "Pilih Ada atau Tidak ada." in text
    assert "Jawab: adakah keluarga inti Anda yang juga ASN di sini?" in text


def test_the_four_questions_must_all_be_answered(newcomer: Visitor, draft: str) -> None:
    link = post(newcomer, f"{draft}/isi/PK-A/butir/baru", **FRIEND).location
    answer = post(newcomer, link, closeness="kelompok", situation="potential", plan="none")
    assert answer.status_code == 422
    assert text_of(answer).count("Jawab keempat pertanyaan.") == 6


def test_a_wrong_password_sends_nothing_and_loses_nothing(newcomer: Visitor) -> None:
    disclosure = written(actor("e24"))
    check = f"/deklarasi/{disclosure.id}/periksa"
    answer = post(newcomer, check, agree="y", password="bukan itu")
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok. Deklarasi belum terkirim." in text_of(answer)
    assert 'name="agree" type="checkbox" value="y"' in text_of(answer)
    assert mine().state is State.DRAFT
    assert newcomer.post(check, data=SIGNED).status_code == 303


def test_the_statement_must_be_ticked(newcomer: Visitor) -> None:
    disclosure = written(actor("e24"))
    answer = post(newcomer, f"/deklarasi/{disclosure.id}/periksa", password=PASSWORD)
    assert "Centang pernyataan." in text_of(answer)


def test_an_unfinished_declaration_cannot_be_signed(newcomer: Visitor, draft: str) -> None:
    text = text_of(newcomer.get(f"{draft}/periksa"))
    assert "Masih ada 10 bagian belum selesai." in text
    assert "Kirim deklarasi" not in text
    answer = newcomer.post(f"{draft}/periksa", data=SIGNED)
    assert answer.status_code == 422


# ── colleagues ────────────────────────────────────────────────────────────────────────────────


def test_a_colleague_typed_by_name_is_asked_back_without_scripts(
    newcomer: Visitor, draft: str
) -> None:
    new = f"{draft}/isi/PK-A/butir/baru"
    family = {**FRIEND, "party_kind": "employee", "relation": "HA-D3", "employee_search": "Putri"}
    answer = post(newcomer, new, **family)
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Pegawai mana yang Anda maksud?" in text
    wanted = people.person_by_code("e38")
    assert wanted is not None
    assert wanted.name in text
    assert str(wanted.nip) not in text
    link = newcomer.post(new, data={**family, "employee_id-pilihan": str(wanted.id)})
    assert link.location.endswith("/kaitan")
    ((_code, item),) = [
        (code, item)
        for code, section in mine().answers["sections"].items()
        for item in section["items"]
    ]
    assert item["fields"]["employee_id"] == wanted.id
    assert wanted.name in item["fields"]["employee_name"]
    shown = text_of(newcomer.get(link.location.removesuffix("/kaitan")))
    assert wanted.name in shown


def test_nobody_can_name_himself(newcomer: Visitor, draft: str) -> None:
    me = people.person_by_code("e24")
    assert me is not None
    answer = post(
        newcomer,
        f"{draft}/isi/PK-A/butir/baru",
        **{**FRIEND, "party_kind": "employee", "employee_search": me.name},
        **{"employee_id-pilihan": str(me.id)},
    )
    assert answer.status_code == 422
    assert "Anda tidak dapat memilih diri sendiri." in text_of(answer)


def test_a_name_nobody_has_is_said_so(newcomer: Visitor, draft: str) -> None:
    answer = post(
        newcomer,
        f"{draft}/isi/PK-A/butir/baru",
        **{**FRIEND, "party_kind": "employee", "employee_search": "Zzyzx"},
    )
    assert "Nama tidak ditemukan. Periksa ejaannya." in text_of(answer)


@pytest.mark.parametrize("number", ["9" * 30, "²", "٣", "-1", "1.5"])
def test_a_colleague_with_an_impossible_number_is_asked_for_again(
    newcomer: Visitor, draft: str, number: str
) -> None:
    typed = {"party_kind": "employee", "employee_search": "Fitri", "employee_id": number}
    answer = newcomer.post(f"{draft}/isi/PK-A/butir/baru", data=typed)
    assert answer.status_code == 422


def test_a_business_number_in_other_digits_is_refused(newcomer: Visitor, draft: str) -> None:
    answer = newcomer.post(f"{draft}/isi/PK-E/butir/baru", data={"nib": "٠١٢٣٤٥٦٧٨٩٠١٢"})
    assert "NIB harus 13 angka." in answer.get_data(as_text=True)


def test_retyping_the_name_undoes_the_earlier_choice(newcomer: Visitor, draft: str) -> None:
    wanted = people.person_by_code("e38")
    assert wanted is not None
    answer = post(
        newcomer,
        f"{draft}/isi/PK-A/butir/baru",
        **{**FRIEND, "party_kind": "employee", "employee_search": "Dewi"},
        employee_id=str(wanted.id),
    )
    assert answer.status_code == 422
    assert "Pegawai mana yang Anda maksud?" in text_of(answer)


# ── drafts ────────────────────────────────────────────────────────────────────────────────────


def test_a_half_filled_page_is_kept_when_leaving(newcomer: Visitor, draft: str) -> None:
    new = f"{draft}/isi/PK-C/butir/baru"
    left = post(newcomer, new, employer="Kampus Contoh", aksi="draf")
    assert left.location == "/deklarasi"
    assert "Draf tersimpan pukul 09.00" in text_of(newcomer.get("/deklarasi"))
    assert 'value="Kampus Contoh"' in text_of(newcomer.get(new))


def test_autosave_answers_with_the_hour_and_brings_the_typing_back(
    newcomer: Visitor, draft: str
) -> None:
    new = f"{draft}/isi/PK-G/butir/baru"
    newcomer.get(new)
    saved = newcomer.post(
        f"{draft}/simpan-draf?halaman=PK-G/new", data={"organisation": "Koperasi"}
    )
    assert saved.json == {"saved_at": "09.00"}
    assert 'value="Koperasi"' in text_of(newcomer.get(new))


def test_a_saved_page_forgets_its_half_filled_forerunner(newcomer: Visitor, draft: str) -> None:
    new = f"{draft}/isi/PK-A/butir/baru"
    post(newcomer, new, party_name="Setengah", aksi="draf")
    post(newcomer, new, **FRIEND)
    assert "Setengah" not in text_of(newcomer.get(new))


def test_a_change_from_the_check_page_leads_back_to_it(newcomer: Visitor) -> None:
    disclosure = written(actor("e24"), BROTHER)
    check = f"/deklarasi/{disclosure.id}/periksa"
    own = f"/deklarasi/{disclosure.id}/isi/data-diri?dari=periksa"
    assert own.replace("&", "&amp;") in text_of(newcomer.get(check)).replace("#phone", "")
    assert post(newcomer, own, **PROFILE).location == check
    (item,) = disclosure.answers["sections"]["PK-A"]["items"]
    edit = f"/deklarasi/{disclosure.id}/isi/PK-A/butir/{item['uid']}?dari=periksa"
    link = post(newcomer, edit, **FRIEND).location
    assert link.endswith("/kaitan?dari=periksa")
    assert post(newcomer, link, **LINK).location == check


def test_answering_no_over_declared_interests_asks_first(newcomer: Visitor) -> None:
    disclosure = written(actor("e24"), BROTHER)
    gate = f"/deklarasi/{disclosure.id}/isi/PK-A"
    asked = post(newcomer, gate, answer="no", family_is_employee="no")
    assert asked.status_code == 200
    assert "Ubah jawaban menjadi Tidak ada?" in text_of(asked)
    assert len(mine().answers["sections"]["PK-A"]["items"]) == 1
    newcomer.post(gate, data={"answer": "no", "family_is_employee": "no", "pasti": "ya"})
    assert mine().answers["sections"]["PK-A"] == {"answer": "no", "items": []}


def test_an_interest_is_taken_out_after_a_question(newcomer: Visitor) -> None:
    disclosure = written(actor("e24"), BROTHER)
    (item,) = disclosure.answers["sections"]["PK-A"]["items"]
    drop = f"/deklarasi/{disclosure.id}/isi/PK-A/butir/{item['uid']}/hapus"
    assert "Rudi Contoh" in text_of(newcomer.get(drop))
    newcomer.post(drop)
    assert mine().answers["sections"]["PK-A"]["items"] == []


def test_the_same_interest_twice_is_told(newcomer: Visitor, draft: str) -> None:
    new = f"{draft}/isi/PK-A/butir/baru"
    post(newcomer, new, **FRIEND)
    answer = post(newcomer, new, **FRIEND)
    assert answer.status_code == 422
    assert "Butir ini sama dengan" in text_of(answer)


def test_a_grave_interest_happening_now_shows_the_stop_box(newcomer: Visitor) -> None:
    grave = {**GRAVE, "time": "berjalan"}
    disclosure = written(actor("e24"), BROTHER, link=grave)
    text = text_of(newcomer.get(f"/deklarasi/{disclosure.id}/isi/PK-A"))
    assert "Berhenti dulu. Jangan diteruskan sebelum diputus." in text
    assert "Perkiraan tingkat: Tinggi" in text
    assert "Jumlah" in text


def test_a_procurement_of_the_own_agency_is_called_forbidden(newcomer: Visitor, draft: str) -> None:
    unit = people.unit(mine().unit_id or 0)
    while unit is not None and unit.parent_id is not None:
        unit = people.unit(unit.parent_id)
    assert unit is not None
    business = {
        "owner": "spouse",
        "body_name": "CV Contoh Karya",
        "role": "director",
        "field": "alat kantor",
        "procurement": "is",
        "permits": "no",
        "related_units": str(unit.id),
        "since-month": "1",
        "since-year": "2020",
    }
    assert post(newcomer, f"{draft}/isi/PK-E/butir/baru", **business).status_code == 303
    text = text_of(newcomer.get(f"{draft}/isi/PK-E"))
    assert "Menurut huruf F angka 8, Anda dilarang turut serta" in text


def test_a_draft_is_thrown_away_after_a_question(newcomer: Visitor, draft: str) -> None:
    assert "Buang draf ini?" in text_of(newcomer.get(f"{draft}/buang"))
    assert newcomer.post(f"{draft}/buang").location == "/deklarasi"
    assert mine().state is State.NOT_STARTED


# ── whose and when ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["isi", "isi/data-diri", "isi/PK-A", "periksa", "tarik", "buang"])
def test_a_draft_does_not_exist_for_anybody_else(page: str, client: Visitor) -> None:
    disclosure = drafting.start(actor("e24"), Kind.FIRST)
    for code in ("e17", "e56", "e49"):
        assert client.be(code).get(f"/deklarasi/{disclosure.id}/{page}").status_code == 404


def test_a_filed_declaration_is_not_written_any_more(newcomer: Visitor) -> None:
    disclosure = filed(actor("e24"))
    led = newcomer.get(f"/deklarasi/{disclosure.id}/isi/PK-A")
    assert led.location == f"/deklarasi/{disclosure.id}"
    assert "Deklarasi ini sudah dikirim." in text_of(newcomer.get(led.location))


def test_it_is_taken_back_while_nobody_opened_it(newcomer: Visitor) -> None:
    disclosure = filed(actor("e24"))
    page = f"/deklarasi/{disclosure.id}"
    assert "Tarik kembali" in text_of(newcomer.get(page))
    assert post(newcomer, f"{page}/tarik").location == f"{page}/isi"
    assert mine().state is State.DRAFT
    assert "Ditarik" in text_of(newcomer.get(page))


def test_it_cannot_be_taken_back_once_opened(newcomer: Visitor) -> None:
    disclosure = filed(actor("e24"))
    newcomer.get(f"/deklarasi/{disclosure.id}/tarik")
    reviewing.open_for_review(actor("e17"), disclosure)
    assert newcomer.post(f"/deklarasi/{disclosure.id}/tarik").status_code == 409
    assert disclosure.state is State.UNDER_REVIEW


def test_two_sends_of_one_form_make_one_version(newcomer: Visitor) -> None:
    disclosure = written(actor("e24"))
    check = f"/deklarasi/{disclosure.id}/periksa"
    newcomer.get(check)
    form = {**SIGNED, "_once": "one-and-the-same-form"}
    first = newcomer.post(check, data=form)
    second = newcomer.post(check, data=form)
    assert first.status_code == second.status_code == 303
    db.session.expire_all()
    assert len(mine().versions) == 1


# ── telling of a change ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def known(newcomer: Visitor) -> Visitor:
    """e24 with a recorded first declaration that names a brother."""
    disclosure = filed(actor("e24"), BROTHER)
    superior = actor("e17")
    reviewing.open_for_review(superior, disclosure)
    ((row, _none),) = queries.interests_of_version_for(superior, disclosure.latest)
    reviewing.record(
        superior,
        disclosure,
        [
            reviewing.AssessmentInput(
                row.id, reviewing.Verdict.NONE, row.suggested_level, direction=""
            )
        ],
    )
    return newcomer


def told(visitor: Visitor, what: str, day: str = "1") -> TestResponse:
    return post(
        visitor,
        "/deklarasi/lapor-perubahan",
        what=what,
        **{"event_on-day": day, "event_on-month": "3", "event_on-year": "2026"},
    )


@pytest.mark.parametrize("number", ["9" * 30, "²"])
def test_versions_with_impossible_numbers_are_not_compared(known: Visitor, number: str) -> None:
    mine = db.session.query(Disclosure).filter_by(person_id=actor("e24").person_id).one()
    assert known.get(f"/deklarasi/{mine.id}/beda?dari={number}&ke=1").status_code == 404


def test_whoever_has_declared_before_tells_a_change_instead(known: Visitor) -> None:
    assert known.get("/deklarasi/mulai").location == "/deklarasi/lapor-perubahan"


def test_a_change_takes_up_what_was_declared(known: Visitor) -> None:
    tasks = told(known, "changed").location
    page = text_of(known.get(tasks))
    assert "Yang Anda nyatakan sebelumnya" in page
    uid = queries.current_interests_for(actor("e24"))[0].interest.uid
    edit = known.post(f"{tasks}/berubah/{uid}").location
    assert 'value="Rudi Contoh"' in text_of(known.get(edit))
    assert "Yang Anda nyatakan sebelumnya" not in text_of(known.get(tasks))


def test_an_interest_that_is_over_is_said_to_be_over(known: Visitor) -> None:
    tasks = told(known, "ended").location
    uid = queries.current_interests_for(actor("e24"))[0].interest.uid
    answer = post(known, f"{tasks}/berakhir/{uid}")
    assert answer.status_code == 422
    assert "Isi tanggal berakhir." in text_of(answer)
    over = {"ended_on-day": "2", "ended_on-month": "3", "ended_on-year": "2026", "way": "parted"}
    known.post(f"{tasks}/berakhir/{uid}", data=over)
    draft = tasks.removesuffix("/isi")
    post(known, f"{draft}/isi/data-diri", **PROFILE)
    assert "Sudah berakhir" in text_of(known.get(f"{draft}/periksa"))
    assert known.post(f"{draft}/periksa", data=SIGNED).status_code == 303
    assert queries.current_interests_for(actor("e24")) == []


def test_a_change_told_late_is_accepted_with_a_reason(known: Visitor) -> None:
    late = {
        "what": "new",
        "event_on-day": "5",
        "event_on-month": "1",
        "event_on-year": "2026",
    }
    answer = post(known, "/deklarasi/lapor-perubahan", **late)
    assert answer.status_code == 422
    assert "hari kerja. Tetap kirim; tulis alasan singkatnya." in text_of(answer)
    sent = known.post(
        "/deklarasi/lapor-perubahan", data={**late, "late_reason": "Baru tahu minggu lalu."}
    )
    assert sent.status_code == 303


def test_a_change_cannot_lie_ahead(known: Visitor) -> None:
    answer = told(known, "new", day="30")
    assert "Tanggal perubahan tidak boleh setelah hari ini." in text_of(answer)


def test_an_interest_of_somebody_else_cannot_be_taken_up(known: Visitor) -> None:
    tasks = told(known, "changed").location
    other = filed(actor("e27"), BROTHER)
    uid = queries.version_for(actor("e27"), other.id, 1).content["sections"]["PK-A"]["items"][0][
        "uid"
    ]
    assert known.post(f"{tasks}/berubah/{uid}").status_code == 404


def test_filing_is_possible_only_through_the_signature(newcomer: Visitor) -> None:
    """The service itself trusts its caller; the page is what asks for the password."""
    disclosure = written(actor("e24"))
    assert newcomer.get(f"/deklarasi/{disclosure.id}/terkirim").location.endswith("/isi")
    filing.submit(actor("e24"), disclosure)
    assert newcomer.get(f"/deklarasi/{disclosure.id}/terkirim").status_code == 200


def test_the_check_page_says_when_and_how_an_interest_ended(known: Visitor) -> None:
    tasks = told(known, "ended").location
    uid = queries.current_interests_for(actor("e24"))[0].interest.uid
    over = {"ended_on-day": "2", "ended_on-month": "3", "ended_on-year": "2026", "way": "sold"}
    known.get(f"{tasks}/berakhir/{uid}")
    known.post(f"{tasks}/berakhir/{uid}", data=over)
    text = text_of(known.get(f"{tasks.removesuffix('/isi')}/periksa"))
    assert "2 Maret 2026" in text
    assert "Dijual atau dialihkan" in text

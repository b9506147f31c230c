"""Bad input on every form of stepping aside: matters, checks, recusals, plans, divestments.

For each form: what is wrong is said in Indonesian beside its field and in the summary, and nothing
typed is lost (service design §3.9, issue 5); then the same form, filled in rightly and clicked
twice, does its work once.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.database.base import db
from app.measures.models import Compliance, Next
from app.measures.services import watching
from app.people import queries as people
from app.prechecks import services as prechecks
from app.prechecks.services import CheckWanted
from app.recusals.models import Verdict
from app.recusals.services import answering, deciding
from tests.attachments import samples
from tests.disclosures.stage import actor
from tests.divestments import stage as divesting
from tests.matters import stage as matters
from tests.measures import stage as planning
from tests.pages import VOID
from tests.recusals import stage as recusing
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
FAR, SHORT = "x" * 5001, "Singkat."
WORDS = "Urusan ini menyangkut usaha saudara kandung saya."
NOBODY = "Tidak Ada Orangnya"
NO_SUCH_PERSON = "Tidak ada pegawai dengan nama ini."
NO_SUCH_DAY = "Tanggal harus ada di kalender"
TOO_LONG = "Tulis paling banyak"
BARRED = "Pengganti tidak lolos pagar benturan"
Fields = dict[str, Any]


@dataclass(frozen=True)
class Bad:
    """One thing wrong: what is typed instead, and what must stand beside which field."""

    field: str
    said: str
    typed: Fields


def bad(name: str, said: str, /, **typed: Any) -> Bad:
    """`a__b` stands for `a-b`, as the parts of a date and the rows of a list are called."""
    given = {one.replace("__", "-"): value for one, value in typed.items()} or {name: ""}
    return Bad(name, said, given)


def day(name: str, offset: int = 0) -> Fields:
    return parts(name, clock.today() + timedelta(days=offset))


def parts(name: str, when: date) -> Fields:
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month),
            f"{name}-year": str(when.year)}  # fmt: skip


def no_day(name: str, said: str, *wrong: tuple[int, str]) -> list[Bad]:
    """An empty day, 31 February, and each of these days that cannot be."""
    empty = dict.fromkeys((f"{name}-{one}" for one in ("day", "month", "year")), "")
    never = {f"{name}-day": "31", f"{name}-month": "2", f"{name}-year": "2026"}
    cases = [Bad(name, NO_SUCH_DAY, never)]
    if said:
        cases.append(Bad(name, said, empty))
    return cases + [Bad(name, sentence, day(name, offset)) for offset, sentence in wrong]


@dataclass
class Sheet:
    """A form as one person fills it in rightly, and what may be wrong in it."""

    who: str
    page: str
    right: Fields
    wrong: list[Bad] = field(default_factory=list)
    files: Callable[[], Fields] | None = None

    def post(self, client: Visitor, typed: Fields) -> TestResponse:
        sent = {**self.right, **(self.files() if self.files else {}), **typed}
        kind = "multipart/form-data" if self.files else None
        return client.post(self.page, data=sent, content_type=kind)


def paper() -> Fields:
    return {"evidence": (io.BytesIO(samples.pdf()), "surat.pdf")}


# ── the register of matters (S-86) ────────────────────────────────────────────────────────────


def a_matter() -> Sheet:
    right = {
        "title": "PBG gudang kedua", "number": "PBG-1", "kind": "perizinan",
        "unit": str(matters.unit_of("e26")), "parties-0-kind": "org",
        "parties-0-name": "CV Contoh Bunga Rampai", "parties-0-nib": "9120000000777",
        "officials-0-person": recusing.name_of("e20"), "officials-0-person_id": "",
        "officials-0-role": "memproses", **day("received_on", -3), "complete": "ya",
        "sop_days": "14",
    }  # fmt: skip
    wrong = [
        bad("title", "Tulis judul urusan."),
        bad("title", "huruf", title="PB"),
        bad("number", "Nomor paling panjang", number="9" * 200),
        bad("kind", "Pilih salah satu", kind="ramalan"),
        bad("unit", "Pilih", unit="999999"),
        bad("parties", "Tambah sedikitnya satu pihak.", parties__0__name="", parties__0__nib=""),
        bad("parties-0-name", "Isi nama pihak.", parties__0__name=""),
        bad("parties-0-nib", "NIB harus 13 angka.", parties__0__nib="912000000077"),
        bad("parties-0-npwp", "NPWP harus 15 atau 16 angka.", parties__0__npwp="12"),
        bad("officials", "Tambah sedikitnya satu petugas.", officials__0__person=""),
        bad("officials-0-person", NO_SUCH_PERSON, officials__0__person=NOBODY),
        bad("sop_days", "Isi standar hari menurut SOP."),
        bad("sop_days", "Isi dengan angka bulat.", sop_days="dua minggu"),
        bad("sop_days", "Standar hari harus 1 sampai", sop_days="0"),
        bad("sop_days", "Standar hari harus 1 sampai", sop_days="99999999999999999999"),
        *no_day(
            "received_on", "Isi tanggal urusan diterima.", (1, "tidak boleh sesudah hari ini."),
        ),
    ]  # fmt: skip
    return Sheet("e26", "/urusan/baru", right, wrong)


def a_correction() -> Sheet:
    matter = matters.recorded()
    right = {"title": "Izin reklame Jalan Melati", "complete": "ya", "sop_days": "14",
             "reason": WORDS}  # fmt: skip
    wrong = [
        bad("title", "Tulis judul urusan."),
        bad("sop_days", "Isi dengan angka bulat.", sop_days="lama"),
        bad("sop_days", "Standar hari harus 1 sampai", sop_days="-1"),
        bad("reason", "Tulis alasan sedikitnya 10 huruf."),
        bad("reason", "Tulis alasan sedikitnya 10 huruf.", reason="Salah."),
        bad("reason", TOO_LONG, reason=FAR),
    ]
    return Sheet("e26", f"/urusan/{matter.id}/ubah", right, wrong)


def another_official() -> Sheet:
    matter = recusing.permit("e18")
    right = {"person": recusing.name_of("e19"), "person_id": "", "role": "memproses"}
    wrong = [
        bad("person", "Pilih pegawai."),
        bad("person", NO_SUCH_PERSON, person=NOBODY),
        bad("person", "sudah menjadi petugas", person=recusing.name_of("e18")),
        bad("role", "Pilih salah satu", role="menonton"),
    ]
    return Sheet("e26", f"/urusan/{matter.id}/petugas", right, wrong)


def a_hand_over() -> Sheet:
    matter = matters.recorded("e20", parties=[recusing.BROTHERS_FIRM])
    right = {"from_person": str(matters.person_id("e20")), "substitute": recusing.name_of("e19"),
             "substitute_id": "", "reason": WORDS}  # fmt: skip
    wrong = [
        bad("from_person", "Pilih", from_person=""),
        bad("from_person", "Pilih salah satu", from_person="999999"),
        bad("substitute", "Pilih pejabat pengganti."),
        bad("substitute", NO_SUCH_PERSON, substitute=NOBODY),
        bad("substitute", "", substitute=recusing.name_of("e20")),
        bad("reason", TOO_LONG, reason=FAR),
    ]
    return Sheet("e17", f"/urusan/{matter.id}/ganti", right, wrong)


def a_decision() -> Sheet:
    matter = matters.recorded("e20")
    right = {"person": str(matters.person_id("e20")), **day("decided_on"), "number": "503/1",
             "effect": "granted", "bases": list(matters.FOUR_BASES)}  # fmt: skip
    wrong = [
        bad("person", "Pilih", person="999999"),
        bad("number", "Isi nomor keputusan."),
        bad("number", "paling panjang", number="9" * 300),
        bad("effect", "Pilih", effect=""),
        bad("bases", "Centang keempat dasar keputusan", bases=["PD-1", "PD-2"]),
        *no_day(
            "decided_on", "Isi tanggal keputusan.", (1, "tidak boleh sesudah hari ini."),
            (-30, "tidak boleh sebelum urusan diterima."),
        ),
    ]  # fmt: skip
    return Sheet("e20", f"/urusan/{matter.id}/putus", right, wrong)


def an_end_without_decision() -> Sheet:
    wrong = [bad("reason", "sedikitnya 10 huruf."), bad("reason", TOO_LONG, reason=FAR)]
    page = f"/urusan/{matters.recorded().id}/batal"
    return Sheet("e26", page, {"reason": "Pemohon mencabut permohonannya."}, wrong)


def a_stop() -> Sheet:
    wrong = [bad("reason", "sedikitnya 10 huruf."), bad("reason", TOO_LONG, reason=FAR)]
    return Sheet("e56", f"/urusan/{matters.recorded().id}/tahan", {"reason": WORDS}, wrong)


# ── the check before deciding (S-38, S-39) ────────────────────────────────────────────────────


def a_check() -> Sheet:
    matter = recusing.permit("e20")
    right = {
        "matter_id": str(matter.id),
        "parties-0-kind": "org", "parties-0-name": "", "role": "memproses",
        **dict.fromkeys(("q1", "q2", "q3", "q4", "q5"), "tidak"),
    }  # fmt: skip
    wrong = [
        *(bad(q, "Pilih ya, tidak, atau ragu.") for q in ("q1", "q2", "q3", "q4", "q5")),
        bad("q1", "Pilih", q1="mungkin"),
        bad("title", "Pilih urusan, atau ketik judulnya.", matter_id=""),
        bad("parties-0-nib", "NIB harus 13 angka.", parties__0__name="CV Contoh",
            parties__0__nib="12"),
        bad("parties", "Tambah sedikitnya satu pihak.", matter_id="",
            title="PBG gudang"),
    ]  # fmt: skip
    return Sheet("e20", "/cek/baru", right, wrong)


def _yellow() -> int:
    from_page = matters.recorded("e20")
    wanted = {"q1": "tidak", "q2": "ragu", "q3": "tidak", "q4": "tidak", "q5": "tidak"}
    check = prechecks.make(
        actor("e20"),
        CheckWanted(matter=from_page, role=from_page.officials[0].role, answers=wanted),
    )
    return check.id


def a_question() -> Sheet:
    wrong = [bad("question", "Tulis catatan sedikitnya 10 huruf."),
             bad("question", "sedikitnya 10 huruf.", question="Boleh?"),
             bad("question", TOO_LONG, question=FAR)]  # fmt: skip
    return Sheet("e20", f"/cek/{_yellow()}/arahan", {"question": WORDS}, wrong)


def going_on() -> Sheet:
    right = {"reason": WORDS, "bases": list(matters.FOUR_BASES)}
    wrong = [
        bad("reason", "sedikitnya 10 huruf."),
        bad("reason", TOO_LONG, reason=FAR),
        bad("bases", "Centang keempat dasar keputusan", bases=["PD-1"]),
    ]
    return Sheet("e20", f"/cek/{_yellow()}/lanjut", right, wrong)


# ── recusals (S-41, S-64, S-70, S-71) ─────────────────────────────────────────────────────────


def a_request() -> Sheet:
    matter = recusing.permit("e18")
    right = {
        "scope": "matter", "matters": [str(matter.id)], "matter_text": "", "matter_kind": "",
        "parties-0-kind": "org", "parties-0-name": "", "parties-0-nib": "",
        "interests": [str(one) for one in recusing.interests("e18")],
        "limits": ["files", "assess"], "ends_with": "matter", "substitute": "",
        "substitute_id": "", **day("starts_on"), "note": WORDS,
    }  # fmt: skip
    past = "tidak boleh sebelum hari ini."
    wrong = [
        bad("scope", "Pilih cakupan.", scope=[]),
        bad("matters", "Pilih urusan, atau tulis judulnya", matters=[]),
        bad("matter_kind", "Pilih jenis urusan.", scope="kind"),
        bad("interests", "Pilih butir yang menjadi alasan.", interests=[]),
        bad("limits", "Pilih sedikitnya satu hal", limits=[]),
        bad("parties-0-nib", "NIB harus 13 angka.", parties__0__name="CV Contoh",
            parties__0__nib="123"),
        bad("parties", "Tambah sedikitnya satu pihak.", scope="party", ends_with="interest"),
        bad("ends_with", "Pilih sampai kapan.", ends_with=[]),
        bad("ends_on", "Isi tanggal berakhir.", ends_with="date"),
        Bad("ends_on", "Tanggal berakhir harus setelah tanggal mulai.",
            {"ends_with": "date", **day("ends_on", -1)}),
        bad("substitute", NO_SUCH_PERSON, substitute=NOBODY),
        bad("substitute", "Pengganti yang diusulkan tidak dapat dipilih",
            substitute=recusing.name_of("e18")),
        bad("note", TOO_LONG, note=FAR),
        *no_day("starts_on", "Isi tanggal mulai.", (-1, past)),
        *no_day("service_due_on", "", (-1, past)),
    ]  # fmt: skip
    return Sheet("e18", "/penarikan-diri/baru", right, wrong)


def an_answer() -> Sheet:
    recusal = recusing.requested(recusing.permit())
    right = {
        "stance": "support", "reason": "", "substitute": str(matters.person_id("e19")),
        "other": "", "keepers-0-way": "access", "keepers-0-person": recusing.name_of("e23"),
        "keepers-0-person_id": "",
    }  # fmt: skip
    other = {"substitute": "lain"}
    wrong = [
        bad("stance", "Pilih sikap Anda.", stance=[]),
        bad("reason", "sedikitnya 20 huruf.", stance="against", reason=SHORT),
        bad("reason", TOO_LONG, reason=FAR),
        bad("substitute", "Pilih pejabat pengganti.", substitute=[]),
        bad("substitute", "Pilih", substitute="999999"),
        bad("other", NO_SUCH_PERSON, **other, other=NOBODY),
        bad("substitute", BARRED, **other, other=recusing.name_of("e18")),
        bad("keepers", "Tulis cara penegakan.", keepers__0__way="", keepers__0__person=""),
        bad("keepers-0-person", "Pilih penjaganya.", keepers__0__person=""),
        bad("keepers-0-way", "Pilih cara", keepers__0__way=""),
        bad("keepers-0-person", NO_SUCH_PERSON, keepers__0__person=NOBODY),
        bad("keepers", "Penjaga harus orang lain", keepers__0__person=recusing.name_of("e18")),
        *no_day("service_due_on", "", (-1, "tidak boleh sebelum hari ini.")),
    ]
    return Sheet("e17", f"/penarikan-diri/{recusal.id}/tanggapi", right, wrong)


def _ruled(recusal: Any, **more: Any) -> Fields:
    return {
        "verdict": "approved", "reason": "", "safeguard": "", "granted": "",
        "substitute": str(matters.person_id("e19")), "other": "",
        "copies": [str(matters.person_id("e17"))], "revision": str(recusal.revision),
        "keepers-0-way": "", "keepers-0-person": "", "keepers-0-person_id": "",
        **day("starts_on"), **more,
    }  # fmt: skip


def a_proposal() -> Sheet:
    recusal = recusing.answered(recusing.permit())
    refused = {"verdict": "refused", "reason": recusing.WHY_REFUSED,
               "safeguard": recusing.SAFEGUARD}  # fmt: skip
    wrong = [
        bad("reason", "Tulis alasan sedikitnya 50 huruf.", **{**refused, "reason": SHORT}),
        bad("safeguard", "Tulis pengaman bila permohonan ditolak.", **{**refused, "safeguard": ""}),
        bad("granted", "Tulis cakupan yang disetujui", verdict="partly"),
        bad("substitute", BARRED, substitute="lain", other=recusing.name_of("e18")),
        bad("other", NO_SUCH_PERSON, substitute="lain", other=NOBODY),
        bad("copies", "Pilih sedikitnya satu tembusan.", copies=[]),
        bad("keepers-0-person", NO_SUCH_PERSON, keepers__0__way="files",
            keepers__0__person=NOBODY),
        *no_day("starts_on", "Isi tanggal mulai.", (-400, "tidak boleh sebelum")),
        *no_day("ends_on", "", (-1, "Tanggal berakhir harus setelah tanggal mulai.")),
    ]  # fmt: skip
    return Sheet("e45", f"/penarikan-diri/{recusal.id}/putusan", _ruled(recusal), wrong)


def a_ruling() -> Sheet:
    recusal = recusing.answered(recusing.permit())
    deciding.propose(recusing.hr("e45"), recusal, recusing.ruling())
    wrong = [
        bad("password", "Isi kata sandi Anda."),
        bad("password", "Kata sandi tidak cocok.", password="bukan"),
        bad("copies", "Pilih sedikitnya satu tembusan.", copies=[]),
    ]
    right = _ruled(recusal, password=PASSWORD)
    return Sheet("e44", f"/penarikan-diri/{recusal.id}/putusan", right, wrong)


def _reason(who: str, page: str, least: int = 20) -> Sheet:
    said = f"sedikitnya {least} huruf."
    wrong = [bad("reason", said), bad("reason", said, reason=SHORT),
             bad("reason", TOO_LONG, reason=FAR)]  # fmt: skip
    return Sheet(who, page, {"reason": WORDS}, wrong)


def a_return() -> Sheet:
    recusal = recusing.answered(recusing.permit())
    return _reason("e45", f"/penarikan-diri/{recusal.id}/kembalikan")


def a_proposal_handed_back() -> Sheet:
    recusal = recusing.answered(recusing.permit())
    deciding.propose(recusing.hr("e45"), recusal, recusing.ruling())
    return _reason("e44", f"/penarikan-diri/{recusal.id}/usul-kembali")


def a_wish_to_take_it_back() -> Sheet:
    return _reason("e18", f"/penarikan-diri/{recusing.requested(recusing.permit()).id}/batal")


def an_answer_to_that_wish() -> Sheet:
    recusal = recusing.requested(recusing.permit())
    answering.ask_cancel(actor("e18"), recusal, WORDS)
    wrong = [
        bad("agreed", "Pilih setuju atau tidak.", agreed=[]),
        bad("reason", "sedikitnya 20 huruf.", agreed="no", reason=SHORT),
        bad("reason", TOO_LONG, reason=FAR),
    ]
    right = {"agreed": "yes", "reason": ""}
    return Sheet("e17", f"/penarikan-diri/{recusal.id}/tanggapi-batal", right, wrong)


def an_end() -> Sheet:
    return _reason("e17", f"/penarikan-diri/{recusing.decided(recusing.permit()).id}/akhiri")


def a_settlement() -> Sheet:
    recusal = recusing.decided(recusing.permit(), verdict=Verdict.REFUSED)
    wrong = [
        bad("way", "Pilih siapa yang menangani.", way=[]),
        bad("substitute", "Pilih", way="other"),
        bad("substitute", NO_SUCH_PERSON, way="other", substitute=NOBODY),
        bad("substitute", "", way="other", substitute=recusing.name_of("e18")),
        bad("reason", "sedikitnya 20 huruf.", reason=SHORT),
        bad("reason", TOO_LONG, reason=FAR),
    ]
    right = {"way": "back", "substitute": "", "substitute_id": "", "reason": WORDS}
    return Sheet("e15", f"/penarikan-diri/{recusal.id}/penugasan", right, wrong)


# ── plans of measures (S-42, S-44, S-63, S-65) ────────────────────────────────────────────────


def a_known_case() -> Sheet:
    right = {
        "person": recusing.name_of("e24"), "person_id": "", "truth": "potential",
        "situation": WORDS, "impact": WORDS, "level": "medium", "other": "", "other_id": "",
        "own_interest": "no",
    }  # fmt: skip
    wrong = [
        bad("person", "Pilih pegawai."),
        bad("person", NO_SUCH_PERSON, person=NOBODY),
        bad("person", "Pilih pegawai di bawah Anda.", person=recusing.name_of("e30")),
        bad("truth", "Pilih apakah benturan", truth=[]),
        bad("situation", "Tulis situasi yang Anda ketahui."),
        bad("situation", "sedikitnya 20 huruf.", situation=SHORT),
        bad("impact", TOO_LONG, impact=FAR),
        bad("level", "Pilih tingkat.", level=[]),
        bad("other", NO_SUCH_PERSON, other=NOBODY),
        bad("own_interest", "Pilih ya atau tidak.", own_interest=[]),
    ]
    return Sheet("e17", "/rencana/baru", right, wrong)


def a_basis() -> Sheet:
    plan = planning.drafted()
    right = {
        "situation": WORDS, "impact": WORDS, "public": WORDS, "institution": "", "employee": "",
        "other": "", "interval": "pemantauan_rencana_tinggi", **day("discussed_on"),
        "weak_reason": "",
    }  # fmt: skip
    wrong = [
        bad("situation", TOO_LONG, situation=FAR),
        bad("public", TOO_LONG, public=FAR),
        bad("interval", "Pilih salah satu", interval="setahun_sekali"),
        *no_day("discussed_on", "", (1, "tidak boleh setelah hari ini.")),
    ]
    return Sheet("e17", f"/rencana/{plan.id}/dasar", right, wrong)


def a_measure() -> Sheet:
    plan = planning.drafted()
    right = {
        "description": WORDS, "scope": "Semua urusan dengan CV Contoh Karya.",
        "party_name": "CV Contoh Karya", "party_nib": "", "recipient": "", "recipient_id": "",
        "executor": recusing.name_of("e24"), "executor_id": "", **day("starts_on"),
        **day("due_on", 60), "evidence": "Daftar pembagian berkas.",
    }  # fmt: skip
    wrong = [
        bad("description", "Isi uraian tindakan."),
        bad("scope", "Tulis urusan, pihak, atau jenis urusan"),
        bad("scope", TOO_LONG, scope=FAR),
        bad("party_nib", "NIB harus 13 angka.", party_nib="12"),
        bad("executor", "Pilih pelaksana."),
        bad("executor", NO_SUCH_PERSON, executor=NOBODY),
        bad("recipient", NO_SUCH_PERSON, recipient=NOBODY),
        bad("evidence", "Isi bukti yang diminta."),
        *no_day("starts_on", "Isi tanggal mulai.", (-1, "tidak boleh sebelum hari ini.")),
        *no_day("due_on", "Isi batas.", (-1, "Batas harus setelah tanggal mulai.")),
    ]
    return Sheet("e17", f"/rencana/{plan.id}/tindakan/baru?kode=TND-B", right, wrong)


def a_reply() -> Sheet:
    plan = planning.sent()
    wrong = [
        bad("kind", "Pilih tanggapan Anda.", kind=[]),
        bad("text", "Tulis tanggapan sedikitnya 20 huruf.", kind="comments", text=SHORT),
        bad("text", TOO_LONG, text=FAR),
        bad("password", "Isi kata sandi Anda."),
        bad("password", "Kata sandi tidak cocok.", password="bukan"),
    ]
    right = {"kind": "agrees", "text": "", "password": PASSWORD}
    return Sheet("e24", f"/rencana/{plan.id}/tanggapan", right, wrong)


def setting_the_plan() -> Sheet:
    wrong = [bad("password", "Isi kata sandi Anda."),
             bad("password", "Kata sandi tidak cocok.", password="bukan")]  # fmt: skip
    page = f"/rencana/{planning.answered().id}/tetapkan"
    return Sheet("e17", page, {"password": PASSWORD}, wrong)


def news_of_a_plan() -> Sheet:
    plan = planning.running()
    right = {"action": str(plan.actions[0].id), "found": "kept", "incident": "", "note": WORDS,
             **day("on_day")}  # fmt: skip
    wrong = [
        bad("found", "Pilih apakah rencana ditaati", found=[]),
        bad("incident", "Ceritakan kejadiannya", found="incident"),
        bad("note", TOO_LONG, note=FAR),
        *no_day("on_day", "Isi tanggal.", (1, "tidak boleh setelah hari ini.")),
    ]
    return Sheet("e24", f"/rencana/{plan.id}/bukti", right, wrong, paper)


def more_time_for_a_measure() -> Sheet:
    plan = planning.running()
    right = {"action": str(plan.actions[0].id), **day("wanted_due_on", 90), "note": WORDS}
    wrong = [
        bad("action", "Pilih tindakan", action=""),
        bad("note", "sedikitnya 20 huruf.", note=SHORT),
        *no_day("wanted_due_on", "Isi batas yang diminta.", (1, "harus setelah batas sekarang.")),
    ]
    return Sheet("e24", f"/rencana/{plan.id}/perpanjangan", right, wrong)


def a_check_point() -> Sheet:
    plan = planning.running()
    right = {"found": "kept", "result": WORDS, "next": "continue", "closing": ""}
    wrong = [
        bad("found", "Pilih hasil pemeriksaan.", found=[]),
        bad("result", "sedikitnya 20 huruf.", result=SHORT),
        bad("result", TOO_LONG, result=FAR),
        bad("next", "Pilih apa yang selanjutnya.", next=[]),
        bad("next", "Ada kejadian: pilih ubah rencana.", found="incident"),
        bad("next", "tindakan belum selesai", next="close"),
    ]
    return Sheet("e17", f"/rencana/{plan.id}/periksa", right, wrong, paper)


def a_breach() -> Sheet:
    plan = planning.running()
    watching.check(actor("e17"), plan, planning.found(Compliance.INCIDENT, Next.REVISE))
    right = {**day("happened_on"), "what": WORDS, "proof": WORDS, "password": PASSWORD}
    wrong = [
        bad("what", "Tulis apa yang dilanggar."),
        bad("what", "Tulis sedikitnya 20 huruf.", what=SHORT),
        bad("proof", "Tulis buktinya."),
        bad("password", "Isi kata sandi Anda."),
        *no_day(
            "happened_on", "Isi tanggal pelanggaran.", (1, "tidak boleh setelah hari ini."),
            (-30, "tidak boleh sebelum rencana ditetapkan."),
        ),
    ]  # fmt: skip
    return Sheet("e17", f"/rencana/{plan.id}/pelanggaran", right, wrong)


# ── divestments (S-43, S-44, S-72) ────────────────────────────────────────────────────────────


def a_divestment() -> Sheet:
    right = {
        "aksi": "kirim", "interest": divesting.interest_of(divesting.owner(), "PK-C"),
        "asset_form": "cooperation", "amount": "", "way": "sold", "recipient": "PT Contoh Modal",
        "relation": "stranger", "safeguard": "", "steps-0-title": "Surat pengakhiran",
        **day("steps-0-due_on", 20), **day("target_on", 50), "target_reason": "",
    }  # fmt: skip
    wrong = [
        bad("interest", "Pilih salah satu kepentingan Anda."),
        bad("interest", "Pilih salah satu kepentingan Anda.", interest="bukan-milik-saya"),
        bad("asset_form", "Pilih bentuk kepentingannya.", asset_form=[]),
        bad("way", "Pilih cara melepasnya.", way=[]),
        bad("recipient", "Isi nama penerimanya."),
        bad("relation", "Pilih hubungan penerima", relation=[]),
        bad("relation", "Pengalihan kepada keluarga inti", relation="nuclear"),
        bad("safeguard", "sedikitnya 50 huruf.", relation="nuclear", safeguard=SHORT),
        bad("amount", TOO_LONG, amount=FAR),
        bad("steps-0-title", "Tulis apa yang dilakukan."),
        Bad("target_reason", "Target lebih dari 90 hari.", day("target_on", 200)),
        *no_day(
            "steps-0-due_on", "Isi tanggal langkah ini.",
            (-1, "Tanggal langkah tidak boleh sebelum hari ini."),
            (60, "Tanggal langkah tidak boleh sesudah target."),
        ),
        *no_day("target_on", "Isi target selesai.", (0, "Target harus setelah hari ini.")),
    ]  # fmt: skip
    return Sheet("e07", "/divestasi/baru", right, wrong)


def an_approval() -> Sheet:
    found = divesting.sent()
    boss = people.person(found.superior_id or 0)
    assert boss is not None
    wrong = [
        bad("decision", "Pilih putusan.", decision=[]),
        bad("reason", "Tulis alasan sedikitnya 20 huruf.", decision="return", reason=SHORT),
        bad("reason", TOO_LONG, reason=FAR),
    ]
    right = {"decision": "approve", "reason": ""}
    return Sheet(str(boss.code), f"/divestasi/{found.id}/putusan", right, wrong)


def evidence_of_a_step() -> Sheet:
    page = f"/divestasi/{divesting.running().id}/langkah/1/bukti"
    wrong = [
        bad("evidence", "Unggah bukti untuk langkah ini.", evidence=(io.BytesIO(), "")),
        bad("evidence", "", evidence=(io.BytesIO(b"MZ" + b"\0" * 64), "surat.exe")),
        bad("note", TOO_LONG, note=FAR),
        *no_day(
            "done_on", "Isi tanggal dilaksanakan.", (1, "Tanggal tidak boleh setelah hari ini.")
        ),
    ]
    return Sheet("e07", page, {**day("done_on"), "note": WORDS}, wrong, paper)


def a_finding() -> Sheet:
    page = f"/divestasi/{divesting.proved(divesting.running()).id}/langkah/1/verifikasi"
    wrong = [
        bad("result", "Pilih hasil.", result=[]),
        bad("note", "Tulis apa yang kurang, sedikitnya 10 huruf.", result="lacking", note="Beda."),
        bad("note", TOO_LONG, note=FAR),
    ]
    return Sheet("e45", page, {"result": "verified", "note": ""}, wrong)


def more_time_for_a_divestment() -> Sheet:
    page = f"/divestasi/{divesting.running().id}/minta-perpanjangan"
    late = "Perpanjangan paling lama 90 hari"
    wrong = [
        bad("reason", "sedikitnya 20 huruf.", reason=SHORT),
        bad("reason", TOO_LONG, reason=FAR),
        *no_day(
            "until", "Isi target baru.", (1, "Target baru harus setelah target sekarang."),
            (900, late),
        ),
    ]  # fmt: skip
    return Sheet("e07", page, {**day("until", 100), "reason": WORDS}, wrong)


def an_end_of_a_divestment() -> Sheet:
    page = f"/divestasi/{divesting.verified(divesting.running()).id}/selesai"
    wrong = [bad("recusal", "Pilih apakah penarikan diri sementara berakhir.", recusal=[]),
             bad("note", TOO_LONG, note=FAR)]  # fmt: skip
    return Sheet("e45", page, {"recusal": "end", "note": ""}, wrong)


def a_divestment_not_carried_out() -> Sheet:
    found = divesting.running()
    boss = people.person(found.superior_id or 0)
    assert boss is not None
    wrong = [
        bad("measure", "Pilih tindakan yang menggantikannya.", measure=[]),
        bad("reason", "sedikitnya 20 huruf.", reason=SHORT),
        bad("evidence", "Unggah bukti bahwa", evidence=(io.BytesIO(), "")),
    ]
    right = {"reason": WORDS, "measure": "TND-D"}
    return Sheet(str(boss.code), f"/divestasi/{found.id}/tidak-dilaksanakan", right, wrong, paper)


def a_reassignment() -> Sheet:
    right = {"person": recusing.name_of("e24"), "person_id": "", "number": "800/1/BKPSDM",
             **day("order_on"), "plan_number": "", "note": WORDS}  # fmt: skip
    wrong = [
        bad("person", "Pilih pegawai."),
        bad("person", NO_SUCH_PERSON, person=NOBODY),
        bad("person", "dicatat oleh petugas lain.", person=recusing.name_of("e45")),
        bad("number", "Isi nomor perintah."),
        bad("number", TOO_LONG, number="9" * 200),
        bad("evidence", "Unggah surat perintahnya.", evidence=(io.BytesIO(), "")),
        *no_day("order_on", "Isi tanggal perintah.", (1, "tidak boleh setelah hari ini.")),
    ]
    return Sheet("e45", "/divestasi/alih-tugas/baru", right, wrong, paper)


# ── the test ──────────────────────────────────────────────────────────────────────────────────

SHEETS: tuple[Callable[[], Sheet], ...] = (
    a_matter, a_correction, another_official, a_hand_over, a_decision, an_end_without_decision,
    a_stop, a_check, a_question, going_on,
    a_request, an_answer, a_proposal, a_ruling, a_return, a_proposal_handed_back,
    a_wish_to_take_it_back, an_answer_to_that_wish, an_end, a_settlement,
    a_known_case, a_basis, a_measure, a_reply, setting_the_plan, news_of_a_plan,
    more_time_for_a_measure, a_check_point, a_breach,
    a_divestment, an_approval, evidence_of_a_step, a_finding, more_time_for_a_divestment,
    an_end_of_a_divestment, a_divestment_not_carried_out, a_reassignment,
)  # fmt: skip


class Returned(HTMLParser):
    """A form as it came back: what each field holds, and what is said beside it and above."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.held: dict[str, set[str]] = {}
        self.beside: list[str] = []
        self.above = ""
        self._inside: list[str] = []  # "error", "summary", "textarea NAME", "select NAME"
        self._depth: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        place = ""
        if tag == "p" and has.get("class") == "error":
            place = "error"
            self.beside.append("")
        elif has.get("id") == "error-summary":
            place = "summary"
        elif tag == "textarea":
            place = f"text {has['name']}"
            self.held.setdefault(has["name"], set()).add("")
        elif tag == "select":
            place = f"select {has.get('name', '')}"
        elif tag == "option" and "selected" in has:
            name = next(one for one in reversed(self._inside) if one.startswith("select "))
            self.held.setdefault(name.removeprefix("select "), set()).add(has.get("value", ""))
        elif tag == "input" and (
            has.get("type") not in ("radio", "checkbox", "file") or "checked" in has
        ):
            self.held.setdefault(has.get("name", ""), set()).add(has.get("value", ""))
        if tag not in VOID:
            self._depth.append(tag)
            self._inside.append(place)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._depth and self._depth[-1] != tag:
            self._depth.pop()
            self._inside.pop()
        if tag in self._depth:
            self._depth.pop()
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        for place in self._inside:
            if place == "error":
                self.beside[-1] += data
            elif place == "summary":
                self.above += data
            elif place.startswith("text "):
                name = place.removeprefix("text ")
                self.held[name] = {"".join(self.held[name]) + data}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.__name__.replace("_", " "))
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    client: Visitor, sheet: Callable[[], Sheet]
) -> None:
    form = sheet()
    db.session.commit()
    assert client.be(form.who).get(form.page).status_code == HTTPStatus.OK
    complaints = [
        complaint for one in form.wrong if (complaint := _looked_at(client, form, one)) is not None
    ]
    assert "\n".join(complaints) == ""
    once = {"_once": "satu-kali"}
    first, second = form.post(client, once), form.post(client, once)
    assert first.status_code == HTTPStatus.SEE_OTHER, Returned(first.text).above
    assert (second.status_code, second.location) == (first.status_code, first.location)


def _looked_at(client: Visitor, form: Sheet, one: Bad) -> str | None:
    """What is wrong with how this bad input was met; None when nothing is."""
    answer = form.post(client, one.typed)
    if answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
        return f"{one.field} {one.typed}: answered {answer.status_code}"
    shown = Returned(answer.text)
    if not any(one.said in text for text in shown.beside) or one.said not in shown.above:
        return f"{one.field}: {one.said!r} not in {shown.beside} / {' '.join(shown.above.split())}"
    lost = {
        name: value
        for name, value in {**form.right, **one.typed}.items()
        if not (name == one.field and one.said.startswith("Pilih"))  # a list offers no other
        and not _kept(shown, name, value)
    }
    return f"{one.field} {one.said!r}: lost {lost}" if lost else None


def _kept(shown: Returned, name: str, value: Any) -> bool:
    if name in ("password", "aksi", "revision") or isinstance(value, tuple):
        return True
    wanted = {value} if isinstance(value, str) else set(value)
    return wanted - {""} <= {one.strip() for one in shown.held.get(name, set())}

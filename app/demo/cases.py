"""Examinations, reviews and oversight of the demo city's complaints (§8.6, §8.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from app.complaints.models import Complaint
from app.complaints.policy import reporter_of
from app.complaints.services import mirroring, retaliation
from app.core.actor import PUBLIC, Actor, Role
from app.demo.complaints import Case, answered, cases_of, run_out, step
from app.demo.papers import paper
from app.demo.season import Step
from app.demo.stage import City, actor_of, at, officer
from app.documents.models import DocumentKind
from app.documents.queries import letters_of
from app.measures.services.ordering import Order
from app.objections import queries as objection_queries
from app.objections.models import Objection, Wish
from app.objections.models import Outcome as ObjectionOutcome
from app.objections.services import admitting, deciding, filing
from app.people import queries as people
from app.reviews import handling
from app.reviews.models import Review, Ruling, Truth
from app.reviews.origins import origin_of
from app.reviews.services import concluding, examining, opening, overseeing, reviewing
from app.reviews.services.concluding import Outcome
from app.reviews.services.examining import Answer, Finding
from app.reviews.services.opening import Assigned
from app.reviews.services.overseeing import Judged, Proof
from app.reviews.services.reviewing import Decided, ToDo

_HEAD_INSPECTOR, _INSPECTOR = "E-51", "E-56"
_SOP = "SOP Pengadaan Langsung: belum ada langkah cek hubungan afiliasi"
_LEGAL_BASIS = "Perwali Kota Contoh 12/2025, Bab II huruf G"


@dataclass(frozen=True)
class Examined:
    """How one case was examined: by whom, on which hari kerja of the clock, with what result."""

    examiner: str
    day: int
    truth: Truth
    explanation: str
    question: str
    reply: str
    summary: str
    codes: Mapping[str, str]
    loss: int | None = None
    sop: str = ""


_RELATIVE = Examined(
    "E-31", 3, Truth.TRUE,
    "Direktur penyedia adalah kakak ipar PPKom. Hubungan itu tercatat pada deklarasi istrinya dan"
    " diakui PPKom, tetapi tidak ia nyatakan dan ia tetap menandatangani SPK.",
    "Apa hubungan Anda dengan direktur penyedia, dan mengapa tidak dinyatakan?",
    "Ipar saya tidak ikut di kantor. Benar ia kakak istri saya, dan saya tidak menyatakannya.",
    "PPKom menandatangani SPK dengan perusahaan kakak iparnya tanpa menyatakan hubungan itu.",
    {"form_code": "BTK-7", "kind_code": "JNS-04", "source_code": "SBR-3"},
    12_400_000, _SOP,
)  # fmt: skip
_PROTECTED = Examined(
    "E-15", 2, Truth.UNTRUE,
    "Pegawai menyatakan hubungan keluarganya jauh sebelum permohonan masuk, menarik diri pada hari"
    " yang sama, dan izin diterbitkan pejabat pengganti tepat waktu.",
    "Apa peran Anda dalam permohonan izin gudang itu?",
    "Saya berhenti menangani sejak tahu pemohonnya usaha kakak saya, dan menarik diri hari itu.",
    "Benturan kepentingan sudah dicegah: dinyatakan, ditarik diri, dan diputus pejabat pengganti.",
    {},
)  # fmt: skip
_QUEUE = Examined(
    "E-25", 3, Truth.UNTRUE,
    "Pemohon yang didahulukan memegang nomor antrean prioritas lanjut usia. Tidak ada catatan"
    " hubungan dengan petugas, dan rekaman kamera menunjukkan urutan sesuai aturan loket.",
    "Mengapa pemohon itu dipanggil lebih dulu daripada antrean yang ada?",
    "Ia memegang nomor prioritas lansia. Saya tidak mengenalnya di luar loket.",
    "Urutan antrean sesuai aturan loket prioritas; tidak ada kepentingan pribadi.",
    {},
)  # fmt: skip
_NIECE = Examined(
    "E-42", 2, Truth.TRUE,
    "Koordinator yang ditunjuk adalah keponakan pejabat yang menunjuk. Hubungan itu baru dinyatakan"
    " setelah aduan masuk, dan penunjukan tidak melalui penilaian terbuka.",
    "Apa hubungan Anda dengan koordinator loket yang Anda tunjuk?",
    "Ia keponakan saya. Saya menilai ia mampu, dan saya sudah menyatakannya sekarang.",
    "Pejabat menunjuk keponakannya sendiri tanpa menyatakan hubungan itu lebih dulu.",
    {"form_code": "BTK-7", "kind_code": "JNS-01", "source_code": "SBR-3"},
)  # fmt: skip


def plan_of_cases(city: City) -> list[Step]:
    """Every step after the desk, as (days before the seeding day, who, what to do)."""
    cases = cases_of(city)
    return [
        *_story_three(cases["0003"]),
        *_examination(cases["0004"], _PROTECTED),
        *_examination(cases["0001"], _QUEUE),
        step(cases["0001"], cases["0001"].after(14), "", partial(_nobody_objects, cases["0001"])),
        *_objection(cases["0004"]),
        step(cases["0005"], cases["0005"].day, "E-56", partial(_send, cases["0005"])),
        *_examination(cases["0007"], _NIECE, sent_after=1),
        step(cases["0008"], cases["0008"].day, "E-56", partial(_send, cases["0008"])),
        step(cases["0008"], cases["0008"].after(1), "E-15", partial(_begin, cases["0008"])),
    ]


def _review_of(case: Case) -> Review:
    found = handling.review_of(Complaint.__tablename__, case.complaint.id)
    if found is None:
        raise LookupError(case.number)
    return found


# ── the examination ───────────────────────────────────────────────────────────────────────────


def _send(case: Case, companion: str = "", after: int = 0) -> None:
    inspector = officer(case.city, _INSPECTOR, Role.INSPECTOR)
    going_along = case.city.people[companion].id if companion else None
    with at(case.after(after), 15, 50):
        offered = origin_of(Complaint.__tablename__).offer(inspector, case.complaint.id)
        opening.open_review(inspector, offered, Assigned(companion_id=going_along))


def _examination(
    case: Case, how: Examined, *, sent_after: int = 0, companion: str = ""
) -> list[Step]:
    examined = case.after(how.day)
    return [
        step(case, case.after(sent_after), _INSPECTOR, partial(_send, case, companion, sent_after)),
        step(case, case.after(1), how.examiner, partial(_ask, case, how, 16 if sent_after else 9)),
        step(case, case.after(min(2, how.day)), "", partial(_reply, case, how)),
        step(case, examined, how.examiner, partial(_conclude, case, how, examined)),
    ]  # fmt: skip


def _ask(case: Case, how: Examined, hour: int) -> None:
    with at(case.after(1), hour, 30):
        review = _review_of(case)
        examining.ask_accused(
            actor_of(case.city.people[how.examiner]), review, case.entry["petikan"],
            how.question, case.after(how.day),
        )  # fmt: skip


def _reply(case: Case, how: Examined) -> None:
    with at(case.after(min(2, how.day)), 10):
        review = _review_of(case)
        accused = actor_of(case.city.people[case.entry["terlapor"]])
        examining.answer(accused, review.questions[-1], Answer(how.reply))


def _begin(case: Case) -> None:
    """The examiner reads the case and asks the accused; today is his second day."""
    examiner = actor_of(case.city.people["E-15"])
    with at(case.after(1), 10):
        examining.ask_accused(
            examiner, _review_of(case), case.entry["petikan"],
            "Bagaimana permohonan ini dapat selesai dalam satu hari, dan apa hubungan Anda dengan"
            " pemohon?",
            case.after(3),
        )  # fmt: skip


def _conclude(case: Case, how: Examined, day: date) -> None:
    examiner = actor_of(case.city.people[how.examiner])
    with at(day, 15):
        review = _review_of(case)
        examining.save_finding(
            examiner, review, review.allegations[0],
            Finding(
                how.truth, how.explanation, ["crosscheck", f"question:{review.questions[-1].id}"],
                dict(how.codes), bool(how.sop), how.sop, how.loss,
            ),
        )  # fmt: skip
    with at(day, 15, 20):
        concluding.conclude(
            examiner, _review_of(case),
            Outcome(how.truth, how.summary, legal_basis=_LEGAL_BASIS),
        )  # fmt: skip


def _nobody_objects(case: Case) -> None:
    run_out(case, case.after(14), mirroring.close_after_silence)


# ── an objection ──────────────────────────────────────────────────────────────────────────────


def _objection(case: Case) -> list[Step]:
    """The reporter objects to the outcome; refused on the eighth of ten hari kerja."""
    filed = case.after(6)
    return [
        step(case, filed, "", partial(_object, case, filed)),
        step(case, case.after(7), "E-54", partial(_admit, case)),
        step(case, case.after(14), "E-05", partial(_refuse, case)),
    ]


def _object(case: Case, day: date) -> None:
    with at(day, 19):
        complaint = case.complaint
        filing.file(
            reporter_of(complaint), Complaint.__tablename__, complaint.id,
            filing.Wanted(
                "Saya tetap menilai izin itu terbit lebih cepat daripada permohonan saya, padahal"
                " saya mendaftar lebih dulu. Mohon diperiksa sekali lagi.",
                [Wish.EXAMINE], case.after(_PROTECTED.day),
            ),
        )  # fmt: skip


def _objection_to(case: Case) -> Objection:
    found = objection_queries.open_against(Complaint.__tablename__, case.complaint.id)
    if found is None:
        raise LookupError(case.number)
    return found


def _admit(case: Case) -> None:
    inspector = officer(case.city, "E-54", Role.INSPECTOR)
    with at(case.after(7), 10):
        admitting.admit(inspector, _objection_to(case), case.city.people["E-05"].id)


def _refuse(case: Case) -> None:
    with at(case.after(14), 14):
        deciding.decide(
            actor_of(case.city.people["E-05"]), _objection_to(case),
            deciding.Ruling(
                ObjectionOutcome.REFUSED,
                "Izin diterbitkan pejabat pengganti dalam waktu yang sama dengan permohonan lain yang"
                " lengkap; permohonan pelapor terhenti karena gambarnya belum lengkap.",
                "Hasil pemeriksaan tetap berlaku.",
            ),
        )  # fmt: skip


# ── story 3: dan seterusnya, and what follows ─────────────────────────────────────────────────


def _story_three(case: Case) -> list[Step]:
    city = case.city
    decided = case.after(_RELATIVE.day) + timedelta(days=2)
    return [
        *_examination(case, _RELATIVE, companion=_INSPECTOR),
        step(case, case.after(1), "E-31", partial(_ask_reporter, case)),
        step(case, case.after(1), "", partial(_reporter_answers, case)),
        step(case, decided, "E-04", partial(_decide, case, decided)),
        *_provider_objects(case, decided, max(city.earlier(26), city.later(decided, 1))),
        step(case, city.earlier(20), "", partial(_retaliation, case)),
        *(
            step(case, day, who, partial(_follow_up, case, position, who, day))
            for position, who, day in (
                (1, "E-30", max(city.earlier(28), city.later(decided, 1))),
                (2, "E-42", max(city.earlier(25), city.later(decided, 1))),
                (3, "E-30", max(city.earlier(18), city.later(decided, 1))),
            )
        ),
        step(case, city.earlier(10), "E-06", partial(_under_way, case, 4, "E-06")),
    ]


def _provider_objects(case: Case, decided: date, filed: date) -> list[Step]:
    """X-04 objects to the decision by the number of its letter; refused on the eighth hari kerja."""
    city = case.city
    refused = city.later(filed, 8)
    return [
        step(case, filed, "", partial(_file_from_outside, case, decided, filed)),
        step(case, city.later(filed, 1), "E-54", partial(_admit_provider, case, filed)),
        step(case, refused, "", partial(_refuse_provider, case, refused)),
    ]


def _file_from_outside(case: Case, decided: date, day: date) -> None:
    review = _review_of(case)
    letter = next(
        one
        for one in letters_of(Review.__tablename__, [review.id])
        if one.kind is DocumentKind.REVIEW
    )
    with at(day, 10):
        filing.file_from_outside(
            PUBLIC,
            filing.Party(
                "Kartika Ayuningtyas", "Direktur", "CV Contoh Tirta Mulya", "9901010100000104",
                "Jalan Contoh Nomor 104, Kota Contoh", "080000000104",
            ),
            letter.number,
            filing.Wanted(
                "Pekerjaan sudah kami selesaikan sebagian besar sesuai SPK, dan hubungan keluarga"
                " tidak mempengaruhi harga penawaran kami. Mohon SPK dilanjutkan.",
                [Wish.CANCEL], decided,
            ),
        )  # fmt: skip


def _admit_provider(case: Case, filed: date) -> None:
    inspector = officer(case.city, "E-54", Role.INSPECTOR)
    with at(case.city.later(filed, 1), 9):
        objection = _provider_objection(case)
        looks = objection_queries.reviewers_for(inspector, objection)[0]
        admitting.admit(inspector, objection, looks.person_id)


def _refuse_provider(case: Case, day: date) -> None:
    objection = _provider_objection(case)
    reviewer = people.person(objection.reviewer_id or 0)
    if reviewer is None:
        raise LookupError(objection.number)
    with at(day, 11):
        deciding.decide(
            actor_of(reviewer), objection,
            deciding.Ruling(
                ObjectionOutcome.REFUSED,
                "Hubungan keluarga itu diakui dan tidak dinyatakan sebelum SPK ditandatangani;"
                " pekerjaan yang terpasang dibayar menurut perhitungan yang disepakati.",
                "Putusan peninjauan kembali tetap berlaku; pemilihan penyedia diulang.",
            ),
        )  # fmt: skip


def _provider_objection(case: Case) -> Objection:
    found = objection_queries.open_against(Review.__tablename__, _review_of(case).id)
    if found is None:
        raise LookupError(case.number)
    return found


def _ask_reporter(case: Case) -> None:
    examiner = actor_of(case.city.people["E-31"])
    with at(case.after(1), 10):
        examining.ask_reporter(
            examiner, _review_of(case),
            "Kapan dan di mana foto undangan itu Anda lihat, dan siapa saja yang tampak di sana?",
            case.after(2),
        )  # fmt: skip


def _reporter_answers(case: Case) -> None:
    answered(
        case, case.after(1),
        "Saya lihat di media sosial pada bulan Agustus. Direktur itu berdiri di samping PPKom.",
    )  # fmt: skip


def _decide(case: Case, day: date) -> None:
    city = case.city
    with at(day, 11):
        reviewing.decide(
            actor_of(city.people["E-04"]), _review_of(case),
            Decided(
                ruling=Ruling.REDO,
                reason=(
                    "SPK Jalan Melati dihentikan dan pemilihan penyedia diulang pejabat lain, karena"
                    " pejabat yang menandatanganinya mempunyai hubungan keluarga dengan direktur"
                    " penyedia dan tidak menyatakannya lebih dahulu."
                ),
                bases=("PD-1", "PD-2"),
                principles="Kepastian hukum, ketidakberpihakan, dan keterbukaan.",
                considerations={
                    "institution": "Kepercayaan penyedia lain pada pengadaan langsung.",
                    "public": "Jalan tetap diperbaiki, dengan penyedia yang dipilih ulang.",
                },
                to_do=_things_to_do(city, day),
                measures=(
                    Order("TND-D", "Dialihtugaskan dari pekerjaan PPKom.", city.people["E-31"].id),
                    Order("TND-F", "Rujukan kepada pejabat yang berwenang menjatuhkan sanksi."),
                ),
            ),
        )  # fmt: skip


def _things_to_do(city: City, day: date) -> Sequence[ToDo]:
    def until(days_from_now: int) -> date:
        return max(city.day + timedelta(days=days_from_now), day + timedelta(days=1))

    return (
        ToDo("Menghentikan SPK dan memberi tahu penyedia.", city.people["E-30"].id, until(-26),
             "Surat penghentian SPK"),
        ToDo("Memproses alih tugas PPKom Bina Marga.", city.people["E-42"].id, until(-22),
             "Surat perintah alih tugas"),
        ToDo("Menghitung dan menagih kerugian pekerjaan.", city.people["E-30"].id, until(-15),
             "Berita acara perhitungan"),
        ToDo("Memperketat SOP Pengadaan Langsung dengan cek afiliasi.", city.people["E-06"].id,
             until(9), "SOP yang sudah ditetapkan", is_sop=True),
        ToDo("Mengulang pemilihan penyedia Jalan Melati.", city.people["E-08"].id, until(-5),
             "Berita acara pemilihan ulang"),
    )  # fmt: skip


def _follow_up(case: Case, position: int, who: str, day: date) -> None:
    city = case.city
    with at(day, 9):
        row = _review_of(case).follow_ups[position - 1]
        overseeing.prove(
            actor_of(city.people[who]), row,
            Proof("Sudah dilaksanakan, bukti terlampir.", [paper(row.words["proof"], case.number)]),
        )  # fmt: skip
    with at(day, 14):
        overseeing.judge(_inspector(city), row, Judged(True, "Bukti sesuai dengan putusan."))


def _under_way(case: Case, position: int, who: str) -> None:
    with at(case.city.earlier(10), 9):
        row = _review_of(case).follow_ups[position - 1]
        overseeing.begin(actor_of(case.city.people[who]), row)


def _inspector(city: City) -> Actor:
    return officer(city, _HEAD_INSPECTOR, Role.INSPECTOR)


def _retaliation(case: Case) -> None:
    """His shop licence is made difficult; answered within four hours, settled four days later."""
    city = case.city
    day = city.earlier(20)
    with at(day, 9):
        complaint = case.complaint
        row = retaliation.report(
            reporter_of(complaint), complaint,
            retaliation.Told(
                "Perpanjangan izin toko saya dipersulit setelah aduan ini diperiksa; berkas saya"
                " dikembalikan tiga kali dengan alasan berbeda.",
                "petugas yang menerima berkas", happened_on=day - timedelta(days=1),
            ),
        )  # fmt: skip
    with at(day, 13):
        retaliation.respond(
            _inspector(city),
            row,
            "Perpanjangan izin toko diproses petugas lain dan dipantau Inspektorat setiap hari.",
        )
        retaliation.assign(_inspector(city), row, city.people["E-25"].id)
    with at(city.earlier(16), 14):
        retaliation.settle(
            _inspector(city), row, "Izin sudah terbit; petugas diarahkan atasannya.", refer=False
        )

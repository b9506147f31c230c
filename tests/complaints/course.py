"""The course of a complaint after its receipt, step by step, by the people of story 3."""

from datetime import timedelta

from app.attachments.sniffing import judge
from app.complaints.models import Complaint, ObjectKind, Retaliation
from app.complaints.outcomes import Scope
from app.complaints.policy import reporter_of
from app.complaints.services import checking, classifying, retaliation, talking
from app.complaints.services.classifying import Alleged, Finding
from app.core import clock
from app.core.actor import Actor, Role
from app.crosscheck.models import Verdict
from app.crosscheck.services import judging, screening
from app.crosscheck.weighing import matches_of
from app.objections.models import Objection, Outcome, Wish
from app.objections.services import admitting, deciding, filing
from app.objections.services.deciding import Ruling
from app.objections.services.filing import Wanted
from app.reviews.models import Review, Step
from app.reviews.origins import origin_of
from app.reviews.services import concluding, examining, opening, overseeing, reviewing
from app.reviews.services.examining import Answer, Noted
from app.reviews.services.overseeing import Judged, Proof
from tests.attachments import samples
from tests.complaints.stage import actor_of, of
from tests.reviews import stage
from tests.seasons.stage import officer

DESK, INSPECTOR, HEAD = "e57", "e56", "e51"
ACCUSED, DECIDER, EXAMINER, REVIEWER, OWNER = "e32", "e29", "e31", "e04", "e06"
EXTRACT = "Pegawai diduga memenangkan perusahaan milik keluarganya dalam pengadaan langsung."
SURE = "Nama, alamat, dan jabatan sama persis dengan yang dideklarasikan."
QUESTION = "Apa hubungan Anda dengan direktur penyedia, dan mengapa tidak dinyatakan?"
REPLY = "Ia kakak ipar saya. Hubungan itu memang tidak saya nyatakan sebelumnya."
WHY = "Pemeriksa tidak menanyakan saksi yang saya sebut dan tidak melihat tanggal suratnya."
HARM = "Perpanjangan izin toko saya tiba-tiba dipersulit sejak aduan ini diperiksa."
HELP = "Berkas izin dipindahkan ke pejabat lain dan diawasi langsung oleh Inspektorat."


def desk() -> Actor:
    return officer(DESK, Role.INTAKE_OFFICER)


def inspector(code: str = INSPECTOR) -> Actor:
    return officer(code, Role.INSPECTOR)


def talked(complaint: Complaint) -> None:
    """The desk asks, the reporter answers, a note is kept."""
    day = clock.today() + timedelta(days=5)
    asked = talking.ask(
        desk(), complaint, "Kapan foto itu diambil?", needs_answer=True, answer_by=day
    )
    talking.write(reporter_of(complaint), complaint, "Bulan Agustus, di balai desa.", (), asked.id)
    talking.write_note(desk(), complaint, "Bukti foto cukup jelas untuk diperiksa.")


def checked(complaint: Complaint) -> None:
    """Sorted by the desk, cross-checked and called complete by the inspector."""
    classifying.classify(
        desk(), complaint,
        Finding(
            identity_clear=True, has_evidence=True, scope=Scope.YES, subject_id=of(ACCUSED),
            decider_id=of(DECIDER), object_kind=ObjectKind.DECISION,
            decision_on=clock.today() - timedelta(days=30),
            allegations=[Alleged("Memenangkan perusahaan milik ipar.", "BTK-7", "JNS-04", "SBR-3")],
            extract=EXTRACT,
        ),
    )  # fmt: skip
    found = checking.open_check(inspector(), complaint)
    for match in matches_of(found):
        judging.judge(inspector(), found, match, Verdict.NOT_SAME, SURE, confirmed=True)
    screening.save(inspector(), found, code=None)
    classifying.verify(inspector(), complaint)


def sent(complaint: Complaint) -> Review:
    """To the direct superior."""
    offered = origin_of("complaints").offer(inspector(), complaint.id)
    return opening.open_review(inspector(), offered)


def examined(complaint: Complaint, review: Review) -> None:
    """Both sides asked, a visit noted, found true: the minutes are ordered."""
    day = clock.today() + timedelta(days=1)
    who = actor_of(EXAMINER)
    examining.ask_accused(who, review, EXTRACT, QUESTION, day)
    examining.answer(actor_of(ACCUSED), review.questions[-1], Answer(REPLY))
    examining.ask_reporter(who, review, "Siapa saja yang tampak di foto itu?", day)
    asked = complaint.messages[-1]
    talking.write(reporter_of(complaint), complaint, "Direktur dan pejabatnya.", (), asked.id)
    paper = judge("kunjungan.pdf", samples.pdf("Catatan kunjungan"))
    seen = Noted(Step.VISIT, clock.today(), "Dokumen pemilihan diperiksa di kantor dinas.", [paper])
    examining.keep_note(who, review, seen)
    for one in review.allegations:
        examining.save_finding(who, review, one, stage.finding())
    concluding.conclude(who, review, stage.outcome())


def decided(review: Review) -> None:
    """The superior's superior orders the choice to be made again, with a follow-up."""
    reviewing.decide(actor_of(REVIEWER), review, stage.decided_as())


def retaliated(complaint: Complaint) -> Retaliation:
    """Told by the reporter, answered by the Inspektorat."""
    row = retaliation.report(
        reporter_of(complaint), complaint, retaliation.Told(HARM, "petugas loket")
    )
    retaliation.assign(inspector(HEAD), row, of(INSPECTOR))
    retaliation.respond(inspector(), row, HELP)
    retaliation.settle(
        inspector(HEAD), row, "Izinnya sudah terbit; petugas sudah diarahkan.", refer=False
    )
    return row


def objected(complaint: Complaint) -> Objection:
    """The reporter is not content with the outcome; it stands."""
    wanted = Wanted(WHY, [Wish.EXAMINE], clock.today())
    found = filing.file(reporter_of(complaint), "complaints", complaint.id, wanted)
    admitting.admit(inspector(HEAD), found, of("e05"))
    ruling = Ruling(Outcome.REFUSED, WHY + WHY, "Hasil pemeriksaan tetap berlaku.")
    deciding.decide(actor_of("e05"), found, ruling)
    return found


def followed_up(review: Review) -> None:
    """Proven by its owner, verified, and the oversight closed."""
    for row in review.follow_ups:
        owner = actor_of(OWNER)
        overseeing.begin(owner, row)
        proof = judge("bukti.pdf", samples.pdf("Berita acara"))
        overseeing.prove(owner, row, Proof("Pemilihan diulang panitia lain.", [proof]))
        overseeing.judge(inspector(HEAD), row, Judged(enough=True, note="Bukti sesuai."))
    overseeing.close(inspector(HEAD), review)

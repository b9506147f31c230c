"""Who reads the letters and the evidence about a record of each kind."""

from typing import Any

from app.attachments import policy as attachment_policy
from app.complaints.queries import following, protecting
from app.complaints.queries import reading as complaints
from app.core.actor import Actor
from app.core.policy import rule
from app.crosscheck import queries as screenings
from app.departures import queries as departures
from app.disclosures import queries as disclosures
from app.divestments import queries as divestments
from app.documents import policy as document_policy
from app.measures import queries as measures
from app.objections import queries as objections
from app.prechecks import queries as prechecks
from app.recusals import queries as recusals
from app.reviews import queries as case_reviews


@rule("pembaca surat deklarasi")
def reader_of_declaration(actor: Actor, document: Any) -> bool:
    return disclosures.may_read(actor, document.subject_id)


@rule("pembuka cek silang")
def reader_of_screening(actor: Actor, document: Any) -> bool:
    return (
        screenings.may_read(actor, document.subject_id)
        or complaints.may_read_screening(actor, document.subject_id)
        or _reads_case_of(actor, document.subject_id)
    )


def _reads_case_of(actor: Actor, screening_id: int) -> bool:
    """The examiner reads the summary of the cross-check of his case, and nothing besides."""
    complaint_id = complaints.served_by(screening_id)
    return complaint_id is not None and case_reviews.reads_case(actor, "complaints", complaint_id)


@rule("petugas aduan")
def reader_of_complaint(actor: Actor, document: Any) -> bool:
    return complaints.may_read(actor, document.subject_id)


@rule("pelapor, untuk surat yang ditujukan kepadanya")
def reporter_of_letter(actor: Actor, document: Any) -> bool:
    return following.may_download(actor, document)


@rule("pembaca penarikan diri")
def reader_of_recusal(actor: Actor, document: Any) -> bool:
    return recusals.may_read(actor, document.subject_id)


@rule("pembaca keberatan")
def reader_of_objection(actor: Actor, document: Any) -> bool:
    return objections.may_read(actor, document.subject_id)


@rule("pembaca surat pemeriksaan")
def reader_of_review(actor: Actor, document: Any) -> bool:
    return case_reviews.may_read_letter(actor, document)


@rule("pembaca pernyataan akhir jabatan")
def reader_of_departure(actor: Actor, document: Any) -> bool:
    return departures.may_read(actor, document.subject_id)


@rule("pembaca rencana penanganan")
def reader_of_plan(actor: Actor, document: Any) -> bool:
    return measures.may_read_letter(actor, document.subject_id)


@rule("pembaca rujukan")
def reader_of_referral(actor: Actor, document: Any) -> bool:
    return measures.may_read_referral(actor, document.subject_id)


@rule("pembaca surat divestasi")
def reader_of_divestment(actor: Actor, document: Any) -> bool:
    return divestments.may_read(actor, document.subject_id)


@rule("pembaca bukti cek")
def reader_of_precheck(actor: Actor, document: Any) -> bool:
    return prechecks.may_read(actor, document.subject_id)


def _may_see_evidence(actor: Actor, complaint_id: int) -> bool:
    """The office and the reporter; and whoever handles the case that came of the complaint."""
    if following.may_see_evidence(actor, complaint_id):
        return True
    leading = complaints.leading_id(complaint_id)
    return actor.person_id is not None and case_reviews.reads_case(actor, "complaints", leading)


def let_readers_in() -> None:
    """Who reads the letters and the evidence of each kind of record."""
    _show_letters()
    _show_evidence()


def _show_letters() -> None:
    document_policy.register_reader("disclosures", reader_of_declaration)
    document_policy.register_reader("screenings", reader_of_screening)
    document_policy.register_reader("complaints", reader_of_complaint)
    document_policy.register_visitor("complaints", reporter_of_letter)
    document_policy.register_visitor("reviews", reporter_of_letter)
    document_policy.register_visitor("objections", reader_of_objection)
    document_policy.register_reader("departures", reader_of_departure)
    document_policy.register_reader("measures_plans", reader_of_plan)
    document_policy.register_reader("measures_referrals", reader_of_referral)
    document_policy.register_reader("divestments", reader_of_divestment)
    document_policy.register_reader("recusals", reader_of_recusal)
    document_policy.register_reader("objections", reader_of_objection)
    document_policy.register_reader("reviews", reader_of_review)
    document_policy.register_reader("prechecks", reader_of_precheck)


def _show_evidence() -> None:
    attachment_policy.forget_all()
    attachment_policy.register_reader("disclosures", disclosures.may_read)
    attachment_policy.register_reader("measures_reports", measures.may_read_report)
    attachment_policy.register_reader("measures_checks", measures.may_read_check)
    attachment_policy.register_reader("objections", objections.may_read)
    attachment_policy.register_reader("complaints", _may_see_evidence)
    attachment_policy.register_reader("retaliations", protecting.may_read)
    attachment_policy.register_reader("reviews", case_reviews.may_read)
    attachment_policy.register_reader("review_questions", case_reviews.may_read_question)
    attachment_policy.register_reader(
        "review_follow_up_steps", case_reviews.may_read_follow_up_step
    )
    attachment_policy.register_reader("divestments", divestments.may_read)
    attachment_policy.register_reader("divestment_proofs", divestments.may_read_proof)
    attachment_policy.register_reader("duty_reassignments", divestments.may_read_reassignment)

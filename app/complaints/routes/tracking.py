"""S-10 and S-11: one's own complaint behind number and code; nothing of who follows it is shown."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.complaints.forms.tracking import (
    AnswerForm,
    EvidenceForm,
    RatingForm,
    RetaliationForm,
    WithdrawForm,
    WriteForm,
)
from app.complaints.queries import following as queries
from app.complaints.services import following, inquiring, retaliation, talking
from app.complaints.workflow import FLOW
from app.core.actor import Actor
from app.core.errors import NotFound
from app.objections import queries as objections
from app.regulations.pages import pages_in
from app.visits import services as visits
from app.visits.visiting import NOBODY, page, visitor_of
from app.web.forms import went_through
from app.web.guards import public, takes_files
from app.web.views import View

bp = Blueprint("tracking", __name__)
_shown = pages_in("complaints/tracking", **NOBODY)
Record = Any  # a complaint; pages touch no tables
_SAID = {
    "terkirim": _l("Pesan terkirim."),
    "lengkap": _l(
        "Terima kasih, aduan Anda lengkap. Jangka waktu pemeriksaan dihitung lagi penuh."
    ),
    "bukti": _l("Bukti ditambahkan."),
    "cabut": _l("Aduan dicabut."),
    "minta-cabut": _l("Permintaan pencabutan dicatat. Inspektorat dapat melanjutkan pemeriksaan."),
    "nilai": _l("Terima kasih atas penilaian Anda."),
    "balasan": _l("Laporan tindakan balasan diterima. Ditanggapi dalam 1 hari kerja."),
}
_ANSWERS, _WINDOW = 10, visits.WINDOW
_NOT_FOUND = 404


def _visit() -> tuple[Actor, Record]:
    actor = visitor_of(queries.TABLE)
    return actor, queries.complaint_for(actor)


def _back(said: str, to: str = "tracking.show") -> Response:
    return redirect(url_for(to, hasil=said), 303)


def _said() -> Any:
    return _SAID.get(request.args.get("hasil", ""))


@bp.get("/lacak/aduan")
@public
def show() -> View:
    """Where it stands, whose move it is, until when, by which rule (S-10)."""
    actor, complaint = _visit()
    lead = queries.leading(complaint)
    return _shown(
        "show",
        complaint=complaint,
        lead=lead,
        stages=queries.status_line(complaint),
        turn=queries.turn_of(complaint),
        outcome=queries.outcome_of(complaint),
        again=queries.taken_up_again(complaint),
        questions=queries.waiting_questions(complaint),
        openings=queries.openings_for(actor, complaint),
        letters=queries.letters_for(actor, complaint),
        files=queries.evidence_for(actor, complaint),
        infected=queries.infected_for(actor, complaint),
        rating=queries.rating_of(complaint),
        retaliations=queries.retaliations_for(actor, complaint),
        objections=objections.objections_through(actor),
        may_object=_may_object(actor, complaint),
        may_withdraw=_may_withdraw(actor, complaint),
        may_rate=complaint.state in queries.RATED_IN,
        over=complaint.state in queries.ENDED,
        said=_said(),
    )


def _may_object(actor: Actor, complaint: Record) -> bool:
    try:
        objections.decision_for(actor, queries.TABLE, complaint.id)
    except NotFound:
        return False
    return True


def _may_withdraw(actor: Actor, complaint: Record) -> bool:
    return complaint.withdrawal_asked_at is None and (
        FLOW.may(complaint, "withdraw", actor) or FLOW.may(complaint, "ask_withdrawal", actor)
    )


@bp.route("/lacak/aduan/percakapan", methods=["GET", "POST"])
@public
@takes_files
def talk() -> View:
    """The thread; a question is answered where it stands (S-11)."""
    actor, complaint = _visit()
    questions = queries.waiting_questions(complaint)
    form = WriteForm()
    if not form.is_submitted() and questions:
        form.question.data = str(questions[0].id)
    was = complaint.state
    if form.validate_on_submit() and went_through(
        form,
        lambda: talking.write(
            actor, complaint, form.text.data or "", form.evidence.files, form.question_id
        ),
    ):
        return _back("lengkap" if complaint.state is not was else "terkirim", "tracking.talk")
    return _shown(
        "talk", form, complaint=complaint, thread=queries.thread_for(actor, complaint),
        questions=questions, over=complaint.state in queries.ENDED, said=_said(),
    )  # fmt: skip


@bp.route("/lacak/aduan/bukti", methods=["GET", "POST"])
@public
@takes_files
def evidence() -> View:
    actor, complaint = _visit()
    form = EvidenceForm()
    if form.validate_on_submit() and went_through(
        form,
        lambda: following.add_evidence(
            actor, complaint, form.evidence.files, form.caption.data or ""
        ),
    ):
        return _back("bukti")
    return _shown("evidence", form, complaint=complaint)


@bp.route("/lacak/aduan/cabut", methods=["GET", "POST"])
@public
def withdraw() -> View:
    actor, complaint = _visit()
    if not _may_withdraw(actor, complaint):
        raise NotFound("withdraw")
    at_once, form = FLOW.may(complaint, "withdraw", actor), WithdrawForm()
    if form.validate_on_submit() and went_through(
        form, lambda: following.withdraw(actor, complaint, form.reason.data or "")
    ):
        return _back("cabut" if at_once else "minta-cabut")
    return _shown("withdraw", form, complaint=complaint, at_once=at_once)


@bp.route("/lacak/aduan/nilai", methods=["GET", "POST"])
@public
def rate() -> View:
    actor, complaint = _visit()
    if complaint.state not in queries.RATED_IN or queries.rating_of(complaint) is not None:
        raise NotFound("rating")
    form = RatingForm()
    if form.validate_on_submit() and went_through(
        form, lambda: following.rate(actor, complaint, form.number, form.text.data or "")
    ):
        return _back("nilai")
    return _shown("rate", form, complaint=complaint)


@bp.route("/lacak/aduan/balasan", methods=["GET", "POST"])
@public
@takes_files
def retaliated() -> View:
    actor, complaint = _visit()
    form = RetaliationForm()
    if form.validate_on_submit() and went_through(
        form,
        lambda: retaliation.report(actor, complaint, form.as_told()),
    ):
        return _back("balasan")
    return _shown("retaliation", form, complaint=complaint)


# ── a third party, with a link ────────────────────────────────────────────────────────────────


@bp.route("/tanya/<token>", methods=["GET", "POST"])
@public
def inquiry(token: str) -> View:
    """One question and one answer; of what it is about, the page tells nothing."""
    form = AnswerForm()
    try:
        asked = inquiring.open_inquiry(token)
    except NotFound:
        return page("complaints/tracking/inquiry_over.html"), _NOT_FOUND
    if form.validate_on_submit() and went_through(form, lambda: _answer(token, form)):
        return page("complaints/tracking/inquiry_done.html")
    return _shown("inquiry", form, question=asked.question["text"], until=asked.expires_at)


def _answer(token: str, form: AnswerForm) -> None:
    visits.knock("tanya", visitor_ip_hash(), _ANSWERS, _WINDOW)
    inquiring.answer(token, form.text.data or "")

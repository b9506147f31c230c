"""The desk talks with a reporter (S-11), asks third parties, renews a code; protection (§4.13)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.audit.services import record_reading
from app.complaints.forms.tracking import (
    AskForm,
    AssignForm,
    InquiryForm,
    NoteForm,
    ResetForm,
    ResponseForm,
    SettleForm,
    TakeBackForm,
)
from app.complaints.queries import protecting, talking
from app.complaints.services import following, inquiring, retaliation
from app.complaints.services import talking as services
from app.complaints.workflow import RETALIATION_FLOW
from app.core.errors import WrongState
from app.people import queries as people
from app.regulations.pages import pages_in
from app.web.forms import BaseForm, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View

bp = Blueprint("talk", __name__)
Record = Any  # a complaint or a report of retaliation; pages touch no tables
_page = pages_in("complaints/talk")


# S-80, nobody identified yet: the unit is asked who it was, and of the complaint it learns nothing.
_WHO_WAS_IT = _l("Siapa nama pegawai yang bertugas sebagai … di unit Anda pada tanggal …?")


# ── the desk and the reporter ─────────────────────────────────────────────────────────────────


@bp.get("/meja-aduan/<int:complaint_id>/percakapan")
@signed_in
def show(complaint_id: int) -> View:
    """The thread, the notes beside it, the links to third parties."""
    complaint = talking.complaint_for(current_actor(), complaint_id)
    record_reading(current_actor(), complaint, "Membaca percakapan aduan")
    return _talk(complaint)


def _talk(complaint: Record, wrong: BaseForm | None = None, **facts: Any) -> View:
    """The page with the form that is wrong in place of its fresh one."""
    forms = [AskForm(formdata=None), NoteForm(formdata=None), InquiryForm(formdata=None)]
    if request.args.get("tanya") == "orang":
        forms[2] = InquiryForm(formdata=None, data={"question": _WHO_WAS_IT, "days": 3})
    drawn = {
        name: wrong if isinstance(wrong, type(one)) else one
        for name, one in zip(("ask", "note", "inquire"), forms, strict=True)
    }
    return _page(
        "show", wrong, complaint=complaint, talk=talking.talk_for(current_actor(), complaint),
        **drawn, **facts,
    )  # fmt: skip


def _to_talk(complaint_id: int) -> View:
    return redirect(url_for("talk.show", complaint_id=complaint_id), 303)


@bp.post("/meja-aduan/<int:complaint_id>/pesan")
@signed_in
def ask(complaint_id: int) -> View:
    complaint, form = talking.complaint_for(current_actor(), complaint_id), AskForm()
    if form.validate_on_submit() and went_through(
        form,
        lambda: services.ask(
            current_actor(), complaint, form.text.data or "",
            needs_answer=form.needs_answer.data, answer_by=form.answer_by.data,
        ),
    ):  # fmt: skip
        flash(_("Pesan dikirim ke pelapor."), "success")
        return _to_talk(complaint_id)
    return _talk(complaint, form)


@bp.post("/meja-aduan/<int:complaint_id>/catatan")
@signed_in
def note(complaint_id: int) -> View:
    complaint, form = talking.complaint_for(current_actor(), complaint_id), NoteForm()
    if form.validate_on_submit() and went_through(
        form, lambda: services.write_note(current_actor(), complaint, form.note.data or "")
    ):
        flash(_("Catatan internal disimpan."), "success")
        return _to_talk(complaint_id)
    return _talk(complaint, form)


@bp.post("/meja-aduan/<int:complaint_id>/tautan")
@signed_in
def inquire(complaint_id: int) -> View:
    """The link is shown on this answer only; nobody can look it up later."""
    complaint, form = talking.complaint_for(current_actor(), complaint_id), InquiryForm()
    made: list[tuple[Record, str]] = []
    if form.validate_on_submit() and went_through(
        form,
        lambda: made.append(
            inquiring.inquire(
                current_actor(), complaint, form.to.data or "", form.question.data or "",
                form.lasting,
            )
        ),
    ):  # fmt: skip
        inquiry, token = made[0]
        link = url_for("tracking.inquiry", token=token, _external=True)
        return _page("link", complaint=complaint, inquiry=inquiry, link=link)
    return _talk(complaint, form)


@bp.route("/meja-aduan/<int:complaint_id>/tautan/<int:inquiry_id>/cabut", methods=["GET", "POST"])
@signed_in
def take_back(complaint_id: int, inquiry_id: int) -> View:
    """A link is withdrawn before its days are over."""
    actor, form = current_actor(), TakeBackForm()
    complaint = talking.complaint_for(actor, complaint_id)
    inquiry = talking.inquiry_for(actor, complaint, inquiry_id)
    over = inquiring.ended(inquiry)
    if over and request.method == "GET":
        flash(_(over), "warning")
        return _to_talk(complaint_id)
    if form.validate_on_submit() and went_through(
        form,
        lambda: inquiring.withdraw(actor, complaint, inquiry_id, form.reason.data or ""),
        also=(WrongState,),
    ):
        flash(_("Tautan dicabut dan tidak dapat dipakai lagi."), "success")
        return _to_talk(complaint_id)
    return _page("take_back", form, complaint=complaint, inquiry=inquiry)


@bp.route("/meja-aduan/<int:complaint_id>/kode", methods=["GET", "POST"])
@signed_in
def reset(complaint_id: int) -> View:
    """A new code for a reporter who came with his papers; shown on this answer only."""
    complaint, form = talking.complaint_to_reset_for(current_actor(), complaint_id), ResetForm()
    made: list[str] = []
    if form.validate_on_submit() and went_through(
        form,
        lambda: made.append(
            following.reset_code(
                current_actor(), complaint, identity_checked=form.identity_checked.data,
                how=form.how.data or "",
            )
        ),
    ):  # fmt: skip
        return _page("new_code", complaint=complaint, code=made[0])
    return _page("reset", form, complaint=complaint)


# ── retaliation ───────────────────────────────────────────────────────────────────────────────


@bp.get("/tindakan-balasan")
@signed_in
def retaliations() -> View:
    """The reports one may know of; to everybody else the list is empty."""
    asked = request.args.get("status", "")
    states = list(protecting.STATES)
    state = asked if asked in {one.value for one in states} else ""
    found = protecting.retaliations_visible_to(
        current_actor(), state, request.args.get("halaman", 1, type=int)
    )
    return _page("retaliations", found=found, states=states, shown=state)


@bp.get("/tindakan-balasan/<int:retaliation_id>")
@signed_in
def retaliated(retaliation_id: int) -> View:
    row = protecting.retaliation_for(current_actor(), retaliation_id)
    record_reading(current_actor(), row, "Membaca laporan tindakan balasan")
    return _report(row)


def _report(row: Record, wrong: BaseForm | None = None) -> View:
    actor = current_actor()
    forms = [AssignForm(formdata=None), ResponseForm(formdata=None), SettleForm(formdata=None)]
    drawn = {
        name: wrong if isinstance(wrong, type(one)) else one
        for name, one in zip(("assigning", "responding", "settling"), forms, strict=True)
    }
    return _page(
        "retaliation", wrong, row=row, clock=protecting.clock_of(row),
        files=protecting.evidence_for(actor, row),
        moves={one.action for one in RETALIATION_FLOW.moves_open_to(actor, row)},
        may_assign=protecting.may_assign(actor, row), **drawn,
    )  # fmt: skip


def _to_report(retaliation_id: int) -> View:
    return redirect(url_for("talk.retaliated", retaliation_id=retaliation_id), 303)


@bp.post("/tindakan-balasan/<int:retaliation_id>/tugaskan")
@signed_in
def assign(retaliation_id: int) -> View:
    actor, form = current_actor(), AssignForm()
    row = protecting.retaliation_for(actor, retaliation_id)
    if form.validate_on_submit() and went_through(form, lambda: _assigned(form, row)):
        flash(_("Petugas ditunjuk dan diberi tahu."), "success")
        return _to_report(retaliation_id)
    return _report(row, form)


def _assigned(form: AssignForm, row: Record) -> None:
    person = people.picked_for(current_actor(), form.person.data or "", form.person_id.data)
    retaliation.assign(current_actor(), row, person.id if person else None)


@bp.post("/tindakan-balasan/<int:retaliation_id>/tanggapan")
@signed_in
def respond(retaliation_id: int) -> View:
    actor, form = current_actor(), ResponseForm()
    row = protecting.retaliation_for(actor, retaliation_id)
    if form.validate_on_submit() and went_through(
        form, lambda: retaliation.respond(actor, row, form.text.data or "")
    ):
        flash(_("Tanggapan awal dicatat; pelapor dapat membacanya."), "success")
        return _to_report(retaliation_id)
    return _report(row, form)


@bp.post("/tindakan-balasan/<int:retaliation_id>/selesai")
@signed_in
def settle(retaliation_id: int) -> View:
    actor, form = current_actor(), SettleForm()
    row = protecting.retaliation_for(actor, retaliation_id)
    refer = form.result.data == "refer"
    if form.validate_on_submit() and went_through(
        form, lambda: retaliation.settle(actor, row, form.text.data or "", refer=refer)
    ):
        flash(_("Penanganan tindakan balasan diselesaikan."), "success")
        return _to_report(retaliation_id)
    return _report(row, form)

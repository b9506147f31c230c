"""Pages of those who decide: approval, verification, extension, end, register, reassignment (S-72)."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attachments import queries as evidence
from app.core.actor import Role
from app.divestments import exports, queries, wording
from app.divestments.forms import (
    CompletionForm,
    DecisionForm,
    ExtensionAnswerForm,
    ExtensionForm,
    FailureForm,
    FilterForm,
    FindingForm,
    ReassignmentForm,
)
from app.divestments.plans import PlanWanted
from app.divestments.routes.front import page
from app.divestments.services import approving, ending, proving, reassigning, registering
from app.divestments.services.reassigning import OrderWanted
from app.divestments.workflow import FLOW, STEP_FLOW
from app.people.picking import picked
from app.web import downloads
from app.web.forms import BaseForm, went_through
from app.web.guards import current_actor, only, signed_in, takes_files
from app.web.views import View

bp = Blueprint("divestment_decisions", __name__)
_OFFICERS = (Role.HR_OFFICER, Role.INSPECTOR)


def _done(form: BaseForm, divestment_id: int, act: Callable[[], Any], said: str) -> Response | None:
    """Run a use case for a valid form; None when it is refused, with the sentences told."""
    if not went_through(form, act):
        return None
    flash(said, "success")
    return redirect(url_for("divestments.show", divestment_id=divestment_id), 303)


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/divestasi/<int:divestment_id>/putusan", methods=["GET", "POST"])
@signed_in
def decide(divestment_id: int) -> View:
    """The superior, then BKPSDM: approve, or ask for another plan."""
    actor, form = current_actor(), DecisionForm()
    divestment = queries.divestment_for(actor, divestment_id)
    as_superior = FLOW.may(divestment, "endorse", actor)
    agree = approving.endorse if as_superior else approving.approve
    FLOW.check(divestment, "endorse" if as_superior else "approve", actor)
    if form.validate_on_submit():
        words = form.reason.data or ""
        back = form.decision.data == "return"
        answer = _done(
            form, divestment_id,
            lambda: (approving.send_back if back else agree)(actor, divestment, words),
            _("Rencana dikembalikan untuk diubah.") if back else _("Rencana disetujui."),
        )  # fmt: skip
        if answer is not None:
            return answer
    row = queries.interest_of_for(actor, divestment)
    plan = PlanWanted.of(divestment.plan.content if divestment.plan else None)
    return page(
        "decide", form, divestment=divestment, plan=plan, plan_rows=wording.plan_rows(plan),
        title=wording.title_of(row), as_superior=as_superior,
    )  # fmt: skip


# ── steps ─────────────────────────────────────────────────────────────────────────────────────


@bp.route(
    "/divestasi/<int:divestment_id>/langkah/<int:position>/verifikasi", methods=["GET", "POST"]
)
@only(Role.HR_OFFICER)
def verify(divestment_id: int, position: int) -> View:
    """What the evidence of a step is worth."""
    actor, form = current_actor(), FindingForm()
    step = queries.step_for(actor, divestment_id, position)
    STEP_FLOW.check(step, "verify", actor)
    if form.validate_on_submit():
        answer = _done(
            form, divestment_id,
            lambda: proving.judge(actor, step, form.found, form.note.data or ""),
            _("Hasil pemeriksaan disimpan."),
        )  # fmt: skip
        if answer is not None:
            return answer
    proof = step.proofs[-1]
    return page(
        "verify", form, divestment=step.divestment, step=step, proof=proof,
        files=evidence.attachments_of(actor, proof),
    )  # fmt: skip


# ── target and end ────────────────────────────────────────────────────────────────────────────


@bp.route("/divestasi/<int:divestment_id>/perpanjangan", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
def extend(divestment_id: int) -> View:
    """Move the target once, or answer the wish for it."""
    actor = current_actor()
    divestment = queries.divestment_for(actor, divestment_id)
    FLOW.check(divestment, "extend", actor)
    wish = divestment.wish_for_more
    form = ExtensionAnswerForm(data={"until": wish.target_on}) if wish else ExtensionForm()
    refused = isinstance(form, ExtensionAnswerForm) and form.decision.data == "refuse"
    if form.validate_on_submit():
        reason = form.reason.data or ""
        answer = _done(
            form, divestment_id,
            lambda: ending.refuse_more(actor, divestment, reason) if refused
            else ending.extend(actor, divestment, form.until.data, reason),
            _("Perpanjangan ditolak.") if refused else _("Target diperpanjang."),
        )  # fmt: skip
        if answer is not None:
            return answer
    latest = ending.latest_extension(divestment)
    return page("extend", form, divestment=divestment, latest=latest, wish=wish)


@bp.route("/divestasi/<int:divestment_id>/selesai", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
def complete(divestment_id: int) -> View:
    """State that everything is done."""
    actor, form = current_actor(), CompletionForm()
    divestment = queries.divestment_for(actor, divestment_id)
    if divestment.to_family:
        form.recusal.data = "keep"
    if form.validate_on_submit() and went_through(form, lambda: _complete(divestment, form)):
        return redirect(url_for("divestments.show", divestment_id=divestment_id), 303)
    if request.method == "GET":
        FLOW.check(divestment, "complete", actor)
    return page("complete", form, divestment=divestment, progress=wording.progress(divestment))


def _complete(divestment: Any, form: CompletionForm) -> None:
    """And say what became of the recusal: not always what was chosen."""
    ends = form.recusal.data == "end"
    afterwards = ending.complete(
        current_actor(), divestment, end_recusal=ends, note=form.note.data or ""
    )
    flash(_("Divestasi dinyatakan selesai."), "success")
    if afterwards is not None:
        as_chosen = afterwards.value == ("ended" if ends else "kept")
        sentence = _(afterwards.label, number=divestment.recusal_number)
        flash(sentence, "success" if as_chosen else "warning")


@bp.route("/divestasi/<int:divestment_id>/tidak-dilaksanakan", methods=["GET", "POST"])
@signed_in
@takes_files
def fail(divestment_id: int) -> View:
    """The superior states that it is not carried out."""
    actor, form = current_actor(), FailureForm()
    divestment = queries.divestment_for(actor, divestment_id)
    FLOW.check(divestment, "fail", actor)
    if form.validate_on_submit():
        answer = _done(
            form, divestment_id,
            lambda: ending.fail(
                actor, divestment, form.measure.data, form.reason.data or "", form.evidence.files
            ),
            _("Dicatat: divestasi tidak dilaksanakan."),
        )  # fmt: skip
        if answer is not None:
            return answer
    return page("fail", form, divestment=divestment)


# ── register ──────────────────────────────────────────────────────────────────────────────────


@bp.get("/divestasi/register")
@only(*_OFFICERS)
def register() -> View:
    """Every divestment that was sent, narrowed and in pages."""
    actor, form = current_actor(), FilterForm(request.args)
    form.offer([(str(unit.id), unit.name) for unit in queries.units_visible_to(actor)])
    wanted = form.wanted()
    number = request.args.get("halaman", 1, type=int)
    found = queries.register_visible_to(actor, wanted, number)
    return page("register", None, filter=form, found=found, narrowed=any(vars(wanted).values()))


@bp.get("/divestasi/register/unduh.<form>")
@only(*_OFFICERS)
def export(form: str) -> Response:
    """The narrowed register as a file; that it was taken out is written down."""
    actor = current_actor()
    lines = queries.exported_visible_to(actor, FilterForm(request.args).wanted())
    answer = downloads.listed(exports.FILE, lines, "register-divestasi", form)
    registering.note_export(actor, len(lines), form)
    return answer


# ── alih tugas ────────────────────────────────────────────────────────────────────────────────


@bp.get("/divestasi/alih-tugas")
@only(*_OFFICERS)
def reassignments() -> View:
    """Orders of reassignment on record, with their files."""
    actor = current_actor()
    rows = queries.reassignments_visible_to(actor)
    files = evidence.attachments_by_subject(actor, "duty_reassignments", [row.id for row in rows])
    return page("reassignments", rows=rows, files=files, may_record=actor.has(Role.HR_OFFICER))


@bp.route("/divestasi/alih-tugas/baru", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
@takes_files
def reassign() -> View:
    """Record an order of reassignment."""
    actor, form = current_actor(), ReassignmentForm()
    if form.validate_on_submit() and _reassigned(actor, form):
        flash(_("Alih tugas dicatat."), "success")
        return redirect(url_for("divestment_decisions.reassignments"), 303)
    return page("reassign", form)


def _reassigned(actor: Any, form: ReassignmentForm) -> bool:
    wanted = OrderWanted(
        picked(form, "person"), form.number.data or "", form.order_on.data,
        form.note.data or "", form.plan_number.data or "",
    )  # fmt: skip
    return not form.errors and went_through(
        form, lambda: reassigning.record(actor, wanted, form.evidence.files)
    )

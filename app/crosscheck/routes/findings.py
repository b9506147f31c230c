"""S-84: the queue of hints, one hint, what became of it, and how useful the hints were."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.actor import Role
from app.core.errors import WrongState
from app.crosscheck import exports, queries, wording
from app.crosscheck.forms import DecideForm, FindingFilterForm
from app.crosscheck.queries import FindingFilter
from app.crosscheck.services import detecting
from app.crosscheck.workflow import FINDING_FLOW
from app.regulations import queries as regulations
from app.web import downloads
from app.web.forms import went_through
from app.web.guards import current_actor, only
from app.web.views import View

bp = Blueprint("findings", __name__)
inspectors = only(Role.INSPECTOR)


@bp.get("/deteksi")
@inspectors
def index() -> View:
    actor = current_actor()
    form = FindingFilterForm(request.args)
    wanted = _wanted(form)
    page = queries.findings_visible_to(actor, wanted, request.args.get("halaman", 1, type=int))
    return render_template(
        "crosscheck/findings.html", page=page, form=form, wanted=wanted, wording=wording,
        months=queries.precision_visible_to(actor), pack=regulations.pack_on(clock.today()),
        rules=queries.RULES,
    )  # fmt: skip


@bp.get("/deteksi/daftar.<form>")
@inspectors
def export(form: str) -> Response:
    """The narrowed queue as a file; that it was taken is written to the trail."""
    actor = current_actor()
    found = queries.exported_findings_for(actor, _wanted(FindingFilterForm(request.args)))
    answer = downloads.listed(exports.FINDINGS, found, "deteksi", form)
    detecting.note_export(actor, len(found), form)
    return answer


def _wanted(form: FindingFilterForm) -> FindingFilter:
    if not form.validate():
        return FindingFilter()
    return FindingFilter(form.keadaan.data or "", form.aturan.data or "")


@bp.get("/deteksi/<int:finding_id>")
@inspectors
def show(finding_id: int) -> View:
    return _show(finding_id, DecideForm())


def _show(finding_id: int, form: DecideForm) -> View:
    actor = current_actor()
    finding = queries.finding_for(actor, finding_id)
    text = render_template(
        "crosscheck/finding.html", finding=finding, form=form, wording=wording,
        moves={move.action for move in FINDING_FLOW.moves_open_to(actor, finding)},
        pack=regulations.pack_on(clock.today()), about=queries.about_for(actor, finding),
    )  # fmt: skip
    return (text, 422) if form.errors else text


@bp.post("/deteksi/<int:finding_id>/telaah")
@inspectors
def review(finding_id: int) -> View:
    actor = current_actor()
    detecting.review(actor, queries.finding_for(actor, finding_id))
    return redirect(url_for("findings.show", finding_id=finding_id), 303)


@bp.post("/deteksi/<int:finding_id>/klarifikasi")
@inspectors
def ask(finding_id: int) -> View:
    actor = current_actor()
    try:
        detecting.ask(actor, queries.finding_for(actor, finding_id))
        flash(_("Pegawai diminta memeriksa deklarasinya, tanpa menyebut petunjuk ini."), "success")
    except WrongState as refusal:
        flash(_(refusal.message), "info")
    return redirect(url_for("findings.show", finding_id=finding_id), 303)


@bp.post("/deteksi/<int:finding_id>/putus")
@inspectors
def decide(finding_id: int) -> View:
    actor = current_actor()
    finding = queries.finding_for(actor, finding_id)
    form = DecideForm()
    if form.validate_on_submit() and went_through(
        form, lambda: detecting.decide(actor, finding, form.outcome.data, form.reason.data)
    ):
        flash(_("Hasil telaah tercatat."), "success")
        return redirect(url_for("findings.index"), 303)
    return _show(finding_id, form)

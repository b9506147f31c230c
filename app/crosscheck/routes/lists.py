"""Checking a list of vendors or applicants: upload, columns, progress, results, exports."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.core.errors import Invalid, NotAllowed, WrongState
from app.crosscheck import exports, queries, wording
from app.crosscheck.forms import HitFilterForm, SweepChoiceForm, SweepUploadForm
from app.crosscheck.listing import NUMBERS, Layout
from app.crosscheck.queries import HitFilter
from app.crosscheck.services import sweeping
from app.crosscheck.services.sweeping import Choices, ListFile
from app.web import downloads, spreadsheets
from app.web.forms import result_of
from app.web.guards import current_actor, only
from app.web.views import View

bp = Blueprint("lists", __name__)
inspectors = only(Role.INSPECTOR)


@bp.get("/cek-daftar")
@inspectors
def index() -> View:
    sweeps = queries.sweeps_visible_to(current_actor())
    return render_template(
        "crosscheck/lists.html", sweeps=sweeps, stale={s.id: queries.is_stale(s) for s in sweeps}
    )


@bp.route("/cek-daftar/baru", methods=["GET", "POST"])
@inspectors
def upload() -> View:
    form = SweepUploadForm()
    if form.validate_on_submit():
        sent = form.file.data
        with sent.stream:
            content = sent.read(sweeping.MOST_BYTES + 1)
        file = ListFile(sent.filename or "", content, form.title.data or "", form.reason.data or "")
        sweep = result_of(form, lambda: sweeping.upload(current_actor(), file), beside="file")
        if sweep is not None:
            return redirect(url_for("lists.show", sweep_id=sweep.id), 303)
    text = render_template("crosscheck/list_upload.html", form=form)
    return (text, 422) if form.errors else text


@bp.get("/cek-daftar/<int:sweep_id>")
@inspectors
def show(sweep_id: int) -> View:
    actor = current_actor()
    sweep = queries.sweep_for(actor, sweep_id)
    if sweep.state.value == "uploaded":
        layout = sweeping.layout_for(actor, sweep)
        return _preview(sweep, layout, _choice_form(layout))
    if sweep.state.value == "dropped":
        return redirect(url_for("lists.index"), 303)
    form = HitFilterForm(request.args)
    wanted = _wanted(form)
    page = queries.hits_visible_to(actor, sweep, wanted, request.args.get("halaman", 1, type=int))
    return render_template(
        "crosscheck/list.html", sweep=sweep, page=page, form=form, wanted=wanted, wording=wording,
        stale=queries.is_stale(sweep),
    )  # fmt: skip


def _wanted(form: HitFilterForm) -> HitFilter:
    return HitFilter(form.kuat.data or "") if form.validate() else HitFilter()


def _choice_form(layout: Layout) -> SweepChoiceForm:
    guessed = {name: str(at) for name, at in layout.guessed.items()}
    form = SweepChoiceForm(data=guessed)
    form.offer(layout.columns)
    if request.method == "GET":
        for name, at in guessed.items():
            form[name].data = at
    return form


def _preview(sweep: Any, layout: Layout, form: SweepChoiceForm) -> View:
    text = render_template("crosscheck/list_preview.html", sweep=sweep, layout=layout, form=form)
    return (text, 422) if form.errors else text


@bp.post("/cek-daftar/<int:sweep_id>/mulai")
@inspectors
def start(sweep_id: int) -> View:
    actor = current_actor()
    sweep = queries.sweep_for(actor, sweep_id)
    layout = sweeping.layout_for(actor, sweep)
    form = _choice_form(layout)
    if form.validate_on_submit():
        try:
            sweeping.start(actor, sweep, _chosen(form))
        except (Invalid, NotAllowed) as refusal:
            form.tell(getattr(refusal, "fields", None) or {"name": refusal.message})
        else:
            flash(_("Daftar sedang dicek. Halaman ini boleh ditutup."), "success")
            return redirect(url_for("lists.show", sweep_id=sweep_id), 303)
    return _preview(sweep, layout, form)


def _chosen(form: SweepChoiceForm) -> Choices:
    columns = {name: int(form[name].data) for name in ("name", *NUMBERS) if form[name].data}
    return Choices(columns, form.kind.data, form.watched.data)


@bp.post("/cek-daftar/<int:sweep_id>/batal")
@inspectors
def drop(sweep_id: int) -> View:
    actor = current_actor()
    sweeping.drop(actor, queries.sweep_for(actor, sweep_id))
    flash(_("Daftar dibatalkan dan berkasnya dihapus."), "success")
    return redirect(url_for("lists.index"), 303)


@bp.post("/cek-daftar/<int:sweep_id>/ulang")
@inspectors
def again(sweep_id: int) -> View:
    actor = current_actor()
    try:
        sweeping.check_again(actor, queries.sweep_for(actor, sweep_id))
        flash(_("Daftar dicek lagi."), "success")
    except WrongState as refusal:
        flash(_(refusal.message), "info")
    return redirect(url_for("lists.show", sweep_id=sweep_id), 303)


@bp.post("/cek-daftar/<int:sweep_id>/pantau")
@inspectors
def watch(sweep_id: int) -> View:
    actor = current_actor()
    watched = request.form.get("pantau") == "ya"
    sweeping.set_watched(actor, queries.sweep_for(actor, sweep_id), watched)
    flash(_("Pemantauan diperbarui."), "success")
    return redirect(url_for("lists.show", sweep_id=sweep_id), 303)


@bp.get("/cek-daftar/<int:sweep_id>/hasil.csv")
@inspectors
def as_csv(sweep_id: int) -> Response:
    lines, number = _exported(sweep_id)
    return downloads.attached(exports.HITS.as_csv(lines), spreadsheets.CSV, f"{number}.csv")


@bp.get("/cek-daftar/<int:sweep_id>/hasil.xlsx")
@inspectors
def as_xlsx(sweep_id: int) -> Response:
    lines, number = _exported(sweep_id)
    return downloads.attached(exports.HITS.as_xlsx(lines), spreadsheets.XLSX, f"{number}.xlsx")


def _exported(sweep_id: int) -> tuple[Any, str]:
    actor = current_actor()
    sweep = queries.sweep_for(actor, sweep_id)
    number = sweep.number
    lines = queries.exported_hits_for(actor, sweep, _wanted(HitFilterForm(request.args)))
    rows = list(lines)
    sweeping.record_export(actor, sweep, len(rows))
    return rows, number

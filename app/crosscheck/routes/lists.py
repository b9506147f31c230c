"""Checking a list of vendors or applicants: upload, columns, progress, results, exports."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.core.errors import Invalid, NotAllowed, WrongState
from app.crosscheck import exports, queries, wording
from app.crosscheck.forms import HeadingForm, HitFilterForm, SweepChoiceForm, SweepUploadForm
from app.crosscheck.listing import NUMBERS, heading_value
from app.crosscheck.queries import HitFilter
from app.crosscheck.services import sweeping
from app.crosscheck.services.sweeping import Choices, ListFile, Preview
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
        "crosscheck/lists.html", sweeps=sweeps, stale=queries.stale_among(sweeps)
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
        preview = sweeping.preview_for(actor, sweep, request.args.get("judul", ""))
        return _preview(sweep, preview, _choice_form(preview))
    if sweep.state.value == "dropped":
        return redirect(url_for("lists.index"), 303)
    form = _filter_form()
    wanted = _wanted(form)
    page = queries.hits_visible_to(actor, sweep, wanted, request.args.get("halaman", 1, type=int))
    return render_template(
        "crosscheck/list.html", sweep=sweep, page=page, form=form, wanted=wanted, wording=wording,
        kept=_kept(wanted), stale=bool(queries.stale_among([sweep])), waiting=queries.waits_for_index(sweep),
    )  # fmt: skip


def _filter_form() -> HitFilterForm:
    form = HitFilterForm(request.args)
    form.offer([(str(unit.id), unit.name) for unit in queries.units_offered_to(current_actor())])
    return form


def _wanted(form: HitFilterForm) -> HitFilter:
    if not form.validate():
        return HitFilter()
    return HitFilter(
        form.kuat.data or "", form.penilaian.data or "", form.pemilik.data or "",
        int(form.unit.data) if form.unit.data else None,
    )  # fmt: skip


def _kept(wanted: HitFilter) -> dict[str, str | int]:
    """The filter as its addresses carry it."""
    words = {"kuat": wanted.strength, "penilaian": wanted.judged, "pemilik": wanted.owner}
    kept: dict[str, str | int] = {name: word for name, word in words.items() if word}
    return kept | ({"unit": wanted.unit_id} if wanted.unit_id is not None else {})


def _choice_form(preview: Preview) -> SweepChoiceForm:
    layout = preview.layout
    guessed = {name: str(at) for name, at in layout.guessed.items()}
    form = SweepChoiceForm(data={**guessed, "heading": heading_value(layout.heading)})
    form.offer(layout.columns)
    return form


def _preview(sweep: Any, preview: Preview, form: SweepChoiceForm) -> View:
    rows = HeadingForm()
    rows.offer(preview.layout.rows, heading_value(preview.layout.heading))
    text = render_template(
        "crosscheck/list_preview.html", sweep=sweep, layout=preview.layout, survey=preview.survey,
        remarks=preview.remarks, form=form, rows=rows, wording=wording,
    )  # fmt: skip
    return (text, 422) if form.errors else text


@bp.post("/cek-daftar/<int:sweep_id>/mulai")
@inspectors
def start(sweep_id: int) -> View:
    actor = current_actor()
    sweep = queries.sweep_for(actor, sweep_id)
    preview = sweeping.preview_for(actor, sweep, request.form.get("heading", ""))
    form = _choice_form(preview)
    if form.validate_on_submit():
        try:
            sweeping.start(actor, sweep, _chosen(form))
        except (Invalid, NotAllowed) as refusal:
            form.tell(getattr(refusal, "fields", None) or {"name": refusal.message})
        else:
            flash(_("Daftar sedang dicek. Halaman ini boleh ditutup."), "success")
            return redirect(url_for("lists.show", sweep_id=sweep_id), 303)
    return _preview(sweep, preview, form)


def _chosen(form: SweepChoiceForm) -> Choices:
    columns = {name: int(form[name].data) for name in ("name", *NUMBERS) if form[name].data}
    return Choices(columns, form.kind.data, form.watched.data, form.heading.data or "")


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
    lines = queries.exported_hits_for(actor, sweep, _wanted(_filter_form()))
    rows = list(lines)
    sweeping.record_export(actor, sweep, len(rows))
    return rows, number

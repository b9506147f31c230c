"""Pages of a staff file: upload, columns and preview, confirmation, report, rejected lines."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.people import columns, queries, services, staff_file
from app.people.forms import UploadForm, choices_form, chosen_columns
from app.people.importer import Judgement, Verdict
from app.people.routes import admin, form_page
from app.web import downloads, spreadsheets
from app.web.forms import result_of
from app.web.guards import current_actor, repeatable
from app.web.views import View, noted_lines

bp = Blueprint("staff_imports", __name__)

_SAMPLE = 5


@bp.route("/admin/pegawai/impor", methods=["GET", "POST"])
@admin
def upload() -> View:
    actor = current_actor()
    form = UploadForm()
    if form.validate_on_submit():
        sent = form.file.data
        with sent.stream:
            file = services.StaffFile(sent.filename or "", sent.read(staff_file.MAX_BYTES + 1))
        batch = result_of(form, lambda: services.upload_staff_file(actor, file), beside="file")
        if batch is not None:
            return redirect(url_for("staff_imports.preview", uid=batch.uid), 303)
    return form_page("upload", form, imports=queries.imports_visible_to(actor))


@bp.get("/admin/pegawai/impor/<uid>")
@admin
def preview(uid: str) -> View:
    actor = current_actor()
    batch = queries.batch_for(actor, uid)
    if services.is_imported(batch):
        return redirect(url_for("staff_imports.report", uid=uid), 303)
    layout = services.layout_of_upload(actor, batch)
    return _preview(uid, layout, _form_for(uid, layout))


@bp.post("/admin/pegawai/impor/<uid>/kolom")
@admin
@repeatable
def choose(uid: str) -> View:
    actor = current_actor()
    batch = queries.batch_for(actor, uid)
    layout = services.layout_of_upload(actor, batch)
    form = _form_for(uid, layout)
    if not form.validate_on_submit():
        return _preview(uid, layout, form)
    choices = services.ImportChoices(
        chosen_columns(form), form.effective_on.data, form.complete.data
    )
    services.choose_for_import(actor, batch, choices)
    return redirect(url_for("staff_imports.preview", uid=uid), 303)


@bp.post("/admin/pegawai/impor/<uid>/simpan")
@admin
def confirm(uid: str) -> View:
    actor = current_actor()
    batch = queries.batch_for(actor, uid)
    services.confirm_import(actor, batch)
    flash(_("Berkas sudah diimpor."), "success")
    return redirect(url_for("staff_imports.report", uid=uid), 303)


@bp.post("/admin/pegawai/impor/<uid>/batal")
@admin
def drop(uid: str) -> Response:
    services.drop_upload(current_actor(), queries.batch_for(current_actor(), uid))
    flash(_("Berkas dibatalkan dan sudah dihapus. Tidak ada data yang berubah."), "success")
    return redirect(url_for("staff_imports.upload"), 303)


@bp.get("/admin/pegawai/impor/<uid>/laporan")
@admin
def report(uid: str) -> View:
    batch = queries.batch_for(current_actor(), uid)
    if not services.is_imported(batch):
        return redirect(url_for("staff_imports.preview", uid=uid), 303)
    found: dict[str, Any] = batch.report
    return render_template(
        "people/report.html", batch=batch, report=found, **noted_lines(found["noted"])
    )


@bp.get("/admin/pegawai/impor/<uid>/ditolak.csv")
@admin
def rejected(uid: str) -> Response:
    actor = current_actor()
    batch = queries.batch_for(actor, uid)
    noted = (
        batch.report["noted"]
        if services.is_imported(batch)
        else services.noted_lines(services.preview_import(actor, batch))
    )
    rows = (
        (str(line["line"]), _kept_whole(line["nip"]), line["name"], line["reason"])
        for line in noted
        if line["verdict"] == Verdict.REJECT.value
    )
    text = spreadsheets.as_csv((_("Baris"), _("NIP"), _("Nama"), _("Alasan")), rows)
    return downloads.attached(text, spreadsheets.CSV, "baris-ditolak.csv")


def _kept_whole(nip: str) -> str:
    """An NIP that no spreadsheet rounds as if it were an amount."""
    return f"'{nip}" if nip.isdigit() else nip


def _form_for(uid: str, layout: columns.Layout) -> Any:
    choices = services.choices_of(queries.batch_for(current_actor(), uid))
    return choices_form(layout, effective_on=choices.effective_on, complete=choices.complete)


def _preview(uid: str, layout: columns.Layout, form: Any) -> View:
    batch = queries.batch_for(current_actor(), uid)
    judged: Judgement | None = None
    missing = columns.missing(layout)
    if not missing:
        judged = services.preview_import(current_actor(), batch)
    return form_page(
        "preview", form, batch=batch, layout=layout, missing=missing, judged=judged,
        counts=services.report_of(judged) if judged else {}, labels=columns.LABELS,
        sample=judged.accepted[:_SAMPLE] if judged else [],
        **noted_lines(services.noted_lines(judged) if judged else []),
    )  # fmt: skip

"""Pages of a list of matters: upload, columns and preview, confirmation, report."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.core.errors import Invalid, NotAllowed
from app.matters import queries
from app.matters.forms import UploadForm, chosen_columns, column_form
from app.matters.listing import LABELS, Layout
from app.matters.routes.front import page
from app.matters.services import importing
from app.people import staff_file
from app.web.forms import result_of
from app.web.guards import current_actor, only, repeatable
from app.web.incoming import record_number_or_none
from app.web.views import View, noted_lines

bp = Blueprint("matter_imports", __name__)
clerks = only(Role.REGISTRAR)


@bp.route("/urusan/impor", methods=["GET", "POST"])
@clerks
def upload() -> View:
    actor, form = current_actor(), UploadForm()
    form.offer([(unit.id, unit.name) for unit in queries.units_offered_to(actor)])
    if form.validate_on_submit():
        sent = form.file.data
        with sent.stream:
            file = importing.ListFile(sent.filename or "", sent.read(staff_file.MAX_BYTES + 1))
        unit_id = record_number_or_none(form.unit.data) or 0
        batch = result_of(form, lambda: importing.upload(actor, file, unit_id), also=(NotAllowed,))
        if batch is not None:
            return redirect(url_for("matter_imports.show", uid=batch.uid), 303)
    return page("upload", form, imports=queries.imports_visible_to(actor))


@bp.get("/urusan/impor/<uid>")
@clerks
def show(uid: str) -> View:
    """The preview while it waits, the report afterwards."""
    batch = queries.import_for(current_actor(), uid)
    if importing.is_imported(batch):
        return page(
            "report", None, batch=batch, report=batch.report, **noted_lines(batch.report["noted"])
        )
    if not importing.is_waiting(batch):
        return redirect(url_for("matter_imports.upload"), 303)
    layout = importing.layout_of(batch)
    return _preview(batch, layout, column_form(layout))


@bp.post("/urusan/impor/<uid>/kolom")
@clerks
@repeatable
def choose(uid: str) -> View:
    actor = current_actor()
    batch = queries.import_for(actor, uid)
    layout = importing.layout_of(batch)
    form = column_form(layout)
    if not form.validate_on_submit():
        return _preview(batch, layout, form)
    importing.choose(actor, batch, chosen_columns(form))
    return redirect(url_for("matter_imports.show", uid=uid), 303)


@bp.post("/urusan/impor/<uid>/simpan")
@clerks
def confirm(uid: str) -> Response:
    actor = current_actor()
    importing.confirm(actor, queries.import_for(actor, uid))
    flash(_("Daftar urusan sudah diimpor."), "success")
    return redirect(url_for("matter_imports.show", uid=uid), 303)


@bp.post("/urusan/impor/<uid>/batal")
@clerks
def drop(uid: str) -> Response:
    actor = current_actor()
    importing.drop(actor, queries.import_for(actor, uid))
    flash(_("Berkas dibatalkan dan sudah dihapus. Tidak ada data yang berubah."), "success")
    return redirect(url_for("matter_imports.upload"), 303)


def _preview(batch: Any, layout: Layout, form: Any) -> View:
    report: dict[str, Any] = {}
    problem = ""
    if not layout.missing:
        try:
            report = importing.report_of(importing.preview(current_actor(), batch))
        except Invalid as refusal:
            problem = refusal.message
    return page(
        "preview", form, batch=batch, missing=layout.missing, report=report, problem=problem,
        labels=LABELS, **noted_lines(report.get("noted", [])),
    )  # fmt: skip

"""The office's list of other names of bodies: read, enter, strike, take out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.crosscheck import exports, queries
from app.crosscheck.forms import OtherNameFilterForm, OtherNameForm, StrikeForm
from app.crosscheck.services import other_names
from app.web import downloads
from app.web.forms import went_through
from app.web.guards import current_actor, only
from app.web.views import View

bp = Blueprint("other_names", __name__)
searchers = only(Role.INSPECTOR, Role.INTAKE_OFFICER)
inspectors = only(Role.INSPECTOR)


@bp.get("/cek-silang/nama-lain")
@searchers
def index() -> View:
    actor = current_actor()
    form = OtherNameFilterForm(request.args)
    sought = _sought(form)
    page = queries.other_names_visible_to(actor, sought, request.args.get("halaman", 1, type=int))
    return render_template(
        "crosscheck/other_names.html", page=page, form=form, sought=sought,
        may_change=queries.may_change_other_names(actor),
    )  # fmt: skip


def _sought(form: OtherNameFilterForm) -> str:
    return (form.cari.data or "") if form.validate() else ""


@bp.route("/cek-silang/nama-lain/baru", methods=["GET", "POST"])
@inspectors
def add() -> View:
    form = OtherNameForm()
    if form.validate_on_submit() and went_through(
        form,
        lambda: other_names.add(
            current_actor(), form.name.data or "", form.other.data or "", form.source.data or ""
        ),
    ):
        flash(_("Nama lain tercatat. Pencarian berikutnya memakainya."), "success")
        return redirect(url_for("other_names.index"), 303)
    text = render_template("crosscheck/other_name_new.html", form=form)
    return (text, 422) if form.errors else text


@bp.route("/cek-silang/nama-lain/<int:entry_id>/coret", methods=["GET", "POST"])
@inspectors
def strike(entry_id: int) -> View:
    actor = current_actor()
    entry = queries.other_name_for(actor, entry_id)
    form = StrikeForm()
    if form.validate_on_submit() and went_through(
        form, lambda: other_names.strike(actor, entry, form.reason.data or "")
    ):
        flash(_("Nama lain dicoret dan tidak dipakai lagi."), "success")
        return redirect(url_for("other_names.index"), 303)
    text = render_template("crosscheck/other_name_strike.html", form=form, entry=entry)
    return (text, 422) if form.errors else text


@bp.get("/cek-silang/nama-lain/daftar.<form>")
@searchers
def export(form: str) -> Response:
    """The narrowed list as a file; that it was taken is written to the trail."""
    actor = current_actor()
    entries = queries.exported_other_names_for(actor, _sought(OtherNameFilterForm(request.args)))
    answer = downloads.listed(exports.OTHER_NAMES, entries, "nama-lain", form)
    other_names.note_export(actor, len(entries), form)
    return answer

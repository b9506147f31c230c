"""S-40: an employee reports his own conflict, somebody else's, or that he is retaliated against."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from app.complaints.forms.reporting import AboutWhomForm
from app.complaints.forms.tracking import EmployeeRetaliationForm
from app.complaints.queries import protecting
from app.complaints.services import retaliation
from app.core import policy
from app.core.errors import Invalid
from app.people import queries as people
from app.web.forms import went_through
from app.web.guards import current_actor, repeatable, signed_in, takes_files
from app.web.views import View, pages_in

bp = Blueprint("reporting", __name__)
_page = pages_in("complaints")


@bp.route("/laporkan", methods=["GET", "POST"])
@signed_in
@repeatable
def about_whom() -> View:
    """Oneself: an incident report. Somebody else: a complaint with the same protection as anybody's."""
    form = AboutWhomForm()
    if form.validate_on_submit():
        mine = form.tentang.data == "saya"
        goal = "disclosures.report_incident" if mine else "portal.as_employee"
        return redirect(url_for(goal), 303)
    may_tell = policy.can(current_actor(), "retaliation.report")
    return _page("about_whom", form, may_tell=may_tell)


@bp.get("/laporkan/tindakan-balasan")
@signed_in
def my_retaliations() -> View:
    """What one reported oneself, and how one is protected."""
    return _page("my_retaliations", rows=protecting.own_for(current_actor()))


@bp.route("/laporkan/tindakan-balasan/baru", methods=["GET", "POST"])
@signed_in
@takes_files
def retaliated() -> View:
    """§4.13, for employees and witnesses: no complaint is needed."""
    actor, form = current_actor(), EmployeeRetaliationForm()
    if form.validate_on_submit() and went_through(
        form, lambda: retaliation.report_as_employee(actor, form.as_told(_picked(form)))
    ):
        flash(_("Laporan diterima. Tanggapannya tampak di halaman ini."), "success")
        return redirect(url_for("reporting.my_retaliations"), 303)
    return _page("retaliation_by_employee", form)


def _picked(form: EmployeeRetaliationForm) -> int | None:
    """The colleague meant, when exactly one is; other words are kept as they were typed."""
    try:
        found = people.picked_for(current_actor(), form.who.data or "", form.who_id.data)
    except Invalid:
        return None
    return found.id if found is not None else None

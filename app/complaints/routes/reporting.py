"""S-40: an employee reports his own conflict, or somebody else's."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.complaints.forms.portal import AboutWhomForm
from app.web.guards import repeatable, signed_in

bp = Blueprint("reporting", __name__)
_UNPROCESSABLE = 422


@bp.route("/laporkan", methods=["GET", "POST"])
@signed_in
@repeatable
def about_whom() -> str | Response | tuple[str, int]:
    """Oneself: an incident report. Somebody else: a complaint with the same protection as anybody's."""
    form = AboutWhomForm()
    if form.validate_on_submit():
        mine = form.tentang.data == "saya"
        goal = "disclosures.report_incident" if mine else "portal.as_employee"
        return redirect(url_for(goal), 303)
    status = _UNPROCESSABLE if form.errors else 200
    return render_template("complaints/about_whom.html", form=form), status

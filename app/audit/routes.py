"""S-97: who did what, when and why, without content."""

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.audit import exports, queries, services
from app.audit.forms import LogFilterForm
from app.audit.queries import Filter
from app.core.actor import Role
from app.web import downloads, spreadsheets
from app.web.guards import current_actor, only

bp = Blueprint("audit", __name__)


@bp.get("/admin/log")
@only(Role.ADMIN, Role.INSPECTOR)
def index() -> Response:
    form = _form()
    valid = form.validate()
    wanted = _wanted(form) if valid else Filter()
    page = queries.log_visible_to(current_actor(), wanted, request.args.get("halaman", 1, type=int))
    sent = {name: value for name, value in request.args.items() if name != "halaman"}
    shown = render_template(
        "audit/index.html", form=form, page=page, sent=sent, numbered=_numbered()
    )
    return make_response(shown, 200 if valid else 422)


@bp.get("/admin/log.csv")
@only(Role.ADMIN, Role.INSPECTOR)
def export() -> Response:
    form = _form()
    lines = queries.export_for(current_actor(), _wanted(form) if form.validate() else Filter())
    text = exports.as_csv(lines, numbered=_numbered())
    services.record_export(current_actor(), len(lines))
    return downloads.attached(text, spreadsheets.CSV, "log-akses.csv")


def _numbered() -> bool:
    """Whether this keeper sees the entries' numbers: a gap in them would betray a hidden record."""
    return current_actor().has(Role.ADMIN)


def _form() -> LogFilterForm:
    form = LogFilterForm(request.args)
    titles = [(action, _(title)) for action, title in queries.actions_for(current_actor())]
    form.tindakan.choices = [("", _("Semua tindakan")), *titles]
    return form


def _wanted(form: LogFilterForm) -> Filter:
    return Filter(
        since=form.dari.data,
        until=form.sampai.data,
        person=form.pegawai.data or "",
        action=form.tindakan.data or "",
    )

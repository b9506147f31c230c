"""Pages of mail for the administrator: how it goes, what failed, and a message to try it out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.core.errors import Invalid
from app.mail import office, queries, services
from app.web.guards import current_actor, only

bp = Blueprint("mail", __name__)
keepers = only(Role.ADMIN)


@bp.get("/admin/surel")
@keepers
def index() -> str:
    chosen = request.args.get("status", "")
    state = next((one for one in queries.STATES if one.value == chosen), None)
    number = request.args.get("halaman", 1, type=int)
    found = queries.log_visible_to(current_actor(), state, number)
    choices = [("", _("Semua")), *((one.value, _(one.label)) for one in queries.STATES)]
    return render_template(
        "mail/index.html", log=found, state=state, states=queries.STATES, choices=choices,
        on=office.mail_is_on(),
    )  # fmt: skip


@bp.post("/admin/surel/<int:message_id>/kirim-lagi")
@keepers
def send_again(message_id: int) -> Response:
    services.send_again(current_actor(), message_id)
    flash(_("Surel itu akan dikirim lagi."), "success")
    return redirect(url_for("mail.index"), 303)


@bp.post("/admin/surel/uji")
@keepers
def try_out() -> Response:
    try:
        services.try_out(current_actor())
    except Invalid as refusal:
        flash(_(refusal.message), "error")
    else:
        flash(_("Surel uji dikirim ke alamat Anda. Lihat hasilnya di daftar ini."), "success")
    return redirect(url_for("mail.index"), 303)

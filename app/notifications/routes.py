"""The inbox: unread first; opening a line marks it read and goes where it points."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.notifications import queries, services
from app.web.guards import current_actor, repeatable, signed_in

bp = Blueprint("notifications", __name__)


@bp.get("/pemberitahuan")
@signed_in
def index() -> str:
    page = queries.notices_visible_to(current_actor(), request.args.get("halaman", 1, type=int))
    return render_template("notifications/index.html", page=page)


@bp.post("/pemberitahuan/<int:notice_id>/buka")
@signed_in
@repeatable
def open_notice(notice_id: int) -> Response:
    notice = services.mark_read(current_actor(), notice_id)
    return redirect(notice.link or url_for("notifications.index"), 303)


@bp.post("/pemberitahuan/<int:notice_id>/dibaca")
@signed_in
@repeatable
def mark_read(notice_id: int) -> Response:
    services.mark_read(current_actor(), notice_id)
    return redirect(url_for("notifications.index"), 303)


@bp.post("/pemberitahuan/dibaca")
@signed_in
@repeatable
def mark_all_read() -> Response:
    services.mark_all_read(current_actor())
    flash(_("Semua pemberitahuan sudah ditandai dibaca."), "success")
    return redirect(url_for("notifications.index"), 303)

"""S-62: nil statements confirmed together; those with a hint are opened one by one."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField

from app.accounts.dialogue import signed
from app.core import clock
from app.disclosures import renewal
from app.disclosures.routes.front import bp, clocks_of, pack_now, page
from app.disclosures.services import clearing
from app.people import queries as people
from app.web.forms import BaseForm, Filled, result_of
from app.web.guards import current_actor, signed_in
from app.web.views import View


class BulkForm(BaseForm):
    """The signature over the ticked ones; which are ticked comes with the rows."""

    password = PasswordField(
        _l("Kata sandi Anda"),
        validators=[Filled(_l("Isi kata sandi Anda."))],
        description=_l("Kata sandi menggantikan tanda tangan Anda."),
    )


@bp.route("/tinjauan/nihil", methods=["GET", "POST"])
@signed_in
def nil_box() -> View:
    """Every nil statement waiting for this superior; ticked in advance where nothing speaks up."""
    actor, form = current_actor(), BulkForm()
    rows = renewal.nil_waiting_visible_to(actor)
    chosen = _chosen(rows)
    if form.validate_on_submit() and _confirmed(form, chosen):
        return redirect(url_for("disclosures.review_box"), 303)
    return page(
        "nil_box",
        form,
        rows=rows,
        chosen=chosen,
        clocks=clocks_of([row.disclosure for row in rows]),
        posts=people.posts_of([row.disclosure.person_id for row in rows], clock.today()),
        pack=pack_now(),
    )


def _chosen(rows: list[Any]) -> list[int]:
    """The ticked ones; before anything was sent, all without a hint."""
    free = [row.disclosure.id for row in rows if not row.hint]
    if request.method != "POST":
        return free
    return [one for one in free if str(one) in request.form.getlist("pilih")]


def _confirmed(form: BulkForm, chosen: list[int]) -> bool:
    if not signed(form, _("Kata sandi tidak cocok. Belum ada yang dikonfirmasi.")):
        return False
    count = result_of(form, lambda: clearing.confirm_nil(current_actor(), chosen))
    if count is None:
        return False
    flash(_("%(n)s pernyataan nihil dicatat.", n=count), "success")
    return True

"""Pages of the second factor: the code after the password, setting up, recovery codes, turning off."""

import segno
from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import factor, queries, services, sessions
from app.accounts.dialogue import confirmed, page
from app.accounts.forms import CareForm, FirstCodeForm, SecondStepForm
from app.accounts.identity import HalfWay, SignedIn
from app.accounts.paths import own_path
from app.core.errors import WrongState
from app.web.forms import result_of
from app.web.guards import current_actor, public, signed_in
from app.web.views import View

bp = Blueprint("second_factor", __name__)
_HALF_WAY = "half_way"


def enter(who: SignedIn | HalfWay, goal: str) -> Response:
    """Sign this browser in, or ask for the code first."""
    if isinstance(who, SignedIn):
        sessions.start(who)
        return redirect(goal, 303)
    own = sessions.current()
    own.clear()
    own.renew()
    own[_HALF_WAY] = [who.account_id, who.mark, who.until]
    return redirect(url_for("second_factor.ask", next=goal), 303)


@bp.route("/masuk/kode", methods=["GET", "POST"])
@public
def ask() -> View:
    """The second step of signing in. Whoever did not take the first one starts there."""
    found = sessions.current().get(_HALF_WAY)
    if found is None:
        return redirect(url_for("accounts.sign_in"), 303)
    goal = own_path(request.args.get("next")) or url_for("home.tasks")
    form = SecondStepForm()
    if form.validate_on_submit():
        try:
            who = result_of(
                form, lambda: services.finish_sign_in(HalfWay(*found), form.code.data), "code"
            )
        except WrongState as refusal:
            sessions.current().clear()
            flash(_(refusal.message), "error")
            return redirect(url_for("accounts.sign_in", next=goal), 303)
        if who is not None:
            return enter(who, goal)
    return page("second_step", form, recovery="cadangan" in request.args, goal=goal)


@bp.route("/akun/verifikasi", methods=["GET", "POST"])
@signed_in
def index() -> View:
    """How it stands; sending the form begins the setting up."""
    actor = current_actor()
    form = CareForm()
    in_use = bool(current_user.has_second_factor)
    if not in_use and confirmed(form):
        factor.begin(actor)
        return redirect(url_for("second_factor.set_up"), 303)
    standing = queries.second_factor_of(actor.account_id or 0) if in_use else None
    return page(
        "factor", form, standing=standing, required=factor.is_required_of(actor),
        left=queries.recovery_codes_left(standing) if standing else 0,
    )  # fmt: skip


@bp.route("/akun/verifikasi/pasang", methods=["GET", "POST"])
@signed_in
def set_up() -> View:
    """QR code and key, until the first code was typed; then the recovery codes, once."""
    actor = current_actor()
    setup = factor.setup_for(actor, current_app.config["NAMA_APLIKASI"])
    if setup is None:
        return redirect(url_for("second_factor.index"), 303)
    form = FirstCodeForm()
    if form.validate_on_submit():
        own = sessions.current()
        made = result_of(
            form, lambda: factor.confirm_setup(actor, form.code.data, own.id_hash), "code"
        )
        if made is not None:
            own.renew()
            own.confirm()
            return _shown_once(made)
    picture = segno.make(setup.address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return page("factor_setup", form, setup=setup, picture=picture)


def _shown_once(made: list[str]) -> str:
    return render_template("accounts/recovery_codes.html", codes=made)


@bp.route("/akun/verifikasi/cadangan", methods=["GET", "POST"])
@signed_in
def recovery_codes() -> View:
    form = CareForm()
    if not current_user.has_second_factor:
        return redirect(url_for("second_factor.index"), 303)
    if confirmed(form):
        return _shown_once(factor.renew_recovery_codes(current_actor()))
    return page("renew_codes", form)


@bp.route("/akun/verifikasi/matikan", methods=["GET", "POST"])
@signed_in
def turn_off() -> View:
    actor = current_actor()
    if not current_user.has_second_factor or factor.is_required_of(actor):
        return redirect(url_for("second_factor.index"), 303)
    form = CareForm()
    if confirmed(form):
        factor.end(actor)
        flash(_("Verifikasi dua langkah dimatikan."), "success")
        return redirect(url_for("second_factor.index"), 303)
    return page("end_factor", form)

"""Pages of accounts: sign in and out, activation, own devices and password, caretaking, demo roles."""

from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import caretaking, queries, services, sessions, tour
from app.accounts.dialogue import confirmed, page
from app.accounts.factor_routes import enter
from app.accounts.forms import (
    ActivationForm,
    CareForm,
    ChangePasswordForm,
    ChoosePasswordForm,
    GrantRoleForm,
    ReasonForm,
    SignInForm,
)
from app.accounts.paths import own_path
from app.accounts.services import Activation
from app.core import policy
from app.core.actor import Role
from app.core.errors import NotFound
from app.web.forms import result_of
from app.web.guards import current_actor, only, public, signed_in
from app.web.views import View

bp = Blueprint("accounts", __name__)

_CLEAR = '"cache", "cookies", "storage"'
_PROVEN = "activation"
# The word in the address, the move it stands for.
_MOVES = {
    "kunci": "lock", "buka-kunci": "unlock", "nonaktifkan": "disable", "buka-kembali": "enable",
}  # fmt: skip
caretakers = only(Role.ADMIN, Role.HR_OFFICER)


# ---- coming and going ---------------------------------------------------------------------------


@bp.route("/masuk", methods=["GET", "POST"])
@public
def sign_in() -> View:
    demo = bool(current_app.config["DEMO"])
    goal = own_path(request.args.get("next")) or url_for("home.tasks")
    if current_actor().account_id and request.method == "GET":
        return redirect(goal, 303)
    form = SignInForm()
    if form.validate_on_submit():
        ip_hash = sessions.visitor_ip_hash()
        nip, password = form.nip.data, form.password.data
        who = result_of(form, lambda: services.sign_in(nip, password, ip_hash, demo=demo), "nip")
        if who is not None:
            return enter(who, goal)
    return page(
        "sign_in", form, signed_out="keluar" in request.args, tour=tour.TOUR if demo else (),
        demo_password=tour.DEMO_PASSWORD if demo else None,
    )  # fmt: skip


@bp.post("/keluar")
@public
def sign_out() -> Response:
    actor = current_actor()
    session_hash = sessions.finish()
    if actor.account_id is not None:
        services.sign_out(actor, session_hash)
    answer = redirect(url_for("accounts.sign_in", keluar=1), 303)
    answer.headers["Clear-Site-Data"] = _CLEAR
    return answer


@bp.route("/aktivasi", methods=["GET", "POST"])
@public
def activate() -> View:
    form = ActivationForm()
    if form.validate_on_submit():
        nip, born, code = form.nip.data, form.birth_date.data, form.code.data
        ip_hash = sessions.visitor_ip_hash()
        proven = result_of(form, lambda: services.prove_code(nip, born, code, ip_hash), "nip")
        if proven is not None:
            sessions.current().renew()
            sessions.current()[_PROVEN] = [proven.account_id, proven.code_id]
            return redirect(url_for("accounts.choose_password"), 303)
    return page("activate", form)


@bp.route("/aktivasi/sandi", methods=["GET", "POST"])
@public
def choose_password() -> View:
    proven = sessions.current().get(_PROVEN)
    if proven is None:
        return redirect(url_for("accounts.activate"), 303)
    form = ChoosePasswordForm()
    if form.validate_on_submit():
        activation, password = Activation(*proven), form.password.data
        who = result_of(form, lambda: services.activate(activation, password), "password")
        if who is not None:
            answer = enter(who, url_for("home.tasks"))
            flash(_("Akun Anda aktif. Selamat datang."), "success")
            return answer
    return page("choose_password", form)


# ---- one's own account --------------------------------------------------------------------------


@bp.get("/akun/sesi")
@signed_in
def my_sessions() -> str:
    devices = queries.devices_of(current_actor(), sessions.current().id_hash, sessions.idle())
    return render_template(
        "accounts/my_sessions.html", devices=devices, has_factor=current_user.has_second_factor
    )


@bp.post("/akun/sesi/<int:session_id>/keluarkan")
@signed_in
def end_session(session_id: int) -> Response:
    services.end_session(current_actor(), session_id)
    flash(_("Perangkat itu sudah dikeluarkan."), "success")
    return redirect(url_for("accounts.my_sessions"), 303)


@bp.post("/akun/sesi/keluarkan-lainnya")
@signed_in
def end_other_sessions() -> Response:
    services.end_other_sessions(current_actor(), sessions.current().id_hash)
    flash(_("Semua perangkat lain sudah dikeluarkan."), "success")
    return redirect(url_for("accounts.my_sessions"), 303)


@bp.route("/akun/sandi", methods=["GET", "POST"])
@signed_in
def change_password() -> View:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        own, actor = sessions.current(), current_actor()
        old, new = form.old_password.data, form.new_password.data
        change = partial(services.change_password, actor, old, new, own.id_hash)
        result_of(form, change, "old_password")
        if not form.errors:
            own.renew()
            own.confirm()
            flash(_("Kata sandi diganti. Perangkat lain sudah dikeluarkan."), "success")
            return redirect(url_for("accounts.my_sessions"), 303)
    return page("change_password", form)


# ---- looking after accounts ---------------------------------------------------------------------


@bp.get("/admin/akun")
@caretakers
def index() -> str:
    search = request.args.get("cari", "")[:100]
    number = request.args.get("halaman", 1, type=int)
    page = queries.accounts_visible_to(current_actor(), search, number)
    return render_template("accounts/index.html", page=page, search=search)


@bp.get("/admin/akun/<int:person_id>")
@caretakers
def show(person_id: int) -> str:
    actor = current_actor()
    sheet = queries.account_sheet_for(actor, person_id)
    return render_template(
        "accounts/show.html",
        sheet=sheet,
        moves=queries.moves_open_to(actor, sheet),
        addresses={move: word for word, move in _MOVES.items()},
        may_issue=queries.may_issue_code(actor, sheet),
        may_grant=sheet.account is not None
        and policy.can(actor, "account.grant_role", sheet.account),
        may_reset_factor=sheet.has_second_factor
        and policy.can(actor, "account.reset_factor", sheet.account),
    )


@bp.route("/admin/akun/<int:person_id>/kode", methods=["GET", "POST"])
@caretakers
def issue_code(person_id: int) -> View:
    actor = current_actor()
    sheet = queries.account_sheet_for(actor, person_id)
    form = CareForm()
    if confirmed(form):
        printed = caretaking.issue_code(actor, person_id)
        holder = queries.account_sheet_for(actor, person_id).person
        return render_template(
            "accounts/letter.html",
            holder=holder,
            printed=printed,
            address=current_app.config["PUBLIC_URL"] + url_for("accounts.activate"),
        )
    return page("issue_code", form, sheet=sheet)


@bp.route("/admin/akun/<int:person_id>/<any({}):word>".format(",".join(f'"{w}"' for w in _MOVES)),
          methods=["GET", "POST"])  # fmt: skip
@caretakers
def change_state(person_id: int, word: str) -> View:
    actor = current_actor()
    sheet = queries.account_sheet_for(actor, person_id)
    move = queries.move_for(actor, sheet, _MOVES[word])
    form = ReasonForm()
    if confirmed(form):
        reason = form.reason.data
        caretaking.change_state(actor, person_id, _MOVES[word], reason)
        flash(_("Status akun diubah."), "success")
        return redirect(url_for("accounts.show", person_id=person_id), 303)
    return page("change_state", form, sheet=sheet, move=move)


@bp.route("/admin/akun/<int:person_id>/peran", methods=["GET", "POST"])
@caretakers
def grant_role(person_id: int) -> View:
    actor = current_actor()
    sheet = queries.account_sheet_for(actor, person_id)
    if sheet.account is None:
        raise NotFound(f"account of person {person_id}")
    policy.require(actor, "account.grant_role", sheet.account)
    form = GrantRoleForm()
    if confirmed(form) and form.chosen_role is not None:
        role, reason, until = form.chosen_role, form.reason.data, form.until.data
        done = result_of(
            form,
            lambda: caretaking.grant_role(actor, person_id, role, reason, until=until),
            "role",
        )
        if done is not None:
            flash(_("Peran diberikan."), "success")
            return redirect(url_for("accounts.show", person_id=person_id), 303)
    return page("grant_role", form, sheet=sheet)


@bp.route("/admin/akun/peran/<int:grant_id>/cabut", methods=["GET", "POST"])
@caretakers
def revoke_role(grant_id: int) -> View:
    actor = current_actor()
    grant = queries.grant_for(actor, grant_id)
    policy.require(actor, "account.grant_role", grant.account)
    person_id = grant.account.person_id
    form = ReasonForm()
    if confirmed(form):
        caretaking.revoke_role(actor, grant_id, form.reason.data)
        flash(_("Peran dicabut."), "success")
        return redirect(url_for("accounts.show", person_id=person_id), 303)
    return page("revoke_role", form, grant=grant)


@bp.route("/admin/akun/<int:person_id>/verifikasi", methods=["GET", "POST"])
@only(Role.ADMIN)
def reset_factor(person_id: int) -> View:
    actor = current_actor()
    sheet = queries.account_sheet_for(actor, person_id)
    if sheet.account is None or not sheet.has_second_factor:
        raise NotFound(f"second factor of person {person_id}")
    policy.require(actor, "account.reset_factor", sheet.account)
    form = ReasonForm()
    if confirmed(form):
        caretaking.reset_second_factor(actor, person_id, form.reason.data)
        flash(_("Verifikasi dua langkah dilepas. Pemilik akun sudah diberi tahu."), "success")
        return redirect(url_for("accounts.show", person_id=person_id), 303)
    return page("reset_factor", form, sheet=sheet)


# ---- the demo city's role switcher --------------------------------------------------------------


def _demo_only() -> None:
    if not current_app.config["DEMO"]:
        raise NotFound(request.path)


@bp.get("/demo/ganti")
@public
def roles() -> str:
    _demo_only()
    return render_template("accounts/roles.html", tour=tour.TOUR)


@bp.post("/demo/ganti")
@public
def switch() -> Response:
    """Demo mode only; anywhere else this page does not exist."""
    _demo_only()
    who = services.enter_demo(request.form.get("code", ""))
    sessions.start(who)
    sessions.current()[sessions.TRIED_ROLE] = True
    name = who.actor.name.removesuffix(".")  # of a title such as S.T.
    flash(_("Anda sekarang mencoba sebagai %(name)s.", name=name), "info")
    return redirect(url_for("home.tasks"), 303)

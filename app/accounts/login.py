"""Sets up sessions and Flask-Login: who is signed in on this request, and where strangers go."""

from flask import Flask, current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from app.accounts import factor, passwords, queries, sessions
from app.accounts.identity import SignedIn
from app.web.guards import audience_of


def register(app: Flask) -> None:
    """Called by the factory before any blueprint."""
    passwords.use_profile(app.config["ARGON2"])
    app.session_interface = sessions.ServerSideSessions()
    manager = LoginManager(app)
    # The session row is the protection; a phone changes its address all day.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)
    factor.require_of_officers(app.config["SETTINGS"].second_factor_required)
    app.before_request(_ask_to_set_up)


def _load(account_id: str) -> SignedIn | None:
    return queries.signed_in_as(int(account_id)) if account_id.isdecimal() else None


def _ask_to_sign_in() -> Response:
    if sessions.current().lapsed:
        flash(_("Sesi Anda habis. Masuk lagi; draf Anda aman."), "info")
    asked = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=asked), 303)


def _ask_to_set_up() -> Response | None:
    """An officer without second factor reaches nothing but public pages and its setting up (C05)."""
    if request.endpoint is None or not _lacks_factor() or _open_without(request.endpoint):
        return None
    return redirect(url_for("second_factor.index"), 303)


def _lacks_factor() -> bool:
    if not current_user.is_authenticated or current_user.has_second_factor:
        return False
    # The role switcher of the demo city is no sign-in, so it asks for none.
    tried = current_app.config["DEMO"] and sessions.current().get(sessions.TRIED_ROLE)
    return not tried and factor.is_required_of(current_user.actor)


def _open_without(endpoint: str) -> bool:
    if endpoint == "static" or request.blueprint == "second_factor":
        return True
    return audience_of(current_app.view_functions[endpoint]) == "public"

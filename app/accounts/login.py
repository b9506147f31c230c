"""Sets up sessions and Flask-Login: who is signed in on this request, and where strangers go."""

from flask import Flask, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import LoginManager
from werkzeug.wrappers import Response

from app.accounts import passwords, queries, sessions
from app.accounts.identity import SignedIn


def register(app: Flask) -> None:
    """Called by the factory before any blueprint."""
    passwords.use_profile(app.config["ARGON2"])
    app.session_interface = sessions.ServerSideSessions()
    manager = LoginManager(app)
    # The session row is the protection; a phone changes its address all day.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)


def _load(account_id: str) -> SignedIn | None:
    return queries.signed_in_as(int(account_id)) if account_id.isdecimal() else None


def _ask_to_sign_in() -> Response:
    if sessions.current().lapsed:
        flash(_("Sesi Anda habis. Masuk lagi; draf Anda aman."), "info")
    asked = request.full_path.rstrip("?") if request.method == "GET" else None
    address = url_for("accounts.sign_in", next=asked)
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": url_for("accounts.sign_in")})
    return redirect(address, 303)

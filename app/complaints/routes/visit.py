"""The portal's own cookie and form token: no session, no account, nothing kept of who looks.

A staff session would leave a row with address and device beside every complaint; this cookie is a
random secret that only the browser keeps, gone when it is closed, and never sent elsewhere.
"""

from secrets import compare_digest
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request

from app.complaints import codes
from app.visits.visiting import page

COOKIE = "sadar_aduan"
ICONS = "img/icons-portal.svg"
_LONGEST = 64
_BAD_REQUEST = 400


def cookie_name() -> str:
    return f"__Host-{COOKIE}" if current_app.config["HTTPS"] else COOKIE


def guard(bp: Blueprint) -> None:
    """Let the pages of this blueprint belong to visits instead of sessions."""
    bp.before_request(_begin)
    bp.after_request(_keep)
    bp.record_once(lambda state: _own_tokens(state.app, bp))


def _own_tokens(app: Any, bp: Blueprint) -> None:
    app.extensions["csrf"].exempt(bp)


def _begin() -> None:
    given = request.cookies.get(cookie_name(), "")
    g.visit_given = given if len(given) <= _LONGEST else ""
    g.visit = g.visit_given or codes.new_visit()
    g.icon_file = ICONS
    if request.method == "POST" and not _is_ours(request.form.get("csrf_token", "")):
        abort(_BAD_REQUEST)


def _is_ours(token: str) -> bool:
    return bool(g.visit_given) and compare_digest(token.encode(), form_token().encode())


def _keep(response: Response) -> Response:
    if g.get("visit_over"):
        response.delete_cookie(cookie_name(), path="/", httponly=True, samesite="Lax")
    elif "visit" in g and g.visit != g.visit_given:
        response.set_cookie(
            cookie_name(), g.visit, httponly=True, samesite="Lax", path="/",
            secure=current_app.config["HTTPS"],
        )  # fmt: skip
    return response


def visit() -> str:
    """The secret of this visit."""
    return str(g.visit)


def fingerprint() -> str:
    return codes.visit_fingerprint(visit())


def renew() -> str:
    """Begin another visit in this browser."""
    g.visit = codes.new_visit()
    return visit()


def end() -> None:
    """Nothing of the visit shall stay in this browser."""
    g.visit_over = True


def form_token() -> str:
    return codes.form_token_of(visit())


def show(template: str, **facts: Any) -> str:
    """A page of the portal. Whoever is signed in is not greeted here."""
    return page(f"complaints/portal/{template}.html", form_token=form_token, **facts)

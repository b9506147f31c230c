"""Security headers on every answer, forms only from our own pages, and each submitted once."""

import secrets
from contextlib import ExitStack
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from flask_login import current_user

from app.database import once
from app.database.transaction import errands_together
from app.web.guards import audience_of, is_repeatable

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
_LONGEST_KEY = 64
_ONE_YEAR_SECONDS = 31_536_000
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask) -> None:
    app.before_request(_gather_errands)
    app.before_request(_refuse_other_sites)
    app.before_request(_note_form_key)
    app.after_request(_release_form_key)
    app.after_request(_add_headers)
    app.teardown_request(lambda _error: _close_form())
    app.teardown_request(_do_errands_left)


def once_key() -> str:
    """A fresh key for a form about to be shown; a form shown again with errors keeps its own."""
    sent = request.form.get("_once", "") if request.method == "POST" else ""
    return sent if 0 < len(sent) <= _LONGEST_KEY else secrets.token_urlsafe(18)


def _refuse_other_sites() -> None:
    """A form counts only when it was sent from one of our own pages (security C07)."""
    if request.method in _READING:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        ours = site in {"same-origin", "none"}
    else:  # an older browser; "null" is what our own referrer policy makes it say
        origin = request.headers.get("Origin", "null")
        ours = origin == "null" or urlsplit(origin).netloc == request.host
    if not ours:
        abort(403)


def _owner() -> str:
    """Whose form it is. A public page's belongs to nobody: no row may tie an account to a complaint."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and audience_of(view) == "public":
        return "public"
    return f"account:{current_user.get_id()}" if current_user.is_authenticated else "public"


def _note_form_key() -> None:
    if request.method != "POST" or request.endpoint is None:
        return
    key = request.form.get("_once", "")
    if not key or len(key) > _LONGEST_KEY:
        return
    if is_repeatable(current_app.view_functions.get(request.endpoint)):
        return
    g.form_stack = ExitStack()
    g.form_stack.enter_context(once.submitting(_owner(), key))


def _close_form() -> None:
    stack: ExitStack | None = g.pop("form_stack", None)
    if stack is not None:
        stack.close()


def _gather_errands() -> None:
    g.errands = ExitStack()
    g.errands.enter_context(errands_together())


def _do_errands_left(_error: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("errands", None)
    if stack is not None:
        stack.close()


def _release_form_key(response: Response) -> Response:
    _close_form()
    return response


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=86400"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    if current_app.config["HTTPS"]:
        response.headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR_SECONDS}"
    return response

"""The visitor's cookie: apart from staff sign-in, and never sent along from another site."""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.actor import Actor
from app.visits import services
from app.visits.services import Entered

COOKIE = "sadar_lacak"
# What these pages are given in place of the frame's own facts: also to somebody who is signed in
# as an employee, a visit shows nothing of that.
NOBODY: dict[str, Any] = {"me": None, "navigation": [], "unread_notices": 0}


class NoVisit(Exception):
    """There is no visit, or it is over."""


def cookie_name() -> str:
    return f"__Host-{COOKIE}" if current_app.config["HTTPS"] else COOKIE


def visitor_of(subject_type: str) -> Actor:
    """Who visits a record of this table. Raises NoVisit, which leads back to the door."""
    found = services.visitor(request.cookies.get(cookie_name(), ""), subject_type)
    if found is None:
        raise NoVisit()
    return found


def visitor() -> Actor:
    """Who visits, whatever he opened. Raises NoVisit, which leads back to the door."""
    found = services.visitor(request.cookies.get(cookie_name(), ""))
    if found is None:
        raise NoVisit()
    return found


def let_in(entered: Entered) -> Response:
    """Send the visitor to his record, with the key of the visit."""
    answer = redirect(entered.page, 303)
    answer.set_cookie(
        cookie_name(), entered.token, httponly=True, samesite="Strict",
        secure=current_app.config["HTTPS"], path="/",
    )  # fmt: skip
    return answer


def see_out(where: str) -> Response:
    """End the visit."""
    services.leave(request.cookies.get(cookie_name(), ""))
    answer = redirect(where, 303)
    answer.delete_cookie(
        cookie_name(), httponly=True, samesite="Strict",
        secure=current_app.config["HTTPS"], path="/",
    )  # fmt: skip
    return answer


def back_to_the_door(_error: NoVisit) -> Response:
    return redirect(url_for("visits.enter", sesi="habis"), 303)


def page(template: str, **facts: Any) -> str:
    """A page of a visit: the frame shows nobody."""
    return render_template(template, **{**NOBODY, **facts})

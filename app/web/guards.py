"""Default deny: every page says who may ask for it, or the application does not start."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.core.actor import PUBLIC, Actor, Role
from app.core.errors import NotFound

V = TypeVar("V", bound=Callable[..., Any])
_MARK = "__sadar_audience__"
_ONCE = "__sadar_repeatable__"
_FILES = "__sadar_takes_files__"
Audience = frozenset[Role] | str


def public(view: V) -> V:
    """Anybody may ask for this page, signed in or not."""
    setattr(view, _MARK, "public")
    return view


def signed_in(view: V) -> V:
    """Anybody with an account may ask; what they see is decided record by record."""
    setattr(view, _MARK, "signed_in")
    return view


def only(*roles: Role) -> Callable[[V], V]:
    """Only holders of one of these roles may ask; to others the page does not exist."""

    def mark(view: V) -> V:
        setattr(view, _MARK, frozenset(roles))
        return view

    return mark


def repeatable(view: V) -> V:
    """A form that may be sent many times, such as a draft being saved."""
    setattr(view, _ONCE, True)
    return view


def is_repeatable(view: Callable[..., Any] | None) -> bool:
    return bool(getattr(view, _ONCE, False))


def takes_files(view: V) -> V:
    """A form with evidence: its body may be larger than others' (see app/web/incoming.py)."""
    setattr(view, _FILES, True)
    return view


def is_taking_files(view: Callable[..., Any] | None) -> bool:
    return bool(getattr(view, _FILES, False))


def audience_of(view: Callable[..., Any]) -> Audience | None:
    return getattr(view, _MARK, None)


def current_actor() -> Actor:
    """Who asks."""
    return current_user.actor if current_user.is_authenticated else PUBLIC


def check_every_endpoint(app: Flask) -> None:
    """Refuse to start with a page that names no audience."""
    silent = [
        name
        for name, view in app.view_functions.items()
        if audience_of(view) is None and name != "static"
    ]
    if silent:
        raise RuntimeError(f"these pages name no audience: {', '.join(sorted(silent))}")


def stop_strangers() -> Response | None:
    """Before each request: send guests to sign in; show others that the page does not exist."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    audience = audience_of(current_app.view_functions[request.endpoint])
    if audience == "public":
        return None
    if not current_user.is_authenticated:
        answer: Response = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return answer
    if isinstance(audience, frozenset) and not (audience & current_actor().roles):
        raise NotFound(request.path)
    return None

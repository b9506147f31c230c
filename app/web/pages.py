"""What every template can rely on: who is looking, the menu, the language, the keys of a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import get_locale
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from app.core import clock
from app.core.actor import Actor
from app.web.guards import current_actor
from app.web.navigation import menu_for
from app.web.security import once_key

ICONS = "img/icons.svg"
LANGUAGES = ("id", "en")
LANGUAGE_COOKIE = "sadar_bahasa"
# Links of the frame (layouts/base.html). One whose page is not in this installation is not drawn.
FRAME_LINKS = {
    "about": "home.about",
    "account": "accounts.my_sessions",
    "notices": "notifications.index",
    "sign_in": "accounts.sign_in",
    "sign_out": "accounts.sign_out",
    "verify": "documents.verify_form",
    "work": "home.tasks",
}


@dataclass(frozen=True)
class Me:
    """The person the page greets."""

    name: str
    post: str


_post_of: list[Callable[[Actor], str]] = []
_unread: list[Callable[[Actor], int]] = []


def fill(*, post_of: Callable[[Actor], str], unread: Callable[[Actor], int]) -> None:
    """Give the header its two facts. Called by wiring."""
    _post_of[:] = [post_of]
    _unread[:] = [unread]


def chosen_language() -> str:
    if not has_request_context():
        return "id"
    wanted = request.cookies.get(LANGUAGE_COOKIE, "id")
    return wanted if wanted in LANGUAGES else "id"


def frame_links(inside: bool) -> dict[str, str]:
    """Addresses the header and footer use, by the name the templates know them under."""
    known = current_app.view_functions
    links = {name: url_for(page) for name, page in FRAME_LINKS.items() if page in known}
    links["home"] = links.get("work", "/") if inside else "/"
    if "home.language" in known:
        other = "id" if str(get_locale()) == "en" else "en"
        here = request.full_path.rstrip("?") if request.method == "GET" else links["home"]
        links["switch_language"] = url_for("home.language", language=other, kembali=here)
    if current_app.config["DEMO"] and "accounts.roles" in known:
        links["demo_roles"] = url_for("accounts.roles")
    return links


def register(app: Flask) -> None:
    app.context_processor(_shared)
    app.jinja_env.globals["icon_file"] = icon_file


def icon_file() -> str:
    """The file icons are drawn from; pages that must stay light name a smaller one."""
    return str(g.get("icon_file", ICONS)) if has_request_context() else ICONS


def _shared() -> dict[str, Any]:
    actor = current_actor()
    inside = bool(current_user.is_authenticated)
    return {
        "navigation": menu_for(actor) if inside else [],
        "me": Me(actor.name, _post_of[0](actor)) if inside else None,
        "actor": actor,
        "unread_notices": _unread[0](actor) if inside else 0,
        "links": frame_links(inside),
        "demo_mode": current_app.config["DEMO"],
        "nama_aplikasi": current_app.config["NAMA_APLIKASI"],
        "nama_pemda": current_app.config["NAMA_PEMDA"],
        "kontak": current_app.config["KONTAK"],
        "locale": str(get_locale() or "id"),
        "csrf_token": generate_csrf,
        "once_key": once_key,
        "today": clock.today(),
        "now": clock.now(),
    }

"""The menu: entries that features declare, shown to whoever may use them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from app.core.actor import Actor
from app.core.policy import Rule, anyone


@dataclass(frozen=True)
class Entry:
    """One line of the menu. `badge` counts what waits there for the actor."""

    group: str
    label: str
    endpoint: str
    icon: str
    shown: Rule = anyone
    badge: Callable[[Actor], int] | None = None
    on_phone_bar: bool = False


_entries: list[Entry] = []
_KEEP_FIRST = ("Saya", "Mengenal", "Mencegah", "Mengatasi", "Pengelolaan")


def fill(entries: Sequence[Entry]) -> None:
    _entries[:] = entries


def menu_for(actor: Actor) -> list[dict[str, Any]]:
    """Groups of entries this actor may use, in the fixed order of the groups."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in _entries:
        if entry.shown(actor):
            groups.setdefault(entry.group, []).append(_shown(entry, actor))
    order = sorted(groups, key=lambda g: _KEEP_FIRST.index(g) if g in _KEEP_FIRST else 99)
    return [{"title": gettext(name), "items": groups[name]} for name in order]


def _shown(entry: Entry, actor: Actor) -> dict[str, Any]:
    current = request.endpoint == entry.endpoint or (
        request.blueprint is not None and entry.endpoint.startswith(f"{request.blueprint}.index")
    )
    return {
        "label": gettext(entry.label),
        "url": url_for(entry.endpoint),
        "icon": entry.icon,
        "badge": entry.badge(actor) if entry.badge else 0,
        "current": current,
        "bar": entry.on_phone_bar,
    }

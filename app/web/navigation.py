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


_entries: list[Entry] = []
_KEEP_FIRST = ("Saya", "Mengenal", "Mencegah", "Mengatasi", "Pengelolaan")


def fill(entries: Sequence[Entry]) -> None:
    _entries[:] = entries


def menu_for(actor: Actor) -> list[dict[str, Any]]:
    """Groups of entries this actor may use, in the fixed order of the groups."""
    groups: dict[str, list[dict[str, Any]]] = {}
    shown = [(entry, url_for(entry.endpoint)) for entry in _entries if entry.shown(actor)]
    here = _nearest([url for _entry, url in shown])
    for entry, url in shown:
        groups.setdefault(entry.group, []).append(
            {
                "label": gettext(entry.label),
                "url": url,
                "icon": entry.icon,
                "badge": entry.badge(actor) if entry.badge else 0,
                "current": url == here,
            }
        )
    order = sorted(groups, key=lambda g: _KEEP_FIRST.index(g) if g in _KEEP_FIRST else 99)
    return [{"title": gettext(name), "items": groups[name]} for name in order]


def _nearest(urls: Sequence[str]) -> str | None:
    """The entry whose address the page asked for lies under."""
    above = [url for url in urls if f"{request.path}/".startswith(f"{url}/")]
    return max(above, key=len, default=None)

"""What the pages of plans share: the blueprint, the signature, a plan ready to show."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from app.accounts import dialogue
from app.attachments import queries as attachments
from app.core import clock
from app.core.actor import Actor
from app.deadlines import queries as deadlines
from app.measures import queries, shape, wording
from app.measures.workflow import CALL_OFF, FLOW
from app.regulations import queries as regulations
from app.regulations.pack import Pack
from app.regulations.pages import pages_in
from app.web import filters
from app.web.forms import BaseForm
from app.web.guards import current_actor

bp = Blueprint("measures", __name__)
# Where each step of the table leads, and how its button looks. A step without a place has none.
_PLACES: Mapping[str, tuple[str, str]] = {
    "set": ("measures.set_plan", "primary"),
    "reply": ("measures.reply", "primary"),
    "check": ("measures.check", "primary"),
    "refer": ("measures.refer", "danger-quiet"),
    "drop": ("measures.drop", "danger-quiet"),
    **dict.fromkeys(CALL_OFF.values(), ("measures.call_off", "danger-quiet")),
}
_AT_ONCE: Mapping[str, tuple[str, str]] = {
    "redraft": ("measures.redraft", "secondary"),
    "revise": ("measures.revise", "secondary"),
}


page = pages_in("measures")


def pack_now() -> Pack:
    return regulations.pack_on(clock.today())


def on_step(plan: Any, action: str) -> None:
    """Raise what the table says when the step cannot be taken now, before its page is drawn.

    A form that is sent twice is for the use case to answer: the first sending was right.
    """
    if request.method == "GET":
        FLOW.check(plan, action, current_actor())


def signed(form: BaseForm) -> bool:
    """Whether the password is the actor's own; the form says when it is not."""
    return dialogue.signed(form, _("Kata sandi tidak cocok. Belum disimpan."))


def shown(actor: Actor, plan: Any) -> dict[str, Any]:
    """Everything a page says about a plan: draft or version in force, clocks, steps, history."""
    pack = pack_now()
    version = plan.latest
    own = plan.person_id == actor.person_id
    draft = _draft_for(plan, own=own)
    content = draft if draft is not None else (version.content if version else shape.empty())
    clocks = deadlines.clocks_of("measures_plans", [plan.id])[plan.id]
    history = queries.history_for(actor, plan)
    return {
        **described(pack, content),
        "plan": plan,
        "own": own,
        "handles": plan.superior_id == actor.person_id and not own,
        "writing": draft is not None,
        "rows": {row.key: row for row in plan.actions},
        "opens": queries.links_open_to(actor, plan),
        "clocks": clocks,
        "standing": queries.standing_of(plan),
        "history": history,
        "lines": lines_of(plan, history),
        "evidence": evidence_of(actor, history),
        "letters": queries.letters_for(actor, plan),
        "moves": moves(actor, plan),
        "actions": {move.action for move in FLOW.moves_open_to(actor, plan)},
        "pack": pack,
    }


def _draft_for(plan: Any, *, own: bool) -> dict[str, Any] | None:
    """What is being written; the employee reads what he was asked about, and why it was dropped."""
    draft: dict[str, Any] | None = plan.draft
    if draft is None or not own or plan.state.value in ("awaiting_reply", "ready"):
        return draft
    if plan.state.value == "dropped":
        return shape.empty() | {"drop_reason": draft.get("drop_reason", "")}
    return None


def described(pack: Pack, content: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft or a set version says, in words."""
    day = content.get("discussed_on")
    return {
        "content": content,
        "measures": wording.describe(pack, content["actions"]),
        "considerations": wording.considerations(content),
        "truth": wording.TRUTHS.get(content.get("truth", ""), ""),
        "interval": wording.interval(pack, content["interval"]) if content.get("interval") else "",
        "discussed": filters.day(date.fromisoformat(day)) if day else "",
    }


def evidence_of(actor: Actor, history: queries.History) -> list[dict[str, Any]]:
    """What was handed in, by whom and when, newest first; only what the actor may open."""
    brought: list[tuple[str, Any]] = [("measures_reports", one) for one in history.reports]
    brought += [("measures_checks", one) for one in history.checks]
    files = {
        table: attachments.attachments_by_subject(actor, table, [o.id for t, o in brought if t == table])
        for table in ("measures_reports", "measures_checks")
    }  # fmt: skip
    found = [(one, files[table].get(one.id)) for table, one in brought]
    found.sort(key=lambda pair: pair[0].at, reverse=True)
    return [
        {"who": one.by.name, "when": filters.moment(one.at), "files": some}
        for one, some in found
        if some
    ]


def lines_of(plan: Any, history: queries.History) -> list[dict[str, Any]]:
    """Setting, replies, evidence and checks as one timeline, newest first."""
    begun = {"title": _("Rencana mulai disusun")}
    found: list[tuple[datetime, dict[str, Any]]] = [(plan.created_at, begun)]
    for one in history.replies:
        text = (one.words or {}).get("text", "")
        found.append((one.at, {"title": filters.label(one.kind), "text": text, "icon": "send"}))
    if plan.state.value == "dropped" and plan.closed_at is not None:
        dropped = {"title": _("Diputus: tidak ada benturan kepentingan"), "kind": "ok"}
        found.append((plan.closed_at, dropped))
    for version in plan.versions:
        title = _("Rencana ditetapkan, revisi %(n)s", n=version.number)
        found.append((version.set_at, {"title": title, "kind": "info"}))
    for row in history.reports:
        asked = row.wanted_due_on
        title = (
            _("Minta batas sampai %(day)s", day=filters.day(asked)) if asked
            else _("Bukti atau keterangan: %(found)s", found=filters.label(row.found))
        )  # fmt: skip
        words = " ".join(text for text in (row.words["note"], row.words["incident"]) if text)
        bad = row.found.value == "incident"
        found.append(
            (row.at, {"title": title, "who": row.by.name, "text": words,
                      "kind": "warn" if bad else None})
        )  # fmt: skip
    for change in history.called_off:
        title = _("Perubahan dibatalkan, revisi %(n)s tidak jadi", n=change.to_version)
        found.append(
            (change.at, {"title": title, "who": change.by.name, "text": change.words["reason"],
                         "kind": "warn"})
        )  # fmt: skip
    for check in history.checks:
        title = _("Titik pantau %(n)s: %(found)s, %(next)s", n=check.number,
                  found=filters.label(check.found).lower(), next=filters.label(check.next).lower())  # fmt: skip
        bad = check.found.value == "incident"
        found.append(
            (check.at, {"title": title, "who": check.by.name, "text": check.words["result"],
                        "kind": "error" if bad else "ok"})
        )  # fmt: skip
    found = sorted(found, key=lambda pair: pair[0])[::-1]  # of one moment the later step above
    return [{"when": filters.moment(at), **line} for at, line in found]


def moves(actor: Actor, plan: Any) -> list[dict[str, Any]]:
    """The buttons of the page, as the table says."""
    found = []
    for move in FLOW.moves_open_to(actor, plan):
        if move.action == "drop" and (plan.version or plan.source.value != "knowledge"):
            continue
        place = _PLACES.get(move.action) or _AT_ONCE.get(move.action)
        if place is None:
            continue
        found.append(
            {
                "label": _(move.label),
                "url": url_for(place[0], plan_id=plan.id),
                "kind": place[1],
                "method": "post" if move.action in _AT_ONCE else "get",
            }
        )
    return found

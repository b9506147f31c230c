"""Deklarasi Saya: every declaration and version, what changed, as of a day, who opened it."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.attachments import queries as attachments
from app.core.errors import NotFound
from app.disclosures import queries, questions, wording
from app.disclosures.forms.filing import AsOfForm
from app.disclosures.routes.front import (
    ANNUAL,
    bp,
    clocks_of,
    describe_content,
    describe_differences,
    describe_profile,
    own_disclosure,
    pack_now,
    page,
)
from app.disclosures.suspension import incident_of
from app.disclosures.workflow import FLOW
from app.regulations import queries as regulations
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View


@bp.get("/deklarasi")
@signed_in
def index() -> View:
    """S-37: the timeline, the interests in force with their level, and what may be done."""
    actor = current_actor()
    mine = queries.my_disclosures_visible_to(actor)
    current = queries.current_interests_for(actor) if mine else []
    assessed = queries.own_assessments_for(actor, current)
    return page(
        "index",
        mine=mine,
        clocks=clocks_of(mine),
        interests=[_shown_interest(row, assessed) for row in current],
        kind=queries.kind_to_start(actor),
        pack=pack_now(),
    )


def _shown_interest(row: Any, assessed: Mapping[int, Any]) -> dict[str, Any]:
    return {
        "title": wording.title_of(row.interest.section, row.content["fields"]),
        "section": wording.section_title(row.interest.section, pack_now()),
        "declared_at": row.declared_at,
        "suggested": row.suggested_level,
        "assessment": assessed.get(row.id),
        "must_stop": row.suggested_level.value == "high"
        and row.content["link"].get("situation") == "actual",
    }


@bp.get("/deklarasi/<int:disclosure_id>")
@signed_in
def show(disclosure_id: int) -> View:
    """One declaration: where it stands, who has it until when, its versions, letters, remarks."""
    actor = current_actor()
    disclosure = queries.disclosure_for(actor, disclosure_id)
    if disclosure.person_id != actor.person_id:
        return redirect(url_for("disclosures.review", disclosure_id=disclosure_id), 303)
    return page(
        "show",
        disclosure=disclosure,
        clocks=clocks_of([disclosure]),
        reviewer=queries.reviewer_name(disclosure) if disclosure.number else "",
        letters=queries.letters_for(current_actor(), disclosure),
        remarks=[_shown_remark(remark, disclosure) for remark in _remarks(disclosure)],
        withdrawn=queries.withdrawn_versions_for(actor, disclosure),
        results=_results(disclosure),
        moves=_moves(disclosure),
        incident=incident_of(disclosure),
        evidence=attachments.attachments_of(actor, disclosure),
        pack=pack_now(),
    )


def _remarks(disclosure: Any) -> list[Any]:
    return list(queries.remarks_for(current_actor(), disclosure))


def _shown_remark(remark: Any, disclosure: Any) -> dict[str, Any]:
    version = next(v for v in disclosure.versions if v.id == remark.version_id)
    return {
        "text": str(remark.text),
        "at": remark.asked_at,
        "field": label_of_path(remark.path, version.content, version.pack_id),
        "answered": remark.answered_version_id is not None,
    }


def label_of_path(path: str, content: Mapping[str, Any], pack_id: str) -> str:
    """What a remark is about, in words: "Gratifikasi: parsel – Kapan"."""
    head, *rest = path.split("/")
    if head == questions.PROFILE:
        return f"{_('Data diri & jabatan')} – {questions.question(head, rest[0]).label}"
    item: dict[str, Any] = next(
        (i for i in content["sections"][head]["items"] if i["uid"] == rest[0]), {"fields": {}}
    )
    name = rest[1].removeprefix("link.")
    section = questions.LINK if rest[1].startswith("link.") else head
    title = wording.section_title(head, regulations.pack(pack_id))
    label = questions.question(section, name).label
    return f"{title}: {wording.title_of(head, item['fields'])} – {label}"


def _results(disclosure: Any) -> list[dict[str, Any]]:
    """What the reviewer decided about each interest, once there is a decision."""
    if disclosure.decided_at is None or disclosure.latest is None:
        return []
    rows = queries.interests_of_version_for(current_actor(), disclosure.latest)
    return [
        {
            "title": wording.title_of(row.interest.section, row.content["fields"]),
            "suggested": row.suggested_level,
            "assessment": assessment,
        }
        for row, assessment in rows
        if assessment is not None
    ]


_PLACES = {
    "discard": ("disclosures.discard", "danger-quiet"),
    "withdraw": ("disclosures.withdraw", "secondary"),
}


def _moves(disclosure: Any) -> list[dict[str, Any]]:
    """What the declarant may do now, as the workflow says; each opens a page that asks first."""
    found = []
    for move in FLOW.moves_open_to(current_actor(), disclosure):
        if move.action == "submit":
            returned = disclosure.state.value == "returned"
            endpoint = "disclosures.complete" if returned else "disclosures.tasks"
            label = _("Lengkapi sekarang") if returned else _("Lanjutkan mengisi")
            found.append({"label": label, "url": _to(endpoint, disclosure), "kind": "primary"})
        elif move.action == "start":
            begin = (
                "disclosures.my_renewal" if disclosure.kind.value == ANNUAL else "disclosures.begin"
            )
            found.append({"label": _("Mulai"), "url": url_for(begin)})
        elif move.action in _PLACES:
            endpoint, kind = _PLACES[move.action]
            found.append({"label": _(move.label), "url": _to(endpoint, disclosure), "kind": kind})
    return found


def _to(endpoint: str, disclosure: Any) -> str:
    return url_for(endpoint, disclosure_id=disclosure.id)


@bp.get("/deklarasi/<int:disclosure_id>/versi/<int:number>")
@signed_in
def version(disclosure_id: int, number: int) -> View:
    """One filed version, exactly as it was signed."""
    disclosure = own_disclosure(disclosure_id)
    filed = queries.version_for(current_actor(), disclosure_id, number)
    pack = regulations.pack(filed.pack_id)
    return page(
        "version",
        disclosure=disclosure,
        version=filed,
        withdrawn=queries.withdrawn_versions_for(current_actor(), disclosure).get(filed.id),
        profile=describe_profile(filed.content, pack),
        sections=describe_content(filed.content, pack),
        content=filed.content,
        pack=pack,
    )


@bp.get("/deklarasi/<int:disclosure_id>/beda")
@signed_in
def differences(disclosure_id: int) -> View:
    """What changed between two versions: ?dari=1&ke=2."""
    actor = current_actor()
    disclosure = own_disclosure(disclosure_id)
    older = queries.version_for(actor, disclosure_id, _number("dari"))
    newer = queries.version_for(actor, disclosure_id, _number("ke"))
    return page(
        "differences",
        disclosure=disclosure,
        older=older,
        newer=newer,
        differences=describe_differences(
            older.content, newer.content, regulations.pack(newer.pack_id)
        ),
        pack=pack_now(),
    )


def _number(name: str) -> int:
    number = record_number_or_none(request.args.get(name, ""))
    if number is None:
        raise NotFound(name)
    return number


@bp.get("/deklarasi/per-tanggal")
@signed_in
def as_of() -> View:
    """What was declared by a day and held to be true on it."""
    actor = current_actor()
    asked = any(name.startswith("day-") for name in request.args)
    form = AsOfForm(formdata=MultiDict(request.args) if asked else None)
    day = form.day.data if asked and form.validate() else None
    rows = None
    if day is not None and actor.person_id is not None:
        rows = [
            _shown_interest(row, {})
            for row in queries.interests_as_of_for(actor, actor.person_id, day)
        ]
    return page("as_of", form, rows=rows, pack=pack_now())


@bp.get("/deklarasi/akses")
@signed_in
def readers() -> View:
    """Riwayat akses: who opened one's declarations, in which role, when and why."""
    mine = [one for one in queries.my_disclosures_visible_to(current_actor()) if one.number]
    return page(
        "readers",
        opened=[(one, queries.readers_of_for(current_actor(), one)) for one in mine],
        pack=pack_now(),
    )

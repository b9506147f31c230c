"""Pernyataan Tahunan on one page (S-34), and the way from it through what it opened to the check."""

from datetime import datetime
from typing import Any

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import Invalid, NotFound
from app.disclosures import queries, renewal, wording
from app.disclosures.forms.renewing import NOTHING_NEW, KnownForm, RenewalForm
from app.disclosures.routes.front import (
    answers_of,
    bp,
    draft_at_hand,
    leave_with_draft,
    on_draft,
    pack_now,
    page,
    saved_hour,
    wants_to_leave,
)
from app.disclosures.services import renewing
from app.web.filters import said
from app.web.guards import current_actor, signed_in
from app.web.views import View

PLACE = "renewal"
ALL_SAME = "sama"
# The pages on the way lead back here through the check page.
_CHECK: dict[str, Any] = {"dari": "periksa"}


@bp.get("/deklarasi/tahunan")
@signed_in
def my_renewal() -> View:
    """The actor's Pernyataan Tahunan of this season, if one is owed."""
    mine = renewal.annual_of_visible_to(current_actor())
    if mine is None:
        return page("no_renewal", pack=pack_now())
    return redirect(url_for("disclosures.renew", disclosure_id=mine.id), 303)


@bp.route("/deklarasi/<int:disclosure_id>/tahunan", methods=["GET", "POST"])
@signed_in
def renew(disclosure_id: int) -> View:
    """S-34: what was declared last year, what is new, what changed elsewhere."""
    disclosure = _renewable(disclosure_id)
    if isinstance(disclosure, Response):
        return disclosure
    begins = renewal.beginning_for(current_actor(), disclosure)
    form, parts = _forms(disclosure, begins)
    if request.method == "POST" and request.form.get("aksi") == ALL_SAME:
        for _known, part in parts:
            part.change.data = "same"
        return _shown(disclosure, begins, form, parts)
    if request.method == "POST" and wants_to_leave():
        renewing.begin(current_actor(), disclosure, opened_at=_opened_at(form))
        return leave_with_draft(disclosure, PLACE)
    if form.validate_on_submit() and _declared(disclosure, form, parts):
        return redirect(url_for("disclosures.renew_on", disclosure_id=disclosure.id), 303)
    return _shown(disclosure, begins, form, parts)


def _renewable(disclosure_id: int) -> Any:
    """The actor's annual declaration before it is sent; a way elsewhere when it was sent."""
    disclosure = draft_at_hand(disclosure_id)
    if disclosure.kind.value != "annual":
        raise NotFound(f"annual {disclosure_id}")
    if disclosure.state.value in ("not_started", "draft"):
        return disclosure
    return redirect(url_for("disclosures.show", disclosure_id=disclosure_id), 303)


def _forms(
    disclosure: Any, begins: renewal.Beginning
) -> tuple[RenewalForm, list[tuple[renewal.Known, KnownForm]]]:
    pack, answers = pack_now(), answers_of(disclosure)
    typed = _typed(disclosure)
    said = _states_in(answers)
    parts = [
        (
            one,
            KnownForm(
                pack,
                title=wording.title_of(one.section, one.row.content["fields"]),
                ask_authority=begins.post_changed_on is not None,
                prefix=f"butir-{one.uid}-",
                formdata=typed,
                data=said.get(one.uid, {}),
            ),
        )
        for one in begins.known
    ]
    form = RenewalForm(
        pack,
        at_risk=not begins.known and _at_risk(disclosure),
        formdata=typed,
        data=_page_answers(answers),
    )
    return form, parts


def _typed(disclosure: Any) -> MultiDict[str, str] | None:
    if request.method == "POST":
        return request.form
    kept = queries.unsaved(current_actor(), disclosure, PLACE)
    return MultiDict(kept) if kept else None


def _states_in(answers: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was said of each interest already, under the names of the form."""
    return {
        item["uid"]: {
            "change": item.get("change") or None,
            "ended_on": item.get("ended_on"),
            "way": item.get("way"),
            "authority": (item.get("link") or {}).get("authority"),
        }
        for section in answers.get("sections", {}).values()
        for item in section.get("items", [])
        if item.get("change") not in ("new", "")
    }


def _page_answers(answers: dict[str, Any]) -> dict[str, Any]:
    said = answers.get("renewal", {})
    ticked = list(said.get("new", [])) + ([NOTHING_NEW] if said.get("nothing_new") else [])
    return {
        "new": ticked,
        "family_is_employee": answers.get("family_is_employee"),
        "knows_served_party": answers.get("knows_served_party"),
        "opened_at": clock.now().isoformat(),
    }


def _at_risk(disclosure: Any) -> bool:
    """Whether posts at risk are asked about the people they serve: only without any interest."""
    answers = answers_of(disclosure)
    if not answers:
        return renewal.at_risk_today_for(current_actor(), disclosure)
    return renewing.asks_served_party(answers)


def _opened_at(form: RenewalForm) -> datetime | None:
    try:
        moment = datetime.fromisoformat(form.opened_at.data or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _declared(
    disclosure: Any, form: RenewalForm, parts: list[tuple[renewal.Known, KnownForm]]
) -> bool:
    """Whether the answers could be kept; otherwise each part says what it lacks."""
    dates_read = [part.validate() for _known, part in parts]
    given = form.as_renewal({known.uid: part.as_state() for known, part in parts})
    try:
        renewing.declare(current_actor(), disclosure, given, opened_at=_opened_at(form))
    except Invalid as error:
        _tell(form, parts, error)
        return False
    return all(dates_read)


def _tell(form: RenewalForm, parts: list[tuple[renewal.Known, KnownForm]], error: Invalid) -> None:
    """A service names a field "butir-UID.change": put its sentence on that interest's form."""
    for known, part in parts:
        mark = f"butir-{known.uid}."
        for name, text in error.fields.items():
            field = name.removeprefix(mark)
            if name.startswith(mark) and not part[field].errors:
                part.tell({field: text})
    form.tell({name: text for name, text in error.fields.items() if name in form})
    if not error.fields:
        form.form_errors = [error.message]


def _shown(
    disclosure: Any,
    begins: renewal.Beginning,
    form: RenewalForm,
    parts: list[tuple[renewal.Known, KnownForm]],
) -> View:
    pack = pack_now()
    errors = [line for _one, part in parts for line in _summary_of(part)]
    shown = page(
        "renewal",
        form,
        disclosure=disclosure,
        begins=begins,
        parts=parts,
        sections={code.code: code for code in pack.codes("perhatian_khusus")},
        ended=[_title(row) for row in begins.ended],
        errors=errors,
        saved_at=saved_hour(disclosure),
        pack=pack,
    )
    return (str(shown), 422) if errors and isinstance(shown, str) else shown


def _summary_of(part: KnownForm) -> list[tuple[str, str]]:
    """What the summary of errors says of one interest; several may lack the same."""
    title = part.change.label.text
    return [
        (field.id, said(text) if field is part.change else f"{title}: {said(text)}")
        for field in part
        for text in field.errors
    ]


def _title(row: Any) -> str:
    return wording.title_of(row.interest.section, row.content["fields"])


# ── from one opened thing to the next, then to the check ──────────────────────────────────────


@bp.get("/deklarasi/<int:disclosure_id>/tahunan/lanjut")
@signed_in
@on_draft
def renew_on(disclosure: Any) -> View:
    """To the first thing the renewal still lacks, or to the check page when it lacks nothing."""
    return redirect(next_step(disclosure), 303)


def next_step(disclosure: Any) -> str:
    """Where the declarant goes next: interests that changed, new ones, data diri, the check."""
    place = queries.renewal_step(disclosure)
    here: dict[str, Any] = {"disclosure_id": disclosure.id}
    if place is None:
        return url_for("disclosures.check", **here)
    if place.kind == "states":
        return url_for("disclosures.renew", **here)
    if place.kind == "profile":
        return url_for("disclosures.profile", **here, **_CHECK)
    if place.kind == "add":
        return url_for("disclosures.new_item", **here, section=place.section, **_CHECK)
    endpoint = "disclosures.edit_item" if place.kind == "edit" else "disclosures.link"
    return url_for(endpoint, **here, section=place.section, uid=place.uid, **_CHECK)

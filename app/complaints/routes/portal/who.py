"""S-04: whom it is about. Colleagues are found by name, without a list of them."""

from typing import Any

from flask import flash, jsonify, make_response, request
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.complaints import lookups
from app.complaints.forms.portal.who import WhoForm, who_data
from app.complaints.routes.portal.draft import (
    CHANGE,
    TOO_MANY,
    button_pressed,
    form_of,
    leaves_unfinished,
    saved,
    step_page,
    story_so_far,
)
from app.complaints.routes.portal.front import bp
from app.complaints.services import braking
from app.complaints.services.braking import Door, TooMany
from app.web.filters import said
from app.web.guards import public
from app.web.incoming import record_number_or_none
from app.web.views import View

_SHORTEST_SEARCH = 3
_MOST_FOUND = 5


def who_step() -> View:
    told = story_so_far()
    form = form_of(WhoForm, who_data(told))
    form.offer_units(lookups.units_to_choose())
    found, searched = _found_people(form)
    form.offer_people(found)
    if request.method == "POST" and button_pressed() not in ("cari", CHANGE):
        good = form.validate_on_submit()
        if good or leaves_unfinished():
            picked = _picked(form, found)
            now_told = form.into(told, picked, lookups.unit_of(picked.id if picked else None))
            return saved(now_told, 1, whole=good)
    return step_page("who", form, 1, found=found, searched=searched)


def _found_people(form: WhoForm) -> tuple[list[Any], bool]:
    """At most five, when there is something to look for; the one picked before stays in sight."""
    words = (form.terlapor_cari.data or "").strip()
    if len(words) < _SHORTEST_SEARCH or form.terlapor_mode.data not in ("name", ""):
        return [], False
    if request.method == "POST" and button_pressed() == "cari":
        return _search(words), True
    picked = record_number_or_none(form.terlapor_id.data or "")
    return [one for one in [lookups.colleague(picked)] if one is not None], False


def _search(words: str) -> list[Any]:
    try:
        braking.knock(Door.NAMES, visitor_ip_hash())
    except TooMany as error:
        flash(said(error.message), "warning")
        return []
    return lookups.people_named(words, _MOST_FOUND)


def _picked(form: WhoForm, found: list[Any]) -> Any:
    chosen = record_number_or_none(form.terlapor_id.data or "")
    return next((one for one in found if one.id == chosen), None)


@bp.get("/nama")
@public
def names() -> Response:
    """Type-ahead: name, unit and post only, at most five after three letters."""
    words = request.args.get("q", "").strip()
    if len(words) < _SHORTEST_SEARCH:
        return jsonify([])
    try:
        braking.knock(Door.NAMES, visitor_ip_hash())
    except TooMany:
        return make_response(jsonify([]), TOO_MANY)
    return jsonify(
        [{"id": one.id, "label": one.label} for one in lookups.people_named(words, _MOST_FOUND)]
    )

"""S-40: an official tells that his own interest meets a decision he is taking part in."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.disclosures import queries, wording
from app.disclosures.forms.incidents import IncidentForm
from app.disclosures.routes.front import bp, pack_now, page
from app.disclosures.services import incidents
from app.web.forms import result_of
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View


@bp.route("/laporan-kejadian", methods=["GET", "POST"])
@signed_in
@takes_files
def report_incident() -> View:
    """Which decision, which interest; `?urusan=` and `?butir=` come from the check before deciding."""
    actor, pack = current_actor(), pack_now()
    mine = queries.open_matters_visible_to(actor)
    known = queries.current_interests_for(actor)
    form = IncidentForm(
        data={"matter": request.args.get("urusan", ""), "interest": _asked_interest(known)}
    )
    form.offer(
        [(str(one.id), f"{one.number} · {one.title}") for one in mine],
        [(row.interest.uid, _title(row)) for row in known],
        pack,
    )
    if form.validate_on_submit():
        begun = result_of(form, lambda: incidents.begin(actor, form.as_told()))
        if begun is not None:
            return _onward(*begun)
    draft = next(
        (one for one in queries.open_of_visible_to(actor) if one.kind.value == "event"), None
    )
    return page("incident", form, pack=pack, draft=draft)


def _asked_interest(known: list[Any]) -> str:
    """`?butir=` is the number of the interest."""
    asked = request.args.get("butir", "")
    return next((row.interest.uid for row in known if str(row.interest_id) == asked), "")


def _title(row: Any) -> str:
    return wording.title_of(row.interest.section, row.content["fields"])


def _onward(disclosure: Any, section: str, uid: str | None) -> Response:
    """An interest known so far: its four questions once more; a new one: first what it is."""
    values = {"disclosure_id": disclosure.id, "section": section, "dari": "periksa"}
    if uid is None:
        flash(_("Nyatakan dulu kepentingannya."), "info")
        return redirect(url_for("disclosures.new_item", **values), 303)
    return redirect(url_for("disclosures.link", uid=uid, **values), 303)

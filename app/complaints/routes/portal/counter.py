"""S-94: a complaint told at the counter, by telephone, letter or WhatsApp, written by the desk."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.complaints import wording
from app.complaints.forms.portal.counter import CounterForm
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import (
    REPEAT_POST,
    UNPROCESSABLE,
    carried,
    channel_of_draft,
    form_of,
    identity_carried,
    opened_from_check,
    story_so_far,
)
from app.complaints.routes.portal.front import bp
from app.complaints.routes.visit import show
from app.complaints.services import drafts
from app.complaints.story import Story
from app.core import clock
from app.core.actor import Role
from app.web.guards import only, repeatable
from app.web.views import View


@bp.route("/loket", methods=["GET", "POST"])
@only(Role.INTAKE_OFFICER)
@repeatable
def counter() -> View:
    """How and when it came; then the same four steps, in a visit of its own."""
    form = form_of(CounterForm, _as_kept() if opened_from_check() else _now())
    if request.method == "POST" and not opened_from_check() and form.validate_on_submit():
        return _changed(form) if identity_carried() else _begun(form)
    status = UNPROCESSABLE if form.errors else 200
    return show("counter", form=form, carried=carried()), status


def _now() -> dict[str, Any]:
    return _at(clock.now())


def _as_kept() -> dict[str, Any]:
    return _at(story_so_far().came_at or clock.now()) | {"saluran": channel_of_draft().value}


def _at(moment: datetime) -> dict[str, Any]:
    local = clock.local(moment)
    return {"diterima_tanggal": local.date(), "diterima_jam": f"{local:%H.%M}"}


def _begun(form: CounterForm) -> Response:
    _keep(visit.renew(), Story(), form)
    return redirect(url_for("portal.step", number=1), 303)


def _changed(form: CounterForm) -> Response:
    """The check page had it wrong: the same draft, and the identity goes back with the form."""
    _keep(visit.visit(), story_so_far(), form)
    return redirect(url_for("portal.step", number=4), REPEAT_POST)


def _keep(where: str, told: Story, form: CounterForm) -> None:
    moment = form.moment()
    told = replace(told, received_at=moment.isoformat() if moment else None)
    drafts.save(where, told, wording.counter_channel(form.saluran.data), visitor_ip_hash())

"""The superior watches: check points, actions done or prolonged, revision, breach."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.measures import queries
from app.measures.forms.watching import BreachForm, CallOffForm, CheckForm, UntilForm
from app.measures.routes.front import bp, on_step, page, shown, signed
from app.measures.services import referring, revising, watching
from app.measures.workflow import FLOW
from app.web.forms import ConfirmForm, went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View


def _to(plan: Any) -> Response:
    return redirect(url_for("measures.show", plan_id=plan.id), 303)


@bp.route("/rencana/<int:plan_id>/periksa", methods=["GET", "POST"])
@signed_in
@takes_files
def check(plan_id: int) -> View:
    """S-65: what was found, and on, change or close."""
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    on_step(plan, "check")
    form = CheckForm(data={"revision": queries.checks_of(plan)})
    if form.validate_on_submit() and went_through(
        form, lambda: watching.check(actor, plan, form.as_input(), form.seen)
    ):
        flash(_("Hasil titik pantau disimpan."), "success")
        return _to(plan)
    return page("check", form, **shown(actor, plan))


@bp.post("/rencana/<int:plan_id>/ubah")
@signed_in
def revise(plan_id: int) -> View:
    """Write the next revision; the plan in force stays until it is set."""
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    revising.revise(actor, plan)
    flash(_("Rancangan perubahan dibuka. Rencana lama tetap berlaku sampai ditetapkan."), "info")
    return _to(plan)


@bp.route("/rencana/<int:plan_id>/batalkan-perubahan", methods=["GET", "POST"])
@signed_in
def call_off(plan_id: int) -> View:
    """Give a change up again; the plan in force stands."""
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    form = CallOffForm(data={"revision": plan.revision})
    if form.validate_on_submit() and went_through(
        form, lambda: revising.call_off(actor, plan, form.reason.data or "", form.seen)
    ):
        flash(_("Perubahan dibatalkan. Rencana yang sudah ditetapkan tetap berlaku."), "success")
        return _to(plan)
    FLOW.check(plan, revising.step_back(plan), actor)
    return page("call_off", form, plan=plan, version=plan.latest)


@bp.post("/rencana/<int:plan_id>/tindakan/<int:action_id>/selesai")
@signed_in
def finish_action(plan_id: int, action_id: int) -> View:
    actor, form = current_actor(), ConfirmForm()
    plan, action = queries.action_for(actor, plan_id, action_id)
    if not went_through(form, lambda: watching.finish_action(actor, plan, action)):
        return page("show", form, **shown(actor, plan), missing={}, choices=[])
    flash(_("Tindakan dinyatakan selesai."), "success")
    return _to(plan)


@bp.route("/rencana/<int:plan_id>/tindakan/<int:action_id>/batas", methods=["GET", "POST"])
@signed_in
def extend_action(plan_id: int, action_id: int) -> View:
    """More time for one action."""
    actor, form = current_actor(), UntilForm()
    plan, action = queries.action_for(actor, plan_id, action_id)
    if form.validate_on_submit() and went_through(
        form, lambda: watching.extend_action(actor, plan, action, form.until.data)
    ):
        flash(_("Batas tindakan diperpanjang; pegawai diberi tahu."), "success")
        return _to(plan)
    return page("until", form, plan=plan, action=action)


@bp.route("/rencana/<int:plan_id>/pelanggaran", methods=["GET", "POST"])
@signed_in
def refer(plan_id: int) -> View:
    """Record a breach and write the referral letter; the sanction is decided elsewhere."""
    actor, form = current_actor(), BreachForm()
    plan = queries.plan_for(actor, plan_id)
    on_step(plan, "refer")
    if form.validate_on_submit() and signed(form):
        breach = referring.Breach(
            form.happened_on.data, form.what.data or "", form.proof.data or ""
        )
        if went_through(form, lambda: referring.refer(actor, plan, breach)):
            flash(_("Pelanggaran dicatat. Surat rujukan sedang disiapkan."), "success")
            return _to(plan)
    return page("breach", form, plan=plan)

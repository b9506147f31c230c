"""What became of a referral: taken up, decided; written down by the Inspektorat."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.core.actor import Role
from app.measures import queries
from app.measures.forms.referrals import DecisionForm
from app.measures.routes.front import bp, page
from app.measures.services import referring
from app.web.forms import went_through
from app.web.guards import current_actor, only
from app.web.views import View


@bp.post("/rujukan/<int:referral_id>/proses")
@only(Role.INSPECTOR)
def take_up(referral_id: int) -> View:
    actor = current_actor()
    referral = queries.referral_for(actor, referral_id)
    referring.take_up(actor, referral)
    flash(_("Dicatat: sedang diproses di luar."), "success")
    return redirect(url_for("measures.show", plan_id=referral.plan_id), 303)


@bp.route("/rujukan/<int:referral_id>/putusan", methods=["GET", "POST"])
@only(Role.INSPECTOR)
def decision(referral_id: int) -> View:
    """Number, day and kind of what was decided elsewhere."""
    actor, form = current_actor(), DecisionForm()
    referral = queries.referral_for(actor, referral_id)
    if form.validate_on_submit() and went_through(
        form,
        lambda: referring.note_decision(
            actor, referral, form.decision_number.data or "", form.decided_on.data,
            form.kind.data or "",
        ),
    ):  # fmt: skip
        flash(_("Putusan di luar dicatat."), "success")
        return redirect(url_for("measures.show", plan_id=referral.plan_id), 303)
    return page("decision", form, referral=referral)

"""S-82: the computed line, sending the case, taking it over, naming a companion, stepping aside."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.core.errors import WrongState
from app.reviews import queries
from app.reviews.forms.sending import CompanionForm, ReasonForm, RouteForm
from app.reviews.routes.front import Record, page, sheet, to_case
from app.reviews.services import examining, opening, reviewing
from app.reviews.workflow import FLOW
from app.web.forms import went_through
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View

bp = Blueprint("review_route", __name__)


@bp.route("/pemeriksaan/baru/<origin_type>/<int:origin_id>", methods=["GET", "POST"])
@signed_in
def send(origin_type: str, origin_id: int) -> View:
    """Who would examine, review and oversee, with everybody passed over; then it is sent."""
    actor, form = current_actor(), RouteForm(data={"who": "superior"})
    offered = queries.opening_for(actor, origin_type, origin_id)
    preview = opening.preview_for(actor, offered)
    form.offer(queries.choices_for(actor, preview.inspectors))
    opened: list[Record] = []
    if not preview.complete:
        form.form_errors = [_("Rantai atasan belum lengkap. Minta admin melengkapi.")]
    elif form.validate_on_submit() and went_through(
        form, lambda: opened.append(opening.open_review(actor, offered, form.as_assigned()))
    ):
        flash(_("Dikirim ke pemeriksa. Surat tugas sedang disiapkan."), "success")
        return to_case(opened[0].id)
    people = queries.choices_for(
        actor,
        [
            one
            for one in (
                preview.examiner_id,
                preview.reviewer_id,
                preview.keeper_id,
                *preview.further,
            )
            if one
        ],
    )
    names = {one.person_id: one.label for one in people}
    further = [names[one] for one in preview.further if one in names]
    return page(
        "send", form, offered=offered, preview=preview, names=names, further=further,
        origin_page=queries.origin_page_for(actor, origin_type, origin_id),
    )  # fmt: skip


@bp.route("/pemeriksaan/<int:review_id>/rute", methods=["GET", "POST"])
@signed_in
def take_over(review_id: int) -> View:
    """The line as it stands; the Inspektorat may take over."""
    actor, form = current_actor(), RouteForm()
    review = queries.review_for(actor, review_id)
    form.offer(queries.inspectors_for(actor, review))
    if request.method == "GET" or not FLOW.may(review, "take_over", actor):
        form.revision.data, form.who.data = str(review.revision), "inspectorate"
        return page("take_over", form, **sheet(review))
    form.who.data = "inspectorate"
    if form.validate() and went_through(
        form, lambda: opening.take_over(actor, review, form.as_assigned(), seen=form.seen)
    ):
        flash(_("Pemeriksaan diambil alih. Batas waktunya tetap."), "success")
        return to_case(review_id)
    return page("take_over", form, **sheet(review))


@bp.route("/pemeriksaan/<int:review_id>/pendamping", methods=["GET", "POST"])
@signed_in
def accompany(review_id: int) -> View:
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    FLOW.check(review, "accompany", actor)
    form = CompanionForm(data={"revision": str(review.revision)})
    form.offer(queries.inspectors_for(actor, review))
    chosen = record_number_or_none(form.companion.data or "")
    if form.validate_on_submit() and went_through(
        form, lambda: opening.accompany(actor, review, chosen, seen=form.seen)
    ):
        flash(_("Pendamping ditunjuk."), "success")
        return to_case(review_id)
    return page("accompany", form, **sheet(review))


@bp.route("/pemeriksaan/<int:review_id>/mundur", methods=["GET", "POST"])
@signed_in
def step_aside(review_id: int) -> View:
    """The examiner or the reviewer is concerned himself: on to the next one up."""
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    passing_up = FLOW.may(review, "pass_up", actor)
    if not passing_up and not FLOW.may(review, "step_aside", actor):
        raise WrongState(_("Perkara ini tidak sedang Anda tangani."))
    form = ReasonForm(data={"revision": str(review.revision)})
    reason = form.reason.data or ""

    def act() -> None:
        if passing_up:
            reviewing.pass_up(actor, review, reason, seen=form.seen)
        else:
            examining.step_aside(actor, review, reason)

    if form.validate_on_submit() and went_through(form, act):
        flash(_("Perkara diteruskan ke atasan berikutnya."), "success")
        return redirect(url_for("reviews.index"), 303)
    return page("step_aside", form, passing_up=passing_up, **sheet(review))

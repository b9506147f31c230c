"""S-66: asking the accused and the reporter, notes, findings."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.core import clock
from app.core.actor import Actor
from app.regulations import queries as regulations
from app.reviews import queries, wording
from app.reviews.forms.examining import AskAccusedForm, AskReporterForm, FindingForm, NoteForm
from app.reviews.routes.front import Record, page, sheet, to_case
from app.reviews.services import examining
from app.reviews.workflow import FLOW
from app.web.forms import went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View

bp = Blueprint("review_work", __name__)


def _worked_on(actor: Actor, review_id: int, action: str) -> Record:
    """The case, for whoever may do this now. Raises NotFound, NotAllowed, WrongState."""
    review = queries.review_for(actor, review_id)
    FLOW.check(review, action, actor)
    return review


@bp.route("/pemeriksaan/<int:review_id>/terlapor", methods=["GET", "POST"])
@signed_in
def ask_accused(review_id: int) -> View:
    actor, form = current_actor(), AskAccusedForm()
    review = _worked_on(actor, review_id, "ask_accused")
    facts = sheet(review)
    if request.method == "GET":
        form.allegation.data = "\n".join(one.text for one in review.allegations)
        running = facts["clock"].running if facts["clock"] else None
        form.due_on.process_data(running.due_on if running else None)
    if form.validate_on_submit() and went_through(
        form,
        lambda: examining.ask_accused(
            actor, review, form.allegation.data or "", form.questions.data or "", form.due_on.data
        ),
    ):
        flash(_("Permintaan keterangan dikirim kepada terlapor."), "success")
        return to_case(review_id)
    return page("ask_accused", form, **facts)


@bp.route("/pemeriksaan/<int:review_id>/pelapor", methods=["GET", "POST"])
@signed_in
def ask_reporter(review_id: int) -> View:
    actor, form = current_actor(), AskReporterForm()
    review = _worked_on(actor, review_id, "ask_reporter")
    if form.validate_on_submit() and went_through(
        form,
        lambda: examining.ask_reporter(actor, review, form.text.data or "", form.answer_by.data),
    ):
        flash(_("Pertanyaan dikirim melalui Inspektorat."), "success")
        return to_case(review_id)
    return page(
        "ask_reporter", form, exchanges=queries.exchanges_for(actor, review), **sheet(review)
    )


@bp.route("/pemeriksaan/<int:review_id>/catatan", methods=["GET", "POST"])
@signed_in
@takes_files
def note(review_id: int) -> View:
    actor, form = current_actor(), NoteForm()
    review = _worked_on(actor, review_id, "note")
    if form.validate_on_submit() and went_through(
        form, lambda: examining.keep_note(actor, review, form.as_noted())
    ):
        flash(_("Catatan disimpan."), "success")
        return to_case(review_id)
    return page("note", form, **sheet(review))


@bp.get("/pemeriksaan/<int:review_id>/dugaan")
@signed_in
def findings(review_id: int) -> View:
    """The allegations, each with how far its finding is."""
    actor = current_actor()
    review = _worked_on(actor, review_id, "find")
    return page("findings", **sheet(review))


@bp.route("/pemeriksaan/<int:review_id>/dugaan/<int:position>", methods=["GET", "POST"])
@signed_in
def find(review_id: int, position: int) -> View:
    actor, form = current_actor(), FindingForm()
    review, allegation = queries.allegation_for(actor, review_id, position)
    FLOW.check(review, "find", actor)
    evidence = queries.case_file_for(actor, review).evidence
    exchanges = queries.exchanges_for(actor, review)
    form.offer(
        regulations.pack_on(clock.today()), wording.basis_choices(review, evidence, exchanges)
    )
    if request.method == "GET":
        form.show(review, allegation)
    if form.validate_on_submit() and went_through(
        form,
        lambda: examining.save_finding(
            actor, review, allegation, form.as_finding(), seen=form.seen
        ),
    ):
        flash(_("Temuan disimpan."), "success")
        return redirect(url_for("review_work.findings", review_id=review_id), 303)
    return page("finding", form, allegation=allegation, **sheet(review))

"""S-51: what the accused is asked, his reply, and the outcome as he may read it."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from app.attachments import queries as attachments
from app.reviews import queries
from app.reviews.forms.replies import AnswerForm
from app.reviews.routes.front import page
from app.reviews.services import examining
from app.web.forms import went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View

bp = Blueprint("replies", __name__)


@bp.get("/keterangan")
@signed_in
def index() -> View:
    """Requests to the actor, and outcomes about him."""
    actor = current_actor()
    return page(
        "replies",
        questions=queries.questions_visible_to(actor),
        outcomes=queries.outcomes_visible_to(actor),
    )


@bp.route("/keterangan/<int:question_id>", methods=["GET", "POST"])
@signed_in
@takes_files
def answer(question_id: int) -> View:
    actor, form = current_actor(), AnswerForm()
    question = queries.question_for(actor, question_id)
    still = queries.may_answer(question)
    if not still:
        return page("reply", question=question, files=attachments.attachments_of(actor, question))
    if form.validate_on_submit() and went_through(
        form, lambda: examining.answer(actor, question, form.as_answer())
    ):
        flash(_("Keterangan terkirim."), "success")
        return redirect(url_for("replies.answer", question_id=question_id), 303)
    return page("answer", form, question=question, overdue=queries.is_overdue(question))

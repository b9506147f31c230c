"""S-09: the number, the secret code and the paper."""

from flask import flash, make_response, redirect, request, url_for

from app.complaints import lookups, wording
from app.complaints.forms.portal.codes import ConfirmForm
from app.complaints.paper import receipt_pdf
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import UNPROCESSABLE
from app.complaints.routes.portal.front import bp
from app.complaints.routes.visit import show
from app.complaints.services import receipts, receiving
from app.complaints.workflow import CHECK
from app.core import clock
from app.core.errors import Invalid, WrongState
from app.web.filters import said
from app.web.guards import current_actor, public, repeatable
from app.web.views import View


@bp.get("/tanda-terima")
@public
def receipt() -> View:
    """The code the first time; afterwards only on request, once."""
    if receiving.receipt_of(visit.visit()) is None:
        return redirect(url_for("portal.before"), 303)
    first = not receipts.was_shown(visit.visit())
    shown = receipts.show(visit.visit()) if first else receipts.seen(visit.visit())
    return _receipt_page(shown, ConfirmForm())


def _receipt_page(shown: receipts.Shown, form: ConfirmForm, status: int = 200) -> View:
    text = show(
        "receipt", shown=shown, form=form, due=receiving.due_day(shown.complaint),
        evidence=lookups.evidence_count(shown.complaint),
        check_term=lookups.term_in_words(CHECK),
        counter=shown.complaint.channel in wording.AT_COUNTER,
        after_hours=shown.complaint.counted_from != clock.local(shown.complaint.received_at).date(),
    )  # fmt: skip
    return text, status


@bp.post("/tanda-terima/lagi")
@public
@repeatable
def again() -> View:
    """`Tampilkan lagi`, once."""
    try:
        shown = receipts.show(visit.visit())
    except WrongState as error:
        flash(said(error.message), "warning")
        return redirect(url_for("portal.receipt"), 303)
    return _receipt_page(shown, ConfirmForm())


@bp.post("/tanda-terima/unduh")
@public
@repeatable
def download() -> View:
    """DOK-02 with the code, made for this visit and kept nowhere."""
    try:
        shown = receipts.print_out(visit.visit())
    except WrongState as error:
        flash(said(error.message), "warning")
        return redirect(url_for("portal.receipt"), 303)
    office = (
        request.form.get("salinan") == "kantor" and shown.complaint.channel in wording.AT_COUNTER
    )
    paper = receipt_pdf(
        shown.complaint,
        "" if office else shown.code,
        lookups.evidence_count(shown.complaint),
        receiving.due_day(shown.complaint),
    )
    answer = make_response(paper)
    answer.mimetype = "application/pdf"
    name = f"tanda-terima-{shown.complaint.number}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/tanda-terima")
@public
@repeatable
def confirm() -> View:
    """The last group of the code proves that it was kept; then this browser forgets everything."""
    form = ConfirmForm()
    if receiving.receipt_of(visit.visit()) is None:
        return redirect(url_for("portal.before"), 303)
    if form.validate_on_submit():
        try:
            complaint = receipts.confirm(visit.visit(), form.akhir.data or "")
        except Invalid as error:
            form.tell(error.fields)
        else:
            visit.end()
            return show(
                "done", number=complaint.number, at_counter=complaint.channel in wording.AT_COUNTER,
                signed_in=current_actor().person_id is not None,
            )  # fmt: skip
    return _receipt_page(receipts.seen(visit.visit()), form, UNPROCESSABLE)

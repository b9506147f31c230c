"""S-12 and S-87: filing an objection, checking its form, deciding it, the appeal, the list."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts.dialogue import signed
from app.audit.services import record_reading
from app.core.errors import Invalid
from app.objections import queries
from app.objections.forms import (
    STATES,
    AdmitForm,
    AppealForm,
    CarriedOutForm,
    FileForm,
    RulingForm,
)
from app.objections.services import admitting, deciding, filing
from app.objections.workflow import FLOW
from app.regulations.pages import pages_in
from app.web.forms import went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View

bp = Blueprint("objections", __name__)
Record = Any  # an objection; pages touch no tables
_page = pages_in("objections")


@bp.get("/keberatan")
@signed_in
def index() -> View:
    """One's own, those one looks at, and for the inspectors all they may see."""
    state = request.args.get("status", "")
    state = state if state in {one.value for one in STATES} else ""
    number = request.args.get("halaman", 1, type=int)
    found = queries.objections_visible_to(current_actor(), state, number)
    return _page("index", found=found, states=STATES, shown=state)


@bp.route("/keberatan/baru/<subject_type>/<int:subject_id>", methods=["GET", "POST"])
@signed_in
@takes_files
def new(subject_type: str, subject_id: int) -> View:
    """S-12, for a decision on oneself."""
    actor = current_actor()
    ground, decided = queries.decision_for(actor, subject_type, subject_id)
    form = FileForm(data={"known_on": decided.decided_on})
    filed: list[Record] = []
    if form.validate_on_submit() and went_through(
        form,
        lambda: filed.append(filing.file(actor, subject_type, subject_id, form.as_wanted())),
    ):
        flash(_("Keberatan diajukan. Tanda terima sedang disiapkan."), "success")
        return redirect(url_for("objections.show", objection_id=filed[0].id), 303)
    return _page(
        "new", form, ground=ground, decided=decided, until=queries.last_day_for(actor, decided),
        back=ground.page(subject_id),
    )  # fmt: skip


@bp.get("/keberatan/<int:objection_id>")
@signed_in
def show(objection_id: int) -> View:
    actor = current_actor()
    objection = queries.objection_for(actor, objection_id)
    if objection.person_id != actor.person_id:
        record_reading(actor, objection, "Menelaah keberatan")
    return _page("show", **_sheet(objection))


def _sheet(objection: Record) -> dict[str, Any]:
    actor = current_actor()
    return {
        "objection": objection,
        "own": objection.person_id == actor.person_id,
        "clock": queries.clock_of(objection),
        "decision": queries.decision_told_for(actor, objection),
        "steps": queries.steps_for(actor, objection),
        "letters": queries.letters_for(actor, objection),
        "files": queries.evidence_for(actor, objection),
        "moves": {row.action for row in FLOW.moves_open_to(actor, objection)},
    }


def _to(objection_id: int) -> View:
    return redirect(url_for("objections.show", objection_id=objection_id), 303)


@bp.route("/keberatan/<int:objection_id>/syarat", methods=["GET", "POST"])
@signed_in
def admit(objection_id: int) -> View:
    actor, form = current_actor(), AdmitForm()
    objection = queries.objection_for(actor, objection_id)
    if not FLOW.may(objection, "admit", actor):
        return _to(objection_id)
    form.reviewer.choices = [
        (str(one.person_id), one.label) for one in queries.reviewers_for(actor, objection)
    ]
    if form.validate_on_submit() and went_through(form, lambda: _admitted(form, objection)):
        flash(_("Pemeriksaan syarat dicatat."), "success")
        return _to(objection_id)
    return _page("admit", form, **_sheet(objection))


def _admitted(form: AdmitForm, objection: Record) -> None:
    actor = current_actor()
    if form.result.data == "reject":
        admitting.reject(actor, objection, form.reason.data or "")
    elif form.result.data == "admit":
        admitting.admit(actor, objection, form.reviewer_id, form.number.data or "")
    else:
        raise Invalid(fields={"result": _("Pilih hasil pemeriksaan syarat.")})


@bp.route("/keberatan/<int:objection_id>/putusan", methods=["GET", "POST"])
@signed_in
def decide(objection_id: int) -> View:
    """The objection's ruling, or that of the appeal; signed with the password."""
    actor = current_actor()
    objection = queries.objection_for(actor, objection_id)
    appealing = FLOW.may(objection, "decide_appeal", actor)
    if not appealing and not FLOW.may(objection, "grant", actor):
        return _to(objection_id)
    form = RulingForm(data={"revision": str(objection.revision)})
    form.offer(queries.follows_offered(objection))
    act = deciding.decide_appeal if appealing else deciding.decide
    if _signed(form, objection) and went_through(
        form, lambda: act(actor, objection, form.as_ruling(), revision=form.seen)
    ):
        flash(_("Putusan ditetapkan. Surat sedang disiapkan."), "success")
        return _to(objection_id)
    return _page("decide", form, **_sheet(objection), appealing=appealing)


def _signed(form: RulingForm, objection: Record) -> bool:
    """Whether it can be read and is signed; else everything that is missing is said at once."""
    if not form.validate_on_submit():
        return False
    if signed(form, _("Kata sandi tidak cocok. Putusan belum ditetapkan.")):
        return True
    form.tell_rest(deciding.problems_with(objection, form.as_ruling()))
    return False


@bp.route("/keberatan/<int:objection_id>/pelaksanaan", methods=["GET", "POST"])
@signed_in
def carry_out(objection_id: int) -> View:
    """What was done because the objection was granted."""
    actor, form = current_actor(), CarriedOutForm()
    objection = queries.objection_for(actor, objection_id)
    if not FLOW.may(objection, "carry_out", actor):
        return _to(objection_id)
    if form.validate_on_submit() and went_through(
        form, lambda: deciding.carry_out(actor, objection, form.reason.data or "")
    ):
        flash(_("Pelaksanaan putusan dicatat."), "success")
        return _to(objection_id)
    return _page("carry_out", form, **_sheet(objection))


@bp.route("/keberatan/<int:objection_id>/banding", methods=["GET", "POST"])
@signed_in
def appeal(objection_id: int) -> View:
    actor, form = current_actor(), AppealForm()
    objection = queries.objection_for(actor, objection_id)
    if not FLOW.may(objection, "appeal", actor):
        return _to(objection_id)
    if form.validate_on_submit() and went_through(
        form, lambda: deciding.appeal(actor, objection, form.reason.data or "")
    ):
        flash(_("Banding diajukan."), "success")
        return _to(objection_id)
    return _page("appeal", form, **_sheet(objection))

"""S-12 for people from outside: a party objects, a reporter objects, both come back with their code."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for

from app.accounts.sessions import visitor_ip_hash
from app.core.actor import PUBLIC
from app.core.errors import NotFound
from app.objections import queries
from app.objections.forms import AppealForm, FileForm, PartyForm
from app.objections.services import deciding, filing
from app.objections.workflow import FLOW
from app.regulations.pages import pages_in
from app.visits import services as visits
from app.visits.doors import all_doors
from app.visits.visiting import NOBODY, visitor
from app.web.forms import went_through
from app.web.guards import public, takes_files
from app.web.views import View

bp = Blueprint("outside_objections", __name__)
_shown = pages_in("objections", **NOBODY)
DOOR, MOST, WINDOW = "keberatan", 5, timedelta(hours=1)
_SAID = ("diajukan", "banding")


@bp.route("/ajukan-keberatan", methods=["GET", "POST"])
@public
@takes_files
def new() -> View:
    """A party of a decision; number and code are shown once, on the page that answers."""
    form, made = PartyForm(), []
    if form.validate_on_submit() and went_through(form, lambda: made.append(_filed(form))):
        objection, code = made[0]
        return _shown("filed", objection=objection, code=code, clock=queries.clock_of(objection))
    return _shown("from_outside", form)


def _filed(form: PartyForm) -> Any:
    visits.knock(DOOR, visitor_ip_hash(), MOST, WINDOW)
    return filing.file_from_outside(
        PUBLIC, form.as_party(), form.number.data or "", form.as_wanted()
    )


@bp.get("/lacak/keberatan")
@public
def index() -> View:
    """Every objection that the visitor's code opens: one's own, or those about one's complaint."""
    actor = visitor()
    found = queries.objections_through(actor)
    return _shown(
        "visited",
        sheets=[
            {
                "objection": one,
                "clock": queries.clock_of(one),
                "steps": queries.steps_for(actor, one),
                "letters": queries.letters_for(actor, one),
                "may_appeal": FLOW.may(one, "appeal", actor),
            }
            for one in found
        ],
        through_complaint=any(table != "objections" for table, _id in actor.opened),
        back_to_complaint=next(
            (
                door.page
                for door in all_doors()
                for table, _id in actor.opened
                if door.subject_type == table
            ),
            "/lacak",
        ),
        said=request.args.get("hasil") if request.args.get("hasil") in _SAID else None,
    )


@bp.route("/lacak/keberatan/baru/<subject_type>", methods=["GET", "POST"])
@public
@takes_files
def by_reporter(subject_type: str) -> View:
    """Against what one's own complaint came to; which complaint, the visit says."""
    actor = visitor()
    subject_id = next((number for _table, number in actor.opened), 0)
    ground, decided = queries.decision_for(actor, subject_type, subject_id)
    form = FileForm(data={"known_on": decided.decided_on})
    if form.validate_on_submit() and went_through(
        form, lambda: filing.file(actor, subject_type, subject_id, form.as_wanted())
    ):
        return redirect(url_for("outside_objections.index", hasil="diajukan"), 303)
    return _shown(
        "by_reporter", form, ground=ground, decided=decided,
        until=queries.last_day_for(actor, decided),
    )  # fmt: skip


@bp.route("/lacak/keberatan/<int:objection_id>/banding", methods=["GET", "POST"])
@public
def appeal(objection_id: int) -> View:
    actor, form = visitor(), AppealForm()
    objection = queries.objection_for(actor, objection_id)
    if not FLOW.may(objection, "appeal", actor):
        raise NotFound(f"appeal {objection_id}")
    if form.validate_on_submit() and went_through(
        form, lambda: deciding.appeal(actor, objection, form.reason.data or "")
    ):
        return redirect(url_for("outside_objections.index", hasil="banding"), 303)
    return _shown("appeal_outside", form, objection=objection)

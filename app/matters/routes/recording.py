"""Entering a matter (S-86)."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.core import clock
from app.matters import queries, wording
from app.matters.forms import MatterForm
from app.matters.routes.front import SAID_IN_FORM, bp, page
from app.matters.services import checking, deciding, entries, recording
from app.matters.workflow import FLOW
from app.people.picking import picked
from app.web.forms import result_of, typed_rows
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View


@bp.route("/urusan/baru", methods=["GET", "POST"])
@signed_in
def new() -> View:
    actor, form = current_actor(), MatterForm()
    form.offer([(unit.id, unit.name) for unit in queries.units_offered_to(actor)])
    if request.method == "GET" and actor.person_id is not None:
        first = form.officials.entries[0].form
        first.person.data, first.person_id.data = queries.own_label(actor), str(actor.person_id)
    return _entering(form, lambda wanted: recording.record(actor, wanted))


@bp.route("/urusan/<int:matter_id>/ulang", methods=["GET", "POST"])
@signed_in
def again(matter_id: int) -> View:
    """The matter that takes the place of one whose decision is to be made again, by others."""
    actor = current_actor()
    matter = queries.matter_for(actor, matter_id)
    FLOW.check(matter, "close", actor)
    form = MatterForm(data=wording.as_begun_again(matter, queries.parties_of(matter)))
    units = {unit.id: unit.name for unit in queries.units_offered_to(actor)}
    form.offer(list(({matter.unit_id: matter.unit.name} | units).items()))
    return _entering(form, lambda wanted: deciding.do_again(actor, matter, wanted), repeats=matter)


def _entering(
    form: MatterForm, enter: Callable[[entries.MatterWanted], Any], repeats: Any = None
) -> View:
    """The page that enters a matter, and what comes of it. `repeats`: the matter it replaces."""
    if request.method == "POST" and _takes_another_row(form):
        return page("new", form, repeats=repeats)
    valid = form.validate_on_submit()
    if form.is_submitted():
        valid = _look_up(form) and valid
    if valid:
        made = result_of(form, lambda: enter(_wanted(form)), also=SAID_IN_FORM)
        if made is not None:
            flash(_("Urusan dicatat."), "success")
            return redirect(url_for("matters.show", matter_id=made.id), 303)
    elif form.is_submitted():
        form.tell_rest(checking.check(current_actor(), _wanted(form)))
    return page("new", form, repeats=repeats)


def _takes_another_row(form: MatterForm) -> bool:
    """Whether another party or official was asked for, without JavaScript."""
    rows = {"pihak": form.parties, "petugas": form.officials}.get(request.form.get("aksi", ""))
    if rows is not None and len(rows.entries) < rows.max_entries:
        rows.append_entry()
    return rows is not None


def _look_up(form: MatterForm) -> bool:
    """Whom the typed officials mean; says so beside the field where nobody or several are."""
    for number, entry in enumerate(typed_rows(form.officials)):
        found = picked(form, f"officials.{number}.person")
        entry.form.person_id.data = str(found or "")
    return not form.errors


def _wanted(form: MatterForm) -> entries.MatterWanted:
    return entries.MatterWanted(
        title=form.title.data or "",
        number=form.number.data or "",
        kind=wording.kind_of(form.kind.data),
        unit_id=record_number_or_none(form.unit.data or "") or 0,
        received_on=form.received_on.data or clock.today(),
        parties=[
            entries.PartyWanted(p.kind.data, p.name.data or "", p.nib.data or "", p.npwp.data or "")
            for p in (entry.form for entry in typed_rows(form.parties))
        ],
        officials=[
            entries.OfficialWanted(
                record_number_or_none(o.person_id.data or "") or 0, wording.role_of(o.role.data)
            )
            for o in (entry.form for entry in typed_rows(form.officials))
        ],
        complete=wording.answer(form.complete.data),
        sop_days=form.sop_days.data,
        pressed=form.pressed.data,
    )

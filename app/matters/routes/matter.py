"""One matter: its page, and each step with it (S-86)."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.audit.services import record_reading
from app.core import clock, policy
from app.core.actor import Role
from app.deadlines import queries as deadlines
from app.matters import queries, wording
from app.matters.forms import (
    AssignForm,
    CorrectForm,
    DecideForm,
    HandOverForm,
    ReasonForm,
    ReleaseForm,
)
from app.matters.routes.front import bp, page, went_on
from app.matters.services import deciding, entries, keeping, stopping
from app.matters.workflow import FLOW
from app.people.picking import picked
from app.web.guards import current_actor, only, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View


@bp.get("/urusan/<int:matter_id>")
@signed_in
def show(matter_id: int) -> View:
    actor = current_actor()
    matter = queries.matter_for(actor, matter_id)
    if not queries.is_own(actor, matter):
        record_reading(actor, matter, _("Membuka urusan"))
    clocks = deadlines.clocks_of("matters", [matter.id])[matter.id]
    obstacle = queries.obstacle_to(actor.person_id or 0, matter)
    return page(
        "show", None, matter=matter, clocks=clocks, parties=queries.parties_of(matter),
        officials=queries.officials_of(matter), held_since=stopping.held_since(matter),
        actions=_actions(matter), obstacle=obstacle if queries.is_own(actor, matter) else None,
        entries=wording.story(matter, queries.history_for(actor, matter)),
        due_on=queries.service_dues([matter.id]).get(matter.id),
        inspecting=actor.has(Role.INSPECTOR), own=queries.is_own(actor, matter),
    )  # fmt: skip


def _actions(matter: Any) -> set[str]:
    actor = current_actor()
    found = {move.action for move in FLOW.moves_open_to(actor, matter)}
    if matter.is_open and policy.can(actor, "matter.correct", matter):
        found |= {"correct", "assign"}
    return found


def _back(matter_id: int, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("matters.show", matter_id=matter_id), 303)


@bp.route("/urusan/<int:matter_id>/ubah", methods=["GET", "POST"])
@signed_in
def correct(matter_id: int) -> View:
    actor = current_actor()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.correct", matter)
    form = CorrectForm(data=wording.as_typed(matter))
    if form.validate_on_submit():
        wanted = keeping.Correction(
            title=form.title.data, complete=wording.answer(form.complete.data),
            sop_days=form.sop_days.data, reason=form.reason.data,
        )  # fmt: skip
        if went_on(form, lambda: keeping.correct(actor, matter, wanted)):
            return _back(matter_id, _("Perubahan dicatat."))
    return page("correct", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/petugas", methods=["GET", "POST"])
@signed_in
def assign(matter_id: int) -> View:
    actor, form = current_actor(), AssignForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.assign", matter)
    if form.validate_on_submit():
        person_id = picked(form, "person")
        wanted = entries.OfficialWanted(person_id or 0, wording.role_of(form.role.data))
        if not form.errors and went_on(form, lambda: keeping.assign(actor, matter, wanted)):
            return _back(matter_id, _("Petugas ditambahkan."))
    return page("assign", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/ganti", methods=["GET", "POST"])
@signed_in
def hand_over(matter_id: int) -> View:
    """Put somebody in the place of an official."""
    actor, form = current_actor(), HandOverForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.hand_over", matter)
    form.offer([(one.person_id, one.person.name) for one in queries.officials_of(matter)])
    if form.validate_on_submit():
        from_person = record_number_or_none(form.from_person.data) or 0
        to_person = picked(form, "substitute") or 0
        if not form.errors and went_on(
            form,
            lambda: stopping.hand_over(
                actor, matter.id, from_person, to_person, reason=form.reason.data or ""
            ),
        ):
            return _back(matter_id, _("Pejabat pengganti ditunjuk dan diberi tahu."))
    return page("hand_over", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/tahan", methods=["GET", "POST"])
@only(Role.INSPECTOR)
def stop(matter_id: int) -> View:
    """The Inspektorat asks that nobody goes on for now."""
    actor, form = current_actor(), ReasonForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.hold", matter)
    if form.validate_on_submit() and went_on(
        form, lambda: stopping.stop_altogether(actor, matter, form.reason.data)
    ):
        return _back(matter_id, _("Urusan ditahan; unit diberi tahu."))
    return page("stop", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/lanjutkan", methods=["GET", "POST"])
@signed_in
def release(matter_id: int) -> View:
    """There is no conflict: the matter goes on."""
    actor, form = current_actor(), ReleaseForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.release", matter)
    form.offer(wording.held(matter))
    if form.validate_on_submit():
        person_id = record_number_or_none(form.person.data) or None
        if went_on(form, lambda: stopping.let_go_on(actor, matter, person_id, form.reason.data)):
            return _back(matter_id, _("Penahanan diakhiri."))
    return page("release", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/putus", methods=["GET", "POST"])
@signed_in
def decide(matter_id: int) -> View:
    actor, form = current_actor(), DecideForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.decide", matter)
    form.offer(
        [(one.person_id, one.person.name) for one in wording.everybody(matter)],
        deciding.bases_of(clock.today()),
    )
    if form.validate_on_submit():
        wanted = deciding.DecisionWanted(
            person_id=record_number_or_none(form.person.data) or 0,
            decided_on=form.decided_on.data or clock.today(),
            number=form.number.data,
            effect=wording.effect_of(form.effect.data),
            bases=tuple(form.bases.data or ()),
        )
        if went_on(form, lambda: deciding.record_decision(actor, matter, wanted)):
            return _back(matter_id, _("Keputusan dicatat."))
    return page("decide", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/batal", methods=["GET", "POST"])
@signed_in
def drop(matter_id: int) -> View:
    actor, form = current_actor(), ReasonForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.drop", matter)
    if form.validate_on_submit() and went_on(
        form, lambda: keeping.drop(actor, matter, form.reason.data)
    ):
        return _back(matter_id, _("Urusan dibatalkan."))
    return page("drop", form, matter=matter)

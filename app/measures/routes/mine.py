"""S-42 and S-44: the employee's own plans, the reply, evidence, more time; the executor's part."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attachments import queries as attachments
from app.core import clock
from app.measures import queries, wording
from app.measures.forms.mine import ExtensionForm, ReplyForm, ReportForm
from app.measures.routes.front import bp, on_step, pack_now, page, shown, signed
from app.measures.routes.listing import due_of
from app.measures.services import deciding, watching
from app.web import filters
from app.web.forms import went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View


@bp.get("/rencana/saya")
@signed_in
def mine() -> View:
    """S-42: what was set for the actor, and what the actor carries out for others."""
    actor = current_actor()
    plans = queries.own_visible_to(actor)
    pack = pack_now()
    return page(
        "mine",
        plans=plans,
        clocks=due_of(plans),
        tasks=queries.to_execute_visible_to(actor),
        labels={one.code: one.label for one in pack.codes("tindakan_penanganan", with_hidden=True)},
    )


@bp.route("/rencana/<int:plan_id>/tanggapan", methods=["GET", "POST"])
@signed_in
def reply(plan_id: int) -> View:
    """The draft in full, and what the employee says to it."""
    actor, form = current_actor(), ReplyForm()
    plan = queries.own_for(actor, plan_id)
    on_step(plan, "reply")
    if (
        form.validate_on_submit()
        and signed(form)
        and went_through(
            form, lambda: deciding.reply(actor, plan, form.chosen, form.text.data or "")
        )
    ):
        flash(_("Tanggapan Anda terkirim. Atasan menetapkan rencananya."), "success")
        return redirect(url_for("measures.show", plan_id=plan.id), 303)
    return page("reply", form, **shown(actor, plan))


@bp.route("/rencana/<int:plan_id>/bukti", methods=["GET", "POST"])
@signed_in
@takes_files
def report(plan_id: int) -> View:
    """S-44: evidence for an action; of a plan of somebody else, only for the own action."""
    actor = current_actor()
    plan, actions = queries.reportable_for(actor, plan_id)
    form = ReportForm(data={"on_day": clock.today()})
    form.action.choices = _choices(plan, actions)
    if form.validate_on_submit() and went_through(
        form, lambda: watching.report(actor, plan, form.as_input())
    ):
        flash(_("Bukti tersimpan dan diberitahukan kepada atasan."), "success")
        return _back(plan)
    mine = queries.own_reports_for(actor, plan)
    files = attachments.attachments_by_subject(actor, "measures_reports", [o.id for o in mine])
    return page(
        "report",
        form,
        plan=plan,
        own=plan.person_id == actor.person_id,
        tasks=_tasks(actions),
        reports=mine,
        files=files,
    )


def _choices(plan: Any, actions: list[Any]) -> list[tuple[str, str]]:
    pack = pack_now()
    found = [
        (str(one.id), f"{wording.measure(pack, one.code)}: {one.words['description'][:80]}")
        for one in actions
    ]
    whole = [("", _("Rencana secara keseluruhan"))]
    return whole + found if plan.person_id == current_actor().person_id else found


def _dated(actions: list[Any]) -> list[tuple[str, str]]:
    """The actions that have a day to put off, each with the day it has now."""
    pack = pack_now()
    found = [
        (
            str(one.id),
            _(
                "%(what)s, batas sekarang %(day)s",
                what=wording.measure(pack, one.code),
                day=filters.day(one.due_on),
            ),
        )
        for one in actions
    ]
    return [("", _("Pilih tindakan")), *found]


def _tasks(actions: list[Any]) -> list[Any]:
    pack = pack_now()
    items = [
        {
            "key": one.key, "code": one.code, "control": one.control,
            "executor_id": one.executor_id, "starts_on": one.starts_on.isoformat(),
            "due_on": one.due_on.isoformat(), **one.words,
        }
        for one in actions
    ]  # fmt: skip
    return wording.describe(pack, items)


def _back(plan: Any) -> Response:
    own = plan.person_id == current_actor().person_id
    if own:
        return redirect(url_for("measures.show", plan_id=plan.id), 303)
    return redirect(url_for("measures.mine"), 303)


@bp.route("/rencana/<int:plan_id>/perpanjangan", methods=["GET", "POST"])
@signed_in
def ask_extension(plan_id: int) -> View:
    """The employee asks for more time for one action."""
    actor = current_actor()
    plan, actions = queries.reportable_for(actor, plan_id)
    form = ExtensionForm()
    form.action.choices = _dated(actions)
    if form.validate_on_submit() and went_through(
        form, lambda: watching.report(actor, plan, form.as_input())
    ):
        flash(_("Permintaan perpanjangan terkirim kepada atasan."), "success")
        return _back(plan)
    return page("extension", form, plan=plan)

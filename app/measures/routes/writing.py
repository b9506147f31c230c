"""S-63: starting a plan, its basis, its measures, sending it for a reply, setting or dropping it."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.audit.services import record_reading
from app.core import clock
from app.core.errors import NotFound
from app.disclosures import queries as disclosures
from app.measures import queries, shape, wording
from app.measures.forms.writing import (
    ActionForm,
    BasisForm,
    DropForm,
    KnownForm,
    LevelForm,
    SetForm,
)
from app.measures.routes.front import bp, described, on_step, pack_now, page, shown, signed
from app.measures.services import deciding, planning, starting
from app.people import queries as people
from app.people.picking import picked
from app.regulations import queries as regulations
from app.regulations.pack import Level
from app.web.forms import ConfirmForm, result_of, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View


def _to(plan: Any) -> Response:
    return redirect(url_for("measures.show", plan_id=plan.id), 303)


# ── starting ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/rencana/baru", methods=["GET", "POST"])
@signed_in
def start() -> View:
    """A superior who knows of a conflict begins without any declaration."""
    form = KnownForm()
    if form.validate_on_submit():
        plan = _started(form)
        if plan is not None:
            return _after_start(plan)
    return page("start", form)


def _started(form: KnownForm) -> Any:
    person_id, other_id = picked(form, "person"), picked(form, "other")
    if form.errors or person_id is None:
        return None
    return result_of(
        form,
        lambda: starting.start_from_knowledge(current_actor(), form.as_known(person_id, other_id)),
    )


def _after_start(plan: Any) -> Response:
    if plan.superior_id != current_actor().person_id:
        superior = people.person(plan.superior_id) if plan.superior_id else None
        who = superior.name if superior else _("Gubernur melalui Inspektorat")
        flash(_("Diserahkan kepada %(who)s: %(number)s.", number=plan.number, who=who), "info")
        return redirect(url_for("measures.index"), 303)
    flash(_("%(number)s dibuka. Susun tindakannya.", number=plan.number), "success")
    return _to(plan)


@bp.route("/rencana/deklarasi/<int:disclosure_id>", methods=["GET", "POST"])
@signed_in
def start_from_declaration(disclosure_id: int) -> View:
    """The plan of a reviewed declaration: to it, or to where it begins."""
    actor = current_actor()
    there = queries.plan_of_declaration_for(actor, disclosure_id)
    if there is not None and request.method == "GET":
        return redirect(url_for("measures.show", plan_id=there.id))
    disclosure = disclosures.disclosure_for(actor, disclosure_id)
    if disclosure.person_id == actor.person_id or disclosure.state.value != "needs_measures":
        raise NotFound(f"disclosure {disclosure_id}")
    form = ConfirmForm()
    if form.validate_on_submit():
        return _after_start(starting.start_from_declaration(actor, disclosure))
    return page("start_from_declaration", form, disclosure=disclosure)


# ── the plan's own page ───────────────────────────────────────────────────────────────────────


@bp.get("/rencana/<int:plan_id>")
@signed_in
def show(plan_id: int) -> View:
    """S-63/S-65 to the superior, S-42 to the employee. Reading it is written to the trail."""
    actor = current_actor()
    plan = queries.plan_for(actor, plan_id)
    if actor.person_id not in (plan.person_id, plan.superior_id):
        record_reading(actor, plan, "Membaca Rencana Penanganan")
    return page("show", ConfirmForm(formdata=None), **_facts(plan))


@bp.get("/rencana/<int:plan_id>/revisi/<int:number>")
@signed_in
def version(plan_id: int, number: int) -> View:
    """A revision exactly as it was set."""
    actor = current_actor()
    plan = queries.plan_for(actor, plan_id)
    found = next((one for one in plan.versions if one.number == number), None)
    if found is None:
        raise NotFound(f"revision {number}")
    content = found.content
    said = content.get("reply")
    return page(
        "version",
        plan=plan,
        own=plan.person_id == actor.person_id,
        version=found,
        newest=found is plan.latest,
        reply_kind=wording.reply(said["kind"]) if said else "",
        **described(regulations.pack(found.pack_id), content),
    )


def _facts(plan: Any) -> dict[str, Any]:
    actor, pack = current_actor(), pack_now()
    facts = shown(actor, plan)
    writable = "ask_reply" in facts["actions"]
    facts["missing"] = shape.problems_of(facts["content"], plan.level, pack) if writable else {}
    facts["choices"] = (
        shape.codes_to_choose(pack, breached=planning.was_breached(plan)) if writable else []
    )
    return facts


@bp.route("/rencana/<int:plan_id>/dasar", methods=["GET", "POST"])
@signed_in
def basis(plan_id: int) -> View:
    """Situation, impact, considerations, interval."""
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    on_step(plan, "ask_reply")
    content = plan.draft or shape.empty()
    data = {
        **content, **content.get("considerations", {}), "revision": plan.revision,
        "discussed_on": content.get("discussed_on"),
    }  # fmt: skip
    form = BasisForm(pack_now(), plan.level, data=data)
    if form.validate_on_submit() and went_through(
        form, lambda: planning.save_basis(actor, plan, form.as_basis(), form.seen)
    ):
        return _to(plan)
    return page("basis", form, plan=plan)


@bp.route("/rencana/<int:plan_id>/tingkat", methods=["GET", "POST"])
@signed_in
def level(plan_id: int) -> View:
    """Another level than the review found."""
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    on_step(plan, "ask_reply")
    form = LevelForm(data={"level": plan.level.value})
    if form.validate_on_submit() and went_through(
        form,
        lambda: planning.set_level(actor, plan, Level(form.level.data), form.reason.data or ""),
    ):
        return _to(plan)
    return page("level", form, plan=plan)


# ── measures ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/rencana/<int:plan_id>/tindakan/baru", methods=["GET", "POST"])
@signed_in
def add_action(plan_id: int) -> View:
    """One more measure; its kind travels in the address: ?kode=TND-B."""
    plan = queries.handled_for(current_actor(), plan_id)
    on_step(plan, "ask_reply")
    code = request.args.get("kode", "")
    if code not in _codes(plan):
        flash(_("Pilih tindakan."), "error")
        return _to(plan)
    form = ActionForm(pack_now(), code, data=_first_answers(plan, code))
    return _written(plan, form, None)


def _codes(plan: Any) -> list[str]:
    breached = planning.was_breached(plan)
    return [one.code for one in shape.codes_to_choose(pack_now(), breached=breached)]


def _first_answers(plan: Any, code: str) -> dict[str, Any]:
    own = code != shape.ACCESS
    person = plan.person
    return {
        "starts_on": clock.today(),
        "executor": person.name if own else "",
        "executor_id": str(person.id) if own else "",
        "revision": plan.revision,
    }


@bp.route("/rencana/<int:plan_id>/tindakan/<key>", methods=["GET", "POST"])
@signed_in
def edit_action(plan_id: int, key: str) -> View:
    """A measure of the draft, to change it."""
    plan = queries.handled_for(current_actor(), plan_id)
    on_step(plan, "ask_reply")
    item = shape.action_of(plan.draft or shape.empty(), key)
    if item is None:
        raise NotFound(key)
    form = ActionForm(pack_now(), item["code"], data=_answers_of(plan, item))
    return _written(plan, form, key)


def _answers_of(plan: Any, item: dict[str, Any]) -> dict[str, Any]:
    recipient = item["details"].get("recipient_id")
    names = people.people_by_ids([int(one) for one in (item["executor_id"], recipient) if one])
    return {
        **item, **item["details"], "revision": plan.revision,
        "executor": names[int(item["executor_id"])].name,
        "recipient": names[int(recipient)].name if recipient else "",
    }  # fmt: skip


def _written(plan: Any, form: ActionForm, key: str | None) -> View:
    if form.validate_on_submit() and _saved(plan, form, key):
        return _to(plan)
    return page("action", form, plan=plan, key=key, fact=_fact(form.code))


def _fact(code: str) -> Any:
    return pack_now().code("tindakan_penanganan", code)


def _saved(plan: Any, form: ActionForm, key: str | None) -> bool:
    executor_id = picked(form, "executor")
    recipient_id = picked(form, "recipient") if "recipient" in form else None
    if form.errors:
        return False
    return went_through(
        form,
        lambda: planning.save_action(
            current_actor(), plan, form.as_input(executor_id, recipient_id), key, form.seen
        ),
    )


@bp.post("/rencana/<int:plan_id>/tindakan/<key>/hapus")
@signed_in
def remove_action(plan_id: int, key: str) -> View:
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    planning.remove_action(actor, plan, key)
    flash(_("Tindakan dihapus dari rancangan."), "success")
    return _to(plan)


# ── sending, setting, dropping ────────────────────────────────────────────────────────────────


@bp.post("/rencana/<int:plan_id>/minta-tanggapan")
@signed_in
def ask_reply(plan_id: int) -> View:
    """To the employee, who has two working days."""
    actor, form = current_actor(), ConfirmForm()
    plan = queries.handled_for(actor, plan_id)
    if form.validate() and went_through(form, lambda: deciding.ask_reply(actor, plan)):
        flash(_("Dikirim ke pegawai untuk ditanggapi."), "success")
        return _to(plan)
    return page("show", form, **_facts(plan))


@bp.post("/rencana/<int:plan_id>/susun-lagi")
@signed_in
def redraft(plan_id: int) -> View:
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    deciding.redraft(actor, plan)
    return _to(plan)


@bp.route("/rencana/<int:plan_id>/tetapkan", methods=["GET", "POST"])
@signed_in
def set_plan(plan_id: int) -> View:
    """The whole plan and the reply once more, then the password as signature."""
    actor = current_actor()
    plan = queries.handled_for(actor, plan_id)
    on_step(plan, "set")
    form = SetForm(data={"revision": plan.revision})
    if (
        form.validate_on_submit()
        and signed(form)
        and went_through(form, lambda: deciding.set_plan(actor, plan, form.seen))
    ):
        flash(_("Rencana ditetapkan. Suratnya sedang disiapkan."), "success")
        return _to(plan)
    return page("set", form, **_facts(plan))


@bp.route("/rencana/<int:plan_id>/tidak-ada-benturan", methods=["GET", "POST"])
@signed_in
def drop(plan_id: int) -> View:
    """Examined, and no conflict was found."""
    actor, form = current_actor(), DropForm()
    plan = queries.handled_for(actor, plan_id)
    on_step(plan, "drop")
    if form.validate_on_submit() and went_through(
        form, lambda: deciding.drop(actor, plan, form.reason.data or "")
    ):
        flash(_("Dicatat: tidak ada benturan kepentingan."), "success")
        return redirect(url_for("measures.index"), 303)
    return page("drop", form, plan=plan)

"""The employee's pages: own divestments, the plan (S-43), evidence of a step (S-44), one divestment."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attachments import queries as evidence
from app.audit.services import record_reading
from app.core import clock, policy
from app.core.actor import Actor
from app.deadlines import queries as deadlines
from app.disclosures import queries as disclosures
from app.disclosures import wording as interests
from app.divestments import queries, wording
from app.divestments.forms import ExtensionForm, PlanForm, ProofForm
from app.divestments.plans import MOST_STEPS, PlanWanted
from app.divestments.routes.front import page
from app.divestments.services import ending, planning, proving
from app.divestments.workflow import FLOW, STEP_FLOW
from app.regulations import queries as regulations
from app.web.forms import result_of, went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View

bp = Blueprint("divestments", __name__)


@bp.get("/divestasi")
@signed_in
def index() -> View:
    """Own divestments, and those of subordinates."""
    actor = current_actor()
    return page(
        "index",
        own=queries.own_visible_to(actor),
        theirs=queries.of_subordinates_visible_to(actor),
    )


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/divestasi/baru", methods=["GET", "POST"])
@signed_in
def new() -> View:
    """Write a plan about one of the actor's own interests; `?butir=` names it beforehand."""
    actor, form = current_actor(), PlanForm()
    form.offer(_own_interests(actor))
    if request.method == "GET":
        form.interest.data = request.args.get("butir", "")
        form.plan_number.data = request.args.get("rencana", "")[:40]
        return page("plan", form, divestment=None, term=_term())

    def keep(plan: PlanWanted) -> Any:
        return planning.begin(actor, form.interest.data or "", plan, form.plan_number.data or "")

    def send(plan: PlanWanted) -> Any:
        return planning.begin_and_submit(
            actor, form.interest.data or "", plan, form.plan_number.data or ""
        )

    return _written(form, None, keep, send)


@bp.route("/divestasi/<int:divestment_id>/ubah", methods=["GET", "POST"])
@signed_in
def change(divestment_id: int) -> View:
    """Go on with a draft, or change a plan that was sent back."""
    actor = current_actor()
    divestment = queries.divestment_for(actor, divestment_id)
    FLOW.check(divestment, "submit", actor)
    form = PlanForm()
    row = queries.interest_of_for(actor, divestment)
    form.offer([(row.interest.uid, wording.title_of(row))] if row else [])
    if request.method == "GET":
        form.interest.data = row.interest.uid if row else ""
        sent = divestment.plan.content if divestment.plan else None
        form.fill(PlanWanted.of(divestment.draft or sent))
        return page("plan", form, divestment=divestment, term=_term())

    def keep(plan: PlanWanted) -> Any:
        planning.save_draft(actor, divestment, plan)
        return divestment

    def send(plan: PlanWanted) -> Any:
        planning.submit(actor, divestment, plan)
        return divestment

    return _written(form, divestment, keep, send)


def _written(
    form: PlanForm,
    divestment: Any,
    keep: Callable[[PlanWanted], Any],
    send: Callable[[PlanWanted], Any],
) -> View:
    """Another row, a draft, or the plan itself."""
    wish = request.form.get("aksi")
    if wish == "tambah":
        if len(form.steps.entries) < MOST_STEPS:
            form.steps.append_entry()
        return page("plan", form, divestment=divestment, term=_term())
    if form.validate_on_submit():
        kept = result_of(form, lambda: (keep if wish == "draf" else send)(form.as_plan()))
        if kept is not None:
            draft = _("Draf tersimpan. Anda dapat melanjutkan kapan saja.")
            flash(draft if wish == "draf" else _("Rencana terkirim."), "success")
            return redirect(url_for("divestments.show", divestment_id=kept.id), 303)
    return page("plan", form, divestment=divestment, term=_term())


def _own_interests(actor: Actor) -> list[tuple[str, str]]:
    """As (uid, section and name): shares of a firm and a job there bear the same name.

    What is being given up already is not offered again.
    """
    pack = regulations.pack_on(clock.today())
    rows = disclosures.current_interests_for(actor)
    given_up = queries.being_given_up(row.interest_id for row in rows)
    return [
        (
            row.interest.uid,
            f"{interests.section_title(row.interest.section, pack)}: "
            f"{interests.title_of(row.interest.section, row.content['fields'])}",
        )
        for row in rows
        if row.interest_id not in given_up
    ]


def _term() -> Any:
    return regulations.pack_on(clock.today()).term(planning.LONGEST_TERM)


@bp.route("/divestasi/<int:divestment_id>/minta-perpanjangan", methods=["GET", "POST"])
@signed_in
def ask_for_more(divestment_id: int) -> View:
    """The owner asks for the one extension (S-42)."""
    actor = current_actor()
    divestment = queries.divestment_for(actor, divestment_id)
    FLOW.check(divestment, "ask_more", actor)
    wish = divestment.wish_for_more
    form = ExtensionForm(data={"until": wish.target_on, "reason": wish.words} if wish else None)
    if form.validate_on_submit() and went_through(
        form,
        lambda: ending.ask_for_more(actor, divestment, form.until.data, form.reason.data or ""),
    ):
        flash(_("Permintaan perpanjangan terkirim kepada BKPSDM."), "success")
        return redirect(url_for("divestments.show", divestment_id=divestment_id), 303)
    return page(
        "ask_for_more", form, divestment=divestment, latest=ending.latest_extension(divestment)
    )


# ── one divestment ────────────────────────────────────────────────────────────────────────────


@bp.get("/divestasi/<int:divestment_id>")
@signed_in
def show(divestment_id: int) -> View:
    """Where it stands; a reading by anybody but its owner is written down."""
    actor = current_actor()
    divestment = queries.divestment_for(actor, divestment_id)
    own = divestment.person_id == actor.person_id
    if not own:
        record_reading(actor, divestment, "Membuka divestasi")
        divestment = queries.divestment_for(actor, divestment_id)
    row = queries.interest_of_for(actor, divestment)
    clocks = deadlines.clocks_of("divestments", [divestment.id])[divestment.id]
    proofs = [proof.id for step in divestment.steps for proof in step.proofs]
    return page(
        "show",
        divestment=divestment,
        own=own,
        as_superior=divestment.superior_id == actor.person_id,
        in_register=not own and policy.can(actor, "divestment.list"),
        title=wording.title_of(row),
        interest_rows=wording.interest_rows(row, regulations.pack_on(clock.today()), own=own),
        plan=PlanWanted.of(divestment.plan.content) if divestment.plan else None,
        plan_rows=_plan_rows(divestment),
        progress=wording.progress(divestment),
        history=wording.history(divestment),
        actions={move.action: move.label for move in FLOW.moves_open_to(actor, divestment)},
        step_actions={
            step.position: {move.action for move in STEP_FLOW.moves_open_to(actor, step)}
            for step in divestment.steps
        },
        files=evidence.attachments_by_subject(actor, "divestment_proofs", proofs),
        failure=evidence.attachments_of(actor, divestment, "failed"),
        wish=divestment.wish_for_more,
        letters=queries.letters_for(actor, divestment),
        clock=clocks[0] if clocks else None,
        days_left=(divestment.target_on - clock.today()).days if divestment.target_on else None,
    )


def _plan_rows(divestment: Any) -> list[tuple[str, Any]]:
    if divestment.plan is None:
        return []
    return wording.plan_rows(PlanWanted.of(divestment.plan.content))


# ── evidence ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/divestasi/<int:divestment_id>/langkah/<int:position>/bukti", methods=["GET", "POST"])
@signed_in
@takes_files
def prove(divestment_id: int, position: int) -> View:
    """Hand in evidence of a step."""
    actor, form = current_actor(), ProofForm()
    step = queries.step_for(actor, divestment_id, position)
    STEP_FLOW.check(step, "hand_in", actor)
    done_on = form.done_on.data
    if (
        form.validate_on_submit()
        and done_on is not None
        and went_through(
            form,
            lambda: proving.hand_in(
                actor, step, done_on, form.evidence.files, form.note.data or ""
            ),
        )
    ):
        flash(_("Bukti terkirim. BKPSDM memeriksanya."), "success")
        return _back(divestment_id)
    return page("prove", form, divestment=step.divestment, step=step)


def _back(divestment_id: int) -> Response:
    return redirect(url_for("divestments.show", divestment_id=divestment_id), 303)

"""S-71: everything HR needs on one page; one officer proposes, another decides and signs."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts.dialogue import signed
from app.audit.services import record_reading
from app.recusals import queries, wording
from app.recusals.forms.deciding import RulingForm, ruling_data
from app.recusals.forms.reasons import ReasonForm
from app.recusals.guard import Candidate
from app.recusals.routes.answering import chosen_substitute, picked_keepers, substitute_choices
from app.recusals.routes.asking import described
from app.recusals.routes.front import Record, bp, label_of, page
from app.recusals.services import deciding
from app.recusals.services.deciding import Ruling
from app.recusals.workflow import FLOW
from app.web.forms import went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View


@bp.route("/penarikan-diri/<int:recusal_id>/putusan", methods=["GET", "POST"])
@signed_in
def decide(recusal_id: int) -> View:
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    deciding_now = FLOW.may(recusal, "approve", actor)
    if not deciding_now and not FLOW.may(recusal, "propose", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    candidates = queries.candidates_for(actor, recusal)
    form = _form(recusal, candidates)
    if request.method == "POST":
        if not _more_keepers(form) and _decided(form, recusal, deciding_now):
            return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    else:
        record_reading(actor, recusal, "Memeriksa permohonan penarikan diri")
    sheet = {**_sheet(recusal), "candidates": candidates}
    return page("decide", form, **sheet, deciding_now=deciding_now)


def _more_keepers(form: RulingForm) -> bool:
    if request.form.get("aksi") != "tambah":
        return False
    if len(form.keepers.entries) < form.keepers.max_entries:
        form.keepers.append_entry()
    return True


def _decided(form: RulingForm, recusal: Record, deciding_now: bool) -> bool:
    readable = form.validate_on_submit()
    substitute_id = chosen_substitute(form)
    keepers = picked_keepers(form)
    if not readable or form.other.errors or form.keepers.errors:
        return False
    ruling = form.as_ruling(substitute_id, keepers)
    if deciding_now and not signed(form, _("Kata sandi tidak cocok. Putusan belum ditetapkan.")):
        form.tell_rest(deciding.problems_with(recusal, ruling, final=True))
        return False
    return went_through(form, lambda: _act(recusal, ruling, form, deciding_now))


def _act(recusal: Record, ruling: Ruling, form: RulingForm, deciding_now: bool) -> None:
    actor = current_actor()
    if deciding_now:
        deciding.decide(actor, recusal, ruling, revision=form.seen)
        flash(_("Putusan ditetapkan. Surat sedang disiapkan."), "success")
    else:
        deciding.propose(actor, recusal, ruling, revision=form.seen)
        flash(_("Usul putusan dikirim kepada pemutus."), "success")


def _form(recusal: Record, candidates: list[Candidate]) -> RulingForm:
    actor = current_actor()
    form = RulingForm(
        data=ruling_data(queries.suggested_ruling_for(actor, recusal), recusal.revision, label_of)
    )
    form.substitute.choices = substitute_choices(candidates, form.substitute.data, nobody=False)
    form.copies.choices = [
        (str(one.person_id), one.label) for one in queries.recipients_for(actor, recusal)
    ]
    form.granted_ids.choices = [
        (str(one.id), f"{one.number} · {one.title}") for one in queries.matters_for(actor, recusal)
    ]
    return form


def _sheet(recusal: Record) -> dict[str, Any]:
    """What the page shows besides: request, cited interests only, matter, clock, earlier ones."""
    actor = current_actor()
    return {
        "recusal": recusal,
        "words": wording,
        "cited": [described(row, own=False) for row in queries.cited_for(actor, recusal)],
        "parties": queries.parties_for(actor, recusal),
        "held": queries.matters_for(actor, recusal),
        "keepers": queries.keepers_for(actor, recusal),
        "steps": queries.steps_for(actor, recusal),
        "earlier": queries.similar_for(actor, recusal),
        "clock": queries.clock_of(recusal),
        "wished": label_of(recusal.wished_substitute_id),
        "answered_by": label_of(recusal.answered_by_id),
        "proposed_by": label_of(recusal.proposed_by_id),
        "may": {row.action for row in FLOW.moves_open_to(actor, recusal)},
    }


@bp.route("/penarikan-diri/<int:recusal_id>/kembalikan", methods=["GET", "POST"])
@signed_in
def send_back(recusal_id: int) -> View:
    """To the person, for what is missing; it stays in effect."""
    actor, form = current_actor(), ReasonForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "return", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and went_through(
        form, lambda: deciding.send_back(actor, recusal, form.reason.data or "")
    ):
        flash(_("Permohonan dikembalikan untuk dilengkapi."), "success")
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page("reason", form, recusal=recusal, what="return")


@bp.route("/penarikan-diri/<int:recusal_id>/usul-kembali", methods=["GET", "POST"])
@signed_in
def hand_back(recusal_id: int) -> View:
    """To the officer who proposed."""
    actor, form = current_actor(), ReasonForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "hand_back", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and went_through(
        form, lambda: deciding.hand_back(actor, recusal, form.reason.data or "")
    ):
        flash(_("Usul putusan dikembalikan kepada penelaah."), "success")
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page("reason", form, recusal=recusal, what="hand_back")

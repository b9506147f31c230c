"""S-38, S-39: checking before deciding, what follows, one's own checks, candidates for a matter."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.audit.services import record_reading
from app.core import clock, policy
from app.core.errors import NotAllowed
from app.matters import queries as matters
from app.matters import wording as matter_words
from app.matters.services import deciding
from app.matters.services.entries import PartyWanted
from app.prechecks import queries, services, wording
from app.prechecks.forms import AskForm, CheckForm, DirectForm, GoOnForm, KeepForm
from app.prechecks.workflow import FLOW
from app.regulations.pages import pages_in
from app.web.forms import BaseForm, result_of, typed_rows, went_through
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number, record_number_or_none
from app.web.views import View

bp = Blueprint("prechecks", __name__)
_page = pages_in("prechecks", wording=wording)


def _went_through(form: BaseForm, act: Callable[[], Any]) -> bool:
    """As everywhere; what is not allowed is said in the form as well."""
    return went_through(form, act, also=(NotAllowed,))


@bp.get("/cek")
@signed_in
def index() -> View:
    """One's own checks, and those whose makers wait for one's direction."""
    actor = current_actor()
    page = queries.checks_visible_to(actor, request.args.get("halaman", 1, type=int))
    return _page("index", None, page=page, asked=queries.asked_of(actor))


# ── checking ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/cek/baru", methods=["GET", "POST"])
@signed_in
def new() -> View:
    form = CheckForm()
    matter = _matter(form)
    if request.method == "POST" and request.form.get("aksi") == "pihak":
        if len(form.parties.entries) < form.parties.max_entries:
            form.parties.append_entry()
        return _new(form, matter)
    if form.validate_on_submit():
        made = result_of(
            form, lambda: services.make(current_actor(), _wanted(form, matter)), also=(NotAllowed,)
        )
        if made is not None:
            return redirect(url_for("prechecks.show", check_id=made.id), 303)
    elif form.is_submitted():
        form.tell_rest(services.problems_with(_wanted(form, matter)))
    return _new(form, matter)


def _matter(form: CheckForm) -> Any:
    """The matter named in the address, or chosen in the form; None for a new one."""
    chosen = request.args.get("urusan", type=record_number)
    if chosen is None:
        chosen = record_number_or_none(form.matter_id.data or "")
    if chosen is None and form.matter.data:
        offered = matters.offered_to(current_actor(), form.matter.data.split(" · ")[0])
        chosen = offered[0].id if len(offered) == 1 else None
    return matters.matter_for(current_actor(), chosen) if chosen else None


def _new(form: CheckForm, matter: Any) -> View:
    return _page("new", form, matter=matter, parties=matters.parties_of(matter) if matter else [])


def _wanted(form: CheckForm, matter: Any) -> services.CheckWanted:
    return services.CheckWanted(
        matter=matter,
        title=form.title.data or "",
        number=form.number.data or "",
        kind=matter_words.kind_of(form.kind.data),
        parties=[
            PartyWanted(p.kind.data, p.name.data or "", p.nib.data or "", p.npwp.data or "")
            for p in (entry.form for entry in typed_rows(form.parties))
        ],
        role=matter_words.role_of(form.role.data),
        answers=form.answers(),
        share_pressure=form.share_pressure.data,
    )


# ── the result ────────────────────────────────────────────────────────────────────────────────


@bp.get("/cek/<int:check_id>")
@signed_in
def show(check_id: int) -> View:
    actor = current_actor()
    check = queries.check_for(actor, check_id)
    if check.person_id != actor.person_id:
        record_reading(actor, check, _("Membaca cek yang dimintakan arahan"))
    keep = KeepForm()
    keep.offer(deciding.bases_of(clock.today()))
    return _result(check, keep)


def _result(check: Any, form: BaseForm | None = None) -> View:
    actor = current_actor()
    return _page(
        "show", form, check=check, own=check.person_id == actor.person_id,
        actions={move.action for move in FLOW.moves_open_to(actor, check)},
        letters=queries.letters_for(actor, check),
        still_open=matters.may_read(actor, check.matter_id),
        recusal_url=_recusal_url(check), after=queries.aftermath_for(actor, check),
    )  # fmt: skip


def _recusal_url(check: Any) -> str:
    """S-41, begun with this matter and the interests that match."""
    facts = [("urusan", check.matter_id), *(("butir", one) for one in wording.interests(check))]
    return f"/penarikan-diri/baru?{urlencode(facts)}"


def _back(check_id: int, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("prechecks.show", check_id=check_id), 303)


@bp.post("/cek/<int:check_id>/simpan")
@signed_in
def keep(check_id: int) -> View:
    actor, form = current_actor(), KeepForm()
    check = queries.check_for(actor, check_id)
    form.offer(deciding.bases_of(clock.today()))
    if form.validate_on_submit() and _went_through(
        form, lambda: services.keep(actor, check, form.bases.data or [])
    ):
        return _back(check_id, _("Bukti cek disimpan."))
    return _result(check, form)


@bp.route("/cek/<int:check_id>/arahan", methods=["GET", "POST"])
@signed_in
def ask(check_id: int) -> View:
    actor, form = current_actor(), AskForm()
    check = queries.check_for(actor, check_id)
    if form.validate_on_submit() and _went_through(
        form, lambda: services.ask(actor, check, form.question.data)
    ):
        return _back(check_id, _("Catatan terkirim kepada atasan Anda."))
    return _page("ask", form, check=check)


@bp.route("/cek/<int:check_id>/jawab", methods=["GET", "POST"])
@signed_in
def direct(check_id: int) -> View:
    actor, form = current_actor(), DirectForm()
    check = queries.check_for(actor, check_id)
    if form.validate_on_submit() and _went_through(
        form,
        lambda: services.direct(actor, check, form.direction.data, stop=form.stop.data),
    ):
        return _back(check_id, _("Arahan terkirim."))
    return _page("direct", form, check=check)


@bp.route("/cek/<int:check_id>/lanjut", methods=["GET", "POST"])
@signed_in
def go_on(check_id: int) -> View:
    actor, form = current_actor(), GoOnForm()
    check = queries.check_for(actor, check_id)
    form.offer(deciding.bases_of(clock.today()))
    if form.validate_on_submit() and _went_through(
        form, lambda: services.go_on(actor, check, form.reason.data, form.bases.data or [])
    ):
        return _back(check_id, _("Alasan dicatat. Bukti cek disimpan."))
    return _page("go_on", form, check=check)


# ── candidates ────────────────────────────────────────────────────────────────────────────────


@bp.get("/urusan/<int:matter_id>/calon")
@signed_in
def candidates(matter_id: int) -> View:
    """For whoever assigns work: who of the unit could take the matter, and why others not."""
    actor = current_actor()
    matter = matters.matter_for(actor, matter_id)
    coverage = queries.candidates_for(actor, matter)
    record_reading(actor, matter, _("Melihat calon petugas urusan"))
    return _page(
        "candidates", None, matter=matter, coverage=coverage,
        may_assign=policy.can(actor, "matter.assign", matter),
    )  # fmt: skip

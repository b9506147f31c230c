"""S-41 and after: the request, its check page, its confirmation; what the person can do with it."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.audit.services import record_reading
from app.core import clock
from app.core.errors import Invalid
from app.disclosures import wording as declared
from app.people.picking import picked
from app.recusals import queries, wording
from app.recusals.forms.asking import ConfirmForm, RequestForm, form_data, request_of_link
from app.recusals.forms.reasons import ReasonForm
from app.recusals.request import Request, problems
from app.recusals.routes.front import bp, label_of, page
from app.recusals.services import answering, requesting, watching
from app.recusals.workflow import FLOW
from app.regulations import queries as regulations
from app.web.forms import told, went_through
from app.web.guards import current_actor, repeatable, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View


@bp.get("/penarikan-diri")
@signed_in
def index() -> View:
    """One's own recusals, and what waits for one: answers, agreements, keeping."""
    actor = current_actor()
    return page(
        "index",
        own=queries.own_visible_to(actor),
        to_answer=queries.to_answer_visible_to(actor),
        to_keep=queries.to_keep_visible_to(actor),
    )


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def _asked_for() -> Request:
    """What a link of another page brings along: `urusan`, `pihak`, `butir`."""
    return request_of_link(_numbers("urusan"), request.args.getlist("pihak"), _numbers("butir"))


def _numbers(name: str) -> list[int]:
    found = (record_number_or_none(text) for text in request.args.getlist(name))
    return [one for one in found if one is not None]


def _filled(form: RequestForm, covered: Sequence[Any] = ()) -> RequestForm:
    """The choices that depend on the person: own matters, those it covers already, interests."""
    actor = current_actor()
    offered = {one.id: one for one in (*covered, *queries.own_matters_for(actor))}
    form.matters.choices = [
        (str(one.id), f"{one.number} · {one.title}") for one in offered.values()
    ]
    form.interests.choices = [
        (str(row.interest_id), _interest(row)) for row in queries.own_interests_for(actor)
    ]
    return form


def _interest(row: Any) -> str:
    pack = regulations.pack_on(clock.today())
    section = row.interest.section
    title = declared.title_of(section, row.content.get("fields") or {})
    return f"{declared.section_title(section, pack)}: {title}"


@bp.route("/penarikan-diri/baru", methods=["GET", "POST"])
@signed_in
def new() -> View:
    asked = _asked_for()
    form = _filled(RequestForm(data=form_data(asked, "")))
    if request.method == "POST":
        if _more_rows(form):
            return page("form", form, recusal=None)
        wanted = _wanted(form)
        if wanted is not None and _is_draft():
            return _kept(requesting.start(current_actor(), wanted).id)
        if wanted is not None and _nothing_missing(form, wanted):
            recusal = requesting.start(current_actor(), wanted)
            return redirect(url_for("recusals.check", recusal_id=recusal.id), 303)
    return page("form", form, recusal=None)


def _is_draft() -> bool:
    return request.form.get("aksi") == "draf"


def _more_rows(form: RequestForm) -> bool:
    if request.form.get("aksi") != "tambah":
        return False
    if len(form.parties.entries) < form.parties.max_entries:
        form.parties.append_entry()
    return True


def _wanted(form: RequestForm) -> Request | None:
    """What was typed, if it can be read at all."""
    readable = form.validate_on_submit()
    substitute_id = picked(form, "substitute")
    return form.as_request(substitute_id) if readable and not form.substitute.errors else None


def _nothing_missing(form: RequestForm, wanted: Request, began: Any = None) -> bool:
    wrong = problems(current_actor().somebody, wanted, began=began)
    if wrong:
        told(form, Invalid(fields=wrong))
    return not wrong


def _kept(recusal_id: int) -> View:
    flash(_("Draf tersimpan. Belum ada yang ditahan; kirim bila sudah siap."), "success")
    return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)


@bp.route("/penarikan-diri/<int:recusal_id>/ubah", methods=["GET", "POST"])
@signed_in
def edit(recusal_id: int) -> View:
    """The draft, or what HR sent back."""
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    before = queries.request_of_for(actor, recusal)
    returned = FLOW.may(recusal, "complete", actor)
    if not returned and not FLOW.may(recusal, "discard", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    form = _filled(
        RequestForm(data=form_data(before, label_of(before.substitute_id))),
        queries.matters_for(actor, recusal),
    )
    if request.method == "GET" and "kurang" in request.args and not returned:
        _nothing_missing(form, before)  # sent on from the check page: what is missing is told
    if request.method == "POST" and not _more_rows(form):
        wanted = _wanted(form)
        if wanted is not None and returned:
            if went_through(form, lambda: requesting.complete(actor, recusal, wanted)):
                flash(_("Permohonan dikirim ulang ke BKPSDM."), "success")
                return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
        elif wanted is not None and (_is_draft() or _nothing_missing(form, wanted)):
            requesting.save(actor, recusal, wanted)
            goal = "recusals.show" if _is_draft() else "recusals.check"
            return redirect(url_for(goal, recusal_id=recusal_id), 303)
    return page("form", form, recusal=recusal, returned=returned)


@bp.route("/penarikan-diri/<int:recusal_id>/periksa", methods=["GET", "POST"])
@signed_in
def check(recusal_id: int) -> View:
    """Periksa jawaban Anda: what is held at once, who is told; then it is sent.

    A draft that lacks something leads back to its form, which tells what that is.
    """
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "discard", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    wanted, form = queries.request_of_for(actor, recusal), ConfirmForm()
    if problems(actor.somebody, wanted):
        return redirect(url_for("recusals.edit", recusal_id=recusal_id, kurang=1), 303)
    if form.validate_on_submit() and went_through(form, lambda: requesting.send(actor, recusal)):
        return redirect(url_for("recusals.sent", recusal_id=recusal_id), 303)
    return page(
        "check",
        form,
        recusal=recusal,
        wanted=wanted,
        preview=queries.preview_for(actor, recusal),
        interests=[
            _interest(row)
            for row in queries.own_interests_for(actor)
            if row.interest_id in wanted.interest_ids
        ],
        substitute=label_of(wanted.substitute_id),
        kinds=wording,
    )


@bp.get("/penarikan-diri/<int:recusal_id>/terkirim")
@signed_in
def sent(recusal_id: int) -> View:
    """S-33R: it is sent, and the person handles nothing of it since now."""
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    if recusal.requested_at is None or recusal.person_id != actor.person_id:
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page(
        "sent",
        recusal=recusal,
        due=queries.clock_of(recusal),
        superior=recusal.superior,
        held=queries.matters_for(actor, recusal),
    )


@bp.route("/penarikan-diri/<int:recusal_id>/buang", methods=["GET", "POST"])
@signed_in
def discard(recusal_id: int) -> View:
    actor, form = current_actor(), ConfirmForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if request.method == "GET" and not FLOW.may(recusal, "discard", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and went_through(form, lambda: requesting.discard(actor, recusal)):
        flash(_("Draf dibuang."), "success")
        return redirect(url_for("recusals.index"), 303)
    return page("discard", form, recusal=recusal)


@bp.route("/penarikan-diri/<int:recusal_id>/batal", methods=["GET", "POST"])
@signed_in
def ask_cancel(recusal_id: int) -> View:
    """The person wants to take it back; the superior has to agree."""
    actor, form = current_actor(), ReasonForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if request.method == "GET" and not FLOW.may(recusal, "ask_cancel", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and went_through(
        form, lambda: answering.ask_cancel(actor, recusal, form.reason.data or "")
    ):
        flash(
            _("Pembatalan diminta. Anda tetap tidak menangani urusan sampai disetujui."), "success"
        )
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page("reason", form, recusal=recusal, what="cancel")


# ── one recusal ───────────────────────────────────────────────────────────────────────────────


@bp.get("/penarikan-diri/<int:recusal_id>")
@signed_in
def show(recusal_id: int) -> View:
    """Where it stands. Who handles it sees the reasons, and that this was read is written down."""
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    cited = queries.cited_for(actor, recusal)
    if cited and recusal.person_id != actor.person_id:
        record_reading(actor, recusal, "Membaca permohonan penarikan diri")
    return page(
        "show",
        recusal=recusal,
        own=recusal.person_id == actor.person_id,
        whole=queries.may_read_reasons(actor, recusal),
        handles=queries.handles(actor, recusal),
        clock=queries.clock_of(recusal),
        words=wording,
        cited=[described(row, own=recusal.person_id == actor.person_id) for row in cited],
        parties=queries.parties_for(actor, recusal),
        held=queries.matters_for(actor, recusal),
        keepers=queries.keepers_for(actor, recusal),
        steps=queries.steps_for(actor, recusal),
        breaches=queries.breaches_for(actor, recusal),
        letters=queries.letters_for(actor, recusal),
        moves={row.action for row in FLOW.moves_open_to(actor, recusal)},
    )


def described(row: Any, *, own: bool) -> Any:
    """A cited interest: its title and its answers in words, for the declarant or another."""
    pack = regulations.pack_on(clock.today())
    section = row.interest.section
    return {
        "title": _interest(row),
        "rows": declared.describe_item(section, row.content, pack, own=own),
        "declared_at": row.declared_at,
    }


@bp.post("/penarikan-diri/<int:recusal_id>/benarkan")
@signed_in
@repeatable
def confirm(recusal_id: int) -> View:
    """A gatekeeper says that he knows and keeps it."""
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    if watching.confirm(actor, recusal):
        flash(_("Tercatat: Anda sudah melaksanakan."), "success")
    return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)

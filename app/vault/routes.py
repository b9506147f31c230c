"""Pages of the vault: a custodian's inbox and key, asking, answering, and the one reading."""

import base64
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.dialogue import confirmed
from app.core.errors import NotFound
from app.vault import keyring, queries
from app.vault.forms import ApproveForm, AskForm, ReadForm, RefuseForm, StepForm
from app.vault.papers import Photo
from app.vault.services import opening as openings
from app.vault.subjects import kind_of
from app.vault.workflow import FLOW
from app.web.forms import BaseForm, result_of, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View, pages_in

bp = Blueprint("vault", __name__)
Record = Any  # a request; pages touch no tables
_page = pages_in("vault")


def _shown(opening_id: int) -> Response:
    return redirect(url_for("vault.show", opening_id=opening_id), 303)


@bp.get("/identitas")
@signed_in
def index() -> View:
    """A custodian's inbox and key; and the requests one sent oneself."""
    actor = current_actor()
    if not queries.has_door(actor):
        raise NotFound("vault")
    custodian = queries.own_office_of(actor)
    number = request.args.get("halaman", 1, type=int)
    listed = (
        queries.answered_visible_to(actor, number)
        if custodian
        else queries.asked_visible_to(actor, number)
    )
    waiting = queries.waiting_visible_to(actor)
    return _page(
        "index",
        custodian=custodian,
        fingerprint=keyring.fingerprint(custodian.public_key) if custodian else "",
        waiting=waiting,
        listed=listed,
        numbers=queries.numbers_of([*waiting, *listed.items]),
    )


@bp.route("/identitas/minta/<subject_type>/<int:subject_id>", methods=["GET", "POST"])
@signed_in
def ask(subject_type: str, subject_id: int) -> View:
    """Ask for the identity behind a record; the answer holds the reading code, shown once."""
    actor = current_actor()
    identity = queries.identity_for(actor, subject_type, subject_id)
    kind = kind_of(subject_type)
    facts: dict[str, Any] = {
        "number": kind.number_of(subject_id),
        "back": kind.page_of(subject_id),
    }
    running = queries.running_of(actor, identity)
    if running is not None and request.method == "GET":
        return _shown(running.id)
    form = AskForm()
    if confirmed(form):
        asked = result_of(
            form,
            lambda: openings.ask(
                actor, subject_type, subject_id, form.chosen_reason, form.words.data or ""
            ),
            "words",
        )
        if asked is not None:
            return _page("code", asked=asked, **facts)
    return _page("ask", form, **facts)


@bp.get("/identitas/permintaan/<int:opening_id>")
@signed_in
def show(opening_id: int) -> View:
    """Where a request stands, for its requester and for those who may answer it."""
    return _show(queries.opening_for(current_actor(), opening_id), ReadForm())


def _show(opening: Record, form: BaseForm) -> View:
    actor = current_actor()
    return _page(
        "show",
        form,
        opening=opening,
        number=queries.number_of(opening),
        own=opening.requester_id == actor.person_id,
        actions={move.action for move in FLOW.moves_open_to(actor, opening)},
        readable=queries.is_readable(opening),
        case_page=queries.case_page(actor, opening),
    )


@bp.route("/identitas/permintaan/<int:opening_id>/setujui", methods=["GET", "POST"])
@signed_in
def approve(opening_id: int) -> View:
    actor = current_actor()
    opening = queries.opening_for(actor, opening_id)
    FLOW.check(opening, "approve", actor)
    form = ApproveForm()
    if confirmed(form) and went_through(
        form, lambda: openings.approve(actor, opening, form.passphrase.data or ""), "passphrase"
    ):
        flash(_("Persetujuan Anda tercatat."), "success")
        return _shown(opening_id)
    return _page("approve", form, opening=opening, number=queries.number_of(opening))


@bp.route("/identitas/permintaan/<int:opening_id>/tolak", methods=["GET", "POST"])
@signed_in
def refuse(opening_id: int) -> View:
    actor = current_actor()
    opening = queries.opening_for(actor, opening_id)
    FLOW.check(opening, "refuse", actor)
    form = RefuseForm()
    if confirmed(form) and went_through(
        form, lambda: openings.refuse(actor, opening, form.words.data or ""), "words"
    ):
        flash(_("Penolakan Anda tercatat; permintaan berakhir."), "success")
        return _shown(opening_id)
    return _page("refuse", form, opening=opening, number=queries.number_of(opening))


@bp.route("/identitas/permintaan/<int:opening_id>/baca", methods=["POST"])
@signed_in
def read(opening_id: int) -> View:
    """The identity, on this page only: never stored, never cached, with the reader's mark."""
    actor = current_actor()
    opening = queries.opening_for(actor, opening_id)
    form = ReadForm()
    if form.validate_on_submit():
        found = result_of(
            form,
            lambda: openings.read(actor, opening, form.reading_code.data or ""),
            "reading_code",
        )
        if found is not None:
            return _page(
                "read", opening=opening, number=queries.number_of(opening), found=found,
                photos=[(one.label, _inside(one)) for one in found.photos],
            )  # fmt: skip
    return _show(opening, form)


def _inside(photo: Photo) -> str:
    """The photo within the page itself: it has no address of its own."""
    return f"data:{photo.mime};base64,{base64.b64encode(photo.content).decode()}"


@bp.route("/identitas/permintaan/<int:opening_id>/selesai", methods=["POST"])
@signed_in
def finish(opening_id: int) -> View:
    actor, form = current_actor(), StepForm()
    opening = queries.opening_for(actor, opening_id)
    if form.validate_on_submit():
        openings.finish(actor, opening)
        flash(_("Selesai. Identitas tidak dapat dibaca lagi."), "success")
    return _shown(opening_id)


@bp.route("/identitas/permintaan/<int:opening_id>/tarik", methods=["POST"])
@signed_in
def withdraw(opening_id: int) -> View:
    actor, form = current_actor(), StepForm()
    opening = queries.opening_for(actor, opening_id)
    if form.validate_on_submit():
        openings.withdraw(actor, opening)
        flash(_("Permintaan ditarik."), "success")
    return _shown(opening_id)

"""S-67 and S-68: the outcome with its signature, and the decision of the review."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid
from app.people.picking import picked
from app.regulations import queries as regulations
from app.reviews import queries
from app.reviews.forms.deciding import DecideForm
from app.reviews.forms.outcome import OutcomeForm
from app.reviews.routes.front import Record, page, sheet, signed, to_case
from app.reviews.services import concluding, reviewing
from app.reviews.services.reviewing import ToDo
from app.reviews.workflow import FLOW
from app.web.forms import BaseForm, told, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View

bp = Blueprint("review_outcome", __name__)


@bp.route("/pemeriksaan/<int:review_id>/hasil", methods=["GET", "POST"])
@signed_in
def conclude(review_id: int) -> View:
    """S-67: the minutes. Each button names its outcome."""
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    FLOW.check(review, "find_untrue", actor)
    form = OutcomeForm(data={"revision": str(review.revision)})
    if request.method == "POST":
        form.truth.data = request.form.get("aksi", "")
    if (
        form.validate_on_submit()
        and _ready(form, concluding.faults(review, form.as_outcome()))
        and (
            went_through(
                form, lambda: concluding.conclude(actor, review, form.as_outcome(), seen=form.seen)
            )
        )
    ):
        flash(_("Hasil ditetapkan. Berita acara sedang disiapkan."), "success")
        return to_case(review_id)
    return page("conclude", form, late=concluding.late_by(review), **sheet(review))


@bp.route("/pemeriksaan/<int:review_id>/putusan", methods=["GET", "POST"])
@signed_in
def decide(review_id: int) -> View:
    """S-68: the decision, what is ordered, who follows up."""
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    FLOW.check(review, "decide", actor)
    pack = regulations.pack_on(clock.today())
    form = DecideForm(data={"revision": str(review.revision)})
    form.offer(pack, review)
    if request.form.get("aksi") == "tambah":
        if len(form.to_do.entries) < (form.to_do.max_entries or 0):
            form.to_do.append_entry()
        return _decide_page(form, review)
    if form.validate_on_submit() and _decided(actor, form, review):
        flash(_("Putusan ditetapkan. Keputusan sedang disiapkan."), "success")
        return to_case(review_id)
    return _decide_page(form, review)


def _decide_page(form: DecideForm, review: Record) -> View:
    return page(
        "decide", form, outcome=queries.outcome_of(review),
        **sheet(review),
    )  # fmt: skip


def _ready(form: BaseForm, faults: Mapping[str, str]) -> bool:
    """Whether nothing is left to be put right, the signature included; the form says all of it."""
    new = {
        name: text
        for name, text in faults.items()
        if "." not in name or not form.field_at(name).errors
    }
    if new:
        told(form, Invalid(fields=new))
    return signed(form) and not form.errors


def _decided(actor: Actor, form: DecideForm, review: Record) -> bool:
    people_named = _picked(form)
    rows, kept = _to_do(form)
    said = form.as_decided(form.orders(review, people_named), rows)
    if not _ready(form, _by_shown_row(reviewing.faults(review, said), kept)):
        return False

    def act() -> None:
        try:
            reviewing.decide(actor, review, said, seen=form.seen)
        except Invalid as error:
            raise Invalid(error.message, _by_shown_row(error.fields, kept)) from error

    return went_through(form, act)


def _by_shown_row(fields: Any, kept: list[int]) -> dict[str, str]:
    """Empty rows were left out: the sentence goes to the row that was typed."""
    found = {}
    for name, text in fields.items():
        first, _dot, rest = name.partition(".")
        number, _dot, field = rest.partition(".")
        if first == "to_do" and number.isdigit():
            found[f"to_do.{kept[int(number)]}.{field}"] = text
        else:
            found[name] = text
    return found


def _picked(form: DecideForm) -> dict[str, int | None]:
    """Whoever is named in each measure; the form says which name is not understood."""
    found: dict[str, int | None] = {}
    for number, entry in enumerate(form.measures.entries):
        one = entry.form
        if not one.ordered.data:
            continue
        if not (one.what.data or "").strip():
            form.tell({f"measures.{number}.what": _("Tulis apa yang diperintahkan.")})
        found[one.code.data or ""] = picked(form, f"measures.{number}.person")
    return found


def _to_do(form: DecideForm) -> tuple[list[ToDo], list[int]]:
    """The rows that were filled in, and where they stand on the page."""
    rows: list[ToDo] = []
    kept: list[int] = []
    for number, entry in enumerate(form.to_do.entries):
        one = entry.form
        if one.is_empty:
            continue
        owner_id = picked(form, f"to_do.{number}.owner")
        rows.append(
            ToDo(
                one.description.data or "", owner_id, one.due_on.data,
                one.proof.data or "", bool(one.is_sop.data),
            )
        )  # fmt: skip
        kept.append(number)
    return rows, kept

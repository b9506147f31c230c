"""S-66: the list of cases and the examination room."""

from typing import Any, Final

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _

from app.audit.services import record_reading
from app.core.errors import NotFound
from app.reviews import queries, wording
from app.reviews.forms.examining import READINGS
from app.reviews.queries import Wanted
from app.reviews.routes.front import Record, page, sheet, to_case
from app.reviews.services import examining, overseeing
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View

bp = Blueprint("reviews", __name__)


@bp.get("/pemeriksaan")
@signed_in
def index() -> View:
    """Cases one examines, reviews or goes along with; for the inspectors all they may see."""
    actor, wanted = current_actor(), _wanted()
    number = request.args.get("halaman", 1, type=int)
    return page(
        "index",
        listed=queries.reviews_visible_to(actor, wanted, number),
        wanted=wanted,
        states=queries.STATES,
        mine=_MINE,
        units=queries.units_for(actor),
    )


# What the address says for the cases that wait for its reader.
_MINE: Final = "saya"


def _wanted() -> Wanted:
    return Wanted(
        wording.state_named(request.args.get("status", "")),
        " ".join(request.args.get("cari", "").split())[:100],
        record_number_or_none(request.args.get("unit", "")),
        request.args.get("giliran", "") == _MINE,
    )


@bp.get("/pemeriksaan/<int:review_id>")
@signed_in
def show(review_id: int) -> View:
    """The room: where it stands, what is to be done, what was found."""
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    record_reading(actor, review, _("Membuka perkara"))
    facts = sheet(review)
    return page(
        "show",
        **facts,
        tasks=_tasks(review) if "find" in facts["moves"] else [],
        steps=queries.steps_for(actor, review),
        letters=queries.letters_for(actor, review),
        questions=review.questions,
        answers=queries.answers_evidence_for(actor, review),
        files=queries.notes_evidence_for(actor, review),
        exchanges=queries.exchanges_for(actor, review),
        origin_page=queries.origin_page_for(actor, review.origin_type, review.origin_id),
        outcome=queries.outcome_of(review),
        decision=queries.decision_of(review),
        results=queries.results_for(actor, review),
        is_late=queries.is_late,
        unfinished=overseeing.unfinished(review),
    )


def _tasks(review: Record) -> list[dict[str, Any]]:
    """The six things to do (S-66), each with how far it is."""
    done = queries.steps_done(review)
    open_ones = sum(one.truth is None for one in review.allegations)
    rows = [
        (_("Baca dugaan dan bukti"), "reviews.case_file", "read" in done),
        (_("Baca ringkasan cek silang"), "reviews.crosscheck", "crosscheck_read" in done),
        (_("Minta keterangan terlapor"), "review_work.ask_accused", bool(review.questions)),
        (_("Tanya pelapor"), "review_work.ask_reporter", "asked_reporter" in done),
        (_("Catat temuan per dugaan"), "review_work.findings", open_ones == 0),
        (_("Berita acara dan hasil"), "review_outcome.conclude", False),
    ]
    return [
        {
            "label": f"{number}. {label}",
            "url": url_for(endpoint, review_id=review.id),
            "status": _("Selesai") if finished else _("Belum mulai"),
            "kind": "ok" if finished else "neutral",
        }
        for number, (label, endpoint, finished) in enumerate(rows, start=1)
    ]


@bp.get("/pemeriksaan/<int:review_id>/berkas")
@signed_in
def case_file(review_id: int) -> View:
    """The redacted case: allegations, parties, evidence. Nothing of who complained."""
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    record_reading(actor, review, _("Membaca dugaan dan bukti"))
    return page("case_file", **sheet(review), file=queries.case_file_for(actor, review))


@bp.get("/pemeriksaan/<int:review_id>/cek-silang")
@signed_in
def crosscheck(review_id: int) -> View:
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    return page("crosscheck", **sheet(review), file=queries.case_file_for(actor, review))


@bp.post("/pemeriksaan/<int:review_id>/sudah-dibaca/<reading>")
@signed_in
def mark_read(review_id: int, reading: str) -> View:
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    if reading not in READINGS:
        raise NotFound(reading)
    examining.mark_read(actor, review, READINGS[reading])
    flash(_("Dicatat sudah dibaca."), "success")
    return to_case(review_id)

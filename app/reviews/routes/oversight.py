"""S-83: the matrix of follow-ups, one follow-up, its proof, verification, reminders, closing."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import policy
from app.reviews import exports, queries
from app.reviews.forms.oversight import JudgeForm, ProofForm, RaiseForm
from app.reviews.queries import FollowUpWanted
from app.reviews.routes.front import Record, page, to_case
from app.reviews.services import overseeing
from app.reviews.workflow import FLOW, FOLLOW_UP_FLOW
from app.web import downloads
from app.web.forms import BaseForm, SeenForm, went_through
from app.web.guards import current_actor, signed_in, takes_files
from app.web.views import View

bp = Blueprint("oversight", __name__)


@bp.get("/pengawasan")
@signed_in
def index() -> View:
    """Every follow-up the actor oversees, what is open first."""
    actor, wanted = current_actor(), _wanted()
    number = request.args.get("halaman", 1, type=int)
    return page(
        "oversight",
        listed=queries.oversight_visible_to(actor, wanted, number),
        referrals=queries.referrals_visible_to(actor),
        wanted=wanted,
        query={"status": wanted.standing, "cari": wanted.text},
        states=queries.FOLLOW_UP_STATES,
        late=queries.LATE,
        is_late=queries.is_late,
    )


def _wanted() -> FollowUpWanted:
    known = {one.value for one in queries.FOLLOW_UP_STATES} | {queries.LATE}
    asked = request.args.get("status", "")
    return FollowUpWanted(
        asked if asked in known else "", " ".join(request.args.get("cari", "").split())[:100]
    )


@bp.get("/pengawasan/unduh.<form>")
@signed_in
def export(form: str) -> Response:
    """The narrowed matrix as a file."""
    actor = current_actor()
    rows = queries.exported_visible_to(actor, _wanted())
    answer = downloads.listed(exports.FILE, rows, "tindak-lanjut", form)
    overseeing.note_export(actor, len(rows), form)
    return answer


@bp.get("/tindak-lanjut")
@signed_in
def mine() -> View:
    """What the actor has to do."""
    number = request.args.get("halaman", 1, type=int)
    return page(
        "mine", listed=queries.own_follow_ups_visible_to(current_actor(), number),
        is_late=queries.is_late,
    )  # fmt: skip


@bp.get("/tindak-lanjut/<int:follow_up_id>")
@signed_in
def show(follow_up_id: int) -> View:
    return _show(follow_up_id)


def _show(follow_up_id: int, judging: BaseForm | None = None) -> View:
    actor = current_actor()
    row = queries.follow_up_for(actor, follow_up_id)
    return page(
        "follow_up",
        judging,
        row=row,
        own=row.owner_id == actor.person_id,
        clock=queries.follow_up_clock_for(actor, row),
        steps=queries.follow_up_steps_for(actor, row),
        moves={one.action for one in FOLLOW_UP_FLOW.moves_open_to(actor, row)},
        reads_case=policy.can(actor, "review.read", row.review),
        closes=FLOW.may(row.review, "close", actor) and not overseeing.unfinished(row.review),
    )


def _back(follow_up_id: int) -> Response:
    return redirect(url_for("oversight.show", follow_up_id=follow_up_id), 303)


@bp.post("/tindak-lanjut/<int:follow_up_id>/mulai")
@signed_in
def begin(follow_up_id: int) -> View:
    actor = current_actor()
    overseeing.begin(actor, queries.follow_up_for(actor, follow_up_id))
    flash(_("Dicatat: sedang dikerjakan."), "success")
    return _back(follow_up_id)


@bp.route("/tindak-lanjut/<int:follow_up_id>/bukti", methods=["GET", "POST"])
@signed_in
@takes_files
def prove(follow_up_id: int) -> View:
    actor = current_actor()
    row = queries.follow_up_for(actor, follow_up_id)
    FOLLOW_UP_FLOW.check(row, "prove", actor)
    form = ProofForm(data={"revision": str(row.revision)})
    if form.validate_on_submit() and went_through(
        form, lambda: overseeing.prove(actor, row, form.as_proof(), seen=form.seen)
    ):
        flash(_("Bukti terkirim untuk diverifikasi."), "success")
        return _back(follow_up_id)
    return page("prove", form, row=row)


@bp.route("/tindak-lanjut/<int:follow_up_id>/verifikasi", methods=["GET", "POST"])
@signed_in
def judge(follow_up_id: int) -> View:
    actor = current_actor()
    row = queries.follow_up_for(actor, follow_up_id)
    FOLLOW_UP_FLOW.check(row, "verify", actor)
    form = JudgeForm(data={"revision": str(row.revision)})
    if form.validate_on_submit() and went_through(
        form, lambda: overseeing.judge(actor, row, form.as_judged(), seen=form.seen)
    ):
        flash(_("Verifikasi dicatat."), "success")
        return _back(follow_up_id)
    return page("judge", form, row=row, steps=queries.follow_up_steps_for(actor, row))


@bp.post("/tindak-lanjut/<int:follow_up_id>/ingatkan")
@signed_in
def remind(follow_up_id: int) -> View:
    actor = current_actor()
    overseeing.remind(actor, queries.follow_up_for(actor, follow_up_id))
    flash(_("Penanggung jawab diingatkan."), "success")
    return _back(follow_up_id)


@bp.route("/tindak-lanjut/<int:follow_up_id>/naikkan", methods=["GET", "POST"])
@signed_in
def raise_up(follow_up_id: int) -> View:
    actor, form = current_actor(), RaiseForm()
    row: Record = queries.follow_up_for(actor, follow_up_id)
    FOLLOW_UP_FLOW.check(row, "raise", actor)
    if form.validate_on_submit() and went_through(
        form, lambda: overseeing.raise_up(actor, row, form.note.data or "")
    ):
        flash(_("Dinaikkan ke Sekretaris Daerah."), "success")
        return _back(follow_up_id)
    return page("raise_up", form, row=row)


@bp.route("/pemeriksaan/<int:review_id>/tutup", methods=["GET", "POST"])
@signed_in
def close(review_id: int) -> View:
    actor = current_actor()
    review = queries.review_for(actor, review_id)
    FLOW.check(review, "close", actor)
    form = SeenForm(data={"revision": str(review.revision)})
    if form.validate_on_submit() and went_through(
        form, lambda: overseeing.close(actor, review, seen=form.seen)
    ):
        flash(_("Pengawasan ditutup. Surat penutup untuk pelapor sedang disiapkan."), "success")
        return to_case(review_id)
    return page("close", form, review=review, left=len(overseeing.unfinished(review)))

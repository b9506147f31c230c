"""S-86: the register as a list, a matter's page, entering, correcting, stopping, deciding."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import (
    Blueprint,
    flash,
    jsonify,
    redirect,
    request,
    stream_with_context,
    url_for,
)
from flask import Response as TextResponse
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.audit.services import record_reading
from app.core import clock, policy
from app.core.actor import Role
from app.core.errors import NotAllowed
from app.deadlines import queries as deadlines
from app.matters import exports, queries, wording
from app.matters.forms import (
    AssignForm,
    CorrectForm,
    DecideForm,
    FilterForm,
    HandOverForm,
    MatterForm,
    ReasonForm,
    ReleaseForm,
)
from app.matters.queries import FLAGS, MatterFilter
from app.matters.services import deciding, entries, keeping, recording, registering, stopping
from app.matters.workflow import FLOW
from app.people.picking import picked
from app.regulations.pages import pages_in
from app.web import spreadsheets
from app.web.forms import BaseForm, result_of, went_through
from app.web.guards import current_actor, only, signed_in
from app.web.incoming import record_number, record_number_or_none
from app.web.views import View

bp = Blueprint("matters", __name__)
page = pages_in("matters")
# What a use case does not allow is said in the form too: it is about what was typed there.
_SAID_IN_FORM = (NotAllowed,)


def _went_through(form: BaseForm, act: Callable[[], Any]) -> bool:
    return went_through(form, act, also=_SAID_IN_FORM)


# ── the list ──────────────────────────────────────────────────────────────────────────────────


@bp.get("/urusan")
@signed_in
def index() -> View:
    actor = current_actor()
    form, wanted = _filter()
    return page(
        "index", None, filter=form, wanted=wanted, found=queries.matters_visible_to(actor, wanted),
        may_import=policy.can(actor, "matter.import"), narrowed=_is_narrowed(wanted),
    )  # fmt: skip


def _filter() -> tuple[FilterForm, MatterFilter]:
    form = FilterForm(request.args)
    units = queries.units_with_matters_visible_to(current_actor())
    form.offer([(unit.id, unit.name) for unit in units])
    if not form.validate():
        return form, MatterFilter()
    flag = form.tanda.data or ""
    return form, MatterFilter(
        text=form.cari.data or "",
        state=form.status.data or "",
        kind=form.jenis.data or "",
        unit_id=record_number_or_none(form.unit.data or ""),
        flag=flag if flag in FLAGS else "",
        before=request.args.get("sebelum", type=record_number),
        after=request.args.get("sesudah", type=record_number),
    )


def _is_narrowed(wanted: MatterFilter) -> bool:
    return any((wanted.text, wanted.state, wanted.kind, wanted.unit_id, wanted.flag))


@bp.get("/urusan/daftar.csv")
@signed_in
def as_csv() -> Response:
    """The narrowed register, sent while it is being read: it may be very long."""
    actor = current_actor()
    _form, wanted = _filter()
    registering.note_export(actor, "csv")
    rows = exports.as_csv(
        queries.exported_visible_to(actor, wanted), inspecting=actor.has(Role.INSPECTOR)
    )
    return _download(stream_with_context(rows), spreadsheets.CSV, "register-urusan.csv")


@bp.get("/urusan/daftar.xlsx")
@signed_in
def as_xlsx() -> Response:
    actor = current_actor()
    _form, wanted = _filter()
    if queries.more_than(actor, wanted, exports.MOST_ROWS_XLSX):
        flash(
            _("Daftar ini lebih dari %(n)s baris, terlalu panjang untuk XLSX. Unduh CSV, atau persempit saringan.", n=exports.MOST_ROWS_XLSX),
            "error",
        )  # fmt: skip
        narrowed: dict[str, Any] = request.args.to_dict()
        return redirect(url_for("matters.index", **narrowed))
    registering.note_export(actor, "xlsx")
    rows = queries.exported_visible_to(actor, wanted)
    return _download(
        exports.as_xlsx(rows, inspecting=actor.has(Role.INSPECTOR)),
        spreadsheets.XLSX,
        "register-urusan.xlsx",
    )


def _download(content: Iterator[bytes] | bytes, mimetype: str, name: str) -> Response:
    return TextResponse(
        content,
        mimetype=mimetype,
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@bp.get("/urusan/cari")
@signed_in
def search() -> Response:
    """What a field that looks matters up offers."""
    found = queries.offered_to(current_actor(), request.args.get("q", ""))
    return jsonify([{"id": one.id, "label": one.label} for one in found])


# ── entering ──────────────────────────────────────────────────────────────────────────────────


@bp.route("/urusan/baru", methods=["GET", "POST"])
@signed_in
def new() -> View:
    actor, form = current_actor(), MatterForm()
    form.offer([(unit.id, unit.name) for unit in queries.units_offered_to(actor)])
    if request.method == "GET" and actor.person_id is not None:
        first = form.officials.entries[0].form
        first.person.data, first.person_id.data = queries.own_label(actor), str(actor.person_id)
    if request.method == "POST" and (more := _more_rows(form)):
        return more
    if form.validate_on_submit() and _look_up(form):
        made = result_of(form, lambda: recording.record(actor, _wanted(form)), also=_SAID_IN_FORM)
        if made is not None:
            flash(_("Urusan dicatat."), "success")
            return redirect(url_for("matters.show", matter_id=made.id), 303)
    return page("new", form)


def _more_rows(form: MatterForm) -> View | None:
    """Another party or official, asked for without JavaScript."""
    rows = {"pihak": form.parties, "petugas": form.officials}.get(request.form.get("aksi", ""))
    if rows is None:
        return None
    if len(rows.entries) < rows.max_entries:
        rows.append_entry()
    return page("new", form)


def _look_up(form: MatterForm) -> bool:
    """Whom the typed officials mean; says so beside the field where nobody or several are."""
    for number, entry in enumerate(form.officials.entries):
        if not entry.form.blank:
            found = picked(form, f"officials.{number}.person")
            entry.form.person_id.data = str(found or "")
    return not form.errors


def _wanted(form: MatterForm) -> entries.MatterWanted:
    return entries.MatterWanted(
        title=form.title.data,
        number=form.number.data or "",
        kind=wording.kind_of(form.kind.data),
        unit_id=record_number_or_none(form.unit.data) or 0,
        received_on=form.received_on.data or clock.today(),
        parties=[
            entries.PartyWanted(p.kind.data, p.name.data or "", p.nib.data or "", p.npwp.data or "")
            for entry in form.parties.entries
            if not (p := entry.form).blank
        ],
        officials=[
            entries.OfficialWanted(
                record_number_or_none(o.person_id.data or "") or 0, wording.role_of(o.role.data)
            )
            for entry in form.officials.entries
            if not (o := entry.form).blank
        ],
        complete=wording.answer(form.complete.data),
        sop_days=form.sop_days.data,
        pressed=form.pressed.data,
    )


# ── one matter ────────────────────────────────────────────────────────────────────────────────


@bp.get("/urusan/<int:matter_id>")
@signed_in
def show(matter_id: int) -> View:
    actor = current_actor()
    matter = queries.matter_for(actor, matter_id)
    if not queries.is_own(actor, matter):
        record_reading(actor, matter, _("Membuka urusan"))
    clocks = deadlines.clocks_of("matters", [matter.id])[matter.id]
    obstacle = queries.obstacle_to(actor.person_id or 0, matter)
    return page(
        "show", None, matter=matter, clocks=clocks, parties=queries.parties_of(matter),
        officials=queries.officials_of(matter), held_since=stopping.held_since(matter),
        actions=_actions(matter), obstacle=obstacle if queries.is_own(actor, matter) else None,
        entries=wording.story(matter, queries.history_for(actor, matter)),
        due_on=queries.service_dues([matter.id]).get(matter.id),
        inspecting=actor.has(Role.INSPECTOR), own=queries.is_own(actor, matter),
    )  # fmt: skip


def _actions(matter: Any) -> set[str]:
    actor = current_actor()
    found = {move.action for move in FLOW.moves_open_to(actor, matter)}
    if matter.is_open and policy.can(actor, "matter.correct", matter):
        found |= {"correct", "assign"}
    return found


def _back(matter_id: int, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("matters.show", matter_id=matter_id), 303)


@bp.route("/urusan/<int:matter_id>/ubah", methods=["GET", "POST"])
@signed_in
def correct(matter_id: int) -> View:
    actor = current_actor()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.correct", matter)
    form = CorrectForm(data=wording.as_typed(matter))
    if form.validate_on_submit():
        wanted = keeping.Correction(
            title=form.title.data, complete=wording.answer(form.complete.data),
            sop_days=form.sop_days.data, reason=form.reason.data,
        )  # fmt: skip
        if _went_through(form, lambda: keeping.correct(actor, matter, wanted)):
            return _back(matter_id, _("Perubahan dicatat."))
    return page("correct", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/petugas", methods=["GET", "POST"])
@signed_in
def assign(matter_id: int) -> View:
    actor, form = current_actor(), AssignForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.assign", matter)
    if form.validate_on_submit():
        person_id = picked(form, "person")
        wanted = entries.OfficialWanted(person_id or 0, wording.role_of(form.role.data))
        if not form.errors and _went_through(form, lambda: keeping.assign(actor, matter, wanted)):
            return _back(matter_id, _("Petugas ditambahkan."))
    return page("assign", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/ganti", methods=["GET", "POST"])
@signed_in
def hand_over(matter_id: int) -> View:
    """Put somebody in the place of an official."""
    actor, form = current_actor(), HandOverForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.hand_over", matter)
    form.offer([(one.person_id, one.person.name) for one in queries.officials_of(matter)])
    if form.validate_on_submit():
        from_person = record_number_or_none(form.from_person.data) or 0
        to_person = picked(form, "substitute") or 0
        if not form.errors and _went_through(
            form,
            lambda: stopping.hand_over(
                actor, matter.id, from_person, to_person, reason=form.reason.data or ""
            ),
        ):
            return _back(matter_id, _("Pejabat pengganti ditunjuk dan diberi tahu."))
    return page("hand_over", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/tahan", methods=["GET", "POST"])
@only(Role.INSPECTOR)
def stop(matter_id: int) -> View:
    """The Inspektorat asks that nobody goes on for now."""
    actor, form = current_actor(), ReasonForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.hold", matter)
    if form.validate_on_submit() and _went_through(
        form, lambda: stopping.stop_altogether(actor, matter, form.reason.data)
    ):
        return _back(matter_id, _("Urusan ditahan; unit diberi tahu."))
    return page("stop", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/lanjutkan", methods=["GET", "POST"])
@signed_in
def release(matter_id: int) -> View:
    """There is no conflict: the matter goes on."""
    actor, form = current_actor(), ReleaseForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.release", matter)
    form.offer(wording.held(matter))
    if form.validate_on_submit():
        person_id = record_number_or_none(form.person.data) or None
        if _went_through(
            form, lambda: stopping.let_go_on(actor, matter, person_id, form.reason.data)
        ):
            return _back(matter_id, _("Penahanan diakhiri."))
    return page("release", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/putus", methods=["GET", "POST"])
@signed_in
def decide(matter_id: int) -> View:
    actor, form = current_actor(), DecideForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.decide", matter)
    form.offer(
        [(one.person_id, one.person.name) for one in wording.everybody(matter)],
        deciding.bases_of(clock.today()),
    )
    if form.validate_on_submit():
        wanted = deciding.DecisionWanted(
            person_id=record_number_or_none(form.person.data) or 0,
            decided_on=form.decided_on.data or clock.today(),
            number=form.number.data,
            effect=wording.effect_of(form.effect.data),
            bases=tuple(form.bases.data or ()),
        )
        if _went_through(form, lambda: deciding.record_decision(actor, matter, wanted)):
            return _back(matter_id, _("Keputusan dicatat."))
    return page("decide", form, matter=matter)


@bp.route("/urusan/<int:matter_id>/batal", methods=["GET", "POST"])
@signed_in
def drop(matter_id: int) -> View:
    actor, form = current_actor(), ReasonForm()
    matter = queries.matter_for(actor, matter_id)
    policy.require(actor, "matter.drop", matter)
    if form.validate_on_submit() and _went_through(
        form, lambda: keeping.drop(actor, matter, form.reason.data)
    ):
        return _back(matter_id, _("Urusan dibatalkan."))
    return page("drop", form, matter=matter)

"""The public portal, without account and without JavaScript: S-03 to S-09, and S-40 for others."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    jsonify,
    make_response,
    redirect,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.complaints import lookups, story, wording
from app.complaints.forms.portal import (
    ConfirmForm,
    CounterIdentityForm,
    EmployeeIdentityForm,
    EvidenceForm,
    IdentityForm,
    PhotosForm,
    PortalForm,
    ReachForm,
    ResumeForm,
    StoryForm,
    WhoForm,
    evidence_data,
    story_data,
    who_data,
)
from app.complaints.paper import receipt_pdf
from app.complaints.routes import visit
from app.complaints.routes.visit import show
from app.complaints.services import braking, drafts, receipts, receiving
from app.complaints.services.braking import BrakeIsOn, Door, TooMany
from app.complaints.services.receiving import Filing
from app.complaints.story import Story
from app.complaints.workflow import CHECK, EXAMINE
from app.core import clock
from app.core.errors import Busy, Invalid, NotFound, WrongState
from app.core.policy import require
from app.web.filters import said
from app.web.guards import current_actor, public, repeatable, signed_in, takes_files
from app.web.incoming import record_number_or_none
from app.web.views import View

bp = Blueprint("portal", __name__, url_prefix="/aduan")
visit.guard(bp)

UNPROCESSABLE, TOO_MANY = 422, 429
_LAST_STEP = 4
_SHORTEST_SEARCH = 3
_MOST_FOUND = 5
_PROOF = "bukti_kerja"
_AS_EMPLOYEE = "pegawai"


@bp.get("")
@public
def before() -> View:
    """S-03: what to prepare."""
    return _front(drafts.of_visit(visit.visit()))


def _front(draft: Any) -> View:
    return show(
        "before", draft=draft, closed=not lookups.is_open(), hours=lookups.service_hours(),
        term=lookups.term_in_words(EXAMINE),
    )  # fmt: skip


def _action() -> str:
    return request.form.get("aksi", "")


def _story() -> Story:
    draft = drafts.of_visit(visit.visit())
    return story.read(draft.story) if draft is not None else Story()


def _channel() -> Any:
    """An employee may begin as one; a draft keeps what it began as."""
    draft = drafts.of_visit(visit.visit())
    if draft is not None:
        return draft.channel
    as_employee = request.args.get("sebagai") == _AS_EMPLOYEE and current_actor().person_id
    return wording.EMPLOYEE if as_employee else wording.PORTAL


def _save(told: Story, step: int) -> None:
    seen = tuple(sorted({*told.seen, step}))
    drafts.save(
        visit.visit(), replace(told, seen=seen), _channel(), visitor_ip_hash(),
        proof=request.form.get(_PROOF, ""),
    )  # fmt: skip


def _saved(told: Story, step: int) -> View:
    """Keep the step and go on: to the next one, back to the check page, or out with the code."""
    try:
        _save(told, step)
    except BrakeIsOn as error:
        return _wait(error)
    except TooMany as error:
        return show("stopped", message=said(error.message)), TOO_MANY
    if _action() == "draf":
        return redirect(url_for("portal.kept"), 303)
    return redirect(url_for("portal.step", number=story.next_step(_story())) if not _back_to_check()
                    else url_for("portal.step", number=_LAST_STEP), 303)  # fmt: skip


def _back_to_check() -> bool:
    return request.args.get("dari") == "periksa"


def _wait(error: BrakeIsOn) -> View:
    """Everything that was typed, once more, with a puzzle for the browser and a wait for people."""
    puzzle = braking.puzzle_for(error.door, visit.fingerprint())
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", _PROOF)
    ]
    target = request.full_path.rstrip("?")
    return show("wait", fields=fields, puzzle=puzzle, target=target), TOO_MANY


@bp.route("/<int:number>", methods=["GET", "POST"])
@public
@repeatable
@takes_files
def step(number: int) -> View:
    """S-04 to S-07, each saved by itself; S-08 follows the last."""
    if number not in _STEPS:
        raise NotFound(request.path)
    if not lookups.is_open():
        return _front(None)
    if number > 1:
        drafts.draft_for(visit.visit()) if request.method == "POST" else None
        if (earlier := story.next_step(_story())) < number:
            return redirect(url_for("portal.step", number=earlier), 303)
    return _STEPS[number]()


def _page(name: str, form: PortalForm, number: int, **facts: Any) -> View:
    status = UNPROCESSABLE if form.errors else 200
    text = show(
        name, form=form, step=number, draft=drafts.of_visit(visit.visit()),
        names=wording.steps(), **facts,
    )  # fmt: skip
    return (text, status) if status != 200 else text  # noqa: PLR2004 plainly OK


# ── S-04 ──────────────────────────────────────────────────────────────────────────────────────


def _who() -> View:
    told = _story()
    form = WhoForm(data=who_data(told))
    form.offer_units(lookups.units_to_choose())
    found, searched = _found_people(form)
    form.offer_people(found)
    if request.method == "POST" and _action() != "cari" and form.validate_on_submit():
        return _saved(form.into(told, _picked(form, found)), 1)
    return _page("who", form, 1, found=found, searched=searched)


def _found_people(form: WhoForm) -> tuple[list[Any], bool]:
    """At most five, when there is something to look for; the one picked before stays in sight."""
    words = (form.terlapor_cari.data or "").strip()
    if len(words) < _SHORTEST_SEARCH or form.terlapor_mode.data not in ("name", ""):
        return [], False
    if request.method == "POST" and _action() == "cari":
        return _search(words), True
    picked = record_number_or_none(form.terlapor_id.data or "")
    return [one for one in [lookups.colleague(picked)] if one is not None], False


def _search(words: str) -> list[Any]:
    try:
        braking.knock(Door.NAMES, visitor_ip_hash())
    except TooMany as error:
        flash(said(error.message), "warning")
        return []
    return lookups.people_named(words, _MOST_FOUND)


def _picked(form: WhoForm, found: list[Any]) -> int | None:
    chosen = record_number_or_none(form.terlapor_id.data or "")
    return next((one.id for one in found if one.id == chosen), None)


@bp.get("/nama")
@public
def names() -> Response:
    """Type-ahead: name, unit and post only, at most five after three letters."""
    words = request.args.get("q", "").strip()
    if len(words) < _SHORTEST_SEARCH:
        return jsonify([])
    try:
        braking.knock(Door.NAMES, visitor_ip_hash())
    except TooMany:
        return make_response(jsonify([]), TOO_MANY)
    return jsonify(
        [{"id": one.id, "label": one.label} for one in lookups.people_named(words, _MOST_FOUND)]
    )


# ── S-05 ──────────────────────────────────────────────────────────────────────────────────────


def _what() -> View:
    told = _story()
    form = StoryForm(data=story_data(told))
    form.jenis.choices = lookups.kinds_to_choose()
    if request.method == "POST":
        if _action() == "tambah":
            if len(form.pihak.entries) < form.pihak.max_entries:
                form.pihak.append_entry()
        elif form.validate_on_submit():
            return _saved(form.into(told), 2)
    return _page("what", form, 2)


# ── S-06 ──────────────────────────────────────────────────────────────────────────────────────


def _evidence() -> View:
    told = _story()
    form = EvidenceForm(data=evidence_data(told))
    if request.method == "POST":
        dropped = record_number_or_none(request.form.get("hapus", ""))
        if dropped is not None:
            drafts.drop_file(visit.visit(), dropped)
            return redirect(url_for("portal.step", number=3), 303)
        if (answer := _evidence_sent(form, told)) is not None:
            return answer
    return _page("evidence", form, 3, files=_files())


def _files() -> list[Any]:
    draft = drafts.of_visit(visit.visit())
    return drafts.files_of(draft) if draft is not None else []


def _evidence_sent(form: EvidenceForm, told: Story) -> View | None:
    """Good files are kept whatever else is wrong: nobody chooses them twice."""
    good = form.validate_on_submit()
    if form.bukti.files and not _kept(form):
        return None
    if _action() == "tautan":
        form.tautan.append_entry() if len(form.tautan.entries) < form.tautan.max_entries else None
        return None
    if not good:
        return None
    told = form.into(told)
    if _action() == "unggah":
        drafts.save(visit.visit(), told, _channel(), visitor_ip_hash())
        return redirect(url_for("portal.step", number=3), 303)
    needed = _action() != "draf" and _channel() not in wording.AT_COUNTER
    if needed and not _files() and not any(one.counts for one in told.links):
        form.bukti.errors = [*form.bukti.errors, wording.no_evidence(current_app.config["KONTAK"])]
        return None
    return _saved(told, 3)


def _kept(form: EvidenceForm) -> bool:
    try:
        drafts.add_files(
            visit.visit(), form.bukti.files, form.keterangan.data or "", visitor_ip_hash()
        )
    except TooMany as error:
        form.bukti.errors = [*form.bukti.errors, said(error.message)]
    except Invalid as error:
        form.tell(error.fields)
    return not form.bukti.errors


# ── S-07, S-08 ────────────────────────────────────────────────────────────────────────────────


def _identity_form() -> ReachForm:
    channel = _channel()
    if channel in wording.AT_COUNTER:
        return CounterIdentityForm()
    return EmployeeIdentityForm() if channel is wording.EMPLOYEE else IdentityForm()


def _stranger_to_draft() -> Response | None:
    """An employee's draft ends with his account, a counter's with the officer."""
    channel = _channel()
    if channel is wording.PORTAL:
        return None
    if current_actor().person_id is None:
        return redirect(url_for("accounts.sign_in", next=url_for("portal.step", number=4)), 303)
    if channel in wording.AT_COUNTER:
        require(current_actor(), "complaint.record")
    return None


def _identity() -> View:
    """S-07; what is typed comes back with the check page and is kept nowhere."""
    if (away := _stranger_to_draft()) is not None:
        return away
    form = _identity_form()
    if request.method == "POST" and _action() != "ubah" and form.validate_on_submit():
        return _check(form)
    return _identity_page(form)


def _identity_page(form: ReachForm) -> View:
    return _page("identity", form, 4, me=_employee(), channel=_channel())


def _employee() -> dict[str, str] | None:
    return lookups.employee(current_actor()) if _channel() is wording.EMPLOYEE else None


def _check(form: ReachForm, photos: PhotosForm | None = None) -> str:
    """S-08."""
    draft = drafts.draft_for(visit.visit())
    told = story.read(draft.story)
    return show(
        "check", form=form, draft=draft, told=told, step=4, names=wording.steps(),
        rows=wording.answers(told, lookups.unit_name(told.unit_id)), files=drafts.files_of(draft),
        missing=receiving.missing(draft), me=_employee(), channel=draft.channel,
        photos=photos or PhotosForm(formdata=None), at_counter=draft.channel in wording.AT_COUNTER,
    )  # fmt: skip


@bp.post("/kirim")
@public
@repeatable
@takes_files
def send() -> View:
    """Two clicks make one complaint: the draft is gone with the first."""
    if (away := _stranger_to_draft()) is not None:
        return away
    if drafts.of_visit(visit.visit()) is None:
        return redirect(url_for("portal.receipt"), 303)
    form = _identity_form()
    if not form.validate_on_submit():
        return _identity_page(form)
    photos = PhotosForm()
    if not photos.validate_on_submit():
        return _check(form, photos), UNPROCESSABLE
    return _filed(form, photos)


def _filed(form: ReachForm, photos: PhotosForm) -> View:
    me = _employee()
    filing = Filing(
        identity=_who_reports(form, me),
        protected=bool(form.rahasia.data) or me is not None,
        news=form.news(),
        employee_id=current_actor().person_id if me is not None else None,
        photos=photos.photos() if me is None else (),
    )
    try:
        receiving.file(
            current_actor(), visit.visit(), filing, visitor_ip_hash(),
            proof=request.form.get(_PROOF, ""),
        )  # fmt: skip
    except BrakeIsOn as error:
        return _wait(error)
    except TooMany as error:
        return show("stopped", message=said(error.message)), TOO_MANY
    except (Invalid, Busy) as error:
        flash(said(error.message), "error")
        return _check(form), UNPROCESSABLE
    return redirect(url_for("portal.receipt"), 303)


def _who_reports(form: ReachForm, me: dict[str, str] | None) -> dict[str, object]:
    if isinstance(form, IdentityForm):
        return form.identity()
    return {**(me or {}), "capacity": "pegawai", **form.reach()}


_STEPS: dict[int, Callable[[], View]] = {1: _who, 2: _what, 3: _evidence, 4: _identity}


# ── the draft ─────────────────────────────────────────────────────────────────────────────────


@bp.get("/draf")
@public
def kept() -> View:
    """The draft's code and how long it lives; without a draft, where to type one."""
    draft = drafts.of_visit(visit.visit())
    code = lookups.draft_code(draft) if draft is not None else ""
    return show("draft", draft=draft, code=code, form=ResumeForm(), next=story.next_step(_story()))


@bp.post("/draf")
@public
@repeatable
def resume() -> View:
    form = ResumeForm()
    status = UNPROCESSABLE
    if form.validate_on_submit():
        fresh = visit.renew()
        try:
            drafts.resume(form.kode.data or "", fresh, visitor_ip_hash())
        except TooMany as error:
            form.kode.errors, status = [said(error.message)], TOO_MANY
        except Invalid as error:
            form.tell(error.fields)
        else:
            return redirect(url_for("portal.step", number=story.next_step(_story())), 303)
    return show("draft", draft=None, code="", form=form, next=1), status


@bp.post("/buang")
@public
@repeatable
def drop() -> View:
    """Forget the draft and its files."""
    drafts.drop(visit.visit())
    visit.end()
    flash(_("Draf dihapus."), "success")
    return redirect(url_for("portal.before"), 303)


# ── S-09 ──────────────────────────────────────────────────────────────────────────────────────


@bp.get("/tanda-terima")
@public
def receipt() -> View:
    """The code the first time; afterwards only on request, once."""
    if receiving.receipt_of(visit.visit()) is None:
        return redirect(url_for("portal.before"), 303)
    first = not receipts.was_shown(visit.visit())
    shown = receipts.show(visit.visit()) if first else receipts.seen(visit.visit())
    return _receipt_page(shown, ConfirmForm())


def _receipt_page(shown: receipts.Shown, form: ConfirmForm, status: int = 200) -> View:
    text = show(
        "receipt", shown=shown, form=form, due=receiving.due_day(shown.complaint),
        evidence=lookups.evidence_count(shown.complaint),
        check_term=lookups.term_in_words(CHECK),
        counter=shown.complaint.channel in wording.AT_COUNTER,
        after_hours=shown.complaint.counted_from != clock.local(shown.complaint.received_at).date(),
    )  # fmt: skip
    return text, status


@bp.post("/tanda-terima/lagi")
@public
@repeatable
def again() -> View:
    """`Tampilkan lagi`, once."""
    try:
        shown = receipts.show(visit.visit())
    except WrongState as error:
        flash(said(error.message), "warning")
        return redirect(url_for("portal.receipt"), 303)
    return _receipt_page(shown, ConfirmForm())


@bp.post("/tanda-terima/unduh")
@public
@repeatable
def download() -> View:
    """DOK-02 with the code, made for this visit and kept nowhere."""
    try:
        shown = receipts.print_out(visit.visit())
    except WrongState as error:
        flash(said(error.message), "warning")
        return redirect(url_for("portal.receipt"), 303)
    office = (
        request.form.get("salinan") == "kantor" and shown.complaint.channel in wording.AT_COUNTER
    )
    paper = receipt_pdf(
        shown.complaint,
        "" if office else shown.code,
        lookups.evidence_count(shown.complaint),
        receiving.due_day(shown.complaint),
    )
    answer = make_response(paper)
    answer.mimetype = "application/pdf"
    name = f"tanda-terima-{shown.complaint.number}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.post("/tanda-terima")
@public
@repeatable
def confirm() -> View:
    """The last group of the code proves that it was kept; then this browser forgets everything."""
    form = ConfirmForm()
    if receiving.receipt_of(visit.visit()) is None:
        return redirect(url_for("portal.before"), 303)
    if form.validate_on_submit():
        try:
            complaint = receipts.confirm(visit.visit(), form.akhir.data or "")
        except Invalid as error:
            form.tell(error.fields)
        else:
            visit.end()
            return show("done", number=complaint.number)
    return _receipt_page(receipts.seen(visit.visit()), form, UNPROCESSABLE)


@bp.get("/pegawai")
@signed_in
def as_employee() -> View:
    """S-40, somebody else's conflict: the same steps, the identity known from the account."""
    visit.renew()
    return redirect(url_for("portal.step", number=1, sebagai=_AS_EMPLOYEE), 303)

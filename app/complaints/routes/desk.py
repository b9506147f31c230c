"""S-80: the desk's list and export, one case, and what the desk decides about it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.complaints import exports, wording
from app.complaints.forms import desk
from app.complaints.forms.desk import (
    AskForm,
    CheckForm,
    DeciderForm,
    FindingForm,
    MergeForm,
    ReasonForm,
    ReferForm,
    RefuseForm,
)
from app.complaints.outcomes import REQUESTS, Ground, Lack
from app.complaints.queries import desk as listing
from app.complaints.queries import dossier, reading
from app.complaints.services import (
    checking,
    classifying,
    completing,
    exporting,
    handing,
    merging,
    recasting,
    refusing,
    withdrawing,
)
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.crosscheck import wording as crosscheck
from app.crosscheck.codes import Code
from app.matters.finding import Party
from app.people import queries as people
from app.people.picking import picked
from app.regulations import queries as regulations
from app.regulations.pages import pages_in
from app.regulations.wording import alleged
from app.vault import queries as vault
from app.web import downloads
from app.web.forms import ConfirmForm, result_of, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View

bp = Blueprint("desk", __name__)
# A move of the workflow → the page on which it is made.
_PAGES = {
    "ask": "desk.ask", "refer": "desk.refer", "merge": "desk.merge",
    "propose_refusal": "desk.propose", "reopen": "desk.reopen", "let_go": "desk.let_go",
    "go_on": "desk.go_on", "take_up": "desk.take_up", "recast": "desk.correct_decider",
}  # fmt: skip


_page = pages_in("complaints/desk", alleged=alleged)


def _desk_only() -> None:
    """To whom no complaint is given and who holds no role of the desk, it does not exist."""
    if not listing.has_desk(current_actor()):
        raise NotFound(request.path)


def _back(complaint_id: int, said: str) -> View:
    flash(said, "success")
    return redirect(url_for("desk.show", complaint_id=complaint_id), 303)


# ── the list ──────────────────────────────────────────────────────────────────────────────────


@bp.get("/meja-aduan")
@signed_in
def index() -> View:
    _desk_only()
    actor, wanted = current_actor(), desk.wanted_in(request.args)
    return _page(
        "index",
        found=listing.complaints_visible_to(actor, wanted),
        wanted=wanted,
        query=desk.as_query(wanted),
        units=listing.units_visible_to(actor),
        offered=desk,
    )


@bp.get("/meja-aduan/unduh.<form>")
@signed_in
def export(form: str) -> Response:
    """The narrowed list as a file, without anything of who complained."""
    _desk_only()
    actor, wanted = current_actor(), desk.wanted_in(request.args)
    answer = downloads.listed(
        exports.FILE, listing.exported_visible_to(actor, wanted), "aduan", form
    )
    exporting.note_export(actor, form)
    return answer


# ── one case ──────────────────────────────────────────────────────────────────────────────────


@bp.get("/meja-aduan/<int:complaint_id>")
@signed_in
def show(complaint_id: int) -> View:
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    case = dossier.case_for(actor, found)
    proposal = refusing.proposal_of(found)
    return _page(
        "show",
        case=case,
        may_open_identity=vault.may_ask(actor, reading.TABLE, found.id),
        moves=[
            {
                "label": _(one.label),
                "url": url_for(_PAGES[one.action], complaint_id=found.id),
                "kind": "secondary",
            }
            for one in FLOW.moves_open_to(actor, found)
            if one.action in _PAGES and not (one.action == "propose_refusal" and proposal)
        ],
        may_verify=FLOW.may(found, "verify", actor),
        may_send=FLOW.may(found, "send", actor),
        may_decide=FLOW.may(found, "refuse", actor),
        unfinished=classifying.unfinished(found),
        ticked=classifying.last_finding(found),
        proposal=proposal,
        ground=Ground(proposal["ground"]) if proposal else None,
        verdict=crosscheck.code_of(Code(found.cs_code)) if found.cs_code else None,
        matter=dossier.matter_of_for(actor, found),
        when=wording.when(case.story),
        screenings=dossier.screenings_of_for(actor, found),
        parent=reading.lead_for(actor, found),
        room=reading.room_for(actor, found),
        told_of=wording.step_words,
        suspected=wording.suspected(case.story, regulations.pack_on(clock.today())),
    )


@bp.route("/meja-aduan/<int:complaint_id>/telaah", methods=["GET", "POST"])
@signed_in
def classify(complaint_id: int) -> View:
    """What the desk finds on opening the complaint."""
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    case = dossier.case_for(actor, found)
    if request.method == "GET":
        if closed := classifying.closed(found):
            flash(_(closed), "warning")
            return redirect(url_for("desk.show", complaint_id=complaint_id), 303)
        form = FindingForm(
            data=desk.finding_data(found, case.story, classifying.last_finding(found), _names(case))
        )
    else:
        form = FindingForm()
    if request.form.get("aksi") == "dugaan":
        if len(form.allegations.entries) < form.allegations.max_entries:
            form.allegations.append_entry()
    elif form.validate_on_submit() and _classified(form, found):
        return _after(complaint_id, _("Hasil telaah tersimpan."))
    pack = regulations.pack_on(clock.today())
    form.offer(pack)
    return _page(
        "classify", form, case=case, candidates=_candidates(form), pack=pack,
        when=wording.when(case.story), suspected=wording.suspected(case.story, pack),
    )  # fmt: skip


def _names(case: dossier.Case) -> dict[str, str]:
    """How the people and the matter of the form are written before anything is typed."""
    one = case.complaint
    accused = one.subject or (
        people.person(case.story.accused_id) if case.story.accused_id else None
    )
    matter = dossier.matter_of_for(current_actor(), one)
    return {
        "subject": people.label_of(accused) if accused else "",
        "decider": people.label_of(one.decider) if one.decider else "",
        "matter": matter.number if matter else "",
    }


def _classified(form: FindingForm, found: Any) -> bool:
    actor = current_actor()
    subject_id, decider_id = picked(form, "subject"), picked(form, "decider")
    typed = (form.matter.data or "").strip()
    matter_id = dossier.matter_numbered_for(actor, typed) if typed else None
    if typed and matter_id is None:
        form.tell({"matter": _("Nomor urusan ini tidak ada di register.")})
    finding = form.finding(subject_id, decider_id, matter_id)
    return not form.errors and went_through(
        form,
        lambda: classifying.classify(actor, found, finding, revision=form.seen),
        also=(WrongState,),
    )


def _candidates(form: FindingForm) -> list[Any]:
    """Cards of those whom the typed name fits, when it is not one person yet."""
    typed = (form.subject.data or "").strip()
    if not typed or not form.subject.errors:
        return []
    return people.colleagues_visible_to(current_actor(), typed.split(" · ")[0])


def _after(complaint_id: int, said: str) -> View:
    """Back to the case; to the list when the firewall has just closed it to this very officer."""
    if reading.may_read(current_actor(), complaint_id):
        return _back(complaint_id, said)
    flash(_("Pagar benturan: penanganan beralih ke petugas lain."), "warning")
    return redirect(url_for("desk.index"), 303)


@bp.route("/meja-aduan/<int:complaint_id>/hentikan", methods=["GET", "POST"])
@signed_in
def stop(complaint_id: int) -> View:
    """A matter is held while the complaint is handled: asked once more, people wait for it."""
    actor, form = current_actor(), ConfirmForm()
    found = reading.complaint_for(actor, complaint_id)
    classifying.check_stoppable(found)
    if form.validate_on_submit() and went_through(
        form, lambda: classifying.stop_matter(actor, found)
    ):
        return _back(complaint_id, _("Urusan diminta dihentikan dulu. Kepala unit diberi tahu."))
    matter = dossier.matter_of_for(actor, found)
    return _page(
        "sure", form, complaint=found, title=_("Minta dihentikan dulu"),
        means=_(
            "Urusan ini tidak boleh diputus sampai dilepas kembali. Kepala unit diberi tahu,"
            " tanpa menyebut pelapor."
        ),
        facts=[(_("Urusan"), f"{matter.number} · {_(matter.state.label)}" if matter else "")],
    )  # fmt: skip


# ── cross-check and completeness ──────────────────────────────────────────────────────────────


@bp.route("/meja-aduan/<int:complaint_id>/cek-silang", methods=["GET", "POST"])
@signed_in
def check(complaint_id: int) -> View:
    """Open a screening for this complaint; it goes on at its own page (S-81)."""
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    if request.method == "GET":  # what is typed meanwhile is refused beside it
        checking.check_searchable(found)
    form = CheckForm()
    if form.validate_on_submit():
        opened = result_of(form, lambda: _opened(form, found), also=(NotAllowed, WrongState))
        if opened is not None:
            return redirect(url_for("crosscheck.show", screening_id=opened.id), 303)
    return _page(
        "check", form, complaint=found, parties=checking.parties_to_check(found),
        unsearchable=checking.unsearchable(found),
        decided_on=checking.decision_day(found),
    )  # fmt: skip


def _opened(form: CheckForm, found: Any) -> Any:
    name = (form.name.data or "").strip()
    further = [Party.of(form.kind.data or "org", name, form.nib.data or "")] if name else []
    return checking.open_check(current_actor(), found, further)


@bp.post("/meja-aduan/<int:complaint_id>/lengkap")
@signed_in
def verify(complaint_id: int) -> View:
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    try:
        classifying.verify(actor, found)
    except Invalid as refusal:
        flash(refusal.message, "error")
        return redirect(url_for("desk.show", complaint_id=complaint_id), 303)
    return _back(complaint_id, _("Aduan lengkap. Kirim ke pemeriksa."))


@bp.route("/meja-aduan/<int:complaint_id>/pengambil-keputusan", methods=["GET", "POST"])
@signed_in
def correct_decider(complaint_id: int) -> View:
    """Another signatory than the desk knew of: guard and line follow."""
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    FLOW.check(found, "recast", actor)
    form = DeciderForm(data={"revision": str(found.revision)})
    if form.validate_on_submit():
        decider_id = picked(form, "decider")
        if not form.errors and went_through(
            form,
            lambda: recasting.correct_decider(
                actor, found, decider_id, form.reason.data or "", revision=form.seen
            ),
        ):
            return _after(complaint_id, _("Pengambil keputusan diperbaiki. Rute dihitung ulang."))
    return _page("decider", form, complaint=found)


@bp.route("/meja-aduan/<int:complaint_id>/minta", methods=["GET", "POST"])
@signed_in
def ask(complaint_id: int) -> View:
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    FLOW.check(found, "ask", actor)
    form = AskForm()
    if request.method == "POST" and request.form.get("aksi") == "isi":
        form.text.data = "\n".join(REQUESTS[Lack(one)] for one in form.lacks.data or ())
    elif form.validate_on_submit() and went_through(
        form, lambda: completing.ask(actor, found, form.chosen, form.text.data or "")
    ):
        return _back(complaint_id, _("Permintaan terkirim. Jangka waktu dihentikan sementara."))
    return _page("ask", form, complaint=found)


# ── other ends ────────────────────────────────────────────────────────────────────────────────


@bp.route("/meja-aduan/<int:complaint_id>/gabung", methods=["GET", "POST"])
@signed_in
def merge(complaint_id: int) -> View:
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    FLOW.check(found, "merge", actor)
    form = MergeForm(data={"into": request.args.get("ke", "")})
    if form.validate_on_submit() and went_through(
        form,
        lambda: merging.merge(actor, found, dossier.numbered_for(actor, form.into.data or "")),
    ):
        return _after(complaint_id, _("Aduan digabung."))
    return _page("merge", form, complaint=found, alike=dossier.alike_for(actor, found))


@bp.route("/meja-aduan/<int:complaint_id>/teruskan", methods=["GET", "POST"])
@signed_in
def refer(complaint_id: int) -> View:
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    FLOW.check(found, "refer", actor)
    form = ReferForm()
    if form.validate_on_submit() and went_through(
        form, lambda: refusing.refer(actor, found, form.chosen, form.reason.data or "")
    ):
        return _back(complaint_id, _("Aduan diteruskan. Suratnya sedang disiapkan."))
    return _page("refer", form, complaint=found)


@bp.route("/meja-aduan/<int:complaint_id>/tidak-diproses", methods=["GET", "POST"])
@signed_in
def propose(complaint_id: int) -> View:
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    if request.method == "GET":
        refusing.check_proposable(actor, found)
    form = RefuseForm()
    if form.validate_on_submit() and went_through(
        form,
        lambda: refusing.propose_refusal(actor, found, form.chosen, form.reason.data or ""),
        also=(WrongState,),
    ):
        return _back(complaint_id, _("Usul tercatat. Inspektur lain memutuskannya."))
    return _page("refuse", form, complaint=found)


@bp.route("/meja-aduan/<int:complaint_id>/tidak-diproses/tetapkan", methods=["GET", "POST"])
@signed_in
def refuse(complaint_id: int) -> View:
    """The second pair of eyes: final, so it is asked once more."""
    actor, form = current_actor(), ConfirmForm()
    found = reading.complaint_for(actor, complaint_id)
    FLOW.check(found, "refuse", actor)
    if form.validate_on_submit():
        refusing.refuse(actor, found)
        return _back(complaint_id, _("Ditetapkan. Suratnya sedang disiapkan."))
    proposal = refusing.proposal_of(found) or {}
    return _page(
        "sure", form, complaint=found, title=_("Tetapkan: tidak dapat diproses"),
        means=_(
            "Aduan berakhir di sini. Pelapor menerima surat berisi alasan ini dan cara mengajukan"
            " keberatan. Tidak dapat dibatalkan."
        ),
        facts=wording.proposed(proposal),
    )  # fmt: skip


@bp.route("/meja-aduan/<int:complaint_id>/tidak-diproses/kembalikan", methods=["GET", "POST"])
@signed_in
def hand_back(complaint_id: int) -> View:
    return _with_reason(
        complaint_id, "hand_back", _("Kembalikan usul"), refusing.hand_back, _("Dikembalikan."),
        _("Aduan tetap ditangani. Pengusul diberi tahu dan membaca alasan Anda di riwayat."),
    )  # fmt: skip


@bp.route("/meja-aduan/<int:complaint_id>/buka", methods=["GET", "POST"])
@signed_in
def reopen(complaint_id: int) -> View:
    return _with_reason(
        complaint_id, "reopen", _("Buka kembali"), completing.reopen, _("Aduan dibuka kembali."),
        _("Aduan kembali ke meja aduan, dan jangka waktu pemeriksaannya dimulai lagi dari awal."),
    )  # fmt: skip


@bp.route("/meja-aduan/<int:complaint_id>/terima-pencabutan", methods=["GET", "POST"])
@signed_in
def let_go(complaint_id: int) -> View:
    """The reporter takes it back, and the Inspektorat agrees."""
    return _with_reason(
        complaint_id, "let_go", _("Terima pencabutan"), withdrawing.let_go, _("Pencabutan diterima."),
        _("Penanganan berhenti. Inspektorat masih dapat melanjutkannya atas inisiatif sendiri."),
    )  # fmt: skip


@bp.route("/meja-aduan/<int:complaint_id>/lanjutkan", methods=["GET", "POST"])
@signed_in
def go_on(complaint_id: int) -> View:
    """The reporter takes it back, and the Inspektorat goes on."""
    return _with_reason(
        complaint_id, "go_on", _("Lanjutkan atas inisiatif Inspektorat"), withdrawing.go_on,
        _("Pemeriksaan dilanjutkan."),
        _("Aduan tetap ditangani walau pelapor minta mencabutnya. Jangka waktunya tetap berjalan."),
    )  # fmt: skip


@bp.route("/meja-aduan/<int:complaint_id>/ambil-kembali", methods=["GET", "POST"])
@signed_in
def take_up(complaint_id: int) -> View:
    """What was withdrawn is taken up by the Inspektorat."""
    return _with_reason(
        complaint_id, "take_up", _("Lanjutkan atas inisiatif Inspektorat"), withdrawing.take_up,
        _("Aduan dilanjutkan."),
        _("Aduan kembali ke meja aduan, dan jangka waktu pemeriksaannya dimulai lagi dari awal."),
    )  # fmt: skip


@bp.route("/meja-aduan/<int:complaint_id>/serahkan", methods=["GET", "POST"])
@signed_in
def step_aside(complaint_id: int) -> View:
    """The handler is concerned himself: another one takes it, and for him it is gone."""
    return _with_reason(
        complaint_id, None, _("Serahkan ke petugas lain"), handing.step_aside,
        _("Penanganan diserahkan. Aduan ini tidak tampil lagi bagi Anda."),
        _(
            "Aduan ini langsung hilang dari layar Anda dan ditangani petugas lain. Tidak dapat"
            " dibatalkan. Alasan Anda tersegel dan tidak tampil di riwayat."
        ),
    )  # fmt: skip


def _with_reason(
    complaint_id: int,
    step: str | None,
    title: str,
    act: Callable[..., Any],
    said: str,
    means: str,
) -> View:
    """`step`: of the workflow, None for one that every state allows; `means`: what follows, read
    before it is done."""
    actor = current_actor()
    found = reading.complaint_for(actor, complaint_id)
    if step is not None:
        FLOW.check(found, step, actor)
    form = ReasonForm()
    if form.validate_on_submit() and went_through(
        form, lambda: act(actor, found, form.reason.data or "")
    ):
        if reading.may_read(actor, complaint_id):
            return _back(complaint_id, said)
        flash(said, "success")
        return redirect(url_for("desk.index"), 303)
    return _page("reason", form, complaint=found, title=title, means=means)

"""Writing a declaration: begin, the list of parts, data diri, nihil, check, sign, take back."""

from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.dialogue import signed
from app.core import clock
from app.core.working_days import Unit, remaining
from app.deadlines import queries as deadlines
from app.disclosures import queries, wording
from app.disclosures.forms.answers import ProfileForm
from app.disclosures.forms.filing import ChangeForm, NilForm, SignForm
from app.disclosures.routes.front import (
    ANNUAL,
    answers_of,
    bp,
    clocks_of,
    describe_content,
    describe_profile,
    draft_at_hand,
    from_check,
    leave_with_draft,
    on_draft,
    on_writable,
    onward,
    own_disclosure,
    pack_now,
    page,
    raw_for,
    saved_hour,
    typed,
    wants_to_leave,
)
from app.disclosures.routes.renewal import next_step
from app.disclosures.services import drafting, filing
from app.people import queries as people
from app.web.forms import ConfirmForm, result_of, went_through
from app.web.guards import current_actor, repeatable, signed_in
from app.web.views import View

CHANGE = "change"
FOLLOW_UPS = (CHANGE, "event")
CHANGE_TERM = "pernyataan_lanjutan"


# ── beginning ─────────────────────────────────────────────────────────────────────────────────


@bp.get("/deklarasi/mulai")
@signed_in
def begin() -> View:
    """S-22: what it is for, who may see it; the kind is the system's choice."""
    actor = current_actor()
    kind = queries.kind_to_start(actor)
    if kind.value == CHANGE:
        return redirect(url_for("disclosures.report_change"), 303)
    waiting = [one for one in queries.open_of_visible_to(actor) if one.kind is kind]
    return page(
        "start",
        ConfirmForm(),
        kind=kind,
        pack=pack_now(),
        draft=next((one for one in waiting if one.state.value == "draft"), None),
        clocks=clocks_of(waiting),
        waiting=waiting,
    )


@bp.post("/deklarasi/mulai")
@signed_in
def start() -> View:
    actor = current_actor()
    disclosure = drafting.start(actor, queries.kind_to_start(actor))
    return redirect(url_for("disclosures.tasks", disclosure_id=disclosure.id), 303)


@bp.route("/deklarasi/lapor-perubahan", methods=["GET", "POST"])
@signed_in
def report_change() -> View:
    """S-36: a Pernyataan Lanjutan; late is accepted, with a reason."""
    actor = current_actor()
    kind = queries.kind_to_start(actor)
    if kind.value != CHANGE:
        return redirect(url_for("disclosures.begin"), 303)
    form = ChangeForm()
    if form.validate_on_submit() and _reason_given(form):
        disclosure = drafting.start(
            actor, kind, event_on=form.event_on.data, late_reason=form.late_reason.data or None
        )
        return _first_page_of_change(form.what.data, disclosure)
    draft = next((one for one in queries.open_of_visible_to(actor) if one.kind is kind), None)
    return page(
        "change", form, pack=pack_now(), draft=draft, interests=queries.current_interests_for(actor)
    )


def _reason_given(form: ChangeForm) -> bool:
    """Whether the change is told in time, or late with a reason (P-06); else the form asks."""
    today = clock.today()
    due = deadlines.due_on(CHANGE_TERM, form.event_on.data or today)
    left = remaining(Unit.WORKING, today, due, deadlines.calendar_on(today))
    if left >= 0 or form.late_reason.data:
        return True
    form.late_reason.errors = [
        _("Terlambat %(days)s hari kerja. Tetap kirim; tulis alasan singkatnya.", days=-left)
    ]
    return False


def _first_page_of_change(what: str, disclosure: Any) -> Response:
    endpoint = "disclosures.profile" if what == "post" else "disclosures.tasks"
    return redirect(url_for(endpoint, disclosure_id=disclosure.id), 303)


# ── the list of parts ─────────────────────────────────────────────────────────────────────────


@bp.get("/deklarasi/<int:disclosure_id>/isi")
@signed_in
@on_draft
def tasks(disclosure: Any) -> View:
    """S-23: every part with its status."""
    if disclosure.kind.value == ANNUAL:
        return redirect(url_for("disclosures.renew", disclosure_id=disclosure.id), 303)
    answers = answers_of(disclosure)
    progress = queries.progress(disclosure)
    return page(
        "tasks",
        disclosure=disclosure,
        progress=progress,
        done=sum(1 for part in progress if part.status == "Selesai"),
        counts={
            code: len(section.get("items", []))
            for code, section in answers.get("sections", {}).items()
        },
        pack=pack_now(),
        clocks=clocks_of([disclosure]),
        carried=_carried(disclosure),
        saved_at=saved_hour(disclosure),
    )


def _carried(disclosure: Any) -> list[dict[str, Any]]:
    """For a Pernyataan Lanjutan: what was declared before and is not in this draft yet."""
    if disclosure.kind.value not in FOLLOW_UPS:
        return []
    here = {
        item["uid"]
        for section in answers_of(disclosure).get("sections", {}).values()
        for item in section.get("items", [])
    }
    return [
        {
            "uid": row.interest.uid,
            "section": row.interest.section,
            "title": wording.title_of(row.interest.section, row.content["fields"]),
        }
        for row in queries.current_interests_for(current_actor())
        if row.interest.uid not in here
    ]


@bp.route("/deklarasi/<int:disclosure_id>/isi/data-diri", methods=["GET", "POST"])
@signed_in
@on_draft
def profile(disclosure: Any) -> View:
    """S-24: how to reach me, what I decide, what my work is."""
    actor = current_actor()
    form = ProfileForm.from_fields(
        pack_now(),
        answers_of(disclosure).get("profile", {}),
        formdata=raw_for(disclosure, "profile"),
    )
    if request.method == "POST":
        if form.validate():
            drafting.save_profile(actor, disclosure, form.as_fields())
            return onward(disclosure, "disclosures.tasks")
        if wants_to_leave():
            return leave_with_draft(disclosure, "profile")
    post = people.post_of(disclosure.person_id, clock.today())
    return page(
        "profile",
        form,
        disclosure=disclosure,
        pack=pack_now(),
        post=post,
        saved_at=saved_hour(disclosure),
        from_check=from_check(),
    )


@bp.route("/deklarasi/<int:disclosure_id>/isi/nihil", methods=["GET", "POST"])
@signed_in
@on_draft
def nil(disclosure: Any) -> View:
    """S-35: the nine listed in full, one tick, and F.9 asked by itself."""
    actor = current_actor()
    answers = answers_of(disclosure)
    at_risk = bool(answers.get("profile", {}).get("risk_positions"))
    form = NilForm(at_risk=at_risk, data=answers)
    if form.validate_on_submit():
        truly_nil = result_of(
            form,
            lambda: drafting.state_nil(
                actor,
                disclosure,
                nine_checked=form.nine_checked.data,
                family_is_employee=form.family_is_employee.data,
                knows_served_party=form.knows_served_party.data if at_risk else None,
            ),
        )
        if truly_nil is not None:
            return _after_nil(disclosure, truly_nil)
    return page("nil", form, disclosure=disclosure, pack=pack_now(), at_risk=at_risk)


def _after_nil(disclosure: Any, truly_nil: bool) -> Response:
    if not truly_nil:
        flash(_("Nyatakan dulu hubungan itu di sini."), "info")
        return redirect(
            url_for("disclosures.new_item", disclosure_id=disclosure.id, section="PK-A"), 303
        )
    if queries.missing_in(disclosure):
        return redirect(
            url_for("disclosures.profile", disclosure_id=disclosure.id, dari="periksa"), 303
        )
    return redirect(url_for("disclosures.check", disclosure_id=disclosure.id), 303)


# ── saving, throwing away ─────────────────────────────────────────────────────────────────────


@bp.post("/deklarasi/<int:disclosure_id>/simpan-draf")
@signed_in
@repeatable
def autosave(disclosure_id: int) -> View:
    """Keep what is on a half-filled page. Only the enhanced pages call this."""
    disclosure = draft_at_hand(disclosure_id)
    drafting.autosave(current_actor(), disclosure, request.args.get("halaman", ""), typed())
    return jsonify(saved_at=saved_hour(disclosure))


@bp.route("/deklarasi/<int:disclosure_id>/buang", methods=["GET", "POST"])
@signed_in
def discard(disclosure_id: int) -> View:
    disclosure = own_disclosure(disclosure_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        drafting.discard(current_actor(), disclosure)
        flash(_("Draf dibuang."), "success")
        return redirect(url_for("disclosures.index"), 303)
    return page("discard", form, disclosure=disclosure)


# ── check, sign, filed, take back ─────────────────────────────────────────────────────────────


@bp.route("/deklarasi/<int:disclosure_id>/periksa", methods=["GET", "POST"])
@signed_in
@on_writable
def check(disclosure: Any) -> View:
    """S-32: every answer once more, the statement, and the password as signature."""
    if disclosure.kind.value == ANNUAL and queries.missing_in(disclosure):
        return redirect(next_step(disclosure), 303)
    form = SignForm()
    if form.validate_on_submit() and _signed(form, disclosure):
        return redirect(url_for("disclosures.filed", disclosure_id=disclosure.id), 303)
    answers, pack = answers_of(disclosure), pack_now()
    returned = disclosure.state.value == "returned"
    sections = describe_content(answers, pack)
    if disclosure.kind.value in FOLLOW_UPS:
        sections = [section for section in sections if section.answer]
    return page(
        "check",
        form,
        disclosure=disclosure,
        pack=pack,
        profile=describe_profile(answers, pack),
        sections=sections,
        answers=answers,
        missing=queries.missing_in(disclosure),
        returned=returned,
        asked={remark.path for remark in _open_remarks(disclosure)} if returned else set(),
    )


def _open_remarks(disclosure: Any) -> list[Any]:
    return [
        remark
        for remark in queries.remarks_for(current_actor(), disclosure)
        if remark.answered_version_id is None
    ]


def _signed(form: SignForm, disclosure: Any) -> bool:
    """Whether the password was right and the declaration went out; otherwise the form says why."""
    wrong = _("Kata sandi tidak cocok. Deklarasi belum terkirim.")
    return signed(form, wrong) and went_through(
        form, lambda: filing.submit(current_actor(), disclosure)
    )


@bp.get("/deklarasi/<int:disclosure_id>/terkirim")
@signed_in
def filed(disclosure_id: int) -> View:
    """S-33: the receipt, and what happens next."""
    disclosure = own_disclosure(disclosure_id)
    if disclosure.number is None:
        return redirect(url_for("disclosures.tasks", disclosure_id=disclosure.id), 303)
    return page(
        "filed",
        disclosure=disclosure,
        pack=pack_now(),
        reviewer=queries.reviewer_name(disclosure),
        clocks=clocks_of([disclosure]),
        letters=queries.letters_for(current_actor(), disclosure),
    )


@bp.route("/deklarasi/<int:disclosure_id>/tarik", methods=["GET", "POST"])
@signed_in
def withdraw(disclosure_id: int) -> View:
    """Take it back while nobody has opened it."""
    disclosure = own_disclosure(disclosure_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        filing.withdraw(current_actor(), disclosure)
        flash(
            _("Deklarasi ditarik kembali. Anda dapat mengubahnya, lalu mengirim lagi."), "success"
        )
        return redirect(url_for("disclosures.tasks", disclosure_id=disclosure.id), 303)
    return page("withdraw", form, disclosure=disclosure)

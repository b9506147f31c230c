"""S-81: open a screening, read it, judge, search again, save, open a whole declaration."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.core import clock
from app.core.actor import Role
from app.core.errors import NotAllowed, NotFound, WrongState
from app.crosscheck import queries, wording
from app.crosscheck.forms import (
    JudgeForm,
    OpenForm,
    PartyForm,
    SaveForm,
    ScreeningFilterForm,
    ScreeningForm,
)
from app.crosscheck.services import judging, screening
from app.crosscheck.services.screening import PartyWanted, ScreeningWanted
from app.disclosures import questions
from app.disclosures import wording as declared
from app.people import queries as people
from app.regulations import queries as regulations
from app.web.forms import BaseForm, result_of, typed_rows, went_through
from app.web.guards import current_actor, only, repeatable, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View

bp = Blueprint("crosscheck", __name__)
searchers = only(Role.INSPECTOR, Role.INTAKE_OFFICER)
# What a search does not allow is said in the form too: it is about what was typed there.
_SAID_IN_FORM = (NotAllowed,)


@bp.get("/cek-silang")
@signed_in
def index() -> View:
    """One's own; for whoever neither searches nor stands in there is no such page."""
    if not queries.is_shown(current_actor()):
        raise NotFound("screenings")
    state = request.args.get("keadaan", "")
    form = ScreeningFilterForm(request.args)
    sought = (form.cari.data or "").strip() if form.validate() else ""
    page = queries.screenings_visible_to(
        current_actor(), request.args.get("halaman", 1, type=int), state, sought
    )
    names = {one.id: queries.party_names(one) for one in page.items}
    return render_template(
        "crosscheck/index.html",
        page=page,
        state=state,
        form=form,
        sought=sought,
        parties=names,
        wording=wording,
        may_search=queries.may_search(current_actor()),
    )


# ── opening ───────────────────────────────────────────────────────────────────────────────────


@bp.get("/cek-silang/baru")
@searchers
def new() -> View:
    """Empty, or begun from a result of a swept list, or from a hint of detection."""
    form = ScreeningForm()
    hit_id = request.args.get("hasil", type=int)
    finding_id = request.args.get("petunjuk", type=int)
    if hit_id is not None:
        hit = queries.hit_for(current_actor(), hit_id)
        form.about(people.person(hit.owner_id))
        form.parties.entries[0].form.prefill(hit.words)
    elif finding_id is not None:
        _begin_with_finding(form, finding_id)
    return _new(form)


def _begin_with_finding(form: ScreeningForm, finding_id: int) -> None:
    actor = current_actor()
    finding = queries.finding_for(actor, finding_id)
    about = queries.about_for(actor, finding)
    form.about(finding.subject)
    form.decision_on.data = about.decided_on
    if about.matter is not None:
        form.matter.data = f"{about.matter.number} {about.matter.title}"
    form.reason.data = _("Petunjuk deteksi %(rule)s.", rule=finding.rule.value)
    for at, party in enumerate(about.parties[: form.parties.max_entries]):
        if at:
            form.parties.append_entry()
        numbers = {kind.value: digits for kind, digits in party.numbers.items()}
        words = {"kind": party.kind, "listed": party.name, "numbers": numbers}
        form.parties.entries[at].form.prefill(words)


@bp.post("/cek-silang/baru")
@searchers
def create() -> View:
    form = ScreeningForm()
    _find_subject(form)
    if request.form.get("aksi") == "tambah":
        if len(form.parties.entries) < form.parties.max_entries:
            form.parties.append_entry()
        return _new(form)
    if not form.validate_on_submit():
        return _new(form)
    opened = result_of(
        form,
        lambda: screening.open_screening(current_actor(), _wanted(form)),
        beside="reason",
        also=_SAID_IN_FORM,
    )
    if opened is None:
        return _new(form)
    return redirect(url_for("crosscheck.show", screening_id=opened.id), 303)


def _new(form: ScreeningForm) -> View:
    text = render_template("crosscheck/new.html", form=form)
    return (text, 422) if form.errors else text


def _find_subject(form: ScreeningForm) -> None:
    """The employee chosen from the list; or, without JavaScript, whoever the typed name fits."""
    typed = (form.subject_search.data or "").strip()
    picked = request.form.get("subject_id-pilihan") or form.subject_id.data or ""
    person = people.person(record_number_or_none(picked) or 0)
    if person is not None and (person.name in typed or request.form.get("subject_id-pilihan")):
        form.chosen = person
    elif typed:
        hits = people.colleagues_visible_to(current_actor(), typed)
        if len(hits) == 1:
            form.chosen = people.person(hits[0].id)
        else:
            form.candidates = hits
    if form.chosen is not None:
        form.subject_id.data = str(form.chosen.id)
        if form.chosen.name not in typed:
            form.subject_search.data = form.chosen.name


def _wanted(form: ScreeningForm) -> ScreeningWanted:
    parties = [_party(entry.form) for entry in typed_rows(form.parties)]
    return ScreeningWanted(
        subject_id=form.chosen.id,
        parties=parties,
        decision_on=form.decision_on.data or clock.today(),
        complaint_on=form.complaint_on.data,
        matter=form.matter.data or "",
        reason=form.reason.data,
    )


def _party(form: PartyForm) -> PartyWanted:
    return PartyWanted(
        "org" if form.kind.data == "org" else "person",
        form.name.data or "",
        form.nib.data or "",
        form.npwp.data or "",
        form.nik.data or "",
    )


# ── one screening ─────────────────────────────────────────────────────────────────────────────


@bp.get("/cek-silang/<int:screening_id>")
@signed_in
def show(screening_id: int) -> View:
    return _show(screening_id)


@bp.get("/cek-silang/<int:screening_id>/cetak")
@signed_in
def printed(screening_id: int) -> View:
    """The same without forms, for paper."""
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    return render_template(
        "crosscheck/print.html", sheet=queries.sheet_for(actor, found), wording=wording
    )


def _show(screening_id: int, *answered: BaseForm, status: int = 200) -> View:
    """The page; `answered` are forms that came back with errors, known by their prefix."""
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    sheet = queries.sheet_for(actor, found)
    back = {form._prefix: form for form in answered}
    matches = [match for party in sheet.parties for match in (*party.shown, *party.weak)]
    text = render_template(
        "crosscheck/show.html",
        sheet=sheet,
        judging={m.id: back.get(f"n{m.id}-") or _judge_form(m.id) for m in matches},
        opening={m.id: back.get(f"b{m.id}-") or OpenForm(prefix=f"b{m.id}-") for m in matches},
        saving=back.get("s-") or SaveForm(prefix="s-"),
        refused=answered,
        letters=queries.letters_for(actor, found),
        origin_page=queries.origin_page(actor, found),
        wording=wording,
    )
    return (text, status) if status != 200 else text  # noqa: PLR2004


def _judge_form(match_id: int) -> JudgeForm:
    return JudgeForm(prefix=f"n{match_id}-")


@bp.post("/cek-silang/<int:screening_id>/nilai/<int:match_id>")
@signed_in
def judge(screening_id: int, match_id: int) -> View:
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    match = queries.match_for(actor, found, match_id)
    form = _judge_form(match_id)
    if form.validate_on_submit():
        done = went_through(
            form,
            lambda: judging.judge(
                actor, found, match, judging.verdict_named(form.verdict.data), form.reason.data,
                confirmed=form.confirmed.data,
            ),
            beside="reason",
            also=_SAID_IN_FORM,
        )  # fmt: skip
        if done:
            flash(_("Penilaian tercatat."), "success")
            place = f"cocok-{match_id}"
            return redirect(
                url_for("crosscheck.show", screening_id=screening_id, _anchor=place), 303
            )
    return _show(screening_id, form, status=422)


@bp.post("/cek-silang/<int:screening_id>/ulang")
@signed_in
@repeatable
def again(screening_id: int) -> View:
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    try:
        news = screening.search_again(actor, found)
    except WrongState as refusal:
        flash(_(refusal.message), "warning")
    else:
        if news:
            flash(_("Ada catatan atau fakta baru. Nilai yang belum dinilai."), "warning")
        else:
            flash(_("Sudah dicek ulang. Tidak ada fakta baru."), "success")
    return redirect(url_for("crosscheck.show", screening_id=screening_id), 303)


@bp.post("/cek-silang/<int:screening_id>/simpan")
@signed_in
def save(screening_id: int) -> View:
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    form = SaveForm(prefix="s-")
    if form.validate_on_submit() and went_through(
        form,
        lambda: screening.save(
            actor, found, code=form.chosen, reason=form.override_reason.data or "",
            note=form.note.data or "",
        ),
        also=_SAID_IN_FORM,
    ):  # fmt: skip
        flash(_("Cek silang tersimpan. Ringkasannya sedang disiapkan."), "success")
        return redirect(url_for("crosscheck.show", screening_id=screening_id), 303)
    return _show(screening_id, form, status=422)


@bp.post("/cek-silang/<int:screening_id>/buka/<int:match_id>")
@signed_in
def open_declaration(screening_id: int, match_id: int) -> View:
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    match = queries.match_for(actor, found, match_id)
    form = OpenForm(prefix=f"b{match_id}-")
    if form.validate_on_submit():
        opened = result_of(
            form,
            lambda: screening.open_declaration(actor, found, match, form.reason.data),
            beside="reason",
            also=_SAID_IN_FORM,
        )
        if opened is not None:
            return redirect(
                url_for("crosscheck.opened", screening_id=screening_id, opening_id=opened.id), 303
            )
    return _show(screening_id, form, status=422)


@bp.get("/cek-silang/<int:screening_id>/deklarasi/<int:opening_id>")
@signed_in
def opened(screening_id: int, opening_id: int) -> View:
    """The whole declaration, read under the rules it was filed under."""
    actor = current_actor()
    found = queries.screening_for(actor, screening_id)
    declaration = queries.opened_declaration_for(actor, found, opening_id)
    pack = regulations.pack(declaration.pack_id)
    return render_template(
        "crosscheck/opened.html", screening=found, declaration=declaration,
        items=_items(declaration.content, pack), pack=pack, declared=declared,
    )  # fmt: skip


def _items(content: Any, pack: Any) -> list[dict[str, Any]]:
    return [
        {
            "title": declared.title_of(section, item["fields"]),
            "section": declared.section_title(section, pack),
            "rows": [
                row for row in declared.describe_item(section, item, pack, own=False) if row.value
            ],
        }
        for section in questions.SECTIONS
        for item in content.get("sections", {}).get(section, {}).get("items", [])
    ]

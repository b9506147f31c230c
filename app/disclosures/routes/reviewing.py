"""The superior's review: the box, telaah awal, sending back per field, handing on."""

from dataclasses import replace
from typing import Any, Final

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.attachments import queries as attachments
from app.audit.services import record_reading
from app.core import clock, policy
from app.core.errors import Invalid, NotFound
from app.disclosures import answers, queries, questions
from app.disclosures.forms.reviewing import AssessmentForm, ForwardForm, RemarkForm
from app.disclosures.routes.front import (
    ShownDifference,
    bp,
    clocks_of,
    describe_content,
    describe_differences,
    describe_profile,
    pack_now,
    page,
)
from app.disclosures.services import reviewing
from app.disclosures.suspension import incident_of
from app.disclosures.workflow import FLOW
from app.people import queries as people
from app.regulations import queries as regulations
from app.web.filters import said
from app.web.forms import ConfirmForm, told, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View

# What the address says for the nil statements alone.
_NIL: Final = "nihil"


@bp.get("/tinjauan")
@signed_in
def review_box() -> View:
    """S-60: everything that waits for this superior, the most urgent first."""
    actor = current_actor()
    nil_only = request.args.get("saring") == _NIL
    number = request.args.get("halaman", 1, type=int)
    waiting = queries.review_queue_visible_to(actor, nil_only=nil_only, number=number)
    done = queries.reviewed_visible_to(actor)
    return page(
        "review_box",
        waiting=waiting,
        done=done,
        nil_only=nil_only,
        nil=_NIL,
        counts={
            "all": queries.waiting_for_review(actor),
            "nil": queries.review_queue_visible_to(actor, nil_only=True).total,
        },
        pack=pack_now(),
        clocks=clocks_of(waiting.items),
        posts=people.posts_of([one.person_id for one in waiting.items], clock.today()),
    )


@bp.post("/tinjauan/<int:disclosure_id>/buka")
@signed_in
def open_review(disclosure_id: int) -> View:
    """Begin; from now on the declarant cannot take it back."""
    actor = current_actor()
    disclosure = _reviewed(disclosure_id)
    reviewing.open_for_review(actor, disclosure)
    return redirect(url_for("disclosures.review", disclosure_id=disclosure_id), 303)


def _reviewed(disclosure_id: int) -> Any:
    """A declaration this actor reviews; one's own is never among them."""
    actor = current_actor()
    disclosure = queries.disclosure_for(actor, disclosure_id)
    if disclosure.person_id == actor.person_id or disclosure.latest is None:
        raise NotFound(f"disclosure {disclosure_id}")
    return disclosure


@bp.get("/tinjauan/<int:disclosure_id>")
@signed_in
def review(disclosure_id: int) -> View:
    """S-61: the declaration, and beside it telaah awal. Reading it is written to the trail."""
    disclosure = _reviewed(disclosure_id)
    if disclosure.state.value == "submitted":
        return page("review_cover", ConfirmForm(), **_cover(disclosure))
    # The trail is the office's record and speaks Indonesian, whatever the reader's language.
    record_reading(current_actor(), disclosure, f"Meninjau deklarasi {disclosure.number}")
    return _review_page(disclosure, ConfirmForm(), _assessment_forms(disclosure))


def _cover(disclosure: Any) -> dict[str, Any]:
    return {
        "disclosure": disclosure,
        "clocks": clocks_of([disclosure]),
        "handed_on": queries.reason_of_handing_on_for(current_actor(), disclosure),
        "pack": regulations.pack(disclosure.latest.pack_id),
        "post": people.post_of(disclosure.person_id, clock.today()),
        "incident": incident_of(disclosure),
        "evidence": attachments.attachments_of(current_actor(), disclosure),
    }


def _assessment_forms(disclosure: Any) -> list[tuple[Any, Any, AssessmentForm]]:
    """(interest version, assessment so far, its form) for each interest of the newest version."""
    pack = regulations.pack(disclosure.latest.pack_id)
    return [
        (
            row,
            assessment,
            AssessmentForm(
                pack,
                suggested=row.suggested_level.value,
                prefix=f"butir-{row.id}-",
                data=_first_guess(row),
            ),
        )
        for row, assessment in queries.interests_of_version_for(current_actor(), disclosure.latest)
    ]


def _first_guess(row: Any) -> dict[str, Any]:
    """The suggestion, and the forms the employee named; the superior decides on each."""
    link = row.content["link"]
    return {"level": row.suggested_level.value, "forms": link.get("forms") or []}


def _review_page(
    disclosure: Any, form: ConfirmForm, parts: list[tuple[Any, Any, AssessmentForm]]
) -> View:
    version = disclosure.latest
    pack = regulations.pack(version.pack_id)
    sections = describe_content(version.content, pack, own=False)
    by_uid = {row.interest.uid: (row, assessment, part) for row, assessment, part in parts}
    older = disclosure.versions[-2] if len(disclosure.versions) > 1 else None
    changed = (
        describe_differences(older.content, version.content, pack)
        if older
        else _changed_since_last_declared(disclosure, pack)
    )
    changes = {one.path: one for one in changed}
    titles = {item.uid: item.title for section in sections for item in section.items}
    errors = [
        # Several interests may lack the same.
        (field.id, f"{titles[row.interest.uid]}: {said(text)}")
        for row, _before, part in parts
        for field in part
        for text in field.errors
    ]
    shown = page(
        "review",
        form,
        sections=sections,
        parts_of=by_uid,
        profile=describe_profile(version.content, pack, own=False),
        content=version.content,
        version=version,
        older=older,
        changes=changes,
        errors=errors,
        long_hours=answers.jobs_beside_long_hours(version.content),
        open=FLOW.may(disclosure, "record", current_actor()),
        **_cover(disclosure),
    )
    return (str(shown), 422) if errors and isinstance(shown, str) else shown


def _changed_since_last_declared(disclosure: Any, pack: Any) -> list[ShownDifference]:
    """What it was before is told only to whoever may read the declaration it stood in, and that
    reading is written to the trail; to anybody else the answer is marked as changed."""
    actor, stated = current_actor(), queries.stated_again(disclosure.latest)
    read = {
        uid: earlier
        for uid, earlier in stated.told_in.items()
        if policy.can(actor, "disclosure.read", earlier)
    }
    changed = describe_differences(stated.before, stated.now, pack)
    for earlier in {read[one.item_uid] for one in changed if one.item_uid in read}:
        record_reading(actor, earlier, f"Membandingkan dengan {disclosure.number} saat meninjaunya")
    return [one if one.item_uid in read else replace(one, before=None) for one in changed]


@bp.post("/tinjauan/<int:disclosure_id>/catat")
@signed_in
def record(disclosure_id: int) -> View:
    """Decide every interest; what is Sedang or Tinggi then needs measures."""
    disclosure = _reviewed(disclosure_id)
    parts = _assessment_forms(disclosure)
    form = ConfirmForm()
    valid = [part.validate() for _row, _before, part in parts]
    if form.validate() and all(valid):
        inputs = [part.as_input(row.id) for row, _before, part in parts]
        try:
            reviewing.record(current_actor(), disclosure, inputs)
        except Invalid as error:
            _tell_parts(form, parts, error)
        else:
            flash(_("Hasil tinjauan disimpan dan diberitahukan kepada pegawai."), "success")
            if disclosure.state.value == "needs_measures":  # the next step is the measures plan
                return redirect(url_for("disclosures.review", disclosure_id=disclosure_id), 303)
            return redirect(url_for("disclosures.review_box"), 303)
    return _review_page(disclosure, form, parts)


def _tell_parts(
    form: ConfirmForm, parts: list[tuple[Any, Any, AssessmentForm]], error: Invalid
) -> None:
    """A service names a field "butir-12.reason": put its sentence on that interest's form."""
    rest = dict(error.fields)
    for row, _before, part in parts:
        mark = f"butir-{row.id}."
        mine = {n.removeprefix(mark): t for n, t in error.fields.items() if n.startswith(mark)}
        part.tell(mine)
        rest = {name: text for name, text in rest.items() if not name.startswith(mark)}
    if rest or not error.fields:
        told(form, Invalid(error.message, rest))


# ── sending back ──────────────────────────────────────────────────────────────────────────────


@bp.route("/tinjauan/<int:disclosure_id>/kembalikan", methods=["GET", "POST"])
@signed_in
def send_back(disclosure_id: int) -> View:
    """Choose fields, write under each what is missing; only those return to the employee."""
    disclosure = _reviewed(disclosure_id)
    form = ConfirmForm()
    groups = _remark_forms(disclosure)
    remarks = [one for _title, forms in groups for one in forms]
    valid = request.method == "POST" and [one.validate() for one in remarks]
    if valid is not False and form.validate() and all(valid):
        chosen = {one.path: one.text.data for one in remarks if one.asked.data}
        if went_through(form, lambda: reviewing.send_back(current_actor(), disclosure, chosen)):
            flash(_("Permintaan dikirim. Pegawai menjawab hanya isian itu."), "success")
            return redirect(url_for("disclosures.review_box"), 303)
    errors = [(field.id, text) for one in remarks for field in one for text in field.errors]
    shown = page("send_back", form, askable=groups, errors=errors, **_cover(disclosure))
    return (str(shown), 422) if errors and isinstance(shown, str) else shown


def _remark_forms(disclosure: Any) -> list[tuple[str, list[RemarkForm]]]:
    """A form for every answer that can be asked again, under the title of its part."""
    version = disclosure.latest
    pack = regulations.pack(version.pack_id)
    askable = set(queries.paths_in(version.content))
    groups = [(_("Data diri & jabatan"), describe_profile(version.content, pack, own=False))]
    groups += [
        (f"{section.title}: {item.title}", item.rows)
        for section in describe_content(version.content, pack, own=False)
        for item in section.items
    ]
    number = 0
    found = []
    for title, rows in groups:
        forms = []
        for row in rows:
            if row.path in askable and not _is_picked(row.path):
                number += 1
                forms.append(
                    RemarkForm(
                        path=row.path, label=row.label, value=row.value, prefix=f"r{number}-"
                    )
                )
        found.append((title, forms))
    return found


def _is_picked(path: str) -> bool:
    """A colleague or units chosen from a list: asked about through the keterangan instead."""
    head, *rest = path.split("/")
    if head == questions.PROFILE or rest[1].startswith("link."):
        return False
    return bool(questions.question(head, rest[1]).shown_as)


# ── handing on ────────────────────────────────────────────────────────────────────────────────


@bp.route("/tinjauan/<int:disclosure_id>/teruskan", methods=["GET", "POST"])
@signed_in
def forward(disclosure_id: int) -> View:
    """To the next superior up, with the reason (pagar benturan, or not one's competence)."""
    disclosure = _reviewed(disclosure_id)
    form = ForwardForm()
    if form.validate_on_submit() and went_through(
        form, lambda: reviewing.forward(current_actor(), disclosure, form.reason.data)
    ):
        return _forwarded()
    return page("forward", form, **_cover(disclosure))


def _forwarded() -> Response:
    flash(_("Tinjauan diteruskan ke atasan di atas Anda."), "success")
    return redirect(url_for("disclosures.review_box"), 303)

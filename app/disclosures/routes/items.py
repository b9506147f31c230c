"""The nine sections: the gate, each interest, how it touches the duty, taking one out."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import NotFound
from app.disclosures import queries, wording
from app.disclosures.forms.answers import AnswersForm, LinkForm
from app.disclosures.forms.filing import AffiliationGateForm, EndForm, GateForm
from app.disclosures.forms.sections import SECTION_FORMS, AffiliationForm
from app.disclosures.routes.front import (
    SECTIONS,
    answers_of,
    back_to_check,
    bp,
    describe_item,
    from_check,
    item_of,
    leave_with_draft,
    on_draft,
    onward,
    pack_now,
    page,
    raw_for,
    saved_hour,
    section_of,
    wants_to_leave,
)
from app.disclosures.services import changing, drafting
from app.people import queries as people
from app.regulations.pack import Pack
from app.web.forms import ConfirmForm, result_of, went_through
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View

AFFILIATION, BUSINESS = "PK-A", "PK-E"
MOST_CANDIDATES = 5
# Whose interest a business is, in the answers of "kedekatan" (service design §0.6 A).
_CLOSEST, _RELATIVE = "keluarga_inti", "keluarga_lain"
_ALWAYS_SELF = ("PK-C", "PK-D", "PK-G", "PK-H", "PK-I")


# ── the gate and the list of interests ────────────────────────────────────────────────────────


@bp.route("/deklarasi/<int:disclosure_id>/isi/<section>", methods=["GET", "POST"])
@signed_in
@on_draft
def section(disclosure: Any, section: str) -> View:
    """S-25: Ada or Tidak ada; then what was declared here, and "Tambah lagi"."""
    here = section_of(disclosure, section)
    form = _gate(disclosure, section, here)
    if form.validate_on_submit():
        if _drops_items(form, here):
            return _ask_before_dropping(disclosure, section, form, here)
        if went_through(form, lambda: _answer_gate(disclosure, section, form)):
            return _after_gate(disclosure, section)
    answers, pack = answers_of(disclosure), pack_now()
    positions = answers.get("profile", {}).get("risk_positions", [])
    return page(
        "section",
        form,
        disclosure=disclosure,
        code=section,
        pack=pack,
        question=pack.code("perhatian_khusus", section),
        items=[describe_item(section, item, positions, pack) for item in here["items"]],
        forbidden=_forbidden(disclosure, section, here["items"]),
        next_url=_next_url(disclosure, section),
        saved_at=saved_hour(disclosure),
        handling={level.value: handling for level, handling in pack.levels.handlings.items()},
    )


def _gate(disclosure: Any, section: str, here: dict[str, Any]) -> GateForm:
    kept = {"answer": here["answer"], **answers_of(disclosure)}
    kept["answer"] = here["answer"]
    return (AffiliationGateForm if section == AFFILIATION else GateForm)(data=kept)


def _drops_items(form: GateForm, here: dict[str, Any]) -> bool:
    sure = request.form.get("pasti") == "ya"
    family = "family_is_employee" in form and form.family_is_employee.data == "yes"
    return form.answer.data == "no" and bool(here["items"]) and not sure and not family


def _ask_before_dropping(
    disclosure: Any, section: str, form: GateForm, here: dict[str, Any]
) -> View:
    titles = [wording.title_of(section, item["fields"]) for item in here["items"]]
    return page(
        "drop_section", ConfirmForm(), gate=form, disclosure=disclosure, code=section,
        pack=pack_now(), titles=titles,
    )  # fmt: skip


def _answer_gate(disclosure: Any, section: str, form: GateForm) -> None:
    family = form.family_is_employee.data if "family_is_employee" in form else None
    drafting.answer_section(
        current_actor(),
        disclosure,
        section,
        form.answer.data,
        family_is_employee=family,
        confirm=request.form.get("pasti") == "ya",
    )


def _after_gate(disclosure: Any, section: str) -> Response:
    here = section_of(disclosure, section)
    if here["answer"] == "yes" and not here["items"]:
        values = {"disclosure_id": disclosure.id, "section": section, **back_to_check()}
        return redirect(url_for("disclosures.new_item", **values), 303)
    if from_check():
        return onward(disclosure, "disclosures.check")
    return redirect(_next_url(disclosure, section), 303)


def _next_url(disclosure: Any, section: str) -> str:
    """The next section nobody has answered yet; the list of parts after the last."""
    if disclosure.kind.value not in ("change", "event"):
        for code in SECTIONS[SECTIONS.index(section) + 1 :]:
            if section_of(disclosure, code)["answer"] is None:
                return url_for("disclosures.section", disclosure_id=disclosure.id, section=code)
    return url_for("disclosures.tasks", disclosure_id=disclosure.id)


def _forbidden(disclosure: Any, section: str, items: list[dict[str, Any]]) -> bool:
    """Lamp. II.F.8: takes part now in a procurement of the unit the declarant serves in."""
    unit = agency_of(disclosure.unit_id)
    return section == BUSINESS and any(
        item["fields"].get("procurement") == "is"
        and unit in item["fields"].get("related_units", [])
        for item in items
    )


# ── one interest ──────────────────────────────────────────────────────────────────────────────


@bp.route("/deklarasi/<int:disclosure_id>/isi/<section>/butir/baru", methods=["GET", "POST"])
@signed_in
@on_draft
def new_item(disclosure: Any, section: str) -> View:
    section_of(disclosure, section)
    return _item_page(disclosure, section, None)


@bp.route("/deklarasi/<int:disclosure_id>/isi/<section>/butir/<uid>", methods=["GET", "POST"])
@signed_in
@on_draft
def edit_item(disclosure: Any, section: str, uid: str) -> View:
    return _item_page(disclosure, section, item_of(disclosure, section, uid))


def _item_page(disclosure: Any, section: str, item: dict[str, Any] | None) -> View:
    uid = item["uid"] if item else None
    place, pack = f"{section}/{uid or 'new'}", pack_now()
    form = _item_form(disclosure, section, item, pack)
    if request.method == "POST":
        if form.validate():
            saved = result_of(
                form,
                lambda: drafting.save_item(
                    current_actor(), disclosure, section, form.as_fields(), uid
                ),
            )
            if saved is not None:
                return _to_link(disclosure, section, saved)
        if wants_to_leave():
            return leave_with_draft(disclosure, place)
    return page(
        "item",
        form,
        disclosure=disclosure,
        code=section,
        item=item,
        pack=pack,
        place=place,
        saved_at=saved_hour(disclosure),
    )


def _item_form(
    disclosure: Any, section: str, item: dict[str, Any] | None, pack: Pack
) -> AnswersForm:
    kept = item["fields"] if item else {}
    place = f"{section}/{item['uid'] if item else 'new'}"
    more: dict[str, Any] = {"formdata": raw_for(disclosure, place)}
    if section == AFFILIATION:
        more["own_id"] = disclosure.person_id
    if section == BUSINESS:
        more["units"] = unit_choices()
    form = SECTION_FORMS[section].from_fields(pack, kept, **more)
    if isinstance(form, AffiliationForm) and request.method == "POST":
        name_employee(form)
    return form


def unit_choices() -> list[tuple[str, str]]:
    """The agencies of the city (not their parts), as choices."""
    return [(str(line.unit.id), line.unit.name) for line in _agencies(people.units_tree())]


def _agencies(tree: list[Any]) -> list[Any]:
    """The units right below the government; a tree with several roots has none above them."""
    roots = [line for line in tree if line.depth == 0]
    return roots if len(roots) > 1 else [line for line in tree if line.depth == 1]


def agency_of(unit_id: int | None) -> str:
    """The agency a unit belongs to, as `unit_choices` names it."""
    tree = people.units_tree()
    agencies = {line.unit.id for line in _agencies(tree)}
    agency = ""
    for line in tree:
        agency = str(line.unit.id) if line.unit.id in agencies else agency
        if line.unit.id == unit_id:
            return agency
    return ""


def name_employee(form: AffiliationForm) -> None:
    """Find out which colleague is meant: the one picked from the list, or who fits the name."""
    picked = request.form.get(f"{form.employee_id.name}-pilihan", "") or form.employee_id.data
    number = record_number_or_none(str(picked or ""))
    person = people.person(number) if number is not None else None
    hit = next(
        (
            one
            for one in (people.search_people(person.name, limit=MOST_CANDIDATES) if person else [])
            if person is not None and one.id == person.id
        ),
        None,
    )
    by_radio = bool(request.form.get(f"{form.employee_id.name}-pilihan"))
    if hit is not None and (by_radio or form.employee_search.data in (hit.label, hit.name)):
        form.employee_id.data, form.employee_name = str(hit.id), hit.label
        form.employee_search.data = hit.label
        return
    form.employee_id.data, form.employee_name = "", ""
    if form.names_employee and form.employee_search.data:
        form.candidates = people.search_people(form.employee_search.data, limit=MOST_CANDIDATES)


def _to_link(disclosure: Any, section: str, uid: str) -> Response:
    values = {"disclosure_id": disclosure.id, "section": section, "uid": uid, **back_to_check()}
    return redirect(url_for("disclosures.link", **values), 303)


@bp.route(
    "/deklarasi/<int:disclosure_id>/isi/<section>/butir/<uid>/kaitan", methods=["GET", "POST"]
)
@signed_in
@on_draft
def link(disclosure: Any, section: str, uid: str) -> View:
    """S-31: four plain questions; the level that follows is shown after saving."""
    item, pack = item_of(disclosure, section, uid), pack_now()
    place = f"{section}/{uid}/link"
    kept = {**_first_guess(section, item["fields"], pack), **(item.get("link") or {})}
    form = LinkForm.from_fields(pack, kept, formdata=raw_for(disclosure, place))
    if request.method == "POST":
        if form.validate():
            drafting.save_link(current_actor(), disclosure, section, uid, form.as_fields())
            return _after_link(disclosure, section, uid)
        if wants_to_leave():
            return leave_with_draft(disclosure, place)
    positions = answers_of(disclosure).get("profile", {}).get("risk_positions", [])
    return page(
        "link",
        form,
        disclosure=disclosure,
        code=section,
        item=describe_item(section, item, positions, pack),
        pack=pack,
        place=place,
        saved_at=saved_hour(disclosure),
    )


def _after_link(disclosure: Any, section: str, uid: str) -> Response:
    if from_check():
        return onward(disclosure, "disclosures.check")
    return redirect(
        url_for(
            "disclosures.section", disclosure_id=disclosure.id, section=section, _anchor=f"b-{uid}"
        ),
        303,
    )


def _first_guess(section: str, fields: dict[str, Any], pack: Pack) -> dict[str, str]:
    """How close the party is, as far as the answers before tell; the employee may change it."""
    if section in _ALWAYS_SELF:
        return {"closeness": _CLOSEST}
    found = ""
    if section == BUSINESS:
        found = _RELATIVE if fields.get("owner") == "relative" else _CLOSEST
    elif section == AFFILIATION and fields.get("relation"):
        found = pack.code("hubungan_afiliasi", fields["relation"]).extra.get("kedekatan", "")
    return {"closeness": found} if found else {}


@bp.route("/deklarasi/<int:disclosure_id>/isi/<section>/butir/<uid>/hapus", methods=["GET", "POST"])
@signed_in
@on_draft
def drop_item(disclosure: Any, section: str, uid: str) -> View:
    """Ask, then take the interest out of the draft."""
    item = item_of(disclosure, section, uid)
    form = ConfirmForm()
    if form.validate_on_submit():
        drafting.drop_item(current_actor(), disclosure, section, uid)
        flash(_("Butir dihapus dari draf."), "success")
        return onward(disclosure, "disclosures.section", section=section)
    return page(
        "drop_item", form, disclosure=disclosure, code=section, pack=pack_now(),
        title=wording.title_of(section, item["fields"]), uid=uid,
    )  # fmt: skip


# ── taking up what was declared before (Pernyataan Lanjutan) ──────────────────────────────────


@bp.post("/deklarasi/<int:disclosure_id>/isi/berubah/<uid>")
@signed_in
@on_draft
def take_up(disclosure: Any, uid: str) -> View:
    """An interest declared before has changed: copy it into this draft and open it."""
    section = changing.take_up(current_actor(), disclosure, uid)
    return redirect(
        url_for("disclosures.edit_item", disclosure_id=disclosure.id, section=section, uid=uid), 303
    )


@bp.route("/deklarasi/<int:disclosure_id>/isi/berakhir/<uid>", methods=["GET", "POST"])
@signed_in
@on_draft
def end_item(disclosure: Any, uid: str) -> View:
    """An interest declared before is over: since when and how."""
    form = EndForm()
    if form.validate_on_submit():
        changing.take_up(
            current_actor(), disclosure, uid, ended_on=form.ended_on.data, way=form.way.data
        )
        flash(_("Dicatat sebagai sudah berakhir. Kirim deklarasi agar berlaku."), "success")
        return onward(disclosure, "disclosures.tasks")
    return page(
        "end_item", form, disclosure=disclosure, pack=pack_now(), title=_title_of_known(uid),
        today=clock.today(),
    )  # fmt: skip


def _title_of_known(uid: str) -> str:
    for row in queries.current_interests_for(current_actor()):
        if row.interest.uid == uid:
            return wording.title_of(row.interest.section, row.content["fields"])
    raise NotFound(uid)

"""Pages of the staff register: people, movers, acting officers, units, superior line, look-up."""

from datetime import date, timedelta
from typing import Final

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.core import clock, policy
from app.core.actor import Role
from app.core.errors import Invalid
from app.people import postings, queries
from app.people.forms import ActingForm, ContactForm, EndActingForm, LeaveForm, MoveForm
from app.people.picking import person_in
from app.people.queries import PersonPage, StaffFilter
from app.web.fields import DatePartsField
from app.web.forms import BaseForm, went_through
from app.web.guards import current_actor, only, signed_in
from app.web.incoming import record_number
from app.web.views import View, pages_in

bp = Blueprint("people", __name__)

# What the address says for those who have left.
_LEFT: Final = "keluar"
staff_office = only(Role.ADMIN, Role.HR_OFFICER)
admin = only(Role.ADMIN)
form_page = pages_in("people")


def _changeable(person_id: int, action: str) -> PersonPage:
    """The person's page, if this actor may do this to the person."""
    page = queries.person_page_for(current_actor(), person_id)
    policy.require(current_actor(), action, page.person)
    return page


def _day(field: DatePartsField) -> date:
    """The day of a field that had to be filled."""
    if field.data is None:
        raise Invalid(fields={field.name: _("Isi tanggal.")})
    return field.data


def _back(person_id: int, words: str) -> Response:
    flash(words, "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


# ---- people -------------------------------------------------------------------------------------


@bp.get("/admin/pegawai")
@staff_office
def index() -> str:
    actor = current_actor()
    wanted = StaffFilter(
        text=" ".join(request.args.get("cari", "").split())[:100],
        unit_id=request.args.get("unit", type=record_number),
        left=request.args.get("status") == _LEFT,
    )
    page = queries.people_visible_to(actor, wanted, request.args.get("halaman", 1, type=int))
    return render_template(
        "people/index.html", page=page, wanted=wanted, left=_LEFT, units=queries.units_visible_to(actor),
        may_import=policy.can(actor, "people.import"),
    )  # fmt: skip


@bp.get("/admin/pegawai/<int:person_id>")
@staff_office
def show(person_id: int) -> str:
    actor = current_actor()
    page = queries.person_page_for(actor, person_id)
    return render_template(
        "people/show.html", page=page,
        may_change=policy.can(actor, "people.move", page.person),
        may_correct=policy.can(actor, "people.correct_contact", page.person),
    )  # fmt: skip


@bp.route("/admin/pegawai/<int:person_id>/pindah", methods=["GET", "POST"])
@admin
def move(person_id: int) -> View:
    page = _changeable(person_id, "people.move")
    form = _move_form(page)
    if form.validate_on_submit() and went_through(form, lambda: _move(form, page), "post"):
        return _back(person_id, _("Perpindahan tercatat."))
    return form_page("move", form, page=page)


@bp.route("/admin/pegawai/<int:person_id>/keluar", methods=["GET", "POST"])
@admin
def leave(person_id: int) -> View:
    page = _changeable(person_id, "people.leave")
    form = LeaveForm()
    if form.validate_on_submit() and went_through(form, lambda: _leave(form, page), "on"):
        return _back(person_id, _("Pegawai keluar tercatat."))
    return form_page("leave", form, page=page)


@bp.route("/admin/pegawai/<int:person_id>/pelaksana", methods=["GET", "POST"])
@admin
def appoint_acting(person_id: int) -> View:
    page = _changeable(person_id, "people.appoint_acting")
    form = ActingForm()
    if form.validate_on_submit() and went_through(form, lambda: _appoint(form, page), "officer"):
        return _back(person_id, _("Plt./Plh. tercatat."))
    if form.is_submitted():
        form.tell_rest(postings.wrong_order(_order(form)))
    return form_page("acting", form, page=page)


@bp.route("/admin/pegawai/pelaksana/<int:appointment_id>/akhiri", methods=["GET", "POST"])
@admin
def end_acting(appointment_id: int) -> View:
    actor = current_actor()
    order = queries.acting_for(actor, appointment_id)
    policy.require(actor, "people.end_acting", order.person)
    today = clock.today()
    waiting = order.valid_from > today
    form = EndActingForm(last_day=order.valid_from - timedelta(days=1) if waiting else today)

    def end() -> None:
        postings.end_acting(actor, order, _day(form.last_day))

    if form.validate_on_submit() and went_through(form, end, "last_day"):
        dropped = _day(form.last_day) < order.valid_from
        said = _("Plt./Plh. dibatalkan.") if dropped else _("Hari terakhir Plt./Plh. tercatat.")
        return _back(order.person_id, said)
    return form_page("end_acting", form, order=order, waiting=waiting)


@bp.route("/admin/pegawai/<int:person_id>/kontak", methods=["GET", "POST"])
@admin
def contact(person_id: int) -> View:
    page = _changeable(person_id, "people.correct_contact")
    actor, person = current_actor(), page.person
    form = ContactForm(email=person.email, phone=person.phone)

    def correct() -> None:
        postings.correct_contact(actor, person, form.email.data or "", form.phone.data or "")

    if form.validate_on_submit() and went_through(form, correct, "email"):
        return _back(person_id, _("Kontak tersimpan."))
    return form_page("contact", form, page=page)


def _move_form(page: PersonPage) -> MoveForm:
    post, superior = page.post, page.post.superior if page.post else None
    form = MoveForm(
        unit_id=post.unit_id if post else None,
        post=post.post if post else "",
        superior=superior.name if superior else "",
        superior_id=str(superior.id) if superior else "",
        risk_positions=post.risk_positions if post else "",
    )
    form.unit_id.choices = [
        SelectChoice(line.unit.id, "\u2003" * line.depth + line.unit.name)
        for line in queries.units_visible_to(current_actor())
    ]
    return form


def _id_in(form: BaseForm, field: str) -> int | None:
    found = person_in(form, field)
    return found.id if found is not None else None


def _move(form: MoveForm, page: PersonPage) -> None:
    details = postings.PostDetails(
        unit_id=form.unit_id.data,
        post=form.post.data,
        superior_id=_id_in(form, "superior"),
        risk_positions=postings.position_codes(form.risk_positions.data or ""),
        decision_roles=page.post.decision_roles if page.post else "",
        order_number=form.order_number.data or None,
    )
    successor_id = _id_in(form, "successor")
    postings.move_person(current_actor(), page.person, details, _day(form.on), successor_id)


def _leave(form: LeaveForm, page: PersonPage) -> None:
    successor_id = _id_in(form, "successor")
    postings.record_leaving(
        current_actor(), page.person, _day(form.on), form.reason.data, successor_id
    )


def _appoint(form: ActingForm, page: PersonPage) -> None:
    actor = current_actor()
    officer_id = _id_in(form, "officer")
    if officer_id is None:
        raise Invalid(fields={"officer": _("Isi nama atau NIP pelaksana.")})
    officer = queries.person_for(actor, officer_id)
    postings.appoint_acting(actor, officer, page.person, _order(form))


def _order(form: ActingForm) -> postings.ActingOrder:
    return postings.ActingOrder(
        postings.acting_kind(form.kind.data or ""),
        form.begins.data or clock.today(),
        form.ends.data,
        form.order_number.data or "",
    )


# ---- units, superior line, look-up --------------------------------------------------------------


@bp.get("/admin/unit")
@staff_office
def units() -> str:
    return render_template("people/units.html", lines=queries.units_visible_to(current_actor()))


@bp.get("/admin/garis-atasan")
@staff_office
def problems() -> str:
    found = queries.superior_problems_visible_to(current_actor())
    return render_template("people/problems.html", problems=found)


@bp.get("/pegawai/cari")
@signed_in
def search() -> Response:
    """JSON for fields that look people up: at most five `{id, label}`, from three letters on."""
    hits = queries.colleagues_visible_to(current_actor(), request.args.get("q", "")[:100])
    return jsonify([{"id": hit.id, "label": hit.label} for hit in hits])

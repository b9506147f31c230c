"""S-50: recording a departure, the exit declaration, verifying it, the list with cooling-off times."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.dialogue import signed
from app.audit.services import record_reading
from app.core.actor import Role
from app.core.errors import Invalid
from app.departures import exports, queries, services, wording
from app.departures.forms import CancelForm, ExitForm, RecordForm, VerifyForm
from app.departures.queries import Wanted
from app.departures.workflow import FLOW
from app.people.picking import person_in
from app.regulations.pages import pages_in
from app.web import downloads
from app.web.forms import result_of, told, went_through
from app.web.guards import current_actor, only, signed_in
from app.web.views import View

bp = Blueprint("departures", __name__)
_page = pages_in("departures")


@bp.get("/akhir-jabatan")
@only(Role.HR_OFFICER)
def index() -> View:
    """Who leaves, how far each is, and who is in the cooling-off time."""
    wanted = _wanted()
    number = request.args.get("halaman", 1, type=int)
    return _page(
        "index",
        listed=queries.departures_visible_to(current_actor(), wanted, number),
        wanted=wanted,
        query=_as_query(wanted),
        states=queries.STATES,
    )


def _wanted() -> Wanted:
    """The filter a link carries; what is not understood narrows nothing."""
    asked = request.args.get("status", "")
    state = next((one for one in queries.STATES if one.value == asked), None)
    return Wanted(state, " ".join(request.args.get("cari", "").split())[:100])


def _as_query(wanted: Wanted) -> dict[str, str]:
    said = {"status": wanted.state.value if wanted.state else "", "cari": wanted.text}
    return {name: value for name, value in said.items() if value}


@bp.get("/akhir-jabatan/unduh.<form>")
@only(Role.HR_OFFICER)
def export(form: str) -> Response:
    """The narrowed list as a file."""
    departures = queries.every_departure_for(current_actor(), _wanted())
    answer = downloads.listed(exports.FILE, departures, "akhir-jabatan", form)
    services.note_export(current_actor(), len(departures), form)
    return answer


@bp.route("/akhir-jabatan/baru", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
def record() -> View:
    form = RecordForm()
    if form.validate_on_submit() and form.last_day.data is not None:
        departure = _recorded(form, form.last_day.data)
        if departure is not None:
            flash(_("Akhir jabatan dicatat; pegawai diberi tahu."), "success")
            return redirect(url_for("departures.show", departure_id=departure.id), 303)
    return _page("record", form)


def _recorded(form: RecordForm, last_day: date) -> Any:
    def record() -> Any:
        person = person_in(form, "person")
        return services.record(
            current_actor(), person.id if person else 0, form.chosen_cause, last_day
        )

    return result_of(form, record)


@bp.get("/akhir-jabatan/<int:departure_id>")
@signed_in
def show(departure_id: int) -> View:
    """Where it stands; to BKPSDM, what was declared, and that reading is written down."""
    actor = current_actor()
    departure = queries.departure_for(actor, departure_id)
    own = departure.person_id == actor.person_id
    if not own and departure.filing is not None:
        record_reading(actor, departure, _("Memeriksa pernyataan akhir jabatan"))
    return _page(
        "show",
        departure=departure,
        own=own,
        rows=wording.rows(departure.filing.content) if departure.filing else [],
        letters=queries.letters_for(actor, departure),
        days=queries.days_left(departure),
        verify_by=queries.verification_clock_for(actor, departure),
        actions={move.action for move in FLOW.moves_open_to(actor, departure)},
    )


@bp.route("/akhir-jabatan/<int:departure_id>/isi", methods=["GET", "POST"])
@signed_in
def fill(departure_id: int) -> View:
    """The exit declaration, signed on the same page."""
    actor = current_actor()
    departure = queries.departure_for(actor, departure_id)
    if departure.person_id != actor.person_id or departure.state.value != "open":
        return redirect(url_for("departures.show", departure_id=departure_id), 303)
    form = ExitForm(data=departure.answers or {})
    if request.method == "POST" and request.form.get("aksi") == "draf":
        services.save_draft(actor, departure, form.as_answers())
        flash(_("Draf tersimpan. Anda dapat melanjutkan kapan saja."), "success")
        return redirect(url_for("home.tasks"), 303)
    if form.validate_on_submit() and _filed(form, departure):
        flash(_("Pernyataan Akhir Jabatan terkirim."), "success")
        return redirect(url_for("departures.show", departure_id=departure_id), 303)
    return _page(
        "fill",
        form,
        departure=departure,
        days=queries.days_left(departure),
        matters_left=queries.matters_left(departure),
    )


def _filed(form: ExitForm, departure: Any) -> bool:
    actor = current_actor()
    problems = dict(services.missing_for(actor, departure, form.as_answers()))
    if not form.password.data:
        problems["password"] = _("Isi kata sandi Anda.")
    if problems:
        told(form, Invalid(fields=problems))
        return False
    return signed(form, _("Kata sandi tidak cocok. Pernyataan belum terkirim.")) and went_through(
        form, lambda: services.file(actor, departure, form.as_answers())
    )


@bp.route("/akhir-jabatan/<int:departure_id>/verifikasi", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
def verify(departure_id: int) -> View:
    actor, form = current_actor(), VerifyForm()
    departure = queries.departure_for(actor, departure_id)
    if form.validate_on_submit() and went_through(
        form,
        lambda: services.verify(
            actor,
            departure,
            access_revoked=form.access_revoked.data,
            goods_returned=form.goods_returned.data,
        ),
    ):
        flash(_("Diverifikasi. Masa tunggu dihitung dari hari terakhir."), "success")
        return redirect(url_for("departures.show", departure_id=departure_id), 303)
    return _page("verify", form, departure=departure)


@bp.route("/akhir-jabatan/<int:departure_id>/batal", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
def cancel(departure_id: int) -> View:
    actor, form = current_actor(), CancelForm()
    departure = queries.departure_for(actor, departure_id)
    if form.validate_on_submit() and went_through(
        form, lambda: services.cancel(actor, departure, form.reason.data or "")
    ):
        flash(_("Akhir jabatan dibatalkan."), "success")
        return redirect(url_for("departures.index"), 303)
    return _page("cancel", form, departure=departure)

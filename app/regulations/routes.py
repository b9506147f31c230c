"""The admin's view of the rules: which pack is followed, and everything a pack says, read only."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.core import clock
from app.core.actor import Role
from app.regulations import queries, services
from app.regulations.forms import ActivationForm
from app.web.forms import went_through
from app.web.guards import current_actor, only
from app.web.views import View

bp = Blueprint("regulations", __name__, url_prefix="/admin/aturan")
PARTS = ("jangka-waktu", "ambang-dan-pengaturan", "tingkat", "naskah", "daftar")


@bp.get("")
@only(Role.ADMIN)
def index() -> View:
    actor = current_actor()
    return render_template(
        "regulations/index.html",
        followed=queries.followed_pack_for(actor),
        packs=queries.packs_visible_to(actor),
        activations=queries.activations_visible_to(actor),
    )


@bp.route("/aktifkan", methods=["GET", "POST"])
@only(Role.ADMIN)
def activate() -> View:
    form = ActivationForm()
    packs = queries.packs_visible_to(current_actor())
    form.pack_id.choices = [SelectChoice(pack.id, pack.name) for pack in packs]
    if form.validate_on_submit() and _activated(form):
        flash(_("Paket aturan ditetapkan."), "success")
        return redirect(url_for("regulations.index"), 303)
    text = render_template("regulations/activate.html", form=form)
    return (text, 422) if form.errors else text


def _activated(form: ActivationForm) -> bool:
    day = form.from_day.data
    if day is None:
        return False
    return went_through(
        form, lambda: services.activate(current_actor(), form.pack_id.data, day, form.basis.data)
    )


@bp.get("/<pack_id>")
@only(Role.ADMIN)
def show(pack_id: str) -> View:
    return part(pack_id, PARTS[0])


@bp.get("/<pack_id>/<part_name>")
@only(Role.ADMIN)
def part(pack_id: str, part_name: str) -> View:
    pack = queries.pack_for(current_actor(), pack_id)
    if part_name not in PARTS:
        abort(404)
    return render_template(
        f"regulations/{part_name.replace('-', '_')}.html",
        pack=pack,
        part=part_name,
        to_confirm=len(pack.to_confirm()),
        day=clock.today(),
    )


@bp.get("/<pack_id>/daftar/<list_name>")
@only(Role.ADMIN)
def code_list(pack_id: str, list_name: str) -> View:
    pack = queries.pack_for(current_actor(), pack_id)
    if list_name not in pack.lists:
        abort(404)
    return render_template(
        "regulations/code_list.html", pack=pack, part="daftar", list=pack.lists[list_name]
    )

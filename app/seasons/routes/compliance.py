"""S-73: who is due, filed, complete and clean; who is missing; reminding them; files and letters."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.core.errors import NotFound
from app.people import queries as people
from app.seasons import exports, forms, queries
from app.seasons.appointees import appointees_for
from app.seasons.forms import GroupForm, as_query, wanted_in
from app.seasons.queries import Wanted
from app.seasons.routes.front import bp, page
from app.seasons.services import reminding
from app.web import downloads
from app.web.forms import result_of
from app.web.guards import current_actor, only
from app.web.views import View

_OVERSEERS = (Role.HR_OFFICER, Role.INSPECTOR, Role.LEADER)


@bp.get("/kepatuhan")
@only(*_OVERSEERS)
def compliance() -> View:
    """The four figures, how long things stand, and the matrix by unit."""
    actor, season = current_actor(), queries.current_visible_to(current_actor())
    if season is None:
        return page("no_season")
    return page(
        "compliance",
        season=season,
        matrix=queries.matrix_for(actor, season),
        ageing=queries.ageing_for(actor, season),
        rounds=queries.rounds_for(actor, season),
        appointees=appointees_for(actor),
        may_remind=actor.has(Role.HR_OFFICER),
    )


@bp.get("/kepatuhan/daftar")
@only(*_OVERSEERS)
def people_in_season() -> View:
    """The people behind every number, narrowed and paged."""
    actor, season = current_actor(), _season()
    wanted = wanted_in(request.args)
    number = request.args.get("halaman", 1, type=int)
    return page(
        "people",
        season=season,
        wanted=wanted,
        query=as_query(wanted),
        offered=forms,
        people=queries.people_in_season_for(actor, season, wanted, number),
        units=people.units_tree(),
        superiors=queries.superiors_in_season_for(actor, season),
        may_remind=actor.has(Role.HR_OFFICER),
    )


def _season() -> Any:
    season = queries.current_visible_to(current_actor())
    if season is None:
        raise NotFound("season")
    return season


@bp.get("/kepatuhan/unduh.<form>")
@only(*_OVERSEERS)
def export(form: str) -> Response:
    """The narrowed list as a file."""
    actor, season = current_actor(), _season()
    lines = queries.everybody_in_season_for(actor, season, wanted_in(request.args))
    answer = downloads.listed(exports.FILE, lines, f"kepatuhan-{season.year}", form)
    reminding.note_export(actor, season, len(lines), form)
    return answer


@bp.get("/kepatuhan/surat")
@only(Role.HR_OFFICER)
def notice_list() -> View:
    """To print: whoever reads no e-mail, with room to sign for the notice."""
    actor, season = current_actor(), _season()
    wanted = wanted_in({**request.args.to_dict(), "surel": "tanpa"})
    lines = [
        line for line in queries.everybody_in_season_for(actor, season, wanted) if not line.filed
    ]
    return page("notice_list", season=season, lines=lines, group=in_words(wanted))


@bp.route("/kepatuhan/ingatkan", methods=["GET", "POST"])
@only(Role.HR_OFFICER)
def remind() -> View:
    """Whom the reminder reaches, shown before it goes; then it goes once."""
    actor, season = current_actor(), _season()
    wanted, form = wanted_in(request.args), GroupForm()
    if form.validate_on_submit():
        sent = result_of(form, lambda: reminding.remind(actor, season, wanted, in_words(wanted)))
        if sent is not None:
            flash(_("Pengingat dikirim kepada %(n)s pegawai.", n=len(sent.reached)), "success")
            return redirect(url_for("seasons.people_in_season", **as_query(wanted)), 303)
    preview = reminding.preview_for(actor, season, wanted)
    return page(
        "remind",
        form,
        season=season,
        query=as_query(wanted),
        group=in_words(wanted),
        preview=preview,
        sample=preview.sample,
    )


def in_words(wanted: Wanted) -> str:
    """The chosen group, as a person would name it."""
    found = []
    if wanted.unit_id is not None:
        unit = next((u.unit.name for u in people.units_tree() if u.unit.id == wanted.unit_id), "")
        found.append(unit)
    if wanted.superior_id is not None:
        superior = people.person(wanted.superior_id)
        found.append(_("bawahan %(name)s", name=superior.name if superior else ""))
    if wanted.text:
        found.append(f"“{wanted.text}”")
    if wanted.position:
        found.append(wanted.position)
    if wanted.overdue:
        found.append(_("lewat batas"))
    if wanted.without_email:
        found.append(_("tanpa surel"))
    return ", ".join(found) or _("Semua unit")

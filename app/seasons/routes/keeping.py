"""S-98: planning a season, opening it with progress, giving more time, closing it."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from app.core import clock
from app.core.actor import Role
from app.people import queries as people
from app.people.queries import kinds_called
from app.regulations import queries as regulations
from app.seasons import queries
from app.seasons.forms import ExtendForm, PlanForm
from app.seasons.routes.front import bp, page
from app.seasons.services import keeping
from app.seasons.workflow import FLOW
from app.web.forms import ConfirmForm, result_of, went_through
from app.web.guards import current_actor, only
from app.web.views import View

_KEEPERS = (Role.HR_OFFICER, Role.ADMIN)


@bp.get("/periode")
@only(*_KEEPERS)
def index() -> View:
    """Every season, and the button to plan one."""
    return page("index", seasons=queries.seasons_visible_to(current_actor()))


@bp.route("/periode/baru", methods=["GET", "POST"])
@only(*_KEEPERS)
def plan() -> View:
    form = PlanForm(data=_usual_plan())
    if form.validate_on_submit():
        season = result_of(form, lambda: keeping.plan(current_actor(), form.as_plan()))
        if season is not None:
            flash(_("Periode direncanakan."), "success")
            return redirect(url_for("seasons.show", season_id=season.id), 303)
    elif form.is_submitted() and form.opens_on.data and form.due_on.data:
        form.tell_rest(keeping.problems_with(form.as_plan()))
    return page("plan", form)


def _usual_plan() -> dict[str, Any]:
    """What the pack says of the next season."""
    today = clock.today()
    pack = regulations.pack_on(today)
    opens_on, due_on = pack.season(today.year)
    if due_on <= today:
        opens_on, due_on = pack.season(today.year + 1)
    return {
        "name": f"{_('Pernyataan Tahunan')} {opens_on.year}",
        "opens_on": opens_on,
        "due_on": due_on,
        "kinds": [kind.value for kind in kinds_called(pack.setting("status_wajib_lapor"))],
        "scope": "risk" if pack.setting("wajib_lapor") == "jabatan_tertentu" else "all",
    }


@bp.get("/periode/<int:season_id>")
@only(*_KEEPERS)
def show(season_id: int) -> View:
    """One season: its days, progress of opening, extensions, what may be done now."""
    actor = current_actor()
    season = queries.season_for(actor, season_id)
    return page(
        "show",
        season=season,
        done=queries.obliged_so_far_for(actor, season),
        extensions=queries.extensions_for(actor, season),
        rounds=queries.rounds_for(actor, season) if actor.has(Role.HR_OFFICER) else [],
        actions={move.action for move in FLOW.moves_open_to(actor, season)},
        sees_people=actor.has(Role.HR_OFFICER),
    )


@bp.route("/periode/<int:season_id>/buka", methods=["GET", "POST"])
@only(*_KEEPERS)
def open_season(season_id: int) -> View:
    season, form = queries.season_for(current_actor(), season_id), ConfirmForm()
    if form.validate_on_submit() and went_through(
        form, lambda: keeping.open_season(current_actor(), season)
    ):
        flash(_("Periode dibuka. Kewajiban dan pemberitahuan sedang dibuat."), "success")
        return redirect(url_for("seasons.show", season_id=season_id), 303)
    return page(
        "open", form, season=season, people=queries.to_be_obliged_for(current_actor(), season)
    )


@bp.route("/periode/<int:season_id>/perpanjang", methods=["GET", "POST"])
@only(*_KEEPERS)
def extend(season_id: int) -> View:
    season, form = queries.season_for(current_actor(), season_id), ExtendForm()
    form.unit_id.choices = [
        SelectChoice("", _("Semua unit")),
        *(
            SelectChoice(str(line.unit.id), "\u2003" * line.depth + line.unit.name)
            for line in people.units_tree()
        ),
    ]
    due_on = form.due_on.data
    if form.validate_on_submit() and due_on is not None:
        unit_id = int(form.unit_id.data) if form.unit_id.data else None
        count = result_of(
            form,
            lambda: keeping.extend(
                current_actor(), season, due_on, form.reason.data or "", unit_id
            ),
        )
        if count is not None:
            flash(_("Batas diperpanjang untuk %(n)s pegawai.", n=count), "success")
            return redirect(url_for("seasons.show", season_id=season_id), 303)
    return page("extend", form, season=season)


@bp.route("/periode/<int:season_id>/tutup", methods=["GET", "POST"])
@only(*_KEEPERS)
def close(season_id: int) -> View:
    season, form = queries.season_for(current_actor(), season_id), ConfirmForm()
    if form.validate_on_submit() and went_through(
        form, lambda: keeping.close(current_actor(), season)
    ):
        flash(_("Periode ditutup. Angkanya disimpan per hari ini."), "success")
        return redirect(url_for("seasons.show", season_id=season_id), 303)
    return page("close", form, season=season)

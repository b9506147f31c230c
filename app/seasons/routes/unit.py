"""S-69: the unit's page for its head and for every superior."""

from app.seasons import dashboard, queries
from app.seasons.routes.front import bp, page
from app.web.guards import current_actor, signed_in
from app.web.views import View


@bp.get("/unit-saya")
@signed_in
def my_unit() -> View:
    """Three things to look at, then the figures of whoever the actor answers for."""
    actor = current_actor()
    season = queries.current_visible_to(actor)
    if season is None:
        return page("no_season")
    return page("unit", season=season, board=dashboard.dashboard_for(actor, season))

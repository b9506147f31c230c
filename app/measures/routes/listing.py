"""S-65: the plans one watches, the nearest check point first; the same as a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.measures import exports, queries
from app.measures.queries import STANDINGS, Wanted
from app.measures.routes.front import bp, page
from app.measures.services import exporting
from app.measures.wording import STANDING_LABELS
from app.measures.workflow import CHECKS
from app.people import queries as people
from app.regulations.pack import Level
from app.web import downloads
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View

_LEVELS = {one.value: one for one in Level}
_MONTH = 31
_WITHIN_A_MONTH = "bulan"


@bp.get("/rencana")
@signed_in
def index() -> View:
    """What waits for a plan, and every plan the actor watches."""
    actor = current_actor()
    wanted = wanted_in(request.args)
    number = request.args.get("halaman", 1, type=int)
    plans = queries.plans_visible_to(actor, wanted, number)
    return page(
        "index",
        plans=plans,
        wanted=wanted,
        query=as_query(wanted),
        counts=queries.counts_visible_to(actor),
        labels=STANDING_LABELS,
        within_a_month=_WITHIN_A_MONTH,
        clocks=due_of(plans.items),
        standings={one.id: queries.standing_of(one) for one in plans.items},
        waiting=queries.waiting_declarations_visible_to(actor),
        units=people.units_tree(),
        may_start=queries.may_open_case_for(actor),
    )


def due_of(plans: Sequence[Any]) -> dict[int, Sequence[RunningClock]]:
    """What is due of each plan besides its check point, which the list has a column for."""
    found = deadlines.clocks_of("measures_plans", [one.id for one in plans])
    return {
        plan_id: [one for one in clocks if one.code not in CHECKS]
        for plan_id, clocks in found.items()
    }


def wanted_in(asked: Mapping[str, str]) -> Wanted:
    """The filter a link carries; what is not understood narrows nothing."""
    standing = asked.get("keadaan", "")
    return Wanted(
        standing=standing if standing in STANDINGS else "",
        level=_LEVELS.get(asked.get("tingkat", "")),
        unit_id=record_number_or_none(asked.get("unit", "")),
        text=" ".join(asked.get("cari", "").split())[:100],
        due_within=_MONTH if asked.get("jatuh") == _WITHIN_A_MONTH else None,
    )


def as_query(wanted: Wanted) -> dict[str, Any]:
    """The same filter, to be carried by a link."""
    said = {
        "keadaan": wanted.standing,
        "tingkat": wanted.level.value if wanted.level else "",
        "unit": wanted.unit_id,
        "cari": wanted.text,
        "jatuh": _WITHIN_A_MONTH if wanted.due_within else "",
    }
    return {name: value for name, value in said.items() if value}


@bp.get("/rencana/unduh.<form>")
@signed_in
def export(form: str) -> Response:
    """The narrowed list as a file; that it was taken is written to the trail."""
    actor = current_actor()
    plans = queries.everything_visible_to(actor, wanted_in(request.args))
    answer = downloads.listed(exports.FILE, plans, "rencana-penanganan", form)
    exporting.note(actor, len(plans), form)
    return answer

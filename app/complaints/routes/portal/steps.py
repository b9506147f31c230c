"""The way through the steps, each saved by itself; S-40 begins it as an employee."""

from collections.abc import Callable

from flask import redirect, request, url_for

from app.complaints import lookups, story
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import AS_EMPLOYEE, story_so_far
from app.complaints.routes.portal.evidence import evidence_step
from app.complaints.routes.portal.front import bp, front_page
from app.complaints.routes.portal.identity import identity_step
from app.complaints.routes.portal.what import what_step
from app.complaints.routes.portal.who import who_step
from app.complaints.services import drafts
from app.core.errors import NotFound
from app.web.guards import public, repeatable, signed_in, takes_files
from app.web.views import View

_STEPS: dict[int, Callable[[], View]] = {
    1: who_step,
    2: what_step,
    3: evidence_step,
    4: identity_step,
}


@bp.route("/<int:number>", methods=["GET", "POST"])
@public
@repeatable
@takes_files
def step(number: int) -> View:
    """S-04 to S-07, each saved by itself; S-08 follows the last."""
    if number not in _STEPS:
        raise NotFound(request.path)
    if not lookups.is_open():
        return front_page(None)
    if number > 1:
        drafts.draft_for(visit.visit()) if request.method == "POST" else None
        if (earlier := story.next_step(story_so_far())) < number:
            return redirect(url_for("portal.step", number=earlier), 303)
    return _STEPS[number]()


@bp.get("/pegawai")
@signed_in
def as_employee() -> View:
    """S-40, somebody else's conflict: the same steps, the identity known from the account."""
    visit.renew()
    return redirect(url_for("portal.step", number=1, sebagai=AS_EMPLOYEE), 303)

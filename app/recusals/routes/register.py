"""S-70: HR's queue, and the register of recusals with filters and export."""

from flask import request
from werkzeug.wrappers import Response

from app.core.actor import Role
from app.recusals import exports, queries
from app.recusals.forms.register import FLAGS, SCOPES, STATES, VERDICTS, as_query, wanted_in
from app.recusals.routes.front import bp, page
from app.recusals.services import exporting
from app.web import downloads
from app.web.guards import current_actor, only
from app.web.views import View

_OVERSEERS = (Role.HR_OFFICER, Role.INSPECTOR)


@bp.get("/penarikan-diri/antrean")
@only(Role.HR_OFFICER)
def queue() -> View:
    """What waits for HR, the oldest first."""
    actor = current_actor()
    shown = request.args.get("tampil", "putusan")
    state = {"putusan": "waiting_hr", "atasan": "requested", "dikembalikan": "returned",
             "berlaku": "in_force", "ditolak": "refused"}.get(shown, "waiting_hr")  # fmt: skip
    number = request.args.get("halaman", 1, type=int)
    return page(
        "queue",
        lines=queries.queue_visible_to(actor, queries.Filter(state=state), number),
        shown=shown,
    )


@bp.get("/penarikan-diri/register")
@only(*_OVERSEERS)
def register() -> View:
    actor, wanted = current_actor(), wanted_in(request.args)
    number = request.args.get("halaman", 1, type=int)
    return page(
        "register",
        lines=queries.recusals_visible_to(actor, wanted, number),
        wanted=wanted,
        query=as_query(wanted),
        units=queries.units_in_register_visible_to(actor),
        states=STATES,
        scopes=SCOPES,
        verdicts=VERDICTS,
        flags=FLAGS,
    )


@bp.get("/penarikan-diri/register/unduh.<form>")
@only(*_OVERSEERS)
def export(form: str) -> Response:
    """The narrowed register as a file."""
    actor, wanted = current_actor(), wanted_in(request.args)
    answer = downloads.listed(
        exports.FILE, queries.exported_visible_to(actor, wanted), "penarikan-diri", form
    )
    exporting.note_export(actor, form)
    return answer

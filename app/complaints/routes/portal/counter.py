"""S-94: a complaint told at the counter, by telephone, letter or WhatsApp, written by the desk."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.complaints import wording
from app.complaints.forms.portal.counter import CounterForm
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import UNPROCESSABLE
from app.complaints.routes.portal.front import bp
from app.complaints.routes.visit import show
from app.complaints.services import drafts
from app.complaints.story import Story
from app.core import clock
from app.core.actor import Role
from app.web.guards import only, repeatable
from app.web.views import View


@bp.route("/loket", methods=["GET", "POST"])
@only(Role.INTAKE_OFFICER)
@repeatable
def counter() -> View:
    """How and when it came; then the same four steps, in a visit of its own."""
    now = clock.local(clock.now())
    form = CounterForm(data={"diterima_tanggal": now.date(), "diterima_jam": f"{now:%H.%M}"})
    if request.method == "POST" and form.validate_on_submit():
        return _begun(form)
    status = UNPROCESSABLE if form.errors else 200
    return show("counter", form=form), status


def _begun(form: CounterForm) -> Response:
    moment = form.moment()
    told = Story(received_at=moment.isoformat() if moment else None)
    channel = wording.counter_channel(form.saluran.data)
    drafts.save(visit.renew(), told, channel, visitor_ip_hash())
    return redirect(url_for("portal.step", number=1), 303)

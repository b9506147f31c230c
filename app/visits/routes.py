"""S-10, the door: number and code in, one sentence when they do not match; and out again."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.core.errors import Invalid
from app.visits import services
from app.visits.forms import EnterForm
from app.visits.services import TooManyKnocks
from app.visits.visiting import NoVisit, back_to_the_door, let_in, page, see_out
from app.web.guards import public, repeatable
from app.web.views import View

bp = Blueprint("visits", __name__)
bp.app_errorhandler(NoVisit)(back_to_the_door)
_UNPROCESSABLE, _TOO_MANY = 422, 429


@bp.route("/lacak", methods=["GET", "POST"])
@public
@repeatable
def enter() -> View:
    """Whatever is wrong, the sentence is the same and nothing typed is lost but the code."""
    form = EnterForm()
    status = 200
    if form.validate_on_submit():
        try:
            entered = services.enter(form.nomor.data or "", form.kode.data or "", visitor_ip_hash())
        except TooManyKnocks as error:
            form.form_errors = [error.message]
            status = _TOO_MANY
        except Invalid as error:
            form.tell({"kode": error.message})
            status = _UNPROCESSABLE
        else:
            return let_in(entered)
    elif form.errors:
        status = _UNPROCESSABLE
    text = page("visits/enter.html", form=form, over=request.args.get("sesi") == "habis")
    return text, status


@bp.post("/lacak/keluar")
@public
@repeatable
def leave() -> Response:
    """End the visit on this browser."""
    return see_out(url_for("visits.enter"))

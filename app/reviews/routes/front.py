"""What every page of a case needs: its frame, its signature, what is shown of the case."""

from typing import Any

from flask import redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts import dialogue
from app.regulations.pages import pages_in
from app.regulations.wording import alleged
from app.reviews import queries
from app.reviews.workflow import FLOW
from app.web.forms import BaseForm
from app.web.guards import current_actor

Record = Any  # a case or a follow-up; pages touch no tables
page = pages_in("reviews", alleged=alleged)


def signed(form: BaseForm) -> bool:
    """Whether the signer gave the own password again."""
    return dialogue.signed(form, _("Kata sandi tidak cocok. Belum ditetapkan."))


def to_case(review_id: int) -> Response:
    return redirect(url_for("reviews.show", review_id=review_id), 303)


def sheet(review: Record) -> dict[str, Any]:
    """What every page about one case shows of it."""
    actor = current_actor()
    return {
        "review": review,
        "clock": queries.clock_for(actor, review),
        "sure": queries.is_sure_for(actor, review),
        "part": queries.part_for(actor, review),
        "moves": {row.action for row in FLOW.moves_open_to(actor, review)},
    }

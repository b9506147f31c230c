"""S-03: what to prepare before a complaint, and when the door is open."""

from typing import Any

from flask import Blueprint

from app.complaints import lookups
from app.complaints.routes import visit
from app.complaints.routes.visit import show
from app.complaints.services import drafts
from app.complaints.workflow import EXAMINE
from app.web.guards import public
from app.web.views import View

bp = Blueprint("portal", __name__, url_prefix="/aduan")
visit.guard(bp)


@bp.get("")
@public
def before() -> View:
    """S-03: what to prepare."""
    return front_page(drafts.of_visit(visit.visit()))


def front_page(draft: Any) -> View:
    return show(
        "before", draft=draft, closed=not lookups.is_open(), hours=lookups.service_hours(),
        term=lookups.term_in_words(EXAMINE),
    )  # fmt: skip

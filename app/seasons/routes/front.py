"""What the pages of a season share."""

from flask import Blueprint

from app.regulations.pages import pages_in
from app.seasons.compliance import DEFINITIONS, GROUPS, LABELS

bp = Blueprint("seasons", __name__)
page = pages_in("seasons", labels=LABELS, groups=GROUPS, definitions=DEFINITIONS)


def percent(value: float) -> str:
    """89,8."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


@bp.app_template_filter("persen")
def _percent(value: float) -> str:
    return f"{percent(value)} %"

"""What the pages of a season share."""

from typing import Any

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import Invalid
from app.regulations import queries as regulations
from app.seasons.compliance import DEFINITIONS, GROUPS, LABELS
from app.web.forms import BaseForm

bp = Blueprint("seasons", __name__)
View = str | Response | tuple[str, int]


def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
    """The page; answered with 422 when its form has errors."""
    text = render_template(
        f"seasons/{template}.html",
        form=form,
        labels=LABELS,
        groups=GROUPS,
        definitions=DEFINITIONS,
        pack=regulations.pack_on(clock.today()),
        **facts,
    )
    return (text, 422) if form is not None and (form.errors or form.form_errors) else text


def told(form: BaseForm, error: Invalid) -> None:
    """Put a service's sentences beside the fields this form has; the others above the form."""
    known = {name: text for name, text in error.fields.items() if name in form}
    form.tell(known)
    rest = [text for name, text in error.fields.items() if name not in known]
    if rest or not error.fields:
        form.form_errors = [*form.form_errors, *(rest or [error.message])]


def percent(value: float) -> str:
    """89,8."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


@bp.app_template_filter("persen")
def _percent(value: float) -> str:
    return f"{percent(value)} %"


__all__ = ["View", "bp", "page", "percent", "told"]

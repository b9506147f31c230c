"""What the function of a page gives back: its text, with 422 when its form was refused; its lines."""

from collections.abc import Sequence
from typing import Any, Protocol

from flask import render_template, request
from werkzeug.wrappers import Response

from app.web.forms import BaseForm

View = str | Response | tuple[str, int]
_LINES_A_PAGE = 100


class Page(Protocol):
    """Draws a page of one feature: the template's name, the form on it, what else it shows."""

    def __call__(self, template: str, form: BaseForm | None = None, **facts: Any) -> View: ...


def pages_in(folder: str, **always: Any) -> Page:
    """The pages of one folder of templates; `always` is known to all of them."""

    def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
        text = render_template(f"{folder}/{template}.html", form=form, **{**always, **facts})
        return (text, 422) if form is not None and form.errors else text

    return page


def noted_lines(noted: Sequence[Any]) -> dict[str, Any]:
    """One page of the lines of an uploaded file there is something to say about."""
    pages = max(1, -(-len(noted) // _LINES_A_PAGE))
    number = max(1, min(request.args.get("halaman", 1, type=int), pages))
    first = (number - 1) * _LINES_A_PAGE
    return {
        "noted": noted[first : first + _LINES_A_PAGE],
        "noted_total": len(noted),
        "number": number,
        "pages": pages,
    }

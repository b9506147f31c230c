"""What the function of a page gives back: its text, with 422 when its form was refused."""

from typing import Any, Protocol

from flask import render_template
from werkzeug.wrappers import Response

from app.web.forms import BaseForm

View = str | Response | tuple[str, int]


class Page(Protocol):
    """Draws a page of one feature: the template's name, the form on it, what else it shows."""

    def __call__(self, template: str, form: BaseForm | None = None, **facts: Any) -> View: ...


def pages_in(folder: str, **always: Any) -> Page:
    """The pages of one folder of templates; `always` is known to all of them."""

    def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
        text = render_template(f"{folder}/{template}.html", form=form, **{**always, **facts})
        return (text, 422) if form is not None and form.errors else text

    return page

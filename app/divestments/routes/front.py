"""What every page of a divestment needs: drawing itself, and saying what a use case refused."""

from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import Invalid
from app.regulations import queries as regulations
from app.web.forms import BaseForm

View = str | Response | tuple[str, int]


def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
    """The page; 422 when its form was refused."""
    text = render_template(
        f"divestments/{template}.html", form=form, pack=regulations.pack_on(clock.today()), **facts
    )
    return (text, 422) if form is not None and (form.errors or form.form_errors) else text


def told(form: BaseForm, error: Invalid) -> None:
    """Show each sentence beside its field; one that fits no field above the form."""
    rest: list[str] = []
    for name, text in error.fields.items():
        try:
            form.tell({name: text})
        except (KeyError, IndexError):
            rest.append(text)
    if not error.fields:
        rest.append(error.message)
    form.form_errors = [*form.form_errors, *rest]

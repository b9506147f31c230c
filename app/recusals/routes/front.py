"""What all pages of recusals share: their blueprint, their frame, refusals beside their fields."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.core import clock
from app.core.errors import Invalid
from app.people import queries as people
from app.regulations import queries as regulations
from app.web.forms import BaseForm
from app.web.guards import current_actor

bp = Blueprint("recusals", __name__)
Record = Any  # a recusal; pages touch no tables
View = str | Response | tuple[str, int]


def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
    text = render_template(
        f"recusals/{template}.html", form=form, pack=regulations.pack_on(clock.today()), **facts
    )
    return (text, 422) if form is not None and (form.errors or form.form_errors) else text


def done(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Do it; what the service refuses is shown beside its field."""
    try:
        act()
    except Invalid as error:
        told(form, error.fields, error.message)
        return False
    return True


def told(form: BaseForm, fields: Any, message: str = "") -> None:
    known = {name: text for name, text in fields.items() if name.split(".")[0] in form}
    form.tell(known)
    for name in known:
        if "." in name:  # a sentence in a row makes the whole form one with errors
            rows = form[name.split(".")[0]]
            rows.errors = [*rows.errors, {}]
    if len(known) < len(fields) or not fields:
        form.form_errors = [*form.form_errors, message or next(iter(fields.values()), "")]


def picked(form: BaseForm, name: str, id_name: str) -> int | None:
    """The person meant by a field that looks people up; its sentence when nobody is."""
    try:
        found = people.picked_for(current_actor(), form[name].data or "", form[id_name].data)
    except Invalid as error:
        form.tell({name: error.message})
        return None
    return found.id if found else None


def label_of(person_id: int | None) -> str:
    return people.label_of(people.person(person_id)) if person_id else ""

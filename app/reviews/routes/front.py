"""What every page of a case needs: drawing itself, saying what was refused, asking for the signature."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.services import confirm_password
from app.core import clock
from app.core.errors import Invalid
from app.regulations import queries as regulations
from app.reviews import queries
from app.reviews.workflow import FLOW
from app.web.forms import BaseForm
from app.web.guards import current_actor

View = str | Response | tuple[str, int]
Record = Any  # a case or a follow-up; pages touch no tables


def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
    """The page; 422 when its form was refused."""
    text = render_template(
        f"reviews/{template}.html", form=form, pack=regulations.pack_on(clock.today()), **facts
    )
    return (text, 422) if form is not None and (form.errors or form.form_errors) else text


def done(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Whether the use case went through; otherwise its sentences stand beside their fields."""
    try:
        act()
    except Invalid as error:
        told(form, error)
        return False
    return True


def told(form: BaseForm, error: Invalid) -> None:
    """Show each sentence beside its field; one that fits no field above the form."""
    rest: list[str] = []
    for name, text in error.fields.items():
        try:
            form.tell({name: text})
        except (KeyError, IndexError, AttributeError):
            rest.append(text)
    if not error.fields:
        rest.append(error.message)
    form.form_errors = [*form.form_errors, *rest]


def signed(form: Any) -> bool:
    """Whether the signer gave the own password again."""
    if not form.password.data:
        form.tell({"password": _("Isi kata sandi Anda.")})
        return False
    if not confirm_password(current_actor(), form.password.data):
        form.tell({"password": _("Kata sandi tidak cocok. Belum ditetapkan.")})
        return False
    return True


def to_case(review_id: int) -> Response:
    return redirect(url_for("reviews.show", review_id=review_id), 303)


def sheet(review: Record) -> dict[str, Any]:
    """What every page about one case shows of it."""
    actor = current_actor()
    return {
        "review": review,
        "clock": queries.clock_for(actor, review),
        "part": queries.part_for(actor, review),
        "moves": {row.action for row in FLOW.moves_open_to(actor, review)},
    }

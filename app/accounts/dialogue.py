"""What account pages share: a form's page, a refusal beside its field, and proof of who one is."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import factor, services, sessions
from app.accounts.forms import CareForm
from app.core.errors import Invalid
from app.web.forms import BaseForm
from app.web.guards import current_actor

View = str | Response | tuple[str, int]


def page(template: str, form: BaseForm, **facts: Any) -> View:
    """A page with a form; 422 when it came back with errors."""
    text = render_template(f"accounts/{template}.html", form=form, **facts)
    return (text, 422) if form.errors else text


def told(form: BaseForm, act: Callable[[], Any], field: str) -> Any:
    """Do it; what the service refuses is shown in the form (beside `field` if it names none)."""
    try:
        return act()
    except Invalid as refusal:
        form.tell(refusal.fields or {field: refusal.message})
        return None


def confirmed(form: CareForm) -> bool:
    """Whether the form is complete and its sender has proved, now or just before, who it is (C08).

    Who has a second factor proves it with a code of the app, everybody else with the password.
    """
    has_factor = bool(current_user.has_second_factor)
    form.ask_for(None if sessions.recently_confirmed() else "code" if has_factor else "password")
    if not form.validate_on_submit():
        return False
    if form.proof is None:
        return True
    right = told(form, lambda: _proved(form), form.proof)
    if right:
        sessions.current().confirm()
    elif right is False:
        wrong = factor.WRONG_CODE if form.proof == "code" else services.WRONG_PASSWORD
        form.tell({form.proof: _(wrong)})
    return bool(right)


def _proved(form: CareForm) -> bool:
    if form.proof == "code":
        return services.confirm_code(current_actor(), form.code.data)
    return services.confirm_password(current_actor(), form.password.data)

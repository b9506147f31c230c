"""Proof of who one is, asked for in a form: password or code now, the password as a signature."""

from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import factor, services, sessions
from app.accounts.forms import CareForm
from app.web.forms import BaseForm, result_of
from app.web.guards import current_actor
from app.web.views import pages_in

page = pages_in("accounts")


def signed(form: BaseForm, wrong: str) -> bool:
    """Whether the signer gave the own password again; if not, the form says `wrong` beside it."""
    password = form.field_at("password").data
    if not password:
        form.tell({"password": _("Isi kata sandi Anda.")})
    elif not services.confirm_password(current_actor(), password):
        form.tell({"password": wrong})
    else:
        return True
    return False


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
    right = result_of(form, lambda: _proved(form), form.proof)
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

"""What the pages of the register of matters have in common."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from app.core.errors import NotAllowed
from app.regulations.pages import pages_in
from app.web.forms import BaseForm, went_through

bp = Blueprint("matters", __name__)
page = pages_in("matters")
# What a use case does not allow is said in the form too: it is about what was typed there.
SAID_IN_FORM = (NotAllowed,)


def went_on(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Whether the use case ran; what it refused stands in the form."""
    return went_through(form, act, also=SAID_IN_FORM)

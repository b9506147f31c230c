"""Pages that speak of the law: each is drawn with the rules in force on the day it is asked for."""

from typing import Any

from app.core import clock
from app.regulations import queries
from app.web.forms import BaseForm
from app.web.views import Page, View
from app.web.views import pages_in as plain_pages_in


def pages_in(folder: str, **always: Any) -> Page:
    """The pages of one folder of templates, all of them with today's rules as `pack`."""
    draw = plain_pages_in(folder, **always)

    def page(template: str, form: BaseForm | None = None, **facts: Any) -> View:
        return draw(template, form, **{"pack": queries.pack_on(clock.today()), **facts})

    return page

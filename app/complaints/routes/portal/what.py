"""S-05: what happened."""

from flask import request

from app.complaints import lookups
from app.complaints.forms.portal.what import StoryForm, story_data
from app.complaints.routes.portal.draft import (
    button_pressed,
    form_of,
    leaves_unfinished,
    opened_from_check,
    saved,
    step_page,
    story_so_far,
)
from app.web.views import View


def what_step() -> View:
    told = story_so_far()
    form = form_of(StoryForm, story_data(told))
    form.jenis.choices = lookups.kinds_to_choose()
    if request.method == "POST" and not opened_from_check():
        if button_pressed() == "tambah":
            if len(form.pihak.entries) < form.pihak.max_entries:
                form.pihak.append_entry()
        elif form.validate_on_submit():
            return saved(form.into(told), 2)
        elif leaves_unfinished():
            return saved(form.into(told), 2, whole=False)
    return step_page("what", form, 2)

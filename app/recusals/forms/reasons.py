"""A step that needs a reason and nothing else."""

from flask_babel import lazy_gettext as _l

from app.web.fields import LongTextField
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, text_length


class ReasonForm(BaseForm):
    """A step that only needs a reason."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[
            Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(LONGEST_TEXT)
        ],
        description=_l("Sedikitnya 20 huruf."),
    )  # fmt: skip

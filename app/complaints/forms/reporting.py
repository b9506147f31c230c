"""S-40: about whom an employee reports."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from app.web.fields import ChoiceField
from app.web.forms import BaseForm, Filled


class AboutWhomForm(BaseForm):
    """S-40: about oneself, or about somebody else."""

    tentang = ChoiceField(
        _l("Tentang siapa?"),
        choices=[
            SelectChoice("saya", _l("Saya sendiri")),
            SelectChoice("orang_lain", _l("Orang lain yang saya ketahui")),
        ],
        validators=[Filled(_l("Pilih tentang siapa."))],
    )

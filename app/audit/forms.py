"""What one may look for in the trail."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.web.fields import DatePartsField, TextField
from app.web.forms import PartForm, text_length


class LogFilterForm(PartForm):
    """Sent by GET, so without a token."""

    dari = DatePartsField(_l("Dari tanggal"))
    sampai = DatePartsField(_l("Sampai tanggal"))
    pegawai = TextField(_l("Nama pelaku atau pegawai"), [text_length(100)])
    tindakan = SelectField(_l("Tindakan"), validate_choice=False)

"""What was decided elsewhere about a referral."""

from flask_babel import lazy_gettext as _l

from app.web.fields import DatePartsField, TextField
from app.web.forms import BaseForm, Filled, FilledParts, text_length


class DecisionForm(BaseForm):
    """What was decided about a referral elsewhere."""

    decision_number = TextField(
        _l("Nomor putusan"), validators=[Filled(_l("Isi nomor putusan.")), text_length(100)]
    )
    decided_on = DatePartsField(
        _l("Tanggal putusan"), validators=[FilledParts(_l("Isi tanggal putusan."))]
    )
    kind = TextField(
        _l("Jenis putusan"),
        validators=[Filled(_l("Isi jenis putusan.")), text_length(200)],
        description=_l("Seperti tertulis pada putusannya. Aplikasi ini tidak menetapkan sanksi."),
    )

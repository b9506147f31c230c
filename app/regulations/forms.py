"""The form that puts a pack in force: which, from when, on what legal basis."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import RadioField
from wtforms.validators import Length

from app.web.fields import DatePartsField, TextField
from app.web.forms import BaseForm, Filled


class ActivationForm(BaseForm):
    """`pack_id` gets its choices from the page."""

    pack_id = RadioField(_l("Paket aturan"), validators=[Filled(_l("Pilih paket aturan."))])
    from_day = DatePartsField(
        _l("Berlaku sejak"),
        description=_l("Batas waktu yang sudah berjalan tetap memakai aturan saat dimulai."),
        validators=[Filled(_l("Isi tanggal berlaku."))],
    )
    basis = TextField(
        _l("Dasar hukum"),
        description=_l("Nomor dan tahun keputusan atau peraturan yang menetapkannya."),
        validators=[
            Filled(_l("Parameter aturan hanya dapat diubah dengan dasar hukum.")),
            Length(max=300, message=_l("Dasar hukum harus paling banyak 300 huruf.")),
        ],
    )

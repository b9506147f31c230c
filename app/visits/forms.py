"""The form at the door: number and secret code (S-10)."""

from flask_babel import lazy_gettext as _l

from app.web.fields import TextField
from app.web.forms import BaseForm, Filled, text_length


class EnterForm(BaseForm):
    """Lacak aduan."""

    nomor = TextField(
        _l("Nomor"),
        validators=[Filled(_l("Isi nomor.")), text_length(40)],
        description=_l("Contoh: ADU-2026-0011. Tertulis di tanda terima Anda."),
    )
    kode = TextField(
        _l("Kode rahasia"),
        validators=[Filled(_l("Isi kode rahasia.")), text_length(40)],
        description=_l("16 huruf dan angka. Huruf kecil, spasi, dan tanda hubung boleh."),
    )

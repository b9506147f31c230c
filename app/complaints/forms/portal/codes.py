"""What is typed from paper: the code of a draft, the last group of the secret code (S-09)."""

from flask_babel import lazy_gettext as _l

from app.complaints.forms.portal.visit import PortalForm
from app.web.fields import TextField
from app.web.forms import Filled, text_length


class ResumeForm(PortalForm):
    """The code of a draft."""

    kode = TextField(
        _l("Kode draf"),
        validators=[Filled(_l("Isi kode draf.")), text_length(80)],
        description=_l("Huruf kecil, spasi, dan tanda hubung boleh."),
    )


class ConfirmForm(PortalForm):
    """The last group of the secret code."""

    akhir = TextField(
        _l("Empat huruf atau angka terakhir kode rahasia"),
        validators=[Filled(_l("Isi empat huruf atau angka terakhir kode Anda.")), text_length(30)],
        description=_l("Untuk memastikan kode sudah Anda simpan."),
    )

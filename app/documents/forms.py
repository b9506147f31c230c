"""What one types or chooses to verify a letter."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from app.web.fields import TextField
from app.web.forms import BaseForm, Filled, PartForm, text_length


class CodeForm(PartForm):
    """Sent by GET, so without a token."""

    kode = TextField(
        _l("Kode dokumen"),
        [Filled(_l("Isi kode dokumen.")), text_length(60)],
        description=_l("Tercetak di kaki surat, misalnya SADAR-7KQ2-9FMX. Huruf kecil dan tanpa "
                       "tanda hubung juga bisa."),
    )  # fmt: skip


class CompareForm(BaseForm):
    """The file is hashed in memory and forgotten."""

    berkas = FileField(_l("Berkas PDF"), [FileRequired(_l("Pilih berkas PDF."))])

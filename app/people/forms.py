"""Forms of the staff register: what is asked and in which shape; the rules are the services'."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.fields import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.core import clock
from app.people.columns import LABELS, Layout
from app.people.models import Acting
from app.web.fields import DatePartsField, TextField, choices_of
from app.web.forms import BaseForm, Filled

_NO_COLUMN = ""


class UploadForm(BaseForm):
    file = FileField(_l("Berkas pegawai"), validators=[Filled(_l("Pilih berkas CSV atau XLSX."))])


class ContactForm(BaseForm):
    email = TextField(_l("Surel"), validators=[Length(max=254)])
    phone = TextField(_l("Nomor HP"), validators=[Length(max=30)])


class MoveForm(BaseForm):
    """Another post, unit or superior from a day. Names are looked up; the ids travel hidden."""

    unit_id = SelectField(_l("Unit"), coerce=int)
    post = TextField(_l("Jabatan"), validators=[Filled(_l("Isi jabatan.")), Length(max=200)])
    superior = TextField(_l("Atasan langsung"), validators=[Length(max=500)])
    superior_id = HiddenField()
    risk_positions = TextField(_l("Posisi berisiko"), validators=[Length(max=80)])
    on = DatePartsField(
        _l("Berlaku sejak"), default=clock.today, validators=[Filled(_l("Isi tanggal mulai."))]
    )
    order_number = TextField(_l("Nomor surat keputusan"), validators=[Length(max=100)])
    successor = TextField(_l("Pengganti bagi bawahannya"), validators=[Length(max=500)])
    successor_id = HiddenField()


class LeaveForm(BaseForm):
    on = DatePartsField(
        _l("Hari pertama tidak bertugas"),
        default=clock.today,
        validators=[Filled(_l("Isi tanggal keluar."))],
    )
    reason = TextField(
        _l("Alasan keluar"),
        description=_l("Misalnya: pensiun, pindah instansi, meninggal dunia."),
        validators=[Filled(_l("Isi alasan keluar.")), Length(max=200)],
    )
    successor = TextField(_l("Pengganti bagi bawahannya"), validators=[Length(max=500)])
    successor_id = HiddenField()


class ActingForm(BaseForm):
    """Who keeps somebody's seat, as what, and for how long."""

    officer = TextField(
        _l("Pelaksana"), validators=[Filled(_l("Isi nama atau NIP pelaksana.")), Length(max=500)]
    )
    officer_id = HiddenField()
    kind = RadioField(
        _l("Sebagai"),
        choices=choices_of((Acting.PLT, Acting.PLH)),
        validators=[Filled(_l("Pilih Plt. atau Plh."))],
    )
    begins = DatePartsField(
        _l("Hari pertama"), default=clock.today, validators=[Filled(_l("Isi hari pertama."))]
    )
    ends = DatePartsField(_l("Hari terakhir"))
    order_number = TextField(
        _l("Nomor surat perintah"),
        validators=[Filled(_l("Isi nomor surat perintah.")), Length(max=100)],
    )


class EndActingForm(BaseForm):
    last_day = DatePartsField(
        _l("Hari terakhir"), default=clock.today, validators=[Filled(_l("Isi hari terakhir."))]
    )


class ChoicesForm(BaseForm):
    """From which day a file holds, and whether it lists everybody."""

    effective_on = DatePartsField(
        _l("Berlaku sejak"), validators=[Filled(_l("Isi tanggal berlaku."))]
    )
    complete = BooleanField(_l("Berkas ini memuat semua pegawai"))


def choices_form(layout: Layout, **given: Any) -> Any:
    """The form of a file's choices: one question per field, which column holds it."""
    headings = [SelectChoice(_NO_COLUMN, _l("Tidak ada di berkas"))]
    headings += [SelectChoice(str(at), heading) for at, heading in enumerate(layout.headings)]
    questions = {
        f"column_{field}": SelectField(
            _l(label), choices=headings, default=str(layout.columns.get(field, _NO_COLUMN))
        )
        for field, label in LABELS.items()
    }
    return type("ColumnsForm", (ChoicesForm,), questions)(**given)


def chosen_columns(form: Any) -> dict[str, int | None]:
    """Field → column number as chosen, None for no column."""
    return {
        field: int(answer) if (answer := form[f"column_{field}"].data) else None for field in LABELS
    }

"""Forms of the vault: asking, answering with one's own passphrase, reading by a code."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import PasswordField
from wtforms.validators import Length

from app.accounts.forms import CareForm, own_code, own_password
from app.vault.keyring import LONGEST_PASSPHRASE
from app.vault.models import Reason
from app.web.fields import ChoiceField, LongTextField, TextField, choices_of
from app.web.forms import BaseForm, Filled


class AskForm(CareForm):
    """Why an identity must be opened. How long the words must be is for the service to say."""

    reason = ChoiceField(
        _l("Alasan"),
        choices=choices_of(Reason),
        validators=[Filled(_l("Pilih alasan membuka identitas."))],
    )
    words = LongTextField(
        _l("Mengapa identitas perlu dibuka"),
        description=_l("Sedikitnya 40 huruf. Dibaca kedua kustodian."),
        validators=[Filled(_l("Tulis alasan membuka identitas."))],
    )
    password = own_password()
    code = own_code()

    @property
    def chosen_reason(self) -> Reason | None:
        return next((one for one in Reason if one.value == self.reason.data), None)


class ApproveForm(CareForm):
    """A custodian's yes."""

    passphrase = PasswordField(
        _l("Frasa sandi kustodian"),
        description=_l("Frasa yang Anda tetapkan sendiri; bukan kata sandi akun."),
        validators=[
            Filled(_l("Isi frasa sandi kustodian.")),
            Length(max=LONGEST_PASSPHRASE, message=_l("Tulis paling banyak 200 huruf.")),
        ],
    )
    password = own_password()
    code = own_code()


class RefuseForm(CareForm):
    """A custodian's no."""

    words = LongTextField(
        _l("Alasan"),
        description=_l("Sedikitnya 20 huruf. Dibaca peminta."),
        validators=[
            Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)),
            Length(max=500, message=_l("Tulis paling banyak 500 huruf.")),
        ],
    )
    password = own_password()
    code = own_code()


class ReadForm(BaseForm):
    """The code shown when the request was sent."""

    reading_code = TextField(
        _l("Kode baca"),
        description=_l("16 huruf dan angka yang ditampilkan saat Anda mengajukan permintaan."),
        validators=[Filled(_l("Isi kode baca.")), Length(max=60)],
    )


class StepForm(BaseForm):
    """A step that needs nothing but the button."""

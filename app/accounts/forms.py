"""Forms of accounts: what is asked and in which shape; the office's rules are the services'."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import PasswordField, RadioField
from wtforms.validators import EqualTo, Length, Optional

from app.accounts import totp, tries
from app.accounts.passwords import LONGEST, SHORTEST
from app.accounts.policy import GRANTABLE
from app.core.actor import Role
from app.web.fields import DatePartsField, LongTextField, TextField, choices_of
from app.web.forms import BaseForm, Filled, ValidationError

_NIP_DIGITS = 18
_LONGEST_REASON = 500
_too_long = Length(max=LONGEST, message=_l("Kata sandi harus paling banyak 128 huruf."))


def _nip(_form: BaseForm, field: TextField) -> None:
    typed = tries.tidy_name(field.data or "")
    if not (typed.isascii() and typed.isdigit() and len(typed) == _NIP_DIGITS):
        raise ValidationError(str(_l("NIP harus 18 angka.")))


class SignInForm(BaseForm):
    """`nip` also takes a short code in demo mode, so its shape is not judged here."""

    nip = TextField(_l("NIP"), validators=[Filled(_l("Isi NIP.")), Length(max=40)])
    password = PasswordField(
        _l("Kata sandi"), validators=[Filled(_l("Isi kata sandi.")), _too_long]
    )


class ActivationForm(BaseForm):
    nip = TextField(_l("NIP"), validators=[Filled(_l("Isi NIP.")), _nip])
    birth_date = DatePartsField(_l("Tanggal lahir"), validators=[Filled(_l("Isi tanggal lahir."))])
    code = TextField(
        _l("Kode aktivasi"),
        description=_l("12 huruf dan angka pada surat dari BKPSDM. Tanda hubung boleh dilewati."),
        validators=[Filled(_l("Isi kode aktivasi.")), Length(max=40)],
    )


def _new_password(label: Any) -> PasswordField:
    return PasswordField(
        label,
        description=_l(
            "Sedikitnya %(n)s huruf atau angka. Tiga atau empat kata acak lebih mudah diingat dan "
            "lebih aman daripada kata pendek yang rumit.",
            n=SHORTEST,
        ),
        validators=[
            Filled(_l("Isi kata sandi baru.")),
            Length(min=SHORTEST, message=_l("Kata sandi harus sedikitnya 10 huruf atau angka.")),
            _too_long,
        ],
    )


class ChoosePasswordForm(BaseForm):
    password = _new_password(_l("Kata sandi baru"))
    repeated = PasswordField(
        _l("Ulangi kata sandi baru"),
        validators=[
            Filled(_l("Ulangi kata sandi baru.")),
            EqualTo("password", message=_l("Kata sandi yang diulang harus sama.")),
        ],
    )


class ChangePasswordForm(BaseForm):
    old_password = PasswordField(
        _l("Kata sandi sekarang"), validators=[Filled(_l("Isi kata sandi sekarang.")), _too_long]
    )
    new_password = _new_password(_l("Kata sandi baru"))
    repeated = PasswordField(
        _l("Ulangi kata sandi baru"),
        validators=[
            Filled(_l("Ulangi kata sandi baru.")),
            EqualTo("new_password", message=_l("Kata sandi yang diulang harus sama.")),
        ],
    )


def own_password() -> PasswordField:
    return PasswordField(
        _l("Kata sandi Anda"),
        description=_l("Untuk memastikan bahwa Anda sendiri yang melakukan ini."),
        validators=[Filled(_l("Isi kata sandi Anda.")), _too_long],
    )


def own_code() -> TextField:
    return TextField(
        _l("Kode dari aplikasi autentikator"),
        description=_l(
            "Untuk memastikan bahwa Anda sendiri yang melakukan ini. Boleh juga kode cadangan."
        ),
        validators=[Filled(_l("Isi kode.")), Length(max=40)],
    )


def _six_digits(_form: BaseForm, field: TextField) -> None:
    if not totp.is_code(field.data or ""):
        raise ValidationError(str(_l("Kode harus 6 angka.")))


def _reason() -> LongTextField:
    return LongTextField(
        _l("Alasan"),
        description=_l("Tercatat di log. Jangan tulis hal pribadi."),
        validators=[
            Filled(_l("Isi alasan.")),
            Length(max=_LONGEST_REASON, message=_l("Tulis paling banyak 500 huruf.")),
        ],
    )


class CareForm(BaseForm):
    """An act that asks again who one is: by password, by code, or not (just given, C08).

    Fields are declared in the order in which they are shown, as is the error summary.
    """

    password = own_password()
    code = own_code()
    proof: str | None = None

    def ask_for(self, proof: str | None) -> None:
        """Keep the field of this proof (`password`, `code`, or None) and drop the other."""
        self.proof = proof
        for name in ("password", "code"):
            if name != proof and name in self:
                del self[name]


class ReasonForm(CareForm):
    reason = _reason()
    password = own_password()
    code = own_code()


class SecondStepForm(BaseForm):
    """After the password: a code of the app, or a recovery code."""

    code = TextField(_l("Kode"), validators=[Filled(_l("Isi kode.")), Length(max=40)])


class FirstCodeForm(BaseForm):
    """The code that proves the app has the key."""

    code = TextField(
        _l("Kode 6 angka dari aplikasi"),
        validators=[Filled(_l("Isi kode 6 angka.")), _six_digits],
    )


def _role_of(value: str | None) -> Role | None:
    return next((role for role in GRANTABLE if role.value == value), None)


class GrantRoleForm(CareForm):
    role = RadioField(
        _l("Peran"),
        choices=choices_of(GRANTABLE),
        validators=[Filled(_l("Pilih peran."))],
    )
    until = DatePartsField(
        _l("Berlaku sampai"),
        description=_l("Kosongkan bila sampai dicabut."),
        validators=[Optional()],
    )
    reason = _reason()
    password = own_password()
    code = own_code()

    @property
    def chosen_role(self) -> Role | None:
        return _role_of(self.role.data)

"""S-07 (S-40 for employees): who reports, and how he is reached."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import BooleanField, SelectChoice
from wtforms.validators import Optional, ValidationError

from app.complaints.forms.portal.visit import PortalForm
from app.complaints.models import Capacity
from app.web.fields import ChoiceField, TextField, choices_of
from app.web.forms import Filled, text_length

_DIGITS = re.compile(r"[\s.\-()]")
_PHONE = re.compile(r"(?:08|\+?628)\d{7,12}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_NIK_LENGTH = 16
NEWS = (("surel", _l("Surel")), ("tidak", _l("Tidak usah")))


class PaperForm(PortalForm):
    """Who somebody is by his papers. Before the rest: errors are told in the order of the page."""

    nama = TextField(
        _l("Nama sesuai KTP"),
        validators=[Filled(_l("Isi nama sesuai KTP.")), text_length(100, 3)],
    )
    nik = TextField(
        _l("NIK"),
        validators=[Filled(_l("NIK harus 16 angka.")), text_length(30)],
        description=_l("Untuk memastikan identitas. Disimpan terenkripsi."),
    )
    alamat = TextField(_l("Alamat"), validators=[Filled(_l("Isi alamat.")), text_length(200, 10)])
    kapasitas = ChoiceField(
        _l("Hubungan Anda"),
        choices=choices_of(Capacity),
        validators=[Filled(_l("Pilih hubungan Anda."))],
    )

    def validate_nik(self, field: Any) -> None:
        digits = _DIGITS.sub("", field.data or "")
        if not digits.isdecimal() or len(digits) != _NIK_LENGTH:
            raise ValidationError(_("NIK harus 16 angka."))


class ReachForm(PortalForm):
    """How the reporter is reached, and what he wishes: the part of S-07 that employees fill too."""

    hp = TextField(
        _l("HP atau WhatsApp"),
        validators=[Optional(), text_length(20)],
        description=_l("HP atau surel, salah satu harus diisi."),
    )
    email = TextField(_l("Surel"), validators=[Optional(), text_length(120)])
    rahasia = BooleanField(
        _l("Rahasiakan identitas saya dari terlapor dan atasannya"), default=True
    )
    rahasia_yakin = BooleanField(_l("Ya, identitas saya boleh diketahui terlapor dan atasannya"))
    kabar = ChoiceField(
        _l("Kabari saya lewat"),
        choices=[SelectChoice(value, text) for value, text in NEWS],
        validators=[Filled(_l("Pilih cara kami mengabari Anda."))],
        description=_l("Pesan tidak memuat isi aduan"),
    )
    benar = BooleanField(
        _l("Keterangan ini saya sampaikan dengan itikad baik dan sebenarnya."),
        validators=[Filled(_l("Centang pernyataan."))],
    )
    phone_may_be_missing = False

    def validate_hp(self, field: Any) -> None:
        if field.data and not _PHONE.fullmatch(_DIGITS.sub("", field.data)):
            raise ValidationError(_("Nomor HP harus diawali 08 atau +62."))

    def validate_email(self, field: Any) -> None:
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError(_("Surel harus berbentuk nama@contoh.id."))

    def validate_kabar(self, field: Any) -> None:
        if field.data == "surel" and not self.email.data:
            raise ValidationError(_("Isi surel bila ingin dikabari lewat surel."))

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if not self.hp.data and not self.email.data and not self.phone_may_be_missing:
            self.hp.errors = [*self.hp.errors, _("Isi HP atau surel.")]
            good = False
        if not self.rahasia.data and not self.rahasia_yakin.data:
            self.rahasia_yakin.errors = [
                _("Centang bila identitas Anda boleh diketahui, atau aktifkan kerahasiaan.")
            ]
            good = False
        return good

    def reach(self) -> dict[str, str]:
        return {"phone": self.hp.data or "", "email": self.email.data or ""}

    def news(self) -> dict[str, str]:
        if self.kabar.data != "surel":
            return {}
        return {"channel": "email", "address": self.email.data or ""}


class IdentityForm(PaperForm, ReachForm):
    """S-07: who reports. Lives in this request and the next; see services/drafts.py."""

    def identity(self) -> dict[str, object]:
        return {
            "name": self.nama.data or "",
            "nik": _DIGITS.sub("", self.nik.data or ""),
            "address": self.alamat.data or "",
            "capacity": self.kapasitas.data or "",
            **self.reach(),
        }


class CounterIdentityForm(IdentityForm):
    """The same at the counter: a reporter without a phone comes back or gets post."""

    phone_may_be_missing = True


class EmployeeIdentityForm(ReachForm):
    """S-40: name and NIP come from the account."""

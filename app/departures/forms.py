"""Forms of a departure: recording it, the exit declaration, verifying, cancelling."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import BooleanField, HiddenField, PasswordField, SelectChoice

from app.departures import wording
from app.departures.models import Cause
from app.web.fields import ChoiceField, DatePartsField, LongTextField, TextField
from app.web.forms import BaseForm, Filled, FilledParts, text_length


class RecordForm(BaseForm):
    """Somebody leaves the post: who, why, and after which day."""

    person = TextField(
        _l("Pegawai"),
        validators=[Filled(_l("Pilih pegawai.")), text_length(500)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    person_id = HiddenField()
    cause = ChoiceField(
        _l("Sebab"),
        choices=[SelectChoice(cause.value, cause.label) for cause in Cause],
        validators=[Filled(_l("Pilih sebabnya."))],
    )
    last_day = DatePartsField(
        _l("Hari terakhir bertugas"), validators=[FilledParts(_l("Isi hari terakhir."))]
    )

    @property
    def chosen_cause(self) -> Cause:
        return Cause(self.cause.data)


class ExitForm(BaseForm):
    """Pernyataan Akhir Jabatan (S-50). What is missing is for the service to say."""

    plan = ChoiceField(
        wording.QUESTIONS["plan"], choices=[SelectChoice(v, text) for v, text in wording.PLANS]
    )
    body_name = TextField(wording.QUESTIONS["body_name"], validators=[text_length(150)])
    ties = ChoiceField(
        wording.QUESTIONS["ties"], choices=[SelectChoice(v, text) for v, text in wording.TIES]
    )
    tie_note = LongTextField(wording.QUESTIONS["tie_note"], validators=[text_length(1000)])
    handed_over = LongTextField(
        wording.QUESTIONS["handed_over"],
        validators=[text_length(4000)],
        description=_l("Satu urusan tiap baris, dengan nama penerimanya. Atau tulis “tidak ada”."),
    )
    information_returned = BooleanField(wording.QUESTIONS["information_returned"])
    contact = TextField(
        wording.QUESTIONS["contact"],
        validators=[text_length(200)],
        description=_l("Nomor HP atau surel pribadi."),
    )
    agrees_cooling = BooleanField(wording.QUESTIONS["agrees_cooling"])
    password = PasswordField(
        _l("Kata sandi Anda"),
        description=_l("Kata sandi menggantikan tanda tangan Anda."),
    )

    def as_answers(self) -> dict[str, Any]:
        return {name: self[name].data or "" for name in wording.QUESTIONS}


class VerifyForm(BaseForm):
    """What BKPSDM has seen."""

    access_revoked = BooleanField(_l("Akses ke sistem sudah dicabut atau dijadwalkan dicabut"))
    goods_returned = BooleanField(_l("Barang, dokumen, dan informasi kantor sudah kembali"))


class CancelForm(BaseForm):
    """The person stays after all."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(1000)],
    )

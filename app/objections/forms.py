"""Forms of an objection: filing it, checking its form, deciding it, the appeal."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.fields import Field, SelectChoice
from wtforms.validators import Optional, Regexp, StopValidation

from app.attachments.forms import EvidenceField
from app.objections.models import Follows, Outcome, State, Wish
from app.objections.services.deciding import Ruling
from app.objections.services.filing import LONGEST_NUMBER, Party, Wanted
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import BaseForm, Filled, SeenForm, text_length
from app.web.incoming import record_number_or_none

LONGEST_TEXT = 4000
CAPACITIES = (
    ("party", _l("Pihak dalam keputusan")),
    ("body", _l("Wakil badan usaha atau organisasi")),
    ("touched", _l("Warga yang terkena akibatnya")),
)
STATES = list(State)


def _digits(typed: Any) -> Any:
    """16 digits are often copied in groups."""
    return re.sub(r"[\s.\-]", "", typed) if isinstance(typed, str) else typed


def _reachable(form: Any, field: Field) -> None:
    if not field.data and not (form.email.data or "").strip():
        raise StopValidation(str(_l("Isi HP atau surel.")))


class FileForm(BaseForm):
    """Ajukan keberatan (S-12). What is missing is for the service to say."""

    known_on = DatePartsField(
        _l("Tanggal Anda mengetahui keputusan"), description=_l("Batas umum 21 hari kerja.")
    )
    late_reason = LongTextField(
        _l("Alasan keterlambatan"),
        validators=[Optional(), text_length(1000)],
        description=_l("Hanya bila lewat 21 hari kerja."),
    )
    reason = LongTextField(
        _l("Alasan keberatan"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 50 huruf."),
    )
    wishes = TicksField(_l("Yang diminta"), choices=choices_of(Wish))
    evidence = EvidenceField(_l("Bukti"))

    def as_wanted(self) -> Wanted:
        return Wanted(
            self.reason.data or "",
            [Wish(one) for one in self.wishes.data or ()],
            self.known_on.data,
            self.late_reason.data or "",
            self.evidence.files,
        )


class PartyForm(FileForm):
    """The same by somebody from outside, who says who he is."""

    number = TextField(
        _l("Nomor keputusan atau surat"),
        validators=[Filled(_l("Isi nomor keputusan atau surat.")), text_length(LONGEST_NUMBER, 3)],
        description=_l("Tertulis di surat yang Anda terima."),
    )
    name = TextField(
        _l("Nama sesuai KTP"),
        validators=[Filled(_l("Isi nama sesuai KTP.")), text_length(100, 3)],
    )
    nik = TextField(
        _l("NIK"),
        validators=[
            Filled(_l("Isi NIK.")),
            Regexp(r"^\d{16}$", message=_l("NIK harus 16 angka.")),
        ],
        filters=[_digits],
        description=_l("Untuk memastikan identitas. Disimpan terenkripsi."),
    )
    capacity = ChoiceField(
        _l("Kedudukan Anda"),
        choices=[SelectChoice(key, text) for key, text in CAPACITIES],
        validators=[Filled(_l("Pilih kedudukan Anda."))],
    )
    body = TextField(
        _l("Badan usaha atau organisasi yang Anda wakili"),
        validators=[Optional(), text_length(150)],
    )
    address = TextField(_l("Alamat"), validators=[Filled(_l("Isi alamat.")), text_length(200, 10)])
    phone = TextField(
        _l("HP/WhatsApp"),
        validators=[
            _reachable,
            Optional(),
            Regexp(r"^(08|\+62)\d{7,13}$", message=_l("Nomor HP harus diawali 08 atau +62.")),
        ],
        filters=[_digits],
        description=_l("HP atau surel, salah satu wajib."),
    )
    email = TextField(
        _l("Surel"),
        validators=[
            Optional(),
            text_length(100),
            Regexp(
                r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Surel harus berbentuk nama@contoh.id.")
            ),
        ],
        description=_l("Kabar dikirim tanpa isi keberatan."),
    )

    def as_party(self) -> Party:
        chosen = dict(CAPACITIES).get(self.capacity.data or "")
        return Party(
            name=self.name.data or "",
            capacity=str(chosen or ""),
            body=self.body.data or "",
            nik=self.nik.data or "",
            address=self.address.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
        )


class AdmitForm(BaseForm):
    """Periksa syarat: admitted with a reviewer, or not with a reason."""

    result = ChoiceField(
        _l("Syarat (tenggat dan kedudukan)"),
        choices=[
            SelectChoice("admit", _l("Terpenuhi, teruskan ke penelaah")),
            SelectChoice("reject", _l("Tidak dapat diterima")),
        ],
    )
    number = TextField(
        _l("Nomor keputusan yang dimaksud"),
        validators=[Optional(), text_length(LONGEST_NUMBER)],
        description=_l("Bila keputusannya ada di sistem ini. Pemutusnya lalu tidak dapat dipilih."),
    )
    reviewer = ChoiceField(_l("Penelaah"))
    reason = LongTextField(
        _l("Alasan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Wajib bila tidak dapat diterima; sedikitnya 20 huruf."),
    )

    @property
    def reviewer_id(self) -> int | None:
        return record_number_or_none(self.reviewer.data or "")


class RulingForm(SeenForm):
    """Putusan keberatan (S-87), also of the appeal."""

    outcome = ChoiceField(_l("Putusan"), choices=choices_of(Outcome))
    reason = LongTextField(
        _l("Pertimbangan"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 100 huruf. Tercetak di surat."),
    )
    consequence = LongTextField(
        _l("Akibat putusan ini"),
        validators=[text_length(1000)],
        description=_l("Apa yang terjadi sesudah ini, sedikitnya 20 huruf."),
    )
    follows = ChoiceField(
        _l("Sesudah putusan ini, bila dikabulkan"),
        description=_l("Pemeriksa, peninjau, dan penelaah yang pernah menangani tidak ikut lagi."),
    )
    password = PasswordField(
        _l("Kata sandi Anda"), description=_l("Kata sandi menggantikan tanda tangan Anda.")
    )

    def offer(self, offered: Sequence[Follows]) -> None:
        """Ask what is to follow where the ground leaves a choice; otherwise the field goes."""
        if offered:
            self.follows.choices = [SelectChoice(one.value, _l(one.label)) for one in offered]
        else:
            del self.follows

    def as_ruling(self) -> Ruling:
        known = {one.value for one in Outcome}
        chosen = self.outcome.data
        return Ruling(
            Outcome(chosen) if chosen in known else None,
            self.reason.data or "",
            self.consequence.data or "",
            self._follows(),
        )

    def _follows(self) -> Follows | None:
        """What was chosen of what the page offered; a refusal has nothing to follow."""
        field = self._fields.get("follows")
        known = {one.value: one for one in Follows}
        refused = self.outcome.data == Outcome.REFUSED.value
        return known.get(field.data or "") if field is not None and not refused else None


class CarriedOutForm(BaseForm):
    """Catat pelaksanaan putusan."""

    reason = LongTextField(
        _l("Yang dilakukan"),
        validators=[text_length(1000)],
        description=_l("Sedikitnya 20 huruf. Pemohon membacanya."),
    )


class AppealForm(BaseForm):
    """Ajukan banding."""

    reason = LongTextField(
        _l("Alasan banding"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 50 huruf."),
    )

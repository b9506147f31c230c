"""Forms of an objection: filing it, checking its form, deciding it, the appeal."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.objections.models import Outcome, State, Wish
from app.objections.services import Ruling, Wanted
from app.web.fields import ChoiceField, DatePartsField, LongTextField, TicksField
from app.web.forms import BaseForm, text_length
from app.web.incoming import record_number_or_none

LONGEST_TEXT = 4000
STATES = list(State)


def _choices(members: Any) -> list[SelectChoice]:
    return [SelectChoice(one.value, _l(one.label)) for one in members]


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
    wishes = TicksField(_l("Yang diminta"), choices=_choices(Wish))

    def as_wanted(self) -> Wanted:
        return Wanted(
            self.reason.data or "",
            [Wish(one) for one in self.wishes.data or ()],
            self.known_on.data,
            self.late_reason.data or "",
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
    reviewer = ChoiceField(_l("Penelaah"))
    reason = LongTextField(
        _l("Alasan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Wajib bila tidak dapat diterima; sedikitnya 20 huruf."),
    )

    @property
    def reviewer_id(self) -> int | None:
        return record_number_or_none(self.reviewer.data or "")


class RulingForm(BaseForm):
    """Putusan keberatan (S-87), also of the appeal."""

    outcome = ChoiceField(_l("Putusan"), choices=_choices(Outcome))
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
    revision = HiddenField()
    password = PasswordField(
        _l("Kata sandi Anda"), description=_l("Kata sandi menggantikan tanda tangan Anda.")
    )

    def as_ruling(self) -> Ruling:
        known = {one.value for one in Outcome}
        chosen = self.outcome.data
        return Ruling(
            Outcome(chosen) if chosen in known else None,
            self.reason.data or "",
            self.consequence.data or "",
        )

    @property
    def seen_revision(self) -> int | None:
        return record_number_or_none(self.revision.data or "")


class AppealForm(BaseForm):
    """Ajukan banding."""

    reason = LongTextField(
        _l("Alasan banding"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 50 huruf."),
    )

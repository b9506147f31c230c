"""What the employee says to his plan: a reply, evidence, a request for more time."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import PasswordField, SelectChoice, SelectField

from app.attachments.forms import EvidenceField
from app.core import clock
from app.measures.models import Compliance, ReplyKind
from app.measures.services.watching import ReportInput
from app.web.fields import ChoiceField, DatePartsField, LongTextField
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, FilledParts, NotFuture, text_length
from app.web.incoming import record_number_or_none


class ReplyForm(BaseForm):
    """What the employee says to the draft, signed."""

    kind = ChoiceField(
        _l("Tanggapan Anda"),
        choices=[
            SelectChoice(ReplyKind.AGREES.value, _l("Setuju")),
            SelectChoice(ReplyKind.COMMENTS.value, _l("Saya punya tanggapan")),
        ],
        validators=[Filled(_l("Pilih tanggapan Anda."))],
    )
    text = LongTextField(
        _l("Tulis tanggapan Anda"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 20 huruf bila Anda tidak memilih Setuju."),
    )
    password = PasswordField(
        _l("Kata sandi Anda"),
        validators=[Filled(_l("Isi kata sandi Anda."))],
        description=_l("Kata sandi menggantikan tanda tangan Anda."),
    )

    @property
    def chosen(self) -> ReplyKind:
        return ReplyKind(self.kind.data)


class ReportForm(BaseForm):
    """S-44: evidence for an action, or news about the plan."""

    action = SelectField(_l("Tindakan"), validate_choice=False)
    on_day = DatePartsField(
        _l("Tanggal"), validators=[FilledParts(_l("Isi tanggal.")), NotFuture(_l("bukti"))]
    )
    found = ChoiceField(
        _l("Apakah rencana ditaati?"),
        choices=[
            SelectChoice(Compliance.KEPT.value, _l("Ditaati")),
            SelectChoice(Compliance.INCIDENT.value, _l("Ada kejadian")),
        ],
        validators=[Filled(_l("Pilih apakah rencana ditaati atau ada kejadian."))],
    )
    incident = LongTextField(
        _l("Kejadiannya"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Apa yang terjadi dan kapan. Melaporkan lebih dulu melindungi Anda."),
    )
    note = LongTextField(_l("Catatan"), validators=[text_length(LONGEST_TEXT)])
    evidence = EvidenceField(_l("Bukti"))

    def as_input(self) -> ReportInput:
        return ReportInput(
            record_number_or_none(self.action.data or ""),
            self.on_day.data,
            self.note.data or "",
            Compliance(self.found.data) if self.found.data else None,
            self.incident.data or "",
            files=self.evidence.files,
        )


class ExtensionForm(BaseForm):
    """More time for an action, asked for by the employee."""

    action = SelectField(_l("Tindakan"), validate_choice=False)
    wanted_due_on = DatePartsField(
        _l("Batas yang diminta"), validators=[FilledParts(_l("Isi batas yang diminta."))]
    )
    note = LongTextField(
        _l("Alasan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(1000)],
        description=_l("Sedikitnya 20 huruf."),
    )

    def as_input(self) -> ReportInput:
        return ReportInput(
            record_number_or_none(self.action.data or ""),
            clock.today(),
            self.note.data or "",
            Compliance.KEPT,
            wanted_due_on=self.wanted_due_on.data,
        )

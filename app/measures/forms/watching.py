"""What the superior finds at a check point: kept or not, more time, a breach."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import PasswordField, SelectChoice

from app.attachments.forms import EvidenceField
from app.measures.models import Compliance, Next
from app.measures.services.watching import CheckInput
from app.regulations.pack import Level
from app.web.fields import ChoiceField, DatePartsField, LongTextField, choices_of
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, FilledParts, SeenForm, text_length

_LEVELS = choices_of(Level)


class UntilForm(BaseForm):
    """The superior gives an action more time."""

    until = DatePartsField(_l("Batas baru"), validators=[FilledParts(_l("Isi batas baru."))])


class CheckForm(SeenForm):
    """S-65: one check point."""

    found = ChoiceField(
        _l("Hasil"),
        choices=[
            SelectChoice(Compliance.KEPT.value, _l("Sesuai, rencana ditaati")),
            SelectChoice(Compliance.INCIDENT.value, _l("Ada kejadian")),
        ],
        validators=[Filled(_l("Pilih hasil pemeriksaan."))],
    )
    result = LongTextField(
        _l("Yang Anda periksa dan temukan"),
        validators=[Filled(_l("Tulis sedikitnya 20 huruf.")), text_length(LONGEST_TEXT)],
    )
    next = ChoiceField(
        _l("Selanjutnya"),
        choices=choices_of(Next),
        validators=[Filled(_l("Pilih apa yang selanjutnya."))],
    )
    closing = LongTextField(
        _l("Bukti penutup"),
        validators=[text_length(1000)],
        description=_l("Bila ditutup: unggah berkasnya, atau tulis nomor surat atau aktanya."),
    )
    level = ChoiceField(_l("Tingkat sesudah penanganan"), choices=_LEVELS)
    evidence = EvidenceField(_l("Bukti"))

    def as_input(self) -> CheckInput:
        return CheckInput(
            Compliance(self.found.data) if self.found.data else None,
            self.result.data or "",
            Next(self.next.data) if self.next.data else None,
            self.closing.data or "",
            Level(self.level.data) if self.level.data else None,
            files=self.evidence.files,
        )


class CallOffForm(SeenForm):
    """A change of the plan is given up."""

    reason = LongTextField(
        _l("Alasan membatalkan perubahan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(1000)],
        description=_l("Sedikitnya 20 huruf. Pegawai membaca alasan ini."),
    )


class BreachForm(BaseForm):
    """A breach of the plan, to be referred; signed."""

    happened_on = DatePartsField(
        _l("Tanggal pelanggaran"), validators=[FilledParts(_l("Isi tanggal pelanggaran."))]
    )
    what = LongTextField(
        _l("Yang dilanggar"),
        validators=[Filled(_l("Tulis apa yang dilanggar.")), text_length(LONGEST_TEXT)],
        description=_l("Tindakan rencana yang mana, dan apa yang dilakukan pegawai."),
    )
    proof = LongTextField(
        _l("Cara diketahui dan buktinya"),
        validators=[Filled(_l("Tulis buktinya.")), text_length(LONGEST_TEXT)],
    )
    password = PasswordField(
        _l("Kata sandi Anda"),
        validators=[Filled(_l("Isi kata sandi Anda."))],
        description=_l("Kata sandi menggantikan tanda tangan Anda pada surat rujukan."),
    )

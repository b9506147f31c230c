"""S-67: the outcome of the examination."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.reviews.models import Truth
from app.reviews.services.concluding import Outcome
from app.web.fields import LongTextField, TextField, TicksField
from app.web.forms import LONGEST_TEXT, SeenForm, text_length
from app.web.incoming import one_of

LEVERS = (
    SelectChoice("nilai", _l("Nilai")),
    SelectChoice("sistem", _l("Sistem")),
    SelectChoice("pribadi", _l("Pribadi")),
    SelectChoice("budaya", _l("Budaya")),
)


class OutcomeForm(SeenForm):
    """S-67. The button that is pressed names the outcome."""

    truth = HiddenField(_l("Hasil"))
    summary = LongTextField(
        _l("Ringkasan"), validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 50 huruf. Tercetak di Berita Acara Pemeriksaan."),
    )  # fmt: skip
    recommendation = LongTextField(
        _l("Rekomendasi"), validators=[Optional(), text_length(LONGEST_TEXT)]
    )
    levers = TicksField(_l("Pengungkit perbaikan"), choices=list(LEVERS))
    legal_basis = LongTextField(_l("Dasar hukum lain"), validators=[Optional(), text_length(1000)])
    not_asked_reason = LongTextField(
        _l("Alasan terlapor tidak dimintai keterangan"),
        validators=[Optional(), text_length(1000)],
    )
    late_reason = LongTextField(
        _l("Alasan keterlambatan"), validators=[Optional(), text_length(1000)]
    )
    outside_number = TextField(
        _l("Nomor surat hasil dari luar sistem"), validators=[Optional(), text_length(100)]
    )
    password = PasswordField(
        _l("Kata sandi Anda"), description=_l("Kata sandi menggantikan tanda tangan Anda.")
    )

    def as_outcome(self) -> Outcome:
        return Outcome(
            truth=one_of(Truth, self.truth.data),
            summary=self.summary.data or "",
            recommendation=self.recommendation.data or "",
            levers=self.levers.data or [],
            legal_basis=self.legal_basis.data or "",
            not_asked_reason=self.not_asked_reason.data or "",
            late_reason=self.late_reason.data or "",
            outside_number=self.outside_number.data or "",
        )

"""What the superior writes: assessment of each interest, remarks, handing on."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields import Field

from app.disclosures.forms.asking import code_choices, options
from app.disclosures.models import Verdict
from app.disclosures.services.reviewing import AssessmentInput
from app.regulations.pack import Level, Pack
from app.web.fields import ChoiceField, LongTextField, TicksField
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, ValidationError, text_length

SHORTEST_REASON = 20


class AssessmentForm(BaseForm):
    """Telaah awal of one interest (S-61); `prefix` tells the interests of one page apart."""

    class Meta:
        csrf = False  # the page's own token covers every part

    verdict = ChoiceField(
        _l("Apakah ada benturan kepentingan?"),
        choices=options(
            [
                ("actual", _l("Ada, sedang terjadi")),
                ("potential", _l("Ada, mungkin terjadi")),
                ("none", _l("Tidak ada")),
            ]
        ),
        validators=[Filled(_l("Pilih apakah ada benturan kepentingan."))],
        description=_l("Patut diduga pun termasuk."),
    )
    level = ChoiceField(
        _l("Tingkat"),
        choices=options([("low", _l("Rendah")), ("medium", _l("Sedang")), ("high", _l("Tinggi"))]),
        validators=[Filled(_l("Pilih tingkat."))],
    )
    reason = LongTextField(
        _l("Alasan perbedaan tingkat"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Wajib bila tingkat Anda berbeda dari perkiraan. Sedikitnya 20 huruf."),
    )
    forms = TicksField(_l("Bentuk"))
    kinds = TicksField(_l("Jenis"))
    sources = TicksField(_l("Sumber penyebab"))
    direction = LongTextField(
        _l("Arahan"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Dapat dibaca pegawai."),
    )

    def __init__(self, pack: Pack, *, suggested: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.suggested = suggested
        self.forms.choices = code_choices(pack, "bentuk")
        self.kinds.choices = code_choices(pack, "jenis")
        self.sources.choices = code_choices(pack, "sumber_penyebab")

    def as_input(self, interest_version_id: int) -> AssessmentInput:
        """What was ticked, as the service takes it; without a conflict the level is the lowest."""
        found = self.found_something
        return AssessmentInput(
            interest_version_id,
            Verdict(self.verdict.data),
            Level(self.level.data) if found else Level.LOW,
            self.reason.data or "",
            self.direction.data or "",
            tuple(self.forms.data or ()) if found else (),
            tuple(self.kinds.data or ()) if found else (),
            tuple(self.sources.data or ()) if found else (),
        )

    @property
    def found_something(self) -> bool:
        return self.verdict.data in ("actual", "potential")

    def validate_reason(self, field: Field) -> None:
        differs = self.level.data and self.level.data != self.suggested
        if self.found_something and differs and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(gettext("Tulis alasan perbedaan tingkat, sedikitnya 20 huruf."))

    def validate_direction(self, field: Field) -> None:
        if self.found_something and self.level.data in ("medium", "high") and not field.data:
            raise ValidationError(
                gettext("Tingkat Sedang dan Tinggi harus punya penanganan. Tulis arahan.")
            )

    def validate_forms(self, field: Field) -> None:
        self._one_at_least(field, gettext("Pilih sedikitnya satu bentuk."))

    def validate_kinds(self, field: Field) -> None:
        self._one_at_least(field, gettext("Pilih sedikitnya satu jenis."))

    def validate_sources(self, field: Field) -> None:
        self._one_at_least(field, gettext("Pilih sedikitnya satu sumber penyebab."))

    def _one_at_least(self, field: Field, sentence: str) -> None:
        if self.found_something and not field.data:
            raise ValidationError(sentence)


class RemarkForm(BaseForm):
    """One field of the declaration that may be sent back with a sentence."""

    class Meta:
        csrf = False

    asked = BooleanField()
    text = LongTextField(_l("Apa yang perlu dilengkapi?"), validators=[text_length(1000)])

    def __init__(self, *, path: str, label: str, value: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.path, self.value = path, value
        self.asked.label.text = label

    def validate_asked(self, field: Field) -> None:
        """What was written under a field must not be lost because its box stayed empty."""
        if self.text.data and not field.data:
            raise ValidationError(
                gettext(
                    "Centang %(label)s agar permintaannya ikut terkirim, atau kosongkan tulisannya.",
                    label=self.asked.label.text,
                )
            )

    def validate_text(self, field: Field) -> None:
        if self.asked.data and not field.data:
            raise ValidationError(
                gettext(
                    "Tulis apa yang perlu dilengkapi pada %(label)s.", label=self.asked.label.text
                )
            )


class ForwardForm(BaseForm):
    """Teruskan ke atasan saya, with the reason."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20))],
        description=_l("Contoh: butir ini menyangkut saya, atau di luar kewenangan saya."),
    )

    def validate_reason(self, field: Field) -> None:
        if len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(gettext("Tulis alasan sedikitnya %(n)s huruf.", n=20))

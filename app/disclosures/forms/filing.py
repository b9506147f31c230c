"""Opening a section, declaring nil or a change, ending an interest, signing, looking back."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField
from wtforms.validators import Optional

from app.disclosures import choices, questions
from app.disclosures.forms.asking import asked_as, choice_field, options
from app.web.fields import ChoiceField, DatePartsField, LongTextField
from app.web.forms import BaseForm, Filled, FilledParts, NotFuture, text_length

OWN_FAMILY_QUESTION = _l("Adakah keluarga inti Anda yang juga ASN di sini?")
ANSWER_FAMILY = _l("Jawab: adakah keluarga inti Anda yang juga ASN di sini?")


class GateForm(BaseForm):
    """One section's question (S-25)."""

    answer = ChoiceField(
        choices=options([("yes", _l("Ada")), ("no", _l("Tidak ada"))]),
        validators=[Filled(_l("Pilih Ada atau Tidak ada."))],
    )


class AffiliationGateForm(GateForm):
    """PK-A's gate also asks for nuclear family who are employees here (Lamp. II.F.9)."""

    family_is_employee = ChoiceField(
        OWN_FAMILY_QUESTION, choices=options(choices.YES_NO), validators=[Filled(ANSWER_FAMILY)]
    )


class NilForm(BaseForm):
    """Pernyataan Nihil (S-35). Posts at risk get one question more."""

    family_is_employee = ChoiceField(
        OWN_FAMILY_QUESTION, choices=options(choices.YES_NO), validators=[Filled(ANSWER_FAMILY)]
    )
    knows_served_party = ChoiceField(
        _l("Apakah ada pihak yang Anda layani/awasi yang Anda kenal dekat?"),
        choices=options(choices.YES_NO),
        validators=[
            Filled(_l("Jawab: adakah pihak yang Anda layani atau awasi yang Anda kenal dekat?"))
        ],
    )
    nine_checked = BooleanField(
        _l("Saya sudah memeriksa kesembilan hal ini dan tidak ada yang perlu saya nyatakan"),
        validators=[Filled(_l("Centang bahwa Anda sudah memeriksa kesembilan hal ini."))],
    )

    def __init__(self, *, at_risk: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not at_risk:
            del self.knows_served_party


class ChangeForm(BaseForm):
    """Lapor perubahan (S-36). Late is accepted; the reason is asked then."""

    what = ChoiceField(
        _l("Apa yang berubah?"),
        choices=options(
            [
                ("changed", _l("Butir yang sudah saya nyatakan berubah")),
                ("new", _l("Ada butir baru")),
                ("ended", _l("Sebuah butir sudah berakhir")),
                ("post", _l("Jabatan saya berubah")),
            ]
        ),
        validators=[Filled(_l("Pilih apa yang berubah."))],
    )
    event_on = DatePartsField(
        _l("Tanggal perubahan"),
        validators=[FilledParts(_l("Isi tanggal perubahan.")), NotFuture(_l("perubahan"))],
        description=_l("Boleh perkiraan bila Anda tidak ingat tanggal pastinya."),
    )
    late_reason = LongTextField(
        _l("Alasan singkat bila terlambat"), validators=[Optional(), text_length(500)]
    )


class EndForm(BaseForm):
    """An interest is over: when and how. No proof is asked."""

    ended_on = DatePartsField(
        validators=[FilledParts(_l("Isi tanggal berakhir.")), NotFuture(_l("berakhir"))],
        **asked_as(questions.END, "ended_on"),
    )
    way = choice_field(questions.END, "way", Filled(_l("Pilih bagaimana berakhirnya.")))


class SignForm(BaseForm):
    """Statement and signature by signing in again (S-32)."""

    agree = BooleanField(
        _l("Saya menyetujui pernyataan di atas"), validators=[Filled(_l("Centang pernyataan."))]
    )
    password = PasswordField(
        _l("Kata sandi Anda"),
        validators=[Filled(_l("Isi kata sandi Anda."))],
        description=_l("Kata sandi menggantikan tanda tangan Anda."),
    )


class AsOfForm(BaseForm):
    """Lihat per tanggal: a GET form, so it carries no token."""

    class Meta:
        csrf = False

    day = DatePartsField(
        _l("Tanggal"), validators=[FilledParts(_l("Isi tanggal.")), NotFuture(_l("yang dilihat"))]
    )

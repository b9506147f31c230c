"""What the superior answers, and whom he names (S-64)."""

from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.recusals.models import Enforcement, Stance
from app.recusals.services.answering import Answer
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    TextField,
    choices_of,
)
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, PartForm, text_length
from app.web.incoming import one_of

MOST_KEEPERS: Final = 4
NOBODY: Final = "tidak-ada"


class KeeperForm(PartForm):
    """One way of keeping it and who sees to it."""

    way = PickField(_l("Cara penegakan"), choices=choices_of(Enforcement, ("", _l("Pilih"))))
    person = TextField(_l("Penjaga yang diberi tahu"), validators=[Optional(), text_length(500)])
    person_id = HiddenField()


def named_keepers(rows: FieldList, people: Sequence[int | None]) -> list[tuple[int, Enforcement]]:
    """The rows that name both somebody and a way."""
    return [
        (person_id, Enforcement(entry.form.way.data))
        for person_id, entry in zip(people, rows.entries, strict=True)
        if person_id is not None and entry.form.way.data
    ]


class AnswerForm(BaseForm):
    """Tanggapan atasan (S-64)."""

    stance = ChoiceField(_l("Sikap Anda"), choices=choices_of(Stance))
    reason = LongTextField(
        _l("Alasan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Wajib bila mendukung sebagian atau tidak mendukung; sedikitnya 20 huruf."),
    )
    substitute = ChoiceField(_l("Pejabat pengganti"))
    other = TextField(
        _l("Pegawai lain"),
        validators=[Optional(), text_length(500)],
        description=_l("Dari unit lain: ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    other_id = HiddenField()
    keepers = FieldList(
        FormField(KeeperForm), _l("Cara penegakan"), min_entries=1, max_entries=MOST_KEEPERS
    )
    service_due_on = DatePartsField(_l("Batas layanan urusan"))

    def as_answer(self, substitute_id: int | None, keepers: Sequence[int | None]) -> Answer:
        return Answer(
            stance=one_of(Stance, self.stance.data),
            reason=self.reason.data or "",
            substitute_id=substitute_id,
            nobody_free=self.substitute.data == NOBODY,
            gatekeepers=named_keepers(self.keepers, keepers),
            service_due_on=self.service_due_on.data,
        )


class CancelAnswerForm(BaseForm):
    """The superior agrees that it is taken back, or not."""

    agreed = ChoiceField(
        _l("Pembatalan ini"),
        choices=[
            SelectChoice("yes", _l("Saya setujui")),
            SelectChoice("no", _l("Tidak saya setujui")),
        ],
        validators=[Filled(_l("Pilih setuju atau tidak."))],
    )
    reason = LongTextField(
        _l("Alasan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Wajib bila tidak disetujui; sedikitnya 20 huruf."),
    )


class SettleForm(BaseForm):
    """Who handles the matter after a refusal."""

    way = ChoiceField(
        _l("Urusan ini ditangani"),
        choices=[
            SelectChoice("back", _l("Pegawai semula, dengan pengaman di surat")),
            SelectChoice("other", _l("Pegawai lain")),
        ],
        validators=[Filled(_l("Pilih siapa yang menangani."))],
    )
    substitute = TextField(
        _l("Pegawai lain"),
        validators=[Optional(), text_length(500)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    substitute_id = HiddenField()
    reason = LongTextField(
        _l("Alasan"),
        validators=[
            Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(LONGEST_TEXT)
        ],
        description=_l("Sedikitnya 20 huruf."),
    )  # fmt: skip

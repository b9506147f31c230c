"""Forms of the check before deciding, and of what follows it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.matters.forms import PartyForm
from app.matters.models import MatterKind, OfficialRole
from app.prechecks.checking import NO, UNSURE, YES
from app.web.fields import ChoiceField, LongTextField, TextField, TicksField, choices_of
from app.web.forms import BaseForm, Filled, text_length

MOST_PARTIES = 20
_TEXT = 2000
_YES_NO = [
    SelectChoice(YES, _l("Ya")), SelectChoice(NO, _l("Tidak")), SelectChoice(UNSURE, _l("Ragu")),
]  # fmt: skip


def _answer(text: Any) -> ChoiceField:
    return ChoiceField(
        text, choices=_YES_NO, validators=[Filled(_l("Pilih ya, tidak, atau ragu."))]
    )


class CheckForm(BaseForm):
    """S-38: the matter, its parties, the role, five questions."""

    matter = TextField(
        _l("Urusan"),
        [Optional(), text_length(300)],
        description=_l(
            "Urusan yang akan Anda proses atau putus. Ketik nomor atau judulnya, lalu pilih."
        ),
    )
    matter_id = HiddenField()
    title = TextField(
        _l("Judul urusan"),
        [Optional(), text_length(2000)],
        description=_l("Bila urusan belum ada di register."),
    )
    number = TextField(_l("Nomor"), [Optional(), text_length(600)])
    # Not asked, and not sent, of a matter that is in the register.
    kind = SelectField(_l("Jenis"), choices=choices_of(MatterKind), default=MatterKind.PERMIT.value)
    parties = FieldList(FormField(PartyForm), _l("Pihak"), min_entries=1, max_entries=MOST_PARTIES)
    role = SelectField(
        _l("Peran saya"),
        choices=[SelectChoice(r.value, _l(r.label)) for r in OfficialRole],
        default=OfficialRole.PROCESSES.value,
    )
    q1 = _answer(_l("1. Apakah Anda kenal dekat atau berkeluarga dengan salah satu pihak?"))
    q2 = _answer(_l("2. Apakah Anda punya atau pernah menerima manfaat dari salah satu pihak?"))
    q3 = _answer(_l("3. Apakah Anda satu pekerjaan atau organisasi dengan salah satu pihak?"))
    q4 = _answer(_l("4. Apakah yang dinilai hasil pekerjaan Anda sendiri?"))
    q5 = _answer(_l("5. Adakah desakan dari siapa pun?"))
    share_pressure = BooleanField(_l("Inspektorat boleh melihat bahwa ada desakan"))

    def answers(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in ("q1", "q2", "q3", "q4", "q5")}


class KeepForm(BaseForm):
    """The four bases of a decision (Perwali 92/2020 Lamp. I.B.4.a)."""

    bases = TicksField(_l("Dasar keputusan"), choices=[])

    def offer(self, bases: list[tuple[str, str]]) -> None:
        self.bases.choices = [(code, text[:1].upper() + text[1:]) for code, text in bases]


class GoOnForm(KeepForm):
    """Why the official goes on although something needs attention."""

    reason = LongTextField(
        _l("Alasan melanjutkan"),
        [Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=10)), text_length(_TEXT)],
    )


class AskForm(BaseForm):
    """What the superior is asked."""

    question = LongTextField(
        _l("Catatan untuk atasan"),
        [Filled(_l("Tulis catatan sedikitnya %(n)s huruf.", n=10)), text_length(_TEXT)],
        description=_l("Atasan langsung Anda membaca hasil cek ini dan memberi arahan."),
    )


class DirectForm(BaseForm):
    """The superior's direction."""

    direction = LongTextField(
        _l("Arahan"), [Filled(_l("Tulis arahan sedikitnya %(n)s huruf.", n=10)), text_length(_TEXT)]
    )
    stop = BooleanField(_l("Hentikan dulu: urusan ditahan untuk pegawai ini"))

"""Forms of the calendar: a day or pasted lines to add, days to remove, and always the decree."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import Length

from app.core.working_days import HolidayKind
from app.deadlines import decrees
from app.deadlines.decrees import LONGEST_NAME, NewHoliday
from app.web.fields import DatePartsField, LongTextField, TextField, choices_of
from app.web.forms import BaseForm, Filled
from app.web.incoming import record_number

LONGEST_PASTE = 20_000
LONGEST_DECREE = 300


class CalendarForm(BaseForm):
    """A change of the calendar; `additions` is what it adds, once it is valid."""

    year = HiddenField()
    day = DatePartsField(_l("Tanggal"))
    name = TextField(
        _l("Nama hari libur"),
        validators=[Length(max=LONGEST_NAME, message=_l("Nama harus paling banyak 200 huruf."))],
    )
    kind = SelectField(_l("Macam"), choices=choices_of(HolidayKind))
    lines = LongTextField(
        _l("Tempel daftar"),
        description=_l(
            "Satu baris satu hari: tanggal; nama; macam. "
            "Contoh: 2026-12-24; Cuti bersama Natal; cuti bersama"
        ),
        validators=[
            Length(max=LONGEST_PASTE, message=_l("Daftar harus paling banyak 20.000 huruf."))
        ],
    )
    removals = SelectMultipleField(_l("Hapus"), coerce=record_number, validate_choice=False)
    decree = TextField(
        _l("Nomor keputusan"),
        description=_l("Misalnya SKB 3 Menteri atau Keppres, dengan nomor dan tahunnya."),
        validators=[
            Filled(_l("Parameter aturan hanya dapat diubah dengan dasar hukum.")),
            Length(max=LONGEST_DECREE, message=_l("Keputusan harus paling banyak 300 huruf.")),
        ],
    )

    additions: list[NewHoliday]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        found, wrong = decrees.read_lines(self.lines.data or "")
        if wrong:
            self.tell({"lines": " ".join(wrong)})
        self.additions = [*self._single_day(), *found]
        return bool(fine and not self.errors)

    def _single_day(self) -> list[NewHoliday]:
        if self.day.errors or not (self.day.data or self.name.data):
            return []
        if not self.day.data:
            self.tell({"day": gettext("Isi tanggal.")})
        elif not self.name.data:
            self.tell({"name": gettext("Isi nama hari libur.")})
        else:
            return [NewHoliday(self.day.data, self.name.data, HolidayKind(self.kind.data))]
        return []


class ConfirmForm(BaseForm):
    """What was looked at on the preview, carried to the use case."""

    year = HiddenField()
    lines = HiddenField()
    removals = SelectMultipleField(coerce=record_number, validate_choice=False)
    decree = HiddenField()


class LoadForm(BaseForm):
    """Only the token: load the shipped calendar."""

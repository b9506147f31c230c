"""Fields for what Indonesians type: dates in three boxes, months, rupiah, tidy text."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import (
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from app.core.labels import LabelledEnum

MONTHS = (
    _l("Januari"), _l("Februari"), _l("Maret"), _l("April"), _l("Mei"), _l("Juni"), _l("Juli"),
    _l("Agustus"), _l("September"), _l("Oktober"), _l("November"), _l("Desember"),
)  # fmt: skip
EARLIEST_YEAR = 1940


def month_choices() -> list[tuple[str, str]]:
    return [(str(number), str(name)) for number, name in enumerate(MONTHS, start=1)]


def _tidy(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").strip()


class TextField(StringField):
    """One line of text; runs of white space are folded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, filters=(_tidy, *kwargs.pop("filters", ())), **kwargs)


class LongTextField(TextAreaField):
    """Several lines of text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, filters=(_clean, *kwargs.pop("filters", ())), **kwargs)


class _PartsField(Field):
    """A date typed in separate boxes; what was typed is kept as it was typed."""

    widget = TextInput()
    names: Sequence[str] = ()
    data: date | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = dict.fromkeys(self.names, "")

    @property
    def months(self) -> list[tuple[str, str]]:
        return month_choices()

    def process_data(self, value: date | str | None) -> None:
        if isinstance(value, str):  # a draft keeps what was left empty as ""
            value = date.fromisoformat(value) if value else None
        self.data = value
        if value is not None:
            self.parts = {name: str(getattr(value, name)) for name in self.names}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        if data is None or not isinstance(data, date | str):
            data = self.default() if callable(self.default) else self.default
        self.process_errors: list[str] = []
        self.process_data(data)
        if formdata is not None and any(f"{self.name}-{n}" in formdata for n in self.names):
            self.parts = {n: formdata.get(f"{self.name}-{n}", "").strip() for n in self.names}
            self.raw_data = [part for part in self.parts.values() if part]
            self._read()
        elif formdata is not None:
            self.raw_data = []

    def _read(self) -> None:
        self.data = None
        if not any(self.parts.values()):
            return
        try:
            numbers = {name: int(part) for name, part in self.parts.items()}
            self.data = date(numbers["year"], numbers["month"], numbers.get("day", 1))
        except (ValueError, OverflowError):
            self.process_errors.append(self._not_a_date())
            return
        if self.data.year < EARLIEST_YEAR:
            self.data = None
            self.process_errors.append(gettext("Tahun harus empat angka, misalnya 2026."))

    def _not_a_date(self) -> str:
        return str(gettext("Tanggal harus ada di kalender, misalnya 17 Agustus 2026."))


class DatePartsField(_PartsField):
    """Day, month and year."""

    names = ("day", "month", "year")


class MonthPartsField(_PartsField):
    """Month and year; the data is the first day of that month."""

    names = ("month", "year")

    def _not_a_date(self) -> str:
        return str(gettext("Isi bulan dan tahun, misalnya Agustus 2026."))


class RupiahField(IntegerField):
    """Whole rupiah, typed with or without dots and Rp."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            return
        self._typed = valuelist[0].strip()
        digits = self._typed.lower().removeprefix("rp").strip().removesuffix(",00")
        digits = digits.replace(".", "").replace(" ", "")
        if not digits.isdecimal():
            self.data = None
            raise ValueError(gettext("Jumlah rupiah harus angka, misalnya 1.250.000."))
        self.data = int(digits)

    def _value(self) -> str:
        if self.data is None:
            return str(getattr(self, "_typed", ""))
        return f"{self.data:,}".replace(",", ".")


class ChoiceField(RadioField):
    """Radios. That nothing was chosen is for the validators to say, in this question's words."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in (None, ""):
            super().pre_validate(form)


class TicksField(SelectMultipleField):
    """Several answers, as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PickField(SelectField):
    """A list to pull down, beginning with "Pilih"."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in (None, ""):
            super().pre_validate(form)


def choices_of(members: Iterable[LabelledEnum], *first: tuple[str, Any]) -> list[SelectChoice]:
    """Each member by its label, after the pairs of value and words that stand `first`."""
    return [
        *(SelectChoice(value, words) for value, words in first),
        *(SelectChoice(one.value, _l(one.label)) for one in members),
    ]

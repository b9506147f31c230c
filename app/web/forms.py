"""The parent of every form: Indonesian sentences for what WTForms says in English."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, ValidationError
from wtforms.fields import Field, FieldList, FormField, HiddenField
from wtforms.validators import InputRequired, Length, StopValidation

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.database import once
from app.web.incoming import record_number_or_none

# Letters of a text that explains something: a statement, a finding, a reason at length.
LONGEST_TEXT = 4000
T = TypeVar("T")

# WTForms' own English sentences (it ships no Indonesian catalogue) → the office's sentences.
SENTENCES: Mapping[str, Any] = {
    "This field is required.": _l("Isi bagian ini."),
    "Not a valid choice.": _l("Pilih salah satu jawaban yang tersedia."),
    "Not a valid choice": _l("Pilih salah satu jawaban yang tersedia."),
    "Invalid Choice: could not coerce.": _l("Pilih salah satu jawaban yang tersedia."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Pilih jawaban yang tersedia."
    ),
    "'%(value)s' is not a valid choice for this field.": _l("Pilih jawaban yang tersedia."),
    "Not a valid integer value.": _l("Isi dengan angka bulat."),
    "Not a valid integer value": _l("Isi dengan angka bulat."),
    "Not a valid decimal value.": _l("Isi dengan angka."),
    "Not a valid decimal value": _l("Isi dengan angka."),
    "Not a valid float value.": _l("Isi dengan angka."),
    "Not a valid date value.": _l("Tanggal harus ada, misalnya 17 Agustus 2026."),
    "Not a valid date value": _l("Tanggal harus ada, misalnya 17 Agustus 2026."),
    "Invalid input.": _l("Isi dengan bentuk yang diminta."),
    "Invalid email address.": _l("Surel harus berbentuk nama@contoh.id."),
    "Invalid URL.": _l("Tautan harus diawali https://."),
    "Number must be at least %(min)s.": _l("Angka harus paling sedikit %(min)s."),
    "Number must be at most %(max)s.": _l("Angka harus paling banyak %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Angka harus %(min)s sampai %(max)s."),
    "Field must be equal to %(other_name)s.": _l("Isian ini harus sama."),
    "Field must be between %(min)d and %(max)d characters long.": _l(
        "Tulis %(min)d sampai %(max)d huruf."
    ),
    "CSRF token missing.": _l("Sesi Anda habis. Kirim sekali lagi; isian Anda masih ada."),
}


class _Indonesian:
    """What WTForms asks for when it wants to say something."""

    def gettext(self, string: str) -> str:
        return str(SENTENCES.get(string, string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        if singular.startswith("Field must be at least"):
            return str(gettext("Tulis sedikitnya %(min)d huruf."))
        if singular.startswith("Field cannot be longer"):
            return str(gettext("Tulis paling banyak %(max)d huruf."))
        if singular.startswith("Field must be exactly"):
            return str(gettext("Isi harus %(max)d huruf."))
        return singular if n == 1 else plural


class BaseForm(FlaskForm):
    """A page's form. The CSRF token is drawn by the `csrf()` macro."""

    class Meta:
        def get_translations(self, form: Form) -> _Indonesian:
            return _Indonesian()

    def validate(self, extra_validators: Any = None) -> bool:
        """Raises AlreadyDone for the second of two clicks: what the first did may unfit the form."""
        valid = super().validate(extra_validators)
        if not valid and (earlier := once.acted_upon()) is not None:
            raise earlier
        return bool(valid)

    def tell(self, fields: Mapping[str, str]) -> None:
        """Show the sentences of a service's `Invalid` beside their fields (dotted for nested)."""
        for name, sentence in fields.items():
            field = self._seen_at(name)
            field.errors = [*field.errors, sentence]
            outermost: Any = self[name.split(".")[0]]
            if outermost is not field and isinstance(outermost, FieldList):
                # A list knows only errors of its own rows' last check: now it has one more.
                outermost.errors = [*outermost.errors, {}]

    def tell_rest(self, fields: Mapping[str, str]) -> None:
        """The same, beside the errors found already: one round tells everything that is wrong.

        A field that has an error keeps it and gets no other.
        """
        self.tell({name: text for name, text in fields.items() if not self._seen_at(name).errors})

    def _seen_at(self, name: str) -> Any:
        """The field a person sees for this name: that of the look-up, not the number behind it."""
        field = self.field_at(name)
        if isinstance(field, HiddenField) and name.endswith("_id"):
            return self.field_at(name.removesuffix("_id"))
        return field

    def field_at(self, name: str) -> Any:
        """The field of this name; `parties.0.name` in a row. Raises LookupError or TypeError.

        Services never see rows left blank, so rows are counted without them.
        """
        field: Any = self
        for part in name.split("."):
            field = typed_rows(field)[int(part)] if part.isdecimal() else field[part]
        return field


class ConfirmForm(BaseForm):
    """A page that only asks: are you sure? (the token is all it carries)."""


class SeenForm(BaseForm):
    """A form that remembers which state of its record the page showed: two officers at once."""

    revision = HiddenField()

    @property
    def seen(self) -> int | None:
        """None when the form does not say."""
        return record_number_or_none(str(self.revision.data or ""))


def typed_rows(rows: FieldList) -> list[Any]:
    """Its rows without those left blank, where its kind of row can be blank."""
    return [row for row in rows.entries if not getattr(getattr(row, "form", None), "blank", False)]


def said_of_several(form: Form) -> frozenset[str]:
    """Errors that several fields share: a list of errors must say which is meant."""
    texts = Counter(str(text) for field in _fields_in(form) for text in field.errors)
    return frozenset(text for text, count in texts.items() if count > 1)


def _fields_in(form: Form) -> Iterator[Any]:
    """Those that a person fills in, of nested forms and lists too."""
    for field in form:
        entries = field.entries if isinstance(field, FieldList) else [field]
        for entry in entries:
            if isinstance(entry, FormField):
                yield from _fields_in(entry.form)
            elif not isinstance(entry, FieldList):
                yield entry


def told(form: BaseForm, refusal: DomainError, beside: str | None = None) -> None:
    """Put each sentence of a refusal beside its field; what fits none stands above the form.

    A refusal that names no field stands `beside` the field given, if any.
    """
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    if not fields and beside:
        fields = {beside: refusal.message}
    above = [] if fields else [refusal.message]
    for name, sentence in fields.items():
        try:
            form.tell({name: sentence})
        except (LookupError, TypeError):  # the form shows no such field
            above.append(sentence)
    form.form_errors = [*form.form_errors, *above]


def result_of(
    form: BaseForm,
    act: Callable[[], T],
    beside: str | None = None,
    also: tuple[type[DomainError], ...] = (),
) -> T | None:
    """What a use case gives; None when it refused, and the form says why (as `told` does).

    `also` names refusals that belong into this form too, beside what is Invalid.
    """
    try:
        return act()
    except DomainError as refusal:
        if not isinstance(refusal, (Invalid, *also)):
            raise
        told(form, refusal, beside)
        return None


def went_through(
    form: BaseForm,
    act: Callable[[], Any],
    beside: str | None = None,
    also: tuple[type[DomainError], ...] = (),
) -> bool:
    """The same for a use case that gives nothing: whether it was done."""
    return bool(result_of(form, lambda: (act(), True), beside, also))


class PartForm(Form):
    """A form inside a form: same sentences, no token of its own."""

    class Meta:
        def get_translations(self, form: Form) -> _Indonesian:
            return _Indonesian()


class Filled(InputRequired):
    """Required, with the sentence of this very question (`Isi nama sesuai KTP.`)."""

    def __call__(self, form: Form, field: Field) -> None:
        raw = field.raw_data
        blank = not raw or not any(str(part).strip() for part in raw)
        if field.process_errors and not blank:
            raise StopValidation()  # what was typed has its own sentence already
        if blank or field.data in (None, "", []):
            field.errors = []
            raise StopValidation(str(self.message) if self.message else gettext("Isi bagian ini."))


class FilledParts(Filled):
    """Required; but a date that was typed and does not exist keeps the sentence saying so."""

    def __call__(self, form: Any, field: Field) -> None:
        if not (field.raw_data and field.errors):
            super().__call__(form, field)


class NotFuture:
    """A day or month up to today; `label` completes "Tanggal … tidak boleh setelah hari ini."."""

    def __init__(self, label: Any) -> None:
        self.label = label

    def __call__(self, form: Any, field: Field) -> None:
        if isinstance(field.data, date) and field.data > clock.today():
            raise ValidationError(
                gettext("Tanggal %(label)s tidak boleh setelah hari ini.", label=str(self.label))
            )


class FilledWhen:
    """Required only when another answer of the same form is one of the given values."""

    def __init__(self, other: str, values: tuple[str, ...], message: Any) -> None:
        self.other, self.values, self.message = other, values, message

    def __call__(self, form: Form, field: Field) -> None:
        answer = form[self.other].data
        answers = answer if isinstance(answer, list) else [answer]
        if not any(value in self.values for value in answers):
            field.errors = []
            raise StopValidation()
        if field.data in (None, "", []):
            if not field.errors:
                raise StopValidation(str(self.message))
            raise StopValidation()


def text_length(most: int, least: int = 0) -> Length:
    """Between `least` and `most` characters."""
    return Length(min=least or -1, max=most)


__all__ = [
    "BaseForm",
    "Filled",
    "FilledParts",
    "FilledWhen",
    "NotFuture",
    "PartForm",
    "SeenForm",
    "ValidationError",
    "result_of",
    "text_length",
    "told",
    "typed_rows",
    "went_through",
]

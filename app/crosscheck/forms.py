"""Forms of the cross-check: opening a screening, judging, saving, lists, findings."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, StopValidation, ValidationError

from app.core.names.numbers import LONGEST_TYPED
from app.crosscheck.codes import Code
from app.crosscheck.models import FindingState, Rule, Verdict
from app.crosscheck.queries import EVERY_STATE, NOT_JUDGED, Strength
from app.web.fields import DatePartsField, LongTextField, PickField, TextField, choices_of
from app.web.forms import BaseForm, Filled, PartForm, text_length

LONGEST_TEXT = 4000
LONGEST_NUMBER = 40
MOST_PARTIES = 10
KINDS = (("person", _l("Orang")), ("org", _l("Badan usaha atau organisasi")))


def _choices(*pairs: tuple[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


# Names somebody types are refused with words by the service; this only bounds what is read.
_BOUND = 10 * LONGEST_TYPED


class PartyForm(PartForm):
    """One party that is looked for."""

    kind = RadioField(_l("Pihak ini"), choices=_choices(*KINDS), default="org")
    name = TextField(_l("Nama pihak"), [text_length(_BOUND)])
    nib = TextField(
        _l("NIB"), [Optional(), text_length(LONGEST_NUMBER)], description=_l("13 angka, bila ada.")
    )
    npwp = TextField(
        _l("NPWP"), [Optional(), text_length(LONGEST_NUMBER)], description=_l("15 atau 16 angka.")
    )
    nik = TextField(
        _l("NIK"), [Optional(), text_length(LONGEST_NUMBER)],
        description=_l("16 angka. Hanya untuk mencocokkan; disimpan tersegel."),
    )  # fmt: skip

    @property
    def blank(self) -> bool:
        return not any((self.name.data, self.nib.data, self.npwp.data, self.nik.data))

    def prefill(self, words: Mapping[str, Any]) -> None:
        """Begin with what a line of a swept list says."""
        self.kind.data, self.name.data = words["kind"], words["listed"]
        for number, digits in words["numbers"].items():
            self[number].data = digits

    def validate_name(self, field: Field) -> None:
        if not field.data and any((self.nib.data, self.npwp.data, self.nik.data)):
            raise ValidationError(gettext("Isi nama pihak."))


class ScreeningFilterForm(PartForm):
    """Narrows the list of one's screenings. Sent by GET; the tab travels along."""

    cari = TextField(_l("Nomor atau terlapor"), [text_length(120)])
    keadaan = HiddenField()


class ScreeningForm(BaseForm):
    """Who, which decision, which parties, and why it is asked."""

    subject_search = TextField(
        _l("Terlapor"),
        [text_length(_BOUND)],
        description=_l("Ketik nama pegawai, sedikitnya 3 huruf, lalu pilih."),
    )
    subject_id = HiddenField()
    matter = TextField(
        _l("Keputusan atau tindakan"),
        [Optional(), text_length(200)],
        description=_l("Contoh: SPK pemeliharaan Jalan Melati."),
    )
    decision_on = DatePartsField(
        _l("Tanggal keputusan"), [Filled(_l("Isi tanggal keputusan."))],
        description=_l("Catatan dibaca sebagaimana adanya pada hari ini."),
    )  # fmt: skip
    complaint_on = DatePartsField(_l("Tanggal aduan"), [Optional()])
    parties = FieldList(
        FormField(PartyForm), _l("Pihak dalam aduan atau urusan"), min_entries=1,
        max_entries=MOST_PARTIES,
    )  # fmt: skip
    reason = LongTextField(
        _l("Alasan membuka cek silang"),
        [Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(LONGEST_TEXT)],
        description=_l("Sebut aduan atau urusannya. Alasan ini tercatat di log akses."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Colleagues who fit the typed name: the page then asks which one is meant.
        self.candidates: list[Any] = []
        self.chosen: Any = None

    def about(self, person: Any) -> None:
        """Begin with this colleague, if he is there."""
        if person is not None:
            self.subject_id.data, self.subject_search.data = str(person.id), person.name

    def tell(self, fields: Mapping[str, str]) -> None:
        """What is wrong with the colleague stands beside the field that looks people up."""
        super().tell(
            {"subject_search" if n == "subject_id" else n: text for n, text in fields.items()}
        )

    def validate_subject_search(self, field: Field) -> None:
        if self.chosen is not None:
            return
        if self.candidates:
            raise StopValidation(gettext("Pegawai mana yang dimaksud? Pilih satu."))
        if field.data:
            raise StopValidation(gettext("Nama tidak ditemukan. Periksa ejaannya."))
        raise StopValidation(gettext("Pilih terlapor."))

    def validate_parties(self, field: Field) -> None:
        if all(entry.form.blank for entry in field.entries):
            raise ValidationError(gettext("Isi sedikitnya satu pihak."))


class JudgeForm(BaseForm):
    """Penilaian of one match."""

    verdict = RadioField(
        _l("Penilaian"),
        choices=choices_of(Verdict),
        validators=[Filled(_l("Pilih penilaian."))],
    )
    reason = LongTextField(
        _l("Dasar penilaian"),
        [Filled(_l("Tulis dasar penilaian, sedikitnya 10 huruf.")), text_length(LONGEST_TEXT)],
    )
    confirmed = BooleanField(_l("Saya tetap pada penilaian ini"))


class SaveForm(BaseForm):
    """What the screening concludes; the computed code may be set otherwise with a reason."""

    code = SelectField(
        _l("Hasil cek silang"),
        choices=_choices(
            ("", _l("Sesuai hitungan")), *((c.value, f"{c.value} {c.label}") for c in Code)
        ),
        validators=[Optional()],
    )
    override_reason = LongTextField(
        _l("Alasan bila berbeda dari hitungan"), [Optional(), text_length(LONGEST_TEXT)]
    )
    note = LongTextField(_l("Catatan"), [Optional(), text_length(LONGEST_TEXT)])

    @property
    def chosen(self) -> Code | None:
        return Code(self.code.data) if self.code.data else None


class OpenForm(BaseForm):
    """Why a whole declaration is opened."""

    reason = LongTextField(
        _l("Alasan membuka deklarasi lengkap"),
        [Filled(_l("Tulis alasan membuka deklarasi lengkap.")), text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 20 huruf. Tercatat di log akses."),
    )


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


class SweepUploadForm(BaseForm):
    """A list of vendors or applicants to be checked."""

    file = FileField(_l("Berkas daftar"), validators=[Filled(_l("Pilih berkas CSV atau XLSX."))])
    title = TextField(
        _l("Nama daftar"),
        [Filled(_l("Isi nama daftar.")), text_length(120)],
        description=_l("Contoh: Penyedia jasa konstruksi 2026."),
    )
    reason = LongTextField(
        _l("Alasan mengecek daftar ini"),
        [Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(LONGEST_TEXT)],
        description=_l("Tercatat di log akses."),
    )


class SweepChoiceForm(BaseForm):
    """Which column holds what; choices are filled from the file."""

    heading = HiddenField()
    name = SelectField(_l("Kolom nama"), validators=[Filled(_l("Pilih kolom nama."))])
    nib = SelectField(_l("Kolom NIB"))
    npwp = SelectField(_l("Kolom NPWP"))
    nik = SelectField(_l("Kolom NIK"))
    kind = RadioField(
        _l("Isi daftar"),
        choices=_choices(
            ("auto", _l("Campuran: dikenali dari bentuk badan usahanya")),
            ("org", _l("Badan usaha atau organisasi")),
            ("person", _l("Orang")),
        ),
        default="auto",
    )
    watched = BooleanField(_l("Cek lagi sendiri bila ada deklarasi baru"))

    def offer(self, columns: list[tuple[str, str]]) -> None:
        self.name.choices = _choices(("", gettext("Pilih kolom")), *columns)
        for field in (self.nib, self.npwp, self.nik):
            field.choices = _choices(("", gettext("Tidak ada")), *columns)


class HeadingForm(PartForm):
    """Which row of a list holds the headings. Sent by GET."""

    judul = SelectField(_l("Judul kolom ada di baris"), validate_choice=False)

    def offer(self, rows: Sequence[tuple[str, str]], now: str) -> None:
        self.judul.choices = _choices(("-", gettext("Tidak ada judul kolom")), *rows)
        self.judul.data = now


class HitFilterForm(PartForm):
    """Narrows the results of a list. Sent by GET."""

    kuat = PickField(
        _l("Kecocokan"),
        choices=choices_of(Strength, ("", _l("Semua"))),
    )
    penilaian = PickField(
        _l("Penilaian"),
        choices=[
            SelectChoice("", _l("Semua")),
            SelectChoice(NOT_JUDGED, _l("Belum dinilai")),
            *choices_of(Verdict),
        ],
    )
    pemilik = TextField(_l("Pemilik deklarasi"), [text_length(120)])
    unit = PickField(_l("Unit"), choices=_choices(("", _l("Semua"))))

    def offer(self, units: Sequence[tuple[str, str]]) -> None:
        self.unit.choices = _choices(("", gettext("Semua")), *units)


# ── findings ──────────────────────────────────────────────────────────────────────────────────


class FindingFilterForm(PartForm):
    """Narrows the queue of findings. Sent by GET."""

    keadaan = PickField(
        _l("Status"),
        choices=[
            *choices_of(FindingState, ("", _l("Yang menunggu"))),
            SelectChoice(EVERY_STATE, _l("Semua")),
        ],
    )
    aturan = PickField(_l("Petunjuk"), choices=choices_of(Rule, ("", _l("Semua"))))


class DecideForm(BaseForm):
    """What becomes of a finding, and why."""

    outcome = RadioField(
        _l("Hasil telaah"),
        choices=_choices(
            ("dismiss", _l("Bukan masalah")), ("follow_up", _l("Ditindaklanjuti")),
        ),
        validators=[Filled(_l("Pilih hasil telaah."))],
    )  # fmt: skip
    reason = LongTextField(_l("Alasan"), [Filled(_l("Tulis alasan.")), text_length(LONGEST_TEXT)])


# ── other names ───────────────────────────────────────────────────────────────────────────────


class OtherNameFilterForm(PartForm):
    """Narrows the list of other names. Sent by GET."""

    cari = TextField(_l("Cari nama"), [text_length(_BOUND)])


class OtherNameForm(BaseForm):
    """Another name of a body, and who says so."""

    name = TextField(
        _l("Nama badan"), [Filled(_l("Isi nama badan.")), text_length(_BOUND)],
        description=_l("Nama resmi sekarang, misalnya pada AHU atau NIB."),
    )  # fmt: skip
    other = TextField(
        _l("Nama lain"), [Filled(_l("Isi nama lainnya.")), text_length(_BOUND)],
        description=_l("Nama terdahulu, merek dagang, atau singkatan yang dipakai orang."),
    )  # fmt: skip
    source = LongTextField(
        _l("Sumber"),
        [Filled(_l("Tulis sumbernya, sedikitnya %(n)s huruf.", n=10)), text_length(LONGEST_TEXT)],
        description=_l("Contoh: akta perubahan nama, situs resmi, papan nama toko."),
    )


class StrikeForm(BaseForm):
    """Why an other name counts no longer."""

    reason = LongTextField(
        _l("Alasan mencoret"),
        [Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=10)), text_length(LONGEST_TEXT)],
    )

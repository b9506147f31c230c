"""The nine sections: what a declared interest of each must look like."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import Field, IntegerField
from wtforms.validators import NumberRange, Optional, StopValidation

from app.disclosures import questions
from app.disclosures.forms.answers import AnswersForm
from app.disclosures.forms.asking import (
    LONGEST_NAME,
    SHORTEST_NAME,
    asked_as,
    choice_field,
    long_field,
    month_field,
    options,
    pick_field,
    text_field,
    ticks_field,
)
from app.regulations.pack import Pack
from app.web.fields import DatePartsField, TextField
from app.web.forms import Filled, FilledParts, FilledWhen, NotFuture, ValidationError, text_length
from app.web.incoming import record_number_or_none


class Digits:
    """So many digits once blanks, dots and dashes are off; empty is left to others."""

    def __init__(self, lengths: Sequence[int], sentence: Any) -> None:
        self.lengths, self.sentence = lengths, sentence

    def __call__(self, form: Any, field: Field) -> None:
        digits = re.sub(r"[\s.\-]", "", field.data or "")
        if not digits:
            return
        if not digits.isascii() or not digits.isdecimal() or len(digits) not in self.lengths:
            raise ValidationError(str(self.sentence))
        field.data = digits


def _percent(_form: Any, field: Field) -> None:
    text = (field.data or "").replace("%", "").replace(",", ".").strip()
    if not text:
        return
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text) or float(text) > 100:  # noqa: PLR2004
        raise ValidationError(gettext("Persen harus 0 sampai 100."))
    field.data = text.replace(".", ",")


class AffiliationForm(AnswersForm):
    """PK-A: a related person or body; Lamp. II.F.9 asks for nuclear family who are employees."""

    section = "PK-A"
    party_kind = choice_field("PK-A", "party_kind", Filled(_l("Pilih siapa pihak terkait.")))
    employee_search = TextField(
        _l("Ketik nama pegawai"),
        validators=[text_length(LONGEST_NAME)],
        description=questions.question("PK-A", "employee_id").hint,
    )
    employee_id = HiddenField()
    party_name = text_field("PK-A", "party_name")
    relation = pick_field("PK-A", "relation", Filled(_l("Pilih hubungan dengan Anda.")))
    party_occupation = text_field("PK-A", "party_occupation", Optional())
    body_name = text_field("PK-A", "body_name")
    body_nib = text_field("PK-A", "body_nib", Optional(), Digits((13,), _l("NIB harus 13 angka.")))
    body_npwp = text_field(
        "PK-A", "body_npwp", Optional(), Digits((15, 16), _l("NPWP harus 15 atau 16 angka."))
    )
    body_role = pick_field("PK-A", "body_role")
    nature = choice_field("PK-A", "nature", Filled(_l("Pilih karena apa kepentingan ini ada.")))
    since = month_field(
        "PK-A", "since", FilledParts(_l("Isi kapan hubungan ini mulai.")), NotFuture(_l("mulai"))
    )
    note = long_field("PK-A", "note", Optional())

    def __init__(self, pack: Pack, *, own_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(pack, **kwargs)
        self.own_id = own_id
        # Colleagues who fit the typed name: the page then asks which one is meant.
        self.candidates: list[Any] = []
        # "Name · post · unit" of the chosen colleague; whoever reads the request fills it in.
        self.employee_name = str((kwargs.get("data") or {}).get("employee_name", ""))
        if not self.employee_search.data:
            self.employee_search.data = self.employee_name

    @property
    def names_employee(self) -> bool:
        return bool(self.party_kind.data == "employee")

    @property
    def chosen_id(self) -> int | None:
        """The chosen colleague, if one was chosen; a name typed anew undoes an older choice."""
        if self.employee_search.data != self.employee_name:
            return None
        return record_number_or_none(str(self.employee_id.data or ""))

    def validate_employee_search(self, field: Field) -> None:
        if not self.names_employee:
            return
        if self.chosen_id is not None and self.chosen_id == self.own_id:
            raise StopValidation(gettext("Anda tidak dapat memilih diri sendiri."))
        if self.chosen_id is None:
            raise StopValidation(self._ask_which())

    def _ask_which(self) -> str:
        if self.candidates:
            return str(gettext("Pegawai mana yang Anda maksud? Pilih satu."))
        if self.employee_search.data:
            return str(gettext("Nama tidak ditemukan. Periksa ejaannya."))
        return str(gettext("Pilih pegawai."))

    def validate_party_name(self, field: Field) -> None:
        if self.party_kind.data == "person" and not field.data:
            raise ValidationError(gettext("Isi nama orangnya."))
        if field.data and len(field.data) < SHORTEST_NAME:
            raise ValidationError(gettext("Tulis nama sedikitnya 3 huruf."))

    def validate_body_name(self, field: Field) -> None:
        if self.party_kind.data in ("business", "organisation") and not field.data:
            raise ValidationError(gettext("Isi nama usaha atau organisasinya."))

    def validate_body_role(self, field: Field) -> None:
        if self.body_name.data and not field.data:
            raise ValidationError(gettext("Pilih peran pihak terkait di sana."))

    def as_fields(self) -> dict[str, Any]:
        fields = super().as_fields()
        if self.names_employee:
            fields["employee_id"] = self.chosen_id
            fields["employee_name"] = self.employee_name
        return fields


class GiftOfferForm(AnswersForm):
    """PK-B: something given or offered because of the post."""

    section = "PK-B"
    giver = text_field("PK-B", "giver", Filled(_l("Isi siapa yang memberi atau menawarkan.")))
    what = text_field("PK-B", "what", Filled(_l("Isi apa yang diberikan atau ditawarkan.")))
    received_on = DatePartsField(
        validators=[FilledParts(_l("Isi tanggalnya.")), NotFuture(_l("pemberian"))],
        **asked_as("PK-B", "received_on"),
    )
    response = choice_field("PK-B", "response", Filled(_l("Pilih tanggapan Anda.")))
    note = long_field("PK-B", "note", Optional())


class SideJobForm(AnswersForm):
    """PK-C: work or income besides the post."""

    section = "PK-C"
    employer = text_field("PK-C", "employer", Filled(_l("Isi nama pemberi kerja atau usaha.")))
    field = text_field("PK-C", "field", Filled(_l("Isi bidang.")))
    role = pick_field("PK-C", "role", Filled(_l("Pilih peran Anda.")))
    pay = choice_field("PK-C", "pay", Filled(_l("Pilih jenis imbalan.")))
    pay_band = pick_field("PK-C", "pay_band", Optional())
    hours_week = IntegerField(
        validators=[
            Filled(_l("Jam per minggu harus 0 sampai 60.")),
            NumberRange(0, 60, _l("Jam per minggu harus 0 sampai 60.")),
        ],
        **asked_as("PK-C", "hours_week"),
    )
    permission = choice_field("PK-C", "permission", Filled(_l("Pilih keadaan izin atasan.")))
    permission_number = text_field(
        "PK-C",
        "permission_number",
        FilledWhen("permission", ("yes",), _l("Isi nomor izin.")),
    )
    overlaps = choice_field(
        "PK-C", "overlaps", Filled(_l("Pilih apakah jamnya bentrok dengan jam kerja."))
    )
    since = month_field(
        "PK-C", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai"))
    )
    until = month_field("PK-C", "until", Optional())
    employer_deals = choice_field(
        "PK-C",
        "employer_deals",
        Filled(_l("Pilih apakah pemberi kerja berurusan dengan kantor Anda.")),
    )

    def validate_until(self, field: Field) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(gettext("Bulan berakhir harus sesudah bulan mulai."))


class InsideInformationForm(AnswersForm):
    """PK-D: access to information others would gain from."""

    section = "PK-D"
    information = long_field("PK-D", "information", Filled(_l("Isi informasi apa.")))
    system = text_field("PK-D", "system", Optional())
    who_gains = text_field("PK-D", "who_gains", Filled(_l("Isi siapa yang bisa diuntungkan.")))
    safeguard = long_field("PK-D", "safeguard", Optional())


class BusinessForm(AnswersForm):
    """PK-E: a business that takes or may take part in procurement or permits (Lamp. II.F.8)."""

    section = "PK-E"
    owner = choice_field("PK-E", "owner", Filled(_l("Pilih siapa pemiliknya.")))
    body_name = text_field("PK-E", "body_name", Filled(_l("Isi nama usaha.")))
    body_form = text_field("PK-E", "body_form", Optional())
    nib = text_field("PK-E", "nib", Optional(), Digits((13,), _l("NIB harus 13 angka.")))
    npwp = text_field(
        "PK-E", "npwp", Optional(), Digits((15, 16), _l("NPWP harus 15 atau 16 angka."))
    )
    role = pick_field("PK-E", "role", Filled(_l("Pilih peran di usaha itu.")))
    share_percent = text_field(
        "PK-E",
        "share_percent",
        FilledWhen("role", ("owner",), _l("Persen harus 0 sampai 100.")),
        _percent,
    )
    field = text_field("PK-E", "field", Filled(_l("Isi bidang usaha.")))
    procurement = choice_field(
        "PK-E", "procurement", Filled(_l("Pilih apakah usaha ini ikut pengadaan."))
    )
    permits = choice_field("PK-E", "permits", Filled(_l("Pilih apakah usaha ini mengurus izin.")))
    related_units = ticks_field(
        "PK-E",
        "related_units",
        FilledWhen("procurement", ("was", "is", "may"), _l("Pilih unit yang terkait.")),
    )
    yearly_value_band = pick_field("PK-E", "yearly_value_band", Optional())
    since = month_field(
        "PK-E", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai"))
    )

    def __init__(self, pack: Pack, *, units: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(pack, **kwargs)
        self.related_units.choices = options(units)

    def as_fields(self) -> dict[str, Any]:
        fields = super().as_fields()
        names = {choice.value: choice.label for choice in self.related_units.choices}
        if fields.get("related_units"):
            fields["related_unit_names"] = [names[unit] for unit in fields["related_units"]]
        return fields


class PressureForm(AnswersForm):
    """PK-F: family or community asking for help through the post."""

    section = "PK-F"
    from_whom = text_field("PK-F", "from_whom", Filled(_l("Isi siapa yang meminta.")))
    request = long_field("PK-F", "request", Filled(_l("Isi apa yang diminta.")))
    when = month_field(
        "PK-F", "when", FilledParts(_l("Isi kapan diminta.")), NotFuture(_l("permintaan"))
    )
    response = choice_field("PK-F", "response", Filled(_l("Pilih tanggapan Anda.")))
    continues = choice_field("PK-F", "continues", Filled(_l("Pilih apakah masih berlanjut.")))


class SeatForm(AnswersForm):
    """PK-G: a seat in another organisation. Never what its members believe."""

    section = "PK-G"
    organisation = text_field("PK-G", "organisation", Filled(_l("Isi nama organisasi.")))
    organisation_kind = pick_field(
        "PK-G", "organisation_kind", Filled(_l("Pilih jenis organisasi."))
    )
    post = text_field("PK-G", "post", Filled(_l("Isi jabatan Anda di sana.")))
    how_chosen = choice_field("PK-G", "how_chosen", Filled(_l("Pilih dipilih atau ditunjuk.")))
    paid = choice_field("PK-G", "paid", Filled(_l("Pilih apakah berhonor.")))
    city_funds = choice_field(
        "PK-G",
        "city_funds",
        Filled(_l("Pilih apakah organisasi menerima dana pemerintah daerah.")),
    )
    since = month_field(
        "PK-G", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai"))
    )


class FormerPostForm(AnswersForm):
    """PK-H: a matter of the former post that still has a hold."""

    section = "PK-H"
    former_post = text_field("PK-H", "former_post", Filled(_l("Isi jabatan sebelumnya.")))
    former_unit = text_field("PK-H", "former_unit", Optional())
    until = month_field(
        "PK-H", "until", FilledParts(_l("Isi sampai kapan.")), NotFuture(_l("sampai"))
    )
    matter = long_field("PK-H", "matter", Filled(_l("Isi urusan yang masih berkaitan.")))
    tie = choice_field("PK-H", "tie", Filled(_l("Pilih bentuk kaitannya.")))


class SecondPostForm(AnswersForm):
    """PK-I: two or more public posts at once."""

    section = "PK-I"
    post_1 = text_field("PK-I", "post_1", Filled(_l("Isi jabatan publik pertama.")))
    post_2 = text_field("PK-I", "post_2", Filled(_l("Isi jabatan publik kedua.")))
    decree_number = text_field("PK-I", "decree_number", Filled(_l("Isi nomor SK.")))
    reason = long_field("PK-I", "reason", Optional())
    since = month_field(
        "PK-I", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai"))
    )


SECTION_FORMS: dict[str, type[AnswersForm]] = {
    form.section: form
    for form in (
        AffiliationForm,
        GiftOfferForm,
        SideJobForm,
        InsideInformationForm,
        BusinessForm,
        PressureForm,
        SeatForm,
        FormerPostForm,
        SecondPostForm,
    )
}

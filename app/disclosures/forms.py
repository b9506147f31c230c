"""Forms of a declaration: who I am in my post, the nine sections, the link, filing, the review.

Labels and choices come from `wording`; here stands only what a typed answer must look like.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, SelectField
from wtforms.fields import Field, IntegerField, SelectChoice
from wtforms.validators import NumberRange, Optional, Regexp, StopValidation

from app.attachments.forms import EvidenceField
from app.core import clock
from app.disclosures import wording
from app.disclosures.models import Verdict
from app.disclosures.services import incidents
from app.disclosures.services.reviewing import AssessmentInput
from app.disclosures.wording import Question
from app.regulations.pack import Level, Pack
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    MonthPartsField,
    TextField,
    TicksField,
)
from app.web.forms import BaseForm, Filled, FilledWhen, ValidationError, text_length
from app.web.incoming import record_number_or_none

SHORTEST_NAME = 3
LONGEST_NAME = 150
LONGEST_TEXT = 4000
SHORTEST_REASON = 20
OWN_FAMILY_QUESTION = _l("Adakah keluarga inti Anda yang juga ASN di sini?")
ANSWER_FAMILY = _l("Jawab: adakah keluarga inti Anda yang juga ASN di sini?")
GROUPS = {
    "darah": _l("Hubungan darah"),
    "perkawinan": _l("Hubungan perkawinan"),
    "pertemanan": _l("Pertemanan, kelompok, golongan"),
}


# ── fields ────────────────────────────────────────────────────────────────────────────────────


class PickField(SelectField):
    """A list to pull down, beginning with "Pilih"."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in (None, ""):
            super().pre_validate(form)


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


def _options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def _label(section: str, name: str) -> dict[str, Any]:
    asked = wording.question(section, name)
    return {"label": asked.label, "description": asked.hint}


def _text(section: str, name: str, *checks: Any, most: int = LONGEST_NAME) -> TextField:
    return TextField(validators=[*checks, text_length(most)], **_label(section, name))


def _long(section: str, name: str, *checks: Any, least: int = 0, most: int = LONGEST_TEXT) -> Any:
    return LongTextField(validators=[*checks, text_length(most, least)], **_label(section, name))


def _choice(section: str, name: str, *checks: Any) -> ChoiceField:
    choices = wording.question(section, name).choices
    return ChoiceField(choices=_options(choices), validators=list(checks), **_label(section, name))


def _pick(section: str, name: str, *checks: Any) -> PickField:
    choices = [("", _l("Pilih")), *wording.question(section, name).choices]
    return PickField(choices=_options(choices), validators=list(checks), **_label(section, name))


def _ticks(section: str, name: str, *checks: Any) -> TicksField:
    return TicksField(validators=list(checks), **_label(section, name))


def _month(section: str, name: str, *checks: Any) -> MonthPartsField:
    return MonthPartsField(validators=list(checks), **_label(section, name))


def _code_choices(pack: Pack, name: str) -> list[SelectChoice]:
    return _options((c.code, wording.code_label(pack, name, c.code)) for c in pack.codes(name))


def _grouped(pack: Pack, name: str) -> list[SelectChoice]:
    """Choices under the headings blood, marriage and friendship, a blank one first."""
    found = [SelectChoice("", _l("Pilih"), optgroup=str(_l("Pilih hubungan")))]
    for item in pack.codes(name):
        group = str(GROUPS.get(item.extra.get("kelompok", ""), _l("Lainnya")))
        found.append(SelectChoice(item.code, item.label, optgroup=group))
    return found


# ── the parent of the forms whose answers are kept in the draft ───────────────────────────────


class AnswersForm(BaseForm):
    """A page whose answers go into the draft under the names of `wording.QUESTIONS[section]`."""

    section: ClassVar[str] = ""

    def __init__(self, pack: Pack, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pack = pack
        for asked in self.questions():
            self._offer(asked)

    def _offer(self, asked: Question) -> None:
        field = self[asked.name]
        if asked.kind == "factor":
            field.choices = _options(wording.factor_choices(self.pack, asked.name))
        elif not asked.code_list:
            return
        elif isinstance(field, PickField):
            field.choices = _grouped(self.pack, asked.code_list)
        else:
            field.choices = _code_choices(self.pack, asked.code_list)

    def questions(self) -> list[Question]:
        """What this form asks, in order."""
        return [asked for asked in wording.QUESTIONS[self.section] if asked.name in self]

    def as_fields(self) -> dict[str, Any]:
        """The answers as the draft keeps them: "" where none was given; questions not asked are left
        out, so that a reviewer can ask for exactly what is there.
        """
        typed = {asked.name: _plain(self[asked.name].data) for asked in self.questions()}
        return {
            asked.name: typed[asked.name]
            for asked in self.questions()
            if wording.applies(asked, typed)
        }

    @classmethod
    def from_fields(cls, pack: Pack, fields: Mapping[str, Any], **kwargs: Any) -> "AnswersForm":
        """The form filled with answers kept earlier; what is being submitted wins over them."""
        return cls(pack, data=dict(fields), **kwargs)

    @staticmethod
    def summary_rows(section: str, fields: Mapping[str, Any], pack: Pack) -> list[Any]:
        return wording.describe(section, fields, pack)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


class ProfileForm(AnswersForm):
    """Data diri & jabatan (S-24)."""

    section = wording.PROFILE
    phone = _text(
        wording.PROFILE,
        "phone",
        Optional(),
        Regexp(r"^(08|\+62)[0-9 \-]{6,16}$", message=_l("Nomor HP harus diawali 08 atau +62.")),
    )
    email = _text(
        wording.PROFILE,
        "email",
        Optional(),
        Regexp(
            r"^[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=_l("Surel harus berbentuk nama@contoh.id.")
        ),
    )
    decision_roles = _ticks(
        wording.PROFILE, "decision_roles", Filled(_l("Pilih peran Anda dalam keputusan."))
    )
    risk_positions = _ticks(wording.PROFILE, "risk_positions", Optional())
    main_duty = _long(
        wording.PROFILE, "main_duty", Filled(_l("Isi tugas utama Anda.")), least=20, most=500
    )

    def validate_decision_roles(self, field: Field) -> None:
        if "tidak_ada" in (field.data or []) and len(field.data) > 1:
            raise ValidationError(
                gettext("Pilih “Tidak ada” saja, atau pilih peran Anda tanpa “Tidak ada”.")
            )


# ── the nine sections ─────────────────────────────────────────────────────────────────────────


class AffiliationForm(AnswersForm):
    """PK-A: a related person or body; Lamp. II.F.9 asks for nuclear family who are employees."""

    section = "PK-A"
    party_kind = _choice("PK-A", "party_kind", Filled(_l("Pilih siapa pihak terkait.")))
    employee_search = TextField(
        _l("Ketik nama pegawai"),
        validators=[text_length(LONGEST_NAME)],
        description=wording.question("PK-A", "employee_id").hint,
    )
    employee_id = HiddenField()
    party_name = _text("PK-A", "party_name")
    relation = _pick("PK-A", "relation", Filled(_l("Pilih hubungan dengan Anda.")))
    party_occupation = _text("PK-A", "party_occupation", Optional())
    body_name = _text("PK-A", "body_name")
    body_nib = _text("PK-A", "body_nib", Optional(), Digits((13,), _l("NIB harus 13 angka.")))
    body_npwp = _text(
        "PK-A", "body_npwp", Optional(), Digits((15, 16), _l("NPWP harus 15 atau 16 angka."))
    )
    body_role = _pick("PK-A", "body_role")
    nature = _choice("PK-A", "nature", Filled(_l("Pilih karena apa kepentingan ini ada.")))
    since = _month(
        "PK-A", "since", FilledParts(_l("Isi kapan hubungan ini mulai.")), NotFuture(_l("mulai"))
    )
    note = _long("PK-A", "note", Optional())

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
    giver = _text("PK-B", "giver", Filled(_l("Isi siapa yang memberi atau menawarkan.")))
    what = _text("PK-B", "what", Filled(_l("Isi apa yang diberikan atau ditawarkan.")))
    received_on = DatePartsField(
        validators=[FilledParts(_l("Isi tanggalnya.")), NotFuture(_l("pemberian"))],
        **_label("PK-B", "received_on"),
    )
    response = _choice("PK-B", "response", Filled(_l("Pilih tanggapan Anda.")))
    note = _long("PK-B", "note", Optional())


class SideJobForm(AnswersForm):
    """PK-C: work or income besides the post."""

    section = "PK-C"
    employer = _text("PK-C", "employer", Filled(_l("Isi nama pemberi kerja atau usaha.")))
    field = _text("PK-C", "field", Filled(_l("Isi bidang.")))
    role = _pick("PK-C", "role", Filled(_l("Pilih peran Anda.")))
    pay = _choice("PK-C", "pay", Filled(_l("Pilih jenis imbalan.")))
    pay_band = _pick("PK-C", "pay_band", Optional())
    hours_week = IntegerField(
        validators=[
            Filled(_l("Jam per minggu harus 0 sampai 60.")),
            NumberRange(0, 60, _l("Jam per minggu harus 0 sampai 60.")),
        ],
        **_label("PK-C", "hours_week"),
    )
    permission = _choice("PK-C", "permission", Filled(_l("Pilih keadaan izin atasan.")))
    permission_number = _text(
        "PK-C",
        "permission_number",
        FilledWhen("permission", ("yes",), _l("Isi nomor izin.")),
    )
    overlaps = _choice(
        "PK-C", "overlaps", Filled(_l("Pilih apakah jamnya bentrok dengan jam kerja."))
    )
    since = _month("PK-C", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai")))
    until = _month("PK-C", "until", Optional())
    employer_deals = _choice(
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
    information = _long("PK-D", "information", Filled(_l("Isi informasi apa.")))
    system = _text("PK-D", "system", Optional())
    who_gains = _text("PK-D", "who_gains", Filled(_l("Isi siapa yang bisa diuntungkan.")))
    safeguard = _long("PK-D", "safeguard", Optional())


class BusinessForm(AnswersForm):
    """PK-E: a business that takes or may take part in procurement or permits (Lamp. II.F.8)."""

    section = "PK-E"
    owner = _choice("PK-E", "owner", Filled(_l("Pilih siapa pemiliknya.")))
    body_name = _text("PK-E", "body_name", Filled(_l("Isi nama usaha.")))
    body_form = _text("PK-E", "body_form", Optional())
    nib = _text("PK-E", "nib", Optional(), Digits((13,), _l("NIB harus 13 angka.")))
    npwp = _text("PK-E", "npwp", Optional(), Digits((15, 16), _l("NPWP harus 15 atau 16 angka.")))
    role = _pick("PK-E", "role", Filled(_l("Pilih peran di usaha itu.")))
    share_percent = _text(
        "PK-E",
        "share_percent",
        FilledWhen("role", ("owner",), _l("Persen harus 0 sampai 100.")),
        _percent,
    )
    field = _text("PK-E", "field", Filled(_l("Isi bidang usaha.")))
    procurement = _choice(
        "PK-E", "procurement", Filled(_l("Pilih apakah usaha ini ikut pengadaan."))
    )
    permits = _choice("PK-E", "permits", Filled(_l("Pilih apakah usaha ini mengurus izin.")))
    related_units = _ticks(
        "PK-E",
        "related_units",
        FilledWhen("procurement", ("was", "is", "may"), _l("Pilih unit yang terkait.")),
    )
    yearly_value_band = _pick("PK-E", "yearly_value_band", Optional())
    since = _month("PK-E", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai")))

    def __init__(self, pack: Pack, *, units: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(pack, **kwargs)
        self.related_units.choices = _options(units)

    def as_fields(self) -> dict[str, Any]:
        fields = super().as_fields()
        names = {choice.value: choice.label for choice in self.related_units.choices}
        if fields.get("related_units"):
            fields["related_unit_names"] = [names[unit] for unit in fields["related_units"]]
        return fields


class PressureForm(AnswersForm):
    """PK-F: family or community asking for help through the post."""

    section = "PK-F"
    from_whom = _text("PK-F", "from_whom", Filled(_l("Isi siapa yang meminta.")))
    request = _long("PK-F", "request", Filled(_l("Isi apa yang diminta.")))
    when = _month(
        "PK-F", "when", FilledParts(_l("Isi kapan diminta.")), NotFuture(_l("permintaan"))
    )
    response = _choice("PK-F", "response", Filled(_l("Pilih tanggapan Anda.")))
    continues = _choice("PK-F", "continues", Filled(_l("Pilih apakah masih berlanjut.")))


class SeatForm(AnswersForm):
    """PK-G: a seat in another organisation. Never what its members believe."""

    section = "PK-G"
    organisation = _text("PK-G", "organisation", Filled(_l("Isi nama organisasi.")))
    organisation_kind = _pick("PK-G", "organisation_kind", Filled(_l("Pilih jenis organisasi.")))
    post = _text("PK-G", "post", Filled(_l("Isi jabatan Anda di sana.")))
    how_chosen = _choice("PK-G", "how_chosen", Filled(_l("Pilih dipilih atau ditunjuk.")))
    paid = _choice("PK-G", "paid", Filled(_l("Pilih apakah berhonor.")))
    city_funds = _choice(
        "PK-G",
        "city_funds",
        Filled(_l("Pilih apakah organisasi menerima dana pemerintah daerah.")),
    )
    since = _month("PK-G", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai")))


class FormerPostForm(AnswersForm):
    """PK-H: a matter of the former post that still has a hold."""

    section = "PK-H"
    former_post = _text("PK-H", "former_post", Filled(_l("Isi jabatan sebelumnya.")))
    former_unit = _text("PK-H", "former_unit", Optional())
    until = _month("PK-H", "until", FilledParts(_l("Isi sampai kapan.")), NotFuture(_l("sampai")))
    matter = _long("PK-H", "matter", Filled(_l("Isi urusan yang masih berkaitan.")))
    tie = _choice("PK-H", "tie", Filled(_l("Pilih bentuk kaitannya.")))


class SecondPostForm(AnswersForm):
    """PK-I: two or more public posts at once."""

    section = "PK-I"
    post_1 = _text("PK-I", "post_1", Filled(_l("Isi jabatan publik pertama.")))
    post_2 = _text("PK-I", "post_2", Filled(_l("Isi jabatan publik kedua.")))
    decree_number = _text("PK-I", "decree_number", Filled(_l("Isi nomor SK.")))
    reason = _long("PK-I", "reason", Optional())
    since = _month("PK-I", "since", FilledParts(_l("Isi kapan mulai.")), NotFuture(_l("mulai")))


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


class LinkForm(AnswersForm):
    """Kaitan dengan tugas (S-31): the four factors of the level rule in plain questions."""

    section = wording.LINK
    closeness = _choice(
        "link",
        "closeness",
        Filled(_l("Jawab keempat pertanyaan. Pilih siapa yang punya kepentingan.")),
    )
    authority = _choice(
        "link", "authority", Filled(_l("Jawab keempat pertanyaan. Pilih kaitan dengan wewenang."))
    )
    benefit = _choice("link", "benefit", Filled(_l("Jawab keempat pertanyaan. Pilih manfaatnya.")))
    time = _choice("link", "time", Filled(_l("Jawab keempat pertanyaan. Pilih waktunya.")))
    situation = _choice(
        "link", "situation", Filled(_l("Pilih sedang terjadi atau mungkin terjadi."))
    )
    forms = _ticks("link", "forms", Optional())
    plan = _choice("link", "plan", Filled(_l("Pilih apa yang akan Anda lakukan.")))
    note = _long("link", "note", Optional())


# ── gate, nil, change, signature ──────────────────────────────────────────────────────────────


class GateForm(BaseForm):
    """One section's question (S-25)."""

    answer = ChoiceField(
        choices=_options([("yes", _l("Ada")), ("no", _l("Tidak ada"))]),
        validators=[Filled(_l("Pilih Ada atau Tidak ada."))],
    )


class AffiliationGateForm(GateForm):
    """PK-A's gate also asks for nuclear family who are employees here (Lamp. II.F.9)."""

    family_is_employee = ChoiceField(
        OWN_FAMILY_QUESTION, choices=_options(wording.YES_NO), validators=[Filled(ANSWER_FAMILY)]
    )


class NilForm(BaseForm):
    """Pernyataan Nihil (S-35). Posts at risk get one question more."""

    family_is_employee = ChoiceField(
        OWN_FAMILY_QUESTION, choices=_options(wording.YES_NO), validators=[Filled(ANSWER_FAMILY)]
    )
    knows_served_party = ChoiceField(
        _l("Apakah ada pihak yang Anda layani/awasi yang Anda kenal dekat?"),
        choices=_options(wording.YES_NO),
        validators=[Filled(_l("Pilih Ya atau Tidak."))],
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
        choices=_options(
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


class IncidentForm(BaseForm):
    """Laporan Kejadian (S-40, about oneself)."""

    matter = PickField(_l("Urusan yang sedang Anda tangani"))
    matter_title = TextField(
        _l("Keputusan atau tindakan yang sedang Anda tangani"), validators=[text_length(200)]
    )
    what = LongTextField(
        _l("Apa yang terjadi"),
        validators=[Filled(_l("Tulis apa yang terjadi.")), text_length(LONGEST_TEXT)],
        description=_l("Kepentingan Anda apa, siapa pihaknya, dan sampai mana urusannya."),
    )
    interest = PickField(_l("Kepentingan yang berbenturan"))
    evidence = EvidenceField(
        _l("Bukti"), description=_l("Tidak wajib bila urusannya Anda pilih dari daftar.")
    )
    stopped = BooleanField(_l("Saya sudah berhenti menangani urusan ini"))

    def offer(
        self, matters: list[tuple[str, str]], interests: list[tuple[str, str]], pack: Pack
    ) -> None:
        """The actor's own open matters and interests, and a way for what is not listed."""
        other = (incidents.NOT_LISTED, gettext("Tidak ada dalam daftar ini"))
        self.matter.choices = [("", gettext("Pilih urusan")), *matters, other]
        new = [
            (item.code, gettext("Butir baru: %(section)s", section=item.label))
            for item in pack.codes("perhatian_khusus")
        ]
        self.interest.choices = [("", gettext("Pilih kepentingan")), *interests, *new]

    def as_told(self) -> incidents.Told:
        chosen, interest = self.matter.data or "", self.interest.data or ""
        known = not interest.startswith("PK-")
        return incidents.Told(
            int(chosen) if chosen.isdecimal() else None,
            self.matter_title.data or "",
            interest if known else "",
            "" if known else interest,
            self.what.data or "",
            bool(self.stopped.data),
            self.evidence.files,
        )


class EndForm(BaseForm):
    """An interest is over: when and how. No proof is asked."""

    ended_on = DatePartsField(
        validators=[FilledParts(_l("Isi tanggal berakhir.")), NotFuture(_l("berakhir"))],
        **_label(wording.END, "ended_on"),
    )
    way = _choice(wording.END, "way", Filled(_l("Pilih bagaimana berakhirnya.")))


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


class ConfirmForm(BaseForm):
    """A page that only asks: are you sure? (the token is all it carries)."""


class AsOfForm(BaseForm):
    """Lihat per tanggal: a GET form, so it carries no token."""

    class Meta:
        csrf = False

    day = DatePartsField(
        _l("Tanggal"), validators=[FilledParts(_l("Isi tanggal.")), NotFuture(_l("yang dilihat"))]
    )


# ── review ────────────────────────────────────────────────────────────────────────────────────


class AssessmentForm(BaseForm):
    """Telaah awal of one interest (S-61); `prefix` tells the interests of one page apart."""

    class Meta:
        csrf = False  # the page's own token covers every part

    verdict = ChoiceField(
        _l("Apakah ada benturan kepentingan?"),
        choices=_options(
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
        choices=_options([("low", _l("Rendah")), ("medium", _l("Sedang")), ("high", _l("Tinggi"))]),
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
        self.forms.choices = _code_choices(pack, "bentuk")
        self.kinds.choices = _code_choices(pack, "jenis")
        self.sources.choices = _code_choices(pack, "sumber_penyebab")

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
        validators=[Filled(_l("Tulis alasan sedikitnya 20 huruf."))],
        description=_l("Contoh: butir ini menyangkut saya, atau di luar kewenangan saya."),
    )

    def validate_reason(self, field: Field) -> None:
        if len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(gettext("Tulis alasan sedikitnya 20 huruf."))

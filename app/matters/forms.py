"""Forms of the register: a matter, its correction, a place in it, its decision, lists and filters."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField
from wtforms.fields import IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.core.names.numbers import LONGEST_TYPED
from app.matters.listing import LABELS, Layout
from app.matters.models import Effect, MatterKind, MatterState, OfficialRole
from app.matters.queries import Flag
from app.web.fields import DatePartsField, LongTextField, TextField, TicksField, choices_of
from app.web.forms import BaseForm, Filled, PartForm, text_length

MOST_PARTIES = 20
MOST_OFFICIALS = 20
_BOUND = 10 * LONGEST_TYPED
_NUMBER = 40
_REASON = 1000
PARTY_KINDS = (("org", _l("Badan usaha atau organisasi")), ("person", _l("Orang")))
YES_NO = (("ya", _l("Ya, lengkap")), ("tidak", _l("Tidak lengkap")), ("", _l("Belum diperiksa")))


def _pairs(pairs: Any) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


class PartyForm(PartForm):
    """One party. What is wrong with it is for the service to say."""

    kind = RadioField(_l("Pihak ini"), choices=_pairs(PARTY_KINDS), default="org")
    name = TextField(_l("Nama pihak"), [text_length(_BOUND)])
    nib = TextField(
        _l("NIB"), [Optional(), text_length(_NUMBER)], description=_l("13 angka, bila ada.")
    )
    npwp = TextField(
        _l("NPWP"),
        [Optional(), text_length(_NUMBER)],
        description=_l("15 atau 16 angka, bila ada."),
    )

    @property
    def blank(self) -> bool:
        return not any((self.name.data, self.nib.data, self.npwp.data))


class OfficialForm(PartForm):
    """One official and the role."""

    person = TextField(
        _l("Petugas"),
        [text_length(_BOUND)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih. Atau ketik NIP."),
    )
    person_id = HiddenField()
    role = SelectField(
        _l("Peran"), choices=choices_of(OfficialRole), default=OfficialRole.PROCESSES.value
    )

    @property
    def blank(self) -> bool:
        return not self.person.data


class MatterForm(BaseForm):
    """A matter as it enters the register."""

    title = TextField(
        _l("Judul urusan"),
        [Filled(_l("Tulis judul urusan.")), text_length(_BOUND)],
        description=_l("Contoh: PBG gudang Jalan Melati."),
    )
    number = TextField(
        _l("Nomor"),
        [Optional(), text_length(_BOUND)],
        description=_l("Nomor berkas atau permohonan di unit Anda. Kosongkan agar diberi nomor."),
    )
    kind = SelectField(_l("Jenis"), choices=choices_of(MatterKind))
    unit = SelectField(_l("Unit"), validators=[Filled(_l("Pilih unit Anda."))])
    parties = FieldList(FormField(PartyForm), _l("Pihak"), min_entries=1, max_entries=MOST_PARTIES)
    officials = FieldList(
        FormField(OfficialForm), _l("Petugas"), min_entries=1, max_entries=MOST_OFFICIALS
    )
    received_on = DatePartsField(_l("Diterima"), [Filled(_l("Isi tanggal urusan diterima."))])
    complete = RadioField(_l("Syarat lengkap?"), choices=_pairs(YES_NO), default="")
    sop_days = IntegerField(
        _l("Standar hari menurut SOP"),
        [Filled(_l("Isi standar hari menurut SOP."))],
        description=_l("Hari kerja sejak diterima. Batas layanan dihitung dari sini."),
    )
    pressed = BooleanField(_l("Ada desakan untuk mempercepat atau mengabaikan syarat"))

    def offer(self, units: list[tuple[int, str]]) -> None:
        self.unit.choices = [SelectChoice(str(unit_id), name) for unit_id, name in units]


class CorrectForm(BaseForm):
    """Facts of a matter put right."""

    title = TextField(_l("Judul urusan"), [Filled(_l("Tulis judul urusan.")), text_length(_BOUND)])
    complete = RadioField(_l("Syarat lengkap?"), choices=_pairs(YES_NO), default="")
    sop_days = IntegerField(_l("Standar hari menurut SOP"), [Optional()])
    reason = LongTextField(
        _l("Alasan perubahan"),
        [Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=10)), text_length(_REASON)],
    )


class AssignForm(BaseForm):
    """Another official of a matter."""

    person = TextField(
        _l("Petugas"),
        [Filled(_l("Pilih pegawai.")), text_length(_BOUND)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih. Atau ketik NIP."),
    )
    person_id = HiddenField()
    role = SelectField(
        _l("Peran"), choices=choices_of(OfficialRole), default=OfficialRole.PROCESSES.value
    )


class HandOverForm(BaseForm):
    """Who takes whose place."""

    from_person = SelectField(_l("Yang digantikan"), validators=[Filled(_l("Pilih petugasnya."))])
    substitute = TextField(
        _l("Pejabat pengganti"),
        [Filled(_l("Pilih pejabat pengganti.")), text_length(_BOUND)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih. Atau ketik NIP."),
    )
    substitute_id = HiddenField()
    reason = LongTextField(_l("Alasan"), [Optional(), text_length(_REASON)])

    def offer(self, officials: list[tuple[int, str]]) -> None:
        self.from_person.choices = [SelectChoice(str(one), name) for one, name in officials]


class ReasonForm(BaseForm):
    """Why: for stopping, letting go on, and dropping."""

    reason = LongTextField(
        _l("Alasan"),
        [Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=10)), text_length(_REASON)],
    )


class ReleaseForm(ReasonForm):
    """For whom the matter goes on."""

    person = SelectField(_l("Penahanan yang diakhiri"), validators=[Filled(_l("Pilih satu."))])

    def offer(self, held: list[tuple[str, str]]) -> None:
        self.person.choices = _pairs(held)


class DecideForm(BaseForm):
    """A decision as recorded."""

    person = SelectField(_l("Yang memutus"), validators=[Filled(_l("Pilih yang memutus."))])
    decided_on = DatePartsField(_l("Tanggal keputusan"), [Filled(_l("Isi tanggal keputusan."))])
    number = TextField(
        _l("Nomor keputusan"), [Filled(_l("Isi nomor keputusan.")), text_length(_BOUND)]
    )
    effect = RadioField(
        _l("Hasil"), choices=choices_of(Effect), validators=[Filled(_l("Pilih hasilnya."))]
    )
    bases = TicksField(_l("Dasar keputusan"), choices=[])

    def offer(self, officials: list[tuple[int, str]], bases: list[tuple[str, str]]) -> None:
        self.person.choices = [SelectChoice(str(one), name) for one, name in officials]
        self.bases.choices = [(code, text[:1].upper() + text[1:]) for code, text in bases]


class FilterForm(PartForm):
    """Narrows the register. Sent by GET."""

    cari = TextField(_l("Cari"), [text_length(100)], description=_l("Nomor, judul, atau pihak."))
    status = SelectField(
        _l("Status"), choices=[SelectChoice("", _l("Semua")), *choices_of(MatterState)], default=""
    )
    jenis = SelectField(
        _l("Jenis"), choices=[SelectChoice("", _l("Semua")), *choices_of(MatterKind)], default=""
    )
    unit = SelectField(_l("Unit"), default="")
    tanda = SelectField(
        _l("Tanda"),
        choices=choices_of(Flag, ("", _l("Semua"))),
        default="",
    )

    def offer(self, units: list[tuple[int, str]]) -> None:
        self.unit.choices = [
            SelectChoice("", gettext("Semua")),
            *(SelectChoice(str(unit_id), name) for unit_id, name in units),
        ]


class UploadForm(BaseForm):
    """A list of matters to be imported."""

    file = FileField(_l("Berkas urusan"), validators=[Filled(_l("Pilih berkas CSV atau XLSX."))])
    unit = SelectField(_l("Unit"), validators=[Filled(_l("Pilih unit Anda."))])

    def offer(self, units: list[tuple[int, str]]) -> None:
        self.unit.choices = [SelectChoice(str(unit_id), name) for unit_id, name in units]


class ColumnForm(BaseForm):
    """Which column holds what: one select a field, made for the uploaded file."""


def column_form(layout: Layout) -> ColumnForm:
    choices = [
        SelectChoice("", gettext("Tidak ada")),
        *(SelectChoice(str(at), name) for at, name in enumerate(layout.headings)),
    ]

    class Chosen(ColumnForm):
        pass

    for name, label in LABELS.items():
        at = layout.columns.get(name)
        setattr(
            Chosen,
            f"column_{name}",
            SelectField(gettext(label), choices=choices, default="" if at is None else str(at)),
        )
    return Chosen()


def chosen_columns(form: BaseForm) -> Mapping[str, int | None]:
    """Field → column as chosen."""
    return {
        name: int(form[f"column_{name}"].data) if form[f"column_{name}"].data else None
        for name in LABELS
    }

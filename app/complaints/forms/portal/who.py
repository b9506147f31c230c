"""S-04: whom a complaint is about, and which decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import BooleanField, SelectChoice, SelectField
from wtforms.validators import Optional, ValidationError

from app.complaints.forms.portal.visit import PortalForm
from app.complaints.models import ObjectKind
from app.complaints.story import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_OBJECT,
    SHORTEST_DESCRIPTION,
    SHORTEST_NAME,
    SHORTEST_OBJECT,
    AccusedMode,
    Story,
)
from app.core import clock
from app.people.queries import Hit
from app.web.fields import ChoiceField, DatePartsField, TextField, choices_of
from app.web.forms import Filled, FilledWhen, text_length
from app.web.incoming import record_number_or_none

UNKNOWN_UNIT = "0"


class RoughDateField(DatePartsField):
    """Day, month and year; without a day it is the first of the month, and `rough` is set."""

    rough = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = DatePartsField.__name__  # the page draws it as one

    def _read(self) -> None:
        given = dict(self.parts)
        if not given["day"] and given["month"] and given["year"]:
            self.rough = True
            self.parts = {**given, "day": "1"}
            super()._read()
            self.parts = given
            return
        super()._read()


class WhoForm(PortalForm):
    """S-04: who, and which decision."""

    terlapor_mode = ChoiceField(
        _l("Siapa yang Anda laporkan?"),
        choices=choices_of(AccusedMode),
        validators=[Filled(_l("Pilih siapa yang Anda laporkan."))],
        description=_l("Tidak tahu nama? Tulis jabatan, loket, atau ciri tugasnya."),
    )
    terlapor_cari = TextField(
        _l("Nama pegawai"),
        validators=[
            FilledWhen("terlapor_mode", ("name",), _l("Isi nama pegawai.")),
            text_length(LONGEST_NAME, SHORTEST_NAME),
        ],
        description=_l("Ketik sedikitnya 3 huruf"),
    )
    terlapor_id = ChoiceField(_l("Pegawai yang Anda maksud"), choices=[], validate_choice=False)
    terlapor_uraian = TextField(
        _l("Jabatan atau uraian"),
        validators=[
            FilledWhen("terlapor_mode", ("post", "unknown"), _l("Isi jabatan atau uraian.")),
            text_length(LONGEST_DESCRIPTION, SHORTEST_DESCRIPTION),
        ],
        description=_l("Contoh: petugas loket 3 perizinan"),
    )
    unit_id = SelectField(
        _l("Unit"),
        choices=[],
        description=_l("Boleh dikosongkan bila nama dipilih dari daftar."),
    )
    objek = ChoiceField(
        _l("Yang dilaporkan"),
        choices=choices_of(ObjectKind),
        validators=[Filled(_l("Pilih yang dilaporkan."))],
        description=_l("Belum diputus: kami bisa meminta prosesnya dihentikan dulu."),
    )
    objek_uraian = TextField(
        _l("Keputusan atau urusan apa"),
        validators=[
            Filled(_l("Tulis keputusan atau tindakannya.")),
            text_length(LONGEST_OBJECT, SHORTEST_OBJECT),
        ],
        description=_l("Contoh: pemenang pekerjaan jalan, izin gudang, nilai seleksi"),
    )
    objek_nomor = TextField(
        _l("Nomor dokumen"), validators=[Optional(), text_length(100)], description=_l("Jika ada")
    )
    objek_tanggal = RoughDateField(
        _l("Kapan"),
        validators=[Filled(_l("Isi kapan."))],
        description=_l("Boleh perkiraan. Tanggal boleh dikosongkan, bulan dan tahun diisi."),
    )
    perkiraan = BooleanField(_l("Tanggal ini perkiraan"))

    def validate_unit_id(self, field: Any) -> None:
        picked = self.terlapor_mode.data == AccusedMode.NAME.value and self.terlapor_id.data
        if not field.data and not picked:
            raise ValidationError(_("Pilih unit."))

    def validate_objek_tanggal(self, field: Any) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError(_("Tanggal tidak boleh setelah hari ini."))

    def _unit(self) -> int | None:
        return record_number_or_none(self.unit_id.data or "") or None

    def offer_units(self, units: Sequence[Any]) -> None:
        self.unit_id.choices = [
            ("", _("Pilih unit")),
            *((str(one.id), one.name) for one in units),
            (UNKNOWN_UNIT, _("Tidak tahu")),
        ]

    def offer_people(self, found: Sequence[Any]) -> None:
        self.terlapor_id.choices = [SelectChoice(str(one.id), one.label) for one in found]

    def into(self, told: Story, accused: Hit | None, accused_unit_id: int | None) -> Story:
        by_name = self.terlapor_mode.data == AccusedMode.NAME.value
        words = (self.terlapor_cari if by_name else self.terlapor_uraian).data or ""
        if by_name and accused is not None:
            words = accused.name
        day: date | None = self.objek_tanggal.data
        return replace(
            told,
            accused_mode=self.terlapor_mode.data or "",
            accused_id=accused.id if by_name and accused is not None else None,
            accused_words=words,
            unit_id=self._unit() or (accused_unit_id if by_name else None),
            object_kind=self.objek.data or "",
            object_words=self.objek_uraian.data or "",
            object_number=self.objek_nomor.data or "",
            decided_on=day.isoformat() if day else None,
            approximate=bool(self.perkiraan.data) or self.objek_tanggal.rough,
        )


def who_data(told: Story) -> dict[str, Any]:
    by_name = told.accused_mode == AccusedMode.NAME.value
    unit = "" if 1 not in told.seen else UNKNOWN_UNIT
    return {
        "terlapor_mode": told.accused_mode,
        "terlapor_cari": told.accused_words if by_name else "",
        "terlapor_uraian": "" if by_name else told.accused_words,
        "terlapor_id": str(told.accused_id or ""),
        "unit_id": str(told.unit_id) if told.unit_id else unit,
        "objek": told.object_kind,
        "objek_uraian": told.object_words,
        "objek_nomor": told.object_number,
        "objek_tanggal": told.day,
        "perkiraan": told.approximate,
    }

"""Forms of a season: the plan, more time, and what the compliance list is narrowed by."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms.fields import BooleanField, SelectChoice, SelectField

from app.people.queries import OBLIGED_KINDS
from app.seasons.compliance import GROUPS, LABELS
from app.seasons.queries import Wanted
from app.seasons.services.keeping import Plan
from app.web.fields import DatePartsField, LongTextField, TextField, TicksField
from app.web.forms import BaseForm, Filled, FilledParts, text_length
from app.web.incoming import record_number_or_none

SCOPES = (
    SelectChoice("all", _l("Semua pegawai")),
    SelectChoice("risk", _l("Hanya posisi yang berpotensi benturan kepentingan")),
)


class PlanForm(BaseForm):
    """A new season (S-98)."""

    name = TextField(
        _l("Nama periode"),
        validators=[Filled(_l("Isi nama periode.")), text_length(120)],
        description=_l("Contoh: Pernyataan Tahunan 2027."),
    )
    opens_on = DatePartsField(
        _l("Tanggal dibuka"), validators=[FilledParts(_l("Isi tanggal dibuka."))]
    )
    due_on = DatePartsField(_l("Batas"), validators=[FilledParts(_l("Isi batas."))])
    kinds = TicksField(
        _l("Status kepegawaian yang wajib menyatakan"),
        choices=[SelectChoice(kind.value, kind.label) for kind in OBLIGED_KINDS],
        validators=[Filled(_l("Pilih sedikitnya satu status kepegawaian."))],
    )
    scope = SelectField(_l("Jabatan"), choices=list(SCOPES))

    def as_plan(self) -> Plan:
        if self.opens_on.data is None or self.due_on.data is None:
            raise ValueError("the form was not validated")
        return Plan(
            self.name.data or "",
            self.opens_on.data,
            self.due_on.data,
            [kind for kind in OBLIGED_KINDS if kind.value in (self.kinds.data or ())],
            self.scope.data == "risk",
        )


class ExtendForm(BaseForm):
    """More time, with the reason."""

    due_on = DatePartsField(_l("Batas baru"), validators=[FilledParts(_l("Isi batas baru."))])
    unit_id = SelectField(
        _l("Berlaku untuk"),
        description=_l("Satu unit berarti juga unit di bawahnya."),
    )
    reason = LongTextField(
        _l("Alasan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(1000)],
        description=_l("Sedikitnya 20 huruf. Dicatat bersama nama Anda."),
    )


class GroupForm(BaseForm):
    """Whom to remind: the list's own filter travels along."""

    sure = BooleanField(
        _l("Saya sudah memeriksa penerimanya"),
        validators=[Filled(_l("Centang bahwa Anda sudah memeriksa penerimanya."))],
    )


# What the address says for the two marks of the list of people.
WITHOUT_EMAIL: Final = "tanpa"
OVERDUE: Final = "ya"


def wanted_in(asked: Mapping[str, str]) -> Wanted:
    """The filter a link carries; what is not understood narrows nothing."""
    status = asked.get("status", "")
    return Wanted(
        status=status if status in (*LABELS, *GROUPS) else "",
        unit_id=record_number_or_none(asked.get("unit", "")),
        text=" ".join(asked.get("cari", "").split())[:100],
        superior_id=record_number_or_none(asked.get("atasan", "")),
        without_email=asked.get("surel") == WITHOUT_EMAIL,
        overdue=asked.get("terlambat") == OVERDUE,
        position=asked.get("posisi", "")[:10],
    )


def as_query(wanted: Wanted) -> dict[str, Any]:
    """The same filter, to be carried by a link."""
    said = {
        "status": wanted.status,
        "unit": wanted.unit_id,
        "cari": wanted.text,
        "atasan": wanted.superior_id,
        "surel": WITHOUT_EMAIL if wanted.without_email else "",
        "terlambat": OVERDUE if wanted.overdue else "",
        "posisi": wanted.position,
    }
    return {name: value for name, value in said.items() if value}

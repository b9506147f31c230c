"""The request of whoever steps aside, and its sending (S-41)."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, ValidationError
from wtforms.fields import BooleanField, Field, SelectChoice
from wtforms.validators import Optional

from app.core import clock, names
from app.core.names.numbers import NumberType, problem_with_number
from app.matters.finding import Party
from app.matters.models import MatterKind
from app.recusals.models import EndsWith, Limit, Scope
from app.recusals.request import MOST_NOTE, Request
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import BaseForm, PartForm, text_length
from app.web.incoming import one_of, record_numbers

MOST_PARTIES: Final = 3


class PartyForm(PartForm):
    """One party besides those of the matters chosen."""

    kind = ChoiceField(
        _l("Pihak ini"),
        choices=[
            SelectChoice("org", _l("Usaha atau organisasi")),
            SelectChoice("person", _l("Orang")),
        ],
        default="org",
    )
    name = TextField(_l("Nama pihak"), validators=[text_length(200)])
    nib = TextField(_l("NIB"), validators=[Optional(), text_length(30)])

    @property
    def blank(self) -> bool:
        return not (self.name.data or self.nib.data)

    def validate_name(self, field: Field) -> None:
        if self.nib.data and not field.data:
            raise ValidationError(gettext("Isi nama pihak."))

    def validate_nib(self, field: Field) -> None:
        if why := problem_with_number(NumberType.NIB, field.data):
            raise ValidationError(gettext(why))


class RequestForm(BaseForm):
    """Permohonan penarikan diri (S-41). What is missing is for the service to say."""

    scope = ChoiceField(_l("Saya menarik diri dari"), choices=choices_of(Scope))
    matters = TicksField(_l("Urusan"))
    matter_text = TextField(
        _l("Urusan yang belum ada di register"),
        validators=[Optional(), text_length(200)],
        description=_l("Tulis judulnya, misalnya “PBG gudang Jalan Kenanga”."),
    )
    matter_kind = PickField(_l("Jenis urusan"), choices=choices_of(MatterKind, ("", _l("Pilih"))))
    parties = FieldList(FormField(PartyForm), _l("Pihak"), min_entries=1, max_entries=MOST_PARTIES)
    interests = TicksField(
        _l("Alasan"), description=_l("Hanya butir ini yang dilihat atasan dan BKPSDM.")
    )
    limits = TicksField(_l("Yang tidak akan saya lakukan"), choices=choices_of(Limit))
    starts_on = DatePartsField(
        _l("Mulai"), description=_l("Anda berhenti sejak dikirim, bila mulai hari ini.")
    )
    ends_with = ChoiceField(_l("Sampai"), choices=choices_of(EndsWith))
    ends_on = DatePartsField(_l("Tanggal berakhir"))
    substitute = TextField(
        _l("Usul pengganti"),
        validators=[Optional(), text_length(500)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih. Atasan yang menetapkan."),
    )
    substitute_id = HiddenField()
    service_due_on = DatePartsField(
        _l("Batas layanan urusan"), description=_l("Agar layanan tidak terlambat.")
    )
    note = LongTextField(_l("Catatan"), validators=[Optional(), text_length(MOST_NOTE)])

    def as_request(self, substitute_id: int | None) -> Request:
        scope = one_of(Scope, self.scope.data)
        return Request(
            scope=scope,
            matter_ids=record_numbers(self.matters.data) if scope is Scope.MATTER else (),
            matter_text=(self.matter_text.data or "") if scope is Scope.MATTER else "",
            matter_kind=(self.matter_kind.data or "") if scope is Scope.KIND else "",
            parties=tuple(
                Party.of(one.kind.data, one.name.data or "", one.nib.data or "")
                for one in (entry.form for entry in self.parties.entries)
                if one.name.data
            ),
            interest_ids=record_numbers(self.interests.data),
            limits=tuple(Limit(one) for one in self.limits.data or ()),
            starts_on=self.starts_on.data,
            ends_with=one_of(EndsWith, self.ends_with.data),
            ends_on=self.ends_on.data,
            substitute_id=substitute_id,
            service_due_on=self.service_due_on.data,
            note=self.note.data or "",
        )


def form_data(wanted: Request, substitute: str) -> dict[str, Any]:
    """A request as the form's first contents."""
    return {
        "scope": wanted.scope.value if wanted.scope else None,
        "matters": [str(one) for one in wanted.matter_ids],
        "matter_text": wanted.matter_text,
        "matter_kind": wanted.matter_kind,
        "parties": [
            {"kind": one.kind, "name": one.name, "nib": one.number(NumberType.NIB)}
            for one in wanted.parties
        ]
        or [{}],
        "interests": [str(one) for one in wanted.interest_ids],
        "limits": [one.value for one in wanted.limits],
        "starts_on": wanted.starts_on,
        "ends_with": wanted.ends_with.value if wanted.ends_with else None,
        "ends_on": wanted.ends_on,
        "substitute": substitute,
        "substitute_id": str(wanted.substitute_id or ""),
        "service_due_on": wanted.service_due_on,
        "note": wanted.note,
    }


def request_of_link(
    matter_ids: Sequence[int], named: Sequence[str], interest_ids: Sequence[int]
) -> Request:
    """What another page's link brings along, as the beginning of a request."""
    names_of_parties = [" ".join(text.split())[:200] for text in named if text.strip()]
    scope = Scope.MATTER if matter_ids else Scope.PARTY if names_of_parties else None
    return Request(
        scope=scope,
        matter_ids=tuple(matter_ids),
        parties=[Party.of(_kind_of(text), text) for text in names_of_parties[:MOST_PARTIES]],
        interest_ids=tuple(interest_ids),
        starts_on=clock.today(),
    )


def _kind_of(name: str) -> str:
    """A name with a legal form is that of a body."""
    return "org" if names.prepare(name, "org").legal_form else "person"


class ConfirmForm(BaseForm):
    """A page that only asks: send it now? (the token is all it carries)."""

    sure = BooleanField(_l("Saya sudah memeriksa isinya"))

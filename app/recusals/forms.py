"""Forms of a recusal: the request, the superior's answer, HR's ruling, reasons, the register's filter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, PasswordField, ValidationError
from wtforms.fields import BooleanField, Field, SelectChoice
from wtforms.validators import Optional

from app.core import clock, names
from app.core.names.numbers import NumberType, clean_number
from app.matters.finding import Party
from app.matters.models import MatterKind
from app.recusals.models import EndsWith, Enforcement, Limit, Scope, Stance, State, Verdict
from app.recusals.queries import FLAGS, Filter
from app.recusals.request import MOST_NOTE, Request
from app.recusals.services.answering import Answer
from app.recusals.services.deciding import Ruling
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import BaseForm, Filled, PartForm, SeenForm, text_length
from app.web.incoming import record_number_or_none

MOST_PARTIES: Final = 3
MOST_KEEPERS: Final = 4
LONGEST_TEXT: Final = 4000
NOBODY: Final = "tidak-ada"
FLAG_LABELS: Mapping[str, Any] = {
    "in_effect": _l("Sedang berlaku, termasuk yang belum diputus"),
    "unanswered": _l("Belum ditanggapi atasan"),
    "no_substitute": _l("Belum ada pengganti"),
    "breached": _l("Dilanggar"),
}


def _ids(values: Sequence[str] | None) -> list[int]:
    found = (record_number_or_none(value) for value in values or ())
    return [one for one in found if one is not None]


def _parsed(kind: Any, value: Any) -> Any:
    return kind(value) if value in {one.value for one in kind} else None


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
    name = TextField(_l("Nama pihak"), validators=[Optional(), text_length(200)])
    nib = TextField(_l("NIB"), validators=[Optional(), text_length(30)])

    @property
    def blank(self) -> bool:
        return not (self.name.data or self.nib.data)

    def validate_nib(self, field: Field) -> None:
        if field.data and not clean_number(NumberType.NIB, field.data):
            raise ValidationError(gettext("NIB harus 13 angka."))
        if field.data and not self.name.data:
            raise ValidationError(gettext("Isi nama pihak."))


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
        scope = _parsed(Scope, self.scope.data)
        return Request(
            scope=scope,
            matter_ids=_ids(self.matters.data) if scope is Scope.MATTER else (),
            matter_text=(self.matter_text.data or "") if scope is Scope.MATTER else "",
            matter_kind=(self.matter_kind.data or "") if scope is Scope.KIND else "",
            parties=tuple(
                Party.of(one.kind.data, one.name.data or "", one.nib.data or "")
                for one in (entry.form for entry in self.parties.entries)
                if one.name.data
            ),
            interest_ids=_ids(self.interests.data),
            limits=tuple(Limit(one) for one in self.limits.data or ()),
            starts_on=self.starts_on.data,
            ends_with=_parsed(EndsWith, self.ends_with.data),
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


class KeeperForm(PartForm):
    """One way of keeping it and who sees to it."""

    way = PickField(_l("Cara penegakan"), choices=choices_of(Enforcement, ("", _l("Pilih"))))
    person = TextField(_l("Penjaga yang diberi tahu"), validators=[Optional(), text_length(500)])
    person_id = HiddenField()


def named_keepers(rows: FieldList, people: Sequence[int | None]) -> list[tuple[int, Enforcement]]:
    """The rows that name both somebody and a way."""
    return [
        (person_id, Enforcement(entry.form.way.data))
        for person_id, entry in zip(people, rows.entries, strict=True)
        if person_id is not None and entry.form.way.data
    ]


class AnswerForm(BaseForm):
    """Tanggapan atasan (S-64)."""

    stance = ChoiceField(_l("Sikap Anda"), choices=choices_of(Stance))
    reason = LongTextField(
        _l("Alasan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Wajib bila mendukung sebagian atau tidak mendukung; sedikitnya 20 huruf."),
    )
    substitute = ChoiceField(_l("Pejabat pengganti"))
    other = TextField(
        _l("Pegawai lain"),
        validators=[Optional(), text_length(500)],
        description=_l("Dari unit lain: ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    other_id = HiddenField()
    keepers = FieldList(
        FormField(KeeperForm), _l("Cara penegakan"), min_entries=1, max_entries=MOST_KEEPERS
    )
    service_due_on = DatePartsField(_l("Batas layanan urusan"))

    def as_answer(self, substitute_id: int | None, keepers: Sequence[int | None]) -> Answer:
        return Answer(
            stance=_parsed(Stance, self.stance.data),
            reason=self.reason.data or "",
            substitute_id=substitute_id,
            nobody_free=self.substitute.data == NOBODY,
            gatekeepers=named_keepers(self.keepers, keepers),
            service_due_on=self.service_due_on.data,
        )


class RulingForm(SeenForm):
    """Putusan (S-71), proposed by one officer and set by another."""

    verdict = ChoiceField(_l("Putusan"), choices=choices_of(Verdict))
    reason = LongTextField(
        _l("Pertimbangan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Bila ditolak: alasan, sedikitnya 50 huruf. Tercetak di surat."),
    )
    safeguard = LongTextField(
        _l("Pengaman bila ditolak"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Apa yang melindungi keputusan sebagai gantinya."),
    )
    granted = LongTextField(
        _l("Cakupan yang disetujui"), validators=[Optional(), text_length(1000)]
    )
    granted_ids = TicksField(_l("Urusan yang tetap tercakup"))
    substitute = ChoiceField(_l("Pejabat pengganti"))
    other = TextField(
        _l("Pegawai lain"),
        validators=[Optional(), text_length(500)],
        description=_l("Dari unit lain: ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    other_id = HiddenField()
    starts_on = DatePartsField(_l("Berlaku mulai"))
    ends_on = DatePartsField(_l("Berlaku sampai"))
    keepers = FieldList(
        FormField(KeeperForm), _l("Penjaga tambahan"), min_entries=1, max_entries=MOST_KEEPERS
    )
    copies = TicksField(_l("Tembusan"))
    outside_number = TextField(
        _l("Nomor dan tanggal surat Gubernur"), validators=[Optional(), text_length(200)]
    )
    password = PasswordField(
        _l("Kata sandi Anda"), description=_l("Kata sandi menggantikan tanda tangan Anda.")
    )

    def as_ruling(self, substitute_id: int | None, keepers: Sequence[int | None]) -> Ruling:
        verdict = _parsed(Verdict, self.verdict.data)
        return Ruling(
            verdict=verdict,
            reason=self.reason.data or "",
            safeguard=(self.safeguard.data or "") if verdict is Verdict.REFUSED else "",
            granted=(self.granted.data or "") if verdict is Verdict.PARTLY else "",
            granted_ids=_ids(self.granted_ids.data) if verdict is Verdict.PARTLY else (),
            substitute_id=None if verdict is Verdict.REFUSED else substitute_id,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            copy_ids=_ids(self.copies.data),
            gatekeepers=() if verdict is Verdict.REFUSED else named_keepers(self.keepers, keepers),
            outside_number=self.outside_number.data or "",
        )


def ruling_data(
    written: Mapping[str, Any], revision: int, label_of: Callable[[int], str]
) -> dict[str, Any]:
    """A ruling as it was kept, as the form's first contents."""
    return {
        **{name: written.get(name) for name in ("verdict", "reason", "safeguard", "granted")},
        "granted_ids": [str(one) for one in written.get("granted_ids") or ()],
        "substitute": str(written.get("substitute_id") or ""),
        "starts_on": written.get("starts_on"),
        "ends_on": written.get("ends_on"),
        "copies": [str(one) for one in written.get("copy_ids") or ()],
        "keepers": [
            {"person": label_of(person_id), "person_id": str(person_id), "way": way}
            for person_id, way in written.get("gatekeepers") or ()
        ]
        or [{}],
        "outside_number": written.get("outside_number"),
        "revision": str(revision),
    }


class ReasonForm(BaseForm):
    """A step that only needs a reason."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[
            Filled(_l("Tulis alasan sedikitnya 20 huruf.")), text_length(LONGEST_TEXT)
        ],
        description=_l("Sedikitnya 20 huruf."),
    )  # fmt: skip


class CancelAnswerForm(BaseForm):
    """The superior agrees that it is taken back, or not."""

    agreed = ChoiceField(
        _l("Pembatalan ini"),
        choices=[
            SelectChoice("yes", _l("Saya setujui")),
            SelectChoice("no", _l("Tidak saya setujui")),
        ],
        validators=[Filled(_l("Pilih setuju atau tidak."))],
    )
    reason = LongTextField(
        _l("Alasan"),
        validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Wajib bila tidak disetujui; sedikitnya 20 huruf."),
    )


class SettleForm(BaseForm):
    """Who handles the matter after a refusal."""

    way = ChoiceField(
        _l("Urusan ini ditangani"),
        choices=[
            SelectChoice("back", _l("Pegawai semula, dengan pengaman di surat")),
            SelectChoice("other", _l("Pegawai lain")),
        ],
        validators=[Filled(_l("Pilih siapa yang menangani."))],
    )
    substitute = TextField(
        _l("Pegawai lain"),
        validators=[Optional(), text_length(500)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    substitute_id = HiddenField()
    reason = LongTextField(
        _l("Alasan"),
        validators=[
            Filled(_l("Tulis alasan sedikitnya 20 huruf.")), text_length(LONGEST_TEXT)
        ],
        description=_l("Sedikitnya 20 huruf."),
    )  # fmt: skip


class ConfirmForm(BaseForm):
    """A page that only asks: send it now? (the token is all it carries)."""

    sure = BooleanField(_l("Saya sudah memeriksa isinya"))


# ── the register's filter ─────────────────────────────────────────────────────────────────────

STATES: Final = [one for one in State if one is not State.DRAFT]
SCOPES: Final = list(Scope)
VERDICTS: Final = list(Verdict)


def wanted_in(asked: Mapping[str, str]) -> Filter:
    """The filter a link carries; what is not understood narrows nothing."""
    return Filter(
        text=" ".join(asked.get("cari", "").split())[:100],
        state=_known(asked.get("status"), {one.value for one in STATES}),
        scope=_known(asked.get("cakupan"), {one.value for one in Scope}),
        verdict=_known(asked.get("putusan"), {one.value for one in Verdict}),
        unit_id=record_number_or_none(asked.get("unit") or ""),
        flag=_known(asked.get("tanda"), set(FLAGS)),
        from_day=_day(asked.get("sejak")),
        to_day=_day(asked.get("hingga")),
    )


def _known(value: str | None, known: set[str]) -> str:
    return value if value in known else ""


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def as_query(wanted: Filter) -> dict[str, str]:
    """The filter as a link carries it."""
    written = {
        "cari": wanted.text,
        "status": wanted.state,
        "cakupan": wanted.scope,
        "putusan": wanted.verdict,
        "unit": str(wanted.unit_id or ""),
        "tanda": wanted.flag,
        "sejak": wanted.from_day.isoformat() if wanted.from_day else "",
        "hingga": wanted.to_day.isoformat() if wanted.to_day else "",
    }
    return {name: value for name, value in written.items() if value}

"""Forms of the desk: the list's filter, what is found on opening a complaint, and each decision."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from app.complaints.models import Channel, Complaint, ObjectKind, State
from app.complaints.outcomes import Ground, Lack, OtherChannel, Scope
from app.complaints.queries.desk import NOT_CHECKED, Age, Filter, Tab
from app.complaints.services.classifying import MOST_ALLEGATIONS, Alleged, Finding
from app.complaints.story import Story
from app.core.labels import LabelledEnum
from app.core.names.numbers import NumberType, problem_with, problem_with_number
from app.crosscheck.codes import Code
from app.regulations.pack import CodeItem, Pack
from app.regulations.wording import option
from app.web.fields import ChoiceField, DatePartsField, LongTextField, TextField, TicksField
from app.web.forms import BaseForm, Filled, PartForm, SeenForm, text_length, typed_rows
from app.web.incoming import record_number_or_none

_BOUND = 4000
_LINE = 300
YES_NO = (("yes", _l("Ya")), ("no", _l("Tidak")))
PARTY_KINDS = (("org", _l("Badan usaha atau organisasi")), ("person", _l("Orang")))


def _of(labelled: type[LabelledEnum]) -> list[SelectChoice]:
    return [SelectChoice(one.value, _l(one.label)) for one in labelled]


def _pairs(pairs: Any) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


# ── the list ──────────────────────────────────────────────────────────────────────────────────


def wanted_in(sent: MultiDict[str, str]) -> Filter:
    """The filter a list's address asks for; what no page offers is left out."""
    unit = sent.get("unit", "")
    return Filter(
        tab=_known(sent.get("tampil", ""), Tab) or Tab.DESK.value,
        text=sent.get("cari", "")[:40],
        state=_known(sent.get("status", ""), State),
        unit_id=record_number_or_none(unit),
        age=_known(sent.get("umur", ""), Age),
        cs=sent.get("cs", "") if sent.get("cs") in {*_codes(), NOT_CHECKED} else "",
        channel=_known(sent.get("saluran", ""), Channel),
        before=_place_in(sent.get("sebelum", "")),
        after=_place_in(sent.get("sesudah", "")),
    )


def _codes() -> list[str]:
    return [code.value for code in Code]


def _known(value: str, labelled: type[LabelledEnum]) -> str:
    return value if value in {one.value for one in labelled} else ""


def _place_in(key: str) -> str:
    day, _dash, number = key.partition("-")
    fits = len(day) == 8 and day.isdecimal() and number.isdecimal() and len(number) < 12  # noqa: PLR2004
    return key if fits else ""


def as_query(wanted: Filter) -> dict[str, Any]:
    """The same as an address, without the page."""
    sent = {
        "tampil": wanted.tab if wanted.tab != Tab.DESK.value else "", "cari": wanted.text,
        "status": wanted.state, "unit": wanted.unit_id, "umur": wanted.age, "cs": wanted.cs,
        "saluran": wanted.channel,
    }  # fmt: skip
    return {name: value for name, value in sent.items() if value}


TABS = tuple(Tab)
AGES = tuple(Age)
STATES = tuple(State)
CHANNELS = tuple(Channel)
CS_CODES = tuple(Code)


# ── what is found ─────────────────────────────────────────────────────────────────────────────


class AllegationForm(PartForm):
    """One allegation and its codes."""

    text = LongTextField(_l("Uraian dugaan"), [text_length(_BOUND)])
    form = SelectField(_l("Bentuk"), validate_choice=False)
    kind = SelectField(_l("Jenis"), validate_choice=False)
    source = SelectField(_l("Sumber penyebab"), validate_choice=False)
    attention = SelectField(_l("Afiliasi yang diduga mempengaruhi"), validate_choice=False)

    @property
    def blank(self) -> bool:
        """Whether nobody wrote or chose anything in it: such a row counts as if it were not there."""
        chosen = (self.form.data, self.kind.data, self.source.data, self.attention.data)
        return not any((*chosen, (self.text.data or "").strip()))


class FindingForm(SeenForm):
    """S-80: what the desk finds on opening a complaint."""

    identity_clear = ChoiceField(_l("Identitas jelas?"), choices=_pairs(YES_NO))
    has_evidence = ChoiceField(_l("Ada bukti terkait?"), choices=_pairs(YES_NO))
    scope = ChoiceField(_l("Termasuk benturan kepentingan?"), choices=_of(Scope))
    subject = TextField(
        _l("Terlapor"), [text_length(_LINE)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih. Pastikan orangnya."),
    )  # fmt: skip
    subject_id = HiddenField()
    decider = TextField(
        _l("Pengambil keputusan"), [text_length(_LINE)],
        description=_l("Boleh berbeda dari terlapor."),
    )  # fmt: skip
    decider_id = HiddenField()
    matter = TextField(
        _l("Nomor urusan di register"), [Optional(), text_length(_LINE)],
        description=_l("Kosongkan bila belum ada; catat dulu lewat Register Urusan."),
    )  # fmt: skip
    object_kind = ChoiceField(_l("Yang dilaporkan"), choices=_of(ObjectKind))
    decision_on = DatePartsField(
        _l("Tanggal keputusan atau tindakan"), [Optional()],
        description=_l(
            "Menurut suratnya. Catatan pada hari inilah yang dicek silang. Bila urusannya terhubung,"
            " boleh dikosongkan: diambil dari register."
        ),
    )  # fmt: skip
    allegations = FieldList(
        FormField(AllegationForm), _l("Dugaan"), min_entries=1, max_entries=MOST_ALLEGATIONS
    )
    kkn = BooleanField(
        _l("Ada indikasi KKN"), description=_l("Pertimbangkan meneruskan ke penegak hukum.")
    )
    urgent = BooleanField(_l("Mendesak: keputusan segera diambil"))
    extract = LongTextField(
        _l("Petikan untuk pemeriksa"), [text_length(_BOUND)],
        description=_l(
            "Hanya ini yang dibaca pemeriksa dan terlapor. Hapus apa pun yang menunjuk pelapor:"
            " nama, jam, tempat duduk, gaya bahasa, cara ia mengetahuinya."
        ),
    )  # fmt: skip

    def offer(self, pack: Pack) -> None:
        """Fill the lists with the codes of the pack in force: Kaltim's 14 and 5 under its own."""
        lists = {
            name: [("", _l("Pilih")), *((one.code, option(one)) for one in _items(pack, code_list))]
            for name, code_list in (
                ("form", "bentuk"), ("kind", "jenis"), ("source", "sumber_penyebab"),
                ("attention", "afiliasi_terlarang"),
            )
        }  # fmt: skip
        for entry in self.allegations.entries:
            for name, choices in lists.items():
                entry.form[name].choices = choices

    def finding(
        self, subject_id: int | None, decider_id: int | None, matter_id: int | None
    ) -> Finding:
        return Finding(
            identity_clear=_said(self.identity_clear.data),
            has_evidence=_said(self.has_evidence.data),
            scope=Scope(self.scope.data) if self.scope.data else None,
            subject_id=subject_id,
            decider_id=decider_id,
            matter_id=matter_id,
            object_kind=ObjectKind(self.object_kind.data or ObjectKind.DECISION.value),
            decision_on=self.decision_on.data,
            allegations=[
                Alleged(
                    entry.form.text.data or "", entry.form.form.data or "",
                    entry.form.kind.data or "", entry.form.source.data or "",
                    entry.form.attention.data or "",
                )
                for entry in typed_rows(self.allegations)
            ],
            kkn=self.kkn.data,
            urgent=self.urgent.data,
            extract=self.extract.data or "",
        )  # fmt: skip


def _items(pack: Pack, code_list: str) -> tuple[CodeItem, ...]:
    return pack.codes(code_list, with_hidden=True)


def _said(answer: str | None) -> bool | None:
    return None if not answer else answer == "yes"


def finding_data(
    complaint: Complaint, told: Story, ticked: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """What the form begins with: what was found before, else what the reporter told."""

    def tick(name: str) -> str:
        value = ticked.get(name)
        return "" if value is None else ("yes" if value else "no")

    begun = [
        {"text": row.words["text"], "form": row.form_code or "", "kind": row.kind_code or "",
         "source": row.source_code or "", "attention": row.attention_code or ""}
        for row in complaint.allegations
    ]  # fmt: skip
    return {
        "identity_clear": tick("identity_clear"),
        "has_evidence": tick("has_evidence"),
        "scope": ticked.get("scope", ""),
        "subject_id": str(complaint.subject_id or told.accused_id or ""),
        "decider_id": str(complaint.decider_id or ""),
        "object_kind": complaint.object_kind.value,
        "decision_on": complaint.decision_on or told.day,
        "allegations": begun or [{"text": "", "kind": told.jenis[0] if told.jenis else ""}],
        "kkn": complaint.kkn,
        "urgent": complaint.urgent,
        "extract": (complaint.extract or {}).get("text", ""),
        "revision": str(complaint.revision),
        **names,
    }


# ── decisions ─────────────────────────────────────────────────────────────────────────────────


class AskForm(BaseForm):
    """What the reporter is asked to complete."""

    lacks = TicksField(_l("Yang perlu dilengkapi"), choices=_of(Lack))
    text = LongTextField(_l("Pesan kepada pelapor"), [text_length(_BOUND)])

    @property
    def chosen(self) -> list[Lack]:
        return [Lack(one) for one in self.lacks.data or ()]


class ReferForm(BaseForm):
    """Where the complaint goes instead."""

    channel = ChoiceField(_l("Kanal tujuan"), choices=_of(OtherChannel))
    reason = LongTextField(
        _l("Penjelasan kepada pelapor"), [text_length(_BOUND)],
        description=_l("Sedikitnya 20 huruf. Tercetak dalam surat pemberitahuan."),
    )  # fmt: skip

    @property
    def chosen(self) -> OtherChannel | None:
        return OtherChannel(self.channel.data) if self.channel.data else None


class RefuseForm(BaseForm):
    """Why it cannot be handled; somebody else decides."""

    ground = ChoiceField(_l("Alasan"), choices=_of(Ground))
    reason = LongTextField(
        _l("Penjelasan kepada pelapor"), [text_length(_BOUND)],
        description=_l("Sedikitnya 20 huruf. Tercetak dalam surat pemberitahuan."),
    )  # fmt: skip

    @property
    def chosen(self) -> Ground | None:
        return Ground(self.ground.data) if self.ground.data else None


class MergeForm(BaseForm):
    """Which complaint leads."""

    into = TextField(
        _l("Digabungkan ke aduan nomor"),
        [Filled(_l("Isi nomor aduan.")), text_length(_LINE)],
        description=_l("Pelapor tetap memakai nomor, kode, dan percakapannya sendiri."),
    )  # fmt: skip


class ReasonForm(BaseForm):
    """A reason of twenty letters."""

    reason = LongTextField(
        _l("Alasan"), [text_length(_BOUND)], description=_l("Sedikitnya 20 huruf.")
    )


class DeciderForm(SeenForm):
    """Who took the decision, put right later, and why."""

    decider = TextField(
        _l("Pengambil keputusan"), [text_length(_LINE)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih. Pastikan orangnya."),
    )  # fmt: skip
    decider_id = HiddenField()
    reason = LongTextField(
        _l("Alasan"), [text_length(_BOUND)], description=_l("Sedikitnya 20 huruf.")
    )


class CheckForm(BaseForm):
    """One more party to look for, besides those the complaint names.

    A number that cannot be, or stands alone, would be left out of the search unsaid.
    """

    kind = ChoiceField(_l("Pihak ini"), choices=_pairs(PARTY_KINDS), default="org")
    name = TextField(_l("Nama pihak lain"), [text_length(_LINE)])
    nib = TextField(_l("NIB"), [Optional(), text_length(40)], description=_l("13 angka, bila ada."))

    def validate_name(self, field: Any) -> None:
        if self.nib.data and not field.data:
            raise ValidationError(_("Isi nama pihak."))
        if field.data and (why := problem_with(field.data)):
            raise ValidationError(why)

    def validate_nib(self, field: Any) -> None:
        if why := problem_with_number(NumberType.NIB, field.data):
            raise ValidationError(why)

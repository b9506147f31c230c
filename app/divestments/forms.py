"""Forms of a divestment: the plan, decisions, evidence, verification, the register's filter."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import FieldList, FormField, HiddenField, SelectChoice, SelectField, StringField
from wtforms.validators import Optional

from app.attachments.forms import EvidenceField
from app.divestments.models import AssetForm, Relation, StepState, Way
from app.divestments.plans import LONGEST_WORDS, MOST_STEPS, PlanWanted, StepWanted
from app.divestments.queries import Group, Wanted
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    TextField,
    choices_of,
)
from app.web.forms import BaseForm, Filled, FilledParts, PartForm, text_length
from app.web.incoming import record_number_or_none

_LEAST_ROWS = 3


class StepForm(PartForm):
    """One step: what, until when. Empty rows are left out."""

    title = TextField(_l("Langkah"), validators=[text_length(200)])
    due_on = DatePartsField(_l("Paling lambat"), validators=[Optional()])


class PlanForm(BaseForm):
    """S-43. What is missing is for the service to say; a draft may lack anything."""

    # Whether it may be chosen is for the service to say: a second click sends one just taken.
    interest = PickField(_l("Kepentingan yang dilepas"), validate_choice=False)
    plan_number = HiddenField()
    asset_form = ChoiceField(_l("Bentuk kepentingan"), choices=choices_of(AssetForm))
    amount = TextField(
        _l("Besaran"), validators=[text_length(100)], description=_l("Contoh: 15 persen saham.")
    )
    way = ChoiceField(_l("Cara melepas"), choices=choices_of(Way))
    recipient = TextField(
        _l("Penerima"),
        validators=[text_length(150)],
        description=_l("Nama orang atau badan yang menerima."),
    )
    relation = ChoiceField(_l("Hubungan penerima dengan Anda"), choices=choices_of(Relation))
    safeguard = LongTextField(
        _l("Pengaman"),
        validators=[text_length(LONGEST_WORDS)],
        description=_l(
            "Hanya bila penerimanya keluarga inti: apa yang tetap melindungi keputusan kantor."
        ),
    )
    steps = FieldList(
        FormField(StepForm), _l("Langkah"), min_entries=_LEAST_ROWS, max_entries=MOST_STEPS
    )
    target_on = DatePartsField(_l("Target selesai"), validators=[Optional()])
    target_reason = LongTextField(
        _l("Alasan target"),
        validators=[text_length(LONGEST_WORDS)],
        description=_l("Hanya bila target lebih lama dari batas."),
    )

    def offer(self, interests: list[tuple[str, str]]) -> None:
        """The actor's own interests, as (uid, title)."""
        self.interest.choices = [("", gettext("Pilih kepentingan")), *interests]

    def fill(self, plan: PlanWanted) -> None:
        """Show a plan that was kept."""
        self.asset_form.data = plan.asset_form.value if plan.asset_form else None
        self.way.data = plan.way.value if plan.way else None
        self.relation.data = plan.relation.value if plan.relation else None
        for name in ("amount", "recipient", "safeguard", "target_reason"):
            self[name].data = getattr(plan, name)
        self.target_on.process_data(plan.target_on)
        while len(self.steps.entries) < len(plan.steps):
            self.steps.append_entry()
        for entry, step in zip(self.steps.entries, plan.steps, strict=False):
            entry.form.title.data = step.title
            entry.form.due_on.process_data(step.due_on)

    def as_plan(self) -> PlanWanted:
        """What was typed."""
        return PlanWanted(
            asset_form=AssetForm(self.asset_form.data) if self.asset_form.data else None,
            amount=self.amount.data or "",
            way=Way(self.way.data) if self.way.data else None,
            recipient=self.recipient.data or "",
            relation=Relation(self.relation.data) if self.relation.data else None,
            safeguard=self.safeguard.data or "",
            steps=[
                StepWanted(entry.form.title.data or "", entry.form.due_on.data)
                for entry in self.steps.entries
            ],
            target_on=self.target_on.data,
            target_reason=self.target_reason.data or "",
        )


class DecisionForm(BaseForm):
    """The superior's or BKPSDM's answer to a plan."""

    decision = ChoiceField(
        _l("Putusan"),
        choices=[
            SelectChoice("approve", _l("Setujui rencana")),
            SelectChoice("return", _l("Minta diubah")),
        ],
        validators=[Filled(_l("Pilih putusan."))],
    )
    reason = LongTextField(
        _l("Catatan"),
        validators=[text_length(LONGEST_WORDS)],
        description=_l("Wajib bila minta diubah: apa yang perlu diubah dan mengapa."),
    )


class ProofForm(BaseForm):
    """S-44: evidence of one step."""

    done_on = DatePartsField(
        _l("Tanggal dilaksanakan"), validators=[FilledParts(_l("Isi tanggal dilaksanakan."))]
    )
    evidence = EvidenceField(
        _l("Bukti"),
        required=_l("Unggah bukti untuk langkah ini."),
        description=_l(
            "Akta, bukti transfer, SK mundur, atau tangkapan layar AHU/OSS. "
            "PDF, JPG, atau PNG, paling besar 10 MB tiap berkas."
        ),
    )
    note = LongTextField(_l("Catatan"), validators=[Optional(), text_length(LONGEST_WORDS)])


class FindingForm(BaseForm):
    """S-72: what HR finds in the evidence of a step."""

    result = ChoiceField(
        _l("Hasil"),
        choices=[
            SelectChoice(one.value, _l(one.label))
            for one in (StepState.VERIFIED, StepState.LACKING, StepState.DOUBTFUL)
        ],
        validators=[Filled(_l("Pilih hasil."))],
    )
    note = LongTextField(
        _l("Catatan"),
        validators=[text_length(LONGEST_WORDS)],
        description=_l("Wajib bila kurang atau meragukan: apa yang harus dilengkapi."),
    )

    @property
    def found(self) -> StepState:
        return StepState(self.result.data)


def _reason() -> LongTextField:
    return LongTextField(
        _l("Alasan"),
        validators=[
            Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)),
            text_length(LONGEST_WORDS),
        ],
        description=_l("Sedikitnya 20 huruf."),
    )


class ExtensionForm(BaseForm):
    """One extension of the target."""

    until = DatePartsField(_l("Target baru"), validators=[FilledParts(_l("Isi target baru."))])
    reason = _reason()


class ExtensionAnswerForm(ExtensionForm):
    """HR's answer to an extension the employee asked for."""

    decision = ChoiceField(
        _l("Putusan"),
        choices=[
            SelectChoice("grant", _l("Setujui perpanjangan")),
            SelectChoice("refuse", _l("Tolak perpanjangan")),
        ],
        validators=[Filled(_l("Pilih putusan."))],
    )
    until = DatePartsField(
        _l("Target baru"), validators=[Optional()], description=_l("Hanya bila disetujui.")
    )
    # Once more, so that its error is listed where it stands: after those above.
    reason = _reason()


class CompletionForm(BaseForm):
    """HR states that it is done."""

    recusal = ChoiceField(
        _l("Penarikan diri sementara"),
        choices=[
            SelectChoice("end", _l("Akhiri sekarang")),
            SelectChoice("keep", _l("Tetap berlaku")),
        ],
        validators=[Filled(_l("Pilih apakah penarikan diri sementara berakhir."))],
    )
    note = LongTextField(_l("Catatan"), validators=[Optional(), text_length(LONGEST_WORDS)])


class FailureForm(BaseForm):
    """The superior states that it is not carried out."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[
            Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)),
            text_length(LONGEST_WORDS),
        ],
    )
    measure = ChoiceField(
        _l("Tindakan yang menggantikannya"),
        choices=[
            SelectChoice("TND-B", _l("Penarikan diri tetap berlaku")),
            SelectChoice("TND-D", _l("Alih tugas")),
        ],
        validators=[Filled(_l("Pilih tindakan yang menggantikannya."))],
    )
    evidence = EvidenceField(
        _l("Bukti"), required=_l("Unggah bukti bahwa divestasi tidak dilaksanakan.")
    )


class ReassignmentForm(BaseForm):
    """Alih tugas: the order and its file."""

    person = TextField(
        _l("Pegawai"),
        validators=[Filled(_l("Pilih pegawai.")), text_length(500)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    person_id = HiddenField()
    number = TextField(
        _l("Nomor perintah"), validators=[Filled(_l("Isi nomor perintah.")), text_length(80)]
    )
    order_on = DatePartsField(
        _l("Tanggal perintah"), validators=[FilledParts(_l("Isi tanggal perintah."))]
    )
    plan_number = TextField(
        _l("Nomor rencana penanganan"), validators=[Optional(), text_length(40)]
    )
    note = LongTextField(
        _l("Tugas yang dialihkan"), validators=[Optional(), text_length(LONGEST_WORDS)]
    )
    evidence = EvidenceField(_l("Surat perintah"), required=_l("Unggah surat perintahnya."))


class FilterForm(BaseForm):
    """How the register is narrowed; sent by GET."""

    class Meta(BaseForm.Meta):
        csrf = False

    cari = StringField(_l("Nomor atau nama"))
    status = SelectField(_l("Status"), validate_choice=False)
    unit = SelectField(_l("Unit kerja"), validate_choice=False)

    def offer(self, units: list[tuple[str, str]]) -> None:
        self.status.choices = [
            ("", gettext("Semua")),
            *((g.value, gettext(g.label)) for g in Group),
        ]
        self.unit.choices = [("", gettext("Semua")), *units]

    def wanted(self) -> Wanted:
        """What was asked for; what cannot be understood narrows nothing."""
        known: dict[str, Any] = {group.value: group for group in Group}
        return Wanted(
            group=known.get(self.status.data or ""),
            unit_id=record_number_or_none(self.unit.data or ""),
            text=(self.cari.data or "")[:100],
        )

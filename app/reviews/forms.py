"""Forms of a case: route, questions, notes, findings, outcome, decision, handing up, follow-ups."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField, PasswordField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.attachments.forms import EvidenceField
from app.measures.services.ordering import ORDERABLE, Order
from app.regulations.pack import Pack
from app.reviews.models import Review, ReviewAllegation, Ruling, Step, TakeOver, Truth
from app.reviews.services.concluding import Outcome
from app.reviews.services.examining import LIST_OF, NOTES, Answer, Finding, Noted
from app.reviews.services.opening import Assigned
from app.reviews.services.overseeing import Judged, Proof
from app.reviews.services.reviewing import BASES, CONSIDERED, Decided, ToDo
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    RupiahField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import BaseForm, PartForm, SeenForm, text_length
from app.web.incoming import record_number_or_none

LONGEST_TEXT = 4000
MOST_TO_DO = 12
LEVERS = (
    SelectChoice("nilai", _l("Nilai")),
    SelectChoice("sistem", _l("Sistem")),
    SelectChoice("pribadi", _l("Pribadi")),
    SelectChoice("budaya", _l("Budaya")),
)
_YES_NO = (SelectChoice("yes", _l("Ya")), SelectChoice("no", _l("Tidak")))


def _one_of(members: Any, typed: str | None) -> Any:
    return next((one for one in members if one.value == typed), None)


# ── route ─────────────────────────────────────────────────────────────────────────────────────


class RouteForm(SeenForm):
    """S-82: who examines, and who goes along."""

    who = ChoiceField(
        _l("Pemeriksa"),
        choices=[
            SelectChoice("superior", _l("Atasan langsung, sesuai rantai")),
            SelectChoice("inspectorate", _l("Inspektorat mengambil alih")),
        ],
    )
    inspector = PickField(_l("Pemeriksa dari Inspektorat"))
    why = ChoiceField(_l("Alasan mengambil alih"), choices=choices_of(TakeOver))
    reason = LongTextField(
        _l("Penjelasan"), validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 20 huruf."),
    )  # fmt: skip
    companion = PickField(_l("Pendamping dari Inspektorat"))

    def offer(self, inspectors: Sequence[Any]) -> None:
        """Inspectors who may be named, as rows with `person_id` and `label`."""
        rows = [("", gettext("Pilih"))] + [(str(one.person_id), one.label) for one in inspectors]
        self.inspector.choices = rows
        self.companion.choices = rows

    def as_assigned(self) -> Assigned:
        companion = record_number_or_none(self.companion.data or "")
        if self.who.data != "inspectorate":
            return Assigned(companion_id=companion)
        return Assigned(
            record_number_or_none(self.inspector.data or "") or 0,
            _one_of(TakeOver, self.why.data),
            self.reason.data or "",
            companion,
        )


class CompanionForm(SeenForm):
    """Naming a companion later."""

    companion = PickField(_l("Pendamping dari Inspektorat"))

    def offer(self, inspectors: Sequence[Any]) -> None:
        self.companion.choices = [("", gettext("Pilih"))] + [
            (str(one.person_id), one.label) for one in inspectors
        ]


# ── examination ───────────────────────────────────────────────────────────────────────────────


class AskAccusedForm(BaseForm):
    """S-51, from the examiner's side."""

    allegation = LongTextField(
        _l("Dugaan"), validators=[text_length(LONGEST_TEXT)],
        description=_l("Tulis dengan kata-kata Anda sendiri. Jangan sebut apa pun tentang pelapor."),
    )  # fmt: skip
    questions = LongTextField(_l("Pertanyaan"), validators=[text_length(LONGEST_TEXT)])
    due_on = DatePartsField(
        _l("Batas menjawab"), description=_l("Di dalam jangka waktu pemeriksaan.")
    )


class AnswerForm(BaseForm):
    """S-51, the accused's side."""

    statement = LongTextField(_l("Keterangan"), validators=[Optional(), text_length(LONGEST_TEXT)])
    accompanied_by = TextField(_l("Didampingi oleh"), validators=[Optional(), text_length(150)])
    declined = BooleanField(_l("Saya memilih tidak menjawab"))
    evidence = EvidenceField(_l("Bukti"))

    def as_answer(self) -> Answer:
        return Answer(
            self.statement.data or "", self.accompanied_by.data or "", bool(self.declined.data),
            self.evidence.files,
        )  # fmt: skip


class AskReporterForm(BaseForm):
    """A question that goes through the relay."""

    text = LongTextField(
        _l("Pertanyaan"), validators=[text_length(LONGEST_TEXT)],
        description=_l("Dikirim melalui Inspektorat; Anda tidak melihat siapa pelapor."),
    )  # fmt: skip
    answer_by = DatePartsField(_l("Batas menjawab"), validators=[Optional()])


class NoteForm(BaseForm):
    """A visit or papers looked at."""

    kind = ChoiceField(_l("Jenis"), choices=choices_of(NOTES))
    on_day = DatePartsField(_l("Tanggal"))
    text = LongTextField(_l("Yang ditemukan"), validators=[text_length(LONGEST_TEXT)])
    evidence = EvidenceField(_l("Salinan dokumen atau foto"))

    def as_noted(self) -> Noted:
        return Noted(
            _one_of(NOTES, self.kind.data), self.on_day.data, self.text.data or "",
            self.evidence.files,
        )  # fmt: skip


class FindingForm(SeenForm):
    """S-66: what is found of one allegation."""

    truth = ChoiceField(_l("Temuan"), choices=choices_of(Truth))
    explanation = LongTextField(
        _l("Uraian temuan"), validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 50 huruf."),
    )  # fmt: skip
    basis = TicksField(_l("Bukti dasar"))
    form_code = PickField(_l("Bentuk"))
    kind_code = PickField(_l("Jenis"))
    source_code = PickField(_l("Sumber penyebab"))
    weak = ChoiceField(_l("Ada kelemahan sistem?"), choices=list(_YES_NO))
    sop = LongTextField(
        _l("SOP mana yang perlu diperketat?"), validators=[Optional(), text_length(1000)]
    )
    loss = RupiahField(_l("Kerugian"), validators=[Optional()])

    def offer(self, pack: Pack, basis: Sequence[tuple[str, str]]) -> None:
        """Codes of the pack in force (SBR-5 always), and what a finding may rest on."""
        for name, codes in LIST_OF.items():
            self[name].choices = [("", gettext("Pilih"))] + [
                (one.code, f"{one.code} · {one.text}")
                for one in pack.codes(codes, with_hidden=True)
            ]
        self.basis.choices = list(basis)

    def show(self, review: Review, one: ReviewAllegation) -> None:
        found = one.finding or {}
        self.revision.data = str(review.revision)
        self.truth.data = one.truth.value if one.truth else None
        for name in LIST_OF:
            self[name].data = getattr(one, name) or ""
        self.explanation.data = found.get("explanation", "")
        self.basis.data = found.get("basis", [])
        self.weak.data = None if one.weak_system is None else ("yes" if one.weak_system else "no")
        self.sop.data, self.loss.data = found.get("sop", ""), found.get("loss")

    def as_finding(self) -> Finding:
        return Finding(
            truth=_one_of(Truth, self.truth.data),
            explanation=self.explanation.data or "",
            basis=self.basis.data or [],
            codes={name: self[name].data or "" for name in LIST_OF},
            weak_system={"yes": True, "no": False}.get(self.weak.data or ""),
            sop=self.sop.data or "",
            loss=self.loss.data,
        )

    def tell(self, fields: Mapping[str, str]) -> None:
        super().tell({"weak" if name == "weak_system" else name: t for name, t in fields.items()})


class OutcomeForm(SeenForm):
    """S-67. The button that is pressed names the outcome."""

    truth = HiddenField(_l("Hasil"))
    summary = LongTextField(
        _l("Ringkasan"), validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 50 huruf. Tercetak di Berita Acara Pemeriksaan."),
    )  # fmt: skip
    recommendation = LongTextField(
        _l("Rekomendasi"), validators=[Optional(), text_length(LONGEST_TEXT)]
    )
    levers = TicksField(_l("Pengungkit perbaikan"), choices=list(LEVERS))
    legal_basis = LongTextField(_l("Dasar hukum lain"), validators=[Optional(), text_length(1000)])
    not_asked_reason = LongTextField(
        _l("Alasan terlapor tidak dimintai keterangan"),
        validators=[Optional(), text_length(1000)],
    )
    late_reason = LongTextField(
        _l("Alasan keterlambatan"), validators=[Optional(), text_length(1000)]
    )
    outside_number = TextField(
        _l("Nomor surat hasil dari luar sistem"), validators=[Optional(), text_length(100)]
    )
    password = PasswordField(
        _l("Kata sandi Anda"), description=_l("Kata sandi menggantikan tanda tangan Anda.")
    )

    def as_outcome(self) -> Outcome:
        return Outcome(
            truth=_one_of(Truth, self.truth.data),
            summary=self.summary.data or "",
            recommendation=self.recommendation.data or "",
            levers=self.levers.data or [],
            legal_basis=self.legal_basis.data or "",
            not_asked_reason=self.not_asked_reason.data or "",
            late_reason=self.late_reason.data or "",
            outside_number=self.outside_number.data or "",
        )


class ReasonForm(SeenForm):
    """Stepping aside, or handing the review up."""

    reason = LongTextField(
        _l("Alasan"), validators=[text_length(1000)], description=_l("Sedikitnya 20 huruf.")
    )


# ── the decision ──────────────────────────────────────────────────────────────────────────────


class ToDoForm(PartForm):
    """One follow-up. Empty rows are left out."""

    description = LongTextField(_l("Uraian"), validators=[Optional(), text_length(1000)])
    owner = TextField(_l("Penanggung jawab"), validators=[Optional(), text_length(200)])
    owner_id = HiddenField()
    due_on = DatePartsField(_l("Batas"), validators=[Optional()])
    proof = TextField(_l("Bukti yang diminta"), validators=[Optional(), text_length(200)])
    is_sop = BooleanField(_l("Ini perbaikan SOP"))

    @property
    def is_empty(self) -> bool:
        return not any((self.description.data, self.owner.data, self.due_on.parts.get("year")))


class MeasureForm(PartForm):
    """One measure for the employee (TND-B … TND-F)."""

    code = HiddenField()
    ordered = BooleanField(_l("Perintahkan"))
    what = LongTextField(_l("Apa yang diperintahkan"), validators=[Optional(), text_length(1000)])
    person = TextField(
        _l("Pelaksana atau penerima tugas"), validators=[Optional(), text_length(200)]
    )
    person_id = HiddenField()


class DecideForm(SeenForm):
    """S-68."""

    ruling = ChoiceField(_l("Putusan atas keputusan atau tindakan"), choices=choices_of(Ruling))
    reason = LongTextField(
        _l("Alasan"), validators=[text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 100 huruf. Tercetak di keputusan."),
    )  # fmt: skip
    bases = TicksField(_l("Dasar keputusan"))
    principles = LongTextField(
        _l("Asas umum pemerintahan yang baik"), validators=[text_length(LONGEST_TEXT)]
    )
    institution = LongTextField(_l("Lembaga"), validators=[Optional(), text_length(1000)])
    public = LongTextField(_l("Publik"), validators=[Optional(), text_length(1000)])
    employee = LongTextField(_l("Pegawai"), validators=[Optional(), text_length(1000)])
    other = LongTextField(_l("Faktor lain"), validators=[Optional(), text_length(1000)])
    party = PickField(_l("Pihak (untuk penarikan diri)"))
    measures = FieldList(
        FormField(MeasureForm), _l("Penanganan pegawai"), min_entries=len(ORDERABLE),
        max_entries=len(ORDERABLE),
    )  # fmt: skip
    to_do = FieldList(
        FormField(ToDoForm), _l("Tindak lanjut"), min_entries=2, max_entries=MOST_TO_DO
    )
    outside_number = TextField(
        _l("Nomor surat hasil dari luar sistem"), validators=[Optional(), text_length(100)]
    )
    password = PasswordField(
        _l("Kata sandi Anda"), description=_l("Kata sandi menggantikan tanda tangan Anda.")
    )

    def offer(self, pack: Pack, review: Review) -> None:
        self.bases.choices = [
            (code, f"{code} · {pack.code('dasar_keputusan', code).text}") for code in BASES
        ]
        parties = review.cast.parties
        self.party.choices = [("", gettext("Pilih"))] + [
            (str(number), one.name) for number, one in enumerate(parties)
        ]
        for code, entry in zip(ORDERABLE, self.measures.entries, strict=True):
            entry.form.code.data = code

    def orders(self, review: Review, picked: Mapping[str, int | None]) -> list[Order]:
        """The measures that were ticked; `picked` gives whoever was named in each."""
        party = record_number_or_none(self.party.data or "")
        parties = review.cast.parties
        found = []
        for entry in self.measures.entries:
            one = entry.form
            if not one.ordered.data:
                continue
            code, person_id = one.code.data, picked.get(one.code.data)
            named = parties[party] if party is not None and party < len(parties) else None
            found.append(
                Order(
                    code,
                    (one.what.data or "").strip(),
                    executor_id=person_id if code == "TND-C" else None,
                    recipient_id=person_id if code in ("TND-B", "TND-D") else None,
                    party_name=named.name if named and code == "TND-B" else "",
                    party_nib=_nib(named) if named and code == "TND-B" else "",
                )
            )
        return found

    def as_decided(self, orders: Sequence[Order], to_do: Sequence[ToDo]) -> Decided:
        return Decided(
            ruling=_one_of(Ruling, self.ruling.data),
            reason=self.reason.data or "",
            bases=self.bases.data or [],
            principles=self.principles.data or "",
            considerations={name: self[name].data or "" for name in CONSIDERED},
            to_do=to_do,
            measures=orders,
            outside_number=self.outside_number.data or "",
        )


def _nib(party: Any) -> str:
    return str(party.words().get("nib", ""))


# ── follow-ups ────────────────────────────────────────────────────────────────────────────────


class ProofForm(SeenForm):
    """S-83, the owner's side."""

    text = LongTextField(_l("Yang sudah dilakukan"), validators=[text_length(LONGEST_TEXT)])
    evidence = EvidenceField(_l("Bukti"), required=_l("Unggah sedikitnya satu bukti."))

    def as_proof(self) -> Proof:
        return Proof(self.text.data or "", self.evidence.files)


class JudgeForm(SeenForm):
    """S-83: whether the proof is enough."""

    enough = ChoiceField(
        _l("Verifikasi"),
        choices=[SelectChoice("yes", _l("Cukup")), SelectChoice("no", _l("Kurang"))],
    )
    note = LongTextField(
        _l("Catatan"), validators=[Optional(), text_length(1000)],
        description=_l("Wajib bila kurang: apa yang masih perlu."),
    )  # fmt: skip

    def as_judged(self) -> Judged:
        return Judged({"yes": True, "no": False}.get(self.enough.data or ""), self.note.data or "")


class RaiseForm(BaseForm):
    """Naikkan ke Sekretaris Daerah."""

    note = LongTextField(_l("Catatan"), validators=[Optional(), text_length(1000)])


READINGS = {Step.READ.value: Step.READ, Step.CROSSCHECK_READ.value: Step.CROSSCHECK_READ}

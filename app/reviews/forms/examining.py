"""S-66: what the examiner asks, notes and finds."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.attachments.forms import EvidenceField
from app.regulations.pack import Pack
from app.regulations.wording import option
from app.reviews.models import Review, ReviewAllegation, Step, Truth
from app.reviews.services.examining import LIST_OF, NOTES, Finding, Noted
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    RupiahField,
    TicksField,
    choices_of,
)
from app.web.forms import LONGEST_TEXT, BaseForm, SeenForm, text_length
from app.web.incoming import one_of

_YES_NO = (SelectChoice("yes", _l("Ya")), SelectChoice("no", _l("Tidak")))


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
            one_of(NOTES, self.kind.data), self.on_day.data, self.text.data or "",
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
                (one.code, option(one)) for one in pack.codes(codes, with_hidden=True)
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
            truth=one_of(Truth, self.truth.data),
            explanation=self.explanation.data or "",
            basis=self.basis.data or [],
            codes={name: self[name].data or "" for name in LIST_OF},
            weak_system={"yes": True, "no": False}.get(self.weak.data or ""),
            sop=self.sop.data or "",
            loss=self.loss.data,
        )

    def tell(self, fields: Mapping[str, str]) -> None:
        super().tell({"weak" if name == "weak_system" else name: t for name, t in fields.items()})


READINGS = {Step.READ.value: Step.READ, Step.CROSSCHECK_READ.value: Step.CROSSCHECK_READ}

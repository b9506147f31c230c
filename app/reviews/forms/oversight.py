"""S-83: proof of a follow-up, and whether it is enough."""

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.attachments.forms import EvidenceField
from app.reviews.services.overseeing import Judged, Proof
from app.web.fields import ChoiceField, LongTextField
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, SeenForm, text_length


class ProofForm(SeenForm):
    """S-83, the owner's side."""

    text = LongTextField(
        _l("Yang sudah dilakukan"),
        validators=[Filled(_l("Tulis apa yang sudah dilakukan.")), text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 10 huruf."),
    )
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

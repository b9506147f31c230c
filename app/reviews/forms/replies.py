"""S-51: what the accused answers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from app.attachments.forms import EvidenceField
from app.reviews.services.examining import Answer
from app.web.fields import LongTextField, TextField
from app.web.forms import LONGEST_TEXT, BaseForm, text_length


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

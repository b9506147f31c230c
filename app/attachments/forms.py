"""The form field for evidence: several files, judged as the form is, refused beside the field."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField

from app.attachments.models import FileKind
from app.attachments.services import MOST_FILES
from app.attachments.sniffing import MOST_BYTES, JudgedFile, judge
from app.core.errors import Invalid
from app.core.sentences import Sentence

ACCEPTED = ",".join(
    [ending for kind in FileKind for ending in kind.endings] + [kind.mime for kind in FileKind]
)
HINT = _l("PDF, JPG, atau PNG. Paling besar 10 MB tiap berkas, paling banyak 10 berkas.")


class EvidenceField(MultipleFileField):
    """After validation `files` are the judged files. `required` is the sentence when there are none.

    `sound`: those that are good though others were refused, for pages that keep files of a draft.
    """

    files: list[JudgedFile]
    sound: list[JudgedFile]
    kept = False  # set by such a page: the sound ones lie with the draft
    errors: list[Any]

    def __init__(self, label: Any = None, *, required: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("description", HINT)
        kwargs["render_kw"] = {"accept": ACCEPTED, **kwargs.get("render_kw", {})}
        super().__init__(label, **kwargs)
        self.required = required
        self.files, self.sound = [], []
        if required is None:
            self.flags.optional = True

    def pre_validate(self, form: Any) -> None:
        given = self.data or []
        self.files, refused = [], []
        if not given and self.required is not None:
            refused.append(self.required)
        if len(given) > MOST_FILES:
            refused.append(Sentence("Paling banyak %(n)s berkas sekali unggah.", n=MOST_FILES))
        else:
            for one in given:
                try:
                    # One byte more than allowed is enough to know that it is too large.
                    self.files.append(judge(one.filename, one.stream.read(MOST_BYTES + 1)))
                except Invalid as error:
                    refused.append(error.message)
        self.sound = self.files
        self.errors = [*self.errors, *refused]

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.errors:
            self.files = []

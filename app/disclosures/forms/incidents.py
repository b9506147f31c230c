"""Laporan Kejadian: a conflict that came up while a matter is handled."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.attachments.forms import EvidenceField
from app.disclosures.services import incidents
from app.regulations.pack import Pack
from app.web.fields import LongTextField, PickField, TextField
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, text_length
from app.web.incoming import record_number_or_none


class IncidentForm(BaseForm):
    """Laporan Kejadian (S-40, about oneself)."""

    matter = PickField(_l("Urusan yang sedang Anda tangani"))
    matter_title = TextField(
        _l("Keputusan atau tindakan yang sedang Anda tangani"), validators=[text_length(200)]
    )
    what = LongTextField(
        _l("Apa yang terjadi"),
        validators=[Filled(_l("Tulis apa yang terjadi.")), text_length(LONGEST_TEXT)],
        description=_l("Kepentingan Anda apa, siapa pihaknya, dan sampai mana urusannya."),
    )
    interest = PickField(_l("Kepentingan yang berbenturan"))
    evidence = EvidenceField(
        _l("Bukti"), description=_l("Tidak wajib bila urusannya Anda pilih dari daftar.")
    )
    stopped = BooleanField(_l("Saya sudah berhenti menangani urusan ini"))

    def offer(
        self, matters: list[tuple[str, str]], interests: list[tuple[str, str]], pack: Pack
    ) -> None:
        """The actor's own open matters and interests, and a way for what is not listed."""
        other = (incidents.NOT_LISTED, gettext("Tidak ada dalam daftar ini"))
        self.matter.choices = [("", gettext("Pilih urusan")), *matters, other]
        new = [
            (item.code, gettext("Butir baru: %(section)s", section=item.label))
            for item in pack.codes("perhatian_khusus")
        ]
        self.interest.choices = [("", gettext("Pilih kepentingan")), *interests, *new]

    def as_told(self) -> incidents.Told:
        chosen, interest = self.matter.data or "", self.interest.data or ""
        known = not interest.startswith("PK-")
        return incidents.Told(
            record_number_or_none(chosen),
            self.matter_title.data or "",
            interest if known else "",
            "" if known else interest,
            self.what.data or "",
            bool(self.stopped.data),
            self.evidence.files,
        )

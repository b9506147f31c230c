"""S-68: the reviewer's decision, with measures for the employee and follow-ups."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, HiddenField, PasswordField
from wtforms.validators import Optional

from app.measures.services.ordering import ORDERABLE, Order
from app.regulations.pack import Pack
from app.reviews.models import Review, Ruling
from app.reviews.services.reviewing import BASES, CONSIDERED, Decided, ToDo
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    PickField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import LONGEST_TEXT, PartForm, SeenForm, text_length
from app.web.incoming import one_of, record_number_or_none

MOST_TO_DO = 12


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
            ruling=one_of(Ruling, self.ruling.data),
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

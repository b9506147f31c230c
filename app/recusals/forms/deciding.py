"""The ruling, proposed by one officer and set by another (S-71)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, PasswordField
from wtforms.validators import Optional

from app.recusals.forms.answering import MOST_KEEPERS, KeeperForm, named_keepers
from app.recusals.models import Verdict
from app.recusals.services.deciding import Ruling
from app.web.fields import (
    ChoiceField,
    DatePartsField,
    LongTextField,
    TextField,
    TicksField,
    choices_of,
)
from app.web.forms import LONGEST_TEXT, SeenForm, text_length
from app.web.incoming import one_of, record_numbers


class RulingForm(SeenForm):
    """Putusan (S-71), proposed by one officer and set by another."""

    verdict = ChoiceField(_l("Putusan"), choices=choices_of(Verdict))
    reason = LongTextField(
        _l("Pertimbangan"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Bila ditolak: alasan, sedikitnya 50 huruf. Tercetak di surat."),
    )
    safeguard = LongTextField(
        _l("Pengaman bila ditolak"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l(
            "Wajib bila ditolak, sedikitnya 20 huruf: apa yang melindungi keputusan sebagai gantinya."
        ),
    )
    granted = LongTextField(
        _l("Cakupan yang disetujui"),
        validators=[text_length(1000)],
        description=_l("Wajib bila disetujui sebagian, sedikitnya 20 huruf."),
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
        verdict = one_of(Verdict, self.verdict.data)
        return Ruling(
            verdict=verdict,
            reason=self.reason.data or "",
            safeguard=(self.safeguard.data or "") if verdict is Verdict.REFUSED else "",
            granted=(self.granted.data or "") if verdict is Verdict.PARTLY else "",
            granted_ids=record_numbers(self.granted_ids.data) if verdict is Verdict.PARTLY else (),
            substitute_id=None if verdict is Verdict.REFUSED else substitute_id,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            copy_ids=record_numbers(self.copies.data),
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

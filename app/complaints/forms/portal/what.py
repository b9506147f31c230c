"""S-05: what happened, and who gains."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.fields import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from app.complaints.forms.portal.visit import PortalForm
from app.complaints.models import PartyKind
from app.complaints.story import (
    LONGEST_NAME,
    LONGEST_STORY,
    MOST_PARTIES,
    SHORTEST_NAME,
    SHORTEST_STORY,
    Interest,
    NamedParty,
    Sign,
    Story,
)
from app.core.names.numbers import problem_with
from app.web.fields import LongTextField, RupiahField, TextField, TicksField, choices_of
from app.web.forms import Filled, PartForm, text_length


class PartyForm(PartForm):
    """Somebody who gains."""

    nama = TextField(_l("Nama"), validators=[Optional(), text_length(LONGEST_NAME, SHORTEST_NAME)])
    jenis = SelectField(
        _l("Orang atau perusahaan?"),
        choices=[SelectChoice("", _l("Pilih")), *choices_of(PartyKind)], default="",
    )  # fmt: skip
    hubungan = TextField(_l("Hubungan dengan pegawai"), validators=[Optional(), text_length(150)])
    nomor = TextField(_l("NIB, NPWP, atau alamat"), validators=[Optional(), text_length(200)])

    def validate(self, extra_validators: Any = None) -> bool:
        """A row of which only the name is missing is no empty one: nothing typed is dropped."""
        good = bool(super().validate(extra_validators))
        if self.nama.data or not (self.hubungan.data or self.nomor.data):
            return good
        said = _("Isi nama pihak ini, atau kosongkan isian lainnya.")
        self.nama.errors = [*self.nama.errors, said]
        return False

    def validate_nama(self, field: Any) -> None:
        """Whoever is named is looked for in the register later: it must be a name."""
        if field.data and (why := problem_with(field.data)):
            raise ValidationError(why)

    def validate_jenis(self, field: Any) -> None:
        if self.nama.data and not field.data:
            raise ValidationError(_("Pilih: orang, perusahaan, atau organisasi."))


class StoryForm(PortalForm):
    """S-05: what happened."""

    dugaan_kepentingan = TicksField(
        _l("Kepentingan pribadi apa yang Anda duga?"),
        choices=choices_of(Interest),
        validators=[Filled(_l("Pilih kepentingan yang Anda duga."))],
        description=_l("Pilih yang Anda duga. Tidak harus pasti."),
    )
    pihak = FieldList(
        FormField(PartyForm), _l("Siapa yang diuntungkan?"), min_entries=1, max_entries=MOST_PARTIES
    )
    pihak_tidak_tahu = BooleanField(_l("Saya tidak tahu siapa yang diuntungkan"))
    uraian = LongTextField(
        _l("Ceritakan kejadiannya"),
        validators=[
            Filled(_l("Ceritakan kejadiannya sedikitnya 50 huruf.")),
            text_length(LONGEST_STORY),
        ],
        description=_l("Siapa, apa, kapan, di mana, bagaimana Anda tahu. Sedikitnya 50 huruf."),
    )
    tanda = TicksField(_l("Tanda lain"), choices=choices_of(Sign))
    kerugian_rp = RupiahField(
        _l("Perkiraan kerugian daerah"), validators=[Optional()], description=_l("Jika tahu")
    )
    kanal_lain = TextField(
        _l("Pernah dilaporkan ke tempat lain?"),
        validators=[Optional(), text_length(200)],
        description=_l("Misal: LAPOR!, Ombudsman"),
    )
    jenis = TicksField(_l("Jenis benturan kepentingan"), choices=[])

    def validate_uraian(self, field: Any) -> None:
        if len(field.data or "") < SHORTEST_STORY:
            raise ValidationError(_("Ceritakan kejadiannya sedikitnya 50 huruf."))

    def validate_pihak(self, field: Any) -> None:
        named = any(entry.form.nama.data for entry in field.entries)
        if not named and not self.pihak_tidak_tahu.data:
            raise ValidationError(_("Belum ada pihak. Tambah pihak atau pilih ‘Tidak tahu’."))

    def into(self, told: Story) -> Story:
        parties = tuple(
            NamedParty(
                one.nama.data,
                one.jenis.data or PartyKind.PERSON.value,
                one.hubungan.data or "",
                one.nomor.data or "",
            )
            for one in (entry.form for entry in self.pihak.entries)
            if one.nama.data
        )
        return replace(
            told,
            interests=tuple(self.dugaan_kepentingan.data or ()),
            parties=parties,
            parties_unknown=bool(self.pihak_tidak_tahu.data),
            text=self.uraian.data or "",
            signs=tuple(self.tanda.data or ()),
            loss=self.kerugian_rp.data,
            elsewhere=self.kanal_lain.data or "",
            jenis=tuple(self.jenis.data or ()),
        )


def story_data(told: Story) -> dict[str, Any]:
    return {
        "dugaan_kepentingan": list(told.interests),
        "pihak": [
            {"nama": one.name, "jenis": one.kind, "hubungan": one.relation, "nomor": one.numbers}
            for one in told.parties
        ]
        or [{}],
        "pihak_tidak_tahu": told.parties_unknown,
        "uraian": told.text,
        "tanda": list(told.signs),
        "kerugian_rp": told.loss,
        "kanal_lain": told.elsewhere,
        "jenis": list(told.jenis),
    }

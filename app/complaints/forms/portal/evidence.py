"""S-06: files, links and witnesses."""

import re
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.validators import Optional, ValidationError

from app.attachments.forms import EvidenceField
from app.complaints.forms.portal.visit import PortalForm
from app.complaints.story import MOST_LINKS, SHORTEST_LINK_CAPTION, Story, WebLink
from app.web.fields import TextField
from app.web.forms import PartForm, text_length

_URL = re.compile(r"https?://[^\s]{3,400}")


class LinkForm(PartForm):
    """A link offered as evidence."""

    url = TextField(_l("Alamat tautan"), validators=[Optional(), text_length(400)])
    keterangan = TextField(_l("Isi tautan itu"), validators=[Optional(), text_length(200)])

    def validate_url(self, field: Any) -> None:
        if field.data and not _URL.fullmatch(field.data):
            raise ValidationError(_("Tautan harus diawali https://."))

    def validate_keterangan(self, field: Any) -> None:
        if self.url.data and len(field.data or "") < SHORTEST_LINK_CAPTION:
            raise ValidationError(_("Tulis isi tautan itu sedikitnya 20 huruf."))


class EvidenceForm(PortalForm):
    """S-06: evidence."""

    bukti = EvidenceField(_l("Bukti"))
    keterangan = TextField(
        _l("Keterangan berkas"),
        validators=[Optional(), text_length(200)],
        description=_l("Misal: foto undangan, halaman 2 surat penetapan"),
    )
    saksi = TextField(
        _l("Saksi atau sumber"),
        validators=[Optional(), text_length(300)],
        description=_l("Kami tidak menghubungi saksi tanpa persetujuan Anda"),
    )
    tautan = FieldList(FormField(LinkForm), _l("Tautan"), min_entries=1, max_entries=MOST_LINKS)

    def into(self, told: Story) -> Story:
        links = tuple(
            WebLink(one.url.data, one.keterangan.data or "")
            for one in (entry.form for entry in self.tautan.entries)
            if one.url.data
        )
        return replace(told, links=links, witness=self.saksi.data or "")


def evidence_data(told: Story) -> dict[str, Any]:
    return {
        "saksi": told.witness,
        "tautan": [{"url": one.url, "keterangan": one.caption} for one in told.links] or [{}],
    }

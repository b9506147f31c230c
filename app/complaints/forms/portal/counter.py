"""S-94: how and when a complaint came to the counter."""

import re
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.complaints.forms.portal.visit import PortalForm
from app.complaints.models import AT_COUNTER
from app.core import clock
from app.web.fields import ChoiceField, DatePartsField, TextField
from app.web.forms import Filled, text_length


class CounterForm(PortalForm):
    """S-94: how and when a complaint came to the counter."""

    saluran = ChoiceField(
        _l("Saluran"),
        choices=[SelectChoice(one.value, _l(one.label)) for one in AT_COUNTER],
        validators=[Filled(_l("Pilih saluran."))],
    )
    diterima_tanggal = DatePartsField(
        _l("Diterima tanggal"), validators=[Filled(_l("Isi tanggal diterima."))]
    )
    diterima_jam = TextField(
        _l("Diterima pukul"),
        validators=[Filled(_l("Isi jam diterima.")), text_length(5)],
        description=_l("Contoh: 11.05"),
    )

    def validate_diterima_jam(self, field: Any) -> None:
        if self.moment() is None:
            raise ValidationError(_("Jam harus seperti 11.05."))

    def validate_diterima_tanggal(self, field: Any) -> None:
        moment = self.moment()
        if moment is not None and moment > clock.now():
            raise ValidationError(_("Waktu diterima tidak boleh setelah sekarang."))

    def moment(self) -> datetime | None:
        found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", (self.diterima_jam.data or "").strip())
        day = self.diterima_tanggal.data
        if found is None or day is None:
            return None
        try:
            at = time(int(found.group(1)), int(found.group(2)))
        except ValueError:
            return None
        return datetime.combine(day, at, clock.zone())

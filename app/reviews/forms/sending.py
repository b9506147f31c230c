"""S-82: who examines and who goes along; stepping aside."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.reviews.models import TakeOver
from app.reviews.services.opening import Assigned
from app.web.fields import ChoiceField, LongTextField, PickField, choices_of
from app.web.forms import LONGEST_TEXT, SeenForm, text_length
from app.web.incoming import one_of, record_number_or_none


class RouteForm(SeenForm):
    """S-82: who examines, and who goes along."""

    who = ChoiceField(
        _l("Pemeriksa"),
        choices=[
            SelectChoice("superior", _l("Atasan langsung, sesuai rantai")),
            SelectChoice("inspectorate", _l("Inspektorat mengambil alih")),
        ],
    )
    inspector = PickField(_l("Pemeriksa dari Inspektorat"))
    why = ChoiceField(_l("Alasan mengambil alih"), choices=choices_of(TakeOver))
    reason = LongTextField(
        _l("Penjelasan"), validators=[Optional(), text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 20 huruf."),
    )  # fmt: skip
    companion = PickField(_l("Pendamping dari Inspektorat"))

    def offer(self, inspectors: Sequence[Any]) -> None:
        """Inspectors who may be named, as rows with `person_id` and `label`."""
        rows = [("", gettext("Pilih"))] + [(str(one.person_id), one.label) for one in inspectors]
        self.inspector.choices = rows
        self.companion.choices = rows

    def as_assigned(self) -> Assigned:
        companion = record_number_or_none(self.companion.data or "")
        if self.who.data != "inspectorate":
            return Assigned(companion_id=companion)
        return Assigned(
            record_number_or_none(self.inspector.data or "") or 0,
            one_of(TakeOver, self.why.data),
            self.reason.data or "",
            companion,
        )


class CompanionForm(SeenForm):
    """Naming a companion later."""

    companion = PickField(_l("Pendamping dari Inspektorat"))

    def offer(self, inspectors: Sequence[Any]) -> None:
        self.companion.choices = [("", gettext("Pilih"))] + [
            (str(one.person_id), one.label) for one in inspectors
        ]


class ReasonForm(SeenForm):
    """Stepping aside, or handing the review up."""

    reason = LongTextField(
        _l("Alasan"), validators=[text_length(1000)], description=_l("Sedikitnya 20 huruf.")
    )

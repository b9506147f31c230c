"""Forms of the yearly renewal: one small form per known interest, and the questions of the page."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import HiddenField, SelectChoice

from app.disclosures import choices, wording
from app.disclosures.forms.filing import EndForm
from app.disclosures.services.renewing import ItemState, Renewal
from app.regulations.pack import Pack
from app.web.fields import ChoiceField, DatePartsField, TicksField
from app.web.forms import BaseForm

NOTHING_NEW = "nothing"
STATES = (
    SelectChoice("same", _l("Masih sama")),
    SelectChoice("changed", _l("Berubah")),
    SelectChoice("ended", _l("Sudah berakhir")),
)
YES_NO = tuple(SelectChoice(value, label) for value, label in choices.YES_NO)


class KnownForm(BaseForm):
    """The state of one interest; `prefix` tells the interests of the page apart."""

    class Meta:
        csrf = False  # the page's own token covers every part

    change = ChoiceField(choices=list(STATES))
    ended_on = DatePartsField(_l("Tanggal berakhir"))
    way = ChoiceField(_l("Bagaimana berakhirnya"))
    authority = ChoiceField(_l("Apa kaitannya dengan wewenang Anda sekarang?"))

    def __init__(self, pack: Pack, *, title: str, ask_authority: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.change.label.text = title
        self.way.choices = list(EndForm().way.choices)
        self.authority.choices = [
            SelectChoice(code, label) for code, label in wording.factor_choices(pack, "authority")
        ]
        if not ask_authority:
            del self.authority

    def as_state(self) -> ItemState:
        return ItemState(
            self.change.data or "",
            self.ended_on.data,
            self.way.data or "",
            (self.authority.data or "") if "authority" in self else "",
        )


class RenewalForm(BaseForm):
    """Ada yang baru? F.9, and the question for posts at risk."""

    new = TicksField(_l("Ada yang baru?"))
    family_is_employee = ChoiceField(
        _l("Adakah keluarga inti Anda yang juga ASN di sini?"), choices=list(YES_NO)
    )
    knows_served_party = ChoiceField(
        _l("Apakah ada pihak yang Anda layani/awasi yang Anda kenal dekat?"),
        choices=list(YES_NO),
    )
    opened_at = HiddenField()

    def __init__(self, pack: Pack, *, at_risk: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.new.choices = [
            *(
                SelectChoice(item.code, wording.section_title(item.code, pack))
                for item in pack.codes("perhatian_khusus")
            ),
            SelectChoice(NOTHING_NEW, _l("Tidak ada yang baru")),
        ]
        if not at_risk:
            del self.knows_served_party

    def as_renewal(self, states: dict[str, ItemState]) -> Renewal:
        ticked = list(self.new.data or ())
        served = self.knows_served_party.data if "knows_served_party" in self else None
        return Renewal(
            states,
            [code for code in ticked if code != NOTHING_NEW],
            NOTHING_NEW in ticked,
            self.family_is_employee.data or None,
            served or None,
        )

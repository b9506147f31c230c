"""How a question of `wording` becomes a field: its label, its hint, its choices."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from app.disclosures import questions, wording
from app.regulations.pack import Pack
from app.web.fields import (
    ChoiceField,
    LongTextField,
    MonthPartsField,
    PickField,
    TextField,
    TicksField,
)
from app.web.forms import LONGEST_TEXT, text_length

SHORTEST_NAME = 3
LONGEST_NAME = 150


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def asked_as(section: str, name: str) -> dict[str, Any]:
    asked = questions.question(section, name)
    return {"label": asked.label, "description": asked.hint}


def text_field(section: str, name: str, *checks: Any, most: int = LONGEST_NAME) -> TextField:
    return TextField(validators=[*checks, text_length(most)], **asked_as(section, name))


def long_field(
    section: str, name: str, *checks: Any, least: int = 0, most: int = LONGEST_TEXT
) -> Any:
    return LongTextField(validators=[*checks, text_length(most, least)], **asked_as(section, name))


def choice_field(section: str, name: str, *checks: Any) -> ChoiceField:
    choices = questions.question(section, name).choices
    return ChoiceField(choices=options(choices), validators=list(checks), **asked_as(section, name))


def pick_field(section: str, name: str, *checks: Any) -> PickField:
    choices = [("", _l("Pilih")), *questions.question(section, name).choices]
    return PickField(choices=options(choices), validators=list(checks), **asked_as(section, name))


def ticks_field(section: str, name: str, *checks: Any) -> TicksField:
    return TicksField(validators=list(checks), **asked_as(section, name))


def month_field(section: str, name: str, *checks: Any) -> MonthPartsField:
    return MonthPartsField(validators=list(checks), **asked_as(section, name))


def code_choices(pack: Pack, name: str) -> list[SelectChoice]:
    return options((c.code, wording.code_label(pack, name, c.code)) for c in pack.codes(name))

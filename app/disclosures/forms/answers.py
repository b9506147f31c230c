"""The parent of the forms whose answers are kept in the draft, and two of them: post and link."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import Field, SelectChoice
from wtforms.validators import Optional, Regexp

from app.disclosures import questions, wording
from app.disclosures.forms.asking import (
    choice_field,
    code_choices,
    long_field,
    options,
    text_field,
    ticks_field,
)
from app.disclosures.questions import Question
from app.regulations.pack import Pack
from app.web.fields import PickField
from app.web.forms import BaseForm, Filled, ValidationError

GROUPS = {
    "darah": _l("Hubungan darah"),
    "perkawinan": _l("Hubungan perkawinan"),
    "pertemanan": _l("Pertemanan, kelompok, golongan"),
}


def _grouped(pack: Pack, name: str) -> list[SelectChoice]:
    """Choices under the headings blood, marriage and friendship, a blank one first."""
    found = [SelectChoice("", _l("Pilih"), optgroup=str(_l("Pilih hubungan")))]
    for item in pack.codes(name):
        group = str(GROUPS.get(item.extra.get("kelompok", ""), _l("Lainnya")))
        found.append(SelectChoice(item.code, item.label, optgroup=group))
    return found


class AnswersForm(BaseForm):
    """A page whose answers go into the draft under the names of `questions.QUESTIONS[section]`."""

    section: ClassVar[str] = ""

    def __init__(self, pack: Pack, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pack = pack
        for asked in self.questions():
            self._offer(asked)

    def _offer(self, asked: Question) -> None:
        field = self[asked.name]
        if asked.kind == "factor":
            field.choices = options(wording.factor_choices(self.pack, asked.name))
        elif not asked.code_list:
            return
        elif isinstance(field, PickField):
            field.choices = _grouped(self.pack, asked.code_list)
        else:
            field.choices = code_choices(self.pack, asked.code_list)

    def questions(self) -> list[Question]:
        """What this form asks, in order."""
        return [asked for asked in questions.QUESTIONS[self.section] if asked.name in self]

    def as_fields(self) -> dict[str, Any]:
        """The answers as the draft keeps them: "" where none was given; questions not asked are left
        out, so that a reviewer can ask for exactly what is there.
        """
        typed = {asked.name: _plain(self[asked.name].data) for asked in self.questions()}
        return {
            asked.name: typed[asked.name]
            for asked in self.questions()
            if questions.applies(asked, typed)
        }

    @classmethod
    def from_fields(cls, pack: Pack, fields: Mapping[str, Any], **kwargs: Any) -> "AnswersForm":
        """The form filled with answers kept earlier; what is being submitted wins over them."""
        return cls(pack, data=dict(fields), **kwargs)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


class ProfileForm(AnswersForm):
    """Data diri & jabatan (S-24)."""

    section = questions.PROFILE
    phone = text_field(
        questions.PROFILE,
        "phone",
        Optional(),
        Regexp(r"^(08|\+62)[0-9 \-]{6,16}$", message=_l("Nomor HP harus diawali 08 atau +62.")),
    )
    email = text_field(
        questions.PROFILE,
        "email",
        Optional(),
        Regexp(
            r"^[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=_l("Surel harus berbentuk nama@contoh.id.")
        ),
    )
    decision_roles = ticks_field(
        questions.PROFILE, "decision_roles", Filled(_l("Pilih peran Anda dalam keputusan."))
    )
    risk_positions = ticks_field(questions.PROFILE, "risk_positions", Optional())
    main_duty = long_field(
        questions.PROFILE, "main_duty", Filled(_l("Isi tugas utama Anda.")), least=20, most=500
    )

    def validate_decision_roles(self, field: Field) -> None:
        if "tidak_ada" in (field.data or []) and len(field.data) > 1:
            raise ValidationError(
                gettext("Pilih “Tidak ada” saja, atau pilih peran Anda tanpa “Tidak ada”.")
            )


class LinkForm(AnswersForm):
    """Kaitan dengan tugas (S-31): the four factors of the level rule in plain questions."""

    section = questions.LINK
    closeness = choice_field(
        "link",
        "closeness",
        Filled(_l("Jawab keempat pertanyaan. Pilih siapa yang punya kepentingan.")),
    )
    authority = choice_field(
        "link", "authority", Filled(_l("Jawab keempat pertanyaan. Pilih kaitan dengan wewenang."))
    )
    benefit = choice_field(
        "link", "benefit", Filled(_l("Jawab keempat pertanyaan. Pilih manfaatnya."))
    )
    time = choice_field("link", "time", Filled(_l("Jawab keempat pertanyaan. Pilih waktunya.")))
    situation = choice_field(
        "link", "situation", Filled(_l("Pilih sedang terjadi atau mungkin terjadi."))
    )
    forms = ticks_field("link", "forms", Optional())
    plan = choice_field("link", "plan", Filled(_l("Pilih apa yang akan Anda lakukan.")))
    note = long_field("link", "note", Optional())

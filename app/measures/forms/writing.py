"""What the superior writes in a plan: where it comes from, its basis, its measures, its level."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import HiddenField, PasswordField, SelectChoice, SelectField

from app.measures import shape, wording
from app.measures.services.planning import ActionInput, Basis
from app.measures.services.starting import Known
from app.regulations.pack import Level, Pack
from app.web.fields import ChoiceField, DatePartsField, LongTextField, TextField, choices_of
from app.web.forms import LONGEST_TEXT, BaseForm, Filled, FilledParts, SeenForm, text_length

_NAME_HINT = _l("Ketik nama, sedikitnya 3 huruf, lalu pilih.")
_LEVELS = choices_of(Level)
_TRUTHS = [SelectChoice(value, text) for value, text in wording.TRUTHS.items()]


class KnownForm(BaseForm):
    """A conflict the superior knows of although nobody declared it."""

    person = TextField(
        _l("Pegawai"),
        validators=[Filled(_l("Pilih pegawai.")), text_length(500)],
        description=_NAME_HINT,
    )
    person_id = HiddenField()
    truth = ChoiceField(
        _l("Apakah ada benturan kepentingan?"),
        choices=_TRUTHS,
        validators=[Filled(_l("Pilih apakah benturan sedang terjadi atau mungkin terjadi."))],
        description=_l("Patut diduga pun termasuk."),
    )
    situation = LongTextField(
        _l("Situasi yang Anda ketahui"),
        validators=[Filled(_l("Tulis situasi yang Anda ketahui.")), text_length(LONGEST_TEXT)],
        description=_l(
            "Kepentingan apa, dengan siapa, dalam urusan apa, dan dari mana Anda tahu."
            " Sedikitnya 20 huruf."
        ),
    )
    impact = LongTextField(
        _l("Dampak yang mungkin timbul"),
        validators=[Filled(_l("Tulis dampak yang mungkin timbul.")), text_length(LONGEST_TEXT)],
        description=_l("Sedikitnya 20 huruf."),
    )
    level = ChoiceField(
        _l("Tingkat benturan"), choices=_LEVELS, validators=[Filled(_l("Pilih tingkat."))]
    )
    other = TextField(
        _l("Pegawai lain yang juga berkepentingan dalam hal ini"),
        validators=[text_length(500)],
        description=_l("Bila ada. Ia tidak akan menangani atau membaca rencana ini."),
    )
    other_id = HiddenField()
    own_interest = ChoiceField(
        _l("Apakah Anda sendiri punya kepentingan dalam hal ini?"),
        choices=[SelectChoice("no", _l("Tidak")), SelectChoice("yes", _l("Ya"))],
        validators=[Filled(_l("Pilih ya atau tidak."))],
        description=_l("Bila ya, rencana ini disusun atasan di atas Anda."),
    )

    def as_known(self, person_id: int, other_id: int | None) -> Known:
        return Known(
            person_id,
            self.truth.data or "",
            self.situation.data or "",
            self.impact.data or "",
            Level(self.level.data),
            (other_id,) if other_id else (),
            self.own_interest.data == "yes",
        )


class BasisForm(SeenForm):
    """What was examined, the considerations (Lamp. II.E.1), and how often it is watched (P-12)."""

    situation = LongTextField(
        _l("Kebenaran situasi"),
        validators=[text_length(LONGEST_TEXT)],
        description=_l("Apa yang Anda periksa dan apa yang benar terjadi atau mungkin terjadi."),
    )
    impact = LongTextField(_l("Dampak yang mungkin timbul"), validators=[text_length(LONGEST_TEXT)])
    institution = LongTextField(
        wording.CONSIDERATIONS["institution"], validators=[text_length(1000)]
    )
    public = LongTextField(wording.CONSIDERATIONS["public"], validators=[text_length(1000)])
    employee = LongTextField(wording.CONSIDERATIONS["employee"], validators=[text_length(1000)])
    other = LongTextField(wording.CONSIDERATIONS["other"], validators=[text_length(1000)])
    discussed_on = DatePartsField(_l("Tanggal dibahas dengan pegawai"))
    interval = SelectField(
        _l("Titik pantau"),
        description=_l("Tidak lebih jarang daripada yang diminta tingkatnya."),
    )
    weak_reason = LongTextField(
        _l("Alasan tanpa tindakan yang lebih kuat"),
        validators=[text_length(1000)],
        description=_l(
            "Hanya untuk tingkat Tinggi tanpa divestasi, penarikan diri, alih tugas, atau"
            " pengunduran diri."
        ),
    )

    def __init__(self, pack: Pack, level: Level, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.interval.choices = [
            (
                term.code,
                gettext("Setiap %(n)s %(unit)s", n=term.length, unit=gettext(term.unit.label)),
            )
            for term in shape.intervals(pack, level)
        ]

    def as_basis(self) -> Basis:
        return Basis(
            self.situation.data or "",
            self.impact.data or "",
            {name: self[name].data or "" for name in shape.CONSIDERATIONS},
            self.discussed_on.data,
            self.interval.data or "",
            self.weak_reason.data or "",
        )


class ActionForm(SeenForm):
    """One measure; only the questions of its kind are asked."""

    description = LongTextField(
        _l("Uraian"),
        validators=[Filled(_l("Isi uraian tindakan.")), text_length(LONGEST_TEXT)],
        description=_l("Apa yang dilakukan, sehingga pegawai tahu persis apa yang berubah."),
    )
    interest = LongTextField(wording.DETAILS["interest"], validators=[text_length(1000)])
    scope = LongTextField(
        wording.DETAILS["scope"],
        validators=[text_length(1000)],
        description=_l("Urusan, pihak, atau jenis urusan."),
    )
    party_name = TextField(
        wording.DETAILS["party_name"],
        validators=[text_length(150)],
        description=_l(
            "Bila satu pihak: nama orang atau badan usahanya. Penarikan diri dari semua urusan"
            " dengan pihak ini dibuka bersama rencana. Tanpa nama pihak tidak ada urusan yang"
            " ditahan dengan sendirinya."
        ),
    )
    party_nib = TextField(
        wording.DETAILS["party_nib"],
        validators=[text_length(30)],
        description=_l("13 angka, bila badan usaha dan Anda tahu."),
    )
    information = LongTextField(wording.DETAILS["information"], validators=[text_length(1000)])
    task = LongTextField(wording.DETAILS["task"], validators=[text_length(1000)])
    recipient = TextField(
        wording.DETAILS["recipient_id"], validators=[text_length(500)], description=_NAME_HINT
    )
    recipient_id = HiddenField()
    order_number = TextField(
        wording.DETAILS["order_number"],
        validators=[text_length(100)],
        description=_l("Bila sudah terbit."),
    )
    reference = LongTextField(wording.DETAILS["reference"], validators=[text_length(1000)])
    reason = LongTextField(wording.DETAILS["reason"], validators=[text_length(1000)])
    control = SelectField(
        _l("Bentuk pengendalian menurut formulir nasional"), validate_choice=False
    )
    executor = TextField(
        _l("Pelaksana"),
        validators=[Filled(_l("Pilih pelaksana.")), text_length(500)],
        description=_NAME_HINT,
    )
    executor_id = HiddenField()
    starts_on = DatePartsField(_l("Mulai"), validators=[FilledParts(_l("Isi tanggal mulai."))])
    due_on = DatePartsField(_l("Batas"), validators=[FilledParts(_l("Isi batas."))])
    evidence = LongTextField(
        _l("Bukti yang diminta"),
        validators=[Filled(_l("Isi bukti yang diminta.")), text_length(1000)],
        description=_l("Contoh: tangkapan layar akses yang dicabut, akta, surat perintah."),
    )

    def __init__(self, pack: Pack, code: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.code = code
        asked = set(shape.DETAILS[code])
        if "recipient_id" in asked:
            asked.add("recipient")
        for name in ("interest", "scope", "party_name", "party_nib", "information", "task", "recipient", "recipient_id",
                     "order_number", "reference", "reason"):  # fmt: skip
            if name not in asked:
                delattr(self, name)
        self.asked = asked
        choices = [(one.code, one.label) for one in shape.controls_of(pack, code)]
        if len(choices) > 1:
            self.control.choices = choices
        else:
            delattr(self, "control")

    def as_input(self, executor_id: int | None, recipient_id: int | None) -> ActionInput:
        details = {
            name: self[name].data or ""
            for name in shape.DETAILS[self.code]
            if name != "recipient_id" and name in self
        }
        if "recipient_id" in shape.DETAILS[self.code]:
            details["recipient_id"] = recipient_id
        return ActionInput(
            self.code,
            self.description.data or "",
            executor_id,
            self.starts_on.data,
            self.due_on.data,
            self.evidence.data or "",
            self.control.data or "" if "control" in self else "",
            details,
        )


class LevelForm(BaseForm):
    """Another level, with the reason."""

    level = ChoiceField(_l("Tingkat"), choices=_LEVELS, validators=[Filled(_l("Pilih tingkat."))])
    reason = LongTextField(
        _l("Alasan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(1000)],
        description=_l("Sedikitnya 20 huruf."),
    )


class SetForm(SeenForm):
    """Setting the plan, signed."""

    password = PasswordField(
        _l("Kata sandi Anda"),
        validators=[Filled(_l("Isi kata sandi Anda."))],
        description=_l("Kata sandi menggantikan tanda tangan Anda."),
    )


class DropForm(BaseForm):
    """No conflict was found."""

    reason = LongTextField(
        _l("Alasan"),
        validators=[Filled(_l("Tulis alasan sedikitnya %(n)s huruf.", n=20)), text_length(1000)],
        description=_l(
            "Apa yang Anda periksa, dan mengapa tidak ada benturan kepentingan. Sedikitnya 20 huruf."
        ),
    )

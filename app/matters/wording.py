"""What the register's pages say: answers in words, and a matter's story line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock
from app.core.names.numbers import NumberType
from app.matters.finding import Party
from app.matters.models import (
    Assignment,
    Effect,
    Hold,
    Matter,
    MatterChange,
    MatterKind,
    OfficialRole,
)

_FIELDS: Mapping[str, Any] = {
    "title": _l("Judul urusan"),
    "complete": _l("Syarat lengkap"),
    "sop_days": _l("Standar hari"),
}
_YES_NO: Mapping[bool | None, str] = {True: "ya", False: "tidak", None: ""}


def answer(typed: str | None) -> bool | None:
    """What "ya", "tidak" and nothing mean."""
    return {"ya": True, "tidak": False}.get(typed or "")


def as_typed(matter: Matter) -> dict[str, Any]:
    """The matter's facts as the form that corrects them begins."""
    return {
        "title": matter.title,
        "complete": _YES_NO[matter.complete],
        "sop_days": matter.sop_days,
    }


def as_begun_again(matter: Matter, parties: Sequence[Party]) -> dict[str, Any]:
    """The same matter as the form that enters its successor begins; who handles it is asked anew."""
    return {
        "title": matter.title,
        "kind": matter.kind.value,
        "unit": str(matter.unit_id),
        "sop_days": matter.sop_days,
        "parties": [
            {
                "kind": one.kind, "name": one.name,
                "nib": one.number(NumberType.NIB), "npwp": one.number(NumberType.NPWP),
            }
            for one in parties
        ],
    }  # fmt: skip


def kind_of(value: str | None) -> MatterKind:
    """The kind chosen; a form that was left without one is refused for that anyway."""
    return next((one for one in MatterKind if one.value == value), MatterKind.OTHER)


def role_of(value: str | None) -> OfficialRole:
    """The role chosen; the same."""
    return next((one for one in OfficialRole if one.value == value), OfficialRole.PROCESSES)


def effect_of(value: str) -> Effect:
    return Effect(value)


def held(matter: Matter) -> list[tuple[str, str]]:
    """Whose holds stand: (number of the person or "0", name)."""
    found: dict[str, str] = {}
    for hold in matter.holds:
        if hold.released_at is None:
            name = hold.person.name if hold.person else _("Seluruh urusan")
            found[str(hold.person_id or 0)] = f"{name} ({_(hold.cause.label)})"
    return list(found.items())


def everybody(matter: Matter) -> list[Assignment]:
    """Everybody who has or had a role, each once: a decision of the past may be any of theirs."""
    return list({one.person_id: one for one in matter.officials}.values())


@dataclass(frozen=True)
class Told:
    """One line of the story; `kind` colours its dot."""

    at: datetime
    title: str
    text: str = ""
    who: str = ""
    kind: str = ""

    @property
    def when(self) -> str:
        local = clock.local(self.at)
        return f"{_day(local.date())}, {local:%H.%M} {clock.abbreviation()}"


def _day(value: date) -> str:
    return str(format_date(value, "d MMMM yyyy"))


def story(matter: Matter, changes: Sequence[MatterChange]) -> list[Told]:
    """Everything that happened to it, newest first; of one moment the later step above."""
    lines = [Told(matter.recorded_at, _("Urusan dicatat"))]
    lines += [_assigned(one) for one in matter.officials if one.replaces is None]
    for hold in matter.holds:
        lines += _held(hold)
    lines += [_assigned(one) for one in matter.officials if one.replaces is not None]
    for one in matter.decisions:
        text = _("%(effect)s, nomor %(number)s, tanggal %(day)s", effect=_(one.effect.label),
                 number=one.number, day=_day(one.decided_on))  # fmt: skip
        lines.append(Told(one.recorded_at, _("Diputus"), text, one.person.name, "ok"))
    lines += [Told(one.at, _("Diperbaiki"), _changed(one)) for one in changes]
    return sorted(lines, key=lambda line: line.at)[::-1]


def _held(hold: Hold) -> Iterator[Told]:
    if hold.person is None:
        began, ended = _("Seluruh urusan ditahan"), _("Penahanan seluruh urusan berakhir")
    else:
        began = _("Ditahan bagi %(who)s", who=hold.person.name)
        ended = _("Penahanan bagi %(who)s berakhir", who=hold.person.name)
    cause = _(hold.cause.label)
    yield Told(hold.held_at, began, cause, kind="warn")
    if hold.released_at:
        yield Told(hold.released_at, ended, cause, kind="info")


def _assigned(one: Assignment) -> Told:
    role = _(one.role.label).lower()
    if one.replaces is not None:
        text = _("%(role)s, menggantikan %(who)s", role=role, who=one.replaces.name)
        return Told(one.assigned_at, _("Pejabat pengganti"), text, one.person.name, "info")
    return Told(one.assigned_at, _("Petugas"), role, one.person.name)


def _changed(change: MatterChange) -> str:
    said = [
        f"{_FIELDS[name]}: {_shown(change.words['before'][name])} → {_shown(new)}"
        for name, new in change.words["after"].items()
    ]
    return "; ".join([*said, change.words["reason"]])


def _shown(value: Any) -> str:
    if value is True:
        return str(_("ya"))
    if value is False:
        return str(_("tidak"))
    return "–" if value is None else str(value)

"""Entering a matter, putting it right, assigning officials, dropping it (S-86)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor, Role
from app.core.errors import Invalid
from app.core.events import Event
from app.core.names.numbers import NumberType, clean_number, problem_with
from app.core.sentences import Sentence
from app.database import once
from app.database.base import Base, db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import services as deadlines
from app.documents import numbering
from app.matters import policy as rights
from app.matters import queries
from app.matters.events import ASSIGNED, CORRECTED, RECORDED
from app.matters.finding import Party, name_keys, number_keys, word_keys
from app.matters.models import (
    Assignment,
    Matter,
    MatterChange,
    MatterKind,
    MatterParty,
    MatterState,
    MatterWord,
    OfficialRole,
    PartyKey,
)
from app.matters.workflow import FLOW, SERVICE_TERM
from app.people import queries as people

MOST_PARTIES: Final = 20
MOST_OFFICIALS: Final = 20
LEAST_TITLE, MOST_TITLE = 5, 200  # letters
LEAST_REASON: Final = 10  # letters
MOST_DAYS: Final = 365  # working days of an SOP
LONGEST_NUMBER: Final = 60
_SERIES: Final = "URUSAN"
_OLDEST: Final = timedelta(days=365 * 30)
SHORT_REASON = Sentence("Tulis alasan, sedikitnya %(n)s huruf.", n=LEAST_REASON)


@dataclass(frozen=True)
class PartyWanted:
    """A party as typed: `kind` is "person" or "org"; the numbers may hold spaces and dots."""

    kind: str
    name: str
    nib: str = ""
    npwp: str = ""

    def problems(self) -> dict[str, str]:
        """Field → what is wrong with it."""
        found = {}
        if not self.name.strip():
            found["name"] = "Isi nama pihak."
        elif problem := problem_with(self.name):
            found["name"] = problem
        if self.nib.strip() and not clean_number(NumberType.NIB, self.nib):
            found["nib"] = "NIB harus 13 angka."
        if self.npwp.strip() and not clean_number(NumberType.NPWP, self.npwp):
            found["npwp"] = "NPWP harus 15 atau 16 angka."
        return found

    def party(self) -> Party:
        return Party.of(self.kind, " ".join(self.name.split()), self.nib, self.npwp)


@dataclass(frozen=True)
class OfficialWanted:
    """Somebody with a role in the matter, from a day (that of receipt unless given) to a day."""

    person_id: int
    role: OfficialRole
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class MatterWanted:
    """A matter as entered. Without a number the register gives one. `sop_days`: hari kerja."""

    title: str
    kind: MatterKind
    unit_id: int
    received_on: date
    parties: Sequence[PartyWanted]
    officials: Sequence[OfficialWanted]
    number: str = ""
    complete: bool | None = None
    sop_days: int | None = None
    pressed: bool = False
    follows_id: int | None = None


@use_case
def record(actor: Actor, wanted: MatterWanted) -> Matter:
    """Enter a matter in the register; its service clock starts with the day of receipt.

    Raises Invalid, field by field (`parties.0.name`), for what is missing or cannot be.
    """
    policy.require(actor, "matter.record")
    problems = check(actor, wanted)
    if problems:
        raise Invalid(fields=problems)
    take_turn()
    found = enter(actor, wanted)
    once.leads_to(f"/urusan/{found.id}")
    return found


@use_case
def enter(actor: Actor, wanted: MatterWanted) -> Matter:
    """Write a matter that was checked already, with its parties, officials and clock."""
    policy.require(actor, "matter.record")
    found = Matter(
        uid=new_uid(),
        number=wanted.number.strip() or _next_number(),
        state=MatterState.RUNNING,
        kind=wanted.kind,
        unit_id=wanted.unit_id,
        received_on=wanted.received_on,
        complete=wanted.complete,
        sop_days=wanted.sop_days,
        pressed=wanted.pressed,
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
        follows_id=wanted.follows_id,
    )
    found.words = {"title": _tidy(wanted.title)}
    db.session.add(found)
    db.session.flush()
    _enter_parties(found, [one.party() for one in wanted.parties])
    _enter_words(found)
    for one in wanted.officials:
        _enter_official(actor, found, one)
    db.session.flush()
    if wanted.sop_days is not None:
        deadlines.open_clock(SERVICE_TERM, found, wanted.received_on, length=wanted.sop_days)
    facts = {"number": found.number, "officials": [one.person_id for one in wanted.officials]}
    events.emit(Event(RECORDED, actor, found, facts))
    return found


def _next_number() -> str:
    year = clock.today().year
    return f"URS-{year}-{numbering.take_number(_SERIES, year):04d}"


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _enter_parties(found: Matter, parties: Sequence[Party]) -> None:
    rows = []
    for position, party in enumerate(parties):
        row = MatterParty(uid=new_uid(), matter=found, position=position, kind=party.kind)
        row.words = party.words()
        rows.append(row)
    db.session.add_all(rows)
    db.session.flush()
    _keep_keys(
        PartyKey, "party_id",
        {(key, row.id) for row, party in zip(rows, parties, strict=True)
         for key in number_keys(party) | name_keys(party)},
    )  # fmt: skip


def _enter_words(found: Matter) -> None:
    """Words of before a correction stay: whoever remembers the old title finds the matter too."""
    keys = word_keys(found.title, *(one.words["name"] for one in found.parties))
    asked = sa.select(MatterWord.key).where(
        MatterWord.matter_id == found.id, MatterWord.key.in_(keys)
    )
    keys -= set(db.session.scalars(asked))
    _keep_keys(MatterWord, "matter_id", {(key, found.id) for key in keys})


def _keep_keys(table: type[Base], column: str, rows: Iterable[tuple[int, int]]) -> None:
    values = [{"key": key, column: owner} for key, owner in sorted(rows)]
    if values:
        db.session.execute(sa.insert(table), values)


def _enter_official(actor: Actor, found: Matter, wanted: OfficialWanted) -> Assignment:
    row = Assignment(
        matter=found,
        person_id=wanted.person_id,
        role=wanted.role,
        from_day=wanted.from_day or found.received_on,
        to_day=wanted.to_day,
        assigned_at=clock.now(),
        assigned_by_id=actor.person_id,
    )
    db.session.add(row)
    return row


# ── what can be wrong ─────────────────────────────────────────────────────────────────────────


def check(actor: Actor, wanted: MatterWanted) -> dict[str, str]:
    """Everything that keeps this matter out of the register, by field."""
    problems = check_facts(wanted)
    if not _may_record_for(actor, wanted.unit_id):
        problems["unit"] = "Pilih unit Anda."
    for at, one in enumerate(wanted.parties):
        problems |= {f"parties.{at}.{name}": text for name, text in one.problems().items()}
    if not wanted.parties:
        problems["parties"] = "Tambah sedikitnya satu pihak."
    elif twice := _same_twice([one.party() for one in wanted.parties if not one.problems()]):
        problems["parties"] = twice
    if len(wanted.parties) > MOST_PARTIES:
        problems["parties"] = Sentence("Paling banyak %(n)s pihak.", n=MOST_PARTIES)
    return problems | _wrong_officials(actor, wanted)


def check_facts(wanted: MatterWanted) -> dict[str, str]:
    """What is wrong with number, title, dates and days."""
    problems: dict[str, str] = {}
    today = clock.today()
    if not LEAST_TITLE <= len(_tidy(wanted.title)) <= MOST_TITLE:
        problems["title"] = Sentence(
            "Tulis judul %(least)s sampai %(most)s huruf.", least=LEAST_TITLE, most=MOST_TITLE
        )
    if wanted.received_on > today:
        problems["received_on"] = "Tanggal diterima tidak boleh sesudah hari ini."
    elif wanted.received_on < today - _OLDEST:
        problems["received_on"] = "Periksa tahunnya: tanggal diterima terlalu lama."
    if wanted.sop_days is not None and not 1 <= wanted.sop_days <= MOST_DAYS:
        problems["sop_days"] = Sentence("Standar hari harus 1 sampai %(n)s.", n=MOST_DAYS)
    return problems | wrong_number(wanted.number, wanted.unit_id)


def wrong_number(number: str, unit_id: int) -> dict[str, str]:
    """Whether the number is too long or taken in this unit."""
    number = number.strip()
    if len(number) > LONGEST_NUMBER:
        return {"number": Sentence("Nomor paling panjang %(n)s huruf.", n=LONGEST_NUMBER)}
    if number and queries.matter_numbered(number, unit_id) is not None:
        return {"number": "Nomor ini sudah dipakai urusan lain di unit itu."}
    return {}


def _same_twice(parties: Sequence[Party]) -> str:
    for at, one in enumerate(parties):
        other = next((two for two in parties[at + 1 :] if one.is_same_as(two)), None)
        if other is not None:
            return Sentence(
                "“%(one)s” dan “%(other)s” tampaknya pihak yang sama. Hapus salah satu.",
                one=one.name, other=other.name,
            )  # fmt: skip
    return ""


def _may_record_for(actor: Actor, unit_id: int) -> bool:
    if actor.has(Role.SYSTEM):
        return people.unit(unit_id) is not None
    return unit_id in {unit.id for unit in queries.units_offered_to(actor)}


def _wrong_officials(actor: Actor, wanted: MatterWanted) -> dict[str, str]:
    if not wanted.officials:
        return {"officials": "Tambah sedikitnya satu petugas."}
    if len(wanted.officials) > MOST_OFFICIALS:
        return {"officials": Sentence("Paling banyak %(n)s petugas.", n=MOST_OFFICIALS)}
    problems: dict[str, str] = {}
    seen: set[int] = set()
    for at, one in enumerate(wanted.officials):
        if problem := wrong_official(one):
            problems[f"officials.{at}.person"] = problem
        elif one.person_id in seen:
            problems[f"officials.{at}.person"] = "Petugas ini sudah disebut di atas."
        seen.add(one.person_id)
    if not problems and not _may_name(actor, seen):
        problems["officials"] = (
            "Anda hanya dapat mencatat urusan yang Anda tangani sendiri atau ditangani bawahan Anda."
        )
    return problems


def wrong_official(wanted: OfficialWanted) -> str:
    """Why this person cannot have this role; "" when he can."""
    person = people.person(wanted.person_id)
    if person is None or not person.serves_on(clock.today()):
        return "Pilih pegawai yang masih bertugas."
    if wanted.from_day and wanted.to_day and wanted.to_day < wanted.from_day:
        return "Tanggal selesai tidak boleh sebelum tanggal mulai."
    return ""


def _may_name(actor: Actor, person_ids: set[int]) -> bool:
    """A register clerk names anybody; others themselves or whoever is below them."""
    if actor.has(Role.SYSTEM) or rights.clerk(actor):
        return True
    me = actor.somebody
    others = person_ids - {me}
    below = set(db.session.scalars(people.line_below(me, clock.today()))) if others else set()
    return me in person_ids or bool(others & below)


# ── afterwards ────────────────────────────────────────────────────────────────────────────────


@use_case
def assign(actor: Actor, matter: Matter, wanted: OfficialWanted) -> Assignment:
    """Add an official. Raises Invalid when he cannot have the role, or something keeps him away."""
    policy.require(actor, "matter.assign", matter)
    once.leads_to(f"/urusan/{matter.id}")
    _must_be_open(matter)
    problem = wrong_official(wanted)
    if not problem and any(
        one.person_id == wanted.person_id for one in queries.officials_of(matter)
    ):
        problem = "Pegawai ini sudah menjadi petugas urusan ini."
    if not problem and (obstacle := queries.obstacle_to(wanted.person_id, matter)):
        problem = obstacle.reason
    if problem:
        raise Invalid(fields={"person": problem})
    row = _enter_official(
        actor,
        matter,
        OfficialWanted(wanted.person_id, wanted.role, wanted.from_day or clock.today()),
    )
    touch(matter)
    db.session.flush()
    facts = {"person": wanted.person_id, "role": wanted.role.value}
    events.emit(Event(ASSIGNED, actor, matter, facts))
    return row


def touch(matter: Matter) -> None:
    """Count this as a change of the matter itself: of two officers at once the second is told."""
    flag_modified(matter, "state")


def _must_be_open(matter: Matter) -> None:
    if not matter.is_open:
        raise Invalid(
            Sentence("Urusan ini sudah tidak berjalan: statusnya “%(state)s”.", state=matter.state)
        )


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What of a matter is put right; None leaves it as it is."""

    title: str | None = None
    complete: bool | None = None
    sop_days: int | None = None
    reason: str = ""


@use_case
def correct(actor: Actor, matter: Matter, wanted: Correction) -> None:
    """Put facts right; how they read before stays in the history. The service clock follows.

    Raises Invalid without a reason or where nothing changes.
    """
    policy.require(actor, "matter.correct", matter)
    once.leads_to(f"/urusan/{matter.id}")
    _must_be_open(matter)
    before, after = _differences(matter, wanted)
    problems = _wrong_correction(wanted, after)
    if problems:
        raise Invalid(fields=problems)
    change = MatterChange(uid=new_uid(), matter_id=matter.id, at=clock.now(), by_id=actor.person_id)
    change.words = {"before": before, "after": after, "reason": wanted.reason.strip()}
    db.session.add(change)
    if "title" in after:
        matter.words = {**matter.words, "title": after["title"]}
        _enter_words(matter)
    for name in ("complete", "sop_days"):
        if name in after:
            setattr(matter, name, after[name])
    if "sop_days" in after:
        deadlines.open_clock(SERVICE_TERM, matter, matter.received_on, length=after["sop_days"])
    db.session.flush()
    events.emit(Event(CORRECTED, actor, matter, {"fields": sorted(after)}))


def _differences(matter: Matter, wanted: Correction) -> tuple[dict[str, Any], dict[str, Any]]:
    now: Mapping[str, Any] = {
        "title": matter.title, "complete": matter.complete,
        "sop_days": matter.sop_days,
    }  # fmt: skip
    said: Mapping[str, Any] = {
        "title": _tidy(wanted.title) if wanted.title is not None else None,
        "complete": wanted.complete, "sop_days": wanted.sop_days,
    }  # fmt: skip
    after = {name: new for name, new in said.items() if new is not None and new != now[name]}
    return {name: now[name] for name in after}, after


def _wrong_correction(wanted: Correction, after: Mapping[str, Any]) -> dict[str, str]:
    problems: dict[str, str] = {}
    title, days = after.get("title"), after.get("sop_days")
    if title is not None and not LEAST_TITLE <= len(title) <= MOST_TITLE:
        problems["title"] = Sentence(
            "Tulis judul %(least)s sampai %(most)s huruf.", least=LEAST_TITLE, most=MOST_TITLE
        )
    if days is not None and not 1 <= days <= MOST_DAYS:
        problems["sop_days"] = Sentence("Standar hari harus 1 sampai %(n)s.", n=MOST_DAYS)
    if len(wanted.reason.strip()) < LEAST_REASON:
        problems["reason"] = SHORT_REASON
    elif not after:
        problems["title"] = "Belum ada yang diubah."
    return problems


@use_case
def note_pressure(actor: Actor, matter: Matter) -> None:
    """An official says that somebody presses, and lets the Inspektorat see it (R-142)."""
    policy.require(actor, "matter.correct", matter)
    if not matter.pressed:
        matter.pressed = True
        events.emit(Event(CORRECTED, actor, matter, {"fields": ["pressed"]}))


@use_case
def drop(actor: Actor, matter: Matter, reason: str) -> None:
    """The matter ends without a decision (withdrawn by the applicant). Raises Invalid."""
    FLOW.check(matter, "drop", actor)
    once.leads_to(f"/urusan/{matter.id}")
    if len(reason.strip()) < LEAST_REASON:
        raise Invalid(fields={"reason": SHORT_REASON})
    _end_all(matter)
    FLOW.move(matter, "drop", actor, reason=reason.strip())


def _end_all(matter: Matter) -> None:
    for hold in matter.holds:
        hold.released_at = hold.released_at or clock.now()

"""A list of matters from a file: upload, columns, preview, and all or nothing at the end."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.matters import listing, queries
from app.matters.events import IMPORTED
from app.matters.listing import Judgement, Known, Layout, Line, Verdict
from app.matters.models import Decision, ImportState, Matter, MatterImport
from app.matters.services import deciding, recording
from app.matters.services.entries import MatterWanted, OfficialWanted, PartyWanted
from app.matters.workflow import FLOW
from app.people import staff_file
from app.people.cells import code_key
from app.people.models import Person

_GONE = "Daftar ini sudah diimpor atau dibatalkan."


@dataclass(frozen=True)
class ListFile:
    """An uploaded file."""

    name: str
    data: bytes


@use_case
def upload(actor: Actor, file: ListFile, unit_id: int) -> MatterImport:
    """Keep an uploaded list, sealed, until it is confirmed. Raises Invalid for no such file or unit."""
    policy.require(actor, "matter.import")
    if unit_id not in {unit.id for unit in queries.units_offered_to(actor)}:
        raise Invalid(fields={"unit": "Pilih unit Anda."})
    staff_file.read(file.data)
    batch = MatterImport(
        uid=new_uid(),
        state=ImportState.UPLOADED,
        file_name=file.name[:200],
        sha256=hashlib.sha256(file.data).hexdigest(),
        unit_id=unit_id,
        uploaded_by_id=actor.somebody,
        uploaded_at=clock.now(),
        choices={},
    )
    batch.content = file.data
    db.session.add(batch)
    db.session.flush()
    once.leads_to(f"/urusan/impor/{batch.uid}")
    return batch


@use_case
def choose(actor: Actor, batch: MatterImport, columns: Mapping[str, int | None]) -> None:
    """Remember which column is which."""
    policy.require(actor, "matter.import")
    _still_waiting(batch)
    batch.choices = {"columns": dict(columns)}


@use_case
def drop(actor: Actor, batch: MatterImport) -> None:
    """Throw the file away; nothing was changed."""
    policy.require(actor, "matter.import")
    _still_waiting(batch)
    batch.state, batch.content = ImportState.CANCELLED, None


def layout_of(batch: MatterImport) -> Layout:
    """The columns of an upload as guessed and chosen. Raises WrongState when it is gone."""
    return _layout(batch, _table(batch))


def preview(actor: Actor, batch: MatterImport) -> Judgement:
    """What confirming would do, line by line; changes nothing."""
    policy.require(actor, "matter.import")
    table = _table(batch)
    layout = _layout(batch, table)
    return listing.judge(table, layout, _known(batch.unit_id, listing.keys_wanted(table, layout)))


@use_case
def confirm(actor: Actor, batch: MatterImport) -> Mapping[str, Any]:
    """Enter every accepted line, or none of them; gives the report. A second run changes nothing."""
    policy.require(actor, "matter.import")
    judged = preview(actor, batch)
    take_turn()
    for line in judged.accepted:
        _enter(actor, batch.unit_id, line)
    report = report_of(judged)
    batch.report = report
    batch.state, batch.content, batch.imported_at = ImportState.IMPORTED, None, clock.now()
    db.session.flush()
    counts = {name: number for name, number in report.items() if isinstance(number, int)}
    events.emit(Event(IMPORTED, actor, batch, {"sha256": batch.sha256, **counts}))
    once.leads_to(f"/urusan/impor/{batch.uid}")
    return report


def report_of(judged: Judgement) -> dict[str, Any]:
    """Counts and the lines there is something to say about."""
    return {
        "rows": len(judged.lines),
        "accepted": len(judged.accepted),
        "there": judged.count(Verdict.THERE),
        "rejected": judged.count(Verdict.REJECT),
        "noted": [listing.as_noted(line) for line in judged.noted],
        "remarks": list(judged.remarks),
    }


def is_waiting(batch: MatterImport) -> bool:
    return batch.state is ImportState.UPLOADED


def is_imported(batch: MatterImport) -> bool:
    return batch.state is ImportState.IMPORTED


def _table(batch: MatterImport) -> staff_file.Table:
    _still_waiting(batch)
    return staff_file.read(batch.content)


def _layout(batch: MatterImport, table: staff_file.Table) -> Layout:
    return listing.layout_of(table, (batch.choices or {}).get("columns"))


def _still_waiting(batch: MatterImport) -> None:
    if batch.state is not ImportState.UPLOADED:
        raise WrongState(_GONE)


def _known(unit_id: int, keys: set[str]) -> Known:
    numbers = db.session.scalars(sa.select(Matter.number).where(Matter.unit_id == unit_id))
    return Known(clock.today(), frozenset(numbers), _people(keys))


def _people(keys: set[str]) -> dict[str, int]:
    """Employees who serve, by NIP and by short code."""
    codes = {key.removeprefix("kode ") for key in keys if key.startswith("kode ")}
    rows = db.session.scalars(
        sa.select(Person).where(sa.or_(Person.nip.in_(keys), Person.code.in_(codes)))
    )
    found: dict[str, int] = {}
    for one in rows:
        if one.serves_on(clock.today()):
            found |= {name: one.id for name in (one.nip, code_key(one.code or "")) if name}
    return found


def _enter(actor: Actor, unit_id: int, line: Line) -> None:
    wanted = MatterWanted(
        title=line.title,
        kind=line.kind,
        unit_id=unit_id,
        received_on=line.received_on or clock.today(),
        parties=[PartyWanted(p.kind, p.name, p.nib, p.npwp) for p in line.parties],
        officials=[OfficialWanted(one, line.role) for one in line.officials],
        number=line.matter_number,
        complete=line.complete,
        sop_days=line.sop_days,
        pressed=line.pressed,
    )
    found = recording.enter(actor, wanted)
    if line.decided_on is not None:
        _decided(actor, found, line)


def _decided(actor: Actor, found: Matter, line: Line) -> None:
    """A decision of the past, by the first official; unless something keeps him away (R-039)."""
    day, decider = line.decided_on or clock.today(), line.officials[0]
    obstacle = queries.obstacle_to(decider, found, day)
    if obstacle is not None:
        line.warn(f"Keputusan tidak dicatat: {obstacle.reason}")
        return
    row = Decision(
        uid=new_uid(),
        matter=found,
        person_id=decider,
        decided_on=day,
        number=line.decision_number,
        effect=line.effect,
        bases="",
        working_days=deciding.days_taken(found.received_on, day),
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    FLOW.move(
        found, "decide", actor,
        person=decider, decided_on=day.isoformat(), effect=line.effect.value,
    )  # fmt: skip

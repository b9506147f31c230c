"""Checking a list against everything declared: upload, start, chunk by chunk in the background."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from flask_babel import force_locale

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.names.numbers import NumberType
from app.core.reasons import check_reason
from app.crosscheck import guard, lookup, wording
from app.crosscheck.candidates import SWEEPING
from app.crosscheck.events import SWEEP_EXPORTED, SWEEP_UPLOADED
from app.crosscheck.held import Held
from app.crosscheck.listing import (
    Layout,
    Read,
    Survey,
    layout_of,
    opened,
    read_lines,
    stored,
    surveyed,
)
from app.crosscheck.lookup import Hit
from app.crosscheck.matching import Found, Searched, Wanted, search_parties
from app.crosscheck.models import IndexEntry, Sweep, SweepChunk, SweepHit, SweepState
from app.crosscheck.records import recorded
from app.crosscheck.services import budgets
from app.crosscheck.workflow import SWEEP_FLOW
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.documents import numbering
from app.outbox.handlers import Task
from app.outbox.services import enqueue
from app.people import staff_file
from app.people.staff_file import Table
from app.regulations import queries as regulations

SWEEP_CHUNK: Final = "crosscheck.sweep_chunk"
LINES_A_CHUNK: Final = 400
LEAST_REASON: Final = 20  # letters
MOST_BYTES: Final = staff_file.MAX_BYTES
NO_NAMES = "Kolom itu tidak berisi nama. Pilih kolom lain."
NOTHING_NEW = "Belum ada deklarasi baru sejak pengecekan terakhir."
# A list that nobody starts holds names for nothing.
FORGOTTEN_AFTER: Final = timedelta(days=7)
_SERIES: Final = "CEKDAFTAR"


@dataclass(frozen=True)
class ListFile:
    """An uploaded list, with what the officer says about it."""

    name: str
    content: bytes
    title: str
    reason: str


@dataclass(frozen=True)
class Choices:
    """Which column holds what (counted from 0), what the list is of, whether it is watched, and
    which row holds the headings ("" where they were found)."""

    columns: dict[str, int]
    kind: str
    watched: bool = False
    heading: str = ""


def upload(actor: Actor, file: ListFile) -> Sweep:
    """Take in a list; nothing is looked up before it is started. Raises Invalid, Unreadable.

    A large file is read for seconds: before the transaction, so that nobody waits for it.
    """
    policy.require(actor, "sweep.open")
    check_reason(file.reason, LEAST_REASON)
    table = staff_file.read(file.content)
    layout_of(table)
    return _take_in(actor, file, stored(table, file.content))


@use_case
def _take_in(actor: Actor, file: ListFile, content: bytes) -> Sweep:
    take_turn()
    year = clock.today().year
    sweep = Sweep(
        uid=new_uid(),
        number=f"CDF-{year}-{numbering.take_number(_SERIES, year):06d}",
        state=SweepState.UPLOADED,
        opened_by_id=guard.person_of(actor),
        opened_at=clock.now(),
        file_name=file.name[-200:],
        sha256=hashlib.sha256(file.content).hexdigest(),
        choices={},
    )
    sweep.words = {"title": file.title.strip(), "reason": file.reason.strip()}
    sweep.content = content
    db.session.add(sweep)
    db.session.flush()
    events.emit(
        Event(SWEEP_UPLOADED, actor, sweep, {"number": sweep.number}, reason=file.reason.strip())
    )
    once.leads_to(f"/cek-daftar/{sweep.id}")
    return sweep


@dataclass(frozen=True)
class Preview:
    """What an officer confirms before a list is checked."""

    layout: Layout
    survey: Survey
    remarks: Sequence[str]


def preview_for(actor: Actor, sweep: Sweep, heading: str = "") -> Preview:
    """The columns, first lines and doubts of a list that waits to be started; `heading` is the row
    of headings the officer chose."""
    policy.require(actor, "sweep.read", sweep)
    table = _table_of(sweep)
    layout = layout_of(table, heading)
    return Preview(layout, surveyed(table, layout), table.remarks)


def _table_of(sweep: Sweep) -> Table:
    if sweep.content is None:
        raise WrongState("Daftar ini sudah mulai dicek.")
    return opened(sweep.content)


def start(actor: Actor, sweep: Sweep, choices: Choices) -> None:
    """Cut the list into chunks and order their checking. The file itself is dropped.

    Raises Invalid when the chosen column holds no names, NotAllowed beyond the day's budget.
    """
    SWEEP_FLOW.check(sweep, "start", actor)
    table = _table_of(sweep)
    heading = layout_of(table, choices.heading).heading
    read = read_lines(table, choices.columns, choices.kind, heading)
    if not read.lines:
        raise Invalid(fields={"name": NO_NAMES})
    _start(actor, sweep, choices, read)


@use_case
def _start(actor: Actor, sweep: Sweep, choices: Choices, read: Read) -> None:
    SWEEP_FLOW.check(sweep, "start", actor)
    budgets.spend_list(guard.person_of(actor))
    sweep.choices = {
        "columns": choices.columns, "kind": choices.kind, "nameless": read.nameless,
        "repeated": read.repeated, "unread": read.unread,
    }  # fmt: skip
    sweep.watched, sweep.lines, sweep.content = choices.watched, len(read.lines), None
    _cut(sweep, read)
    _begin_round(actor, sweep)


def _cut(sweep: Sweep, read: Read) -> None:
    for number, first in enumerate(range(0, len(read.lines), LINES_A_CHUNK), start=1):
        lines = read.lines[first : first + LINES_A_CHUNK]
        chunk = SweepChunk(uid=new_uid(), sweep_id=sweep.id, number=number, size=len(lines))
        chunk.lines = [line.packed() for line in lines]
        db.session.add(chunk)
    db.session.flush()


def _begin_round(actor: Actor, sweep: Sweep) -> None:
    sweep.round, sweep.done = sweep.round + 1, 0
    sweep.started_at, sweep.finished_at = clock.now(), None
    sweep.seen_entry_id = newest_entry()
    SWEEP_FLOW.move(
        sweep, "start", actor, number=sweep.number, lines=sweep.lines, round=sweep.round
    )
    _order_chunks(sweep)


def _order_chunks(sweep: Sweep) -> None:
    """Order what this round has not checked yet: once for each build of the index, and once while
    none is whole."""
    build = lookup.whole_build()
    for chunk_id in db.session.scalars(
        sa.select(SweepChunk.id)
        .where(SweepChunk.sweep_id == sweep.id, SweepChunk.round < sweep.round)
        .order_by(SweepChunk.number)
    ):
        enqueue(
            SWEEP_CHUNK,
            sweep,
            payload={"chunk": chunk_id, "round": sweep.round},
            dedupe_key=f"{SWEEP_CHUNK}/{chunk_id}/{sweep.round}/{build}",
        )


@use_case
def go_on() -> None:
    """Order anew what was left alone because the index was being built. Harmless when repeated."""
    if lookup.whole_build() is None:
        return
    running = sa.select(Sweep).where(Sweep.state == SweepState.RUNNING).order_by(Sweep.id)
    for sweep in db.session.scalars(running):
        _order_chunks(sweep)


def newest_entry() -> int:
    """The newest entry of the index: what is declared later has a higher one."""
    return db.session.scalar(sa.select(sa.func.max(IndexEntry.id))) or 0


@use_case
def check_again(actor: Actor, sweep: Sweep) -> None:
    """Check the same list against what was declared since. Raises WrongState when nothing was."""
    SWEEP_FLOW.check(sweep, "start", actor)
    if newest_entry() <= sweep.seen_entry_id:
        raise WrongState(NOTHING_NEW)
    _begin_round(actor, sweep)


@use_case
def drop(actor: Actor, sweep: Sweep) -> None:
    """Throw an uploaded list away before it was checked."""
    SWEEP_FLOW.move(sweep, "drop", actor, number=sweep.number)
    sweep.content = None


@use_case
def drop_forgotten() -> int:
    """Throw away lists that nobody started within FORGOTTEN_AFTER; gives how many. A daily task."""
    rows = db.session.scalars(
        sa.select(Sweep).where(
            Sweep.state == SweepState.UPLOADED, Sweep.opened_at < clock.now() - FORGOTTEN_AFTER
        )
    ).all()
    for sweep in rows:
        SWEEP_FLOW.move(sweep, "drop", SYSTEM, number=sweep.number)
        sweep.content = None
    return len(rows)


@use_case
def set_watched(actor: Actor, sweep: Sweep, watched: bool) -> None:
    """Whether the list is checked again by itself when declarations change."""
    policy.require(actor, "sweep.read", sweep)
    sweep.watched = watched


@bookkeeping
def record_export(actor: Actor, sweep: Sweep, rows: int) -> None:
    """Write that a result was taken out."""
    policy.require(actor, "sweep.read", sweep)
    events.emit(Event(SWEEP_EXPORTED, actor, sweep, {"number": sweep.number, "rows": rows}))


def check_watched() -> int:
    """Check every watched list again that something new was declared for. A daily task."""
    go_on()
    ids = list(
        db.session.scalars(
            sa.select(Sweep.id)
            .where(Sweep.watched, Sweep.state == SweepState.DONE)
            .order_by(Sweep.id)
        )
    )
    return sum(_check_if_new(sweep_id) for sweep_id in ids)


@use_case
def _check_if_new(sweep_id: int) -> bool:
    sweep = db.session.get(Sweep, sweep_id)
    if sweep is None or newest_entry() <= sweep.seen_entry_id:
        return False
    _begin_round(SYSTEM, sweep)
    return True


# ── in the background ─────────────────────────────────────────────────────────────────────────


_held: Final[dict[str, Held]] = {}


def _held_for(sweep: Sweep) -> Held:
    """What this worker remembers from one chunk of the list to the next."""
    if sweep.uid not in _held:
        _held.clear()
        _held[sweep.uid] = Held()
    return _held[sweep.uid]


def check_chunk(task: Task) -> None:
    """Look up the lines of one chunk. A handler: a chunk checked in this round is left alone, and
    all are while the index is being built (see `go_on`)."""
    build, wanted = lookup.whole_build(), int(task.payload["round"])
    chunk = db.session.get(SweepChunk, task.payload["chunk"])
    sweep = db.session.get(Sweep, chunk.sweep_id) if chunk else None
    if chunk is None or sweep is None or build is None or not _waits(chunk, sweep, wanted):
        db.session.rollback()
        return
    watch = guard.guard_of_person(sweep.opened_by_id)
    lines = chunk.lines
    searched = search_parties(_parties(lines), watch, 0, SWEEPING, _held_for(sweep))
    rows = [
        (line, found, some)
        for line, some in zip(lines, searched, strict=True)
        for found in some.matches
        if found.hit.interest_id is not None
    ]
    roles = _roles([found.hit for _line, found, _some in rows])
    chunk_id = chunk.id
    db.session.rollback()  # looking up holds nothing in the database
    _keep(chunk_id, wanted, rows, roles, build)


def _waits(chunk: SweepChunk, sweep: Sweep, wanted: int) -> bool:
    """Whether it is still to be checked in this round."""
    return chunk.round < wanted == sweep.round


def _parties(lines: Sequence[Any]) -> list[Wanted]:
    return [
        Wanted(kind, name, {NumberType(one): digits for one, digits in numbers.items()})
        for _number, name, kind, numbers in lines
    ]


def _roles(hits: Sequence[Hit]) -> dict[int, str]:
    """In which role each entry stands in its interest, in Indonesian."""
    records = recorded(hit.interest_id for hit in hits if hit.interest_id is not None)
    pack = regulations.pack_on(clock.today())
    roles = {}
    with force_locale("id"):
        for hit in hits:
            record = records.get(hit.interest_id or 0)
            version = record.naming(hit.key) if record else None
            if record is not None and version is not None:
                roles[hit.key] = wording.role_of(version, record.section, hit.part, pack)
    return roles


@use_case
def _keep(
    chunk_id: int,
    wanted: int,
    rows: Sequence[tuple[Any, Found, Searched]],
    roles: dict[int, str],
    build: int,
) -> None:
    chunk = db.session.scalars(
        sa.select(SweepChunk).where(SweepChunk.id == chunk_id).with_for_update()
    ).one()
    if chunk.round >= wanted or lookup.whole_build() != build:
        return
    known = _known(chunk.sweep_id, [line[0] for line, _found, _some in rows])
    for line, found, some in rows:
        if (line[0], found.hit.key) not in known:
            db.session.add(_hit(chunk.sweep_id, wanted, line, found, some, roles))
    chunk.round = wanted
    db.session.flush()
    _count(chunk, wanted)


def _known(sweep_id: int, lines: Sequence[int]) -> set[tuple[int, int]]:
    rows = db.session.execute(
        sa.select(SweepHit.line, SweepHit.entry_key).where(
            SweepHit.sweep_id == sweep_id, SweepHit.line.in_(lines)
        )
    )
    return {(row[0], row[1]) for row in rows}


def _hit(
    sweep_id: int, wanted: int, line: Any, found: Found, some: Searched, roles: dict[int, str]
) -> SweepHit:
    hit = found.hit
    row = SweepHit(
        uid=new_uid(),
        sweep_id=sweep_id,
        line=line[0],
        entry_key=hit.key,
        interest_id=hit.interest_id,
        owner_id=found.owner_id,
        score=hit.score,
        band=found.band,
        identical=hit.identical.value if hit.identical else None,
        rank=_rank(hit, some.namesakes),
        namesakes=some.namesakes,
        round=wanted,
        pair_key=found.pair_key,
    )
    row.words = {
        "listed": line[1],
        "kind": line[2],
        "numbers": line[3],
        "name": found.found["name"],
        "role": roles.get(hit.key, ""),
    }
    return row


def _rank(hit: Hit, namesakes: int) -> int:
    """Equal numbers first, then rare names; a name that many bear comes last."""
    if hit.identical:
        return 0
    return 1 + round(1000 * (1 - hit.score)) + 50 * min(max(namesakes - 1, 0), 20)


def _count(chunk: SweepChunk, wanted: int) -> None:
    sweep = db.session.scalars(
        sa.select(Sweep).where(Sweep.id == chunk.sweep_id).with_for_update()
    ).one()
    sweep.done += chunk.size
    left = db.session.scalar(
        sa.select(sa.func.count(SweepChunk.id)).where(
            SweepChunk.sweep_id == sweep.id, SweepChunk.round < wanted
        )
    )
    if not left:
        sweep.finished_at = clock.now()
        SWEEP_FLOW.move(sweep, "finish", SYSTEM, number=sweep.number, round=wanted)

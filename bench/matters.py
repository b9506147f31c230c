"""The register of urusan: its list by every filter, the look-up of a party, the export."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final

import sqlalchemy as sa

from app.database import keys
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping
from app.deadlines.models import Deadline
from app.matters import queries
from app.matters.finding import Party, name_keys, number_keys, word_keys
from app.matters.models import (
    Assignment,
    Matter,
    MatterKind,
    MatterParty,
    MatterState,
    MatterWord,
    OfficialRole,
    PartyKey,
)
from app.people import queries as people
from bench import lists
from bench.invented import Inventor
from bench.lists import AFTER, Browsing, Reader, Rows, Subject

_FIRST_DAY = date(2023, 1, 2)
_RECORDED = datetime(2024, 1, 1, tzinfo=UTC)
_TITLES = ("Izin gudang", "PBG ruko", "Pengadaan alat tulis", "Izin reklame", "Pengawasan drainase")
# Everything a reader may ask of the list: the words behind /urusan.
_ASKED = (
    ("first page", ""),
    ("running permits", "?status=running&jenis=perizinan"),
    ("late", "?tanda=late"),
    ("a common word", "?cari=izin"),
    ("two words", "?cari=izin+gudang"),
    ("a rare name", "?cari={name}"),
    ("a number", "?cari=B-{middle}"),
    ("a deep page", "?sebelum={middle}"),
    ("the page before it", "?sesudah={middle}"),
    ("the last page", "?sebelum=30"),
    ("held", "?status=held"),
    ("one unit", "?unit=6"),
    ("held too long", "?tanda=stalled"),
    ("incomplete", "?tanda=incomplete"),
    ("mine, a common word", "?tanda=mine&cari=izin"),
    ("everything at once", "?cari=izin+gudang&status=decided&jenis=pengadaan&unit=6"),
)
_READERS = (("inspector", "e56"), ("head of unit", "e15"), ("clerk", "e26"), ("official", "e20"))
_SEED: Final = 5


def run(arguments: Sequence[str]) -> int:
    return lists.run(Subject("matters", 100_000, Matter, fill, _readers, _besides), arguments)


# ── filling ───────────────────────────────────────────────────────────────────────────────────


def fill(count: int, officials: Sequence[tuple[int, int]] = ()) -> None:
    """Write that many matters, one party each, for these officials (person, unit) or the demo city's."""
    pick, inventor, serving = random.Random(_SEED), Inventor(_SEED), officials or lists.posts()
    for ids in lists.blocks(count):
        _some(ids, serving, pick, inventor)


@bookkeeping
def _some(
    ids: range, serving: Sequence[tuple[int, int]], pick: random.Random, inventor: Inventor
) -> None:
    rows = Rows(Matter, MatterParty, PartyKey, MatterWord, Assignment, Deadline)
    for at in ids:
        _one(rows, at, pick.choice(serving), pick, inventor)
    rows.write()


def _one(
    rows: Rows, at: int, post: tuple[int, int], pick: random.Random, inventor: Inventor
) -> None:
    person_id, unit_id = post
    party = _party(pick, inventor)
    title = f"{pick.choice(_TITLES)} {party.name}"
    received = _FIRST_DAY + timedelta(days=at % 1_300)
    open_still = pick.random() < 0.2
    held = open_still and pick.random() < 0.05
    state = MatterState.HELD if held else MatterState.RUNNING if open_still else MatterState.DECIDED
    uid, party_uid = new_uid(), new_uid()
    rows.add(
        Matter, id=at, uid=uid, number=f"B-{at:07d}", state=state,
        kind=pick.choice(list(MatterKind)), unit_id=unit_id, received_on=received,
        complete=at % 1_000 != 0, sop_days=14, pressed=False, recorded_at=_RECORDED, revision=1,
        words_sealed=keys.seal({"title": title}, f"matters/{uid}/words"),
    )  # fmt: skip
    rows.add(
        MatterParty, id=at, uid=party_uid, matter_id=at, position=0, kind=party.kind,
        words_sealed=keys.seal(party.words(), f"matter_parties/{party_uid}/words"),
    )  # fmt: skip
    for key in number_keys(party) | name_keys(party):
        rows.add(PartyKey, key=key, party_id=at)
    for key in word_keys(title, party.name):
        rows.add(MatterWord, key=key, matter_id=at)
    rows.add(
        Assignment, matter_id=at, person_id=person_id, role=OfficialRole.PROCESSES,
        from_day=received, assigned_at=_RECORDED,
    )  # fmt: skip
    due = received + timedelta(days=20)
    rows.add(
        Deadline,
        **lists.clock_of("matters", at, "batas_layanan", received, due, running=open_still),
    )


def _party(pick: random.Random, inventor: Inventor) -> Party:
    if pick.random() < 0.7:
        return Party.of("org", inventor.name("org"), nib=inventor.nib())
    return Party.of("person", inventor.name("person"))


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def _readers(size: int) -> Sequence[Reader]:
    name = _named(AFTER + size // 3).split()[-1]
    pages = [
        (label, "/urusan" + words.format(name=name, middle=AFTER + size // 2))
        for label, words in _ASKED
    ]
    return [Reader(who, code, [*pages, ("start page", "/tugas")]) for who, code in _READERS]


def _named(matter_id: int) -> str:
    """The party of an invented matter."""
    asked = sa.select(MatterParty).where(MatterParty.matter_id == matter_id)
    return str(db.session.scalars(asked).one().words["name"])


def _besides(browsing: Browsing, turns: int) -> Iterable[str]:
    official = people.person_by_code("e20")
    assert official
    party = Party.of("org", _named(AFTER + 1))
    sought = lists.measured(partial(queries.matters_with, [party], official.id, ever=True), turns)
    yield f"A party sought in an official's matters (p50, p95; processor p50, p95): {sought.row()}"
    yield f"The whole register as CSV: {lists.sized(browsing('e56'), '/urusan/daftar.csv')}"

"""Detection over a large city: what one night costs, and the pages on which its hints are read."""

import random
import resource
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.core import clock
from app.crosscheck.models import Finding, Rule
from app.crosscheck.services import detecting
from app.database import keys
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping
from app.disclosures.models import (
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Kind,
    State,
)
from app.matters.models import Assignment, Decision, Effect, Matter, MatterParty, MatterState
from app.people.models import Appointment
from app.regulations.pack import Level
from bench import lists, matters
from bench.invented import Inventor
from bench.lists import AFTER, Browsing, Reader, Rows, Subject

_EMPLOYEES: Final = 10_000
_OFFICIALS: Final = 300
# Of 20 interests 8 stand in one declaration of three, and 3 matters are in the register.
_DECLARANTS_OF_20: Final = 8
_MATTERS_OF_20: Final = 3
_SHARED_FIRMS: Final = 500
_BANKS: Final = 10
_FILED = datetime(2024, 1, 2, 1, tzinfo=UTC)
_SEED: Final = 9
_ASKED = (
    ("first page", ""), ("second page", "?halaman=2"), ("last page", "?keadaan=semua&halaman=9999"),
    ("every state", "?keadaan=semua"),
    ("dismissed", "?keadaan=no_problem"), *((rule.value, f"?aturan={rule.value}") for rule in Rule),
)  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    return lists.run(Subject("detection", 20_000, Interest, fill, _readers, _besides), arguments)


# ── filling ───────────────────────────────────────────────────────────────────────────────────


def fill(count: int) -> None:
    """Write that many interests of a city of ten thousand, its matters, and a first night's hints."""
    pick = random.Random(_SEED)
    people = lists.staff(_EMPLOYEES)
    units = _units(people)
    matters.fill(count * _MATTERS_OF_20 // 20, [(one, units[one]) for one in people[:_OFFICIALS]])
    _decide(pick)
    _declare(count, people, units, pick)
    detecting.look_everywhere()


def _units(people: range) -> dict[int, int]:
    asked = sa.select(Appointment.person_id, Appointment.unit_id).where(
        Appointment.person_id.in_(people)
    )
    return {row[0]: row[1] for row in db.session.execute(asked)}


@bookkeeping
def _decide(pick: random.Random) -> None:
    """The decided matters get their decisions, some of them in haste."""
    rows = Rows(Decision)
    asked = sa.select(Matter.id, Matter.received_on, Assignment.person_id).join(
        Assignment, Assignment.matter_id == Matter.id
    )
    for matter_id, received, person_id in db.session.execute(
        asked.where(Matter.id > AFTER, Matter.state == MatterState.DECIDED)
    ):
        days = pick.randrange(1, 15)
        rows.add(
            Decision, uid=new_uid(), matter_id=matter_id, person_id=person_id,
            decided_on=received + timedelta(days=days), number=f"K-{matter_id}",
            effect=Effect.GRANTED, bases="", working_days=days, recorded_at=clock.now(),
        )  # fmt: skip
    rows.write()


@dataclass(frozen=True)
class _Names:
    """What is declared: firms that some name, parties of the matters of each official, anything."""

    shared: Sequence[str]
    parties: Mapping[int, Sequence[str]]
    inventor: Inventor
    pick: random.Random

    def declared_by(self, owner: int) -> tuple[str, dict[str, Any]]:
        """The section and the fields of one interest."""
        kind = self.pick.random()
        if kind < 0.10:  # a bank, which hundreds name
            return _firm(self.shared[self.pick.randrange(_BANKS)])
        if kind < 0.30:
            return _firm(self.pick.choice(self.shared))
        if kind < 0.55 and owner in self.parties:
            return _firm(self.pick.choice(self.parties[owner]))
        return _firm(self.inventor.firm()) if kind < 0.75 else _relative(self.inventor.person())


def _firm(name: str) -> tuple[str, dict[str, Any]]:
    return "PK-E", {"owner": "self", "body_name": name, "role": "owner"}


def _relative(name: str) -> tuple[str, dict[str, Any]]:
    return "PK-A", {"party_kind": "person", "party_name": name, "relation": "HA-D3"}


@bookkeeping
def _declare(count: int, people: range, units: Mapping[int, int], pick: random.Random) -> None:
    """One declaration each, of the superiors too; each of their interests in turn."""
    superiors = [person_id for person_id, _unit in lists.posts()]
    declarants = [*superiors, *people[: count * _DECLARANTS_OF_20 // 20 - len(superiors)]]
    rows = Rows(Disclosure, DisclosureVersion, Interest, InterestVersion)
    for at, one in enumerate(declarants, start=AFTER):
        _declaration(rows, at, one, units.get(one))
    inventor = Inventor(_SEED)
    firms = [inventor.firm() for _ in range(_SHARED_FIRMS)]
    names = _Names(firms, _parties_of_officials(), inventor, pick)
    for at in range(AFTER + 1, AFTER + count + 1):
        place = at % len(declarants)
        said = names.declared_by(declarants[place])
        colleague = pick.choice(people) if said[0] == "PK-A" and at % 4 == 0 else None
        _interest(rows, at, (AFTER + place, declarants[place]), said, colleague)
    rows.write()


def _parties_of_officials() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for party, person_id in db.session.execute(
        sa.select(MatterParty, Assignment.person_id)
        .join(Assignment, Assignment.matter_id == MatterParty.matter_id)
        .where(MatterParty.id > AFTER, MatterParty.kind == "org")
    ):
        found.setdefault(person_id, []).append(party.words["name"])
    return found


def _declaration(rows: Rows, at: int, person_id: int, unit_id: int | None) -> None:
    uid = new_uid()
    rows.add(
        Disclosure, id=at, uid=new_uid(), number=f"INV-{at}", kind=Kind.FIRST,
        state=State.RECORDED, person_id=person_id, unit_id=unit_id, nil=False, level=Level.LOW,
        pack_id="nasional", created_at=_FILED, submitted_at=_FILED, decided_at=_FILED,
        unreviewed=False, revision=1,
    )  # fmt: skip
    rows.add(
        DisclosureVersion, id=at, uid=uid, disclosure_id=at, number=1,
        filed_at=_FILED, filed_by_id=person_id, nil=False, pack_id="nasional", pack_hash="0" * 64,
        sha256="0" * 64, content_sealed=keys.seal({}, f"disclosure_versions/{uid}/content"),
    )  # fmt: skip


def _interest(
    rows: Rows, at: int, version: tuple[int, int], said: tuple[str, dict[str, Any]],
    colleague_id: int | None,
) -> None:  # fmt: skip
    uid, (version_id, owner), (section, fields) = new_uid(), version, said
    rows.add(
        Interest, id=at, uid=new_uid(), person_id=owner, section=section, first_declared_at=_FILED
    )
    content = {"fields": fields, "link": {}}
    rows.add(
        InterestVersion, id=at, uid=uid, interest_id=at, disclosure_version_id=version_id,
        declared_at=_FILED, valid_from=date(2020, 1, 1), change=Change.NEW,
        suggested_level=Level.LOW, employee_id=colleague_id,
        content_sealed=keys.seal(content, f"interest_versions/{uid}/content"),
    )  # fmt: skip


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def _readers(_size: int) -> Sequence[Reader]:
    newest = db.session.scalar(sa.select(sa.func.max(Finding.id)))
    pages = [(label, "/deteksi" + words) for label, words in _ASKED]
    return [
        Reader(
            "inspector",
            "e56",
            [*pages, ("one hint", f"/deteksi/{newest}"), ("start page", "/tugas")],
        )
    ]


def _besides(browsing: Browsing, _turns: int) -> Iterable[str]:
    hints = db.session.scalar(sa.select(sa.func.count(Finding.id)))
    night = lists.measured(detecting.look_everywhere, 1)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield f"A night over {hints:,} hints (ms, then of the processor): {night.row()}; {most} MiB at most"
    yield f"The queue as CSV: {lists.sized(browsing('e56'), '/deteksi/daftar.csv')}"

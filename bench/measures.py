"""Measures plans at twenty thousand: the list of those who watch them, by every filter (S-65)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from app.core import clock
from app.database import keys
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping
from app.measures.models import Action, ActionState, Concerned, Plan, PlanState, Source
from app.regulations.pack import Level
from bench import lists
from bench.lists import AFTER, Browsing, Reader, Rows, Subject

_STATES: Final = (
    *(PlanState.DONE,) * 9, *(PlanState.RUNNING,) * 6, PlanState.DRAFTING,
    PlanState.AWAITING_REPLY, PlanState.READY, PlanState.INCIDENT, PlanState.DROPPED,
)  # fmt: skip
# The words behind /rencana.
_ASKED = (
    ("first page", ""),
    ("last page", "?halaman=999999"),
    ("late", "?keadaan=terlambat"),
    ("on track", "?keadaan=sesuai"),
    ("incidents", "?keadaan=kejadian"),
    ("being written", "?keadaan=disusun"),
    ("over", "?keadaan=selesai"),
    ("of the highest level", "?tingkat={level}"),
    ("one unit", "?unit={unit}"),
    ("due within a month", "?jatuh=bulan"),
    ("a name", "?cari=surya"),
    ("a number", "?cari=B-{middle}"),
    ("everything at once", "?keadaan=selesai&tingkat={level}&unit={unit}&cari=ra"),
)
_READERS = (("head of unit", "e15"), ("mayor", "e01"), ("inspector", "e56"),
            ("officer of HR", "e45"), ("official", "e20"))  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    return lists.run(Subject("measures", 20_000, Plan, fill, _readers, _besides), arguments)


def fill(count: int) -> None:
    """Half as many more employees, two plans each, of two measures that colleagues carry out."""
    serving, people = lists.posts(), lists.staff(max(50, count // 2))
    for ids in lists.blocks(count):
        _some(ids, serving, people)


@bookkeeping
def _some(ids: range, serving: Sequence[tuple[int, int]], people: range) -> None:
    rows, today, levels = Rows(Plan, Action, Concerned), clock.today(), list(Level)
    for at in ids:
        superior_id, unit_id = serving[at % len(serving)]
        person_id = people[at % len(people)]
        state, uid = _STATES[at % len(_STATES)], new_uid()
        began = today - timedelta(days=at % 900)
        running = state is PlanState.RUNNING
        rows.add(
            Plan, id=at, uid=uid, number=f"B-{at}", state=state, source=Source.KNOWLEDGE,
            person_id=person_id, unit_id=unit_id, post="Penata", superior_id=superior_id,
            level=levels[at % len(levels)], version=1, pack_id="banjarmasin-92-2020",
            created_at=clock.now() - timedelta(days=at % 900), revision=1,
            next_check_on=today + timedelta(days=at % 120 - 30) if running else None,
        )  # fmt: skip
        for key in ("a", "b"):
            action_uid = new_uid()
            rows.add(
                Action, uid=action_uid, plan_id=at, key=key, code="TND-C",
                state=ActionState.IN_FORCE if running else ActionState.DONE,
                executor_id=people[at * 3 % len(people)], starts_on=began, due_on=began + timedelta(days=60),
                words_sealed=keys.seal(
                    {"description": "Batasi akses."}, f"measures_actions/{action_uid}/words"
                ),
            )  # fmt: skip
        if at % 10 == 0:
            rows.add(Concerned, plan_id=at, person_id=serving[at * 3 % len(serving)][0],
                     reason="disebut dalam deklarasi", at=clock.now())  # fmt: skip
    rows.write()


def _readers(size: int) -> Sequence[Reader]:
    known = {"unit": lists.posts()[0][1], "middle": AFTER + size // 2,
             "level": list(Level)[-1].value}  # fmt: skip
    pages = [(label, "/rencana" + words.format_map(known)) for label, words in _ASKED]
    own = [("own plans and measures to carry out", "/rencana/saya"), ("start page", "/tugas")]
    return [Reader(who, code, [*pages, *own]) for who, code in _READERS]


def _besides(browsing: Browsing, _turns: int) -> Iterable[str]:
    yield f"The mayor's list as CSV: {lists.sized(browsing('e01'), '/rencana/unduh.csv')}"

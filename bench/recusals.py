"""The register of recusals at twenty thousand: the queue, the register by every filter, the export."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from app.core import clock
from app.database import keys
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping
from app.recusals.models import (
    Bar,
    EndsWith,
    Enforcement,
    Gatekeeper,
    Origin,
    Recusal,
    RecusalMatter,
    RecusalParty,
    Scope,
    State,
    Verdict,
)
from bench import lists, matters
from bench.lists import AFTER, Browsing, Reader, Rows, Subject

_STATES: Final = (
    *(State.ENDED,) * 12, *(State.IN_FORCE,) * 4, State.WAITING, State.REQUESTED, State.REFUSED,
    State.RETURNED,
)  # fmt: skip
# The words behind /penarikan-diri/register …
_REGISTER = (
    ("first page", ""),
    ("last page", "?halaman=999999"),
    ("in force", "?status=in_force&halaman=2"),
    ("waiting", "?status=waiting"),
    ("one unit", "?unit={unit}"),
    ("a name", "?cari=Pegawai+77"),
    ("a matter's number", "?cari=B-10012"),
    ("a number", "?cari=PDR-B-10{middle}"),
    ("unit, state, name", "?unit={unit}&status=done&cari=Pegawai"),
    ("one kind of decision", "?cakupan=kind"),
    ("approved", "?putusan=approved"),
    ("in effect", "?tanda=in_effect"),
    ("without a substitute", "?tanda=no_substitute"),
    ("unanswered", "?tanda=unanswered"),
    ("breached", "?tanda=breached"),
    ("between two days", "?sejak=2025-01-01&hingga=2025-12-31"),
)
# … and /penarikan-diri/antrean.
_QUEUE = (
    ("to decide", ""),
    ("with the superior", "?tampil=atasan"),
    ("sent back", "?tampil=dikembalikan"),
    ("in force, from the queue", "?tampil=berlaku"),
)


def run(arguments: Sequence[str]) -> int:
    return lists.run(Subject("recusals", 20_000, Recusal, fill, _readers, _besides), arguments)


# ── filling ───────────────────────────────────────────────────────────────────────────────────


def fill(count: int) -> None:
    """Half as many more employees, who stepped aside from a matter each, twice."""
    serving = lists.posts()
    people = lists.staff(max(50, count // 2))
    matters.fill(count)
    for ids in lists.blocks(count):
        _some(ids, people, serving)


@bookkeeping
def _some(ids: range, people: range, serving: Sequence[tuple[int, int]]) -> None:
    rows = Rows(Recusal, RecusalMatter, RecusalParty, Gatekeeper, Bar)
    for at in ids:
        superior_id, unit_id = serving[at % len(serving)]
        rows.add(Recusal, **_recusal(at, people, superior_id, unit_id))
        rows.add(RecusalMatter, recusal_id=at, matter_id=at, found_later=False, left_out=False,
                 added_at=clock.now())  # fmt: skip
        uid = new_uid()
        words = {"name": f"CV Rekanan {at}", "numbers": {}}
        rows.add(RecusalParty, uid=uid, recusal_id=at, kind="org",
                 words_sealed=keys.seal(words, f"recusal_parties/{uid}/words"))  # fmt: skip
        if at % 2:
            rows.add(Gatekeeper, recusal_id=at, person_id=people[at % len(people)],
                     way=Enforcement.ACCESS, named_at=clock.now())  # fmt: skip
        if at % 5 == 0:
            rows.add(Bar, recusal_id=at, person_id=superior_id, reason="disebut dalam permohonan")
    rows.write()


def _recusal(at: int, people: range, superior_id: int, unit_id: int) -> dict[str, Any]:
    number = at - AFTER
    state = _STATES[number % len(_STATES)]
    asked = clock.now() - timedelta(hours=number)
    over = state is State.ENDED
    return {
        "id": at, "uid": new_uid(), "number": f"PDR-B-{at}", "state": state,
        "origin": Origin.REQUEST, "person_id": people[number % len(people)], "unit_id": unit_id,
        "post": "Penata", "scope": list(Scope)[number % 3], "limits": "files",
        "starts_on": clock.local(asked).date(), "ends_with": EndsWith.INTEREST,
        "effective_until": clock.local(asked).date() if over else None, "created_at": asked,
        "requested_at": asked, "superior_id": superior_id, "unanswered": number % 50 == 0,
        "substitute_id": None if number % 11 == 0 else people[(number + 5) % len(people)],
        "outside": False, "verdict": Verdict.APPROVED if over else None,
        "decided_at": asked if over else None, "breached": number % 500 == 0, "began": True,
        "revision": 1,
    }  # fmt: skip


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def _readers(size: int) -> Sequence[Reader]:
    unit = lists.posts()[0][1]
    register, queue = (
        [(label, path + words.format(unit=unit, middle=size // 2)) for label, words in asked]
        for path, asked in (
            ("/penarikan-diri/register", _REGISTER), ("/penarikan-diri/antrean", _QUEUE),
        )
    )  # fmt: skip
    own = [("own and subordinates'", "/penarikan-diri"), ("start page", "/tugas")]
    return [
        Reader("officer of HR", "e45", [*register, *queue, *own]),
        Reader("inspector", "e56", [*register, *own]),
        Reader("head of unit", "e15", own),
        Reader("official", "e20", own),
    ]


def _besides(browsing: Browsing, _turns: int) -> Iterable[str]:
    ask = browsing("e45")
    yield f"The whole register as CSV: {lists.sized(ask, '/penarikan-diri/register/unduh.csv')}"

"""Complaints at size: the desk's list (S-80), the examiners' cases (S-66) and the oversight (S-83)."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from app.complaints.models import Channel, Complaint, ComplaintBar, ObjectKind, State
from app.core import clock
from app.database import keys
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping
from app.deadlines.models import Deadline
from app.reviews.guard import Cast
from app.reviews.models import FollowUp, FollowUpState, Review, ReviewBar
from app.reviews.models import State as Stage
from bench import lists
from bench.lists import AFTER, Browsing, Reader, Rows, Subject

_CODES = ("CS-0", "CS-1", "CS-2", "CS-3", "CS-4", "CS-5", None)
_STORY = {"text": "Perusahaan milik iparnya menang tanpa pembanding. " * 12}
_KEPT_OUT = "Terkait dengan aduan ini."
_OPEN_SHARE: Final = 0.05
# One in so many concerns somebody of the demo city, who read these lists.
_EACH_OF_THE_CITY: Final = 10
_OVER = (*(State.CLOSED,) * 6, State.REFERRED, State.NOT_PROCESSED, State.WITHDRAWN)
_GOING = (State.RECEIVED, State.INCOMPLETE, State.VERIFIED, State.EXAMINING, State.REVIEWING,
          State.SUPERVISED)  # fmt: skip
_STAGES = {
    State.EXAMINING: Stage.EXAMINING, State.REVIEWING: Stage.REVIEWING,
    State.SUPERVISED: Stage.SUPERVISED, State.CLOSED: Stage.CLOSED,
}  # fmt: skip
# The words behind /meja-aduan …
_DESK = (
    ("the queue", ""),
    ("waiting for reporters", "?tampil=waiting"),
    ("under way", "?tampil=under_way"),
    ("everything", "?tampil=all"),
    ("a late clock", "?umur=late"),
    ("a late clock, under way", "?tampil=under_way&umur=late"),
    ("on the first day", "?umur=1"),
    ("on the last day", "?umur=3"),
    ("closed ones", "?status=closed"),
    ("one code of the cross-check", "?tampil=all&cs=CS-4"),
    ("not cross-checked", "?tampil=all&cs=none"),
    ("by letter", "?tampil=all&saluran=letter"),
    ("one unit", "?tampil=all&unit={unit}"),
    ("one unit, closed", "?tampil=all&unit={unit}&status=closed"),
    ("unit, code and channel", "?tampil=all&unit={unit}&cs=CS-2&saluran=portal"),
    (
        "everything at once",
        "?tampil=all&unit={unit}&cs=CS-2&saluran=portal&status=closed&umur=late",
    ),
    ("a number", "?tampil=all&cari={number}"),
    ("beginning of a number", "?tampil=all&cari=B-10"),
    ("a number that is none", "?tampil=all&cari=XYZ"),
    ("a deep page", "?tampil=all&sebelum=20250101-{middle}"),
    ("the last page", "?tampil=all&sebelum=20240101-{last}"),
    ("a deep page of the queue", "?sebelum=20260101-{middle}"),
)
# … /pemeriksaan …
_CASES = (
    ("cases", ""),
    ("my turn", "?giliran=saya"),
    ("under examination", "?status=examining"),
    ("closed cases", "?status=closed"),
    ("cases of a unit", "?unit={unit}"),
    ("a case's number", "?cari={number}"),
    ("a name of the accused", "?cari=surya"),
    ("unit, state and name", "?unit={unit}&status=closed&cari=ra"),
    ("a deep page of cases", "?halaman=900"),
    ("the last page of cases", "?halaman=999999"),
)
# … and /pengawasan.
_FOLLOW_UPS = (
    ("follow-ups", ""),
    ("late follow-ups", "?status=late"),
    ("follow-ups to verify", "?status=proven"),
    ("verified follow-ups", "?status=verified"),
    ("follow-ups of a number", "?cari={number}"),
    ("follow-ups of an owner", "?cari=surya"),
    ("the last page of follow-ups", "?halaman=999999"),
)
_OWN = (("own follow-ups", "/tindak-lanjut"), ("asked for a reply", "/keterangan"),
        ("start page", "/tugas"))  # fmt: skip


def run(arguments: Sequence[str]) -> int:
    return lists.run(Subject("complaints", 100_000, Complaint, fill, _readers, _besides), arguments)


# ── filling ───────────────────────────────────────────────────────────────────────────────────


def fill(count: int) -> None:
    """A city with a tenth as many employees, complained about; the demo city's people examine."""
    pick, serving = random.Random(7), lists.posts()
    people = lists.staff(max(50, count // 10))
    for ids in lists.blocks(count):
        _some(ids, serving, people, pick)


@bookkeeping
def _some(
    ids: range, serving: Sequence[tuple[int, int]], people: range, pick: random.Random
) -> None:
    rows = Rows(Complaint, ComplaintBar, Deadline, Review, ReviewBar, FollowUp)
    today = clock.today()
    for at in ids:
        going = pick.random() < _OPEN_SHARE
        state = pick.choice(_GOING if going else _OVER)
        received = today - timedelta(days=pick.randrange(0, 12) if going else 20 + at % 1_300)
        accused_id, unit_id = pick.choice(people), pick.choice(serving)[1]
        _complaint(rows, at, state, received, (accused_id, unit_id), pick)
        due = received + timedelta(days=5)
        rows.add(
            Deadline,
            **lists.clock_of("complaints", at, "periksa_aduan", received, due, running=going),
        )
        handlers = [person_id for person_id, _unit in serving]
        barred = {accused_id, pick.choice(people)}
        if at % _EACH_OF_THE_CITY == 0:
            barred.add(pick.choice(handlers))
        if state in _STAGES:
            _review(rows, at, _STAGES[state], [p for p in handlers if p not in barred], pick)
        for one in barred:
            rows.add(ComplaintBar, complaint_id=at, person_id=one, reason=_KEPT_OUT)
            if state in _STAGES:
                rows.add(ReviewBar, review_id=at, person_id=one, reason=_KEPT_OUT)
    rows.write()


def _complaint(
    rows: Rows, at: int, state: State, received: date, post: tuple[int, int], pick: random.Random
) -> None:
    uid, moment = new_uid(), datetime(received.year, received.month, received.day, 2, tzinfo=UTC)
    rows.add(
        Complaint, id=at, uid=uid, number=f"B-{at:07d}", state=state,
        channel=pick.choice(list(Channel)), object_kind=ObjectKind.DECISION, received_at=moment,
        recorded_at=moment, counted_from=received, unit_id=post[1], subject_id=post[0],
        cs_code=pick.choice(_CODES), review_id=at if state in _STAGES else None, revision=1,
        story_sealed=keys.seal(_STORY, f"complaints/{uid}/story"),
    )  # fmt: skip


def _review(rows: Rows, at: int, stage: Stage, free: Sequence[int], pick: random.Random) -> None:
    complaint, uid = rows.last(Complaint), new_uid()
    cast = Cast(frozenset({complaint["subject_id"]}))
    examined = None if stage is Stage.EXAMINING else complaint["received_at"]
    examiner_id, reviewer_id = pick.choice(free), pick.choice(free)
    rows.add(
        Review, id=at, uid=uid, number=complaint["number"], state=stage, origin_type="complaints",
        origin_id=at, subject_id=complaint["subject_id"], subject_post="Penata",
        unit_id=complaint["unit_id"], as_of=complaint["counted_from"],
        received_on=complaint["counted_from"], opened_at=complaint["received_at"],
        examiner_id=examiner_id, reviewer_id=reviewer_id if examined else None,
        examined_at=examined, examined_by_id=examiner_id if examined else None, revision=1,
        cast_sealed=keys.seal(cast.as_words(), f"reviews/{uid}/cast_words"),
        words_sealed=keys.seal({"object": "Penetapan pemenang"}, f"reviews/{uid}/words"),
    )  # fmt: skip
    if stage not in (Stage.SUPERVISED, Stage.CLOSED):
        return
    for position in range(2):
        over = stage is Stage.CLOSED or position > 0
        follow_uid = new_uid()
        rows.add(
            FollowUp, uid=follow_uid, review_id=at, position=position, owner_id=pick.choice(free),
            state=FollowUpState.VERIFIED if over else pick.choice(list(FollowUpState)[:3]),
            due_on=complaint["counted_from"] + timedelta(days=10), revision=1,
            words_sealed=keys.seal(
                {"description": "Ulangi penilaian."}, f"review_follow_ups/{follow_uid}/words"
            ),
        )  # fmt: skip


# ── asking ────────────────────────────────────────────────────────────────────────────────────


def _readers(size: int) -> Sequence[Reader]:
    unit = db.session.scalar(sa.select(Complaint.unit_id).where(Complaint.id == AFTER + size))
    known = {"unit": unit, "middle": AFTER + size // 2, "last": AFTER + 30,
             "number": f"B-{AFTER + size // 3:07d}"}  # fmt: skip
    desk, cases, follow_ups = (
        [(label, path + words.format_map(known)) for label, words in asked]
        for path, asked in (
            ("/meja-aduan", _DESK), ("/pemeriksaan", _CASES), ("/pengawasan", _FOLLOW_UPS),
        )
    )  # fmt: skip
    return [
        Reader("desk", "e57", [*desk, ("start page", "/tugas")]),
        Reader("inspector", "e56", [*desk, *cases, *follow_ups, *_OWN]),
        Reader("head of the inspectorate", "e51", [*desk[:4], *cases, *follow_ups, *_OWN]),
        Reader("examiner", "e31", [*cases, *_OWN]),
        Reader("reviewer", "e04", [*cases, *_OWN]),
    ]


def _besides(browsing: Browsing, _turns: int) -> Iterable[str]:
    ask = browsing("e57")
    yield f"50,000 rows as CSV: {lists.sized(ask, '/meja-aduan/unduh.csv?tampil=all')}"

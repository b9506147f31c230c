"""The list of the office's desk (S-80): tabs, filters, pages by key, the badge of the menu."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.complaints import workflow
from app.complaints.models import Channel, Complaint, Message, Sender, State
from app.complaints.queries.reading import TABLE, unsealed, visible
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.labels import LabelledEnum
from app.core.working_days import Unit as Units
from app.core.working_days import remaining
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, how_many
from app.deadlines import queries as deadlines
from app.deadlines.models import Deadline
from app.deadlines.queries import RunningClock
from app.people import queries as people
from app.people.models import Unit
from app.regulations import queries as regulations

MOST_COUNTED: Final = 1_000
MOST_EXPORTED: Final = 50_000
_EXPORTED_AT_ONCE: Final = 1_000
_FARTHEST: Final = timedelta(days=30)
AT_DESK: Final = (State.RECEIVED, State.VERIFIED)
WAITING: Final = (State.INCOMPLETE,)
UNDER_WAY: Final = (State.EXAMINING, State.REVIEWING, State.SUPERVISED)
NOT_CHECKED: Final = "none"


class Tab(LabelledEnum):
    """The parts of the list."""

    DESK = "desk", "Di meja aduan"
    WAITING = "waiting", "Menunggu pelapor"
    UNDER_WAY = "under_way", "Diperiksa dan diawasi"
    ALL = "all", "Semua"


class Age(LabelledEnum):
    """On which of its working days the clock P-01 is."""

    FIRST = "1", "Hari ke-1"
    SECOND = "2", "Hari ke-2"
    LAST = "3", "Hari terakhir"
    LATE = "late", "Terlambat"


# What the tabs show; everything, where a tab has no states.
_SHOWN: Final[Mapping[str, tuple[State, ...]]] = {
    Tab.DESK.value: AT_DESK, Tab.WAITING.value: WAITING, Tab.UNDER_WAY.value: UNDER_WAY,
}  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """Which complaints are wanted. `text`: the beginning of a number; `age`: the value of an Age.

    `tab`: the value of a Tab; `cs`: a code of the cross-check, or NOT_CHECKED. `before`/`after`: the place of a neighbouring page.
    """

    tab: str = Tab.DESK.value
    text: str = ""
    state: str = ""
    unit_id: int | None = None
    age: str = ""
    cs: str = ""
    channel: str = ""
    before: str = ""
    after: str = ""

    @property
    def narrows(self) -> bool:
        return any((self.text, self.state, self.unit_id, self.age, self.cs, self.channel))

    @property
    def by_age(self) -> bool:
        """The queues begin with whose clock is oldest; everything together with the newest."""
        return self.tab != Tab.ALL.value and not self.state


@dataclass(frozen=True)
class Line:
    """One complaint of the list; `clock` is the one that runs, `questions` what waits for an answer."""

    complaint: Complaint
    clock: RunningClock | None
    answers: int
    merged: int


@dataclass(frozen=True)
class Listed:
    """One page of the list with the places at which its neighbours begin."""

    items: Sequence[Line]
    total: int
    earlier: str
    later: str

    @property
    def counted(self) -> bool:
        return self.total < MOST_COUNTED


def complaints_visible_to(actor: Actor, wanted: Filter | None = None) -> Listed:
    """One page by key, so that the last page costs what the first does."""
    policy.require(actor, "complaint.list")
    wanted = wanted or Filter()
    asked = _narrowed(actor, wanted)
    places, more = _page(asked, wanted)
    backwards = bool(wanted.after)
    earlier = places[0] if places and (more if backwards else wanted.before) else None
    later = places[-1] if places and (True if backwards else more) else None
    total = how_many(asked.limit(MOST_COUNTED))
    return Listed(_lines([place[1] for place in places]), total, _key(earlier), _key(later))


_Place = tuple[date, int]


def _key(place: _Place | None) -> str:
    return f"{place[0]:%Y%m%d}-{place[1]}" if place else ""


def _place(key: str) -> _Place:
    """Raises ValueError for what no page gave."""
    day, number = key.split("-")
    return date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:8]}"), int(number)


def _page(asked: sa.Select[Any], wanted: Filter) -> tuple[list[_Place], bool]:
    key = wanted.after or wanted.before
    backwards = bool(wanted.after)
    ascending = wanted.by_age is not backwards
    places: Any = asked.with_only_columns(Complaint.counted_from, Complaint.id)
    if key:
        places = places.where(_beyond(_place(key), ascending=ascending, by_age=wanted.by_age))
    order = [Complaint.counted_from, Complaint.id] if wanted.by_age else [Complaint.id]
    places = places.order_by(*(one.asc() if ascending else one.desc() for one in order))
    rows = [(row[0], row[1]) for row in db.session.execute(places.limit(PAGE_SIZE + 1))]
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    return (rows[::-1] if backwards else rows), more


def _beyond(place: _Place, *, ascending: bool, by_age: bool) -> sa.ColumnElement[bool]:
    day, number = place
    if not by_age:
        return Complaint.id > number if ascending else Complaint.id < number
    here = sa.tuple_(Complaint.counted_from, Complaint.id)
    there = sa.tuple_(sa.literal(day), sa.literal(number))
    return here > there if ascending else here < there


def _narrowed(actor: Actor, wanted: Filter) -> sa.Select[Any]:
    wishes = [visible(actor), _in_states(wanted), _coded(wanted.cs)]
    if wanted.unit_id is not None:
        wishes.append(Complaint.unit_id.in_(people.units_below(wanted.unit_id)))
    if wanted.channel:
        wishes.append(Complaint.channel == Channel(wanted.channel))
    if wanted.age:
        wishes.append(Complaint.id.in_(_aged(wanted.age)))
    if wanted.text.strip():
        wishes.append(Complaint.id.in_(_numbered(wanted.text.strip().upper())))
    return sa.select(Complaint.id).where(*wishes)


def _numbered(text: str) -> sa.Select[Any]:
    """By the beginning of the number, asked of its index alone."""
    return sa.select(Complaint.id).where(Complaint.number.startswith(text, autoescape=True))


def _in_states(wanted: Filter) -> sa.ColumnElement[bool]:
    if wanted.state:
        return Complaint.state == State(wanted.state)
    if wanted.tab == Tab.DESK.value:
        return _waits_at_desk()
    states = _SHOWN.get(wanted.tab)
    return Complaint.state.in_(states) if states else sa.true()


def _coded(cs: str) -> sa.ColumnElement[bool]:
    if cs == NOT_CHECKED:
        return Complaint.cs_code.is_(None)
    return Complaint.cs_code == cs if cs else sa.true()


def _waits_at_desk() -> sa.ColumnElement[bool]:
    """New, ready to be sent, or under examination with a reporter who wants to take it back."""
    asks = Complaint.withdrawal_asked_at.is_not(None)
    return sa.and_(
        Complaint.state.in_((*AT_DESK, State.EXAMINING)),
        sa.or_(Complaint.state != State.EXAMINING, asks),
    )


def _aged(age: str) -> sa.Select[Any]:
    """The complaints whose P-01 is on its first, second or third working day, or over."""
    running = sa.select(Deadline.subject_id).where(
        Deadline.subject_type == TABLE,
        Deadline.code == workflow.EXAMINE,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )
    today = clock.today()
    if age == Age.LATE.value:
        return running.where(Deadline.due_on < today)
    first, last = _due_between(age, today)
    return running.where(Deadline.due_on.between(first, last))


def _due_between(age: str, today: date) -> tuple[date, date]:
    """Until when clocks on that day of theirs run: the last day today, the one before tomorrow …"""
    length = regulations.pack_on(today).term(workflow.EXAMINE, today).length
    left = length - int(age)
    counting = deadlines.calendar_on(today)
    ahead = [today + timedelta(days=n) for n in range(_FARTHEST.days)]
    fitting = [
        day
        for day in ahead
        if (found := remaining(Units.WORKING, today, day, counting)) == left
        or (age == Age.FIRST.value and found > left)
    ]
    return fitting[0], fitting[-1]


def _lines(ids: Sequence[int]) -> list[Line]:
    """The rows of a page in a fixed number of queries; nothing sealed is fetched."""
    rows = {one.id: one for one in db.session.scalars(unsealed().where(Complaint.id.in_(ids)))}
    clocks = deadlines.clocks_of(TABLE, ids)
    unread = _counted(
        sa.select(Message.complaint_id, sa.func.count())
        .where(Message.complaint_id.in_(ids), Message.sender == Sender.REPORTER)
        .where(_after_last_answer())
        .group_by(Message.complaint_id)
    )
    merged = _counted(
        sa.select(Complaint.parent_id, sa.func.count())
        .where(Complaint.parent_id.in_(ids))
        .group_by(Complaint.parent_id)
    )
    return [
        Line(rows[one], _shown(clocks[one]), unread.get(one, 0), merged.get(one, 0))
        for one in ids
        if one in rows
    ]


def _after_last_answer() -> sa.ColumnElement[bool]:
    """Messages of the reporter after which the office has said nothing."""
    later = aliased(Message)
    return ~sa.exists().where(
        later.complaint_id == Message.complaint_id,
        later.id > Message.id,
        later.sender.in_((Sender.DESK, Sender.EXAMINER)),
    )


def _counted(asked: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(asked)}


def _shown(running: Sequence[RunningClock]) -> RunningClock | None:
    """P-01 before the target inside it."""
    return next((one for one in running if one.code != workflow.CHECK), None)


def exported_visible_to(actor: Actor, wanted: Filter) -> Iterator[Line]:
    """The narrowed list without pages, a thousand at a time, at most MOST_EXPORTED."""
    policy.require(actor, "complaint.list")
    ids = list(
        db.session.scalars(
            _narrowed(actor, wanted).order_by(Complaint.id.desc()).limit(MOST_EXPORTED)
        )
    )
    for at in range(0, len(ids), _EXPORTED_AT_ONCE):
        yield from _lines(ids[at : at + _EXPORTED_AT_ONCE])


def waiting_for(actor: Actor) -> int:
    """How many wait at the desk for this actor: the badge of the menu. Nothing for others."""
    if actor.person_id is None:
        return 0
    asked = sa.select(Complaint.id).where(visible(actor), _waits_at_desk()).limit(MOST_COUNTED)
    return how_many(asked)


def has_desk(actor: Actor) -> bool:
    """Whether the desk is among the actor's pages: by role, or named for a complaint."""
    if actor.has(Role.INTAKE_OFFICER) or actor.has(Role.INSPECTOR):
        return True
    return bool(_is_named(actor))


@fact
def _is_named(actor: Actor) -> sa.Select[bool]:
    return sa.select(sa.exists().where(Complaint.desk_id == actor.person_id, visible(actor)))


def units_visible_to(actor: Actor) -> list[Unit]:
    """The units among which the list can be narrowed."""
    policy.require(actor, "complaint.list")
    return [line.unit for line in people.units_tree()]

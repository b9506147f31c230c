"""The office's desk (S-80): its list, one case with what surrounds it, what may be the same case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, load_only, selectinload

from app.attachments import queries as attachments
from app.attachments.models import Attachment
from app.complaints import story, workflow
from app.complaints.casting import party_of
from app.complaints.models import (
    Channel,
    Complaint,
    ComplaintBar,
    ComplaintStep,
    Message,
    Sender,
    State,
)
from app.complaints.policy import office
from app.complaints.story import Story
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.working_days import Unit as Units
from app.core.working_days import remaining
from app.crosscheck.models import Screening
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE
from app.deadlines import queries as deadlines
from app.deadlines.models import Deadline
from app.deadlines.queries import RunningClock
from app.documents.models import Document
from app.documents.queries import letters_of
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import Matter
from app.people import queries as people
from app.people.models import Person, Unit
from app.regulations import queries as regulations

TABLE: Final = Complaint.__tablename__
MOST_COUNTED: Final = 1_000
MOST_EXPORTED: Final = 50_000
_EXPORTED_AT_ONCE: Final = 1_000
_FARTHEST: Final = timedelta(days=30)
AT_DESK: Final = (State.RECEIVED, State.VERIFIED)
WAITING: Final = (State.INCOMPLETE,)
UNDER_WAY: Final = (State.EXAMINING, State.REVIEWING, State.SUPERVISED)
# What the tabs show; "" is everything, the newest first.
TABS: Final[Mapping[str, tuple[State, ...]]] = {
    "desk": AT_DESK, "waiting": WAITING, "under_way": UNDER_WAY, "all": (),
}  # fmt: skip
AGES: Final = ("1", "2", "3", "late")


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `complaint.read`, said in SQL: the list and the page ask the same question."""
    if actor.person_id is None:
        return sa.false()
    me = actor.person_id
    kept_from = sa.select(ComplaintBar.complaint_id).where(ComplaintBar.person_id == me)
    # coalesce, not OR: nearly every row fits, so no index of these columns may be walked for it.
    free = sa.and_(sa.func.coalesce(Complaint.subject_id, 0) != me, Complaint.id.not_in(kept_from))
    mine: sa.ColumnElement[bool] = Complaint.desk_id == me
    if actor.has(Role.INTAKE_OFFICER) or actor.has(Role.INSPECTOR):
        mine = sa.func.coalesce(Complaint.desk_id, me) == me
    return sa.and_(free, mine)


def known_to(actor: Actor) -> sa.Select[Any]:
    """The ids of the complaints this actor may know of, for the trail and the cross-check."""
    return sa.select(Complaint.id).where(visible(actor))


def complaint_for(actor: Actor, complaint_id: int) -> Complaint:
    """The complaint, or NotFound: for whom it concerns it does not exist."""
    found = db.session.get(Complaint, complaint_id)
    if found is None or not office(actor, found):
        raise NotFound(f"complaint {complaint_id}")
    return found


def may_read(actor: Actor, complaint_id: int) -> bool:
    """Whether this actor may read the complaint: asked by its letters, evidence and notices."""
    found = db.session.get(Complaint, complaint_id)
    return found is not None and policy.can(actor, "complaint.read", found)


def may_read_screening(actor: Actor, screening_id: int) -> bool:
    """Whether the screening serves a complaint this actor handles: he reads its summary."""
    asked = sa.select(Complaint.id).where(Complaint.screening_id == screening_id, visible(actor))
    return db.session.scalar(asked.limit(1)) is not None


def served_by(screening_id: int) -> int | None:
    """The complaint this screening serves."""
    return db.session.scalar(sa.select(Complaint.id).where(Complaint.screening_id == screening_id))


def leading_id(complaint_id: int) -> int:
    """The complaint that leads this one: itself, or the one it was merged into."""
    parent = sa.select(Complaint.parent_id).where(Complaint.id == complaint_id)
    return db.session.scalar(parent) or complaint_id


# ── the list ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Filter:
    """Which complaints are wanted. `text`: the beginning of a number; `age`: of the clock P-01.

    `cs`: a code of the cross-check, or "none". `before`/`after`: the place of a neighbouring page.
    """

    tab: str = "desk"
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
        return self.tab != "all" and not self.state


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
    counted = asked.limit(MOST_COUNTED).subquery()
    total = db.session.scalar(sa.select(sa.func.count()).select_from(counted)) or 0
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
    return sa.select(Complaint.id).where(sa.func.substr(Complaint.number, 1, len(text)) == text)


def _in_states(wanted: Filter) -> sa.ColumnElement[bool]:
    if wanted.state:
        return Complaint.state == State(wanted.state)
    if wanted.tab == "desk":
        return _waits_at_desk()
    states = TABS.get(wanted.tab)
    return Complaint.state.in_(states) if states else sa.true()


def _coded(cs: str) -> sa.ColumnElement[bool]:
    if cs == "none":
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
    if age == "late":
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
        or (age == "1" and found > left)
    ]
    return fitting[0], fitting[-1]


def _lines(ids: Sequence[int]) -> list[Line]:
    """The rows of a page in a fixed number of queries; nothing sealed is fetched."""
    rows = {one.id: one for one in db.session.scalars(_light().where(Complaint.id.in_(ids)))}
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


def _light() -> sa.Select[Any]:
    return (
        sa.select(Complaint)
        .options(
            load_only(
                Complaint.number, Complaint.state, Complaint.channel, Complaint.received_at,
                Complaint.counted_from, Complaint.unit_id, Complaint.subject_id, Complaint.urgent,
                Complaint.kkn, Complaint.cs_code, Complaint.desk_id, Complaint.parent_id,
                Complaint.late, Complaint.withdrawal_asked_at, Complaint.refusal_proposed_by_id,
                Complaint.object_kind,
            ),
            joinedload(Complaint.unit).load_only(Unit.name),
            joinedload(Complaint.subject).load_only(Person.name),
        )
    )  # fmt: skip


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
    return db.session.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0


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


# ── one case ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Case:
    """What the page of one complaint shows, besides its messages."""

    complaint: Complaint
    story: Story
    clocks: Sequence[RunningClock]
    evidence: Sequence[Attachment]
    letters: Sequence[Document]
    steps: Sequence[ComplaintStep]
    merged: Sequence[Complaint]
    alike: Sequence[Complaint]


def case_for(actor: Actor, found: Complaint) -> Case:
    policy.require(actor, "complaint.read", found)
    subjects = [(TABLE, found.id), ("screenings", found.screening_id)]
    return Case(
        found,
        story.read(found.story),
        deadlines.clocks_of(TABLE, [found.id])[found.id],
        attachments.attachments_of(actor, found),
        [one for table, one_id in subjects if one_id for one in letters_of(table, [one_id])],
        found.steps,
        _merged_into(actor, found),
        alike_for(actor, found),
    )


def _merged_into(actor: Actor, found: Complaint) -> list[Complaint]:
    return list(
        db.session.scalars(
            _light().where(Complaint.parent_id == found.id, visible(actor)).order_by(Complaint.id)
        )
    )


def merged_into(found: Complaint) -> sa.Select[Any]:
    """Every complaint merged into this one, for the services that treat them as one."""
    return sa.select(Complaint).where(Complaint.parent_id == found.id).order_by(Complaint.id)


def alike_for(actor: Actor, found: Complaint) -> list[Complaint]:
    """Other complaints about the same accused or matter, whom this one might be merged with."""
    same = [
        column == value
        for column, value in (
            (Complaint.subject_id, found.subject_id),
            (Complaint.matter_id, found.matter_id),
        )
        if value is not None
    ]
    if not same:
        return []
    return list(
        db.session.scalars(
            _light()
            .where(visible(actor), Complaint.id != found.id, sa.or_(*same))
            .where(Complaint.parent_id.is_(None))
            .order_by(Complaint.id.desc())
            .limit(20)
        )
    )


def numbered_for(actor: Actor, number: str) -> Complaint | None:
    """The complaint of this number, if this actor may read it."""
    asked = sa.select(Complaint).where(Complaint.number == number.strip().upper(), visible(actor))
    return db.session.scalar(asked)


def matter_of_for(actor: Actor, found: Complaint) -> Matter | None:
    """The matter it is about; the desk reads it as part of the case."""
    policy.require(actor, "complaint.read", found)
    return matters.matter(found.matter_id) if found.matter_id else None


def matter_numbered_for(actor: Actor, number: str) -> int | None:
    """The matter with this number, among those the desk may link: the whole register."""
    policy.require(actor, "complaint.list")
    found = matters.matter_numbered(number.strip())
    return found.id if found else None


def screenings_of_for(actor: Actor, found: Complaint) -> list[Screening]:
    """The screenings this very officer opened for the complaint, newest first."""
    policy.require(actor, "complaint.read", found)
    asked = sa.select(Screening).where(
        Screening.origin_type == TABLE,
        Screening.origin_id == found.id,
        Screening.opened_by_id == actor.person_id,
    )
    return list(db.session.scalars(asked.order_by(Screening.id.desc())))


# ── what the cross-check asks ─────────────────────────────────────────────────────────────────


def earlier_complaints(question: Question) -> list[OutsideFact]:
    """Earlier complaints about the accused. Whoever one of them concerns is not shown that one."""
    rows = db.session.scalars(
        sa.select(Complaint)
        .where(Complaint.subject_id == question.subject_id, Complaint.parent_id.is_(None))
        .options(selectinload(Complaint.bars), selectinload(Complaint.parties))
        .order_by(Complaint.id)
    )
    return [_as_fact(one, question) for one in rows if question.origin != (TABLE, one.id)]


def _as_fact(one: Complaint, question: Question) -> OutsideFact:
    named = [party_of(row) for row in one.parties]
    asked = [(party.party_id, Party.of(party.kind, party.name)) for party in question.parties]
    return OutsideFact(
        SourceKind.COMPLAINT,
        one.number,
        clock.local(one.received_at).date(),
        f"Aduan {one.number} tentang terlapor: {one.state.label}.",
        party_ids=tuple(
            number for number, party in asked if any(party.is_same_as(other) for other in named)
        ),
        person_ids=tuple({question.subject_id} | {bar.person_id for bar in one.bars}),
        url=f"/meja-aduan/{one.id}",
    )

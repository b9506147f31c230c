"""Making what each person owes: everybody when a season opens, then joiners, movers and leavers."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.core.runs import compact
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.services import drafting
from app.disclosures.workflow import FIRST
from app.disclosures.workflow import FLOW as DISCLOSURE_FLOW
from app.notifications.services import notify
from app.outbox.handlers import Task
from app.outbox.services import enqueue
from app.people import queries as people
from app.people.models import Appointment, EmploymentKind, Person
from app.people.queries import Duty
from app.seasons.events import CAUGHT_UP, NOW_ANNUAL, NOW_FIRST, OBLIGED
from app.seasons.models import Obligation, Season, SeasonState
from app.seasons.services.keeping import OBLIGE, UNFILED, end_of
from app.seasons.workflow import FLOW

PART = 1000  # people obliged in one transaction; the writer's lock is free between two parts
CATCH_UP = "season.catch_up"
_YEARLY = (Kind.FIRST, Kind.ANNUAL)
LEFT_REASON = "Tidak lagi termasuk yang wajib menyatakan"


def oblige_part(task: Task) -> None:
    """Oblige the next thousand people of a season that is being opened. A handler."""
    oblige_some(SYSTEM, task.subject_id or 0, int(task.payload.get("after", 0)))


@use_case
def oblige_some(actor: Actor, season_id: int, after: int) -> None:
    """Obligations and drafts for the people after this id; orders the next part, or settles."""
    policy.require(actor, "season.oblige")
    season = db.session.get(Season, season_id)
    if season is None or season.state is not SeasonState.OPENING:
        return
    part = people.duties_on(
        clock.today(), kinds_of(season), only_at_risk=season.only_at_risk, after=after, limit=PART
    )
    _oblige(actor, season, _without_obligation(season, part), season.due_on)
    if part:
        last = part[-1].person_id
        enqueue(OBLIGE, season, payload={"after": last}, dedupe_key=f"{OBLIGE}/{season.id}/{last}")
    else:
        FLOW.move(season, "settle", SYSTEM, expected=season.expected)


def kinds_of(season: Season) -> tuple[EmploymentKind, ...]:
    return tuple(EmploymentKind(value) for value in season.kinds.split())


def _without_obligation(season: Season, part: Sequence[Duty]) -> list[Duty]:
    has = set(
        db.session.scalars(
            sa.select(Obligation.person_id).where(
                Obligation.season_id == season.id,
                Obligation.person_id.in_([duty.person_id for duty in part]),
            )
        )
    )
    return [duty for duty in part if duty.person_id not in has]


def _oblige(actor: Actor, season: Season, part: Sequence[Duty], due_on: date) -> None:
    """All in a few statements: ten thousand use cases would hold everybody up for minutes."""
    if not part:
        return
    kinds = _kinds_owed([duty.person_id for duty in part])
    drafts = _drafts(season, part, kinds)
    now, due_at = clock.now(), end_of(due_on)
    db.session.execute(
        sa.insert(Obligation),
        [
            {
                "season_id": season.id,
                "person_id": duty.person_id,
                "unit_id": duty.unit_id,
                "kind": drafts[duty.person_id][1],
                "disclosure_id": drafts[duty.person_id][0],
                "due_on": due_on,
                "due_at": due_at,
                "created_at": now,
            }
            for duty in part
        ],
    )
    _tell(actor, season, {one: kind for one, (_id, kind) in drafts.items()}, due_on)


def _kinds_owed(person_ids: Sequence[int]) -> dict[int, Kind]:
    """A yearly declaration from whoever declared before, otherwise a Pernyataan Awal."""
    declared = set(
        db.session.scalars(
            sa.select(Disclosure.person_id).where(
                Disclosure.person_id.in_(person_ids),
                Disclosure.kind.in_(_YEARLY),
                Disclosure.state.not_in((*UNFILED, State.CLOSED)),
            )
        )
    )
    return {one: Kind.ANNUAL if one in declared else Kind.FIRST for one in person_ids}


def _drafts(
    season: Season, part: Sequence[Duty], kinds: Mapping[int, Kind]
) -> dict[int, tuple[int, Kind]]:
    """Person → (declaration to be written, its kind); what is being written already is kept."""
    ids = [duty.person_id for duty in part]
    waiting = _waiting(ids)
    new = [duty for duty in part if duty.person_id not in waiting]
    if new:
        now = clock.now()
        db.session.execute(
            sa.insert(Disclosure),
            [
                {
                    "uid": new_uid(),
                    "kind": kinds[duty.person_id],
                    "state": State.NOT_STARTED,
                    "person_id": duty.person_id,
                    "unit_id": duty.unit_id,
                    "pack_id": season.pack_id,
                    "created_at": now,
                    "unreviewed": False,
                    "revision": 1,
                }
                for duty in new
            ],
        )
        waiting = _waiting(ids)
    return waiting


def _waiting(person_ids: Sequence[int]) -> dict[int, tuple[int, Kind]]:
    rows = db.session.execute(
        sa.select(Disclosure.person_id, Disclosure.id, Disclosure.kind)
        .where(
            Disclosure.person_id.in_(person_ids),
            Disclosure.kind.in_(_YEARLY),
            Disclosure.state.in_(UNFILED),
        )
        .order_by(Disclosure.id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _tell(actor: Actor, season: Season, kinds: Mapping[int, Kind], due_on: date) -> None:
    yearly = [one for one, kind in kinds.items() if kind is Kind.ANNUAL]
    first = [one for one, kind in kinds.items() if kind is Kind.FIRST]
    facts = {
        "due_on": due_on.isoformat(),
        "annual": compact(yearly),
        "first": compact(first),
    }
    event = Event(OBLIGED, actor, season, facts)
    events.emit(event)
    notify(event, yearly, NOW_ANNUAL)
    notify(event, first, NOW_FIRST, link="/deklarasi/mulai")


# ── joiners, movers, leavers ──────────────────────────────────────────────────────────────────


def order_catch_up(event: Event) -> None:
    """The staff register changed: have the worker look who joined, moved or left. A consequence."""
    if newest() is not None:
        enqueue(CATCH_UP, event.subject)


def catch_up_now(_task: Task) -> None:
    """The same as a job's handler."""
    catch_up(SYSTEM)


@use_case
def catch_up(actor: Actor) -> int:
    """Bring the newest season in line with the staff register; gives how many it touched.

    Joiners get a Pernyataan Awal (tahap 3.c.1), also after the season was closed; leavers fall
    out. Harmless when run again.
    """
    policy.require(actor, "season.oblige")
    season = newest()
    if season is None or season.state not in (SeasonState.OPEN, SeasonState.CLOSED):
        return 0
    if season.state is SeasonState.CLOSED:
        joined, left, moved = _join_between_seasons(season), [], []
    else:
        joined, left, moved = _join(actor, season), _leave(season), _move(season)
    if not (joined or left or moved):
        return 0
    facts = {"joined": compact(joined), "left": compact(left), "moved": compact(moved)}
    events.emit(Event(CAUGHT_UP, actor, season, facts))
    return len(joined) + len(left) + len(moved)


def newest() -> Season | None:
    """The season opened last."""
    return db.session.scalar(
        sa.select(Season).where(Season.opened_at.is_not(None)).order_by(Season.opens_on.desc())
    )


def _join(actor: Actor, season: Season) -> list[int]:
    """Whoever owes something and has no obligation yet."""
    new = _without_obligation(
        season, people.duties_on(clock.today(), kinds_of(season), only_at_risk=season.only_at_risk)
    )
    kinds = _kinds_owed([duty.person_id for duty in new])
    returned = [duty for duty in new if kinds[duty.person_id] is Kind.ANNUAL]
    term = deadlines.due_on(FIRST, clock.today())
    _oblige(actor, season, returned, max(season.due_on, term))
    for duty in new:
        if kinds[duty.person_id] is Kind.FIRST:
            db.session.add(_first_duty(season, duty))
    db.session.flush()
    return [duty.person_id for duty in new]


def _first_duty(season: Season, duty: Duty) -> Obligation:
    """A Pernyataan Awal with the clock of the appointment (tahap 3.c.1, P-05)."""
    from_day = max(duty.began or season.opens_on, season.opens_on)
    disclosure = drafting.oblige(SYSTEM, duty.person_id, Kind.FIRST, from_day)
    due_on = deadlines.due_on(FIRST, from_day)
    return Obligation(
        season_id=season.id, person_id=duty.person_id, unit_id=duty.unit_id, kind=Kind.FIRST,
        disclosure_id=disclosure.id, due_on=due_on, due_at=end_of(due_on),
        created_at=clock.now(),
    )  # fmt: skip


def _join_between_seasons(season: Season) -> list[int]:
    """Whoever was appointed after the newest season was opened and never declared anything."""
    new = [
        duty
        for duty in people.duties_on(clock.today(), kinds_of(season))
        if duty.began is not None and duty.began >= season.opens_on
    ]
    known = set(
        db.session.scalars(
            sa.select(Disclosure.person_id).where(
                Disclosure.person_id.in_([duty.person_id for duty in new]),
                Disclosure.kind.in_(_YEARLY),
            )
        )
    )
    joined = [duty for duty in new if duty.person_id not in known]
    for duty in joined:
        drafting.oblige(SYSTEM, duty.person_id, Kind.FIRST, duty.began or clock.today())
    return [duty.person_id for duty in joined]


def _leave(season: Season) -> list[int]:
    """Whoever serves no more, or in another relation, owes nothing; what he began is closed."""
    today = clock.today()
    gone = db.session.execute(
        sa.select(Obligation, Disclosure)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .join(Person, Person.id == Obligation.person_id)
        .where(
            Obligation.season_id == season.id,
            Obligation.waived_on.is_(None),
            sa.or_(Person.left_on <= today, Person.kind.not_in(kinds_of(season))),
        )
    ).all()
    for obligation, disclosure in gone:
        obligation.waived_on, obligation.waived_reason = today, LEFT_REASON
        if disclosure.state in UNFILED:
            DISCLOSURE_FLOW.move(disclosure, "close", SYSTEM)
    return [obligation.person_id for obligation, _disclosure in gone]


def _move(season: Season) -> list[int]:
    """Somebody who moved counts where he serves now."""
    rows = db.session.execute(
        sa.select(Obligation.id, Obligation.person_id, Appointment.unit_id)
        .join(Person, Person.id == Obligation.person_id)
        .join(Appointment, people.main_post_on(clock.today()))
        .where(
            Obligation.season_id == season.id,
            Obligation.unit_id.is_distinct_from(Appointment.unit_id),
        )
    ).all()
    if rows:
        db.session.execute(
            sa.update(Obligation), [{"id": row[0], "unit_id": row[2]} for row in rows]
        )
    return [row[1] for row in rows]

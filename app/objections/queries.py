"""Reading objections, always as somebody; who may look at one; what may still be objected to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.attachments.models import Attachment
from app.attachments.queries import attachments_of
from app.core import clock, firewall, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.firewall import Route
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_of
from app.database.reading import reaches, record_for
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.documents.models import Document
from app.documents.queries import letters_of
from app.objections.grounds import Decided, Ground, ground_of
from app.objections.models import Follows, Objection, ObjectionBar, ObjectionStep, State, Step
from app.objections.workflow import FILE, UNDECIDED
from app.people import queries as people
from app.regulations import queries as regulations
from app.visits.doors import Door, Lock

_TABLE = "objections"


def objection_for(actor: Actor, objection_id: int) -> Objection:
    """The objection, or NotFound for a stranger and for whoever took part in the decision."""
    return record_for(actor, "objection.read", Objection, objection_id)


def may_read(actor: Actor, objection_id: int) -> bool:
    return reaches(actor, "objection.read", Objection, objection_id)


def decision_for(actor: Actor, subject_type: str, subject_id: int) -> tuple[Ground, Decided]:
    """The decision this actor may object to. Raises NotFound when there is none."""
    ground = ground_of(subject_type)
    decided = ground.look(actor, subject_id) if ground else None
    if ground is None or decided is None:
        raise NotFound(f"{subject_type} {subject_id}")
    return ground, decided


def last_day(known_on: date) -> date:
    """Until when one may object who learnt of the decision on that day (P-17, hari kerja)."""
    return deadlines.due_on(FILE, known_on)


def last_day_for(actor: Actor, decided: Decided) -> date:
    """The same, for the page on which the actor objects."""
    policy.require(actor, "objection.file")
    return last_day(decided.decided_on)


def clock_of(found: Objection) -> RunningClock | None:
    clocks = deadlines.clocks_of(_TABLE, [found.id])[found.id]
    return clocks[0] if clocks else None


def decision_told_for(actor: Actor, found: Objection) -> list[tuple[str, str]]:
    """What was decided and why, as far as the feature of the decision tells it."""
    policy.require(actor, "objection.read", found)
    ground = ground_of(found.subject_type)
    if ground is None or ground.told is None or found.subject_id is None:
        return []
    return list(ground.told(found.subject_id))


def letters_for(actor: Actor, found: Objection) -> list[Document]:
    policy.require(actor, "objection.read", found)
    return letters_of(_TABLE, [found.id])


def evidence_for(actor: Actor, found: Objection) -> list[Attachment]:
    policy.require(actor, "objection.read", found)
    return attachments_of(actor, found)


@dataclass(frozen=True)
class Words:
    """What one step says."""

    step: Step
    at: datetime
    by: str
    words: Mapping[str, Any]


def steps_for(actor: Actor, found: Objection) -> list[Words]:
    policy.require(actor, "objection.read", found)
    return [Words(one.step, one.at, _writer(found, one), one.words or {}) for one in found.steps]


def _writer(found: Objection, one: ObjectionStep) -> str:
    if one.by is not None:
        return one.by.name
    return found.filed_by if one.step in (Step.FILED, Step.APPEALED) else "Sistem"


# ── who looks at it ───────────────────────────────────────────────────────────────────────────


def route(
    person_id: int | None,
    barred: Mapping[int, str],
    *,
    line: Sequence[int] = (),
    above: int | None = None,
) -> Route:
    """The superior's superior and further up, past everybody who decided; then the stand-in's line.

    For somebody from outside `line` is what his superiors are for an employee. `above` starts
    beyond that person: the appeal goes up.
    """
    chain = list(line)
    if person_id is not None:
        chain = [one.id for one in people.superiors_above(person_id, clock.today())][1:]
    stand_ins = designated()
    whole = [one for one in (*chain, *stand_ins) if one != person_id]
    if above is not None:
        whole = _beyond(above, whole)
    return firewall.route(whole, barred.get)


def _beyond(reviewer: int, line: Sequence[int]) -> list[int]:
    """Those above the reviewer in his own line come first; whoever is below him never decides."""
    over = [one.id for one in people.superiors_above(reviewer, clock.today())]
    return [*over, *(one for one in line if one not in over and one != reviewer)]


def designated() -> list[int]:
    """Who stands in for a function of the office, and everybody above him (pengganti_fungsi)."""
    today = clock.today()
    title = regulations.pack_on(today).setting("pengganti_fungsi")
    found: list[int] = []
    for holder in people.holders_of(title, today):
        found += [holder.id, *(one.id for one in people.superiors_above(holder.id, today))]
    return found


def barred_from(found: Objection) -> dict[int, str]:
    return {bar.person_id: bar.reason for bar in found.bars}


@dataclass(frozen=True)
class Choice:
    """Somebody who may be named reviewer."""

    person_id: int
    label: str


def reviewers_for(actor: Actor, found: Objection) -> list[Choice]:
    """The nearest free superior, and the official who stands in for a function."""
    policy.require(actor, "objection.read", found)
    barred = barred_from(found)
    wanted = [found.reviewer_id, *designated()]
    free = [one for one in dict.fromkeys(wanted) if one is not None and one not in barred]
    persons = people.people_by_ids(free)
    posts = people.posts_of(free, clock.today())
    return [
        Choice(one, f"{persons[one].name}, {posts[one].title if one in posts else ''}".rstrip(", "))
        for one in free
        if one != found.person_id
    ]


def follows_offered(found: Objection) -> list[Follows]:
    """What may follow when it is granted: nothing to choose where the ground itself says it."""
    ground = ground_of(found.subject_type)
    if ground is None or ground.offers is None or found.subject_id is None:
        return []
    return list(ground.offers(found.subject_id))


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Listed(Paged[Objection]):
    """One page of objections, newest first, with the clock of each."""

    clocks: Mapping[int, RunningClock | None]


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `objection.read`, said in SQL."""
    me = actor.person_id if actor.person_id is not None else -1
    return _readable(me, inspector=actor.has(Role.INSPECTOR))


def _readable(me: int, *, inspector: bool) -> sa.ColumnElement[bool]:
    free = sa.and_(
        sa.or_(Objection.person_id.is_(None), Objection.person_id != me),
        ~sa.exists().where(ObjectionBar.objection_id == Objection.id, ObjectionBar.person_id == me),
    )
    looking = sa.or_(
        Objection.reviewer_id == me,
        sa.and_(
            Objection.appeal_reviewer_id == me,
            sa.or_(Objection.decided_by_id.is_(None), Objection.decided_by_id != me),
        ),
    )
    if inspector:
        looking = sa.true()
    return sa.or_(Objection.person_id == me, sa.and_(looking, free))


def objections_visible_to(actor: Actor, state: str = "", number: int = 1) -> Listed:
    policy.require(actor, "objection.list")
    asked = sa.select(Objection).where(visible(actor))
    if state:
        asked = asked.where(Objection.state == State(state))
    persons = joinedload(Objection.person), joinedload(Objection.reviewer)
    page = page_of(asked.options(*persons).order_by(Objection.id.desc()), number)
    clocks = deadlines.clocks_of(_TABLE, [row.id for row in page.items])
    nearest = {one: next(iter(some), None) for one, some in clocks.items()}
    return Listed(items=page.items, number=page.number, total=page.total, clocks=nearest)


def waiting_for(actor: Actor) -> int:
    """How many wait for the actor: the badge of the menu."""
    return _waiting_for(actor) or 0


@fact
def _waiting_for(actor: Actor) -> sa.Select[int]:
    me: Any = actor.person_id
    inspector = actor.has(Role.INSPECTOR)
    turn = sa.or_(
        sa.and_(Objection.reviewer_id == me, Objection.state == State.REVIEWING),
        sa.and_(Objection.appeal_reviewer_id == me, Objection.state == State.APPEALED),
    )
    if inspector:
        turn = sa.or_(turn, Objection.state == State.FILED)
    return sa.select(sa.func.count(Objection.id)).where(_readable(me, inspector=inspector), turn)


def objections_through(actor: Actor) -> list[Objection]:
    """Those that a visitor filed from the record he opened, or the one he opened; newest first."""
    mine = [
        sa.or_(
            sa.and_(Objection.through_type == table, Objection.through_id == number),
            sa.and_(sa.literal(table) == _TABLE, Objection.id == number),
        )
        for table, number in actor.opened
    ]
    if not mine:
        return []
    return list(
        db.session.scalars(sa.select(Objection).where(sa.or_(*mine)).order_by(Objection.id.desc()))
    )


def lock_of(number: str) -> Lock | None:
    """The objection with this number, if it has a code of its own. For the public door."""
    found = db.session.execute(
        sa.select(Objection.id, Objection.code_hash).where(
            Objection.number == number, Objection.code_hash.is_not(None)
        )
    ).first()
    return Lock(found.id, found.code_hash) if found else None


def address_of(objection_id: int) -> str | None:
    """Where a party wants news of its objection, while it runs or may go up. For the mail."""
    found = db.session.get(Objection, objection_id)
    return (found.party or {}).get("email") or None if found is not None else None


DOOR = Door(_TABLE, "Pemohon keberatan", "/lacak/keberatan", lock_of)


def newest_of(person_id: int) -> Objection | None:
    """The last objection of this person."""
    return db.session.scalar(
        sa.select(Objection)
        .where(Objection.person_id == person_id)
        .order_by(Objection.id.desc())
        .limit(1)
    )


def open_against(subject_type: str, subject_id: int) -> Objection | None:
    """The newest objection against this decision."""
    return db.session.scalar(
        sa.select(Objection)
        .where(Objection.subject_type == subject_type, Objection.subject_id == subject_id)
        .order_by(Objection.id.desc())
        .limit(1)
    )


def undecided_against(subject_type: str) -> set[int]:
    """The records of this table whose decision is objected to, and nobody has decided about it."""
    asked = sa.select(Objection.subject_id).where(
        Objection.subject_type == subject_type, Objection.state.in_(UNDECIDED)
    )
    return {one for one in db.session.scalars(asked) if one is not None}

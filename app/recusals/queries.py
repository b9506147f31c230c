"""Reading recusals, always as somebody; what other features ask about them; the register's lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.sentences import Sentence
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.database.prepared import prepared
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.disclosures import queries as disclosures
from app.disclosures.models import Interest, InterestVersion
from app.documents.models import Document
from app.documents.queries import letters_of
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import Matter
from app.matters.obstacles import Obstacle
from app.matters.queries import MatterFacts
from app.people import queries as people
from app.people.models import Person, Unit
from app.recusals import coverage, guard, request, wording
from app.recusals.guard import Candidate
from app.recusals.models import (
    Bar,
    Breach,
    Copy,
    Gatekeeper,
    Recusal,
    RecusalInterest,
    RecusalMatter,
    Stance,
    State,
    Step,
    Verdict,
)
from app.recusals.request import Request

MOST_EXPORTED = 50_000
_EXPORTED_AT_ONCE = 1_000
_SIMILAR = 5
_TABLE = "recusals"
RECUSED = "Anda menarik diri dari urusan ini. Pejabat pengganti: %(name)s."
RECUSED_WITHOUT = "Anda menarik diri dari urusan ini. Pejabat pengganti belum ditunjuk."
OTHER_RECUSED = "Pegawai ini menarik diri dari urusan atau pihak ini."
_OPEN = (State.REQUESTED, State.WAITING, State.RETURNED)


# ── one recusal ───────────────────────────────────────────────────────────────────────────────


def recusal_for(actor: Actor, recusal_id: int) -> Recusal:
    """The recusal, or NotFound for a stranger and for whomever of HR it concerns."""
    found = db.session.get(Recusal, recusal_id)
    if found is None or not policy.can(actor, "recusal.read", found):
        raise NotFound(f"recusal {recusal_id}")
    return found


def may_read(actor: Actor, recusal_id: int) -> bool:
    """Whether this actor may read it: asked by letters and mail."""
    found = db.session.get(Recusal, recusal_id)
    return found is not None and policy.can(actor, "recusal.read", found)


def newest_of(person_id: int) -> Recusal | None:
    """The last recusal or draft of this person."""
    return db.session.scalar(
        sa.select(Recusal)
        .where(Recusal.person_id == person_id)
        .order_by(Recusal.id.desc())
        .limit(1)
    )


def recusal(recusal_id: int) -> Recusal | None:
    """The recusal itself, for the services of other features; pages use `recusal_for`."""
    return db.session.get(Recusal, recusal_id)


def letters_for(actor: Actor, found: Recusal) -> list[Document]:
    policy.require(actor, "recusal.read", found)
    return letters_of(_TABLE, [found.id])


def may_read_reasons(actor: Actor, found: Recusal) -> bool:
    """Whether the actor sees what was written and cited: the person himself and the handlers."""
    return policy.can(actor, "recusal.read_reasons", found)


def handles(actor: Actor, found: Recusal) -> bool:
    """Whether the actor handles it or oversees: he sees who was passed over, and why."""
    if actor.person_id == found.person_id:
        return False
    return may_read_reasons(actor, found) or policy.can(actor, "recusal.register")


def clock_of(found: Recusal) -> RunningClock | None:
    """The clock that runs now, the nearest one first."""
    clocks = deadlines.clocks_of(_TABLE, [found.id])[found.id]
    return clocks[0] if clocks else None


def cited_for(actor: Actor, found: Recusal) -> list[InterestVersion]:
    """The interests it cites, in the version that was cited, and none besides (S-41)."""
    if not policy.can(actor, "recusal.read_reasons", found):
        return []
    return list(
        db.session.scalars(
            sa.select(InterestVersion)
            .join(RecusalInterest, RecusalInterest.version_id == InterestVersion.id)
            .where(RecusalInterest.recusal_id == found.id)
            .options(joinedload(InterestVersion.interest))
            .order_by(RecusalInterest.id)
        )
    )


@dataclass(frozen=True)
class Words:
    """What one step says, for those who may read it."""

    step: Step
    at: datetime
    by: str
    words: Mapping[str, Any]


def steps_for(actor: Actor, found: Recusal) -> list[Words]:
    """The history; what was written only for those who handle it or asked for it."""
    policy.require(actor, "recusal.read", found)
    whole = policy.can(actor, "recusal.read_reasons", found)
    return [
        Words(
            one.step,
            one.at,
            one.by.name if one.by else "Sistem",
            (one.words or {}) if whole and _shown(actor, found, one.step) else {},
        )
        for one in found.steps
    ]


def _shown(actor: Actor, found: Recusal, step: Step) -> bool:
    """A proposal is between the officers until it is decided."""
    if step not in (Step.PROPOSED, Step.HANDED_BACK):
        return True
    return actor.person_id not in (found.person_id, found.superior_id)


def words_of(found: Recusal, step: Step) -> dict[str, Any]:
    """What the newest step of this kind says."""
    return next((one.words or {} for one in reversed(found.steps) if one.step is step), {})


def suggested_ruling_for(actor: Actor, found: Recusal) -> dict[str, Any]:
    """The proposal, for whoever decides; before one is made, what the superior gave."""
    policy.require(actor, "recusal.read_reasons", found)
    if found.proposed_at is not None:
        return words_of(found, Step.PROPOSED)
    supported = found.stance is Stance.SUPPORT
    return {
        "verdict": Verdict.APPROVED.value if supported else None,
        "substitute_id": found.substitute_id,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "granted_ids": [one.matter_id for one in found.matters],
        "copy_ids": [found.superior_id] if found.superior_id else [],
    }


def parties_for(actor: Actor, found: Recusal) -> list[Party]:
    policy.require(actor, "recusal.read", found)
    return coverage.parties_of(found)


def matters_for(actor: Actor, found: Recusal) -> list[MatterFacts]:
    """The matters it covers, as whoever handles it needs them."""
    policy.require(actor, "recusal.read", found)
    facts = matters.facts_of(one.matter_id for one in found.matters)
    return [facts[one.matter_id] for one in found.matters if one.matter_id in facts]


def breaches_for(actor: Actor, found: Recusal) -> list[tuple[Breach, str]]:
    """What was done although recused, with the matter's number: to HR and the inspectors."""
    if not (policy.can(actor, "recusal.register") and policy.can(actor, "recusal.read", found)):
        return []
    rows = db.session.execute(
        sa.select(Breach, Matter.number)
        .join(Matter, Matter.id == Breach.matter_id)
        .where(Breach.recusal_id == found.id)
        .order_by(Breach.id)
    )
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True)
class Told:
    """One line of the enforcement list, with the proof that he was told."""

    keeper: Gatekeeper
    post: str


def keepers_for(actor: Actor, found: Recusal) -> list[Told]:
    policy.require(actor, "recusal.read", found)
    posts = people.posts_of([one.person_id for one in found.gatekeepers], clock.today())
    return [
        Told(one, posts[one.person_id].title if one.person_id in posts else "")
        for one in found.gatekeepers
    ]


# ── choosing people ───────────────────────────────────────────────────────────────────────────


def candidates_for(actor: Actor, found: Recusal) -> list[Candidate]:
    """Unit mates with why or why not (S-64, S-71); those proposed come along from elsewhere."""
    policy.require(actor, "recusal.read_reasons", found)
    facts = guard.Facts(
        found.person_id,
        coverage.parties_of(found),
        [one.matter_id for one in found.matters],
        request.guard_facts(found.person_id, request.of_recusal(found)).cited_employees,
    )
    mates = people.serving_in(found.unit_id, clock.today()) if found.unit_id else []
    also = [one for one in (found.substitute_id, found.wished_substitute_id) if one]
    loads = matters.open_loads([*(one.id for one in mates), *also])
    return guard.candidates(facts, found.unit_id, loads, also)


@dataclass(frozen=True)
class Recipient:
    """Somebody who may get a copy, by post."""

    person_id: int
    label: str


def recipients_for(actor: Actor, found: Recusal) -> list[Recipient]:
    """Tembusan: the line above the person, and the heads among the inspectors."""
    policy.require(actor, "recusal.read_reasons", found)
    today = clock.today()
    above = people.superiors_above(found.person_id, today)
    posts = people.posts_of([one.id for one in above], today)
    return [
        Recipient(one.id, f"{posts[one.id].title if one.id in posts else ''} ({one.name})".strip())
        for one in above
    ]


@dataclass(frozen=True)
class Earlier:
    """An earlier decision on something like it, without a name or unit."""

    month: date
    scope: str
    verdict: Verdict
    days: int


def similar_for(actor: Actor, found: Recusal) -> list[Earlier]:
    """The last decisions on the same scope and kind of interest, anonymised (S-71)."""
    policy.require(actor, "recusal.read_reasons", found)
    sections = sa.select(Interest.section).join(
        RecusalInterest, RecusalInterest.interest_id == Interest.id
    )
    mine = sections.where(RecusalInterest.recusal_id == found.id)
    alike = (
        sa.select(RecusalInterest.recusal_id)
        .join(Interest, Interest.id == RecusalInterest.interest_id)
        .where(Interest.section.in_(mine))
    )
    rows = db.session.scalars(
        sa.select(Recusal)
        .where(
            Recusal.id != found.id,
            Recusal.decided_at.is_not(None),
            Recusal.scope == found.scope,
            Recusal.person_id != found.person_id,
            Recusal.id.in_(alike),
        )
        .order_by(Recusal.decided_at.desc())
        .limit(_SIMILAR)
    )
    return [_earlier(one) for one in rows]


def _earlier(one: Recusal) -> Earlier:
    if one.decided_at is None or one.requested_at is None or one.verdict is None:
        raise ValueError("a decided recusal has its moments")
    day = clock.local(one.decided_at).date()
    days = (day - clock.local(one.requested_at).date()).days
    return Earlier(day.replace(day=1), one.scope.label if one.scope else "", one.verdict, days)


# ── what the form offers ──────────────────────────────────────────────────────────────────────


def own_matters_for(actor: Actor) -> list[MatterFacts]:
    """Open matters in which the actor has a role."""
    return _own_matters(actor.somebody)


def _own_matters(person_id: int) -> list[MatterFacts]:
    facts = matters.facts_of(one.id for one in matters.open_matters_of(person_id))
    return sorted(facts.values(), key=lambda one: one.id)


def own_interests_for(actor: Actor) -> list[InterestVersion]:
    """The actor's own interests as of today: the reasons to choose from."""
    return disclosures.interests_as_of(actor.somebody, clock.today())


def request_of_for(actor: Actor, found: Recusal) -> Request:
    """What is asked, for the form and the check page."""
    policy.require(actor, "recusal.own", found)
    return request.of_recusal(found)


@dataclass(frozen=True)
class Preview:
    """What would happen on sending: matters held at once, and spellings that were matched."""

    held: Sequence[MatterFacts]
    parties: Sequence[Party]
    matched: Sequence[tuple[str, str, str]]  # typed, as known, matter number


def preview_for(actor: Actor, found: Recusal) -> Preview:
    wanted = request_of_for(actor, found)
    parties = request.covered_parties(wanted)
    own = _own_matters(found.person_id)
    held = [one for one in own if _would_cover(wanted, parties, one)]
    matched = [
        (typed.name, known.name, one.number)
        for typed in wanted.parties
        for one in own
        for known in one.parties
        if typed.is_same_as(known) and typed.name != known.name
    ]
    return Preview(held, parties, matched)


def _would_cover(wanted: Request, parties: Sequence[Party], one: MatterFacts) -> bool:
    if one.id in wanted.matter_ids:
        return True
    kind = wanted.scope.value if wanted.scope else ""
    if kind == "kind":
        return str(one.kind.value) == wanted.matter_kind
    return kind == "party" and any(p.is_same_as(q) for p in parties for q in one.parties)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Filter:
    """Which recusals are wanted. `text` is a number, or the beginning of a person's name.

    `state` is a state or "waiting" for what HR has to decide; days are those of sending.
    """

    text: str = ""
    state: str = ""
    scope: str = ""
    verdict: str = ""
    unit_id: int | None = None
    flag: str = ""
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class Line:
    """One recusal of a list."""

    recusal: Recusal
    matters: Sequence[str]
    service_due_on: date | None
    clock: RunningClock | None
    substitute_barred: bool


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `recusal.read`, said in SQL: the list and the page ask the same question."""
    me = actor.person_id if actor.person_id is not None else -1
    return _readable(me, officer=_is_officer(actor))


def _is_officer(actor: Actor) -> bool:
    return actor.has(Role.HR_OFFICER) or actor.has(Role.INSPECTOR)


def _readable(me: int, *, officer: bool) -> sa.ColumnElement[bool]:
    free = sa.and_(
        Recusal.person_id != me,
        ~sa.exists().where(Bar.recusal_id == Recusal.id, Bar.person_id == me),
    )
    handling = sa.or_(Recusal.superior_id == me, Recusal.decider_id == me, Recusal.settler_id == me)
    others = [
        sa.and_(handling, free),
        Recusal.substitute_id == me,
        Recusal.id.in_(sa.select(Gatekeeper.recusal_id).where(Gatekeeper.person_id == me)),
        sa.and_(
            Recusal.decided_at.is_not(None),
            Recusal.id.in_(sa.select(Copy.recusal_id).where(Copy.person_id == me)),
        ),
    ]
    if officer:
        others.append(sa.or_(free, sa.and_(Recusal.outside, Recusal.person_id != me)))
    sent = Recusal.requested_at.is_not(None)
    return sa.or_(Recusal.person_id == me, sa.and_(sent, sa.or_(*others)))


def recusals_visible_to(actor: Actor, wanted: Filter | None = None, number: int = 1) -> Paged[Line]:
    """The register: everything sent that this actor may read, newest first."""
    policy.require(actor, "recusal.list")
    asked = _narrowed(_sent(actor), wanted or Filter())
    return _page(asked, number, Recusal.id.desc())


def own_visible_to(actor: Actor) -> Sequence[Line]:
    """The actor's own recusals and drafts, newest first."""
    rows = _rows(
        sa.select(Recusal)
        .where(Recusal.person_id == actor.person_id)
        .order_by(Recusal.id.desc())
        .limit(100)
    )
    return _lines([one for one in rows if one.requested_at or one.state is State.DRAFT])


def queue_visible_to(actor: Actor, wanted: Filter, number: int = 1) -> Paged[Line]:
    """What HR has to see (S-70): the ones that wait, the oldest first."""
    policy.require(actor, "recusal.queue")
    return _page(_narrowed(_sent(actor), wanted), number, Recusal.requested_at, Recusal.id)


def to_answer_visible_to(actor: Actor) -> Sequence[Line]:
    """What waits for this superior: answers, agreements to withdraw, assignments after refusal."""
    if actor.person_id is None or not _has_to_do(actor):
        return []
    return _lines(_found(*_to_answer(actor.person_id, _is_officer(actor))))


@prepared
def _to_answer(me: int, officer: bool) -> sa.Select[Recusal]:
    return _with_names(_sent_to(me, officer).where(_turn_of(me)).order_by(Recusal.id).limit(200))


def _turn_of(me: int) -> sa.ColumnElement[bool]:
    mine = Recusal.superior_id == me
    return sa.or_(
        sa.and_(mine, Recusal.state == State.REQUESTED),
        sa.and_(
            mine, Recusal.state == State.WAITING, Recusal.unanswered,
            Recusal.answered_at.is_(None),
        ),
        sa.and_(mine, Recusal.state.in_(_OPEN), Recusal.cancel_asked_at.is_not(None)),
        sa.and_(Recusal.settler_id == me, Recusal.state == State.REFUSED),
        sa.and_(Recusal.decider_id == me, Recusal.state == State.WAITING),
    )  # fmt: skip


def to_keep_visible_to(actor: Actor) -> Sequence[Line]:
    """Recusals this person keeps and has not confirmed yet."""
    if actor.person_id is None or not _has_to_do(actor):
        return []
    return _lines(_found(*_to_keep(actor.person_id, _is_officer(actor))))


@prepared
def _to_keep(me: int, officer: bool) -> sa.Select[Recusal]:
    open_lines = sa.select(Gatekeeper.recusal_id).where(
        Gatekeeper.person_id == me, Gatekeeper.confirmed_at.is_(None)
    )
    return _with_names(_sent_to(me, officer).where(Recusal.id.in_(open_lines)).limit(100))


def returned_to_visible_to(actor: Actor) -> Sequence[Line]:
    """The actor's own requests that HR sent back."""
    if actor.person_id is None or not _has_to_do(actor):
        return []
    return _lines(_found(*_returned_to(actor.person_id)))


@fact
def _has_to_do(actor: Actor) -> sa.Select[bool]:
    """Something to answer, to keep or to complete; nearly nobody has, then no list is read."""
    me: Any = actor.person_id
    turn = sa.exists().where(_turn_of(me))
    keeps = sa.exists().where(Gatekeeper.person_id == me, Gatekeeper.confirmed_at.is_(None))
    returned = sa.exists().where(Recusal.person_id == me, Recusal.state == State.RETURNED)
    return sa.select(sa.or_(turn, keeps, returned))


@prepared
def _returned_to(me: int) -> sa.Select[Recusal]:
    mine = sa.select(Recusal).where(Recusal.person_id == me, Recusal.state == State.RETURNED)
    return _with_names(mine.limit(20))


def waiting_for(actor: Actor) -> int:
    """How many wait for the actor: the badge of the menu."""
    return _waiting_for(actor) or 0


@fact
def _waiting_for(actor: Actor) -> sa.Select[int]:
    me: Any = actor.person_id
    hr, inspector = actor.has(Role.HR_OFFICER), actor.has(Role.INSPECTOR)
    turn = _turn_of(me)
    if hr:
        turn = sa.or_(turn, Recusal.state == State.WAITING)
    asked = (
        sa.select(Recusal.id)
        .where(_readable(me, officer=hr or inspector), Recusal.requested_at.is_not(None), turn)
        .limit(1_000)
    )
    return sa.select(sa.func.count()).select_from(asked.subquery())


def _sent(actor: Actor) -> sa.Select[Any]:
    return sa.select(Recusal).where(visible(actor), Recusal.requested_at.is_not(None))


def _sent_to(me: int, officer: bool) -> sa.Select[Recusal]:
    """The same, in a form that can be prepared."""
    return sa.select(Recusal).where(
        _readable(me, officer=officer), Recusal.requested_at.is_not(None)
    )


def _narrowed(asked: sa.Select[Any], wanted: Filter) -> sa.Select[Any]:
    if wanted.state:
        asked = asked.where(Recusal.state == State(wanted.state))
    if wanted.scope:
        asked = asked.where(Recusal.scope == wanted.scope)
    if wanted.verdict:
        asked = asked.where(Recusal.verdict == Verdict(wanted.verdict))
    if wanted.unit_id is not None:
        asked = asked.where(Recusal.unit_id.in_(people.units_below(wanted.unit_id)))
    if wanted.flag:
        asked = asked.where(_FLAGS[wanted.flag]())
    if wanted.from_day:
        asked = asked.where(Recusal.requested_at >= _start_of(wanted.from_day))
    if wanted.to_day:
        asked = asked.where(Recusal.requested_at < _start_of(wanted.to_day + timedelta(days=1)))
    return _with_text(asked, wanted.text.strip())


_FLAGS: Mapping[str, Any] = {
    "unanswered": lambda: Recusal.unanswered & Recusal.answered_at.is_(None),
    "breached": lambda: Recusal.breached,
    "no_substitute": lambda: Recusal.substitute_id.is_(None) & Recusal.state.in_(_OPEN),
    "in_effect": lambda: coverage.in_effect_on(clock.today()),
}
FLAGS = tuple(_FLAGS)


def _with_text(asked: sa.Select[Any], text: str) -> sa.Select[Any]:
    if not text:
        return asked
    named = sa.select(Person.id).where(Person.name.icontains(text, autoescape=True))
    numbered = Recusal.number.istartswith(text, autoescape=True)
    by_matter = (
        sa.select(RecusalMatter.recusal_id)
        .join(Matter, Matter.id == RecusalMatter.matter_id)
        .where(Matter.number.istartswith(text, autoescape=True))
    )
    return asked.where(sa.or_(numbered, Recusal.person_id.in_(named), Recusal.id.in_(by_matter)))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.zone())


def _page(asked: sa.Select[Any], number: int, *order: Any) -> Paged[Line]:
    counted = asked.with_only_columns(Recusal.id).subquery()
    total = db.session.scalar(sa.select(sa.func.count()).select_from(counted)) or 0
    number = nearest_page(number, total)
    rows = _rows(asked.order_by(*order).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Paged(_lines(rows), number, total)


def _rows(asked: sa.Select[Any]) -> list[Recusal]:
    return _found(_with_names(asked))


def _found(asked: sa.Select[Any], values: Mapping[str, Any] | None = None) -> list[Recusal]:
    return list(db.session.scalars(asked, values or {}))


def _with_names(asked: sa.Select[Any]) -> sa.Select[Any]:
    return asked.options(
        joinedload(Recusal.person),
        joinedload(Recusal.unit),
        joinedload(Recusal.substitute),
        selectinload(Recusal.matters),
        selectinload(Recusal.bars),
    )


def _lines(rows: Sequence[Recusal], *, clocks_too: bool = True) -> list[Line]:
    """The rows of a page in a fixed number of queries; a file needs no running clocks."""
    if not rows:
        return []
    ids = {one.matter_id for row in rows for one in row.matters}
    numbers = _matter_numbers(ids)
    due = matters.service_dues(ids)
    clocks = deadlines.clocks_of(_TABLE, [row.id for row in rows]) if clocks_too else {}
    return [
        Line(
            row,
            [numbers[one.matter_id] for one in row.matters if one.matter_id in numbers],
            row.service_due_on
            or min(
                (due[one.matter_id] for one in row.matters if one.matter_id in due), default=None
            ),
            next(iter(clocks.get(row.id, ())), None),
            any(bar.person_id == row.substitute_id for bar in row.bars),
        )
        for row in rows
    ]


def _matter_numbers(ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(sa.select(Matter.id, Matter.number).where(Matter.id.in_(set(ids))))
    return {row[0]: row[1] for row in rows}


def exported_visible_to(actor: Actor, wanted: Filter) -> Iterator[Line]:
    """The register without pages, a thousand at a time, at most MOST_EXPORTED."""
    policy.require(actor, "recusal.register")
    asked = _narrowed(_sent(actor), wanted).with_only_columns(Recusal.id)
    ids = list(db.session.scalars(asked.order_by(Recusal.id.desc()).limit(MOST_EXPORTED)))
    for at in range(0, len(ids), _EXPORTED_AT_ONCE):
        some = ids[at : at + _EXPORTED_AT_ONCE]
        rows = _rows(sa.select(Recusal).where(Recusal.id.in_(some)).order_by(Recusal.id.desc()))
        yield from _lines(rows, clocks_too=False)
        db.session.expunge_all()


def units_in_register_visible_to(actor: Actor) -> list[Unit]:
    """The units among which the register can be narrowed."""
    policy.require(actor, "recusal.register")
    return [line.unit for line in people.units_tree()]


# ── facts for other features ──────────────────────────────────────────────────────────────────


def recusals_in_force(person_id: int, day: date) -> list[Recusal]:
    """The recusals that keep this person away from something on the day (also undecided ones)."""
    return coverage.of_person(person_id, day)


def covering(person_id: int, matter_id: int, day: date) -> Recusal | None:
    """The recusal that keeps this person from this matter on the day, if there is one."""
    found = matters.matter(matter_id)
    return coverage.of_person_over(person_id, found, day) if found else None


def obstacle(person_id: int, matter_id: int, day: date) -> Obstacle | None:
    """What matters ask: may this person touch the matter on the day? (`matters.obstacles`)"""
    found = covering(person_id, matter_id, day)
    if found is None:
        return None
    substitute = people.person(found.substitute_id) if found.substitute_id else None
    page = f"/penarikan-diri/{found.id}"
    if substitute is None:
        return Obstacle(RECUSED_WITHOUT, page=page)
    reason = Sentence(RECUSED, name=substitute.name.removesuffix("."))
    return Obstacle(reason, substitute.id, page)


def matters_closed_to(person_id: int) -> sa.Select[Any]:
    """The matters that recusals in effect today keep this person from (`matters.obstacles`)."""
    return (
        sa.select(RecusalMatter.matter_id)
        .join(Recusal, Recusal.id == RecusalMatter.recusal_id)
        .where(
            Recusal.person_id == person_id,
            coverage.in_effect_on(clock.today()),
            RecusalMatter.left_out.is_(False),
        )
    )


def outside_facts(question: Question) -> list[OutsideFact]:
    """What the cross-check asks: the subject's recusals from these parties (CS-1 needs one)."""
    rows = db.session.scalars(
        sa.select(Recusal)
        .where(Recusal.person_id == question.subject_id, Recusal.requested_at.is_not(None))
        .options(selectinload(Recusal.parties), selectinload(Recusal.cited))
        .order_by(Recusal.id)
    )
    found = []
    for one in rows:
        party_ids = _asked_parties(one, question)
        if party_ids:
            found.append(_outside_fact(one, party_ids))
    return found


def _asked_parties(one: Recusal, question: Question) -> tuple[int, ...]:
    """The parties of the question it covers: by name or number, or by the interest it cites."""
    ours = coverage.parties_of(one)
    cited = {row.interest_id for row in one.cited}
    return tuple(
        asked.party_id
        for asked in question.parties
        if cited & set(asked.interest_ids)
        or any(
            p.is_same_as(Party.of(asked.kind, asked.name, **_numbers(asked.numbers))) for p in ours
        )
    )


def _numbers(numbers: Mapping[str, str]) -> dict[str, str]:
    return {kind: numbers[kind] for kind in ("nib", "npwp") if numbers.get(kind)}


def _outside_fact(one: Recusal, party_ids: tuple[int, ...]) -> OutsideFact:
    sent = clock.local(one.requested_at).date() if one.requested_at else clock.today()
    named = [one.person_id, one.substitute_id]
    return OutsideFact(
        SourceKind.RECUSAL,
        one.number,
        sent,
        f"Penarikan diri {one.number} ({wording.scope(one).lower()}): {one.state.label}.",
        from_day=one.starts_on,
        to_day=one.last_day,
        party_ids=party_ids,
        person_ids=tuple(person for person in named if person is not None),
        url=f"/penarikan-diri/{one.id}",
    )

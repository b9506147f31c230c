"""Reading checked lists and their results, always as somebody: nothing that concerns the reader."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.labels import LabelledEnum
from app.crosscheck import opinions
from app.crosscheck.guard import guard_of
from app.crosscheck.lookup import whole_build
from app.crosscheck.models import (
    IndexEntry,
    Judgement,
    Sweep,
    SweepHit,
    SweepState,
    Verdict,
)
from app.crosscheck.records import recorded
from app.database.base import db
from app.database.paging import Paged, page_read
from app.database.reading import record_for
from app.disclosures.models import Change, InterestVersion
from app.people import queries as people
from app.people.models import Appointment, Person, Unit
from app.people.queries.conditions import holds, in_force, own_right

HITS_A_PAGE = 50
MOST_LISTS = 100
MOST_EXPORTED = 50_000
NOT_JUDGED = "belum"


class Strength(LabelledEnum):
    """How near a result is to what was looked for, or that the last round found it first."""

    IDENTICAL = "identik", "Nomor identitas sama"
    STRONG = "strong", "Mirip"
    POSSIBLE = "possible", "Mungkin"
    NEW = "baru", "Baru pada pengecekan terakhir"


def sweep_for(actor: Actor, sweep_id: int) -> Sweep:
    """The list, or NotFound for whoever did not upload it."""
    return record_for(actor, "sweep.read", Sweep, sweep_id)


def sweeps_visible_to(actor: Actor) -> Sequence[Sweep]:
    """One's own lists, newest first."""
    policy.require(actor, "sweep.list")
    return list(
        db.session.scalars(
            sa.select(Sweep)
            .where(Sweep.opened_by_id == actor.person_id)
            .options(raiseload("*"))
            .order_by(Sweep.id.desc())
            .limit(MOST_LISTS)
        )
    )


@dataclass(frozen=True)
class HitFilter:
    """Which results of a list are wanted. `strength`: the value of a Strength, or all;
    `judged`: the value of a verdict, or NOT_JUDGED; `owner`: part of the declarant's name;
    `unit_id`: where he serves today, or beneath it."""

    strength: str = ""
    judged: str = ""
    owner: str = ""
    unit_id: int | None = None

    @property
    def narrows(self) -> bool:
        return self != HitFilter()


@dataclass(frozen=True)
class HitLine:
    """One result with whose interest it is, where that employee serves, and what was judged of the
    same pair of names last."""

    hit: SweepHit
    owner: str
    post: str
    is_new: bool
    judged: Verdict | None
    judged_on: date | None


def hits_visible_to(
    actor: Actor, sweep: Sweep, wanted: HitFilter, number: int = 1
) -> Paged[HitLine]:
    """Results of one's own list."""
    hits = _hits(actor, sweep, wanted)
    return page_read(hits, number, lambda part: _hit_lines(actor, sweep, part), HITS_A_PAGE)


def exported_hits_for(actor: Actor, sweep: Sweep, wanted: HitFilter) -> Sequence[HitLine]:
    """The same without pages, at most MOST_EXPORTED."""
    return _hit_lines(actor, sweep, _hits(actor, sweep, wanted).limit(MOST_EXPORTED))


def _hits(actor: Actor, sweep: Sweep, wanted: HitFilter) -> Any:
    policy.require(actor, "sweep.read", sweep)
    query = sa.select(SweepHit).where(
        SweepHit.sweep_id == sweep.id, SweepHit.interest_id.not_in(_withheld(actor, sweep))
    )
    if wanted.strength == Strength.IDENTICAL.value:
        query = query.where(SweepHit.identical.is_not(None))
    elif wanted.strength == Strength.NEW.value:
        query = query.where(SweepHit.round == sweep.round, SweepHit.round > 1)
    elif wanted.strength:
        query = query.where(SweepHit.band == wanted.strength)
    return query.where(*_narrowed(actor, wanted)).order_by(
        SweepHit.rank, SweepHit.line, SweepHit.id
    )


def _withheld(actor: Actor, sweep: Sweep) -> Set[int]:
    """The interests that concern the reader: a declaration filed since may have named him.

    The index knows them by his name, but not all of them while it is being built. What was declared
    before the list came was read when it was checked; what is said otherwise since is read now.
    """
    watch = guard_of(actor)
    found = sa.select(SweepHit.interest_id).where(SweepHit.sweep_id == sweep.id)
    said_since = sa.select(InterestVersion.interest_id).where(
        InterestVersion.interest_id.in_(found),
        InterestVersion.declared_at >= sweep.opened_at,
        InterestVersion.change != Change.SAME,
    )
    records = recorded(db.session.scalars(said_since))
    return watch.interest_ids | {one for one in records if watch.withholds(records[one])}


def _narrowed(actor: Actor, wanted: HitFilter) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.owner.strip():
        named = sa.select(Person.id).where(holds(Person.name, wanted.owner.strip()))
        yield SweepHit.owner_id.in_(named)
    if wanted.unit_id is not None:
        yield SweepHit.owner_id.in_(_serving_beneath(wanted.unit_id))
    if wanted.judged == NOT_JUDGED:
        judged = sa.select(Judgement.pair_key).where(Judgement.id.in_(opinions.known_to(actor)))
        yield SweepHit.pair_key.not_in(judged)
    elif wanted.judged:
        newest = sa.select(sa.func.max(Judgement.id)).where(
            Judgement.id.in_(opinions.known_to(actor))
        )
        latest = sa.select(Judgement.pair_key).where(
            Judgement.id.in_(newest.group_by(Judgement.pair_key)),
            Judgement.verdict == Verdict(wanted.judged),
        )
        yield SweepHit.pair_key.in_(latest)


def _serving_beneath(unit_id: int) -> sa.Select[Any]:
    return sa.select(Appointment.person_id).where(
        Appointment.unit_id.in_(people.units_below(unit_id)), in_force(clock.today()), own_right()
    )


def units_offered_to(actor: Actor) -> list[Unit]:
    """The units among which results can be narrowed."""
    policy.require(actor, "sweep.list")
    return [line.unit for line in people.units_tree()]


def _hit_lines(actor: Actor, sweep: Sweep, query: Any) -> list[HitLine]:
    hits = list(db.session.scalars(query.options(joinedload(SweepHit.owner), raiseload("*"))))
    posts = people.posts_of({hit.owner_id for hit in hits}, clock.today())
    judged = opinions.last_verdicts(actor, [hit.pair_key for hit in hits])
    return [
        HitLine(
            hit, hit.owner.name, _post(posts.get(hit.owner_id)), sweep.round == hit.round > 1,
            *judged.get(hit.pair_key, (None, None)),
        )
        for hit in hits
    ]  # fmt: skip


def _post(post: Appointment | None) -> str:
    return f"{post.title}, {post.unit.name}" if post else ""


def hit_for(actor: Actor, hit_id: int) -> SweepHit:
    """One result of one's own list. Raises NotFound."""
    hit = db.session.get(SweepHit, hit_id)
    if hit is None:
        raise NotFound(f"hit {hit_id}")
    sweep = sweep_for(actor, hit.sweep_id)
    if db.session.scalar(_hits(actor, sweep, HitFilter()).where(SweepHit.id == hit_id)) is None:
        raise NotFound(f"hit {hit_id}")
    return hit


def stale_among(sweeps: Sequence[Sweep]) -> set[int]:
    """The ids of those since whose checking something was declared."""
    newest = db.session.scalar(sa.select(sa.func.max(IndexEntry.id))) or 0
    return {s.id for s in sweeps if s.state is SweepState.DONE and newest > s.seen_entry_id}


def waits_for_index(sweep: Sweep) -> bool:
    """Whether its checking goes on only once the index is built."""
    return sweep.state is SweepState.RUNNING and whole_build() is None

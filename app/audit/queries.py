"""Reading the trail: the whole of it for its keepers, one person's or record's part for features."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.audit import curtains
from app.audit.events import READ
from app.audit.models import AuditEntry
from app.audit.vocabulary import RecordKind, kind_of
from app.core import clock, events, policy
from app.core.actor import Actor, Role
from app.database.base import db
from app.people.models import Person

PAGE_SIZE = 50
MOST_EXPORTED = 50_000
# Further back one looks by days: nobody turns that many pages, and counting all takes seconds.
MOST_SHOWN = 1_000


@dataclass(frozen=True)
class Filter:
    """Which lines are wanted; days are the office's own, both included."""

    since: date | None = None
    until: date | None = None
    person: str = ""
    action: str = ""


@dataclass(frozen=True)
class Line:
    """One entry with the name of the person it is about."""

    entry: AuditEntry
    about: str | None

    @property
    def roles(self) -> list[Role]:
        known = {role.value: role for role in Role}
        return [known[value] for value in self.entry.roles if value in known]

    @property
    def kind(self) -> RecordKind | str:
        return kind_of(self.entry.subject_type)


@dataclass(frozen=True)
class Page:
    """One page of the newest lines that match, at most MOST_SHOWN; pages count from 1."""

    lines: list[Line]
    number: int
    pages: int
    total: int

    @property
    def whole(self) -> bool:
        """Whether these are all, and not just the newest."""
        return self.total < MOST_SHOWN


def newest_at() -> datetime | None:
    """When the chain's last entry was written; None for an empty chain."""
    last = sa.select(AuditEntry.at).order_by(AuditEntry.seq.desc()).limit(1)
    return db.session.scalar(last)


def log_visible_to(actor: Actor, wanted: Filter, number: int = 1) -> Page:
    """Raises NotAllowed for anybody who does not keep the trail."""
    policy.require(actor, "audit.list")
    newest = _matching(actor, wanted).limit(MOST_SHOWN)
    found = list(db.session.scalars(newest))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return Page(_lines(AuditEntry.seq.in_(shown)), number, pages, len(found))


def export_for(actor: Actor, wanted: Filter) -> list[Line]:
    """The newest lines that match, at most MOST_EXPORTED. Raises NotAllowed."""
    policy.require(actor, "audit.export")
    newest = _matching(actor, wanted).limit(MOST_EXPORTED)
    return _lines(AuditEntry.seq.in_(newest))


def actions_for(actor: Actor) -> list[tuple[str, str]]:
    """Every kind of entry, with its title: also those that never happened, so that the list does
    not tell what is hidden."""
    policy.require(actor, "audit.list")
    return sorted(((one.name, one.title) for one in events.all_types()), key=itemgetter(1))


def _lines(which: sa.ColumnElement[bool]) -> list[Line]:
    rows = db.session.execute(
        sa.select(AuditEntry, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.about_person_id)
        .where(which)
        .order_by(AuditEntry.seq.desc())
    )
    return [Line(entry, about) for entry, about in rows]


def _matching(actor: Actor, wanted: Filter) -> sa.Select[int]:
    """Numbers of the entries, newest first. Of days alone in the order of the index of moments,
    which differs only where a clock was put back."""
    by_days = not (wanted.action or wanted.person)
    moment = [AuditEntry.at.desc()] if by_days and (wanted.since or wanted.until) else []
    return _narrowed(actor, wanted).order_by(*moment, AuditEntry.seq.desc())


def _narrowed(actor: Actor, wanted: Filter) -> sa.Select[int]:
    select = sa.select(AuditEntry.seq).where(*curtains.open_to(actor))
    if wanted.since:
        select = select.where(AuditEntry.at >= _start_of(wanted.since))
    if wanted.until:
        select = select.where(AuditEntry.at < _start_of(wanted.until + timedelta(days=1)))
    if wanted.action:
        select = select.where(AuditEntry.action == wanted.action)
    if wanted.person:
        select = select.where(AuditEntry.seq.in_(_naming(wanted.person)))
    return select


def _naming(text: str) -> sa.CompoundSelect[int]:
    """Entries whose actor, or the person they are about, is called so: found by indexes alone."""
    like = f"%{_escaped(text)}%"
    persons = sa.select(Person.id).where(Person.name.ilike(like, escape="\\"))
    actors = _actors()
    called = sa.select(actors.c.name).where(actors.c.name.ilike(like, escape="\\"))
    return sa.union(
        sa.select(AuditEntry.seq).where(AuditEntry.actor_name.in_(called)),
        sa.select(AuditEntry.seq).where(AuditEntry.about_person_id.in_(persons)),
    )


def _actors() -> sa.CTE:
    """Each name that ever acted, going from one to the next in the index: they are few, and the
    entries very many."""
    name = AuditEntry.actor_name
    found = sa.select(sa.func.min(name).label("name")).cte("actors", recursive=True)
    following = sa.select(sa.func.min(name)).where(name > found.c.name).scalar_subquery()
    return found.union_all(sa.select(following).where(found.c.name.is_not(None)))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.zone())


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def readings_of(subject: Any, also: Sequence[str] = ()) -> list[AuditEntry]:
    """Who opened this very record, as what, when and why; newest first.

    `also` names events of the record that mean it was opened. For its owner's page; the caller has
    checked that it is he.
    """
    return list(
        db.session.scalars(
            sa.select(AuditEntry)
            .where(
                AuditEntry.subject_type == subject.__tablename__,
                AuditEntry.subject_id == subject.id,
                AuditEntry.action.in_((READ.name, *also)),
            )
            .order_by(AuditEntry.seq.desc())
        )
    )

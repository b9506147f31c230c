"""Reading the trail: the whole of it for its keepers, one person's or record's part for features."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from app.audit import curtains
from app.audit.events import READ
from app.audit.models import AuditEntry
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.database.base import db
from app.people.models import Person

PAGE_SIZE = 50
MOST_EXPORTED = 50_000


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


@dataclass(frozen=True)
class Page:
    """One page of the trail, newest first; pages count from 1."""

    lines: list[Line]
    number: int
    pages: int
    total: int


def newest_at() -> datetime | None:
    """When the chain's last entry was written; None for an empty chain."""
    last = sa.select(AuditEntry.at).order_by(AuditEntry.seq.desc()).limit(1)
    return db.session.scalar(last)


def log_visible_to(actor: Actor, wanted: Filter, number: int = 1) -> Page:
    """Raises NotAllowed for anybody who does not keep the trail."""
    policy.require(actor, "audit.list")
    matching = _matching(actor, wanted)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(matching.subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    page = matching.offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return Page(_lines(page), number, pages, total)


def export_for(actor: Actor, wanted: Filter) -> list[Line]:
    """The newest lines that match, at most MOST_EXPORTED. Raises NotAllowed."""
    policy.require(actor, "audit.export")
    return _lines(_matching(actor, wanted).limit(MOST_EXPORTED))


def actions_visible_to(actor: Actor) -> list[tuple[str, str]]:
    """Every kind of entry there is for this keeper, with its title."""
    policy.require(actor, "audit.list")
    rows = db.session.execute(
        sa.select(AuditEntry.action, sa.func.max(AuditEntry.title))
        .where(*curtains.open_to(actor))
        .group_by(AuditEntry.action)
        .order_by(sa.func.max(AuditEntry.title))
    )
    return [(action, title) for action, title in rows]


def _lines(select: sa.Select[AuditEntry, str | None]) -> list[Line]:
    return [Line(entry, about) for entry, about in db.session.execute(select)]


def _matching(actor: Actor, wanted: Filter) -> sa.Select[AuditEntry, str | None]:
    select = (
        sa.select(AuditEntry, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.about_person_id)
        .where(*curtains.open_to(actor))
        .order_by(AuditEntry.seq.desc())
    )
    if wanted.since:
        select = select.where(AuditEntry.at >= _start_of(wanted.since))
    if wanted.until:
        select = select.where(AuditEntry.at < _start_of(wanted.until + timedelta(days=1)))
    if wanted.action:
        select = select.where(AuditEntry.action == wanted.action)
    if wanted.person:
        like = f"%{_escaped(wanted.person)}%"
        select = select.where(
            sa.or_(
                AuditEntry.actor_name.ilike(like, escape="\\"), Person.name.ilike(like, escape="\\")
            )
        )
    return select


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


def readings_about(person_id: int, limit: int = 100) -> list[AuditEntry]:
    """Riwayat akses: who opened this person's records, as what, when and why; newest first.

    For the page of that very person; the caller has checked that it is he.
    """
    return list(
        db.session.scalars(
            sa.select(AuditEntry)
            .where(AuditEntry.about_person_id == person_id, AuditEntry.action == READ.name)
            .order_by(AuditEntry.seq.desc())
            .limit(limit)
        )
    )

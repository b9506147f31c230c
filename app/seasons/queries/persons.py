"""Who owes what in a season and where it stands: the list, narrowed, by pages or whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.database.paging import Paged, page_read
from app.disclosures.models import Disclosure, Kind
from app.people import queries as people
from app.people.models import Acting, Appointment, Person, Unit
from app.seasons import compliance
from app.seasons.models import Obligation, Season
from app.seasons.queries.keeping import REMINDER_PAUSE
from app.seasons.queries.scope import scope_of

MOST_EXPORTED = 50_000


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed by. `unit_id` takes the units below it along."""

    status: str = ""
    unit_id: int | None = None
    text: str = ""
    superior_id: int | None = None
    without_email: bool = False
    overdue: bool = False
    position: str = ""

    @property
    def narrows(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True)
class Line:
    """One person in one season."""

    obligation_id: int
    person_id: int
    name: str
    nip: str | None
    email: str | None
    post: str | None
    unit: str | None
    superior: str | None
    kind: Kind
    status: str
    nil: bool | None
    due_on: date
    filed_at: datetime | None
    submitted_at: datetime | None
    reminded_at: datetime | None

    @property
    def filed(self) -> bool:
        return self.status not in ("not_started", "draft")

    @property
    def days_late(self) -> int:
        """Days past the last day, for whoever has not filed; else 0."""
        return 0 if self.filed else max(0, (clock.today() - self.due_on).days)

    @property
    def days_waiting(self) -> int:
        """Days a filed declaration has waited for the superior; else 0."""
        if self.status != "submitted" or self.submitted_at is None:
            return 0
        return (clock.today() - clock.local(self.submitted_at).date()).days

    @property
    def reminded_lately(self) -> bool:
        return self.reminded_at is not None and clock.now() - self.reminded_at < REMINDER_PAUSE


_Superior = aliased(Person)
_SuperiorPost = aliased(Appointment)


def people_in_season_for(
    actor: Actor, season: Season, wanted: Wanted | None = None, number: int = 1
) -> Paged[Line]:
    """Who owes what and where it stands, by name, one page: a count, its ids, its lines."""
    policy.require(actor, "season.compliance")
    chosen = _chosen(actor, season, wanted or Wanted()).order_by(Person.sort_name, Person.id)
    return page_read(chosen, number, _lines_of)


def everybody_in_season_for(
    actor: Actor, season: Season, wanted: Wanted | None = None
) -> list[Line]:
    """The whole list, for a file, a reminder or letters."""
    policy.require(actor, "season.compliance")
    chosen = _chosen(actor, season, wanted or Wanted())
    return _lines(_listed().where(Obligation.id.in_(chosen)).limit(MOST_EXPORTED))


def _chosen(actor: Actor, season: Season, wanted: Wanted) -> sa.Select[Any]:
    """Ids of what the filter leaves; joins only what it asks about, so that counting stays cheap."""
    asked: sa.Select[Any] = (
        sa.select(Obligation.id)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .join(Person, Person.id == Obligation.person_id)
        .where(compliance.in_season(season), *scope_of(actor).where())
    )
    return _narrowed(asked, wanted)


def _listed() -> sa.Select[Any]:
    first = compliance.first_filing_of(Obligation.disclosure_id)
    columns: list[Any] = [
        Obligation.id, Person.id, Person.name, Person.nip, Person.email, Appointment.post,
        Unit.name, _Superior.name, Obligation.kind, Disclosure.state, Disclosure.nil,
        Obligation.due_on, first, Disclosure.submitted_at, Obligation.reminded_at,
    ]  # fmt: skip
    return (
        sa.select(*columns)
        .select_from(Obligation)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .join(Person, Person.id == Obligation.person_id)
        .outerjoin(Appointment, people.main_post_on(clock.today()))
        .outerjoin(Unit, Unit.id == Obligation.unit_id)
        .outerjoin(_Superior, _Superior.id == Appointment.superior_id)
        .order_by(Person.sort_name, Person.id)
    )


def _lines_of(chosen: sa.Select[Any]) -> list[Line]:
    ids = list(db.session.scalars(chosen))
    return _lines(_listed().where(Obligation.id.in_(ids)))


def _lines(asked: sa.Select[Any]) -> list[Line]:
    found = []
    for row in db.session.execute(asked):
        facts: list[Any] = [*row[:9], compliance.status_of(row[9]), *row[10:]]
        found.append(Line(*facts))
    return found


def _narrowed(asked: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    if wanted.status in compliance.GROUPS:
        asked = asked.where(compliance.in_group(wanted.status))
    elif wanted.status in compliance.LABELS:
        asked = asked.where(compliance.has_status(wanted.status))
    if wanted.overdue:
        asked = asked.where(compliance.is_overdue())
    if wanted.unit_id is not None:
        asked = asked.where(Obligation.unit_id.in_(people.units_below(wanted.unit_id)))
    return _narrowed_by_person(asked, wanted)


def _narrowed_by_person(asked: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    words = wanted.text.split()
    if wanted.without_email:
        asked = asked.where(sa.func.coalesce(Person.email, "") == "")
    if wanted.superior_id is None and not wanted.position and not words:
        return asked
    asked = asked.outerjoin(Appointment, people.main_post_on(clock.today()))
    if wanted.superior_id is not None:
        asked = asked.where(Appointment.superior_id == wanted.superior_id)
    if wanted.position:
        padded = sa.literal(" ") + Appointment.risk_positions + sa.literal(" ")
        asked = asked.where(padded.contains(f" {wanted.position} ", autoescape=True))
    return _holding(asked, words) if words else asked


def _holding(asked: sa.Select[Any], words: Sequence[str]) -> sa.Select[Any]:
    today = clock.today()
    asked = asked.outerjoin(
        _SuperiorPost,
        sa.and_(
            _SuperiorPost.person_id == Appointment.superior_id,
            _SuperiorPost.valid_from <= today,
            sa.or_(_SuperiorPost.valid_to.is_(None), _SuperiorPost.valid_to >= today),
            _SuperiorPost.acting == Acting.NONE,
        ),
    )
    return asked.where(*(_holds(word) for word in words))


def _holds(word: str) -> sa.ColumnElement[bool]:
    """In the name, NIP or post, or in the post of the superior: "Bina Marga" finds its people."""
    places = (Person.name, Person.nip, Appointment.post, _SuperiorPost.post)
    return sa.or_(*(place.icontains(word, autoescape=True) for place in places))


def superiors_in_season_for(actor: Actor, season: Season) -> list[tuple[int, str]]:
    """The superiors one can narrow the list by: id and name."""
    policy.require(actor, "season.compliance")
    # Asked of each superior, who are few: to look through everybody's superior costs ten times more.
    leads_somebody_listed = (
        sa.exists()
        .select_from(Obligation)
        .where(
            Obligation.person_id == Person.id,
            people.main_post_on(clock.today()),
            Appointment.superior_id == _Superior.id,
            compliance.in_season(season),
            *scope_of(actor).where(),
        )
    )
    rows = db.session.execute(
        sa.select(_Superior.id, _Superior.name)
        .where(_Superior.id.in_(sa.select(_SuperiorPost.superior_id)), leads_somebody_listed)
        .order_by(_Superior.name)
        .limit(500)
    )
    return [(row[0], row[1]) for row in rows]

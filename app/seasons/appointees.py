"""Who was appointed and has not filed the Pernyataan Awal yet (S-73); when the own head filed (S-21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.deadlines.models import Deadline
from app.disclosures.models import Disclosure, Kind
from app.disclosures.workflow import FIRST
from app.people import queries as people
from app.people.models import Appointment, Person, Unit
from app.seasons import compliance, queries
from app.seasons.models import Obligation

MOST_SHOWN = 25


@dataclass(frozen=True)
class Appointee:
    """Somebody whose Pernyataan Awal is due. `began`: the day of the appointment (TMT)."""

    person_id: int
    name: str
    post: str | None
    unit: str | None
    began: date | None
    due_on: date

    @property
    def days_left(self) -> int:
        """Calendar days to the last day; negative when late."""
        return (self.due_on - clock.today()).days


@dataclass(frozen=True)
class Appointees:
    """The most pressing of them, and how many there are."""

    first: Sequence[Appointee]
    total: int


def appointees_for(actor: Actor) -> Appointees:
    """New appointees without a Pernyataan Awal, the soonest last day first, season or not."""
    policy.require(actor, "season.compliance")
    asked = (
        sa.select(Person.id, Person.name, Appointment.post, Unit.name, Appointment.valid_from)
        .select_from(Disclosure)
        .join(Person, Person.id == Disclosure.person_id)
        .join(Deadline, _clock_of_first())
        .outerjoin(Appointment, people.main_post_on(clock.today()))
        .outerjoin(Unit, Unit.id == Disclosure.unit_id)
        .where(
            Disclosure.kind == Kind.FIRST,
            Disclosure.state.in_(compliance.UNFILED_STATES),
            *queries.scope_of(actor).where(Disclosure.person_id, Disclosure.unit_id),
        )
    )
    total = db.session.scalar(asked.with_only_columns(sa.func.count(Disclosure.id))) or 0
    rows: Any = db.session.execute(
        asked.add_columns(Deadline.due_on).order_by(Deadline.due_on, Person.id).limit(MOST_SHOWN)
    )
    return Appointees([Appointee(*row) for row in rows], total)


def _clock_of_first() -> sa.ColumnElement[bool]:
    return sa.and_(
        Deadline.subject_type == Disclosure.__tablename__,
        Deadline.subject_id == Disclosure.id,
        Deadline.code == FIRST,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
    )


def own_head_filed_for(actor: Actor) -> date | None:
    """The day on which the head of the actor's unit filed this season; None before that.

    The head is the highest superior who serves in the same unit.
    """
    season = queries.current()
    if season is None or actor.person_id is None:
        return None
    head = _head_of(actor.person_id)
    if head is None:
        return None
    filed_at: datetime | None = db.session.scalar(
        sa.select(compliance.first_filed_at())
        .select_from(Obligation)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(
            compliance.in_season(season),
            Obligation.person_id == head,
            Disclosure.state.not_in(compliance.UNFILED_STATES),
        )
    )
    return clock.local(filed_at).date() if filed_at else None


def _head_of(person_id: int) -> int | None:
    today = clock.today()
    chain = people.chains_above([person_id], today)[person_id]
    posts = people.posts_of([person_id, *chain], today)
    own = posts.get(person_id)
    if own is None:
        return None
    inside = [one for one in chain if one in posts and posts[one].unit_id == own.unit_id]
    return inside[-1] if inside else None

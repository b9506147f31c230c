"""Reading reports of retaliation, always as somebody; for whom the complaint concerns there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.attachments.models import Attachment
from app.attachments.queries import attachments_of
from app.complaints.models import (
    Complaint,
    ComplaintBar,
    Retaliation,
    RetaliationBar,
    RetaliationState,
)
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.database import keys
from app.database.base import db
from app.database.facts import TODAY, fact
from app.database.paging import Paged, page_of
from app.database.reading import reaches, record_for
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.people import queries as people
from app.reviews import line

_TABLE = Retaliation.__tablename__
OPEN = (RetaliationState.RECEIVED, RetaliationState.HANDLED)


def retaliation_for(actor: Actor, retaliation_id: int) -> Retaliation:
    """The report, or NotFound for a stranger and for whoever its complaint concerns."""
    return record_for(actor, "retaliation.read", Retaliation, retaliation_id)


def may_read(actor: Actor, retaliation_id: int) -> bool:
    return reaches(actor, "retaliation.read", Retaliation, retaliation_id)


def evidence_for(actor: Actor, row: Retaliation) -> list[Attachment]:
    policy.require(actor, "retaliation.read", row)
    return attachments_of(actor, row)


def clock_of(row: Retaliation) -> RunningClock | None:
    running = deadlines.clocks_of(_TABLE, [row.id])[row.id]
    return next(iter(running), None)


def may_handle(row: Retaliation, person_id: int) -> bool:
    """Whether this person may be named: he serves, and it does not concern him."""
    person = people.person(person_id)
    return person is not None and person.serves_on(clock.today()) and person_id not in row.kept_out


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `retaliation.read`, said in SQL over retaliations and the complaints they may have."""
    me = actor.person_id if actor.person_id is not None else -1
    stand_in = sa.case(
        (Retaliation.complaint_id.is_(None), Retaliation.desk_id), else_=Complaint.desk_id
    )
    free = sa.and_(
        sa.or_(Complaint.subject_id.is_(None), Complaint.subject_id != me),
        ~sa.exists().where(
            ComplaintBar.complaint_id == Retaliation.complaint_id, ComplaintBar.person_id == me
        ),
        ~sa.exists().where(
            RetaliationBar.retaliation_id == Retaliation.id, RetaliationBar.person_id == me
        ),
    )
    ways = [Retaliation.handler_id == me, stand_in == me]
    if actor.has(Role.INSPECTOR):
        ways.append(stand_in.is_(None))
    if me in line.secretary():
        ways.append(sa.true())
    return sa.and_(free, sa.or_(*ways))


def known_to(actor: Actor) -> sa.Select[Any]:
    """The ids of the reports this actor may know of: for the trail's curtain."""
    return (
        sa.select(Retaliation.id)
        .outerjoin(Complaint, Complaint.id == Retaliation.complaint_id)
        .where(visible(actor))
    )


@dataclass(frozen=True)
class Listed:
    """One page of reports with the clocks that run for them."""

    page: Paged[Retaliation]
    clocks: Mapping[int, Sequence[RunningClock]]


def retaliations_visible_to(actor: Actor, state: str = "", number: int = 1) -> Listed:
    """Newest first, open ones before ended ones."""
    policy.require(actor, "retaliation.list")
    asked = sa.select(Retaliation).outerjoin(Retaliation.complaint).where(visible(actor))
    if state:
        asked = asked.where(Retaliation.state == RetaliationState(state))
    asked = asked.options(joinedload(Retaliation.handler))
    page = page_of(asked.order_by(Retaliation.state.not_in(OPEN), Retaliation.id.desc()), number)
    return Listed(page, deadlines.clocks_of(_TABLE, [row.id for row in page.items]))


def is_shown(actor: Actor) -> bool:
    """Whether the menu has a door to them."""
    if actor.person_id is None:
        return False
    return actor.has(Role.INSPECTOR) or bool(_protects(actor))


@fact
def _protects(actor: Actor) -> sa.Select[bool]:
    me = actor.person_id
    handles = sa.exists().where(sa.or_(Retaliation.handler_id == me, Retaliation.desk_id == me))
    stands_in = sa.exists().where(Retaliation.complaint_id == Complaint.id, Complaint.desk_id == me)
    return sa.select(sa.or_(handles, stands_in, line.is_secretary(actor, TODAY)))


def waiting_for(actor: Actor) -> int:
    """How many wait for a first response: the badge of the menu."""
    asked = (
        sa.select(sa.func.count(Retaliation.id))
        .outerjoin(Complaint, Complaint.id == Retaliation.complaint_id)
        .where(visible(actor), Retaliation.state == RetaliationState.RECEIVED)
    )
    return db.session.scalar(asked) or 0


def key_of(actor: Actor) -> str:
    """By which an employee finds the reports he made; nobody else can tell whose they are."""
    return keys.fingerprint("retaliation reporter", str(actor.person_id))


def own_for(actor: Actor) -> list[Retaliation]:
    """What this employee reported himself, with what was done about it, newest first."""
    policy.require(actor, "retaliation.report")
    return list(
        db.session.scalars(
            sa.select(Retaliation)
            .options(selectinload(Retaliation.steps))
            .where(Retaliation.reporter_key == key_of(actor))
            .order_by(Retaliation.id.desc())
        )
    )


STATES = tuple(RetaliationState)


def may_assign(actor: Actor, row: Retaliation) -> bool:
    """Whether the actor may still name who protects the reporter."""
    return row.state in OPEN and policy.can(actor, "retaliation.assign", row)

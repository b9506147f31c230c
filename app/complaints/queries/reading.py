"""Who may read which complaint: one of them, and as SQL for lists, the trail and the cross-check."""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only

from app.complaints.models import Complaint, ComplaintBar
from app.core.actor import Actor, Role
from app.database.base import db
from app.database.reading import reaches, record_for
from app.people.models import Person, Unit
from app.reviews import queries as reviews

TABLE: Final = Complaint.__tablename__


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
    return record_for(actor, "complaint.read", Complaint, complaint_id)


def may_read(actor: Actor, complaint_id: int) -> bool:
    """Whether this actor may read the complaint: asked by its letters, evidence and notices."""
    return reaches(actor, "complaint.read", Complaint, complaint_id)


def may_read_screening(actor: Actor, screening_id: int) -> bool:
    """Whether the screening serves a complaint this actor handles: he reads its summary."""
    asked = sa.select(Complaint.id).where(Complaint.screening_id == screening_id, visible(actor))
    return db.session.scalar(asked.limit(1)) is not None


def served_by(screening_id: int) -> int | None:
    """The complaint this screening serves."""
    return db.session.scalar(sa.select(Complaint.id).where(Complaint.screening_id == screening_id))


def lead_for(actor: Actor, found: Complaint) -> Complaint | None:
    """The complaint this one was merged into, if this actor may read it."""
    if found.parent_id is None or not may_read(actor, found.parent_id):
        return None
    return db.session.get(Complaint, found.parent_id)


def room_for(actor: Actor, found: Complaint) -> int | None:
    """The case that examines it, if this actor may read that."""
    if found.review_id is None or not reviews.may_read(actor, found.review_id):
        return None
    return found.review_id


def leading_id(complaint_id: int) -> int:
    """The complaint that leads this one: itself, or the one it was merged into."""
    parent = sa.select(Complaint.parent_id).where(Complaint.id == complaint_id)
    return db.session.scalar(parent) or complaint_id


def unsealed() -> sa.Select[Any]:
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

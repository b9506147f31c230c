"""One complaint with what surrounds it, and what may be the same case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.attachments import queries as attachments
from app.attachments.models import Attachment
from app.complaints import story
from app.complaints.models import TAKES_OTHERS, Complaint, ComplaintStep
from app.complaints.queries.reading import TABLE, unsealed, visible
from app.complaints.story import Story
from app.core import policy
from app.core.actor import Actor
from app.crosscheck.models import Screening
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.documents.models import Document
from app.documents.queries import letters_of
from app.matters import queries as matters
from app.matters.models import Matter


@dataclass(frozen=True)
class Case:
    """What the page of one complaint shows, besides its messages."""

    complaint: Complaint
    story: Story
    clocks: Sequence[RunningClock]
    evidence: Sequence[Attachment]
    letters: Sequence[Document]
    steps: Sequence[ComplaintStep]
    merged: Sequence[Complaint]
    alike: Sequence[Complaint]


def case_for(actor: Actor, found: Complaint) -> Case:
    policy.require(actor, "complaint.read", found)
    subjects = [(TABLE, found.id), ("screenings", found.screening_id)]
    return Case(
        found,
        story.read(found.story),
        deadlines.clocks_of(TABLE, [found.id])[found.id],
        attachments.attachments_of(actor, found),
        [one for table, one_id in subjects if one_id for one in letters_of(table, [one_id])],
        found.steps,
        _merged_into(actor, found),
        alike_for(actor, found),
    )


def _merged_into(actor: Actor, found: Complaint) -> list[Complaint]:
    return list(
        db.session.scalars(
            unsealed().where(Complaint.parent_id == found.id, visible(actor)).order_by(Complaint.id)
        )
    )


def merged_into(found: Complaint) -> sa.Select[Any]:
    """Every complaint merged into this one, for the services that treat them as one."""
    return sa.select(Complaint).where(Complaint.parent_id == found.id).order_by(Complaint.id)


def alike_for(actor: Actor, found: Complaint) -> list[Complaint]:
    """Complaints under way about the same accused or matter, into which this one may be merged."""
    same = [
        column == value
        for column, value in (
            (Complaint.subject_id, found.subject_id),
            (Complaint.matter_id, found.matter_id),
        )
        if value is not None
    ]
    if not same:
        return []
    return list(
        db.session.scalars(
            unsealed()
            .where(visible(actor), Complaint.id != found.id, sa.or_(*same))
            .where(Complaint.parent_id.is_(None), Complaint.state.in_(TAKES_OTHERS))
            .order_by(Complaint.id.desc())
            .limit(20)
        )
    )


def numbered_for(actor: Actor, number: str) -> Complaint | None:
    """The complaint of this number, if this actor may read it."""
    asked = sa.select(Complaint).where(Complaint.number == number.strip().upper(), visible(actor))
    return db.session.scalar(asked)


def matter_of_for(actor: Actor, found: Complaint) -> Matter | None:
    """The matter it is about; the desk reads it as part of the case."""
    policy.require(actor, "complaint.read", found)
    return matters.matter(found.matter_id) if found.matter_id else None


def matter_numbered_for(actor: Actor, number: str) -> int | None:
    """The matter with this number, among those the desk may link: the whole register."""
    policy.require(actor, "complaint.list")
    found = matters.matter_numbered(number.strip())
    return found.id if found else None


def screenings_of_for(actor: Actor, found: Complaint) -> list[Screening]:
    """The screenings this very officer opened for the complaint, newest first."""
    policy.require(actor, "complaint.read", found)
    asked = sa.select(Screening).where(
        Screening.origin_type == TABLE,
        Screening.origin_id == found.id,
        Screening.opened_by_id == actor.person_id,
    )
    return list(db.session.scalars(asked.order_by(Screening.id.desc())))

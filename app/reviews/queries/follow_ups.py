"""One follow-up as its owner and whoever oversees it read it: its steps, its clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from app.attachments.models import Attachment
from app.attachments.queries import attachments_by_subject
from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.reading import record_for
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.reviews import guard
from app.reviews.models import FOLLOW_UP_ENDS, FollowUp, FollowUpNote, FollowUpState, FollowUpStep
from app.reviews.queries.visibility import own_id
from app.reviews.workflow import FOLLOW_UP


def follow_up_for(actor: Actor, follow_up_id: int) -> FollowUp:
    """A follow-up, for its owner and whoever oversees it. Raises NotFound."""
    found = record_for(actor, "follow_up.read", FollowUp, follow_up_id)
    own = actor.person_id == found.owner_id
    if not own and guard.concerned(found.review.cast, [own_id(actor)]):
        raise NotFound(f"follow-up {follow_up_id}")
    return found


@dataclass(frozen=True)
class FollowUpWords:
    """What one step of a follow-up says, with its files."""

    step: FollowUpStep
    at: datetime
    by: str
    text: str
    files: Sequence[Attachment]


def follow_up_steps_for(actor: Actor, row: FollowUp) -> list[FollowUpWords]:
    policy.require(actor, "follow_up.read", row)
    files = attachments_by_subject(actor, FollowUpNote.__tablename__, [one.id for one in row.steps])
    return [
        FollowUpWords(
            one.step, one.at, one.by.name if one.by else "Sistem",
            (one.words or {}).get("text", ""), files.get(one.id, []),
        )
        for one in row.steps
    ]  # fmt: skip


def follow_up_clock_for(actor: Actor, row: FollowUp) -> RunningClock | None:
    policy.require(actor, "follow_up.read", row)
    return deadlines.clock_of(FollowUp.__tablename__, row.id, FOLLOW_UP)


def last_follow_up_clock(review_id: int) -> RunningClock | None:
    """The clock of what is to be carried out last; None when all is verified.

    For whoever follows the case it came from: it tells until when, and nothing of what.
    """
    open_ones = sa.select(FollowUp.id).where(
        FollowUp.review_id == review_id, FollowUp.state != FollowUpState.VERIFIED
    )
    clocks = deadlines.clocks_of(FollowUp.__tablename__, db.session.scalars(open_ones).all())
    running = [one for several in clocks.values() for one in several]
    return max(running, key=lambda one: one.due_on, default=None)


def is_late(row: FollowUp, today: date | None = None) -> bool:
    """Whether its day has passed and it is not verified."""
    on = today or clock.today()
    return row.state not in FOLLOW_UP_ENDS and row.due_on < on

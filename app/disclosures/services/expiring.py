"""Drafts nobody asked for and nobody goes on with: a word before they are thrown away (N-02)."""

from datetime import date, timedelta

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures.events import DRAFT_ENDS
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.workflow import FLOW
from app.notifications.models import Notice

KEPT = "simpan_draf"
WARN_BEFORE = timedelta(days=5)
# What the employee began himself; a declaration he owes is never thrown away.
OF_OWN_ACCORD = (Kind.CHANGE, Kind.EVENT)


@use_case
def expire_drafts(actor: Actor) -> int:
    """Warn five days before, close after the last day; gives how many were touched. Once a day."""
    policy.require(actor, "disclosure.keep_reviews")
    today = clock.today()
    touched = 0
    for draft in db.session.scalars(
        sa.select(Disclosure).where(
            Disclosure.kind.in_(OF_OWN_ACCORD),
            Disclosure.state == State.DRAFT,
            Disclosure.number.is_(None),
            Disclosure.draft_saved_at.is_not(None),
        )
    ).all():
        touched += _settle(actor, draft, today)
    return touched


def _settle(actor: Actor, draft: Disclosure, today: date) -> int:
    saved_at = draft.draft_saved_at or draft.created_at
    last_day = deadlines.due_on(KEPT, clock.local(saved_at).date())
    if last_day < today:
        FLOW.move(draft, "expire", actor)
        draft.answers = None
        return 1
    if today < last_day - WARN_BEFORE or _warned(draft):
        return 0
    events.emit(Event(DRAFT_ENDS, actor, draft, {"last_day": last_day.isoformat()}))
    return 1


def _warned(draft: Disclosure) -> bool:
    """Since the draft was last saved: whoever writes on starts the thirty days anew."""
    found = db.session.scalar(
        sa.select(Notice.id)
        .where(
            Notice.event_name == DRAFT_ENDS.name,
            Notice.subject_id == draft.id,
            Notice.at > draft.draft_saved_at,
        )
        .limit(1)
    )
    return found is not None

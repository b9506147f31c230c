"""An interest ends because another feature has seen the proof (§4.2: divestment verified)."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.events import Event
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.disclosures.events import INTEREST_ENDED
from app.disclosures.models import Change, Interest, InterestVersion


@use_case
def end_interest(
    actor: Actor, interest_id: int, ended_on: date, way: str, *, origin: Any
) -> InterestVersion | None:
    """Add a version that says the interest is over since that day; None when it was already.

    What was declared stays as it is: the version belongs to the newest filing and names, in
    `ended_by`, the record (`origin`) that proved the end. `way` is a code of WAYS_TO_END.
    """
    policy.require(actor, "interest.end")
    newest = _newest(interest_id)
    if newest.valid_to is not None and newest.valid_to <= clock.today():
        return None
    row = InterestVersion(
        uid=new_uid(),
        interest_id=interest_id,
        disclosure_version_id=newest.disclosure_version_id,
        declared_at=clock.now(),
        valid_from=newest.valid_from,
        valid_to=ended_on,
        change=Change.ENDED,
        suggested_level=newest.suggested_level,
        employee_id=newest.employee_id,
        ended_by=f"{origin.__tablename__}/{origin.id}",
    )
    row.content = {**newest.content, "ended_on": ended_on.isoformat(), "way": way}
    db.session.add(row)
    db.session.flush()
    facts = {"ended_on": ended_on.isoformat(), "by": row.ended_by}
    events.emit(Event(INTEREST_ENDED, actor, newest.interest, facts))
    return row


def _newest(interest_id: int) -> InterestVersion:
    found = db.session.scalar(
        sa.select(InterestVersion)
        .join(Interest)
        .where(InterestVersion.interest_id == interest_id)
        .order_by(InterestVersion.declared_at.desc(), InterestVersion.id.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound(f"interest {interest_id}")
    return found

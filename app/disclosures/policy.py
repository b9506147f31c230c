"""Who may do what with a declaration."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.database.base import db
from app.disclosures.models import Disclosure, Kind, Preparer, State

_NOT_YET_FILED = (State.NOT_STARTED, State.DRAFT)
# What an assistant may prepare; a change is told by the person himself.
PREPARABLE = (Kind.FIRST, Kind.ANNUAL)


@rule("pembuat deklarasi")
def declarant(actor: Actor, disclosure: Disclosure) -> bool:
    return actor.person_id is not None and actor.person_id == disclosure.person_id


@rule("peninjau deklarasi ini")
def reviewer(actor: Actor, disclosure: Disclosure) -> bool:
    """The superior the route found; never the declarant, whatever the reporting line says."""
    return (
        actor.person_id is not None
        and actor.person_id == disclosure.reviewer_id
        and actor.person_id != disclosure.person_id
    )


def may_prepare_for(helper_id: int, day: date | None = None) -> sa.Select[Any]:
    """Whose drafts this person may fill in on the day (today unless given)."""
    return sa.select(Preparer.declarant_id).where(
        Preparer.helper_id == helper_id,
        Preparer.ended_at.is_(None),
        Preparer.until >= (clock.today() if day is None else day),
    )


@rule("pembantu pengisian yang ditunjuk")
def preparer(actor: Actor, disclosure: Disclosure) -> bool:
    """Somebody the declarant asked to fill in the draft; he never signs it."""
    if actor.person_id is None or disclosure.state is not State.DRAFT:
        return False
    if disclosure.kind not in PREPARABLE:
        return False
    asked = may_prepare_for(actor.person_id).where(Preparer.declarant_id == disclosure.person_id)
    return db.session.scalar(sa.select(asked.exists())) or False


@rule("deklarasi sudah dikirim")
def filed(_actor: Actor, disclosure: Disclosure) -> bool:
    return disclosure.state not in _NOT_YET_FILED


RULES: dict[str, Rule] = {
    "disclosure.begin": signed_in & role(Role.EMPLOYEE),
    "disclosure.read": declarant | (reviewer & filed) | preparer,
    "disclosure.draft": declarant | preparer,
    "disclosure.own": declarant,
    "disclosure.prepare": preparer,
    "disclosure.keep_reviews": system,
    "disclosure.review_box": signed_in,
    "disclosure.oblige": system,
    "interest.end": role(Role.HR_OFFICER),
}

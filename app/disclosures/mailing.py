"""Whether mail about a late review still concerns whoever got the copy of it."""

from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.disclosures.models import Disclosure, State
from app.people import queries as people

_WAITING = (State.SUBMITTED, State.UNDER_REVIEW)


def copy_still_concerns(actor: Actor, disclosure_id: int) -> bool:
    """While the review waits: BKPSDM, and the superior of whoever is to review (P-08).

    They may not read the declaration; the copy says its number only.
    """
    found = db.session.get(Disclosure, disclosure_id)
    if found is None or found.state not in _WAITING or found.reviewer_id is None:
        return False
    if actor.person_id in (found.person_id, found.reviewer_id):
        return False
    above = people.superior_of(found.reviewer_id, clock.today())
    return actor.has(Role.HR_OFFICER) or (above is not None and above.id == actor.person_id)

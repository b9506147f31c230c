"""Whether mail about a departure that is late still concerns whoever was told of it."""

from app.core.actor import Actor, Role
from app.database.base import db
from app.departures.models import Departure, DepartureState
from app.people import queries as people


def lateness_still_concerns(actor: Actor, departure_id: int) -> bool:
    """While nothing was filed: BKPSDM, and the superior, who may not read the declaration."""
    found = db.session.get(Departure, departure_id)
    if found is None or found.state is not DepartureState.OPEN:
        return False
    if actor.person_id == found.person_id:
        return False
    superior = people.superior_of(found.person_id, found.last_day)
    return actor.has(Role.HR_OFFICER) or (superior is not None and superior.id == actor.person_id)

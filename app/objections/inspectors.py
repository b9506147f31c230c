"""Which inspectors hear of an objection."""

from app.accounts import queries as accounts
from app.core.actor import Role
from app.objections.models import Objection


def inspectors_for(objection: Objection) -> list[int]:
    """The inspectors who took no part in the decision and whom it does not concern."""
    barred = {bar.person_id for bar in objection.bars} | {objection.person_id}
    return [one for one in accounts.people_with_role(Role.INSPECTOR) if one not in barred]

"""Whether mail about a season still concerns somebody: not once the declaration was sent."""

import sqlalchemy as sa

from app.core.actor import Actor
from app.database.base import db
from app.disclosures.models import Disclosure
from app.seasons.compliance import UNFILED_STATES
from app.seasons.models import Obligation


def still_concerns(actor: Actor, season_id: int) -> bool:
    """Whoever sent his declaration after the reminder was written is reminded no more.

    People without an obligation in the season (who keep it) hear of it as before.
    """
    duty = db.session.execute(
        sa.select(Obligation.waived_on, Disclosure.state)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .where(Obligation.season_id == season_id, Obligation.person_id == actor.person_id)
    ).first()
    return duty is None or (duty.waived_on is None and duty.state in UNFILED_STATES)

"""Orders of reassignment recorded beside divestments."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import policy
from app.core.actor import Actor
from app.database.base import db
from app.divestments.models import Reassignment


def reassignments_visible_to(actor: Actor) -> list[Reassignment]:
    """Recorded orders of reassignment, newest first (at most 200)."""
    if not policy.can(actor, "reassignment.list"):
        return []
    return list(
        db.session.scalars(
            sa.select(Reassignment)
            .options(joinedload(Reassignment.person), raiseload("*"))
            .order_by(Reassignment.order_on.desc(), Reassignment.id.desc())
            .limit(200)
        )
    )


def may_read_reassignment(actor: Actor, _reassignment_id: int) -> bool:
    """Asked before the order's file is served."""
    return policy.can(actor, "reassignment.list")

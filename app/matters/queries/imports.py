"""Lists of matters that were uploaded."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.matters.models import MatterImport


def import_for(actor: Actor, uid: str) -> MatterImport:
    """The list somebody uploaded, for himself only. Raises NotFound."""
    found = db.session.scalar(sa.select(MatterImport).where(MatterImport.uid == uid))
    if found is None or found.uploaded_by_id != actor.person_id:
        raise NotFound(f"matter import {uid}")
    return found


def imports_visible_to(actor: Actor, limit: int = 10) -> list[MatterImport]:
    """One's own lists, newest first."""
    return list(
        db.session.scalars(
            sa.select(MatterImport)
            .where(MatterImport.uploaded_by_id == actor.person_id)
            .options(joinedload(MatterImport.unit), raiseload("*"))
            .order_by(MatterImport.id.desc())
            .limit(limit)
        )
    )

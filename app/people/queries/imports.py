"""Staff files: what they are judged against, and those that were imported."""

from datetime import date

import sqlalchemy as sa

from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.people.cells import code_key, person_key
from app.people.importer import Known
from app.people.models import BatchState, ImportBatch, Person


def known_people(day: date) -> Known:
    """Keys of everybody in the register on that day, serving or not, to judge a file against."""
    serving: set[str] = set()
    left: set[str] = set()
    for nip, code, name, left_on in db.session.execute(
        sa.select(Person.nip, Person.code, Person.name, Person.left_on)
    ):
        keys = {person_key(nip, code, name)} | ({code_key(code)} if code else set())
        (left if left_on is not None and left_on <= day else serving).update(keys)
    return Known(serving, left)


def batch_for(actor: Actor, uid: str) -> ImportBatch:
    """An uploaded staff file, for whoever may import. Raises NotFound."""
    batch = db.session.scalar(sa.select(ImportBatch).where(ImportBatch.uid == uid))
    if batch is None or not policy.can(actor, "people.import"):
        raise NotFound(f"import {uid}")
    return batch


def imports_visible_to(actor: Actor, limit: int = 10) -> list[ImportBatch]:
    """Files imported last, newest first."""
    if not policy.can(actor, "people.import"):
        return []
    return list(
        db.session.scalars(
            sa.select(ImportBatch)
            .where(ImportBatch.state == BatchState.IMPORTED)
            .order_by(ImportBatch.id.desc())
            .limit(limit)
        )
    )

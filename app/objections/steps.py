"""Writing down one step of an objection, and its news to an objector from outside."""

from typing import Any

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.database.sealed import new_uid
from app.mail.services import tell_outside
from app.objections.models import Objection, ObjectionStep, Step


def _tell_outside(objection: Objection, occasion: str) -> None:
    """N-41 to a party that gave an address; a reporter hears through his complaint."""
    tell_outside(objection, "N-41", objection.number, occasion)


def write_down(objection: Objection, step: Step, actor: Actor, words: dict[str, Any]) -> None:
    """Keep what was done and written, inside a use case; an objector outside has news of it."""
    row = ObjectionStep(
        uid=new_uid(), objection_id=objection.id, step=step, at=clock.now(), by_id=actor.person_id
    )
    row.words = words
    objection.steps.append(row)
    db.session.flush()
    if objection.person_id is None and step is not Step.FILED:
        _tell_outside(objection, step.value)

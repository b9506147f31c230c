"""That the register was taken out as a file is written to the trail."""

from app.core import events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.transaction import bookkeeping
from app.recusals.events import EXPORTED


class _Register:
    """The register as a whole: what an export is about."""

    __tablename__ = "recusals"
    id = None


@bookkeeping
def note_export(actor: Actor, form: str) -> None:
    policy.require(actor, "recusal.register")
    events.emit(Event(EXPORTED, actor, _Register(), {"form": form}))

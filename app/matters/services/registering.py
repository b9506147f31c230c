"""Writing down that part of the register was taken out."""

from app.audit.services import take_turn
from app.core import events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.transaction import bookkeeping
from app.matters.events import EXPORTED


@bookkeeping
def note_export(actor: Actor, form: str) -> None:
    """Write that a list was downloaded, as CSV or XLSX."""
    policy.require(actor, "matter.list")
    events.emit(Event(EXPORTED, actor, take_turn(), {"form": form}))

"""That the list of plans was taken out is written to the trail."""

from app.audit.services import take_turn
from app.core import events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.transaction import bookkeeping
from app.measures.events import EXPORTED


@bookkeeping
def note(actor: Actor, rows: int, form: str) -> None:
    """Who took how many rows out, in which form."""
    policy.require(actor, "plan.export")
    events.emit(Event(EXPORTED, actor, take_turn(), {"rows": rows, "form": form}))

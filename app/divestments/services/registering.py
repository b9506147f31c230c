"""The register leaves the house: that is written down."""

from app.audit.services import take_turn
from app.core import events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.transaction import bookkeeping
from app.divestments.events import REGISTER_EXPORTED


@bookkeeping
def note_export(actor: Actor, rows: int, form: str) -> None:
    """Write that the register was taken out."""
    policy.require(actor, "divestment.list")
    events.emit(Event(REGISTER_EXPORTED, actor, take_turn(), {"rows": rows, "form": form}))

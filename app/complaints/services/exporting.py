"""That the desk's list was taken out as a file is written to the trail."""

from app.complaints.events import EXPORTED
from app.core import events, policy
from app.core.actor import Actor
from app.core.events import Event
from app.database.transaction import bookkeeping


class _List:
    """The list as a whole: what an export is about."""

    __tablename__ = "complaints"
    id = None


@bookkeeping
def note_export(actor: Actor, form: str) -> None:
    policy.require(actor, "complaint.list")
    events.emit(Event(EXPORTED, actor, _List(), {"form": form}))

"""The states of a season: planned, being opened, open, closed (S-98)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.seasons import events
from app.seasons.models import SeasonState
from app.seasons.policy import staff_office

# fmt: off
FLOW = Workflow(
    "season",
    starts=SeasonState.PLANNED,
    ends=[SeasonState.CLOSED],
    moves=[
        Move(SeasonState.PLANNED, "open",   staff_office | system, SeasonState.OPENING, events.OPENED,      "Buka periode"),
        Move(SeasonState.OPENING, "settle", system,       SeasonState.OPEN,    events.ALL_OBLIGED),
        Move(SeasonState.OPEN,    "extend", staff_office, SeasonState.OPEN,    events.EXTENDED,    "Perpanjang"),
        Move(SeasonState.OPEN,    "close",  staff_office, SeasonState.CLOSED,  events.CLOSED,      "Tutup periode"),
    ],
)
# fmt: on

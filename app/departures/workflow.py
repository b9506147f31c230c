"""The states of a departure (service design §4.11)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.departures import events
from app.departures.models import DepartureState
from app.departures.policy import hr, leaver

VERIFY = "verifikasi_akhir_jabatan"

# fmt: off
FLOW = Workflow(
    "departure",
    starts=DepartureState.OPEN,
    ends=[DepartureState.DONE, DepartureState.CANCELLED],
    moves=[
        Move(DepartureState.OPEN,     "file",   leaver, DepartureState.FILED,     events.FILED,         "Kirim pernyataan", opens=VERIFY),
        Move(DepartureState.FILED,    "verify", hr,     DepartureState.VERIFIED,  events.VERIFIED,      "Verifikasi", closes=(VERIFY,)),
        Move(DepartureState.VERIFIED, "cool",   system, DepartureState.COOLING,   events.COOLING_BEGAN),
        Move(DepartureState.COOLING,  "end",    system, DepartureState.DONE,      events.COOLING_OVER),
        Move(DepartureState.OPEN,     "cancel", hr,     DepartureState.CANCELLED, events.CANCELLED,     "Batalkan"),
        Move(DepartureState.FILED,    "cancel", hr,     DepartureState.CANCELLED, events.CANCELLED,     "Batalkan", closes=(VERIFY,)),
    ],
)
# fmt: on

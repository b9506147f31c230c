"""The states of an objection (service design §4.9)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.objections import events
from app.objections.models import State
from app.objections.policy import appeal_granted, appeal_reviewer, inspector, objector, reviewer

# Somebody has yet to say what it comes to.
UNDECIDED = (State.FILED, State.REVIEWING, State.APPEALED)
FILE = "keberatan_ajukan"
ADMIT = "keberatan_syarat"
DECIDE = "keberatan_putus"
APPEAL = "banding_ajukan"
DECIDE_APPEAL = "banding_putus"
CARRY_OUT = "keberatan_laksanakan"
_BOTH = (ADMIT, DECIDE)
_keeper = inspector | system

# fmt: off
FLOW = Workflow(
    "objection",
    starts=State.FILED,
    ends=[State.INADMISSIBLE, State.CARRIED_OUT],
    moves=[
        Move(State.FILED,     "admit",   inspector, State.REVIEWING,    events.ADMITTED, "Periksa syarat", closes=(ADMIT,)),
        Move(State.FILED,     "reject",  inspector, State.INADMISSIBLE, events.REJECTED, "Tidak dapat diterima", closes=_BOTH),
        Move(State.REVIEWING, "grant",   reviewer,  State.GRANTED,      events.DECIDED,  "Putus", closes=_BOTH),
        Move(State.REVIEWING, "partly",  reviewer,  State.PARTLY,       events.DECIDED,  "Putus", closes=_BOTH),
        Move(State.REVIEWING, "refuse",  reviewer,  State.REFUSED,      events.DECIDED,  "Putus", opens=APPEAL, closes=_BOTH),
        Move(State.REFUSED,   "appeal",  objector,  State.APPEALED,     events.APPEALED, "Ajukan banding", opens=DECIDE_APPEAL, closes=(APPEAL,)),
        Move(State.APPEALED,  "decide_appeal", appeal_reviewer, State.APPEAL_DECIDED, events.APPEAL_DECIDED, "Putus banding", closes=(DECIDE_APPEAL,)),
        Move(State.FILED,     "be_late", system,    State.FILED,        events.LATE),
        Move(State.REVIEWING, "be_late", system,    State.REVIEWING,    events.LATE),
        Move(State.APPEALED,  "be_late", system,    State.APPEALED,     events.LATE),
        Move(State.GRANTED,   "carry_out", _keeper, State.CARRIED_OUT,  events.CARRIED_OUT, "Catat pelaksanaan", closes=(CARRY_OUT,)),
        Move(State.PARTLY,    "carry_out", _keeper, State.CARRIED_OUT,  events.CARRIED_OUT, "Catat pelaksanaan", closes=(CARRY_OUT,)),
        Move(State.APPEAL_DECIDED, "carry_out", _keeper & appeal_granted, State.CARRIED_OUT, events.CARRIED_OUT, "Catat pelaksanaan", closes=(CARRY_OUT,)),
    ],
)
# fmt: on

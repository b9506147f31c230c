"""The states of a screening, of a swept list and of a finding (service design §4.12)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.crosscheck import events
from app.crosscheck.models import FindingState, ScreeningState, SweepState
from app.crosscheck.policy import hint_reviewer, own_screening, own_sweep

# fmt: off
SCREENING_FLOW = Workflow(
    "screening",
    starts=ScreeningState.OPEN,
    ends=[],
    moves=[
        Move(ScreeningState.OPEN,  "save",   own_screening, ScreeningState.SAVED, events.SCREENING_SAVED,    "Simpan cek silang"),
        Move(ScreeningState.SAVED, "reopen", own_screening, ScreeningState.OPEN,  events.SCREENING_REOPENED, "Cek ulang"),
    ],
)
SWEEP_FLOW = Workflow(
    "sweep",
    starts=SweepState.UPLOADED,
    ends=[SweepState.DROPPED],
    moves=[
        Move(SweepState.UPLOADED, "start",  own_sweep,          SweepState.RUNNING, events.SWEEP_STARTED, "Mulai cek"),
        Move(SweepState.UPLOADED, "drop",   own_sweep | system, SweepState.DROPPED, events.SWEEP_DROPPED, "Batalkan"),
        Move(SweepState.RUNNING,  "finish", system,             SweepState.DONE,    events.SWEEP_DONE),
        Move(SweepState.DONE,     "start",  own_sweep | system, SweepState.RUNNING, events.SWEEP_STARTED, "Cek ulang"),
    ],
)
FINDING_FLOW = Workflow(
    "finding",
    starts=FindingState.NEW,
    ends=[FindingState.FOLLOWED_UP],
    moves=[
        Move(FindingState.NEW,        "review",    hint_reviewer, FindingState.REVIEWING,   events.REVIEWED,    "Mulai telaah"),
        Move(FindingState.REVIEWING,  "dismiss",   hint_reviewer, FindingState.NO_PROBLEM,  events.DISMISSED,   "Bukan masalah"),
        Move(FindingState.REVIEWING,  "follow_up", hint_reviewer, FindingState.FOLLOWED_UP, events.FOLLOWED_UP, "Ditindaklanjuti"),
        Move(FindingState.REVIEWING,  "ask",       hint_reviewer, FindingState.ASKED,       events.ASKED,       "Minta klarifikasi pegawai"),
        Move(FindingState.ASKED,      "dismiss",   hint_reviewer, FindingState.NO_PROBLEM,  events.DISMISSED,   "Bukan masalah"),
        Move(FindingState.ASKED,      "follow_up", hint_reviewer, FindingState.FOLLOWED_UP, events.FOLLOWED_UP, "Ditindaklanjuti"),
        Move(FindingState.NO_PROBLEM, "find",      system,        FindingState.NEW,         events.FOUND_AGAIN),
    ],
)
# fmt: on

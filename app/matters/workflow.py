"""The states of a matter (service design §4.8)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.matters import events
from app.matters.models import MatterState as S
from app.matters.policy import clerk, hr, inspector, keeper, official, replacer, superior

HELD_TERM = "urusan_ditahan"
SERVICE_TERM = "batas_layanan"
_CLOCKS = (SERVICE_TERM, HELD_TERM)
_holder = official | superior | hr | inspector | system
_decider = official | clerk | system

# fmt: off
FLOW = Workflow(
    "matter",
    starts=S.RUNNING,
    ends=[S.CLOSED, S.DROPPED],
    moves=[
        Move(S.RUNNING,      "hold",        _holder,  S.HELD,         events.HELD,         "Tahan", opens=HELD_TERM),
        Move(S.HELD,         "hold",        _holder,  S.HELD,         events.HELD,         "Tahan"),
        Move(S.HELD,         "release",     replacer, S.RUNNING,      events.RELEASED,     "Lanjutkan", closes=(HELD_TERM,)),
        Move(S.HELD,         "release_one", replacer, S.HELD,         events.RELEASED),
        Move(S.HELD,         "hand_over",   replacer, S.RUNNING,      events.HANDED_OVER,  "Tunjuk pengganti", closes=(HELD_TERM,)),
        Move(S.HELD,         "hand_over_one", replacer, S.HELD,       events.HANDED_OVER),
        Move(S.RUNNING,      "hand_over",   replacer, S.RUNNING,      events.HANDED_OVER,  "Tunjuk pengganti"),
        Move(S.RUNNING,      "decide",      _decider, S.DECIDED,      events.DECIDED,      "Catat keputusan", closes=_CLOCKS),
        Move(S.RUNNING,      "drop",        keeper,   S.DROPPED,      events.DROPPED,      "Batalkan", closes=_CLOCKS),
        Move(S.HELD,         "drop",        keeper,   S.DROPPED,      events.DROPPED,      "Batalkan", closes=_CLOCKS),
        Move(S.DECIDED,      "review",      system,   S.UNDER_REVIEW, events.UNDER_REVIEW),
        Move(S.UPHELD,       "review",      system,   S.UNDER_REVIEW, events.UNDER_REVIEW),
        Move(S.ANNULLED,     "review",      system,   S.UNDER_REVIEW, events.UNDER_REVIEW),
        Move(S.CHANGED,      "review",      system,   S.UNDER_REVIEW, events.UNDER_REVIEW),
        Move(S.REDO,         "review",      system,   S.UNDER_REVIEW, events.UNDER_REVIEW),
        Move(S.UNDER_REVIEW, "uphold",      system,   S.UPHELD,       events.REVIEWED),
        Move(S.UNDER_REVIEW, "annul",       system,   S.ANNULLED,     events.REVIEWED),
        Move(S.UNDER_REVIEW, "change",      system,   S.CHANGED,      events.REVIEWED),
        Move(S.UNDER_REVIEW, "redo",        system,   S.REDO,         events.REVIEWED),
        Move(S.REDO,         "close",       keeper,   S.CLOSED,       events.REDONE),
    ],
)
# fmt: on

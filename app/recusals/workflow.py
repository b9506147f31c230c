"""The states of a recusal (service design §4.4)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.recusals import events
from app.recusals.models import State
from app.recusals.policy import (
    cancel_asked,
    decider,
    imposed,
    not_oneself,
    requester,
    reviewer,
    settler,
    silent_superior,
    superior,
    without_superior,
)

ANSWER = "penarikan_diri_atasan"
DECIDE = "penarikan_diri_hr"
COMPLETE = "lengkapi_penarikan_diri"
CANCEL = "penarikan_diri_batal"
SETTLE = "penarikan_diri_penugasan"
_ALL = (ANSWER, DECIDE, COMPLETE, CANCEL)

agreeing = superior & cancel_asked
unheard = requester & without_superior
imposer = imposed & (not_oneself | system)

# fmt: off
FLOW = Workflow(
    "recusal",
    starts=State.DRAFT,
    ends=[State.ENDED, State.CANCELLED],
    moves=[
        Move(State.DRAFT,     "send",        requester, State.REQUESTED, events.SENT,       "Kirim permohonan", opens=ANSWER),
        Move(State.DRAFT,     "send_to_hr",  unheard,   State.WAITING,   events.SENT,       opens=DECIDE),
        Move(State.DRAFT,     "impose",      imposer,   State.WAITING,   events.IMPOSED,    opens=DECIDE),
        Move(State.DRAFT,     "discard",     requester, State.CANCELLED, events.DISCARDED,  "Buang draf"),
        Move(State.REQUESTED, "reroute",     system,    State.REQUESTED, events.REROUTED),
        Move(State.REQUESTED, "answer",      superior,  State.WAITING,   events.ANSWERED,   "Tanggapi", opens=DECIDE, closes=(ANSWER,)),
        Move(State.REQUESTED, "pass_on",     system,    State.WAITING,   events.PASSED_ON,  opens=DECIDE, closes=(ANSWER,)),
        Move(State.WAITING,   "answer",      silent_superior, State.WAITING, events.ANSWERED, "Tanggapi"),
        Move(State.WAITING,   "return",      reviewer,  State.RETURNED,  events.RETURNED,   "Kembalikan", opens=COMPLETE, closes=(DECIDE,)),
        Move(State.RETURNED,  "complete",    requester, State.WAITING,   events.COMPLETED,  "Kirim ulang", opens=DECIDE, closes=(COMPLETE,)),
        Move(State.WAITING,   "propose",     reviewer,  State.WAITING,   events.PROPOSED,   "Ajukan putusan"),
        Move(State.WAITING,   "hand_back",   decider,   State.WAITING,   events.HANDED_BACK, "Kembalikan ke penelaah"),
        Move(State.WAITING,   "approve",     decider,   State.IN_FORCE,  events.APPROVED,   "Tetapkan", closes=_ALL),
        Move(State.WAITING,   "refuse",      decider,   State.REFUSED,   events.REFUSED,    "Tetapkan", opens=SETTLE, closes=_ALL),
        Move(State.REFUSED,   "settle",      settler,   State.ENDED,     events.SETTLED,    "Tetapkan penanganan", closes=(SETTLE,)),
        Move(State.REFUSED,   "object",      requester, State.OBJECTED,  events.OBJECTED,   "Ajukan keberatan", closes=(SETTLE,)),
        Move(State.OBJECTED,  "grant",       system,    State.IN_FORCE,  events.OBJECTION_GRANTED),
        Move(State.REFUSED,   "grant",       system,    State.IN_FORCE,  events.OBJECTION_GRANTED, closes=(SETTLE,)),
        Move(State.ENDED,     "grant",       system,    State.IN_FORCE,  events.OBJECTION_GRANTED),
        Move(State.OBJECTED,  "lose",        system,    State.REFUSED,   events.OBJECTION_LOST, opens=SETTLE),
        Move(State.IN_FORCE,  "expire",      system,    State.ENDED,     events.ENDED),
        Move(State.REQUESTED, "expire",      system,    State.ENDED,     events.ENDED,      closes=_ALL),
        Move(State.WAITING,   "expire",      system,    State.ENDED,     events.ENDED,      closes=_ALL),
        Move(State.RETURNED,  "expire",      system,    State.ENDED,     events.ENDED,      closes=_ALL),
        Move(State.IN_FORCE,  "end",         superior,  State.ENDED,     events.ENDED,      "Akhiri"),
        Move(State.REQUESTED, "ask_cancel",  requester, State.REQUESTED, events.CANCEL_ASKED, "Minta pembatalan", opens=CANCEL),
        Move(State.WAITING,   "ask_cancel",  requester, State.WAITING,   events.CANCEL_ASKED, "Minta pembatalan", opens=CANCEL),
        Move(State.RETURNED,  "ask_cancel",  requester, State.RETURNED,  events.CANCEL_ASKED, "Minta pembatalan", opens=CANCEL),
        Move(State.REQUESTED, "agree_cancel", agreeing, State.CANCELLED, events.CANCELLED,  "Setujui pembatalan", closes=_ALL),
        Move(State.WAITING,   "agree_cancel", agreeing, State.CANCELLED, events.CANCELLED,  "Setujui pembatalan", closes=_ALL),
        Move(State.RETURNED,  "agree_cancel", agreeing, State.CANCELLED, events.CANCELLED,  "Setujui pembatalan", closes=_ALL),
        Move(State.REQUESTED, "decline_cancel", agreeing, State.REQUESTED, events.CANCEL_DECLINED, "Tolak pembatalan", closes=(CANCEL,)),
        Move(State.WAITING,   "decline_cancel", agreeing, State.WAITING, events.CANCEL_DECLINED, "Tolak pembatalan", closes=(CANCEL,)),
        Move(State.RETURNED,  "decline_cancel", agreeing, State.RETURNED, events.CANCEL_DECLINED, "Tolak pembatalan", closes=(CANCEL,)),
    ],
)
# fmt: on

"""The life of a request to read an identity."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.vault import events
from app.vault.models import OpeningState as S
from app.vault.policy import requester, silent_keeper

# fmt: off
FLOW = Workflow(
    "opening",
    starts=S.WAITING,
    ends=[S.REFUSED, S.WITHDRAWN, S.LAPSED, S.ENDED],
    moves=[
        Move(S.WAITING, "approve",  silent_keeper,      S.HALF,      events.FIRST_APPROVAL, "Setujui"),
        Move(S.HALF,    "approve",  silent_keeper,      S.OPEN,      events.GRANTED,        "Setujui"),
        Move(S.WAITING, "refuse",   silent_keeper,      S.REFUSED,   events.REFUSED,        "Tolak"),
        Move(S.HALF,    "refuse",   silent_keeper,      S.REFUSED,   events.REFUSED,        "Tolak"),
        Move(S.WAITING, "withdraw", requester,          S.WITHDRAWN, events.WITHDRAWN,      "Tarik permintaan"),
        Move(S.HALF,    "withdraw", requester,          S.WITHDRAWN, events.WITHDRAWN,      "Tarik permintaan"),
        Move(S.WAITING, "lapse",    system,             S.LAPSED,    events.LAPSED),
        Move(S.HALF,    "lapse",    system,             S.LAPSED,    events.LAPSED),
        Move(S.OPEN,    "end",      requester | system, S.ENDED,     events.ENDED,          "Selesai membaca"),
    ],
)
# fmt: on

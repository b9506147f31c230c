"""What may follow the result of a check (service design S-39)."""

from app.core.workflow import Move, Workflow
from app.prechecks import events
from app.prechecks.models import CheckState as S
from app.prechecks.policy import asked_superior, maker

# fmt: off
FLOW = Workflow(
    "precheck",
    starts=[S.OPEN, S.STOPPED],
    ends=[S.STOPPED, S.CONTINUED, S.KEPT],
    moves=[
        Move(S.OPEN,     "keep",     maker,          S.KEPT,      events.KEPT,      "Simpan bukti cek"),
        Move(S.OPEN,     "ask",      maker,          S.ASKED,     events.ASKED,     "Minta arahan atasan"),
        Move(S.OPEN,     "go_on",    maker,          S.CONTINUED, events.CONTINUED, "Lanjut dengan catatan"),
        Move(S.ASKED,    "direct",   asked_superior, S.DIRECTED,  events.DIRECTED,  "Beri arahan"),
        Move(S.DIRECTED, "go_on",    maker,          S.CONTINUED, events.CONTINUED, "Lanjut dengan catatan"),
    ],
)
# fmt: on

"""The states of a complaint (service design §4.7) and of a report of retaliation (§4.13).

P-01 (EXAMINE) begins with receipt, together with P-03 (CHECK) inside it; the use case of receipt
opens both. Asking the reporter to complete cancels both (`deadlines.cancel_clocks`, a paused clock
is not a met one); completing opens P-01 anew, in full. From EXAMINING on the review leads and these
rows mirror it, by the system.
"""

from app.complaints import events
from app.complaints.models import RetaliationState, State
from app.complaints.policy import desk, inspector, protector, refuser, reporter, withdrawal_asked
from app.core.policy import system
from app.core.workflow import Move, Workflow

EXAMINE = "periksa_aduan"  # P-01
CHECK = "cek_kelengkapan_aduan"  # P-03
COMPLETE = "lengkapi_aduan"  # P-04
FEEDBACK = "tanggapan_pelapor"  # P-27
ANSWER_RETALIATION = "tanggapan_balasan"
SETTLE_RETALIATION = "tangani_balasan"
_ALL = (EXAMINE, CHECK, COMPLETE)
_S = State

either = desk | inspector
letting_go = inspector & withdrawal_asked
on_behalf = reporter | desk

# fmt: off
FLOW = Workflow(
    "complaint",
    starts=_S.RECEIVED,
    ends=[_S.REFERRED, _S.MERGED],
    moves=[
        Move(_S.RECEIVED,   "ask",              either,    _S.INCOMPLETE,    events.ASKED,               "Minta dilengkapi", opens=COMPLETE),
        Move(_S.RECEIVED,   "refer",            either,    _S.REFERRED,      events.REFERRED,            "Teruskan ke kanal lain", closes=_ALL),
        Move(_S.RECEIVED,   "merge",            either,    _S.MERGED,        events.MERGED,              "Gabungkan", closes=_ALL),
        Move(_S.RECEIVED,   "propose_refusal",  either,    _S.RECEIVED,      events.REFUSAL_PROPOSED,    "Usulkan tidak diproses"),
        Move(_S.RECEIVED,   "hand_back",        refuser,   _S.RECEIVED,      events.REFUSAL_HANDED_BACK, "Kembalikan usul"),
        Move(_S.RECEIVED,   "refuse",           refuser,   _S.NOT_PROCESSED, events.REFUSED,             "Tetapkan: tidak dapat diproses", closes=_ALL),
        Move(_S.RECEIVED,   "verify",           either,    _S.VERIFIED,      events.VERIFIED,            "Nyatakan lengkap", closes=(CHECK,)),
        Move(_S.RECEIVED,   "withdraw",         reporter,  _S.WITHDRAWN,     events.WITHDRAWN,           "Cabut aduan", closes=_ALL),
        Move(_S.INCOMPLETE, "complete",         on_behalf, _S.RECEIVED,      events.COMPLETED,           "Kirim pelengkap", opens=EXAMINE, closes=(COMPLETE,)),
        Move(_S.INCOMPLETE, "expire",           system,    _S.CLOSED_INCOMPLETE, events.EXPIRED,         closes=(COMPLETE,)),
        Move(_S.INCOMPLETE, "withdraw",         reporter,  _S.WITHDRAWN,     events.WITHDRAWN,           "Cabut aduan", closes=_ALL),
        Move(_S.CLOSED_INCOMPLETE, "reopen",    on_behalf, _S.RECEIVED,      events.REOPENED,            "Buka kembali", opens=EXAMINE),
        Move(_S.NOT_PROCESSED, "reopen",        system,    _S.RECEIVED,      events.REOPENED,            opens=EXAMINE),
        Move(_S.VERIFIED,   "send",             inspector, _S.EXAMINING,     events.SENT,                "Kirim ke pemeriksa"),
        Move(_S.VERIFIED,   "recast",           either,    _S.VERIFIED,      events.RECAST,              "Perbaiki pengambil keputusan"),
        Move(_S.VERIFIED,   "ask_withdrawal",   reporter,  _S.VERIFIED,      events.WITHDRAWAL_ASKED,    "Cabut aduan"),
        Move(_S.VERIFIED,   "let_go",           letting_go, _S.WITHDRAWN,    events.WITHDRAWN,           "Terima pencabutan", closes=_ALL),
        Move(_S.VERIFIED,   "go_on",            letting_go, _S.VERIFIED,     events.WENT_ON,             "Lanjutkan atas inisiatif Inspektorat"),
        Move(_S.EXAMINING,  "recast",           inspector, _S.EXAMINING,     events.RECAST,              "Perbaiki pengambil keputusan"),
        Move(_S.EXAMINING,  "ask_withdrawal",   reporter,  _S.EXAMINING,     events.WITHDRAWAL_ASKED,    "Cabut aduan"),
        Move(_S.EXAMINING,  "let_go",           letting_go, _S.WITHDRAWN,    events.WITHDRAWN,           "Terima pencabutan", closes=_ALL),
        Move(_S.EXAMINING,  "go_on",            letting_go, _S.EXAMINING,    events.WENT_ON,             "Lanjutkan atas inisiatif Inspektorat"),
        Move(_S.EXAMINING,  "find_untrue",      system,    _S.UNTRUE,        events.FOUND_UNTRUE,        opens=FEEDBACK, closes=_ALL),
        Move(_S.EXAMINING,  "find_true",        system,    _S.REVIEWING,     events.FOUND_TRUE,          closes=_ALL),
        Move(_S.UNTRUE,     "object",           system,    _S.UNTRUE,        events.OBJECTED,            closes=(FEEDBACK,)),
        Move(_S.UNTRUE,     "examine_again",    system,    _S.EXAMINING,     events.EXAMINED_AGAIN,      opens=EXAMINE, closes=(FEEDBACK,)),
        Move(_S.UNTRUE,     "close",            system,    _S.CLOSED,        events.CLOSED,              closes=(FEEDBACK,)),
        Move(_S.REVIEWING,  "recast",           inspector, _S.REVIEWING,     events.RECAST,              "Perbaiki pengambil keputusan"),
        Move(_S.REVIEWING,  "decide",           system,    _S.SUPERVISED,    events.DECIDED),
        Move(_S.SUPERVISED, "close",            system,    _S.CLOSED,        events.CLOSED),
        Move(_S.SUPERVISED, "examine_again",    system,    _S.EXAMINING,     events.EXAMINED_AGAIN,      opens=EXAMINE),
        Move(_S.SUPERVISED, "review_again",     system,    _S.REVIEWING,     events.REVIEWED_AGAIN),
        Move(_S.CLOSED,     "examine_again",    system,    _S.EXAMINING,     events.EXAMINED_AGAIN,      opens=EXAMINE),
        Move(_S.CLOSED,     "review_again",     system,    _S.REVIEWING,     events.REVIEWED_AGAIN),
        Move(_S.WITHDRAWN,  "take_up",          inspector, _S.RECEIVED,      events.WENT_ON,             "Lanjutkan atas inisiatif Inspektorat", opens=EXAMINE),
    ],
)

RETALIATION_FLOW = Workflow(
    "retaliation",
    starts=RetaliationState.RECEIVED,
    ends=[RetaliationState.CLOSED, RetaliationState.REFERRED],
    moves=[
        Move(RetaliationState.RECEIVED, "answer", protector, RetaliationState.HANDLED,  events.RETALIATION_ANSWERED, "Tanggapi awal", opens=SETTLE_RETALIATION, closes=(ANSWER_RETALIATION,)),
        Move(RetaliationState.HANDLED,  "close",  protector, RetaliationState.CLOSED,   events.RETALIATION_CLOSED,   "Selesaikan", closes=(SETTLE_RETALIATION,)),
        Move(RetaliationState.HANDLED,  "refer",  protector, RetaliationState.REFERRED, events.RETALIATION_REFERRED, "Rujuk untuk sanksi", closes=(SETTLE_RETALIATION,)),
    ],
)
# fmt: on

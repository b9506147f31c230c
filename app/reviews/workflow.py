"""The states of a case and of a follow-up (service design §4.7, from "diperiksa" on).

P-01 belongs to what the case comes from and closes there; P-02 runs here, on the case; P-26 on each
follow-up. A missed clock never decides anything and never closes anything: it moves the work up.
"""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.reviews import events
from app.reviews.models import FollowUpState, State
from app.reviews.policy import (
    examiner,
    examines,
    follow_up_overseer,
    overseer,
    owner,
    reviewer,
    reviews,
)

EXAMINE = "periksa_aduan"  # P-01, on the origin
REVIEW = "tinjau_kembali"  # P-02
FOLLOW_UP = "tindak_lanjut_putusan"  # P-26
_S, _F = State, FollowUpState
_not_the_examiner = overseer & ~examiner

# fmt: off
FLOW = Workflow(
    "review",
    starts=_S.EXAMINING,
    ends=[_S.UNTRUE, _S.CANCELLED],
    moves=[
        Move(_S.EXAMINING,  "ask_accused",  examines,  _S.EXAMINING,  events.ASKED_ACCUSED,  "Minta keterangan terlapor"),
        Move(_S.EXAMINING,  "ask_reporter", examines,  _S.EXAMINING,  events.ASKED_REPORTER, "Tanya pelapor"),
        Move(_S.EXAMINING,  "note",         examines,  _S.EXAMINING,  events.NOTED,          "Catat kunjungan atau dokumen"),
        Move(_S.EXAMINING,  "find",         examines,  _S.EXAMINING,  events.FOUND,          "Catat temuan"),
        Move(_S.EXAMINING,  "take_over",    _not_the_examiner, _S.EXAMINING, events.TAKEN_OVER, "Ambil alih pemeriksaan"),
        Move(_S.EXAMINING,  "accompany",    overseer,  _S.EXAMINING,  events.COMPANION,      "Tunjuk pendamping"),
        Move(_S.EXAMINING,  "step_aside",   examiner,  _S.EXAMINING,  events.STEPPED_ASIDE,  "Mundur dari perkara ini"),
        Move(_S.EXAMINING,  "reroute",      system,    _S.EXAMINING,  events.REROUTED),
        Move(_S.EXAMINING,  "be_late",      system,    _S.EXAMINING,  events.LATE),
        Move(_S.EXAMINING,  "be_silent",    system,    _S.EXAMINING,  events.SILENT),
        Move(_S.EXAMINING,  "remind",       system,    _S.EXAMINING,  events.REMINDED),
        Move(_S.EXAMINING,  "hours_left",   system,    _S.EXAMINING,  events.NEARLY_OVER),
        Move(_S.REVIEWING,  "hours_left",   system,    _S.REVIEWING,  events.NEARLY_OVER),
        Move(_S.EXAMINING,  "find_untrue",  examines,  _S.UNTRUE,     events.EXAMINED,       "Tetapkan hasil: Tidak benar – keputusan tetap berlaku"),
        Move(_S.EXAMINING,  "find_true",    examines,  _S.REVIEWING,  events.EXAMINED,       "Tetapkan hasil: Benar – kirim untuk peninjauan kembali", opens=REVIEW),
        Move(_S.EXAMINING,  "cancel",       system,    _S.CANCELLED,  events.CANCELLED),
        Move(_S.REVIEWING,  "pass_up",      reviewer,  _S.REVIEWING,  events.PASSED_UP,      "Teruskan ke atasan berikutnya"),
        Move(_S.REVIEWING,  "pass_on",      system,    _S.REVIEWING,  events.PASSED_UP),
        Move(_S.REVIEWING,  "reroute",      system,    _S.REVIEWING,  events.REROUTED),
        Move(_S.REVIEWING,  "decide",       reviews,   _S.SUPERVISED, events.DECIDED,        "Putuskan", closes=(REVIEW,)),
        Move(_S.SUPERVISED, "close",        overseer,  _S.CLOSED,     events.CLOSED,         "Tutup pengawasan"),
        Move(_S.SUPERVISED, "supersede",    system,    _S.CANCELLED,  events.SUPERSEDED),
        Move(_S.SUPERVISED, "review_again", system,    _S.REVIEWING,  events.REVIEWED_AGAIN, opens=REVIEW),
        Move(_S.CLOSED,     "review_again", system,    _S.REVIEWING,  events.REVIEWED_AGAIN, opens=REVIEW),
    ],
)
FOLLOW_UP_FLOW = Workflow(
    "follow_up",
    starts=_F.OPEN,
    ends=[_F.VERIFIED, _F.DROPPED],
    moves=[
        Move(_F.OPEN,    "start",     owner,              _F.RUNNING,  events.STARTED,     "Mulai kerjakan"),
        Move(_F.OPEN,    "prove",     owner,              _F.PROVEN,   events.PROVEN,      "Unggah bukti"),
        Move(_F.RUNNING, "prove",     owner,              _F.PROVEN,   events.PROVEN,      "Unggah bukti"),
        Move(_F.PROVEN,  "verify",    follow_up_overseer, _F.VERIFIED, events.VERIFIED,    "Verifikasi", closes=(FOLLOW_UP,)),
        Move(_F.PROVEN,  "send_back", follow_up_overseer, _F.RUNNING,  events.SENT_BACK,   "Bukti kurang"),
        Move(_F.OPEN,    "remind",    follow_up_overseer, _F.OPEN,     events.ASKED_AGAIN, "Ingatkan"),
        Move(_F.RUNNING, "remind",    follow_up_overseer, _F.RUNNING,  events.ASKED_AGAIN, "Ingatkan"),
        Move(_F.OPEN,    "raise",     follow_up_overseer | system, _F.OPEN,    events.RAISED, "Naikkan ke Sekretaris Daerah"),
        Move(_F.RUNNING, "raise",     follow_up_overseer | system, _F.RUNNING, events.RAISED, "Naikkan ke Sekretaris Daerah"),
        Move(_F.PROVEN,  "raise",     system,             _F.PROVEN,   events.RAISED),
        Move(_F.OPEN,    "drop",      system,             _F.DROPPED,  events.DROPPED),
        Move(_F.RUNNING, "drop",      system,             _F.DROPPED,  events.DROPPED),
        Move(_F.PROVEN,  "drop",      system,             _F.DROPPED,  events.DROPPED),
    ],
)
# fmt: on

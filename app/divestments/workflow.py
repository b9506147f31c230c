"""The states of a divestment and of each of its steps (service design §4.5)."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.divestments import events
from app.divestments.models import DivestmentState, StepState
from app.divestments.policy import (
    all_verified,
    endorsed,
    hr,
    hr_of_running,
    more_is_wished,
    not_endorsed,
    not_extended,
    owner,
    owner_of_running,
    superior,
)

APPROVAL = "divestasi_persetujuan"
VERIFICATION = "divestasi_verifikasi"

_PLAN, _WAITING = DivestmentState.PLAN, DivestmentState.WAITING
_RUNNING, _LATE = DivestmentState.RUNNING, DivestmentState.LATE
_DONE, _FAILED = DivestmentState.DONE, DivestmentState.FAILED

# fmt: off
FLOW = Workflow(
    "divestment",
    starts=_PLAN,
    ends=[_DONE, _FAILED],
    moves=[
        Move(_PLAN,    "submit",    owner,                   _WAITING, events.SUBMITTED, "Kirim rencana", opens=APPROVAL),
        Move(_WAITING, "endorse",   superior & not_endorsed, _WAITING, events.ENDORSED,  "Putuskan"),
        Move(_WAITING, "approve",   hr & endorsed,           _RUNNING, events.APPROVED,  "Putuskan", closes=(APPROVAL,)),
        Move(_WAITING, "send_back", (superior & not_endorsed) | (hr & endorsed), _PLAN, events.RETURNED, "Minta ubah", closes=(APPROVAL,)),
        Move(_RUNNING, "ask_more", owner & not_extended,     _RUNNING, events.EXTENSION_ASKED, "Minta perpanjangan"),
        Move(_RUNNING, "extend",    hr & not_extended,       _RUNNING, events.EXTENDED,  "Setujui perpanjangan"),
        Move(_RUNNING, "refuse_more", hr & more_is_wished,   _RUNNING, events.EXTENSION_REFUSED, "Tolak perpanjangan"),
        # Asked in time and not answered in time: the answer still comes.
        Move(_LATE,    "extend",    hr & more_is_wished,     _RUNNING, events.EXTENDED,  "Setujui perpanjangan"),
        Move(_LATE,    "refuse_more", hr & more_is_wished,   _LATE,    events.EXTENSION_REFUSED, "Tolak perpanjangan"),
        Move(_RUNNING, "pass",      system,                  _LATE,    events.PASSED),
        Move(_RUNNING, "complete",  hr & all_verified,       _DONE,    events.COMPLETED, "Nyatakan divestasi selesai"),
        Move(_LATE,    "complete",  hr & all_verified,       _DONE,    events.COMPLETED, "Nyatakan divestasi selesai"),
        Move(_PLAN,    "fail",      superior,                _FAILED,  events.FAILED,    "Tidak dilaksanakan"),
        Move(_WAITING, "fail",      superior,                _FAILED,  events.FAILED,    "Tidak dilaksanakan", closes=(APPROVAL,)),
        Move(_RUNNING, "fail",      superior,                _FAILED,  events.FAILED,    "Tidak dilaksanakan"),
        Move(_LATE,    "fail",      superior,                _FAILED,  events.FAILED,    "Tidak dilaksanakan"),
    ],
)
_OPEN_STEPS = (StepState.PLANNED, StepState.LACKING, StepState.DOUBTFUL)
STEP_FLOW = Workflow(
    "divestment_step",
    starts=StepState.PLANNED,
    ends=[StepState.VERIFIED],
    moves=[
        *(Move(state, "hand_in", owner_of_running, StepState.SUBMITTED, events.HANDED_IN, "Unggah bukti", opens=VERIFICATION)
          for state in _OPEN_STEPS),
        Move(StepState.SUBMITTED, "verify", hr_of_running, StepState.VERIFIED, events.VERIFIED,      "Terverifikasi", closes=(VERIFICATION,)),
        Move(StepState.SUBMITTED, "lack",   hr_of_running, StepState.LACKING,  events.FOUND_LACKING, "Kurang",        closes=(VERIFICATION,)),
        Move(StepState.SUBMITTED, "doubt",  hr_of_running, StepState.DOUBTFUL, events.DOUBTED,       "Meragukan",     closes=(VERIFICATION,)),
    ],
)
# fmt: on
FINDINGS = {
    StepState.VERIFIED: "verify",
    StepState.LACKING: "lack",
    StepState.DOUBTFUL: "doubt",
}

"""The states of a measures plan (service design §4.3) and of a referral for sanctions."""

from app.core.policy import system
from app.core.workflow import Move, Workflow
from app.measures import events
from app.measures.models import PlanState, ReferralState
from app.measures.policy import (
    changes_after_incident,
    changes_after_referral,
    changes_running,
    employee,
    inspector,
    orderer,
    referral_officer,
    superior,
)

WRITE = "susun_rencana"
WRITE_URGENT = "susun_rencana_tinggi"
REPLY = "tanggapan_rencana"
REVISE = "ubah_rencana"
WRITING = (WRITE, WRITE_URGENT, REVISE)
CHECKS = ("pemantauan_rencana_tinggi", "pemantauan_rencana_sedang", "pemantauan_rencana_rendah")

# A change that is called off leads back to where it began; what an incident asks for stays asked.
CALL_OFF = {
    PlanState.RUNNING: "call_off",
    PlanState.INCIDENT: "call_off_after_incident",
    PlanState.REFERRED: "call_off_after_referral",
}
_UNSET = (PlanState.DRAFTING, PlanState.AWAITING_REPLY, PlanState.READY)

# fmt: off
FLOW = Workflow(
    "plan",
    starts=PlanState.DRAFTING,
    ends=[PlanState.DONE, PlanState.DROPPED],
    moves=[
        Move(PlanState.DRAFTING,       "ask_reply", superior, PlanState.AWAITING_REPLY, events.ASKED,     "Kirim ke pegawai untuk tanggapan", opens=REPLY),
        Move(PlanState.DRAFTING,       "drop",      superior, PlanState.DROPPED,        events.DROPPED,   "Putuskan tidak ada benturan", closes=WRITING),
        Move(PlanState.DRAFTING,       "order",     orderer,  PlanState.RUNNING,        events.SET,       "Tetapkan atas perintah peninjau", closes=(*WRITING, *CHECKS)),
        Move(PlanState.RUNNING,        "refer_found", orderer, PlanState.RUNNING,       events.REFERRED,  "Rujuk sanksi"),
        Move(PlanState.AWAITING_REPLY, "reply",     employee, PlanState.READY,          events.REPLIED,   "Tanggapi", closes=(REPLY,)),
        Move(PlanState.AWAITING_REPLY, "silence",   system,   PlanState.READY,          events.SILENT,    closes=(REPLY,)),
        Move(PlanState.READY,          "redraft",   superior, PlanState.DRAFTING,       events.REDRAFTED, "Susun lagi"),
        Move(PlanState.READY,          "set",       superior, PlanState.RUNNING,        events.SET,       "Tetapkan rencana", closes=(*WRITING, *CHECKS)),
        Move(PlanState.READY,          "drop",      superior, PlanState.DROPPED,        events.DROPPED,   "Putuskan tidak ada benturan", closes=WRITING),
        Move(PlanState.RUNNING,        "check",     superior, PlanState.RUNNING,        events.CHECKED,   "Periksa titik pantau", closes=CHECKS),
        Move(PlanState.RUNNING,        "incident",  superior, PlanState.INCIDENT,       events.INCIDENT,  "Catat kejadian", opens=REVISE, closes=CHECKS),
        Move(PlanState.RUNNING,        "revise",    superior, PlanState.DRAFTING,       events.REVISING,  "Ubah rencana", opens=REVISE),
        Move(PlanState.RUNNING,        "close",     superior, PlanState.DONE,           events.CLOSED,    "Tutup rencana", closes=CHECKS),
        Move(PlanState.INCIDENT,       "revise",    superior, PlanState.DRAFTING,       events.REVISING,  "Ubah rencana"),
        Move(PlanState.INCIDENT,       "refer",     superior | inspector, PlanState.REFERRED, events.REFERRED, "Catat pelanggaran rencana"),
        Move(PlanState.REFERRED,       "revise",    superior, PlanState.DRAFTING,       events.REVISING,  "Ubah rencana", opens=REVISE),
        *(Move(state,              CALL_OFF[PlanState.RUNNING],  superior & changes_running,        PlanState.RUNNING,  events.CALLED_OFF, "Batalkan perubahan", closes=(REPLY, REVISE)) for state in _UNSET),
        *(Move(state,              CALL_OFF[PlanState.INCIDENT], superior & changes_after_incident, PlanState.INCIDENT, events.CALLED_OFF, "Batalkan perubahan", closes=(REPLY,)) for state in _UNSET),
        *(Move(state,              CALL_OFF[PlanState.REFERRED], superior & changes_after_referral, PlanState.REFERRED, events.CALLED_OFF, "Batalkan perubahan", closes=(REPLY,)) for state in _UNSET),
    ],
)
REFERRAL_FLOW = Workflow(
    "referral",
    starts=ReferralState.REFERRED,
    ends=[ReferralState.DECIDED],
    moves=[
        Move(ReferralState.REFERRED,   "take_up", referral_officer, ReferralState.IN_PROCESS, events.REFERRAL_TAKEN_UP, "Catat sedang diproses di luar"),
        Move(ReferralState.REFERRED,   "decide",  referral_officer, ReferralState.DECIDED,    events.REFERRAL_DECIDED,  "Catat putusan di luar"),
        Move(ReferralState.IN_PROCESS, "decide",  referral_officer, ReferralState.DECIDED,    events.REFERRAL_DECIDED,  "Catat putusan di luar"),
    ],
)
# fmt: on

"""The life of an account: invited, active, locked by an officer, disabled (service design 4.15)."""

from app.accounts import events
from app.accounts.models import AccountState as S
from app.accounts.policy import admin, caretaker, holder
from app.core.workflow import Move, Workflow

# fmt: off
FLOW = Workflow("account", starts=S.INVITED, ends=(), moves=[
    Move(S.INVITED,  "activate", holder,          S.ACTIVE,   events.ACTIVATED, "Aktifkan"),
    Move(S.ACTIVE,   "activate", holder,          S.ACTIVE,   events.ACTIVATED, "Aktifkan ulang"),
    Move(S.ACTIVE,   "lock",     admin & ~holder, S.LOCKED,   events.LOCKED,    "Kunci"),
    Move(S.ACTIVE,   "unlock",   caretaker,       S.ACTIVE,   events.UNLOCKED,  "Akhiri waktu tunggu"),
    Move(S.LOCKED,   "unlock",   caretaker,       S.ACTIVE,   events.UNLOCKED,  "Buka kunci"),
    Move(S.INVITED,  "disable",  caretaker,       S.DISABLED, events.DISABLED,  "Nonaktifkan"),
    Move(S.ACTIVE,   "disable",  caretaker,       S.DISABLED, events.DISABLED,  "Nonaktifkan"),
    Move(S.LOCKED,   "disable",  caretaker,       S.DISABLED, events.DISABLED,  "Nonaktifkan"),
    Move(S.DISABLED, "enable",   caretaker,       S.INVITED,  events.ENABLED,   "Buka kembali"),
])
# fmt: on

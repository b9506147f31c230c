"""Rules about accounts: the holder, those who look after accounts, and what nobody may do alone."""

from typing import Any

from app.core.actor import Actor, Role
from app.core.policy import anyone, role, rule, signed_in, system

GRANTABLE = (
    Role.HR_OFFICER, Role.UPG_OFFICER, Role.INSPECTOR, Role.INTAKE_OFFICER, Role.LEADER,
    Role.INFORMATION_OFFICER, Role.REGISTRAR, Role.ADMIN,
)  # fmt: skip


# Who sees or decides on others' records signs in with two factors (C05).
OFFICERS = frozenset(
    (Role.HR_OFFICER, Role.UPG_OFFICER, Role.INSPECTOR, Role.INTAKE_OFFICER, Role.ADMIN)
)


@rule("pemilik akun")
def holder(actor: Actor, account: Any) -> bool:
    return actor.account_id is not None and actor.account_id == account.id


@rule("orang yang bersangkutan")
def the_person(actor: Actor, person: Any) -> bool:
    return actor.person_id is not None and actor.person_id == person.id


@rule("akun yang memegang peran")
def holds_a_role(_actor: Actor, account: Any) -> bool:
    return bool(account.roles_in_force())


admin = role(Role.ADMIN)
hr = role(Role.HR_OFFICER)
# BKPSDM could otherwise take over an inspector's account with a code it printed itself.
caretaker = (admin | hr & ~holds_a_role) & ~holder | system

RULES = {
    "account.sign_in": anyone,
    "account.confirm": holder,
    "account.change_password": holder,
    "account.end_session": signed_in,
    "account.list": admin | hr,
    "account.open": (admin | hr) & ~the_person | system,
    "account.issue_code": caretaker,
    "account.grant_role": admin & ~holder | system,
    "account.factor": holder,
    "account.reset_factor": admin & ~holder | system,
    "account.arrange": system,
}

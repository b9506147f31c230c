"""Who may keep a season, see who is missing in it, and remind them (service design §3.8)."""

from app.core.actor import Role
from app.core.policy import Rule, role, system

staff_office = role(Role.HR_OFFICER) | role(Role.ADMIN)
# Whole units: HR and Inspektorat all of them, a leader those below; names are shown to them.
overseers = role(Role.HR_OFFICER) | role(Role.INSPECTOR) | role(Role.LEADER)

RULES: dict[str, Rule] = {
    "season.keep": staff_office,
    "season.oblige": system,
    "season.compliance": overseers,
    "season.remind": role(Role.HR_OFFICER),
    "season.remind_by_plan": system,
}

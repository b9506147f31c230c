"""Who may change the calendar and who lets the clocks run."""

from app.core.actor import Role
from app.core.policy import role, system

RULES = {
    "calendar.read": role(Role.ADMIN),
    "calendar.change": role(Role.ADMIN),
    "calendar.load": role(Role.ADMIN) | system,
    "deadlines.sweep": system,
}

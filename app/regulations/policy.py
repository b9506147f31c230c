"""Who may change which rules are followed: only the admin, and never without a legal basis."""

from app.core.actor import Role
from app.core.policy import role, system

RULES = {
    "regulations.read": role(Role.ADMIN),
    "regulations.activate": role(Role.ADMIN) | system,
}

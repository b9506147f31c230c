"""Who may look into the trail itself: those who guard it. Its lines hold no content (S-97)."""

from app.core.actor import Role
from app.core.policy import role

keeper = role(Role.ADMIN) | role(Role.INSPECTOR)

RULES = {"audit.list": keeper, "audit.export": keeper}

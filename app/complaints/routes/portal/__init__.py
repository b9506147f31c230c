"""The public portal, without account and without JavaScript: S-03 to S-09, S-40, and S-94."""

from app.complaints.routes.portal import counter, keeping, receipt, steps
from app.complaints.routes.portal.front import bp

__all__ = ["bp", "counter", "keeping", "receipt", "steps"]

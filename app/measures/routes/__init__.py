"""Pages of measures plans: the superior's, the employee's, the list, the referral."""

from app.measures.routes import listing, mine, referrals, watching, writing
from app.measures.routes.front import bp

__all__ = ["bp", "listing", "mine", "referrals", "watching", "writing"]

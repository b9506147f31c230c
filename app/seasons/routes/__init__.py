"""Pages of the season: keeping it, who is missing, the unit's figures."""

from app.seasons.routes import compliance, keeping, unit
from app.seasons.routes.front import bp

BLUEPRINTS = (bp,)

__all__ = ["BLUEPRINTS", "bp", "compliance", "keeping", "unit"]

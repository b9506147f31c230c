"""Pages of declarations: writing and filing one, its interests, one's own, the superior's review."""

from app.disclosures.routes import (
    bulk,
    completing,
    filing,
    incident,
    items,
    mine,
    preparing,
    renewal,
    reviewing,
)
from app.disclosures.routes.front import bp

BLUEPRINTS = (bp,)

__all__ = [
    "BLUEPRINTS",
    "bp",
    "bulk",
    "completing",
    "filing",
    "incident",
    "items",
    "mine",
    "preparing",
    "renewal",
    "reviewing",
]

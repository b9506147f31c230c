"""Pages of recusals: asking, answering, deciding, keeping, the register."""

from app.recusals.routes import answering, asking, deciding, register
from app.recusals.routes.front import bp

BLUEPRINTS = (bp,)

__all__ = ["BLUEPRINTS", "answering", "asking", "bp", "deciding", "register"]

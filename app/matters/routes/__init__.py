"""Pages of the register of matters: the list, entering, one matter, importing a list."""

from app.matters.routes import importing, matter, recording, register
from app.matters.routes.front import bp

BLUEPRINTS = (bp, importing.bp)

__all__ = ["BLUEPRINTS", "importing", "matter", "recording", "register"]

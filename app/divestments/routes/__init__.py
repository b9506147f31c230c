"""Pages of divestments: own plans, decisions, evidence, the register, reassignments."""

from app.divestments.routes import deciding, own

BLUEPRINTS = (own.bp, deciding.bp)

"""Pages of a case: the list, the route, the room, outcome and decision, replies, oversight."""

from app.reviews.routes import cases, examining, outcome, oversight, replies, sending

BLUEPRINTS = (cases.bp, sending.bp, examining.bp, outcome.bp, replies.bp, oversight.bp)

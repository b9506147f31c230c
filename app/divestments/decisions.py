"""Decisions about a divestment as a whole: their reasons, and their place in the history."""

from datetime import date

from app.core import clock
from app.core.actor import Actor
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.divestments.models import DecisionKind, Divestment, DivestmentDecision


def write_down(
    actor: Actor,
    divestment: Divestment,
    kind: DecisionKind,
    words: str,
    *,
    target_on: date | None = None,
    measure: str | None = None,
) -> DivestmentDecision:
    """Add the decision to the history."""
    row = DivestmentDecision(
        uid=new_uid(),
        divestment=divestment,
        kind=kind,
        at=clock.now(),
        by_id=actor.somebody,
        target_on=target_on,
        measure=measure,
    )
    row.words = words.strip()
    db.session.add(row)
    db.session.flush()
    once.leads_to(f"/divestasi/{divestment.id}")
    return row

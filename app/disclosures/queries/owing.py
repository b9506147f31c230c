"""What somebody owes and may begin: the kind of declaration, what is still open."""

import sqlalchemy as sa
from sqlalchemy.orm import raiseload

from app.core.actor import Actor
from app.database.base import db
from app.database.prepared import prepared
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.queries.lists import UNFILED
from app.matters import queries as matters
from app.matters.models import Matter


def open_matters_visible_to(actor: Actor) -> list[Matter]:
    """Matters in progress in which the actor has a role today: what a Laporan Kejadian is about."""
    return matters.open_matters_of(actor.person_id) if actor.person_id is not None else []


def kind_to_start(actor: Actor) -> Kind:
    """Pernyataan Awal for whoever never filed one, otherwise Pernyataan Lanjutan (S-22)."""
    filed = db.session.scalar(*_filed_by(actor.person_id)) if actor.person_id is not None else 0
    return Kind.CHANGE if filed else Kind.FIRST


@prepared
def _filed_by(me: int) -> sa.Select[int]:
    return sa.select(sa.func.count(Disclosure.id)).where(
        Disclosure.person_id == me,
        Disclosure.kind.in_((Kind.FIRST, Kind.ANNUAL)),
        Disclosure.number.is_not(None),
    )


def open_of_visible_to(actor: Actor) -> list[Disclosure]:
    """The actor's own declarations that wait for the actor: to start, finish or complete."""
    if actor.person_id is None:
        return []
    return list(db.session.scalars(*_open_of(actor.person_id)))


@prepared
def _open_of(me: int) -> sa.Select[Disclosure]:
    return (
        sa.select(Disclosure)
        .where(Disclosure.person_id == me, Disclosure.state.in_((*UNFILED, State.RETURNED)))
        .options(raiseload("*"))
        .order_by(Disclosure.created_at)
    )

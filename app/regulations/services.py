"""Deciding which pack is followed."""

from datetime import date

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.database.transaction import use_case
from app.regulations import loader, queries
from app.regulations.events import ACTIVATED
from app.regulations.models import PackActivation

LEAST_BASIS = 5


@use_case
def activate(actor: Actor, pack_id: str, from_day: date, basis: str) -> PackActivation:
    """Follow this pack from the day on; running clocks keep the rule they started with.

    `basis` is the legal basis of the decision. Raises Invalid without one, for a pack that is not
    on file, and for a day before the pack itself holds.
    """
    policy.require(actor, "regulations.activate")
    _check(pack_id, from_day, basis)
    chosen = queries.pack(pack_id)
    activation = PackActivation(
        pack_id=chosen.id,
        pack_hash=chosen.sha256,
        from_day=from_day,
        basis=basis.strip(),
        made_at=clock.now(),
        made_by_id=actor.person_id,
        made_by=actor.name,
    )
    db.session.add(activation)
    db.session.flush()
    events.emit(
        Event(
            ACTIVATED,
            actor,
            activation,
            {"pack": chosen.id, "hash": chosen.sha256, "from_day": from_day.isoformat()},
            reason=activation.basis,
        )
    )
    return activation


def _check(pack_id: str, from_day: date, basis: str) -> None:
    if pack_id not in loader.available():
        raise Invalid(fields={"pack_id": "Pilih paket aturan."})
    if len(basis.strip()) < LEAST_BASIS:
        raise Invalid(fields={"basis": "Parameter aturan hanya dapat diubah dengan dasar hukum."})
    since = queries.pack(pack_id).valid_from
    if from_day < since:
        raise Invalid(
            fields={
                "from_day": Sentence(
                    "Paket ini baru berlaku sejak %(day)s-%(month)s-%(year)s.",
                    day=since.day,
                    month=since.month,
                    year=since.year,
                )
            }
        )

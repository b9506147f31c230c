"""Which rules hold: the pack in force on a day, the packs on file, the decisions behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.prepared import prepared
from app.database.remembered import remembered
from app.regulations import loader
from app.regulations.models import PackActivation
from app.regulations.pack import Pack

DEFAULT_PACK = "banjarmasin-92-2020"


@lru_cache(maxsize=16)
def pack(pack_id: str) -> Pack:
    """A pack by its id. Raises PackError when there is none or its file is badly written."""
    return loader.load(pack_id)


def pack_on(day: date) -> Pack:
    """The pack in force on the day: the last decision for it, else the default pack."""
    return pack(pack_id_on(day))


def pack_id_on(day: date) -> str:
    """The id of the pack in force on the day."""
    decided = remembered(PackActivation, "newest first", _decided)
    return next((pack_id for from_day, pack_id in decided if from_day <= day), DEFAULT_PACK)


def _decided() -> list[tuple[date, str]]:
    """All decisions: they are few, and a register asks of as many days as it has records."""
    return [(row.from_day, row.pack_id) for row in db.session.execute(*_newest_first())]


@prepared
def _newest_first() -> sa.Select[date, str]:
    return sa.select(PackActivation.from_day, PackActivation.pack_id).order_by(
        PackActivation.from_day.desc(), PackActivation.id.desc()
    )


def packs_visible_to(actor: Actor) -> Sequence[Pack]:
    """Every pack on file, for those who may look after the rules."""
    if not policy.can(actor, "regulations.read"):
        return []
    return [pack(pack_id) for pack_id in loader.available()]


def pack_for(actor: Actor, pack_id: str) -> Pack:
    """One pack. Raises NotFound, also for those who may not read it."""
    if pack_id not in loader.available() or not policy.can(actor, "regulations.read"):
        raise NotFound(f"pack {pack_id}")
    return pack(pack_id)


def followed_pack_for(actor: Actor) -> Pack:
    """The pack in force today. Raises NotFound for those who may not read it."""
    return pack_for(actor, pack_id_on(clock.today()))


@dataclass(frozen=True)
class Activation:
    """One decision as the admin sees it; `altered`: the file is not what was activated."""

    pack: Pack
    from_day: date
    basis: str
    made_by: str
    altered: bool


def activations_visible_to(actor: Actor) -> Sequence[Activation]:
    """All decisions, newest first; nothing for those who may not read them."""
    if not policy.can(actor, "regulations.read"):
        return []
    rows = db.session.scalars(
        sa.select(PackActivation).order_by(PackActivation.from_day.desc(), PackActivation.id.desc())
    )
    known = set(loader.available())
    return [
        Activation(
            pack(row.pack_id),
            row.from_day,
            row.basis,
            row.made_by,
            altered=pack(row.pack_id).sha256 != row.pack_hash,
        )
        for row in rows
        if row.pack_id in known
    ]

"""Sealing the identity behind a record to every pair of custodians, in the request that brought it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import permutations
from typing import Any

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import WrongState
from app.core.events import Event
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.vault import boxes, keyring, office, papers
from app.vault.events import ERASED, SEALED
from app.vault.models import Box, Custodian, Identity
from app.vault.papers import Photo
from app.vault.queries import identity_of, ready

NOT_READY = (
    "Aduan belum dapat diterima di sini: penjaga kerahasiaan identitas belum ditetapkan. "
    "Sampaikan langsung ke Inspektorat."
)


@use_case
def seal(
    actor: Actor,
    subject_type: str,
    subject: Any,
    identity: Mapping[str, object],
    photos: Sequence[Photo] = (),
) -> None:
    """Seal who is behind a record (it needs `uid`, and gets its `id` here); nobody can read it back.

    Only two custodians together can, for a named reader (`opening`). Raises WrongState while there
    are no custodians or when this record's identity is sealed already, ValueError above 16 KiB.
    """
    policy.require(actor, "vault.seal")
    if not ready():
        raise WrongState(NOT_READY)
    db.session.flush()
    if identity_of(subject_type, subject.id) is not None:
        raise WrongState("Identitas pada perkara ini sudah disegel.")
    row = Identity(
        uid=new_uid(),
        subject_type=subject_type,
        subject_id=subject.id,
        context=f"{subject_type}/{subject.uid}",
        sealed_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    put_in_boxes(row, papers.with_keys(identity, row, photos), office.in_office())
    events.emit(Event(SEALED, actor, row))


def put_in_boxes(
    row: Identity, identity: Mapping[str, object], custodians: Sequence[Custodian]
) -> None:
    """One box for each ordered pair, so that either of two custodians may answer first."""
    known = {one.id: keyring.public_key(one.public_key) for one in custodians}
    db.session.add_all(
        Box(
            identity_id=row.id,
            first_id=first,
            second_id=second,
            content=boxes.close(identity, row.context, known[first], known[second]),
        )
        for first, second in permutations(known, 2)
    )
    db.session.flush()


@use_case
def erase(actor: Actor, subject_type: str, subject_id: int, by: Collection[int]) -> bool:
    """Destroy a sealed identity for good (retention); that it once existed stays. False if none.

    `by`: the people (ids) whose consent it has, for the trail.
    """
    policy.require(actor, "vault.erase")
    row = identity_of(subject_type, subject_id)
    if row is None or row.erased_at is not None:
        return False
    db.session.execute(sa.delete(Box).where(Box.identity_id == row.id))
    papers.destroy(row)
    row.erased_at = clock.now()
    events.emit(Event(ERASED, actor, row, {"by": sorted(by)}))
    return True

"""Identities whose time is over: shown to the operator, destroyed by two custodians together (P-28)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from nacl.public import PrivateKey

from app.audit import services as audit
from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.vault import office
from app.vault.models import Identity, Opening
from app.vault.services.sealing import erase
from app.vault.subjects import kind_of

TERM = "hapus_identitas_pelapor"


@dataclass(frozen=True)
class Due:
    """An identity that is kept no longer: of which record, closed on which day."""

    subject_type: str
    subject_id: int
    number: str
    closed_on: date

    @property
    def record(self) -> tuple[str, int]:
        return self.subject_type, self.subject_id


def due(actor: Actor) -> list[Due]:
    """Those whose record has been closed for the whole term of the law of that day.

    Left out are records that run again or are held (an objection, a report of retaliation), and
    identities that somebody has asked to open.
    """
    policy.require(actor, "vault.keep")
    return sorted(_due(), key=lambda one: (one.closed_on, one.number))


def _due() -> Iterator[Due]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    asked_for = sa.select(Opening.identity_id).where(Opening.state.in_(office.RUNNING))
    kept = sa.select(Identity.subject_type, Identity.subject_id).where(
        Identity.erased_at.is_(None), Identity.id.not_in(asked_for)
    )
    for subject_type, subject_id in db.session.execute(kept):
        by_kind[subject_type].append(subject_id)
    for subject_type, ids in by_kind.items():
        kind = kind_of(subject_type)
        closed = {
            one: day
            for one, day in kind.closed_on(ids).items()
            if deadlines.due_on(TERM, day) < clock.today()
        }
        numbers = kind.numbers(closed)
        for one, day in closed.items():
            yield Due(subject_type, one, numbers[one], day)


@use_case
def erase_due(
    actor: Actor, shown: Collection[tuple[str, int]], keys: Mapping[int, PrivateKey]
) -> int:
    """Destroy those of the records shown that are still due, for good; gives how many.

    `shown`: type and id of each on the list that the custodians saw; what fell due only since then
    stays. `keys` are those of two custodians in office (by custodian id), unlocked by their own
    passphrases: their consent, which the trail names. Raises Invalid without two.
    """
    policy.require(actor, "vault.keep")
    audit.take_turn()  # nobody asks to open one of them meanwhile
    agreed = _agreed(keys)
    if len(agreed) < office.FEWEST:
        raise Invalid("Diperlukan dua kustodian.")
    still = [one.record for one in due(actor) if one.record in shown]
    return sum(erase(actor, *record, by=agreed) for record in still)


def _agreed(keys: Mapping[int, PrivateKey]) -> list[int]:
    """The people whose keys these are, of those in office."""
    unlocked = {number: bytes(key.public_key) for number, key in keys.items()}
    return [one.person_id for one in office.in_office() if unlocked.get(one.id) == one.public_key]

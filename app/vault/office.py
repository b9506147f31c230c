"""Who the custodians are, and which of them may answer for one record."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Role
from app.database.base import db
from app.vault.models import Custodian, Identity, Opening, OpeningState, RecoveryKey
from app.vault.subjects import kind_of

FEWEST = 2  # so many together open an identity
MOST = 4  # every pair of them has a box of its own
# Who handles cases or machines keeps no keys (security P5).
KEEPS_NO_KEYS = (Role.INSPECTOR, Role.INTAKE_OFFICER, Role.ADMIN)
RUNNING = (OpeningState.WAITING, OpeningState.HALF)


def in_office() -> list[Custodian]:
    """Everybody new identities are sealed to, longest in office first."""
    return list(
        db.session.scalars(
            sa.select(Custodian)
            .where(Custodian.ended_at.is_(None))
            .options(joinedload(Custodian.person))
            .order_by(Custodian.id)
        )
    )


def of_person(person_id: int | None) -> Custodian | None:
    """The office this person holds now."""
    if person_id is None:
        return None
    return db.session.scalar(
        sa.select(Custodian).where(Custodian.person_id == person_id, Custodian.ended_at.is_(None))
    )


def holds_office(person_id: int | None) -> bool:
    return of_person(person_id) is not None


def recovery_key() -> RecoveryKey | None:
    """The key whose sheets count now."""
    return db.session.scalar(
        sa.select(RecoveryKey)
        .where(RecoveryKey.ended_at.is_(None))
        .order_by(RecoveryKey.id.desc())
        .limit(1)
    )


def with_other_powers(person_ids: Iterable[int]) -> set[int]:
    """Which of these people hold a role that a custodian must not hold."""
    powerful = {one for role in KEEPS_NO_KEYS for one in accounts.people_with_role(role)}
    return powerful & set(person_ids)


def able(custodian: Custodian) -> bool:
    """Whether this key could be used today."""
    left = custodian.person.left_on
    return custodian.wrapped is not None and (left is None or left > clock.today())


def allowed_for(identity: Identity, requester_id: int | None) -> list[Custodian]:
    """Who may answer: able, not the requester, no other power, not concerned by the record."""
    candidates = [one for one in in_office() if able(one) and one.person_id != requester_id]
    people = [one.person_id for one in candidates]
    concerned = kind_of(identity.subject_type).concerned([identity.subject_id], people)
    refused = set(concerned[identity.subject_id]) | with_other_powers(people)
    return [one for one in candidates if one.person_id not in refused]


def may_answer(person_id: int | None, opening: Opening) -> bool:
    """Whether this custodian may see and answer this request."""
    return bool(answerable(person_id, [opening]))


def answerable(person_id: int | None, openings: Sequence[Opening]) -> list[Opening]:
    """Those of these requests this custodian may see and answer: `allowed_for`, asked of many."""
    custodian = of_person(person_id)
    if custodian is None or not able(custodian) or with_other_powers([custodian.person_id]):
        return []
    hidden = _concerning(custodian.person_id, openings)
    return [
        one
        for one in openings
        if one.requester_id != custodian.person_id
        and (one.identity.subject_type, one.identity.subject_id) not in hidden
    ]


def _concerning(person_id: int, openings: Sequence[Opening]) -> set[tuple[str, int]]:
    """The records behind these requests that concern this person."""
    asked: dict[str, set[int]] = {}
    for one in openings:
        asked.setdefault(one.identity.subject_type, set()).add(one.identity.subject_id)
    hidden = set()
    for subject_type, ids in asked.items():
        concerned = kind_of(subject_type).concerned(ids, [person_id])
        hidden |= {(subject_type, one) for one in ids if person_id in concerned[one]}
    return hidden


def has_answered(person_id: int | None, opening: Opening) -> bool:
    return any(one.by_id == person_id for one in opening.answers)

"""What other features ask about recusals: obstacles, closed matters, facts for the cross-check."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.sentences import Sentence
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.database.base import db
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.obstacles import Obstacle
from app.matters.queries import RECUSED, RECUSED_WITHOUT
from app.people import queries as people
from app.recusals import coverage, wording
from app.recusals.models import Recusal, RecusalMatter


def recusals_in_force(person_id: int, day: date) -> list[Recusal]:
    """The recusals that keep this person away from something on the day (also undecided ones)."""
    return coverage.of_person(person_id, day)


def covering(person_id: int, matter_id: int, day: date) -> Recusal | None:
    """The recusal that keeps this person from this matter on the day, if there is one."""
    found = matters.matter(matter_id)
    return coverage.of_person_over(person_id, found, day) if found else None


def obstacle(person_id: int, matter_id: int, day: date) -> Obstacle | None:
    """What matters ask: may this person touch the matter on the day? (`matters.obstacles`)"""
    found = covering(person_id, matter_id, day)
    if found is None:
        return None
    substitute = people.person(found.substitute_id) if found.substitute_id else None
    page = f"/penarikan-diri/{found.id}"
    if substitute is None:
        return Obstacle(RECUSED_WITHOUT, page=page)
    reason = Sentence(RECUSED, name=substitute.name.removesuffix("."))
    return Obstacle(reason, substitute.id, page)


def matters_closed_to(person_id: int) -> sa.Select[Any]:
    """The matters that recusals in effect today keep this person from (`matters.obstacles`)."""
    return (
        sa.select(RecusalMatter.matter_id)
        .join(Recusal, Recusal.id == RecusalMatter.recusal_id)
        .where(
            Recusal.person_id == person_id,
            coverage.in_effect_on(clock.today()),
            RecusalMatter.left_out.is_(False),
        )
    )


def outside_facts(question: Question) -> list[OutsideFact]:
    """What the cross-check asks: the subject's recusals from these parties (CS-1 needs one)."""
    rows = db.session.scalars(
        sa.select(Recusal)
        .where(Recusal.person_id == question.subject_id, Recusal.requested_at.is_not(None))
        .options(selectinload(Recusal.parties), selectinload(Recusal.cited))
        .order_by(Recusal.id)
    )
    found = []
    for one in rows:
        party_ids = _asked_parties(one, question)
        if party_ids:
            found.append(_outside_fact(one, party_ids))
    return found


def _asked_parties(one: Recusal, question: Question) -> tuple[int, ...]:
    """The parties of the question it covers: by name or number, or by the interest it cites."""
    ours = coverage.parties_of(one)
    cited = {row.interest_id for row in one.cited}
    return tuple(
        asked.party_id
        for asked in question.parties
        if cited & set(asked.interest_ids)
        or any(
            p.is_same_as(Party.of(asked.kind, asked.name, **_numbers(asked.numbers))) for p in ours
        )
    )


def _numbers(numbers: Mapping[str, str]) -> dict[str, str]:
    return {kind: numbers[kind] for kind in ("nib", "npwp") if numbers.get(kind)}


def _outside_fact(one: Recusal, party_ids: tuple[int, ...]) -> OutsideFact:
    sent = clock.local(one.requested_at).date() if one.requested_at else clock.today()
    named = [one.person_id, one.substitute_id]
    return OutsideFact(
        SourceKind.RECUSAL,
        one.number,
        sent,
        f"Penarikan diri {one.number} ({wording.scope(one).lower()}): {one.state.label}.",
        from_day=one.starts_on,
        to_day=one.last_day,
        party_ids=party_ids,
        person_ids=tuple(person for person in named if person is not None),
        url=f"/penarikan-diri/{one.id}",
    )

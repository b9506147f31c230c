"""What a recusal covers: which matters, as facts only; matters recorded later are covered as well."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.database.base import db
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import Matter
from app.recusals.models import EFFECTIVE, Recusal, RecusalMatter, Scope


def parties_of(recusal: Recusal) -> list[Party]:
    """The parties it names, opened."""
    return [Party.stored(one.kind, one.words) for one in recusal.parties]


def covers(recusal: Recusal, matter: Matter) -> bool:
    """Whether the matter lies within its scope, whatever the day."""
    named = next((one for one in recusal.matters if one.matter_id == matter.id), None)
    if named is not None:
        return not named.left_out
    if recusal.scope is Scope.KIND:
        return str(matter.kind.value) == recusal.matter_kind
    return recusal.scope is Scope.PARTY and _meet(parties_of(recusal), matters.parties_of(matter))


def _meet(ours: Sequence[Party], theirs: Sequence[Party]) -> bool:
    return any(one.is_same_as(other) for one in ours for other in theirs)


def of_person(person_id: int, day: date) -> list[Recusal]:
    """The recusals that keep this person away from something on the day."""
    return _in_effect(Recusal.person_id == person_id, day)


def _in_effect(whose: sa.ColumnElement[bool], day: date) -> list[Recusal]:
    rows = db.session.scalars(
        sa.select(Recusal)
        .where(whose, in_effect_on(day))
        .options(selectinload(Recusal.matters), selectinload(Recusal.parties))
        .order_by(Recusal.id)
    )
    return list(rows)


def in_effect_on(day: date) -> sa.ColumnElement[bool]:
    """`Recusal.holds_on`, said in SQL."""
    running = sa.and_(
        Recusal.effective_until.is_(None),
        Recusal.state.in_(EFFECTIVE),
        sa.or_(Recusal.ends_on.is_(None), Recusal.ends_on >= day),
    )
    return sa.and_(
        Recusal.requested_at.is_not(None),
        Recusal.starts_on <= day,
        sa.or_(Recusal.effective_until >= day, running),
    )


def of_person_over(person_id: int, matter: Matter, day: date) -> Recusal | None:
    """The first of them that covers this matter."""
    return next((one for one in of_person(person_id, day) if covers(one, matter)), None)


def naming(matter_id: int) -> list[Recusal]:
    """Every recusal that names this matter, or found it later."""
    return list(
        db.session.scalars(
            sa.select(Recusal).join(RecusalMatter).where(RecusalMatter.matter_id == matter_id)
        )
    )


def open_matters_within(recusal: Recusal) -> list[Matter]:
    """Open matters in which the person has a role today and which it covers."""
    return [one for one in matters.open_matters_of(recusal.person_id) if covers(recusal, one)]


def recused_among(
    person_ids: Iterable[int], parties: Sequence[Party], matter_ids: Iterable[int], day: date
) -> set[int]:
    """Which of these people stay out of these parties or matters themselves on the day."""
    wanted = set(matter_ids)
    return {
        one.person_id
        for one in _in_effect(Recusal.person_id.in_(set(person_ids)), day)
        if _touches(one, parties, wanted)
    }


def _touches(recusal: Recusal, parties: Sequence[Party], matter_ids: set[int]) -> bool:
    if any(one.matter_id in matter_ids and not one.left_out for one in recusal.matters):
        return True
    return recusal.scope is Scope.PARTY and _meet(parties_of(recusal), parties)

"""What detection asks of the register: who is linked to a party, and decisions that stand out.

Facts only, of all matters; whoever shows them has asked for the right already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased, selectinload

from app.core import clock
from app.database.base import db
from app.matters.finding import Party
from app.matters.models import (
    OPEN_STATES,
    Assignment,
    Decision,
    Effect,
    Matter,
    MatterParty,
    OfficialRole,
)
from app.matters.queries.facts import candidates_for
from app.matters.queries.reading import parties_of
from app.matters.rows import party_in

# Who judges what somebody made, and who makes it.
_JUDGES = (OfficialRole.ASSESSES, OfficialRole.SUPERVISES)
_MAKES = (OfficialRole.PROCESSES, OfficialRole.DECIDES)
# A refusal, or a return to the applicant, of an incomplete file is how it should be.
_FAVOURS = (Effect.GRANTED, Effect.PARTLY, Effect.OTHER)


@dataclass(frozen=True)
class Seen:
    """A matter as detection looks at it. `on`: the day of its decision, or today while it is open."""

    matter: Matter
    on: date
    parties: Sequence[Party]
    officials: frozenset[int]

    @property
    def decided(self) -> bool:
        return not self.matter.is_open


@dataclass(frozen=True)
class Striking:
    """A decision that was quick (`working_days` of `sop_days`) or came before the file was complete."""

    matter_id: int
    number: str
    person_id: int
    decided_on: date
    working_days: int | None
    sop_days: int | None
    pressed: bool
    incomplete: bool
    quick: bool


@dataclass(frozen=True)
class OwnWork:
    """An official who judges what he has worked on himself, in one matter or in the one before."""

    matter_id: int
    number: str
    person_id: int


def officials_ever() -> set[int]:
    """Everybody who has, or had, a role in any matter."""
    return set(db.session.scalars(sa.select(Assignment.person_id).distinct()))


def seen(matter_ids: Iterable[int]) -> dict[int, Seen]:
    """These matters, each on its day; those that were dropped or never decided are left out."""
    rows = db.session.scalars(
        sa.select(Matter)
        .where(Matter.id.in_(set(matter_ids)))
        .options(
            selectinload(Matter.parties), selectinload(Matter.officials),
            selectinload(Matter.decisions), selectinload(Matter.holds),
        )
    )  # fmt: skip
    return {one.id: found for one in rows if (found := _seen(one)) is not None}


def _seen(matter: Matter) -> Seen | None:
    if matter.state in OPEN_STATES:
        on = clock.today()
    elif matter.decision is not None:
        on = matter.decision.decided_on
    else:
        return None
    there = frozenset(
        one.person_id
        for one in matter.officials
        if one.from_day <= on and (one.to_day is None or one.to_day >= on)
    )
    return Seen(matter, on, parties_of(matter), there)


def matters_naming(party: Party) -> list[int]:
    """Every matter in which this party stands, by number or by name; the oldest first."""
    asked = sa.select(
        MatterParty.matter_id, MatterParty.uid, MatterParty.kind, MatterParty.words_sealed
    ).where(MatterParty.id.in_(candidates_for(party)))
    rows = db.session.execute(asked)
    return sorted({row.matter_id for row in rows if party.is_same_as(party_in(row))})


def striking_decisions() -> list[Striking]:
    """Favourable decisions in less than half the days of the SOP or on the very day of receipt, and
    those taken while the file was incomplete (R-142)."""
    quick = sa.or_(
        Decision.working_days * 2 < Matter.sop_days,
        sa.and_(Decision.decided_on == Matter.received_on, Matter.sop_days > 1),
    )
    rows = db.session.execute(
        sa.select(Decision, Matter, sa.case((quick, True), else_=False))
        .join(Matter, Matter.id == Decision.matter_id)
        .where(
            Decision.effect.in_(_FAVOURS),
            Decision.id.in_(sa.select(sa.func.max(Decision.id)).group_by(Decision.matter_id)),
            sa.or_(Matter.complete.is_(False), quick),
        )
        .order_by(Decision.id)
    )
    return [
        Striking(
            matter.id, matter.number, decision.person_id, decision.decided_on,
            decision.working_days, matter.sop_days, matter.pressed, matter.complete is False, fast,
        )
        for decision, matter, fast in rows
    ]  # fmt: skip


def judges_of_own_work() -> list[OwnWork]:
    """Officials who assess or supervise what they processed or decided themselves (BTK-6)."""
    judging, making = aliased(Assignment), aliased(Assignment)
    rows = db.session.execute(
        sa.select(Matter.id, Matter.number, judging.person_id)
        .join(judging, judging.matter_id == Matter.id)
        .join(
            making,
            sa.and_(
                making.person_id == judging.person_id,
                sa.or_(making.matter_id == Matter.id, making.matter_id == Matter.follows_id),
            ),
        )
        .where(judging.role.in_(_JUDGES), making.role.in_(_MAKES), *map(_ever, (judging, making)))
        .distinct()
        .order_by(Matter.id)
    )
    return [OwnWork(*row) for row in rows]


def _ever(row: type[Assignment]) -> sa.ColumnElement[bool]:
    """Not replaced on its very first day."""
    return sa.or_(row.to_day.is_(None), row.to_day >= row.from_day)


def deciders_since(day: date, least: int) -> dict[int, int]:
    """Who decided at least so many matters from this day on, and how many."""
    count = sa.func.count(sa.distinct(Decision.matter_id))
    rows = db.session.execute(
        sa.select(Decision.person_id, count)
        .where(Decision.decided_on >= day)
        .group_by(Decision.person_id)
        .having(count >= least)
    )
    return {row[0]: row[1] for row in rows}

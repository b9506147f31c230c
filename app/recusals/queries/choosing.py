"""What a superior and HR choose from: candidates, recipients of copies, earlier decisions."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.database.base import db
from app.disclosures.models import Interest
from app.matters import queries as matters
from app.people import queries as people
from app.recusals import coverage, guard, request
from app.recusals.guard import Candidate
from app.recusals.models import Recusal, RecusalInterest, Verdict

_SIMILAR = 5


def candidates_for(actor: Actor, found: Recusal) -> list[Candidate]:
    """Unit mates with why or why not (S-64, S-71); those proposed come along from elsewhere."""
    policy.require(actor, "recusal.read_reasons", found)
    facts = guard.Facts(
        found.person_id,
        coverage.parties_of(found),
        [one.matter_id for one in found.matters],
        request.guard_facts(found.person_id, request.of_recusal(found)).cited_employees,
    )
    mates = people.serving_in(found.unit_id, clock.today()) if found.unit_id else []
    also = [one for one in (found.substitute_id, found.wished_substitute_id) if one]
    loads = matters.open_loads([*(one.id for one in mates), *also])
    return guard.candidates(facts, found.unit_id, loads, also)


@dataclass(frozen=True)
class Recipient:
    """Somebody who may get a copy, by post."""

    person_id: int
    label: str


def recipients_for(actor: Actor, found: Recusal) -> list[Recipient]:
    """Tembusan: the line above the person, and the heads among the inspectors."""
    policy.require(actor, "recusal.read_reasons", found)
    today = clock.today()
    above = [one.id for one in people.superiors_above(found.person_id, today)]
    known = list(dict.fromkeys([*above, *_heads_among_inspectors(found)]))
    persons, posts = people.people_by_ids(known), people.posts_of(known, today)
    return [
        Recipient(one, f"{posts[one].title if one in posts else ''} ({persons[one].name})".strip())
        for one in known
    ]


def _heads_among_inspectors(found: Recusal) -> list[int]:
    """Nobody stands above the head of the region. Where the head is concerned, the others."""
    concerned = {found.person_id} | {bar.person_id for bar in found.bars}
    free = [one for one in accounts.people_with_role(Role.INSPECTOR) if one not in concerned]
    leading = set(accounts.people_with_role(Role.LEADER))
    return [one for one in free if one in leading] or free


@dataclass(frozen=True)
class Earlier:
    """An earlier decision on something like it, without a name or unit."""

    month: date
    scope: str
    verdict: Verdict
    days: int


def similar_for(actor: Actor, found: Recusal) -> list[Earlier]:
    """The last decisions on the same scope and kind of interest, anonymised (S-71)."""
    policy.require(actor, "recusal.read_reasons", found)
    sections = sa.select(Interest.section).join(
        RecusalInterest, RecusalInterest.interest_id == Interest.id
    )
    mine = sections.where(RecusalInterest.recusal_id == found.id)
    alike = (
        sa.select(RecusalInterest.recusal_id)
        .join(Interest, Interest.id == RecusalInterest.interest_id)
        .where(Interest.section.in_(mine))
    )
    rows = db.session.scalars(
        sa.select(Recusal)
        .where(
            Recusal.id != found.id,
            Recusal.decided_at.is_not(None),
            Recusal.scope == found.scope,
            Recusal.person_id != found.person_id,
            Recusal.id.in_(alike),
        )
        .order_by(Recusal.decided_at.desc())
        .limit(_SIMILAR)
    )
    return [_earlier(one) for one in rows]


def _earlier(one: Recusal) -> Earlier:
    if one.decided_at is None or one.requested_at is None or one.verdict is None:
        raise ValueError("a decided recusal has its moments")
    day = clock.local(one.decided_at).date()
    days = (day - clock.local(one.requested_at).date()).days
    return Earlier(day.replace(day=1), one.scope.label if one.scope else "", one.verdict, days)

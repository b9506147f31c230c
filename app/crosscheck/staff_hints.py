"""Detection in the staff directory (S-84): nil for years in a post at risk, two posts at once.

Each rule gives hints; it neither writes nor decides.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import sqlalchemy as sa

from app.core import clock
from app.crosscheck.detection import Hint, held_by
from app.crosscheck.history import Said, end_of, known_on
from app.crosscheck.models import Rule
from app.crosscheck.records import recorded_of
from app.database.base import db
from app.disclosures.models import Disclosure, State
from app.matters import queries as matters
from app.people import queries as people
from app.people.models import Acting, Appointment

# S-84: nil for so long, and so many matters decided in that time.
NIL_YEARS: Final = 2
LEAST_DECISIONS: Final = 20
_TWO_POSTS: Final = "PK-I"
_UNFILED: Final = (State.NOT_STARTED, State.DRAFT)


# ── DT-06 ─────────────────────────────────────────────────────────────────────────────────────


def always_nil() -> list[Hint]:
    """Nothing declared for two years in a post at risk, while many matters were decided."""
    today = clock.today()
    since = _years_before(today, NIL_YEARS)
    deciders = matters.deciders_since(since, LEAST_DECISIONS)
    posts = people.posts_of(deciders, today)
    at_risk = {one for one, post in posts.items() if post.risk_positions.strip()}
    filed = at_risk & _filed_before(at_risk, since)
    quiet = filed - _declared_since(filed, since)
    return [
        Hint(
            Rule.DT_06, f"DT-06/{one}", one, None, facts_key=f"{since.year}",
            facts={"decisions": deciders[one], "since": since.isoformat(),
                   "posts": posts[one].risk_positions.split()},
        )
        for one in sorted(quiet)
    ]  # fmt: skip


def _years_before(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day else day.day)


def _filed_before(person_ids: set[int], day: date) -> set[int]:
    rows = db.session.execute(
        sa.select(Disclosure.person_id, sa.func.min(Disclosure.submitted_at))
        .where(
            Disclosure.person_id.in_(person_ids),
            Disclosure.state.not_in(_UNFILED),
            Disclosure.submitted_at.is_not(None),
        )
        .group_by(Disclosure.person_id)
    )
    return {row[0] for row in rows if row[1] and clock.local(row[1]).date() <= day}


def _declared_since(person_ids: set[int], day: date) -> set[int]:
    """Who declared anything that was true on any day since."""
    return {
        record.person_id
        for record in recorded_of(person_ids).values()
        for said in _known_since([version.said for version in record.versions], day)
        if said.valid_to is None or said.valid_to > day
    }


def _known_since(versions: Sequence[Said], day: date) -> list[Said]:
    """What was known of an interest at the end of that day, and what was declared of it after; of
    what is not taken back."""
    standing = [said for said in versions if said.withdrawn_at is None]
    first = known_on(standing, day, clock.zone())
    later = [said for said in standing if said.declared_at >= end_of(day, clock.zone())]
    return [first, *later] if first is not None else later


# ── DT-07 ─────────────────────────────────────────────────────────────────────────────────────


def two_posts() -> list[Hint]:
    """A post held in one's own right and another as Plt., and no declaration says so (PK-I).

    The directory gives one post in one's own right at a time; a Plh. of some days is no second post.
    """
    today = clock.today()
    acting = db.session.scalars(
        sa.select(Appointment)
        .where(
            Appointment.acting == Acting.PLT,
            Appointment.valid_from <= today,
            sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= today),
        )
        .order_by(Appointment.id)
    ).all()
    own = people.posts_of({one.person_id for one in acting}, today)
    told = {
        held.record.person_id
        for held in held_by(recorded_of(own).values(), today)
        if held.record.section == _TWO_POSTS
    }
    return [
        Hint(
            Rule.DT_07, f"DT-07/{one.person_id}/{one.id}", one.person_id, None,
            facts_key=one.valid_from.isoformat(),
            facts={"first": own[one.person_id].title, "second": one.title,
                   "since": one.valid_from.isoformat()},
        )
        for one in acting
        if one.person_id in own and one.person_id not in told
    ]  # fmt: skip

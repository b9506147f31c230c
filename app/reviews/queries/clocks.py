"""The clocks of cases: P-01 while one is examined, P-02 while it is reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core import clock, policy
from app.core.actor import Actor
from app.core.working_days import ONE_DAY, add_working_days, working_days_between
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.reviews.models import Review, State
from app.reviews.workflow import EXAMINE, REVIEW

_TABLE = Review.__tablename__


@dataclass(frozen=True)
class Clock:
    """The clock of a case: which day of how many today is (0: not begun), the first, the deadline."""

    day: int
    days: int
    first: date
    running: RunningClock | None


def clock_for(actor: Actor, review: Review) -> Clock | None:
    """P-01 while it is examined, P-02 while it is reviewed; None afterwards."""
    policy.require(actor, "review.read", review)
    if review.state is State.EXAMINING:
        found = deadlines.clock_of(review.origin_type, review.origin_id, EXAMINE)
    elif review.state is State.REVIEWING:
        found = deadlines.clock_of(_TABLE, review.id, REVIEW)
    else:
        return None
    return _clock(found) if found is not None else None


def _clock(found: RunningClock) -> Clock:
    today = clock.today()
    if found.unit.value == "hari_kerja":
        calendar = deadlines.calendar()
        days = working_days_between(found.started_on, found.due_on, calendar)
        day = working_days_between(found.started_on, today, calendar)
        return Clock(day, days, add_working_days(found.started_on, 1, calendar), found)
    days = (found.due_on - found.started_on).days
    day = max(0, (today - found.started_on).days)
    return Clock(day, days, found.started_on + ONE_DAY, found)


def running_clocks(rows: Sequence[Review]) -> dict[int, RunningClock]:
    """The clock of each of these cases that has one running, in a fixed number of queries."""
    first = _first_clocks([one for one in rows if one.state is State.EXAMINING])
    second = deadlines.clocks_of(_TABLE, [one.id for one in rows if one.state is State.REVIEWING])
    return first | {one: clocks[0] for one, clocks in second.items() if clocks}


def _first_clocks(rows: Sequence[Review]) -> dict[int, RunningClock]:
    """P-01 of these cases, which runs on their origins."""
    found: dict[int, RunningClock] = {}
    for kind in {one.origin_type for one in rows}:
        some = [one for one in rows if one.origin_type == kind]
        clocks = deadlines.clocks_of(kind, [one.origin_id for one in some])
        for one in some:
            running = next((c for c in clocks[one.origin_id] if c.code == EXAMINE), None)
            if running is not None:
                found[one.id] = running
    return found

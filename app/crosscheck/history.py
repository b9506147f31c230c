"""What was known about one interest on a day, from its append-only versions. Pure.

Known on a day: the newest version declared by its end and not taken back by then. This is the rule
of `disclosures.queries.interests_as_of`, for one interest and one name in it.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """One version: when it was declared and taken back, for which days it holds, whom it names.

    `names` are the keys of the index entries in it.
    """

    version_id: int
    declared_at: datetime
    withdrawn_at: datetime | None
    valid_from: date | None
    valid_to: date | None
    names: frozenset[int]

    def true_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Standing:
    """How a name in an interest stood on the day of the decision.

    `declared_at`: when it was first declared, if by then; `declared_later_on`: the first day
    after it. `ended_on`: the interest had ended by then. `dropped`: a newer version, or none, named
    it no more. All days and hours are those of the office.
    """

    declared_at: datetime | None = None
    declared_later_on: date | None = None
    ended_on: date | None = None
    begins_on: date | None = None
    dropped: bool = False

    @property
    def declared_on(self) -> date | None:
        return self.declared_at.date() if self.declared_at else None

    @property
    def declared_before(self) -> bool:
        return self.declared_at is not None

    @property
    def was_declared(self) -> bool:
        """By then or later; False when all that named it had been taken back by then."""
        return self.declared_before or self.declared_later_on is not None


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of the next day: what was declared before it was known that day."""
    return datetime.combine(day + ONE_DAY, time.min, zone)


def known_on(said: Sequence[Said], day: date, zone: ZoneInfo) -> Said | None:
    """The version in force at the end of that day."""
    return max(_known(said, day, zone), key=_order, default=None)


def standing_on(said: Sequence[Said], names: Set[int], day: date, zone: ZoneInfo) -> Standing:
    """How a name stood at the end of that day: entered under any of these keys, as it is once
    without a number and once with one. Versions may come in any order."""
    before = [one for one in _known(said, day, zone) if one.names & names]
    newest = known_on(said, day, zone)
    later = [one for one in said if one.names & names and one.declared_at >= end_of(day, zone)]
    first = min(before, key=_order, default=None)
    next_ = min(later, key=_order, default=None)
    named_now = newest is not None and bool(newest.names & names)
    return Standing(
        declared_at=first.declared_at.astimezone(zone) if first else None,
        declared_later_on=next_.declared_at.astimezone(zone).date() if next_ else None,
        ended_on=_ended(newest if named_now else None, day),
        begins_on=_begins(newest if named_now else None, day),
        dropped=first is not None and not named_now,
    )


def _known(said: Iterable[Said], day: date, zone: ZoneInfo) -> list[Said]:
    end = end_of(day, zone)
    return [
        one
        for one in said
        if one.declared_at < end and (one.withdrawn_at is None or one.withdrawn_at >= end)
    ]


def _order(one: Said) -> tuple[datetime, int]:
    return one.declared_at, one.version_id


def _ended(one: Said | None, day: date) -> date | None:
    return one.valid_to if one and one.valid_to is not None and one.valid_to <= day else None


def _begins(one: Said | None, day: date) -> date | None:
    return one.valid_from if one and one.valid_from is not None and one.valid_from > day else None

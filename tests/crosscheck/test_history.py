"""As-of history: for random histories the answer at any date equals a plain replay of what happened."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crosscheck.history import Said, known_on, standing_on

ZONE = ZoneInfo("Asia/Makassar")
START = date(2025, 1, 1)
DAYS = st.integers(0, 40)
NAMES = (7, 8)

versions = st.lists(
    st.tuples(
        DAYS,  # declared on
        st.integers(0, 23),  # hour
        st.one_of(st.none(), st.integers(0, 20)),  # taken back so many days later
        st.one_of(st.none(), DAYS),  # true from
        st.one_of(st.none(), DAYS),  # true to
        st.sets(st.sampled_from(NAMES)),
    ),
    max_size=8,
)


def moment(day: int, hour: int) -> datetime:
    return datetime.combine(START + timedelta(days=day), time(hour), ZONE)


def said(rows) -> list[Said]:
    return [
        Said(
            at, moment(day, hour), None if back is None else moment(day + back, hour),
            None if begins is None else START + timedelta(days=begins),
            None if ends is None else START + timedelta(days=ends), frozenset(named),
        )
        for at, (day, hour, back, begins, ends, named) in enumerate(rows)
    ]  # fmt: skip


def replay(history: list[Said], day: date) -> list[Said]:
    """Walk through everything that happened until the end of the day and keep what stands."""
    happened = [(one.declared_at, one.version_id, "declared", one) for one in history]
    happened += [(o.withdrawn_at, o.version_id, "withdrawn", o) for o in history if o.withdrawn_at]
    standing: list[Said] = []
    for at, _order, what, one in sorted(
        happened, key=lambda step: (step[0], step[2] == "withdrawn", step[1])
    ):
        if at.astimezone(ZONE).date() > day:
            break
        if what == "declared":
            standing.append(one)
        elif one in standing:
            standing.remove(one)
    return sorted(standing, key=lambda one: (one.declared_at, one.version_id))


@settings(max_examples=400, deadline=None)
@given(versions, DAYS)
def test_what_was_known_on_a_day_is_what_a_replay_gives(rows, day: int) -> None:
    history, on = said(rows), START + timedelta(days=day)
    standing = replay(history, on)
    assert known_on(history, on, ZONE) == (standing[-1] if standing else None)


@settings(max_examples=400, deadline=None)
@given(versions, DAYS, st.sampled_from(NAMES))
def test_how_a_name_stood_on_a_day_is_what_a_replay_gives(rows, day: int, name: int) -> None:
    history, on = said(rows), START + timedelta(days=day)
    standing = replay(history, on)
    found = standing_on(list(reversed(history)), {name}, on, ZONE)
    naming = [one for one in standing if name in one.names]
    later = [
        one for one in history if name in one.names and one.declared_at.astimezone(ZONE).date() > on
    ]
    newest = standing[-1] if standing else None
    held = newest is not None and name in newest.names
    assert found.declared_on == (naming[0].declared_at.date() if naming else None)
    assert found.declared_later_on == (min(o.declared_at for o in later).date() if later else None)
    assert found.dropped == (bool(naming) and not held)
    ended = newest.valid_to if held and newest.valid_to and newest.valid_to <= on else None
    assert found.ended_on == ended


@settings(max_examples=200, deadline=None)
@given(versions, DAYS)
def test_a_later_filing_never_changes_what_was_known_before(rows, day: int) -> None:
    history, on = said(rows), START + timedelta(days=day)
    until_then = [one for one in history if one.declared_at.astimezone(ZONE).date() <= on]
    assert known_on(history, on, ZONE) == known_on(until_then, on, ZONE)

"""Every pair of state, action and role outside the tables is refused; the clocks of the demo's oracle."""

import itertools
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.core import clock
from app.core.actor import PUBLIC, SYSTEM, Actor, Role
from app.core.errors import NotAllowed, WrongState
from app.deadlines import queries as deadlines
from app.reviews.models import FollowUpState, State
from app.reviews.workflow import EXAMINE, FLOW, FOLLOW_UP_FLOW, REVIEW


def plain(person: int) -> Actor:
    return Actor(person, f"Pegawai {person}", frozenset({Role.EMPLOYEE}))


def officer(person: int) -> Actor:
    return Actor(person, f"Inspektur {person}", frozenset({Role.EMPLOYEE, Role.INSPECTOR}))


CAST = {
    "accused": plain(1), "examiner": plain(2), "reviewer": plain(3), "companion": officer(4),
    "inspector": officer(5), "barred inspector": officer(6), "inspector of the unit": officer(7),
    "owner": plain(8), "owner in the Inspektorat": officer(9), "stranger": plain(10),
    "accused inspector": officer(1), "barred superior": plain(11),
    "administrator": Actor(12, "Admin", frozenset({Role.ADMIN})),
    "intake": Actor(13, "Meja", frozenset({Role.INTAKE_OFFICER})),
    "public": PUBLIC, "system": SYSTEM,
}  # fmt: skip


def case(state: State, **changed: Any) -> Any:
    facts = {
        "state": state, "subject_id": 1, "examiner_id": 2, "reviewer_id": 3, "companion_id": 4,
        "keeper_id": None, "examined_by_id": 2, "decided_by_id": None, "outside": False,
        "bars": [
            SimpleNamespace(person_id=6, function_only=False),
            SimpleNamespace(person_id=7, function_only=True),
            SimpleNamespace(person_id=11, function_only=False),
        ],
    }  # fmt: skip
    return SimpleNamespace(**{**facts, **changed})


OFFICE = {"companion", "inspector", "owner in the Inspektorat"}
ALLOWED = {
    **{(State.EXAMINING, one): {"examiner"} for one in (
        "ask_accused", "ask_reporter", "note", "find", "find_true", "find_untrue", "step_aside",
    )},
    (State.EXAMINING, "take_over"): OFFICE,
    (State.EXAMINING, "accompany"): OFFICE,
    **{(State.EXAMINING, one): {"system"} for one in (
        "reroute", "be_late", "be_silent", "remind", "hours_left", "cancel",
    )},
    (State.REVIEWING, "pass_up"): {"reviewer"},
    (State.REVIEWING, "decide"): {"reviewer"},
    (State.REVIEWING, "pass_on"): {"system"},
    (State.REVIEWING, "reroute"): {"system"},
    (State.REVIEWING, "hours_left"): {"system"},
    (State.SUPERVISED, "close"): OFFICE,
    (State.SUPERVISED, "supersede"): {"system"},
    (State.SUPERVISED, "review_again"): {"system"},
    (State.CLOSED, "review_again"): {"system"},
}  # fmt: skip
ACTIONS = sorted({row.action for row in FLOW.moves})


@pytest.mark.parametrize("state", list(State))
def test_every_pair_of_state_action_and_role_outside_the_table_is_refused(state: State) -> None:
    for action, (who, one) in itertools.product(ACTIONS, CAST.items()):
        allowed = who in ALLOWED.get((state, action), set())
        assert FLOW.may(case(state), action, one) == allowed, (state, action, who)
        if not allowed:
            with pytest.raises((NotAllowed, WrongState)):
                FLOW.check(case(state), action, one)


def test_outside_the_system_a_free_inspector_only_writes_down_what_came_of_it() -> None:
    record = case(State.EXAMINING, outside=True, examiner_id=None, examined_by_id=None)
    may = {who for who, one in CAST.items() if FLOW.may(record, "find_true", one)}
    assert may == OFFICE
    record = case(State.REVIEWING, outside=True, reviewer_id=None)
    assert {who for who, one in CAST.items() if FLOW.may(record, "decide", one)} == OFFICE


def test_whoever_stands_in_for_the_inspectorate_oversees_alone() -> None:
    record = case(State.SUPERVISED, keeper_id=10)
    assert {who for who, one in CAST.items() if FLOW.may(record, "close", one)} == {"stranger"}


FOLLOW_UPS = {
    (FollowUpState.OPEN, "start"): {"owner"},
    (FollowUpState.OPEN, "prove"): {"owner"},
    (FollowUpState.OPEN, "remind"): {"companion", "inspector", "owner in the Inspektorat"},
    (FollowUpState.OPEN, "raise"): {*OFFICE, "system"},
    (FollowUpState.RUNNING, "prove"): {"owner"},
    (FollowUpState.RUNNING, "remind"): OFFICE,
    (FollowUpState.RUNNING, "raise"): {*OFFICE, "system"},
    (FollowUpState.PROVEN, "verify"): OFFICE,
    (FollowUpState.PROVEN, "send_back"): OFFICE,
    (FollowUpState.PROVEN, "raise"): {"system"},
    **{
        (one, "drop"): {"system"}
        for one in (
            FollowUpState.OPEN,
            FollowUpState.RUNNING,
            FollowUpState.PROVEN,
        )
    },
}


@pytest.mark.parametrize("state", list(FollowUpState))
def test_the_same_for_a_follow_up(state: FollowUpState) -> None:
    actions = sorted({row.action for row in FOLLOW_UP_FLOW.moves})
    row = SimpleNamespace(state=state, owner_id=8, review=case(State.SUPERVISED))
    for action, (who, one) in itertools.product(actions, CAST.items()):
        allowed = who in FOLLOW_UPS.get((state, action), set())
        assert FOLLOW_UP_FLOW.may(row, action, one) == allowed, (state, action, who)


def test_nobody_verifies_what_he_was_to_do_himself() -> None:
    row = SimpleNamespace(state=FollowUpState.PROVEN, owner_id=9, review=case(State.SUPERVISED))
    may = {who for who, one in CAST.items() if FOLLOW_UP_FLOW.may(row, "verify", one)}
    assert may == {"companion", "inspector"}


@pytest.mark.usefixtures("city")
def test_the_clocks_of_the_demo_citys_oracle() -> None:
    """Friday 13 November 2026 10.00 → Wednesday 18; true on Tuesday 17 → Thursday 19 (§8.7)."""
    with clock.frozen_at(datetime(2026, 11, 13, 2, 0, tzinfo=UTC)):  # 10.00 WITA
        assert deadlines.due_on(EXAMINE, clock.today()) == date(2026, 11, 18)
    with clock.frozen_at(datetime(2026, 11, 13, 10, 30, tzinfo=UTC)):  # 18.30: after hours
        assert deadlines.due_on(EXAMINE, clock.today()) == date(2026, 11, 19)
    with clock.frozen_at(datetime(2026, 11, 17, 8, 0, tzinfo=UTC)):
        assert deadlines.due_on(REVIEW, clock.today()) == date(2026, 11, 19)

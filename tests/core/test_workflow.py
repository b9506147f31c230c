"""A workflow table guards its record, whoever asks."""

from types import SimpleNamespace

import pytest

from app.core import events
from app.core.actor import Actor
from app.core.errors import NotAllowed, WrongState
from app.core.events import EventType
from app.core.labels import LabelledEnum
from app.core.policy import rule
from app.core.workflow import Move, Workflow


class Step(LabelledEnum):
    OPEN = "open", "Terbuka"
    SHUT = "shut", "Tertutup"


@rule("pemilik")
def owner(actor: Actor, record: SimpleNamespace) -> bool:
    return actor.person_id == record.owner


SHUT = EventType("door.shut", "Pintu ditutup")
FLOW = Workflow("door", starts=Step.OPEN, ends=[Step.SHUT], moves=[
    Move(Step.OPEN, "shut", owner, Step.SHUT, SHUT, opens="rest", closes=("wait",)),
])  # fmt: skip
OWNER, STRANGER = Actor(1, "Pemilik"), Actor(2, "Lain")


@pytest.fixture
def door() -> SimpleNamespace:
    return SimpleNamespace(state=Step.OPEN, owner=1, id=7)


def test_a_step_sets_the_state_and_tells_what_happened(
    door: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[events.Event] = []
    monkeypatch.setattr(events, "_listeners", [heard.append])
    FLOW.move(door, "shut", OWNER, reason="malam")
    assert door.state is Step.SHUT
    assert (heard[0].type, heard[0].opens, heard[0].closes) == (SHUT, "rest", ("wait",))
    assert heard[0].facts["from"] == "open"


def test_a_stranger_is_not_allowed_and_nothing_changes(door: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        FLOW.move(door, "shut", STRANGER)
    assert door.state is Step.OPEN


def test_a_step_taken_twice_is_refused_in_the_words_of_the_state(door: SimpleNamespace) -> None:
    door.state = Step.SHUT
    with pytest.raises(WrongState, match="Tertutup"):
        FLOW.move(door, "shut", OWNER)


def test_buttons_are_the_moves_open_to_whoever_looks(door: SimpleNamespace) -> None:
    assert [m.action for m in FLOW.moves_open_to(OWNER, door)] == ["shut"]
    assert FLOW.moves_open_to(STRANGER, door) == []

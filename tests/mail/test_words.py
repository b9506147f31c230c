"""Sentences that may leave the house in their own words hold a number and days, no more."""

import importlib
import pkgutil
import string

import pytest

import app
from app.core.events import EventType
from app.mail import plan

# What those sentences may fill in: the record's number, days, and the season's name.
HARMLESS = {"it.number", "due", "due_on", "last_day", "season"}


def _events_modules():
    for found in pkgutil.iter_modules(app.__path__):
        if found.ispkg:
            for part in pkgutil.iter_modules([f"{app.__path__[0]}/{found.name}"]):
                if part.name == "events":
                    yield importlib.import_module(f"app.{found.name}.events")


TYPES = [
    one for module in _events_modules() for one in vars(module).values()
    if isinstance(one, EventType)
]  # fmt: skip
OPEN = [
    one for one in TYPES if one.message and plan.own_words(one.code or None, one.name)
    and one.name not in plan.ACCOUNT_EVENTS
]  # fmt: skip
SAID = [
    (f"{module.__name__}.{name}", text)
    for module in _events_modules() for name, text in vars(module).items()
    if name.isupper() and isinstance(text, str) and module.__name__ == "app.seasons.events"
]  # fmt: skip


def _filled_in(message: str) -> set[str]:
    return {
        field for _text, field, _spec, _conversion in string.Formatter().parse(message) if field
    }


@pytest.mark.parametrize("kind", OPEN, ids=lambda one: one.name)
def test_an_open_sentence_fills_in_nothing_private(kind: EventType) -> None:
    assert _filled_in(kind.message) <= HARMLESS


@pytest.mark.parametrize(("name", "message"), SAID, ids=[name for name, _text in SAID])
def test_the_season_speaks_of_days_only(name: str, message: str) -> None:
    assert _filled_in(message) <= HARMLESS


def test_there_are_sentences_to_look_at() -> None:
    assert len(OPEN) >= 7
    assert len(SAID) >= 5


def test_what_was_not_released_is_replaced() -> None:
    """A new code is closed until somebody puts it on the list of §6."""
    assert not plan.own_words("N-99", "something.new")
    assert not plan.own_words(None, "something.new")


def test_every_account_event_that_is_mailed_at_once_exists() -> None:
    assert {one.name for one in TYPES} >= plan.ACCOUNT_EVENTS

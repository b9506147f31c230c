"""What belongs to a request's writing goes with it; it is neither lost nor written twice."""

from typing import Any

import pytest

from app.core.errors import Invalid
from app.database.transaction import along, bookkeeping, errands_together, in_use_case


@pytest.fixture
def done() -> list[bool]:
    """Whether each errand ran inside a transaction."""
    return []


@bookkeeping
def write_something() -> None:
    """Any use case."""


@bookkeeping
def fail() -> None:
    raise Invalid("tidak")


def test_an_errand_goes_with_what_is_written_next(app: Any, done: list[bool]) -> None:
    with errands_together():
        along(lambda: done.append(in_use_case()))
        assert not done
        write_something()
        assert done == [True]
        write_something()
    assert done == [True]


def test_when_nothing_else_is_written_it_is_written_at_the_end(app: Any, done: list[bool]) -> None:
    with errands_together():
        along(lambda: done.append(in_use_case()))
    assert done == [True]


def test_what_was_rolled_back_with_another_is_written_after_all(app: Any, done: list[bool]) -> None:
    with errands_together():
        along(lambda: done.append(in_use_case()))
        with pytest.raises(Invalid):
            fail()
        assert done == [True]
    assert done == [True, True], "the first time was undone with the use case that failed"


def test_outside_a_request_it_is_done_at_once(app: Any, done: list[bool]) -> None:
    along(lambda: done.append(in_use_case()))
    assert done == [True]

"""The test house keeps its promises: isolation, no network, one Monday, nothing written sideways."""

import re
import urllib.request
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core import clock
from app.database.base import db
from app.database.once import Submission

TESTS = Path(__file__).parents[1]


def rows() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Submission))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_writes_the_next_one_does_not_see(turn, database, arranging) -> None:
    assert rows() == 0
    with arranging() as session:
        session.add(Submission(owner="somebody", key="k", at=clock.now()))
    assert rows() == 1


def test_rows_are_not_written_outside_a_use_case(database) -> None:
    db.session.add(Submission(owner="somebody", key="k", at=clock.now()))
    with pytest.raises(RuntimeError, match="use case"):
        db.session.flush()
    db.session.rollback()


def test_a_test_cannot_leave_the_machine() -> None:
    with pytest.raises(AssertionError, match="wants to reach"):
        urllib.request.urlopen("http://192.0.2.1/")


def test_it_is_monday() -> None:
    assert clock.today().isoformat() == "2026-03-02"
    assert clock.today().isoweekday() == 1


BARE = re.compile(r"\.click\(|\.is_visible\(|\.inner_text\(\s*[\"'](main|body|h1)")


def test_no_browser_test_asks_a_page_that_is_still_on_its_way() -> None:
    """A bare click waits for the next page's first byte only; tests/browser.py waits for the rest."""
    files = [file for file in TESTS.rglob("test_*.py") if file != Path(__file__)]
    files.append(TESTS / "flows" / "walking.py")
    assert [str(file) for file in files if BARE.search(file.read_text())] == []

"""What the menu wants to know is asked in one statement, and again once anything was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.core.actor import PUBLIC, Actor, Role
from app.database.base import db
from app.disclosures import queries as disclosures
from app.notifications import queries as notices
from app.prechecks import queries as prechecks
from app.regulations.models import PackActivation
from app.reviews import queries as reviews
from tests.times import MONDAY


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def somebody() -> Actor:
    return Actor(1, "")


def selects(asked: list[str]) -> int:
    return len([one for one in asked if one.startswith("SELECT")])


def test_all_facts_about_somebody_are_one_statement(app: Flask) -> None:
    who = somebody()
    with counted_statements() as asked:
        notices.unread_count(who)
        prechecks.waiting_for(who)
        disclosures.waiting_for_review(who)
        reviews.was_asked(who)
    assert selects(asked) == 1
    with counted_statements() as asked:
        notices.unread_count(who)
    assert selects(asked) == 0


def test_they_are_asked_again_after_something_was_written(arranging: Any) -> None:
    who = somebody()
    with arranging() as session:
        notices.unread_count(who)
        session.add(
            PackActivation(
                pack_id="nasional", pack_hash="0" * 64, from_day=date(2026, 3, 2),
                basis="Keputusan", made_by="Uji", made_at=MONDAY,
            )
        )  # fmt: skip
        with counted_statements() as asked:
            notices.unread_count(who)
        assert selects(asked) == 1


def test_the_facts_of_one_are_not_those_of_another(app: Flask) -> None:
    for who in (somebody(), Actor(2, ""), Actor(2, "", frozenset({Role.INSPECTOR}))):
        with counted_statements() as asked:
            notices.unread_count(who)
        assert selects(asked) == 1


def test_the_public_has_none() -> None:
    with counted_statements() as asked:
        assert notices.unread_count(PUBLIC) == 0
        assert not reviews.has_cases(PUBLIC)
    assert not asked

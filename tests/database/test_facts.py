"""What the menu wants to know is asked in one statement, and again once anything was written."""

from datetime import date
from typing import Any

from flask import Flask

from app.core.actor import PUBLIC, Actor, Role
from app.disclosures import queries as disclosures
from app.notifications import queries as notices
from app.prechecks import queries as prechecks
from app.regulations.models import PackActivation
from app.reviews import queries as reviews
from tests.statements import questions
from tests.times import MONDAY


def somebody() -> Actor:
    return Actor(1, "")


def selects(asked: list[str]) -> int:
    return len([one for one in asked if one.startswith("SELECT")])


def test_all_facts_about_somebody_are_one_statement(app: Flask) -> None:
    who = somebody()
    with questions() as asked:
        notices.unread_count(who)
        prechecks.waiting_for(who)
        disclosures.waiting_for_review(who)
        reviews.was_asked(who)
    assert selects(asked) == 1
    with questions() as asked:
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
        with questions() as asked:
            notices.unread_count(who)
        assert selects(asked) == 1


def test_the_facts_of_one_are_not_those_of_another(app: Flask) -> None:
    for who in (somebody(), Actor(2, ""), Actor(2, "", frozenset({Role.INSPECTOR}))):
        with questions() as asked:
            notices.unread_count(who)
        assert selects(asked) == 1


def test_the_public_has_none() -> None:
    with questions() as asked:
        assert notices.unread_count(PUBLIC) == 0
        assert not reviews.has_cases(PUBLIC)
    assert not asked

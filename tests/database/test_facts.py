"""What the menu wants to know is asked in one statement, and again once anything was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from app.core.actor import PUBLIC, Actor
from app.database.base import db
from app.disclosures import queries as disclosures
from app.notifications import queries as notices
from app.notifications.models import Notice
from app.prechecks import queries as prechecks
from app.reviews import queries as reviews


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
    return Actor(db.session.scalars(sa.select(Notice.person_id)).first(), "")


def test_all_facts_about_somebody_are_one_statement() -> None:
    who = somebody()
    with counted_statements() as asked:
        notices.unread_count(who)
        notices.unread_count(who)
        prechecks.waiting_for(who)
        disclosures.waiting_for_review(who)
        reviews.was_asked(who)
    assert len([one for one in asked if one.startswith("SELECT")]) == 1


def test_they_are_asked_again_after_something_was_written(arranging: Any) -> None:
    who = somebody()
    before = notices.unread_count(who)
    with arranging() as session:
        session.execute(
            sa.update(Notice).where(Notice.person_id == who.person_id).values(read_at=None)
        )
        assert notices.unread_count(who) >= max(1, before)


def test_the_facts_of_one_are_not_those_of_another(app: Any) -> None:
    people = db.session.scalars(
        sa.select(Notice.person_id).where(Notice.read_at.is_(None)).distinct().limit(2)
    ).all()
    for person_id in people:
        unread = db.session.scalar(
            sa.select(sa.func.count(Notice.id)).where(
                Notice.person_id == person_id, Notice.read_at.is_(None),
                Notice.withdrawn_at.is_(None),
            )
        )  # fmt: skip
        assert notices.unread_count(Actor(person_id, "")) == unread


def test_the_public_has_none() -> None:
    with counted_statements() as asked:
        assert notices.unread_count(PUBLIC) == 0
        assert not reviews.has_cases(PUBLIC)
    assert not asked

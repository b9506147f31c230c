"""The demo city is put into an empty installation only."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.audit.models import AuditEntry
from app.core import clock
from app.database.base import db
from app.deadlines import queries as deadlines
from app.demo.cli import last_whole_morning
from app.demo.matters import plan_of_matters
from app.demo.recusals import plan_of_recusals
from app.demo.seed import OTHERS_ARE_HERE, in_order
from app.demo.stage import City
from app.people.models import Person
from tests.factories.accounts import a_person


def test_the_demo_city_is_refused_where_others_are_in_the_directory(app: Flask) -> None:
    a_person("Wiragata Pangestu")
    entries = db.session.scalar(sa.select(sa.func.count(AuditEntry.seq)))
    done = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert done.exit_code == 1
    assert OTHERS_ARE_HERE in done.output
    db.session.rollback()
    assert [person.name for person in db.session.scalars(sa.select(Person))] == [
        "Wiragata Pangestu"
    ]
    assert db.session.scalar(sa.select(sa.func.count(AuditEntry.seq))) == entries


def test_a_city_seeded_in_the_night_ends_the_day_before_so_that_no_entry_lies_ahead() -> None:
    """Half past two in the night of a Monday in Makassar; its last events come late in a morning."""
    with clock.frozen_at(datetime(2026, 11, 22, 18, 30, tzinfo=UTC)):
        assert last_whole_morning() == date(2026, 11, 22)
    with clock.frozen_at(datetime(2026, 11, 23, 4, 0, tzinfo=UTC)):
        assert last_whole_morning() == date(2026, 11, 23)


def test_on_whatever_day_it_is_seeded_the_matter_comes_before_the_check_and_the_recusal() -> None:
    """Story 1 begins on a day that may be a Saturday; the recusal is still one from that matter."""
    calendar = deadlines.calendar_on(date(2026, 11, 18))
    for offset in range(0, 370, 3):
        city = City(date(2026, 1, 5) + timedelta(days=offset), calendar)
        city.people.update((f"E-{n:02d}", _SOMEBODY) for n in range(1, 61))
        steps = in_order([*plan_of_matters(city), *plan_of_recusals(city)])
        told = [name for name in (_of_story_one(step[2]) for step in steps) if name]
        assert told[:3] == ["_record", "_red_check", "_ask"], city.day


def test_on_whatever_day_it_is_seeded_nothing_is_decided_before_it_was_asked() -> None:
    """Days on both sides of a weekend fall together; what follows then waits for the next."""
    calendar = deadlines.calendar_on(date(2026, 11, 18))
    for offset in range(14):
        city = City(date(2026, 11, 9) + timedelta(days=offset), calendar)
        for days in range(20, 120):
            asked = city.earlier(days)
            assert asked < city.following(asked, days - 1) < city.day
        city.people.update((f"E-{n:02d}", _SOMEBODY) for n in range(1, 61))
        days_of = {
            (who, act.func.__name__): when
            for _ago, who, act in _plan_of_recusals(city)
            for when in act.args
            if isinstance(when, date)
        }
        for who in ("E-27", "E-55", "E-18", "E-07"):
            assert days_of[who, "_answer"] < days_of[who, "_decide"], (who, city.day)


def _plan_of_recusals(city: City) -> list[tuple[int, str, Any]]:
    return list(plan_of_recusals(city))


_SOMEBODY: Any = SimpleNamespace(id=1)


def _of_story_one(act: Any) -> str:
    """The name of a step that is about the brother's firm."""
    about = act.func.__name__ == "_red_check" or any("URS-0001" in str(one) for one in act.args)
    return str(act.func.__name__) if about else ""

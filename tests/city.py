"""The demo city as a stage: fixtures for tests that need its people, accounts and declarations."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock
from app.database import engine as engines
from app.database.base import db
from app.outbox.models import Job
from tests.databases import rolled_back
from tests.live import DEMO_DAY
from tests.times import MONDAY

MUCH_LATER = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def seeded(app: Flask, new_database: Callable[[str], str | sa.URL]) -> Iterator[sa.Engine]:
    """A second database with the demo city in it, made once."""
    url = sa.make_url(new_database("city"))
    engine = sa.create_engine(url, **engines.options_for(url))
    with app.app_context(), clock.frozen_at(MONDAY, everywhere=True):
        engines.prepare(engine)
        empty, db.engines[None] = db.engines[None], engine
        flask_migrate.upgrade()
        done = app.test_cli_runner().invoke(
            args=["demo", "seed", "--date", DEMO_DAY, "--no-complaints"]
        )
        # The letters of the past wait: a worker that a test starts shall do that test's work.
        db.session.execute(sa.update(Job).values(run_after=MUCH_LATER))
        db.session.commit()
        db.session.remove()
        db.engines[None] = empty
    assert done.exit_code == 0, done.output
    yield engine
    engine.dispose()


@pytest.fixture
def city(database: None, seeded: sa.Engine) -> Iterator[None]:
    """This test happens in the demo city; what it changes is thrown away like everything else."""
    db.session.remove()
    table: dict[str | None, Any] = db.engines
    outside, table[None] = table[None], seeded
    try:
        with rolled_back(table):
            yield
            db.session.remove()
    finally:
        table[None] = outside

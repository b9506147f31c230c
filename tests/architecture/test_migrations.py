"""Migrations: numbered, free of the application, both ways with data in them, and equal to the models."""

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

import alembic.command
import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from app.database import engine as engines
from app.database.base import db
from tests.architecture.source import ROOT, imported
from tests.live import DEMO_DAY

FILES = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def revisions() -> list[tuple[str, str | None]]:
    """(revision, the one before) of every file, in the order of their numbers."""
    found = []
    for path in FILES:
        values = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        found.append((values["revision"], values["down_revision"]))
    return found


def test_migrations_are_one_numbered_row() -> None:
    assert FILES
    assert [p.name for p in FILES if not re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", p.name)] == []
    assert [revision for revision, _ in revisions()] == [path.name[:4] for path in FILES]
    assert [before for _, before in revisions()] == [None, *(p.name[:4] for p in FILES[:-1])]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_migration_does_not_know_the_application(path) -> None:
    assert [n for n in imported(path).values() if n.split(".")[0] in {"app", "config"}] == []


@pytest.fixture
def fresh(app: Flask, new_database: Callable[[str], Any], request: Any) -> Iterator[sa.Engine]:
    """The application on an empty database of its own."""
    url = sa.make_url(new_database(re.sub(r"\W", "_", request.node.name)[:50]))
    engine = sa.create_engine(url, **engines.options_for(url))
    with app.app_context():
        engines.prepare(engine)
        table: dict[str | None, Any] = db.engines
        usual, table[None] = table[None], engine
        yield engine
        db.session.remove()
        table[None] = usual
        engine.dispose()


def counts(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
            for name in sa.inspect(connection).get_table_names()
            if name != "alembic_version"
        }


def test_the_migrated_schema_is_the_one_the_models_describe(fresh: sa.Engine) -> None:
    flask_migrate.upgrade()
    alembic.command.check(current_app.extensions["migrate"].migrate.get_config())


def test_the_schema_goes_down_to_nothing_and_up_again(fresh: sa.Engine) -> None:
    flask_migrate.upgrade()
    there = set(counts(fresh))
    flask_migrate.downgrade(revision="base")
    assert counts(fresh) == {}
    flask_migrate.upgrade()
    assert set(counts(fresh)) == there


def settle_the_city(*how: str) -> None:
    """The newest schema with the demo city in it."""
    flask_migrate.upgrade()
    seed = ["demo", "seed", "--date", DEMO_DAY, *how]
    done = current_app.test_cli_runner().invoke(args=seed)
    assert done.exit_code == 0, done.output
    db.session.remove()


def test_each_step_down_and_up_keeps_the_rows_it_does_not_own(fresh: sa.Engine) -> None:
    """Without complaints: a step down refuses to lose objections from outside."""
    settle_the_city("--no-complaints")
    rows = counts(fresh)
    assert sum(rows.values()) > 0
    for _, before in reversed(revisions()):
        flask_migrate.downgrade(revision=before or "base")
        left = counts(fresh)
        assert left == {name: rows[name] for name in left}
        rows = left
    flask_migrate.upgrade()
    alembic.command.check(current_app.extensions["migrate"].migrate.get_config())


def test_a_step_down_and_up_again_with_data_leaves_a_working_schema(fresh: sa.Engine) -> None:
    settle_the_city()
    rows = counts(fresh)
    flask_migrate.downgrade()
    kept = counts(fresh)
    flask_migrate.upgrade()
    assert {name: n for name, n in counts(fresh).items() if name in kept} == kept
    assert set(counts(fresh)) == set(rows)


def test_hints_found_before_are_given_the_matter_they_are_about(fresh: sa.Engine) -> None:
    settle_the_city("--no-complaints")
    asked = sa.text("SELECT key, matter_id FROM findings")

    def matters_by_hint() -> dict[str, int | None]:
        with fresh.connect() as connection:
            return {row.key: row.matter_id for row in connection.execute(asked)}

    known = matters_by_hint()
    assert None in known.values() and len(set(known.values())) > 1
    flask_migrate.downgrade(revision="0034")
    flask_migrate.upgrade()
    assert matters_by_hint() == known


def test_references_are_enforced_again_after_a_migration(fresh: sa.Engine) -> None:
    if fresh.dialect.name != "sqlite":
        return  # PostgreSQL never stops enforcing them
    flask_migrate.upgrade()
    with fresh.connect() as first, fresh.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1

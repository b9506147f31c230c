"""Runs migrations on the application's own database, SQLite or PostgreSQL."""

import logging

from alembic import context
from flask import current_app
from sqlalchemy import Connection

log = logging.getLogger("alembic.env")
config = context.config
database = current_app.extensions["migrate"].db


def run() -> None:
    options = dict(current_app.extensions["migrate"].configure_args)
    options.setdefault("render_item", _our_types)
    with database.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Batch migrations rebuild tables; with foreign keys on, that would cascade deletes.
            _enforce_references(connection, False)
        context.configure(connection=connection, target_metadata=database.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()
        if connection.in_transaction():
            connection.commit()
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.rollback()
            _enforce_references(connection, True)
            if broken:
                raise RuntimeError(f"migration left dangling references: {broken[:5]}")


def _enforce_references(connection: Connection, wanted: bool) -> None:
    """Past SQLAlchemy, which would begin a transaction: inside one SQLite ignores this pragma."""
    raw = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA foreign_keys={'ON' if wanted else 'OFF'}")


def _our_types(kind: str, item: object, _autogen: object) -> str | bool:
    """Migrations never import the application: its types are written as plain ones."""
    name = type(item).__name__
    if kind == "type" and name == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    if kind == "type" and name == "Enum":
        return f"sa.String(length={item.length})"  # type: ignore[attr-defined]
    return False


run()

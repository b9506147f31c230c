"""Tables that may only grow: triggers that stop UPDATE and DELETE, for SQLite and PostgreSQL."""

from alembic.operations import Operations

_ROW_ACTIONS = ("UPDATE", "DELETE")


def create(op: Operations, table: str) -> None:
    """Forbid changing or removing rows of the table."""
    if op.get_bind().dialect.name == "sqlite":
        for action in _ROW_ACTIONS:
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def drop(op: Operations, table: str) -> None:
    """Allow it again: before the table is dropped or rebuilt."""
    if op.get_bind().dialect.name == "sqlite":
        for action in _ROW_ACTIONS:
            op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{action.lower()}")
        return
    op.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
    op.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")
    op.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")

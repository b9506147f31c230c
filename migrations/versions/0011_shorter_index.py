"""shorter hashes in the index of names; entries are found by their record"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_SHORT = 2147483647  # 31 bits
_UNDER_ONE_WORD = (("crosscheck_postings", "entry_id"), ("crosscheck_token_keys", "key"))


def upgrade() -> None:
    _shorten_keys()
    _shorten_words()
    with op.batch_alter_table("crosscheck_entries", schema=None) as batch_op:
        batch_op.drop_constraint("uq_crosscheck_entries_key", type_="unique")
    for record in ("interest", "person"):
        some = sa.text(f"{record}_id IS NOT NULL")
        op.create_index(
            f"ix_crosscheck_entries_{record}", "crosscheck_entries", [f"{record}_id"],
            sqlite_where=some, postgresql_where=some,
        )  # fmt: skip


def _shorten_keys() -> None:
    op.execute(
        f"CREATE TEMPORARY TABLE short_keys AS SELECT DISTINCT key & {_SHORT} AS key, token_id"  # noqa: S608 (a number of our own)
        " FROM crosscheck_token_keys"
    )
    op.execute("DELETE FROM crosscheck_token_keys")
    with op.batch_alter_table("crosscheck_token_keys", schema=None) as batch_op:
        batch_op.alter_column("key", existing_type=sa.BigInteger(), type_=sa.Integer())
    op.execute(
        "INSERT INTO crosscheck_token_keys (key, token_id)"
        " SELECT CAST(key AS INTEGER), token_id FROM short_keys ORDER BY 1, 2"
    )
    op.execute("DROP TABLE short_keys")


def _shorten_words() -> None:
    """Two words that now share a hash become one."""
    kept: dict[int, int] = {}
    rows = op.get_bind().execute(sa.text("SELECT hash, id FROM crosscheck_tokens ORDER BY id"))
    for word, token_id in rows.fetchall():
        first = kept.setdefault(word & _SHORT, token_id)
        if first != token_id:
            _merge(token_id, first)
    op.execute(f"UPDATE crosscheck_tokens SET hash = hash & {_SHORT}")  # noqa: S608 (a number of our own)
    with op.batch_alter_table("crosscheck_tokens", schema=None) as batch_op:
        batch_op.alter_column("hash", existing_type=sa.BigInteger(), type_=sa.Integer())


def _merge(token_id: int, into: int) -> None:
    for table, other in _UNDER_ONE_WORD:
        op.execute(
            f"DELETE FROM {table} WHERE token_id = {token_id} AND {other} IN"  # noqa: S608 (names and numbers of our own)
            f" (SELECT {other} FROM {table} WHERE token_id = {into})"
        )
        op.execute(f"UPDATE {table} SET token_id = {into} WHERE token_id = {token_id}")  # noqa: S608 (as above)
    op.execute(f"DELETE FROM crosscheck_tokens WHERE id = {token_id}")  # noqa: S608 (as above)
    op.execute(
        "UPDATE crosscheck_tokens SET df ="  # noqa: S608 (as above)
        f" (SELECT count(*) FROM crosscheck_postings WHERE token_id = {into}) WHERE id = {into}"
    )


def downgrade() -> None:
    """What was cut off cannot be put back: the index says so until it is built anew."""
    for record in ("interest", "person"):
        op.drop_index(f"ix_crosscheck_entries_{record}", table_name="crosscheck_entries")
    with op.batch_alter_table("crosscheck_entries", schema=None) as batch_op:
        batch_op.create_unique_constraint("uq_crosscheck_entries_key", ["key"])
    with op.batch_alter_table("crosscheck_tokens", schema=None) as batch_op:
        batch_op.alter_column("hash", existing_type=sa.Integer(), type_=sa.BigInteger())
    with op.batch_alter_table("crosscheck_token_keys", schema=None) as batch_op:
        batch_op.alter_column("key", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.execute(sa.text("UPDATE crosscheck_index SET complete = :no").bindparams(no=False))

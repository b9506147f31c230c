"""other names the office knows for a body"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crosscheck_other_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("name_key", sa.BigInteger(), nullable=False),
        sa.Column("other_key", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_crosscheck_other_names_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crosscheck_other_names")),
        sa.UniqueConstraint("uid", name=op.f("uq_crosscheck_other_names_uid")),
    )
    for column in ("name_key", "other_key"):
        op.create_index(
            op.f(f"ix_crosscheck_other_names_{column}"), "crosscheck_other_names", [column]
        )
    op.create_table(
        "crosscheck_names_struck",
        sa.Column("other_name_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_crosscheck_names_struck_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_name_id"], ["crosscheck_other_names.id"],
            name=op.f("fk_crosscheck_names_struck_other_name_id"),
        ),
        sa.PrimaryKeyConstraint("other_name_id", name=op.f("pk_crosscheck_names_struck")),
        sa.UniqueConstraint("uid", name=op.f("uq_crosscheck_names_struck_uid")),
    )  # fmt: skip
    for table in ("crosscheck_other_names", "crosscheck_names_struck"):
        append_only.create(op, table)


def downgrade() -> None:
    for table in ("crosscheck_names_struck", "crosscheck_other_names"):
        append_only.drop(op, table)
        op.drop_table(table)

"""changes of a set plan that are called off, and from where each change began"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measures_plans", sa.Column("changed_from", sa.String(length=40), nullable=True))
    # A running plan has its next check point; one with an incident has none until it is set again.
    op.execute(
        """
        UPDATE measures_plans SET changed_from = CASE
            WHEN next_check_on IS NOT NULL THEN 'running'
            WHEN EXISTS (SELECT 1 FROM measures_referrals
                         WHERE measures_referrals.plan_id = measures_plans.id
                         AND measures_referrals.at > measures_plans.set_at) THEN 'referred'
            ELSE 'incident' END
        WHERE version > 0 AND state IN ('drafting', 'awaiting_reply', 'ready')
        """
    )
    op.create_table(
        "measures_called_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("to_version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_measures_called_off_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_called_off_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["measures_replies.id"], name=op.f("fk_measures_called_off_reply_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_called_off")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_called_off_uid")),
    )
    with op.batch_alter_table("measures_called_off", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measures_called_off_plan_id"), ["plan_id"], unique=False
        )
    append_only.create(op, "measures_called_off")


def downgrade() -> None:
    append_only.drop(op, "measures_called_off")
    op.drop_table("measures_called_off")
    op.drop_column("measures_plans", "changed_from")

"""what follows from a granted objection, and that its ruling came late"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("objections", schema=None) as table:
        table.add_column(sa.Column("follows", sa.String(length=40), nullable=True))
        table.add_column(sa.Column("late_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("objections", schema=None) as table:
        table.drop_column("late_at")
        table.drop_column("follows")

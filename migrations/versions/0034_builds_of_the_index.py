"""which build of the index of names is under way, so that an older one stops"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "crosscheck_index", sa.Column("build", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("crosscheck_index", "build")

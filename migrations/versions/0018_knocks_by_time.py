"""knocks are counted over all addresses together, too"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_knocks_door_at", "knocks", ["door", "at"])


def downgrade() -> None:
    op.drop_index("ix_knocks_door_at", "knocks")

"""knocks are counted over all addresses together, too"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_knocks_door_at", "knocks", ["door", "at"])


def downgrade() -> None:
    op.drop_index("ix_knocks_door_at", "knocks")

"""plans that an acting officer has by an order, until it ends"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measures_plans", sa.Column("acting_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("measures_plans", "acting_id")

"""the reason a superior gives for handing a review on is sealed"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("disclosure_handovers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uid", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("words_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    append_only.drop(op, "disclosure_handovers")
    with op.batch_alter_table("disclosure_handovers", schema=None) as batch_op:
        batch_op.drop_column("words_sealed")
        batch_op.drop_column("uid")
    append_only.create(op, "disclosure_handovers")  # its triggers went with the rebuilt table

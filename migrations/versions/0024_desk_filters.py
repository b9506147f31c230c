"""two filters of the desk's list together"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_complaints_cs_code_channel", "complaints", ["cs_code", "channel", "id"]
    )


def downgrade() -> None:
    op.drop_index("ix_complaints_cs_code_channel", "complaints")

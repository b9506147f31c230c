"""running clocks of one kind by their day; follow-ups by theirs"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_DUE = "ix_review_follow_ups_due"


def upgrade() -> None:
    still_open = sa.text("met_on IS NULL AND cancelled_on IS NULL")
    op.create_index(
        "ix_deadlines_running_due",
        "deadlines",
        ["subject_type", "code", "due_on", "subject_id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.drop_index(_DUE, "review_follow_ups")
    op.create_index(_DUE, "review_follow_ups", ["state", "due_on", "review_id", "id"])


def downgrade() -> None:
    op.drop_index(_DUE, "review_follow_ups")
    op.create_index(_DUE, "review_follow_ups", ["state", "due_on"])
    op.drop_index("ix_deadlines_running_due", "deadlines")

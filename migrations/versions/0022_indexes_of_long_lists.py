"""indexes by which the long lists of the register of matters stay quick"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    stalled = sa.text("stalled_at IS NOT NULL")
    op.create_index("ix_deadlines_subject", "deadlines", ["subject_type", "subject_id"])
    op.create_index(
        "ix_matters_stalled", "matters", ["id"], sqlite_where=stalled, postgresql_where=stalled
    )
    op.drop_index("ix_matter_officials_person", table_name="matter_officials")
    op.create_index(
        "ix_matter_officials_person", "matter_officials", ["person_id", "to_day", "matter_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_matter_officials_person", table_name="matter_officials")
    op.create_index("ix_matter_officials_person", "matter_officials", ["person_id", "to_day"])
    op.drop_index("ix_matters_stalled", table_name="matters")
    op.drop_index("ix_deadlines_subject", table_name="deadlines")

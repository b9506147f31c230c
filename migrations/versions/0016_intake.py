"""what intake lists are narrowed by; notices that were taken back"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_complaints_counted_from": ["counted_from", "id"],
    "ix_complaints_state_counted_from": ["state", "counted_from", "id"],
    "ix_complaints_cs_code": ["cs_code", "id"],
}


def upgrade() -> None:
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    for name, columns in _INDEXES.items():
        op.create_index(name, "complaints", columns)


def downgrade() -> None:
    for name in _INDEXES:
        op.drop_index(name, "complaints")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")

"""objections from outside"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("objections", schema=None) as table:
        table.add_column(
            sa.Column("filer", sa.String(length=40), nullable=False, server_default="employee")
        )
        table.add_column(sa.Column("through_type", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("through_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("code_hash", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("party_sealed", sa.LargeBinary(), nullable=True))
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        table.alter_column("subject_type", existing_type=sa.String(length=60), nullable=True)
        table.alter_column("subject_id", existing_type=sa.Integer(), nullable=True)
        table.create_index("ix_objections_through", ["through_type", "through_id"])


def downgrade() -> None:
    """Refused while there are objections from outside: the older table has no place for them."""
    outside = "SELECT count(*) FROM objections WHERE person_id IS NULL OR subject_id IS NULL"
    if op.get_bind().execute(sa.text(outside)).scalar():
        raise RuntimeError("objections from outside would be lost")
    with op.batch_alter_table("objections", schema=None) as table:
        table.drop_index("ix_objections_through")
        table.alter_column("subject_id", existing_type=sa.Integer(), nullable=False)
        table.alter_column("subject_type", existing_type=sa.String(length=60), nullable=False)
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
        table.drop_column("party_sealed")
        table.drop_column("code_hash")
        table.drop_column("through_id")
        table.drop_column("through_type")
        table.drop_column("filer")

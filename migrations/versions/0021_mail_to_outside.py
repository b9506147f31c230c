"""mail to people outside the office"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mail_messages", schema=None) as table:
        table.add_column(sa.Column("outside_type", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("outside_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("outside_facts", sa.JSON(), nullable=True))
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        table.create_index("ix_mail_messages_outside", ["outside_type", "outside_id"])


def downgrade() -> None:
    op.execute("DELETE FROM mail_messages WHERE person_id IS NULL")
    with op.batch_alter_table("mail_messages", schema=None) as table:
        table.drop_index("ix_mail_messages_outside")
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
        table.drop_column("outside_facts")
        table.drop_column("outside_id")
        table.drop_column("outside_type")
